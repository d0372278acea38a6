#!/bin/sh
# Runs SeaweedFS as one S3 server. Only the S3 face listens on OBJECTS_BIND; everything inside stays on loopback.
# Reads OBJECTS_DIR, OBJECTS_BIND, OBJECTS_PORT, FILM_S3_ACCESS_KEY, FILM_S3_SECRET_KEY.

set -eu

: "${OBJECTS_DIR:?}" "${OBJECTS_BIND:?}" "${OBJECTS_PORT:?}" "${FILM_S3_ACCESS_KEY:?}" "${FILM_S3_SECRET_KEY:?}"
for value in "$FILM_S3_ACCESS_KEY" "$FILM_S3_SECRET_KEY"; do
    case $value in
        *[!A-Za-z0-9_-]*) echo "objects: credentials may have letters, digits, - and _ only" >&2; exit 1 ;;
    esac
done

umask 077
home=$(mktemp -d)
cd "$home"
cat >s3.json <<CONFIG
{"identities": [{"name": "film", "actions": ["Admin", "Read", "List", "Tagging", "Write"],
  "credentials": [{"accessKey": "$FILM_S3_ACCESS_KEY", "secretKey": "$FILM_S3_SECRET_KEY"}]}]}
CONFIG

# Volumes give and take bytes with a signed token only; the key need not outlive this process.
key=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
for kind in jwt.signing jwt.signing.read jwt.filer_signing jwt.filer_signing.read; do
    printf '[%s]\nkey = "%s"\nexpires_after_seconds = 600\n' "$kind" "$key"
done >security.toml

# Every upload waits for the disk: an acknowledged object survives a power cut. Set anew at every start, which changes nothing.
(
    until echo "fs.configure -locationPrefix=/buckets/ -fsync -apply" |
        timeout 20 weed shell -master=127.0.0.1:9333 -filer=127.0.0.1:8888 2>/dev/null | grep -q '"fsync": *true'; do
        kill -0 $$ 2>/dev/null || exit 0  # the server, which takes this shell's place below, has ended
        sleep 1
    done
) &

export HOME="$home"
exec weed -logtostderr=true server -dir="$OBJECTS_DIR" -ip=127.0.0.1 -ip.bind=127.0.0.1 \
    -filer -filer.exposeDirectoryData=false -filer.localSocket=filer.sock -disableHttp -filer.disableHttp \
    -s3 -s3.ip.bind="$OBJECTS_BIND" -s3.port="$OBJECTS_PORT" -s3.config="$home/s3.json" -s3.localSocket=s3.sock \
    -s3.iam=false -s3.port.iceberg=0 -s3.port.lance=0 -s3.allowDeleteBucketNotEmpty=false \
    -master.telemetry=false -master.volumeSizeLimitMB=4096 -master.garbageThreshold=0.1 -master.vacuumIntervalSeconds=300 \
    -volume.max=0 -volume.preStopSeconds=1
