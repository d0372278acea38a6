"""Whoever tells hooks, and whatever that needs, may be killed at any moment: what waits is delivered all the same, under the same id."""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from httpx import AsyncClient
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import async_sessionmaker
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from activities.storage.store import Store
from deploy.migrations import upgrade
from deploy.stack import control
from deploy.stack.control import Stack
from schemas.settings import Settings
from schemas.states import FilmState
from tests.api.conftest import served
from tests.api.hooks.hooking import is_signed, made, tried
from tests.api.rows import set_state, tell
from tests.api.submitting import submit
from tests.fakes.receiver import OK, SILENT, Receiver
from tests.stack import private_stack, settings_of
from workers.bootstrap import Services, database

CHECKOUT = Path(__file__).parents[3]


@contextlib.asynccontextmanager
async def worker(stack: Stack, services: Services, folder: Path) -> AsyncIterator[Process]:
    """`python -m workers workflows cpu`, killed at the end."""
    environment = stack.record.environment() | {
        "FILM_STATE_DIR": str(folder),
        "FILM_DATABASE_URL": services.settings.database_url.get_secret_value(),
        "TEMPORAL_NAMESPACE": services.temporal.namespace,
        "PATH": os.defpath,
    }
    command = [sys.executable, "-m", "workers", "workflows", "cpu"]
    process = await asyncio.create_subprocess_exec(*command, cwd=CHECKOUT, env=environment, stdout=DEVNULL, stderr=DEVNULL)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        await process.wait()


@pytest.mark.slow
async def test_a_worker_that_is_killed_while_its_receiver_answers_sends_again(
    http: AsyncClient, project: str, services: Services, stack_parts: Stack, receiver: Receiver, tmp_path: Path
) -> None:
    film = (await submit(http, project))["id"]
    hook = await made(http, receiver.url, film=film)
    receiver.answers = [SILENT]
    async with worker(stack_parts, services, tmp_path) as process:
        await set_state(services, film, FilmState.COMPLETED)
        await receiver.until(1, within_s=120)
        process.send_signal(signal.SIGKILL)
        await process.wait()
    noted = (await http.get(hook["deliveries"])).json()["items"][0]["attempts"]

    receiver.default = OK
    async with worker(stack_parts, services, tmp_path):
        first, second = await receiver.until(2, within_s=120)
        (delivery,) = await tried(http, hook["id"])

    assert noted == []
    assert (first.headers["webhook-id"], first.body) == (second.headers["webhook-id"], second.body)
    assert is_signed(first, hook["secret"])
    assert is_signed(second, hook["secret"])
    assert (delivery["state"], len(delivery["attempts"])) == ("delivered", 1)


@pytest.mark.slow
async def test_all_is_told_though_database_and_temporal_are_killed_on_the_way(receiver: Receiver, tmp_path: Path) -> None:
    state_dir = tmp_path / ".film"
    with private_stack(state_dir) as stack:
        async with opened(stack) as services, worker(stack, services, tmp_path / "worker"), served(services) as face, face.client() as http:
            project = (await http.post("/api/projects", json={"title": "Killed"})).json()["id"]
            film = (await submit(http, project))["id"]
            await made(http, receiver.url, film=film)
            for number in range(24):
                if number in {8, 16}:
                    kill(state_dir, "postgres" if number == 8 else "temporal")
                await told_at_last(services, film, number)
                await asyncio.sleep(0.1)
            async with asyncio.timeout(120):
                while len({one.headers["webhook-id"] for one in receiver.got}) < 24:  # noqa: ASYNC110 - it is a list
                    await asyncio.sleep(0.1)

    bodies = {one.headers["webhook-id"]: set[str]() for one in receiver.got}
    for one in receiver.got:
        bodies[one.headers["webhook-id"]].add(one.body)
    assert {len(alike) for alike in bodies.values()} == {1}


@contextlib.asynccontextmanager
async def opened(stack: Stack) -> AsyncIterator[Services]:
    """Services of a stack of the test's own."""
    settings = Settings.model_validate(settings_of(stack))
    await asyncio.to_thread(upgrade, settings.database_url.get_secret_value())
    temporal = await Client.connect(stack.record.temporal_address, namespace="films", data_converter=pydantic_data_converter)
    store = Store(settings)
    await asyncio.to_thread(store.make_bucket)
    engine = database(settings)
    yield Services(settings, async_sessionmaker(engine, expire_on_commit=False), temporal, store, "tests")
    await engine.dispose()


def kill(state_dir: Path, part: str) -> None:
    running = control.status(state_dir)
    assert running is not None
    process = running.parts[part].process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)


async def told_at_last(services: Services, film: str, number: int) -> None:
    """Write an event, as an activity does: again and again while the database is away."""
    async with asyncio.timeout(60):
        while True:
            with contextlib.suppress(DBAPIError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await tell(services, film, f"pause {number}", "pause", is_paused=bool(number % 2))
                return
            await asyncio.sleep(0.2)
