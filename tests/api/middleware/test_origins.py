"""Pages of other origins: those that are listed may use the API, all others may not."""

from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient
from websockets.asyncio.client import connect

from schemas.states import FilmState
from tests.api.conftest import Face, served
from tests.api.rows import set_state
from tests.api.submitting import submit
from workers.bootstrap import Services

STUDIO = "https://studio.example"
OTHER = "https://other.example"


@pytest.fixture
async def open_face(services: Services) -> AsyncIterator[Face]:
    """The API with one origin listed."""
    settings = services.settings.model_copy(update={"api_origins": (STUDIO,)})
    async with served(Services(settings, services.sessions, services.temporal, services.store, "tests")) as face:
        yield face


async def test_a_page_that_is_listed_may_change_things_and_read_the_answer(open_face: Face) -> None:
    async with open_face.client() as http:
        answer = await http.post("/api/projects", json={"title": "x"}, headers={"Origin": STUDIO, "Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 201
    assert answer.headers["access-control-allow-origin"] == STUDIO


@pytest.mark.parametrize(("origin", "status"), [(STUDIO, 200), (OTHER, 400)])
async def test_a_browser_that_asks_first_is_told_who_may(open_face: Face, origin: str, status: int) -> None:
    asked = {"Origin": origin, "Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "content-type, idempotency-key"}
    async with open_face.client() as http:
        answer = await http.options("/api/films/zzz/shots/1", headers=asked)

    assert answer.status_code == status
    assert ("access-control-allow-origin" in answer.headers) == (origin == STUDIO)


async def test_a_page_that_is_not_listed_may_neither_change_nor_read(open_face: Face) -> None:
    async with open_face.client() as http:
        changed = await http.post("/api/projects", json={"title": "x"}, headers={"Origin": OTHER})
        read = await http.get("/api/projects", headers={"Origin": OTHER})

    assert changed.status_code == 403
    assert "access-control-allow-origin" not in read.headers


async def test_nobody_is_listed_unless_told(http: AsyncClient) -> None:
    answer = await http.get("/api/projects", headers={"Origin": STUDIO})

    assert "access-control-allow-origin" not in answer.headers


async def test_errors_can_be_read_by_pages_that_are_listed(open_face: Face) -> None:
    async with open_face.client() as http:
        answer = await http.get("/api/films/zzz", headers={"Origin": STUDIO})

    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (404, STUDIO)


async def test_a_page_that_is_listed_gets_a_socket(open_face: Face, project: str, services: Services) -> None:
    async with open_face.client() as http:
        film = (await submit(http, project))["id"]
    await set_state(services, film, FilmState.CANCELLED)
    url = f"{open_face.url.replace('http', 'ws', 1)}/ws/films/{film}"

    async with connect(url, proxy=None, additional_headers={"Origin": STUDIO}) as socket:
        assert [message async for message in socket]
