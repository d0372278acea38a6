#!/bin/sh
# Makes the namespace of films and its search attributes; safe to run again. Reads TEMPORAL_ADDRESS and FILM_RETENTION.

set -eu

until temporal operator cluster health; do
    sleep 2
done
if temporal operator namespace describe -n films >/dev/null 2>&1; then
    temporal operator namespace update -n films --retention "$FILM_RETENTION"
else
    temporal operator namespace create -n films --retention "$FILM_RETENTION"
fi

known=$(temporal operator search-attribute list -n films)
for attribute in FilmId=Keyword Owner=Keyword Project=Keyword State=Keyword Stage=Keyword Profile=Keyword Progress=Double; do
    name=${attribute%=*}
    case $known in
        *"$name"*) ;;
        *) temporal operator search-attribute create -n films --name "$name" --type "${attribute#*=}" ;;
    esac
done
