"""Hooks that are switched off: by who owns them, by a receiver that is gone, by failures; what waits for them is given up."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import update
from sqlmodel import col

from activities.ledger import add_event
from schemas.hook_tables import HookRow
from schemas.states import FilmState
from tests.api.hooks.hooking import deliveries, made, overdue, tried
from tests.api.rows import set_state
from tests.fakes.receiver import Receiver, answer
from workers.bootstrap import Services
from workers.courier import Courier


@pytest.mark.usefixtures("telling")
async def test_a_receiver_that_is_gone_ends_its_hook_and_its_film_says_so(
    http: AsyncClient, film: str, services: Services, receiver: Receiver
) -> None:
    receiver.default = answer(410)
    hook = await made(http, receiver.url, film=film)

    await set_state(services, film, FilmState.QUEUED)
    await tried(http, hook["id"])
    told = (await http.get(hook["href"])).json()
    await set_state(services, film, FilmState.COMPLETED)
    again = await http.post(f"{hook['href']}/test")

    assert (told["is_on"], "410" in told["reason"], told["waiting"]) == (False, True, 0)
    assert [one["state"] for one in await deliveries(http, hook["id"])] == ["given_up"]
    assert again.status_code == 409
    events = (await http.get(f"/api/films/{film}/events")).text
    assert f"webhook {hook['id']} was switched off" in events


@pytest.mark.usefixtures("telling")
async def test_a_hook_that_failed_for_days_is_switched_off(http: AsyncClient, film: str, services: Services, receiver: Receiver) -> None:
    receiver.default = answer(500)
    hook = await made(http, receiver.url, film=film)
    long_ago = datetime.now(UTC) - timedelta(days=4)
    async with services.sessions.begin() as session:
        await session.execute(update(HookRow).where(col(HookRow.id) == hook["id"]).values(failures=20, failing_since=long_ago))

    await set_state(services, film, FilmState.QUEUED)
    await tried(http, hook["id"])

    assert "for 4 days nothing could be delivered, in 21 attempts: answered 500" in (await http.get(hook["href"])).json()["reason"]


async def event_while_switched_off(http: AsyncClient, services: Services, film: str, hook: dict[str, Any]) -> None:
    """An event that saw the hook on, and is written when it is off."""
    async with services.sessions.begin() as session:
        await add_event(session, film, "state queued", "state", {"state": "queued", "reason": ""})
        said = await http.patch(hook["href"], json={"is_on": False})
        assert said.json()["is_on"] is False


async def given_up(http: AsyncClient, hook: str) -> list[str]:
    """The states of a hook's deliveries, once none waits."""
    async with asyncio.timeout(60):
        while "waiting" in (states := [one["state"] for one in await deliveries(http, hook)]):  # noqa: ASYNC110 - only the API tells
            await asyncio.sleep(0.05)
    return states


@pytest.mark.usefixtures("telling")
async def test_what_happens_while_a_hook_is_switched_off_is_given_up(
    http: AsyncClient, film: str, services: Services, receiver: Receiver
) -> None:
    hook = await made(http, receiver.url, film=film)

    await event_while_switched_off(http, services, film, hook)

    assert await given_up(http, hook["id"]) == ["given_up"]
    assert receiver.got == []


@pytest.mark.usefixtures("workers")
async def test_it_is_given_up_too_when_nobody_heard_of_it(http: AsyncClient, film: str, services: Services, receiver: Receiver) -> None:
    hook = await made(http, receiver.url, film=film)
    await event_while_switched_off(http, services, film, hook)
    await overdue(services, hook["id"])

    async with Courier(services).at_work():
        states = await given_up(http, hook["id"])

    assert states == ["given_up"]


async def test_it_is_given_up_at_last_when_the_hook_is_switched_on(
    http: AsyncClient, film: str, services: Services, receiver: Receiver
) -> None:
    hook = await made(http, receiver.url, film=film)
    await event_while_switched_off(http, services, film, hook)

    on = (await http.patch(hook["href"], json={"is_on": True})).json()

    assert (on["is_on"], on["waiting"]) == (True, 0)
    assert [one["state"] for one in await deliveries(http, hook["id"])] == ["given_up"]
