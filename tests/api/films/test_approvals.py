"""Scenes that wait for a person: told, and let go on."""

from datetime import UTC, datetime

import pytest
from httpx import AsyncClient

from activities.records import Records
from api.starting import workflow_id
from schemas.approvals import RecordApproval
from schemas.stages import Stage
from schemas.states import FilmState
from tests.api.commanding import film as command
from tests.api.conftest import Face
from tests.api.rows import finish, set_state
from tests.api.submitting import submit
from workers.bootstrap import Services

NOW = datetime(2026, 11, 21, tzinfo=UTC)


async def write(services: Services, film: str, scenes: list[int], *, is_approved: bool = False) -> None:
    order = RecordApproval(film=film, stage=Stage.IMAGES, scenes=scenes, is_approved=is_approved, at=NOW)
    await Records(services.sessions).record_approval(order)


@pytest.fixture
async def film(http: AsyncClient, project: str, services: Services, film_worker: None) -> str:
    """A film of which three scenes wait."""
    made = str((await submit(http, project, options={"approve": ["images"]}))["id"])
    await set_state(services, made, FilmState.PROCESSING)
    await write(services, made, [2, 1, 3])
    return made


async def awaiting(http: AsyncClient, film: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = (await http.get(f"/api/films/{film}/progress")).json()["awaiting"]
    return found


async def test_a_film_tells_what_waits_for_a_person(http: AsyncClient, film: str, services: Services) -> None:
    waiting = await awaiting(http, film)
    await write(services, film, [2], is_approved=True)
    later = await awaiting(http, film)
    await set_state(services, film, FilmState.CANCELLED)

    assert (waiting, later) == ({"images": [1, 2, 3]}, {"images": [1, 3]})
    assert await awaiting(http, film) == {}


async def test_an_approval_reaches_the_film(http: AsyncClient, film: str, services: Services) -> None:
    answer = await http.post(f"/api/films/{film}/approvals", json={"stage": "images", "scenes": [1, 2]})

    notes = await services.temporal.get_workflow_handle(workflow_id(film)).query("notes", result_type=list[str])
    assert (answer.status_code, answer.json()) == (202, {"film": film, "stage": "images", "scenes": [1, 2]})
    assert notes[-1] == "approve: images [1, 2]"


async def test_what_can_not_be_approved_is_refused_with_the_reason(http: AsyncClient, film: str, services: Services) -> None:
    wrong = await http.post(f"/api/films/{film}/approvals", json={"stage": "music"})
    idle = await http.post(f"/api/films/{film}/approvals", json={"stage": "clips"})
    await finish(services, film)
    late = await http.post(f"/api/films/{film}/approvals", json={"stage": "images"})

    assert (wrong.status_code, wrong.json()["detail"]) == (422, "/stage: Input should be 'shots', 'images' or 'clips'")
    assert (idle.status_code, idle.json()["detail"]) == (422, "this film waits for no approval of clips")
    assert late.status_code == 409


async def test_the_command_approves_what_waits(face: Face, film: str, services: Services) -> None:
    one = await command(face.url, "approve", film, "--scene", "2")
    every = await command(face.url, "approve", film)
    wrong = await command(face.url, "approve", film, "--stage", "music")
    await write(services, film, [1, 2, 3], is_approved=True)
    idle = await command(face.url, "approve", film)

    assert (one[0], one[2]) == (0, f"film {film}: images of scenes 2 approved\n")
    assert (every[0], every[2]) == (0, f"film {film}: images of scenes 1, 2, 3 approved\n")
    assert (wrong[0], wrong[2]) == (2, "film: --stage: Input should be 'shots', 'images' or 'clips'\n")
    assert (idle[0], idle[2]) == (1, f"film: no scene of film {film} waits to be approved\n")
