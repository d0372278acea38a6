"""From an event to a receiver: over a real database, Temporal and HTTP."""

import asyncio
import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import update
from sqlmodel import col
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from schemas.hook_tables import DeliveryRow, HookRow
from schemas.states import FilmState
from tests.api.absence import without
from tests.api.conftest import served
from tests.api.hooks.hooking import deliveries, hurry, is_signed, made, overdue, tried
from tests.api.rows import set_state, tell
from tests.api.submitting import submit
from tests.fakes.receiver import CUT, SILENT, Receiver, Sent, answer, receiving
from workers.bootstrap import Services


@pytest.mark.usefixtures("telling")
async def test_what_happens_to_a_film_is_told_and_signed(http: AsyncClient, film: str, services: Services, receiver: Receiver) -> None:
    hook = await made(http, receiver.url, kinds=["film.completed"])
    await set_state(services, film, FilmState.PROCESSING)
    await tell(services, film, "step", stage="images")

    await set_state(services, film, FilmState.COMPLETED)
    (sent,) = await receiver.until(1)
    (delivery,) = await tried(http, hook["id"])

    told = json.loads(sent.body)
    assert (told["type"], told["data"]["film"], told["data"]["state"]) == ("film.completed", film, "completed")
    assert told["data"]["links"]["film"] == f"/api/films/{film}"
    assert (sent.line, sent.headers["content-type"]) == ("POST /films HTTP/1.1", "application/json")
    assert is_signed(sent, hook["secret"])
    assert abs(int(sent.headers["webhook-timestamp"]) - time.time()) < 60
    assert (delivery["id"], delivery["state"], delivery["tries"]) == (sent.headers["webhook-id"], "delivered", 1)
    assert (delivery["attempts"][0]["status"], delivery["attempts"][0]["answer"], delivery["payload"]) == (200, "ok", told)


@pytest.mark.usefixtures("telling")
async def test_what_fails_is_tried_again_under_the_same_id(http: AsyncClient, film: str, services: Services, receiver: Receiver) -> None:
    receiver.answers = [answer(500, "not yet"), CUT, answer(204)]
    hook = await made(http, receiver.url)

    await set_state(services, film, FilmState.QUEUED)
    for number in (1, 2):
        await tried(http, hook["id"], number)
        await hurry(services, hook["id"], number)
    sent = await receiver.until(3)
    (delivery,) = await tried(http, hook["id"], 3)

    assert len({one.headers["webhook-id"] for one in sent}) == len({one.body for one in sent}) == 1
    assert all(is_signed(one, hook["secret"]) for one in sent)
    refused, cut, taken = delivery["attempts"]
    assert (refused["status"], cut["status"], taken["status"]) == (500, None, 204)
    assert (refused["reason"], refused["answer"], "cut" in cut["reason"]) == ("answered 500", "not yet", True)
    assert (delivery["state"], (await http.get(hook["href"])).json()["failures"]) == ("delivered", 0)


@pytest.mark.usefixtures("telling")
async def test_pauses_grow_and_the_receiver_may_ask_for_more(http: AsyncClient, film: str, services: Services, receiver: Receiver) -> None:
    receiver.answers = [answer(500), answer(503, retry_after="7000")]
    hook = await made(http, receiver.url)

    def pause_s(delivery: dict[str, Any]) -> float:
        tried_at, due_at = (datetime.fromisoformat(at) for at in (delivery["attempts"][-1]["at"], delivery["due_at"]))
        return (due_at - tried_at).total_seconds() - float(delivery["attempts"][-1]["duration_s"])

    await set_state(services, film, FilmState.QUEUED)
    (first,) = await tried(http, hook["id"], 1)
    await hurry(services, hook["id"], 1)
    (second,) = await tried(http, hook["id"], 2)

    assert 4.4 < pause_s(first) < 6
    assert 6999 < pause_s(second) < 7002


@pytest.mark.usefixtures("telling")
async def test_one_that_says_nothing_holds_up_no_other(http: AsyncClient, film: str, services: Services, receiver: Receiver) -> None:
    async with receiving() as silent:
        silent.default = SILENT
        for _ in range(4):
            await made(http, silent.url, film=film)
        await made(http, receiver.url, film=film)

        for state in (FilmState.QUEUED, FilmState.PROCESSING, FilmState.COMPLETED):
            await set_state(services, film, state)
        sent = await receiver.until(3)

    assert [json.loads(one.body)["type"] for one in sent] == ["film.queued", "film.processing", "film.completed"]


@pytest.mark.usefixtures("telling")
async def test_redirects_are_not_followed(http: AsyncClient, film: str, services: Services, receiver: Receiver) -> None:
    async with receiving() as elsewhere:
        receiver.default = answer(302, location=elsewhere.url)
        hook = await made(http, receiver.url, film=film)
        await set_state(services, film, FilmState.QUEUED)
        (delivery,) = await tried(http, hook["id"])

    assert elsewhere.got == []
    assert (delivery["state"], delivery["attempts"][0]["status"]) == ("waiting", 302)
    assert elsewhere.url in delivery["attempts"][0]["reason"]


@pytest.mark.usefixtures("telling")
async def test_both_secrets_sign_for_a_while_after_one_was_rolled(http: AsyncClient, receiver: Receiver) -> None:
    hook = await made(http, receiver.url)

    rolled = (await http.post(f"{hook['href']}/secret", json={"overlap_h": 1})).json()
    await http.post(f"{hook['href']}/test")
    await receiver.until(1)
    last = (await http.post(f"{hook['href']}/secret", json={"overlap_h": 0})).json()
    await http.post(f"{hook['href']}/test")
    both, alone = await receiver.until(2)

    assert len({hook["secret"], rolled["secret"], last["secret"]}) == 3
    assert (is_signed(both, hook["secret"]), is_signed(both, rolled["secret"])) == (True, True)
    assert (is_signed(alone, rolled["secret"]), is_signed(alone, last["secret"])) == (False, True)
    assert json.loads(both.body) == {
        "type": "hook.ping",
        "timestamp": json.loads(both.body)["timestamp"],
        "data": {"hook": hook["id"], "links": {"hook": hook["href"]}},
    }


@pytest.mark.usefixtures("telling")
async def test_what_was_delivered_is_sent_again_when_that_is_asked_for(http: AsyncClient, receiver: Receiver) -> None:
    hook = await made(http, receiver.url)
    sent = (await http.post(f"{hook['href']}/test")).json()
    await tried(http, hook["id"])

    asked = await http.post(f"{sent['href']}/again")
    first, second = await receiver.until(2)
    (delivery,) = await tried(http, hook["id"], 2)

    assert (asked.status_code, asked.json()["state"]) == (202, "waiting")
    assert first.headers["webhook-id"] == second.headers["webhook-id"] == sent["id"]
    assert delivery["state"] == "delivered"


@pytest.mark.usefixtures("telling")
async def test_what_ended_long_ago_is_forgotten_and_what_was_sent_again_since_is_not(
    http: AsyncClient, services: Services, receiver: Receiver
) -> None:
    hook = await made(http, receiver.url)
    sent = [(await http.post(f"{hook['href']}/test")).json() for _ in range(2)]
    await tried(http, hook["id"], 2)
    telling = services.temporal.get_workflow_handle(f"hook-{hook['id']}")
    await asyncio.wait_for(telling.result(), 60)  # it forgets what ended long ago once more before it ends
    long_ago = datetime.now(UTC) - timedelta(days=31)
    async with services.sessions.begin() as session:
        of_hook = update(DeliveryRow).where(col(DeliveryRow.hook_id) == hook["id"])
        await session.execute(of_hook.values(created_at=long_ago, ended_at=long_ago))

    await http.post(f"{sent[1]['href']}/again")
    async with asyncio.timeout(60):
        while len(found := await deliveries(http, hook["id"])) > 1 or found[0]["state"] != "delivered":  # noqa: ASYNC110 - only the API tells
            await asyncio.sleep(0.05)

    assert [one["id"] for one in found] == [sent[1]["id"]]


@pytest.mark.usefixtures("workers")
async def test_what_nobody_heard_of_is_found(http: AsyncClient, film: str, services: Services, receiver: Receiver) -> None:
    """Whoever listens may be dead when an event is written."""
    from workers.courier import Courier

    hook = await made(http, receiver.url, film=film)
    await set_state(services, film, FilmState.COMPLETED)
    await overdue(services, hook["id"])

    async with Courier(services).at_work():
        await receiver.until(1)

    assert [one["kind"] for one in await tried(http, hook["id"])] == ["film.completed"]


@pytest.mark.usefixtures("telling")
async def test_no_history_and_no_row_holds_a_secret(http: AsyncClient, services: Services, receiver: Receiver) -> None:
    hook = await made(http, f"{receiver.url}?token=precious")
    await http.post(f"{hook['href']}/test")
    await tried(http, hook["id"])

    history = await services.temporal.get_workflow_handle(f"hook-{hook['id']}").fetch_history()
    written = b"".join(event.SerializeToString() for event in history.events)
    async with services.sessions() as session:
        row = (await session.get_one(HookRow, hook["id"])).model_dump_json()
    answers = [(await http.get(path)).text for path in (hook["href"], "/api/hooks", hook["deliveries"])]

    secret = hook["secret"].removeprefix("whsec_")
    assert hook["id"].encode() in written
    assert b"precious" not in written
    assert secret.encode() not in written
    assert not [text for text in (row, *answers) if secret in text]


@pytest.mark.usefixtures("telling")
async def test_another_key_of_the_server_is_noticed_until_the_secret_is_rolled(
    http: AsyncClient, services: Services, receiver: Receiver
) -> None:
    hook = await made(http, receiver.url)
    async with services.sessions.begin() as session:
        await session.execute(update(HookRow).where(col(HookRow.id) == hook["id"]).values(secret_mark="of another key"))

    await http.post(f"{hook['href']}/test")
    (failed,) = await tried(http, hook["id"])
    rolled = (await http.post(f"{hook['href']}/secret")).json()
    await http.post(f"{failed['href']}/again")
    (sent,) = await receiver.until(1)

    assert "another FILM_HOOKS_KEY" in failed["attempts"][0]["reason"]
    assert rolled["former_until"] is None
    assert is_signed(sent, rolled["secret"])


@pytest.mark.slow
@pytest.mark.usefixtures("telling")
async def test_what_is_asked_for_while_temporal_is_away_is_sent_later(http: AsyncClient, services: Services, receiver: Receiver) -> None:
    hook = await made(http, receiver.url)

    async with served(await without(services, "temporal")) as face, face.client() as other:
        answer = await other.post(f"{hook['href']}/test")
    (sent,) = await receiver.until(1)

    assert (answer.status_code, answer.json()["state"]) == (202, "waiting")
    assert sent.headers["webhook-id"] == answer.json()["id"]


@pytest.mark.slow
@pytest.mark.usefixtures("telling")
async def test_what_is_asked_for_while_temporal_says_nothing_is_sent_as_well(
    http: AsyncClient, services: Services, receiver: Receiver
) -> None:
    hook = await made(http, receiver.url)
    temporal_host, _, temporal_port = services.temporal.service_client.config.target_host.partition(":")
    is_silent = asyncio.Event()

    async def pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        try:
            while data := await source.read(65536):
                if not is_silent.is_set():
                    target.write(data)
        finally:
            target.close()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(temporal_host, int(temporal_port))
        passing.extend([asyncio.create_task(pass_on(reader, back)), asyncio.create_task(pass_on(there, writer))])

    passing: list[asyncio.Task[None]] = []

    async with await asyncio.start_server(connect, "127.0.0.1", 0) as between:
        address = f"127.0.0.1:{between.sockets[0].getsockname()[1]}"
        temporal = await Client.connect(address, namespace=services.temporal.namespace, data_converter=pydantic_data_converter)
        async with served(replace(services, temporal=temporal)) as face, face.client() as other:
            is_silent.set()
            answer = await other.post(f"{hook['href']}/test", timeout=60)
        for one in passing:
            one.cancel()
        await asyncio.gather(*passing, return_exceptions=True)
    (sent,) = await receiver.until(1)

    assert (answer.status_code, answer.json().get("state")) == (202, "waiting")
    assert sent.headers["webhook-id"] == answer.json()["id"]


@pytest.mark.slow
@pytest.mark.usefixtures("telling")
async def test_events_answers_and_changes_at_one_time_wait_for_none_for_ever(
    http: AsyncClient, project: str, services: Services, receiver: Receiver
) -> None:
    """All of them lock the same rows."""
    films = [str((await submit(http, project))["id"]) for _ in range(4)]
    told, failing, going = [await made(http, receiver.url) for _ in range(3)]
    await http.patch(failing["href"], json={"url": receiver.url.replace("127.0.0.1", "no-such-host.invalid")})

    async def happens(film: str) -> None:
        for number in range(10):
            await tell(services, film, f"pause {number}", "pause", is_paused=bool(number % 2))

    async def changes() -> None:
        for number in range(10):
            await http.patch(failing["href"], json={"is_on": bool(number % 2)})
            await http.post(f"{told['href']}/secret")
        await http.delete(going["href"])

    await asyncio.wait_for(asyncio.gather(changes(), *(happens(film) for film in films)), 120)
    async with asyncio.timeout(120):
        while (await http.get(told["href"])).json()["waiting"]:  # noqa: ASYNC110 - what the API tells is all there is
            await asyncio.sleep(0.1)

    # By what came first: on a machine that stands still for a while, something may come twice.
    of_told: dict[str, Sent] = {}
    for one in receiver.got:
        if one.headers["webhook-id"].endswith(told["id"]):
            of_told.setdefault(one.headers["webhook-id"], one)
    assert len(of_told) == 40
    for film in films:
        events = [json.loads(one.body)["data"]["event"] for one in of_told.values() if film in one.body]
        assert events == sorted(events)
