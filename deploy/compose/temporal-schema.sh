#!/bin/sh
# Makes Temporal's two databases and brings their tables to this version; changes nothing when they are there already.
# Reads SQL_PASSWORD.

set -eu

for database in temporal temporal_visibility; do
    # The folders of the schema are called temporal and visibility.
    folder=/etc/temporal/schema/postgresql/v12/${database#temporal_}/versioned
    tool="temporal-sql-tool --plugin postgres12 --ep temporal-db -p 5432 -u temporal --db $database"
    $tool create
    $tool setup-schema -v 0.0
    $tool update-schema -d "$folder"
done
