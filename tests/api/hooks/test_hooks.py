"""Hooks as their owner keeps them: made, looked at, changed, refused."""

from typing import Any

import pytest
from httpx import AsyncClient

from api.hooks.routes import HOOKS_MAX
from schemas.hook_tables import DeliveryRow, HookRow
from schemas.states import FilmState
from tests.api.hooks.hooking import deliveries, made
from tests.api.rows import set_state
from tests.api.submitting import submit
from workers.bootstrap import Services

URL = "http://127.0.0.1:9/films"


async def test_a_secret_is_told_once(http: AsyncClient) -> None:
    hook = await made(http, URL, kinds=["film.completed"], description="Mine")

    listed = (await http.get("/api/hooks")).json()["items"]

    assert hook["secret"].startswith("whsec_")
    assert [(one["id"], one["url"], one["kinds"], one["description"]) for one in listed] == [(hook["id"], URL, ["film.completed"], "Mine")]
    assert "secret" not in listed[0] | (await http.get(hook["href"])).json()


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://example.com/", "wanted a whole web address"),
        ("example.com/films", "wanted a whole web address"),
        ("http://me:word@127.0.0.1/", "without a user and password"),
        ("http://127.0.0.1/films#top", "never sent"),
        ("http://169.254.169.254/latest/meta-data/", "no public address"),
        ("https://10.0.0.7/films", "no public address"),
        ("https://[::ffff:10.0.0.7]/films", "no public address"),
        ("https://[fe80::1]/films", "no public address"),
    ],
)
async def test_what_hooks_may_not_lead_to_is_refused(http: AsyncClient, url: str, why: str) -> None:
    answer = await http.post("/api/hooks", json={"url": url})

    assert answer.status_code == 422
    assert why in answer.json()["detail"]
    assert answer.json()["errors"][0]["field"] == "/url"


@pytest.mark.parametrize("wrong", [{"kinds": ["film.vanished"]}, {"secret": "mine"}, {"url": "https://example.com/" + "a" * 2000}])
async def test_what_a_hook_does_not_have_is_refused(http: AsyncClient, wrong: dict[str, Any]) -> None:
    assert (await http.post("/api/hooks", json={"url": URL, **wrong})).status_code == 422


async def test_an_owner_has_so_many_hooks_and_no_more(http: AsyncClient) -> None:
    for _ in range(HOOKS_MAX):
        await made(http, URL)

    answer = await http.post("/api/hooks", json={"url": URL})

    assert (answer.status_code, f"{HOOKS_MAX} is the most" in answer.json()["detail"]) == (409, True)


async def test_a_hook_is_told_of_the_films_and_kinds_it_wants(http: AsyncClient, project: str, services: Services) -> None:
    film, other = [(await submit(http, project))["id"] for _ in range(2)]
    everything, one_film, one_kind = (
        (await made(http, URL))["id"],
        (await made(http, URL, film=film))["id"],
        (await made(http, URL, kinds=["film.failed"]))["id"],
    )

    await set_state(services, film, FilmState.QUEUED)
    await set_state(services, other, FilmState.FAILED)

    told = {hook: [(one["film"], one["kind"]) for one in await deliveries(http, hook)] for hook in (everything, one_film, one_kind)}
    assert told == {
        everything: [(film, "film.queued"), (other, "film.failed")],
        one_film: [(film, "film.queued")],
        one_kind: [(other, "film.failed")],
    }


async def test_an_event_that_is_taken_back_is_told_to_nobody(http: AsyncClient, project: str, services: Services) -> None:
    from activities.ledger import add_event

    film = (await submit(http, project))["id"]
    hook = await made(http, URL)

    async with services.sessions() as session:
        await add_event(session, film, "state 1", "state", {"state": "queued", "reason": ""})
        await session.rollback()

    assert await deliveries(http, hook["id"]) == []


async def test_a_hook_that_is_off_is_told_nothing_until_it_is_on(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project))["id"]
    hook = await made(http, URL)
    await set_state(services, film, FilmState.QUEUED)

    off = (await http.patch(hook["href"], json={"is_on": False})).json()
    await set_state(services, film, FilmState.PROCESSING)
    on = (await http.patch(hook["href"], json={"is_on": True, "url": "http://127.0.0.1:9/other", "kinds": ["film.completed"]})).json()
    await set_state(services, film, FilmState.COMPLETED)

    assert (off["is_on"], off["reason"]) == (False, "its owner switched it off")
    assert (on["is_on"], on["reason"], on["url"], on["kinds"]) == (True, "", "http://127.0.0.1:9/other", ["film.completed"])
    assert [(one["kind"], one["state"]) for one in await deliveries(http, hook["id"])] == [
        ("film.queued", "given_up"),
        ("film.completed", "waiting"),
    ]


async def test_deliveries_come_in_pages(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project))["id"]
    hook = await made(http, URL)
    for state in (FilmState.QUEUED, FilmState.PROCESSING, FilmState.COMPLETED):
        await set_state(services, film, state)

    first = (await http.get(hook["deliveries"], params={"limit": 2})).json()
    second = (await http.get(hook["deliveries"], params={"limit": 2, "cursor": first["next_cursor"]})).json()

    assert [one["kind"] for page in (first, second) for one in page["items"]] == ["film.completed", "film.processing", "film.queued"]
    assert second["next_cursor"] is None


async def test_hooks_of_others_are_not_there(http: AsyncClient, services: Services) -> None:
    async with services.sessions.begin() as session:
        session.add(HookRow(id="theirs", owner="somebody", url=URL, secret_mark=""))
        await session.flush()
        session.add(DeliveryRow(id="msg_theirs", hook_id="theirs", kind="hook.ping", body="{}", state="delivered"))

    asked = [
        await http.get("/api/hooks/theirs"),
        await http.patch("/api/hooks/theirs", json={"is_on": False}),
        await http.delete("/api/hooks/theirs"),
        await http.post("/api/hooks/theirs/secret"),
        await http.post("/api/hooks/theirs/test"),
        await http.get("/api/hooks/theirs/deliveries"),
        await http.get("/api/hooks/deliveries/msg_theirs"),
        await http.post("/api/hooks/deliveries/msg_theirs/again"),
    ]

    assert {answer.status_code for answer in asked} == {404}
    assert (await http.get("/api/hooks")).json()["items"] == []


async def test_a_hook_goes_with_its_deliveries_and_with_its_film(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project))["id"]
    hook, of_film = await made(http, URL), await made(http, URL, film=film)
    await set_state(services, film, FilmState.CANCELLED)

    gone = await http.delete(hook["href"])
    await http.delete(f"/api/films/{film}")

    assert gone.status_code == 204
    assert [(await http.get(one["href"])).status_code for one in (hook, of_film)] == [404, 404]


async def test_without_a_key_there_are_no_hooks(services: Services) -> None:
    from dataclasses import replace

    from tests.api.conftest import served

    keyless = replace(services, settings=services.settings.model_copy(update={"hooks_key": None}))
    async with served(keyless) as face, face.client() as http:
        answer = await http.post("/api/hooks", json={"url": URL})

    assert (answer.status_code, "FILM_HOOKS_KEY" in answer.json()["detail"]) == (409, True)
