"""Clearing the store over HTTP: a deleted film takes its files along, and nothing of any other film."""

import asyncio
from datetime import UTC, datetime

import pytest
from httpx import AsyncClient
from sqlmodel import col, select

from schemas.tables import ArtifactRow, FilmRow, PaidCallRow, UseRow
from tests.api.commanding import film as command
from tests.api.conftest import Face
from tests.api.rows import finish
from tests.api.submitting import submit
from workers.bootstrap import Services

pytestmark = pytest.mark.usefixtures("film_worker")


async def finished(http: AsyncClient, project: str, services: Services) -> str:
    made: str = (await submit(http, project))["id"]
    await finish(services, made)
    return made


async def ended(http: AsyncClient) -> dict[str, object]:
    async with asyncio.timeout(30):
        while True:
            told: dict[str, object] = (await http.get("/api/storage/clearing")).json()
            if told["state"] != "running":
                return told
            await asyncio.sleep(0.1)


async def files_of(services: Services, film: str) -> list[ArtifactRow]:
    async with services.sessions() as session:
        return list(await session.scalars(select(ArtifactRow).where(col(ArtifactRow.object_name).startswith(f"tests/{film}/"))))


async def test_a_deleted_film_takes_its_files_along(http: AsyncClient, project: str, services: Services) -> None:
    gone, kept = await finished(http, project, services), await finished(http, project, services)
    await http.post("/api/storage/clearing")  # of what others left
    await ended(http)

    await http.delete(f"/api/films/{gone}")
    cleared = await ended(http)
    play = await http.get(f"/api/films/{kept}/cuts/1/film.mp4", follow_redirects=True)

    assert (cleared["state"], cleared["artifacts"], cleared["size_bytes"]) == ("completed", 5, 5000)
    assert (await files_of(services, gone), len(await files_of(services, kept))) == ([], 5)
    assert (play.status_code, len(play.content)) == (200, 1000)


async def test_files_may_be_kept_and_are_told_of_until_they_are_cleared(http: AsyncClient, project: str, services: Services) -> None:
    made = await finished(http, project, services)
    await http.post("/api/storage/clearing")
    await ended(http)

    await http.delete(f"/api/films/{made}", params={"keep_files": True})
    told = (await http.get("/api/storage")).json()
    asked = await http.post("/api/storage/clearing")
    cleared = await ended(http)

    assert told["unused"] == {"artifacts": 5, "size_bytes": 5000}
    assert told["artifacts"] >= 5
    assert asked.status_code == 202
    assert (cleared["artifacts"], (await http.get("/api/storage")).json()["unused"]["artifacts"]) == (5, 0)


async def test_a_script_stays_as_long_as_any_film_is_made_of_it(http: AsyncClient, project: str, services: Services) -> None:
    first, second = await finished(http, project, services), await finished(http, project, services)
    async with services.sessions() as session:
        key = (await session.get_one(FilmRow, second)).script["key"]
        has = list(await session.scalars(select(UseRow.film_id).where(col(UseRow.key) == key)))

    await http.delete(f"/api/films/{first}")
    await ended(http)
    script = await http.get(f"/api/films/{second}/script", follow_redirects=True)

    assert {first, second} <= set(has)
    assert script.status_code == 200


async def test_a_script_that_was_removed_can_be_sent_again(http: AsyncClient, project: str, services: Services) -> None:
    body = {"script": "INT. ATTIC - NIGHT\n\nA trunk nobody has opened.\n"}
    made = []
    for _ in range(2):
        answer = await http.post(f"/api/projects/{project}/films", json=body)
        made.append(answer.json()["id"])
        await finish(services, made[-1])
        script = await http.get(f"/api/films/{made[-1]}/script", follow_redirects=True)
        await http.delete(f"/api/films/{made[-1]}")
        await ended(http)

    assert script.text == body["script"]
    assert made[0] != made[1]


async def test_the_command_tells_what_it_would_free_and_what_it_freed(
    face: Face, http: AsyncClient, project: str, services: Services
) -> None:
    made = await finished(http, project, services)
    await command(face.url, "tidy")
    kept = await command(face.url, "delete", made, "--yes", "--keep-files")

    would = await command(face.url, "tidy", "--dry-run")
    did = await command(face.url, "tidy")
    nothing = await command(face.url, "tidy")

    assert kept[2] == f"film {made} is deleted\nthe files stay until `film tidy`\n"
    assert would[2].startswith("5 files with 5.0 kB of ")
    assert would[2].endswith(" would be removed\n")
    assert did[2] == "5 files with 5.0 kB removed\n"
    assert (nothing[0], nothing[2]) == (0, "there was nothing to remove: every file belongs to a film\n")


@pytest.mark.parametrize(("keep_files", "answer"), [(False, None), (True, b"a voice")])
async def test_what_providers_answered_goes_with_the_film_and_what_it_cost_stays(
    http: AsyncClient, project: str, services: Services, keep_files: bool, answer: bytes | None
) -> None:
    made = await finished(http, project, services)
    now = datetime.now(UTC)
    call = PaidCallRow(
        key=f"of {made}",
        part=1,
        film_id=made,
        provider="ElevenLabs",
        idempotency_key="k",
        state="answered",
        amount_micros=300,
        answer=b"a voice",
        held_until=now,
        begun_at=now,
    )
    async with services.sessions.begin() as session:
        session.add(call)

    await http.delete(f"/api/films/{made}", params={"keep_files": keep_files})

    async with services.sessions() as session:
        found = await session.get_one(PaidCallRow, (f"of {made}", 1))
    assert (found.answer, found.amount_micros) == (answer, 300)
