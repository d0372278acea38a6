"""Hooks that are asked for with an `Idempotency-Key` are made once."""

import asyncio
from dataclasses import replace

from httpx import AsyncClient
from pydantic import SecretStr
from sqlalchemy import select
from sqlmodel import col

from api.hooks.routes import HOOKS_MAX
from schemas.states import FilmState
from schemas.tables import IdempotencyRow
from tests.api.conftest import Face, served
from tests.api.hooks.hooking import made
from tests.api.rows import set_state
from tests.api.submitting import submit
from workers.bootstrap import Services

URL = "http://127.0.0.1:9/films"


async def test_the_same_key_and_request_is_the_same_hook_and_secret(http: AsyncClient, project: str) -> None:
    headers = {"Idempotency-Key": f"hook-{project}"}

    first, second = [await http.post("/api/hooks", json={"url": URL}, headers=headers) for _ in range(2)]

    assert (first.status_code, second.status_code, second.json()) == (201, 201, first.json())
    assert ("Idempotency-Replayed" in first.headers, second.headers.get("Idempotency-Replayed")) == (False, "true")
    assert first.headers["Location"] == second.headers["Location"] == first.json()["href"]
    assert [one["id"] for one in (await http.get("/api/hooks")).json()["items"]] == [first.json()["id"]]


async def test_the_same_key_with_another_request_is_a_conflict(http: AsyncClient, project: str) -> None:
    key = f"hook-{project}"
    await made(http, URL, key)
    film = {"script": "INT. ROOM - DAY\n\nRain.\n"}

    answers = [
        await http.post(path, json=body, headers={"Idempotency-Key": key})
        for path, body in (("/api/hooks", {"url": f"{URL}/other"}), (f"/api/projects/{project}/films", film))
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert "came with another request before" in answers[0].json()["detail"]


async def test_twenty_requests_at_once_with_one_key_take_the_last_place(face: Face, project: str) -> None:
    async with face.client() as http:
        for _ in range(HOOKS_MAX - 1):
            await made(http, URL)
        hooks = await asyncio.gather(*(made(http, URL, f"race-{project}") for _ in range(20)))

        assert len({hook["id"] for hook in hooks}) == 1
        assert len((await http.get("/api/hooks")).json()["items"]) == HOOKS_MAX


async def test_a_key_goes_with_its_hook(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project))["id"]
    first, of_film = await made(http, URL, f"own-{project}"), await made(http, URL, f"film-{project}", film=film)
    await http.delete(first["href"])
    async with services.sessions.begin() as session:
        kept = set(await session.scalars(select(col(IdempotencyRow.film_id)).where(col(IdempotencyRow.key).contains(project))))

    second = await made(http, URL, f"own-{project}")

    assert kept == {of_film["id"]}
    assert second["id"] != first["id"]


async def test_the_key_of_a_hook_that_went_with_its_film_makes_nothing_of_it(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project))["id"]
    await made(http, URL, f"film-{project}", film=film)
    await set_state(services, film, FilmState.CANCELLED)
    assert (await http.delete(f"/api/films/{film}")).status_code == 204

    answer = await http.post("/api/hooks", json={"url": URL, "film": film}, headers={"Idempotency-Key": f"film-{project}"})

    assert (answer.status_code, f"no film '{film}'" in answer.json()["detail"]) == (404, True)


async def test_the_secret_it_answers_with_is_the_one_that_signs(http: AsyncClient, project: str, services: Services) -> None:
    hook = await made(http, URL, f"hook-{project}")
    rolled = (await http.post(f"{hook['href']}/secret")).json()

    again = await made(http, URL, f"hook-{project}")
    other_key = replace(services, settings=services.settings.model_copy(update={"hooks_key": SecretStr("another " * 5)}))
    async with served(other_key) as face, face.client() as elsewhere:
        unknown = await elsewhere.post("/api/hooks", json={"url": URL}, headers={"Idempotency-Key": f"hook-{project}"})

    assert again["secret"] == rolled["secret"] != hook["secret"]
    assert (unknown.status_code, "roll its secret" in unknown.json()["detail"]) == (409, True)
