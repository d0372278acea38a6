"""The local stack: PostgreSQL, Temporal, an S3 store, workers and the API, kept running by one supervisor.

control.py     up, down, status, the environment of a client: what everyone else calls
supervisor.py  the process that owns all others (`python -m deploy.stack run`)
keeper.py      one part's life: start, probe, restart, stop
part.py        what a part must tell its keeper
parts/         postgres, temporal, objects (SeaweedFS), schema (migrations), workers, api
record.py      what is written down under the state folder, and read by clients
layout.py ports.py accounts.py processes.py probes.py logs.py doctor.py
"""
