"""The stream of a film's events."""

import asyncio
import time
from typing import Any

import pytest
from httpx import AsyncClient

from api.events.news import _POLL_DEAF_S
from schemas.states import FilmState
from tests.api.hearing import marks, read
from tests.api.rows import finish, set_state, tell
from tests.api.submitting import submit
from workers.bootstrap import Services


@pytest.fixture
async def film(http: AsyncClient, project: str) -> str:
    """A film in the making."""
    return str((await submit(http, project))["id"])


async def test_a_stream_begins_with_what_happened_and_ends_with_the_film(http: AsyncClient, film: str, services: Services) -> None:
    await tell(services, film, "a", n=1)
    reading = asyncio.create_task(read(http, film))
    await asyncio.sleep(0.2)
    await tell(services, film, "b", n=2)
    await finish(services, film)

    assert marks(await asyncio.wait_for(reading, 60)) == [1, 2, "state"]


async def test_news_arrive_long_before_anybody_would_look_for_them(http: AsyncClient, film: str, services: Services) -> None:
    heard: list[Any] = []
    reading = asyncio.create_task(read(http, film, 10, found=heard))
    began_s = time.monotonic()
    for number in range(10):
        await tell(services, film, f"m{number}", n=number)
        while len(heard) <= number:  # noqa: ASYNC110 - it is a list
            await asyncio.sleep(0.01)
    await reading

    assert time.monotonic() - began_s < 10 * _POLL_DEAF_S / 2


async def test_a_stream_goes_on_behind_the_last_event_seen(http: AsyncClient, film: str, services: Services) -> None:
    for number in range(1, 6):
        await tell(services, film, f"m{number}", n=number)
    first = await read(http, film, 3)
    await set_state(services, film, FilmState.CANCELLED)

    rest = await read(http, film, headers={"Last-Event-ID": str(first[-1]["id"])})

    assert marks(first) == [1, 2, 3]
    assert marks(rest) == [4, 5, "state"]


async def test_many_watchers_hear_everything_once_and_in_order(http: AsyncClient, film: str, services: Services) -> None:
    readers = [asyncio.create_task(read(http, film)) for _ in range(20)]
    await asyncio.gather(*(tell(services, film, f"m{number}", n=number) for number in range(40)))
    await set_state(services, film, FilmState.FAILED)

    heard = [await asyncio.wait_for(reader, 60) for reader in readers]

    assert all(sorted(marks(events)[:-1]) == list(range(40)) for events in heard)
    assert all([event["id"] for event in events] == sorted(event["id"] for event in heard[0]) for events in heard)


async def test_a_browser_that_saw_everything_of_a_final_film_is_told_to_stay_away(http: AsyncClient, film: str, services: Services) -> None:
    await set_state(services, film, FilmState.CANCELLED)
    seen = await read(http, film)

    answer = await http.get(f"/api/films/{film}/events", headers={"Last-Event-ID": str(seen[-1]["id"])})

    assert answer.status_code == 204


async def test_a_stream_waits_for_the_cut_that_is_asked_for(http: AsyncClient, film: str, services: Services) -> None:
    await finish(services, film)

    done = await asyncio.wait_for(read(http, film, cut=1), 60)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(read(http, film, cut=2), 1.5)

    assert marks(done) == ["state"]


async def test_a_film_can_be_followed_beyond_its_end(http: AsyncClient, film: str, services: Services) -> None:
    await set_state(services, film, FilmState.CANCELLED)

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(read(http, film, follow=True), 1.5)


async def test_a_last_event_id_that_is_none_is_refused(http: AsyncClient, film: str) -> None:
    answer = await http.get(f"/api/films/{film}/events", headers={"Last-Event-ID": "latest"})

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "header/Last-Event-ID")
