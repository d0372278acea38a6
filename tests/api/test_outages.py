"""What the API does when a part of the stack is away: it says so, stays up, and goes on when the part is back."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy.ext.asyncio import async_sessionmaker
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from activities.storage.store import Store
from deploy.migrations import upgrade
from deploy.stack import control
from schemas.settings import Settings
from tests.api.absence import without
from tests.api.conftest import served
from tests.api.hearing import read
from tests.api.rows import tell
from tests.api.submitting import SCRIPT, submit
from tests.stack import private_stack, settings_of
from workers.bootstrap import Services, database


@pytest.mark.parametrize("part", ["database", "temporal", "store"])
async def test_a_part_that_is_away_is_named_and_the_process_is_up(services: Services, part: str) -> None:
    async with served(await without(services, part)) as face, face.client() as http:
        ready = await http.get("/api/ready")
        health = await http.get("/api/health")

    assert (ready.status_code, health.status_code) == (503, 200)
    assert int(ready.headers["retry-after"]) >= 1
    assert [name for name, state in ready.json()["parts"].items() if state != "ready"] == [part]


@pytest.mark.parametrize("part", ["database", "temporal", "store"])
async def test_no_film_is_taken_while_a_part_is_away(services: Services, project: str, http: AsyncClient, part: str) -> None:
    async with served(await without(services, part)) as face, face.client() as client:
        # A script nobody sent before: a known one needs no store.
        answer = await client.post(f"/api/projects/{project}/films", json={"script": f"{SCRIPT}{time.time_ns()}"})
    films = (await http.get("/api/films", params={"project": project})).json()["items"]

    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert int(answer.headers["retry-after"]) >= 1
    assert films == []


@pytest.fixture(scope="module")
async def own_services(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Services, Path]]:
    """Services of a stack whose parts may be killed."""
    state_dir = tmp_path_factory.mktemp("killed") / ".film"
    with private_stack(state_dir) as stack:
        settings = Settings.model_validate(settings_of(stack))
        upgrade(settings.database_url.get_secret_value())
        temporal = await Client.connect(stack.record.temporal_address, namespace="films", data_converter=pydantic_data_converter)
        store = Store(settings)
        await asyncio.to_thread(store.make_bucket)
        engine = database(settings)
        yield Services(settings, async_sessionmaker(engine, expire_on_commit=False), temporal, store, "tests"), state_dir
        await engine.dispose()


@pytest.mark.slow
@pytest.mark.parametrize("part", ["postgres", "temporal", "objects"])
async def test_the_api_goes_on_after_a_part_was_killed(own_services: tuple[Services, Path], part: str) -> None:
    services, state_dir = own_services
    async with served(services) as face, face.client() as http:
        project = (await http.post("/api/projects", json={"title": "Outage"})).json()["id"]
        film = (await submit(http, project, f"{SCRIPT}{part}"))["id"]
        heard: list[Any] = []
        watching = asyncio.create_task(read(http, film, 2, found=heard))
        await tell(services, film, "before", n=1)
        async with asyncio.timeout(60):
            while not heard:  # noqa: ASYNC110 - it is a list
                await asyncio.sleep(0.02)
        running = control.status(state_dir)
        assert running is not None
        process = running.parts[part].process
        assert process is not None
        os.kill(process.pid, signal.SIGKILL)

        seen = await _until_ready(http, project)
        await tell(services, film, "after", n=2)
        await asyncio.wait_for(watching, 60)
        later = await submit(http, project, f"{SCRIPT}{part} again")

    assert seen <= {200, 201, 503}
    assert [event["data"]["n"] for event in heard] == [1, 2]
    assert later["state"] == "pending"


async def _until_ready(http: AsyncClient, project: str) -> set[int]:
    """Every status the API answered with until all its parts were there again."""
    seen: set[int] = set()
    async with asyncio.timeout(60):
        while True:
            ready = await http.get("/api/ready")
            listed = await http.get("/api/films", params={"project": project})
            made = await http.post(f"/api/projects/{project}/films", json={"script": f"{SCRIPT}{time.time_ns()}"})
            seen |= {ready.status_code, listed.status_code, made.status_code}
            if (ready.status_code, made.status_code) == (200, 201):
                return seen
            await asyncio.sleep(0.1)
