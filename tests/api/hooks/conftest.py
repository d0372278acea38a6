"""Receivers at work, and the workers that tell them."""

from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient
from sqlalchemy import delete

from schemas.hook_tables import HookRow
from tests.api.submitting import submit
from tests.fakes.receiver import Receiver, receiving
from workers.bootstrap import Services
from workers.courier import Courier
from workers.roster import hooks_worker


@pytest.fixture(autouse=True)
async def tidy(services: Services) -> AsyncIterator[None]:
    """No hook is left to the next test: an owner has not many, and each is told of all films."""
    yield
    async with services.sessions.begin() as session:
        await session.execute(delete(HookRow))


@pytest.fixture
async def workers(services: Services, film_worker: None) -> AsyncIterator[None]:
    """Workers that send what they are told of; nobody looks for what is written in events."""
    async with hooks_worker(services):
        yield


@pytest.fixture
async def telling(services: Services, workers: None) -> AsyncIterator[None]:
    """Everything that tells hooks."""
    async with Courier(services, look_every_s=1).at_work():
        yield


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A server that takes what it gets."""
    async with receiving() as receiver:
        yield receiver


@pytest.fixture
async def film(http: AsyncClient, project: str) -> str:
    """What hooks are told of."""
    return str((await submit(http, project))["id"])
