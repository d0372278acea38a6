"""Who decides what words may be, and what is told of them."""

from dataclasses import replace

import pytest
from httpx import AsyncClient
from sqlalchemy import update
from sqlmodel import col

from schemas.moderation import Category, Moderation, TextFinding, Verdict
from schemas.options import ModerationPolicy
from schemas.states import FilmState
from schemas.tables import FilmRow
from tests.api.commanding import film as run
from tests.api.conftest import Face, served
from tests.api.rows import set_state
from workers.bootstrap import Services

SCRIPT = "INT. ROOM - DAY\n\nRain."
FOUND = Moderation(
    policy="refuse",
    threshold=0.5,
    engine="words 1",
    categories=[Category.HATE],
    verdict=Verdict(
        scores={Category.HATE: 0.8},
        findings=[TextFinding(category=Category.HATE, score=0.8, scene=1, line=3, quote="Rain.", reason="a slur")],
    ),
)


async def submitted(http: AsyncClient, project: str, **options: object) -> dict[str, object]:
    """The options that a new film has."""
    answer = await http.post(f"/api/projects/{project}/films", json={"script": SCRIPT, "options": options})
    answer.raise_for_status()
    return dict((await http.get(answer.json()["href"])).json()["options"])


async def refused(services: Services, film: str) -> None:
    """Write down that a film's script was refused, as its workflow would."""
    async with services.sessions.begin() as session:
        values = {"moderation": FOUND.model_dump(mode="json"), "reason": f"its script is refused for {FOUND.reason}"}
        await session.execute(update(FilmRow).where(col(FilmRow.id) == film).values(**values))
    await set_state(services, film, FilmState.MODERATION_FAILED)


async def test_a_film_warns_unless_it_is_told_otherwise(http: AsyncClient, project: str) -> None:
    default, told = await submitted(http, project), await submitted(http, project, moderation="off", moderation_threshold=0.9)

    assert (default["moderation"], default["moderation_threshold"]) == ("warn", 0.5)
    assert (told["moderation"], told["moderation_threshold"]) == ("off", 0.9)


@pytest.mark.parametrize(("own", "stands"), [("off", "warn"), ("warn", "warn"), ("refuse", "refuse")])
async def test_a_film_is_as_strict_as_its_project_at_least(http: AsyncClient, own: ModerationPolicy, stands: ModerationPolicy) -> None:
    project = (await http.post("/api/projects", json={"title": "Careful", "moderation": "warn"})).json()

    options = await submitted(http, project["id"], moderation=own)

    assert project["moderation"] == "warn"
    assert options["moderation"] == stands


async def test_a_film_is_as_strict_as_its_server_at_least(services: Services, project: str) -> None:
    settings = services.settings.model_copy(update={"moderation": "refuse", "moderation_threshold": 0.4})

    async with served(replace(services, settings=settings)) as face, face.client() as http:
        options = await submitted(http, project, moderation="off", moderation_threshold=0.8)

    assert (options["moderation"], options["moderation_threshold"]) == ("refuse", 0.4)


async def test_a_policy_that_is_none_is_refused(http: AsyncClient, project: str) -> None:
    answer = await http.post(f"/api/projects/{project}/films", json={"script": SCRIPT, "options": {"moderation": "never"}})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "/options/moderation"


async def test_a_film_tells_what_was_found_in_its_script(http: AsyncClient, project: str, services: Services) -> None:
    made = (await http.post(f"/api/projects/{project}/films", json={"script": SCRIPT})).json()
    before = (await http.get(made["href"])).json()["moderation"]
    await refused(services, made["id"])

    answer = (await http.get(made["href"])).json()

    assert before is None
    assert answer["state"] == "moderation_failed"
    assert Moderation.model_validate(answer["moderation"]) == FOUND


async def test_a_film_whose_script_is_refused_can_not_be_changed(http: AsyncClient, project: str, services: Services) -> None:
    made = (await http.post(f"/api/projects/{project}/films", json={"script": SCRIPT})).json()
    await refused(services, made["id"])

    answer = await http.post(f"{made['href']}/regenerate", json={"stage": "images"})

    assert answer.status_code == 409
    assert "is moderation_failed; nothing of it can be changed any more" in answer.json()["detail"]


async def test_the_command_shows_state_and_findings(face: Face, http: AsyncClient, project: str, services: Services) -> None:
    made = (await http.post(f"/api/projects/{project}/films", json={"script": SCRIPT})).json()
    await refused(services, made["id"])

    code, shown, _ = await run(face.url, "show", made["id"])

    assert code == 0
    assert "moderation_failed" in shown
    assert "line 3: “Rain.” (a slur)" in shown
    assert "moderation  refuse from 0.50, by words 1: hate 0.80" in shown
