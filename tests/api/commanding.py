"""The `film` command as a process of its own."""

import asyncio
import contextlib
import hashlib
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

from httpx import AsyncClient

from tests.api.conftest import Face

CHECKOUT = Path(__file__).parents[2]


async def begin(face_url: str, *arguments: str) -> Process:
    """Start the command."""
    command = [sys.executable, "-m", "api.cli", "--api", face_url, *arguments]
    return await asyncio.create_subprocess_exec(*command, cwd=CHECKOUT, stdout=PIPE, stderr=PIPE)


async def film(face_url: str, *arguments: str) -> tuple[int, str, str]:
    """Run the command to its end: exit code, output, what it said beside."""
    process = await begin(face_url, *arguments)
    out, err = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


async def submitted(http: AsyncClient, script: Path) -> str:
    """Wait for the film of a script to be submitted; its id."""
    digest = hashlib.sha256(script.read_bytes()).hexdigest()
    async with asyncio.timeout(60):
        while True:
            for film in (await http.get("/api/films", params={"limit": 5, "state": "pending"})).json()["items"]:
                if (await http.get(film["href"])).json()["script"]["sha256"] == digest:
                    return str(film["id"])
            await asyncio.sleep(0.1)


@contextlib.asynccontextmanager
async def making(face: Face, script: Path, *options: str) -> AsyncIterator[tuple[Process, str]]:
    """`film make` waiting for a film, and the film's id."""
    process = await begin(face.url, "make", str(script), *options)
    try:
        async with face.client() as http:
            yield process, await submitted(http, script)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()
