"""Exporting a finished cut through the API and the command, made by a real worker from a real cut in the store."""

import asyncio
import io
import json
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import update
from sqlmodel import col, select
from temporalio.worker import Worker

from activities.engines import Made
from activities.film.activity import FilmActivities
from activities.ledger import Ledger
from activities.making import Bench
from activities.storage.objects import Objects
from activities.storage.shelf import Shelf
from schemas.engines import Queue
from schemas.exports import FORMATS
from schemas.film import AssembleFilm, CutFiles
from schemas.media import FLAC, JPEG, JSON, MP4, SEGMENT, SOUND_PACKETS, ArtifactRef
from schemas.states import CutState, FilmState
from schemas.tables import ArtifactRow, CutRow, FilmRow, UseRow
from tests.activities.film.export.small_cut import SmallCut
from tests.activities.film.small_film import MATROSKA
from tests.api.commanding import film
from tests.api.conftest import Face
from tests.api.rows import NOW, finish
from tests.api.submitting import submit
from workers.bootstrap import Services


@pytest.fixture(scope="module")
async def bench(services: Services, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Where exports are made."""
    folder = tmp_path_factory.mktemp("bench")
    objects = Objects(services.store, Shelf(folder / "shelf", 10**9), "tests")
    return Bench(objects, Ledger(services.sessions), folder / "scratch", {})


@pytest.fixture(scope="module")
async def assembly(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> AssembleFilm:
    """A cut whose parts are in the store, and a film made of them."""
    small = SmallCut(tmp_path_factory.mktemp("cut"))
    order = small.finished()
    for key, found in small.inputs.items():
        kind = {".flac": FLAC, ".json": JSON, ".mkv": MATROSKA, ".fwseg": SEGMENT, ".fwsnd": SOUND_PACKETS}[found.path.suffix]
        await stored(bench, order, key, Made(found.path, kind, facts=found.facts))
    film_file = small.folder / "film.mp4"
    film_file.write_bytes(b"film")
    await stored(bench, order, order.key, Made(film_file, MP4))
    return order


async def stored(bench: Bench, order: AssembleFilm, key: str, made: Made) -> None:
    """Store an artifact that no film's rows tell of."""
    await bench.ledger.commit(await asyncio.to_thread(bench.objects.put, order, key, made, 0.0, 1))


@pytest.fixture(scope="module")
async def exporters(services: Services, bench: Bench, film_worker: None) -> AsyncIterator[None]:
    """A worker that exports."""
    async with Worker(services.temporal, task_queue=Queue.CPU, activities=[FilmActivities(bench).export_cut]):
        yield


async def finished(http: AsyncClient, project: str, services: Services, film_key: str) -> str:
    """A film whose first cut is the one of the assembly; its address."""
    made = await submit(http, project)
    there = ArtifactRef(key=film_key, media_type=MP4, size_bytes=4, sha256="0" * 64)
    files = CutFiles(film=there, poster=there.model_copy(update={"media_type": JPEG}), contact_sheet=there, manifest=there)
    async with services.sessions.begin() as session:
        row = CutRow(film_id=made["id"], number=1, state=CutState.COMPLETED, files=files.model_dump(mode="json"), frames=153, fps=24)
        row.started_at = row.finished_at = NOW
        session.add(row)
        await session.execute(
            update(FilmRow).where(col(FilmRow.id) == made["id"]).values(cut=1, state=FilmState.COMPLETED, title="The Lamp")
        )
    return str(made["href"])


async def exported(http: AsyncClient, film_href: str, to: str) -> dict[str, Any]:
    """Ask for an export and wait for its end."""
    answer = await http.post(f"{film_href}/cuts/1/exports", json={"to": to})
    assert answer.status_code in {200, 202}, answer.text
    async with asyncio.timeout(60):
        while answer.json()["state"] == "processing":
            await asyncio.sleep(0.05)
            answer = await http.get(answer.json()["href"])
    return dict(answer.json())


@pytest.fixture
async def href(http: AsyncClient, project: str, services: Services, assembly: AssembleFilm, exporters: None) -> str:
    """The address of a film that can be exported."""
    return await finished(http, project, services, assembly.key)


@pytest.mark.parametrize("to", FORMATS)
async def test_every_format_is_made_and_fetched(http: AsyncClient, href: str, to: str) -> None:
    made = await exported(http, href, to)

    file = await http.get(made["file"]["href"], follow_redirects=True)

    assert (made["state"], made["reason"]) == ("completed", "")
    assert len(file.content) == made["file"]["size_bytes"] > 100
    assert made["name"].startswith("The-Lamp-cut1")


async def test_a_bundle_comes_whole_through_the_store(http: AsyncClient, href: str) -> None:
    made = await exported(http, href, "bundle")

    file = await http.get(made["file"]["href"], follow_redirects=True)

    assert zipfile.ZipFile(io.BytesIO(file.content)).testzip() is None


async def test_exporting_again_finds_it_made(http: AsyncClient, href: str) -> None:
    first = await exported(http, href, "otio")

    again = await http.post(f"{href}/cuts/1/exports", json={"to": "otio"})

    assert again.status_code == 200
    assert again.json() == first


async def test_an_export_that_was_made_for_a_like_film_is_had_by_both(
    http: AsyncClient, href: str, project: str, services: Services, assembly: AssembleFilm
) -> None:
    """Else deleting the one would take it from the other."""
    other = await finished(http, project, services, assembly.key)
    await exported(http, href, "vtt")

    found = await http.post(f"{other}/cuts/1/exports", json={"to": "vtt"})

    async with services.sessions() as session:
        kind = col(ArtifactRow.kind) == "ExportCut"
        has = await session.scalars(select(UseRow.film_id).join(ArtifactRow, col(ArtifactRow.key) == col(UseRow.key)).where(kind))
    assert found.status_code == 200
    assert other.rpartition("/")[2] in set(has)


async def test_exports_are_listed(http: AsyncClient, href: str) -> None:
    await exported(http, href, "srt")

    listed = (await http.get(f"{href}/cuts/1/exports")).json()

    assert "srt" in {item["to"] for item in listed if item["state"] == "completed"}


async def test_what_a_format_cannot_hold_is_said(http: AsyncClient, href: str) -> None:
    made = await exported(http, href, "edl")

    assert made["notes"] == ["an edit decision list has no wipe from right to left; a comment says it: shot 3"]


async def test_an_unknown_format_is_refused_with_those_there_are(http: AsyncClient, href: str) -> None:
    answer = await http.post(f"{href}/cuts/1/exports", json={"to": "aaf"})

    assert answer.status_code == 422
    assert "'otio'" in answer.json()["detail"]


async def test_a_cut_in_the_making_cannot_be_exported(http: AsyncClient, project: str, services: Services) -> None:
    made = await submit(http, project)
    async with services.sessions.begin() as session:
        session.add(CutRow(film_id=made["id"], number=1, state=CutState.PROCESSING, started_at=NOW))

    answer = await http.post(f"{made['href']}/cuts/1/exports", json={"to": "otio"})

    assert answer.status_code == 409
    assert answer.json()["detail"] == f"cut 1 of film '{made['id']}' is processing; only a finished cut can be exported"


async def test_what_was_not_exported_is_not_there(http: AsyncClient, project: str, services: Services) -> None:
    made = await submit(http, project)
    await finish(services, made["id"])

    answers = [await http.get(f"{made['href']}/cuts/1/exports/vtt{rest}") for rest in ("", "/file")]

    assert [answer.status_code for answer in answers] == [404, 404]


async def test_an_export_that_fails_says_why(http: AsyncClient, project: str, services: Services, exporters: None) -> None:
    made = await submit(http, project)
    await finish(services, made["id"])  # its film was never assembled from anything

    told = await exported(http, str(made["href"]), "otio")

    assert told["state"] == "failed"
    assert "nothing was made by AssembleFilm" in told["reason"]


async def test_the_command_leaves_the_file_and_says_where(face: Face, href: str, tmp_path: Path) -> None:
    film_id = href.rpartition("/")[2]

    code, out, err = await film(face.url, "export", film_id, "--to", "fcpxml", "--out", str(tmp_path))

    assert (code, err) == (0, f"it names files in media/ and sound/, which `film export {film_id} --to bundle` brings\n")
    assert str(tmp_path / "The-Lamp-cut1.fcpxml") in out
    assert (tmp_path / "The-Lamp-cut1.fcpxml").read_text().startswith("<?xml")


async def test_the_command_tells_machines_everything(face: Face, href: str, tmp_path: Path) -> None:
    code, out, _ = await film(face.url, "export", href.rpartition("/")[2], "--to", "edl", "--out", str(tmp_path), "--json")

    told = json.loads(out.splitlines()[-1])
    assert (code, told["to"], told["path"]) == (0, "edl", str(tmp_path / "The-Lamp-cut1.edl"))


async def test_the_command_refuses_a_format_it_does_not_know(face: Face) -> None:
    code, _, err = await film(face.url, "export", "abc", "--to", "aaf")

    assert code == 2
    assert "'fcpxml'" in err
