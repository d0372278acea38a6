"""What an owner does while a receiver is about to answer, or while a film is being deleted."""

import asyncio

import pytest
from httpx import AsyncClient
from sqlalchemy import delete, text, update
from sqlmodel import col

from schemas.hook_tables import DeliveryRow
from schemas.tables import FilmRow
from tests.api.hooks.hooking import deliveries, made, tried
from tests.api.submitting import submit
from tests.fakes.receiver import Receiver, answer
from workers.bootstrap import Services


async def somebody_waits(services: Services) -> bool:
    """Whether one connection waits for what another holds."""
    waiting = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
    async with services.sessions() as session:
        return bool(await session.scalar(waiting))


@pytest.mark.usefixtures("telling")
async def test_a_hook_that_its_owner_switched_off_keeps_that_reason(http: AsyncClient, receiver: Receiver) -> None:
    receiver.default = answer(410)
    receiver.may_answer.clear()
    hook = await made(http, receiver.url)
    await http.post(f"{hook['href']}/test")
    await receiver.until(1)

    off = (await http.patch(hook["href"], json={"is_on": False})).json()
    receiver.may_answer.set()
    (delivery,) = await tried(http, hook["id"])

    assert (await http.get(hook["href"])).json() == off
    assert (delivery["state"], delivery["attempts"][0]["status"]) == ("given_up", 410)


@pytest.mark.usefixtures("telling")
async def test_what_was_delivered_by_another_attempt_stays_delivered(http: AsyncClient, services: Services, receiver: Receiver) -> None:
    """A worker that was taken for dead may still send, and note its failure last."""
    receiver.default = answer(500)
    receiver.may_answer.clear()
    hook = await made(http, receiver.url)
    await http.post(f"{hook['href']}/test")
    await receiver.until(1)

    async with services.sessions.begin() as session:
        of_hook = update(DeliveryRow).where(col(DeliveryRow.hook_id) == hook["id"])
        await session.execute(of_hook.values(state="delivered", tries=7))
    receiver.may_answer.set()
    await tried(http, hook["id"])

    assert [one["state"] for one in await deliveries(http, hook["id"])] == ["delivered"]


async def test_a_hook_of_a_film_that_is_deleted_meanwhile_is_refused(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project))["id"]
    async with services.sessions.begin() as session:
        await session.execute(delete(FilmRow).where(col(FilmRow.id) == film))
        asked = asyncio.create_task(http.post("/api/hooks", json={"url": "http://127.0.0.1:9/films", "film": film}))
        async with asyncio.timeout(60):
            while not await somebody_waits(services):  # noqa: ASYNC110 - only the database tells
                await asyncio.sleep(0.05)

    answered = await asyncio.wait_for(asked, 60)

    assert (answered.status_code, answered.json()["detail"]) == (404, f"there is no film '{film}'")
