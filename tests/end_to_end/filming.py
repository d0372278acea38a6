"""A whole stack of one's own and its API as a client sees it."""

import hashlib
import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import httpx
from minio import Minio

from deploy.stack import control
from deploy.stack.control import Stack
from deploy.stack.parts import PARTS
from tests.end_to_end.measuring import Measured, measured
from tests.stack import plain_url, private_stack

FINAL = {"completed", "failed", "cancelled"}
SQUARE: dict[str, object] = {"aspect": "1:1"}
"""480 by 480: half the work of a wide picture."""


@dataclass(frozen=True)
class Studio:
    """A running stack, workers and API included."""

    stack: Stack
    state_dir: Path
    client: httpx.Client

    def call(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        """One request; while the API is down it is repeated, as any careful client does."""
        deadline = time.monotonic() + 60
        while True:
            try:
                answer = self.client.request(method, path, **arguments)
            except httpx.TransportError:
                if time.monotonic() > deadline:
                    raise
            else:
                if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE or time.monotonic() > deadline:
                    return answer
            time.sleep(0.2)

    def submit(self, script: str, **options: object) -> str:
        """Submit a script; answers with the film's id."""
        project = self.call("POST", "/api/projects", json={"title": "Tests"}).raise_for_status().json()["id"]
        body = {"script": script, "options": {"resolution": "480p", **options}}
        film = self.call("POST", f"/api/projects/{project}/films", json=body, headers={"Idempotency-Key": os.urandom(8).hex()})
        return str(film.raise_for_status().json()["id"])

    def film(self, film: str) -> dict[str, Any]:
        """What the API tells of a film."""
        answer: dict[str, Any] = self.call("GET", f"/api/films/{film}").raise_for_status().json()
        return answer

    def wait(self, film: str, is_done: Callable[[dict[str, Any]], bool], timeout_s: float = 240) -> dict[str, Any]:
        """Wait until something is true of a film."""
        deadline = time.monotonic() + timeout_s
        while not is_done(known := self.film(film)):
            assert time.monotonic() < deadline, f"after {timeout_s} s the film is {known['state']} ({known['reason']}): {known['progress']}"
            time.sleep(0.2)
        return known

    def finished(self, film: str, timeout_s: float = 240) -> dict[str, Any]:
        """Wait until a film is completed."""
        known = self.wait(film, lambda known: known["state"] in FINAL, timeout_s)
        assert known["state"] == "completed", known["reason"]
        return known

    def file(self, film: str, cut: int, name: str) -> bytes:
        """A file of a cut."""
        return self.call("GET", f"/api/films/{film}/cuts/{cut}/{name}").raise_for_status().content

    def kill(self, part: str) -> int:
        """`kill -9` one part; answers with the process id it had."""
        status = control.status(self.state_dir)
        assert status is not None
        process = status.parts[part].process
        assert process is not None, f"{part} does not run"
        os.kill(process.pid, signal.SIGKILL)
        return process.pid

    def healthy(self, part: str, after: int, timeout_s: float = 60) -> None:
        """Wait until the supervisor has brought a part back that was killed as process `after`."""
        deadline = time.monotonic() + timeout_s
        while True:
            status = control.status(self.state_dir)
            known = status.parts[part] if status else None
            if known and known.health == "healthy" and known.process and known.process.pid != after:
                return
            assert time.monotonic() < deadline, f"{part} did not come back: {known}"
            time.sleep(0.1)

    async def rows(self, query: str, *arguments: object) -> list[asyncpg.Record]:
        """Ask the database."""
        connection = await asyncpg.connect(plain_url(self.stack.record.database_url))
        try:
            return list(await connection.fetch(query, *arguments))
        finally:
            await connection.close()

    def objects(self) -> list[str]:
        """Every object in the store that holds an artifact."""
        found = self._store().list_objects(bucket_name="films", prefix="artifacts/", recursive=True)
        return [name for item in found if (name := item.object_name or "") and not name.endswith("provenance.json")]

    async def artifact(self, key: str) -> bytes:
        """The bytes of an artifact."""
        (row,) = await self.rows("SELECT object_name FROM artifacts WHERE key = $1", key)
        with self._store().get_object(bucket_name="films", object_name=row["object_name"]) as answer:
            return bytes(answer.read())

    def _store(self) -> Minio:
        record = self.stack.record
        return Minio(
            record.s3_endpoint.removeprefix("http://"),
            access_key=record.secrets.s3_access_key,
            secret_key=record.secrets.s3_secret_key,
            secure=False,
            region="us-east-1",
        )


@dataclass(frozen=True)
class Made:
    """A finished film and what its file is."""

    id: str
    known: dict[str, Any]
    manifest: dict[str, Any]
    measured: Measured


def made_of(stage: Studio, script: str, **options: object) -> Made:
    """Make a film of a script."""
    film = stage.submit(script, **SQUARE, **options)
    known = stage.finished(film)
    manifest = json.loads(stage.file(film, 1, "manifest.json"))
    return Made(film, known, manifest, measured(stage.file(film, 1, "film.mp4")))


@contextmanager
def studio(state_dir: Path) -> Iterator[Studio]:
    """A whole private stack, ended on leaving."""
    with (
        private_stack(state_dir, tuple(PARTS)) as stack,
        httpx.Client(base_url=stack.record.api_url, timeout=30, follow_redirects=True, trust_env=False) as client,
    ):
        yield Studio(stack, state_dir, client)


def sha256(data: bytes) -> str:
    """The hash of a file's bytes."""
    return hashlib.sha256(data).hexdigest()
