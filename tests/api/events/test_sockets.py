"""The events of a film over a WebSocket."""

import asyncio
import json
from typing import Any

import pytest
from httpx import AsyncClient
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from schemas.states import FilmState
from tests.api.conftest import Face
from tests.api.hearing import marks, read
from tests.api.rows import finish, set_state, tell
from tests.api.submitting import submit
from workers.bootstrap import Services


@pytest.fixture
async def film(http: AsyncClient, project: str) -> str:
    """A film in the making."""
    return str((await submit(http, project))["id"])


def address(face: Face, film: str, asked: str = "") -> str:
    return f"{face.url.replace('http', 'ws', 1)}/ws/films/{film}{asked}"


async def hear(face: Face, film: str, asked: str = "") -> tuple[list[Any], int | None]:
    """Everything that is said until the other side closes, and the code it closes with."""
    async with connect(address(face, film, asked), proxy=None) as socket:
        return [json.loads(message) async for message in socket], socket.close_code


async def refusal(face: Face, film: str, asked: str = "", origin: str | None = None) -> tuple[int, str, dict[str, Any]]:
    """Status, type and body of the answer to who may not have a socket."""
    headers = {} if origin is None else {"Origin": origin}
    with pytest.raises(InvalidStatus) as refused:
        async with connect(address(face, film, asked), proxy=None, additional_headers=headers):
            pass
    answer = refused.value.response
    return answer.status_code, answer.headers["content-type"], json.loads(answer.body)


async def test_a_socket_tells_what_happened_then_what_happens_and_closes_with_the_film(face: Face, film: str, services: Services) -> None:
    await tell(services, film, "a", n=1)
    hearing = asyncio.create_task(hear(face, film))
    await asyncio.sleep(0.2)
    await tell(services, film, "b", n=2)
    await finish(services, film)

    events, code = await asyncio.wait_for(hearing, 60)

    assert marks(events) == [1, 2, "state"]
    assert code == 1000


async def test_a_socket_tells_the_same_as_the_stream(face: Face, http: AsyncClient, film: str, services: Services) -> None:
    await tell(services, film, "a", n=1)
    await set_state(services, film, FilmState.CANCELLED)

    assert (await hear(face, film))[0] == await read(http, film)


async def test_a_socket_goes_on_behind_the_event_that_is_named(face: Face, film: str, services: Services) -> None:
    for number in range(3):
        await tell(services, film, f"m{number}", n=number)
    await set_state(services, film, FilmState.CANCELLED)
    events, _ = await hear(face, film)

    later, _ = await hear(face, film, f"?after={events[1]['id']}")

    assert later == events[2:]


async def test_a_film_is_followed_beyond_its_end_where_that_is_wanted(face: Face, film: str, services: Services) -> None:
    await set_state(services, film, FilmState.CANCELLED)

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(hear(face, film, "?follow=true"), 1.5)


async def test_there_is_no_socket_of_a_film_that_is_not_there(face: Face) -> None:
    status, kind, problem = await refusal(face, "zzz")

    assert (status, kind) == (404, "application/problem+json")
    assert problem["detail"] == "there is no film 'zzz'"


async def test_a_wrong_question_is_refused_with_the_reason(face: Face, film: str) -> None:
    status, _, problem = await refusal(face, film, "?after=latest")

    assert status == 422
    assert problem["errors"][0]["field"] == "query/after"


async def test_a_foreign_page_gets_no_socket(face: Face, film: str) -> None:
    status, _, problem = await refusal(face, film, origin="https://evil.example")

    assert status == 403
    assert "https://evil.example" in problem["detail"]


async def test_who_leaves_is_forgotten(face: Face, film: str, services: Services) -> None:
    async with connect(address(face, film), proxy=None) as socket:
        await tell(services, film, "a", n=1)
        await asyncio.wait_for(socket.recv(), 60)

    await tell(services, film, "b", n=2)
    await set_state(services, film, FilmState.CANCELLED)

    assert marks((await hear(face, film))[0]) == [1, 2, "state"]
