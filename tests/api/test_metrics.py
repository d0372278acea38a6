"""What an operator's Prometheus reads."""

import re

from httpx import AsyncClient

from tests.api.absence import without
from tests.api.conftest import served
from tests.api.rows import finish
from tests.api.submitting import submit
from workers.bootstrap import Services

_SAMPLE = re.compile(r'[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+')


async def read(http: AsyncClient) -> dict[str, float]:
    """Every sample by its name and labels."""
    answer = await http.get("/api/metrics")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    assert all(_SAMPLE.fullmatch(line) for line in lines)
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


async def test_films_cuts_work_and_queues_are_told(http: AsyncClient, project: str, services: Services, film_worker: None) -> None:
    before = await read(http)
    film = (await submit(http, project))["id"]
    await finish(services, film)

    after = await read(http)

    def more(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert more('filmwright_films{state="completed"}') == 1
    assert more('filmwright_cuts{state="completed"}') == 1
    assert more('filmwright_artifacts_total{engine="test",stage="film"}') == 5
    assert after["filmwright_temporal_up"] == 1
    assert after['filmwright_queue_workers{kind="workflow",queue="workflows"}'] >= 1  # Temporal tells for minutes of those that went
    assert after['filmwright_queue_backlog{kind="activity",queue="gpu"}'] == 0


async def test_requests_are_counted_by_route_and_not_by_film(http: AsyncClient) -> None:
    name = 'filmwright_http_request_seconds_count{method="GET",route="/api/films/{film_id}",status="404"}'
    nowhere = 'filmwright_http_request_seconds_count{method="GET",route="none",status="404"}'
    before = await read(http)
    for address in ("/api/films/aaa", "/api/films/bbb", "/api/nowhere/aaa"):
        await http.get(address)

    after = await read(http)

    assert after[name] - before.get(name, 0) == 2
    assert after[nowhere] - before.get(nowhere, 0) == 1
    assert after[name.replace("_count{", '_bucket{le="+Inf",')] == after[name]


async def test_films_are_told_while_temporal_is_away(services: Services) -> None:
    async with served(await without(services, "temporal")) as face, face.client() as http:
        found = await read(http)

    assert found["filmwright_temporal_up"] == 0
    assert 'filmwright_films{state="pending"}' in found
    assert not [name for name in found if name.startswith("filmwright_queue")]
