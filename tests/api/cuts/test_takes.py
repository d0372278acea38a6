"""Takes as files: looked at, listened to, gone back to."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from httpx import AsyncClient
from PIL import Image

from schemas.media import FLAC, PERFORMANCE, PICTURE, PNG, ArtifactRef
from schemas.stages import Stage
from schemas.tables import ArtifactRow, FilmRow, ShotRow, TakeRow
from tests.api.commanding import film as command
from tests.api.conftest import Face
from tests.api.rows import finish, outline
from tests.api.submitting import submit
from workers.bootstrap import Services

FRAME = (20, 10, 160, 90)
"""Where the red frame lies on the blue canvas."""


def layered() -> bytes:
    """A layered picture as far as whoever looks at it goes: its rig and its flat image."""
    canvas = Image.new("RGBA", (200, 110), (0, 0, 255, 255))
    canvas.paste((255, 0, 0, 255), (FRAME[0], FRAME[1], FRAME[0] + FRAME[2], FRAME[1] + FRAME[3]))
    flat, archive = io.BytesIO(), io.BytesIO()
    canvas.save(flat, "PNG")
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("rig.json", json.dumps({"frame": FRAME}))
        file.writestr("mergedimage.png", flat.getvalue())
    return archive.getvalue()


def painted() -> bytes:
    """A flat picture of a thousand pixels across."""
    with io.BytesIO() as file:
        Image.new("RGB", (1000, 500), (0, 128, 0)).save(file, "PNG")
        return file.getvalue()


@pytest.fixture
async def film(http: AsyncClient, project: str, services: Services) -> str:
    """A film with takes of every kind: two of shot 1's picture, one drawn and one painted; of its clip; of a line."""
    made = str((await submit(http, project))["id"])
    kinds = [
        (Stage.IMAGES, "shot 1", 1, PICTURE, layered()),
        (Stage.IMAGES, "shot 1", 2, PNG, painted()),
        (Stage.CLIPS, "shot 1", 1, PERFORMANCE, b"{}"),
        (Stage.VOICES, "line 1", 1, FLAC, b"sound"),
    ]
    async with services.sessions.begin() as session:
        for stage, target, number, media_type, data in kinds:
            key = f"{made} {stage} {number}"
            ref = ArtifactRef(key=key, media_type=media_type, size_bytes=len(data), sha256="0" * 64)
            services.store.put_bytes(f"tests/{key}", data, media_type)
            session.add(
                ArtifactRow(
                    key=key,
                    stage=stage,
                    kind="Test",
                    ref=ref.model_dump(mode="json"),
                    object_name=f"tests/{key}",
                    engine="test",
                    engine_version="1",
                )
            )
            session.add(TakeRow(film_id=made, stage=stage, target=target, number=number, key=key, is_selected=number == 1))
    return made


async def seen(http: AsyncClient, address: str) -> Image.Image:
    answer = await http.get(address)
    assert answer.status_code == 200, answer.text
    image = Image.open(io.BytesIO(answer.content))
    assert answer.headers["content-type"] == image.get_format_mimetype()
    return image


async def test_a_layered_picture_is_seen_as_its_shot_shows_it(http: AsyncClient, film: str) -> None:
    image = await seen(http, f"/api/films/{film}/takes/images/shot-1/1")

    assert image.format == "PNG"
    assert image.size == FRAME[2:]
    assert image.getcolors() == [(FRAME[2] * FRAME[3], (255, 0, 0))]


@pytest.mark.parametrize(("number", "size"), [(1, (160, 90)), (2, (480, 240))])
async def test_pictures_have_small_ones(http: AsyncClient, film: str, number: int, size: tuple[int, int]) -> None:
    image = await seen(http, f"/api/films/{film}/takes/images/shot-1/{number}?small=true")

    assert (image.format, image.size) == ("JPEG", size)


async def test_a_sound_comes_as_it_was_stored(http: AsyncClient, film: str) -> None:
    answer = await http.get(f"/api/films/{film}/takes/voices/line-1/1", follow_redirects=True)

    assert (answer.content, answer.headers["content-type"]) == (b"sound", FLAC)


async def test_a_film_tells_where_each_take_is(http: AsyncClient, film: str) -> None:
    takes = (await http.get(f"/api/films/{film}")).json()["takes"]

    answers = [await http.get(take["href"]) for take in takes if take["stage"] != "clips"]
    assert len(takes) == 4
    assert {answer.status_code for answer in answers} <= {200, 307}


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("clips/shot-1/1", 409, "the clip of shot 1 is drawn while it is encoded"),
        ("images/shot-1/9", 404, "there is no take of images for shot 1"),
        ("images/shot-9/1", 404, "there is no take of images for shot 9"),
        ("film/shot-1/1", 422, "Input should be 'images', 'clips', 'voices', 'music' or 'effects'"),
        ("images/everything/1", 422, "path/target"),
    ],
)
async def test_what_is_not_there_is_said(http: AsyncClient, film: str, path: str, status: int, words: str) -> None:
    answer = await http.get(f"/api/films/{film}/takes/{path}")

    assert answer.status_code == status
    assert words in answer.json()["detail"]


async def test_takes_of_another_owner_are_not_there(http: AsyncClient, film: str, services: Services) -> None:
    async with services.sessions.begin() as session:
        (await session.get_one(FilmRow, film)).owner = "somebody"

    assert (await http.get(f"/api/films/{film}/takes/images/shot-1/1")).status_code == 404


async def test_the_command_lists_takes_and_leaves_their_files(face: Face, film: str, tmp_path: Path) -> None:
    listed = await command(face.url, "takes", film)
    fetched = await command(face.url, "takes", film, "--shot", "1", "--fetch", str(tmp_path))

    lines = listed[1].splitlines()
    assert (listed[0], len(lines)) == (0, 4)
    assert "* images  shot 1       take 1" in lines
    assert "  images  shot 1       take 2" in lines
    assert fetched[0] == 0
    assert sorted(file.name for file in tmp_path.rglob("*.*")) == ["shot-1-images-take1.png", "shot-1-images-take2.png"]


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        (["--shot", "7"], 1, "has no takes of shot 7 yet"),
        (["--shot", "1", "--line", "1"], 2, "name one thing at a time"),
        (["--select", "2"], 2, "say of what"),
        (["--shot", "1", "--select", "2"], 2, "say which stage of shot 1, with --stage images or clips"),
        (["--line", "1", "--select", "9"], 2, "film: --select: there is no take 9 of voices for line 1; the takes are: 1"),
        (["--line", "1", "--select", "1"], 1, "take 1 of voices for line 1 is selected already"),
    ],
)
async def test_the_command_says_what_is_wrong(face: Face, film: str, services: Services, asked: list[str], code: int, words: str) -> None:
    await finish(services, film)

    answer = await command(face.url, "takes", film, *asked)

    assert answer[0] == code
    assert words in answer[2]


@pytest.fixture
async def sheeted(film: str, services: Services) -> str:
    """The film, with two takes of the sheet of MARA, who is the second of the cast."""
    await outline(services, film)
    async with services.sessions.begin() as session:
        row = await session.get_one(ShotRow, (film, 2))
        subjects = [{**subject, "character": {**subject["character"], "number": 2}} for subject in row.shot["subjects"]]
        row.shot = {**row.shot, "subjects": subjects}
        session.add_all(
            TakeRow(film_id=film, stage=Stage.IMAGES, target="character 2", number=number, key=f"sheet {number}", is_selected=number == 2)
            for number in (1, 2)
        )
    return film


async def test_character_sheets_are_called_by_whose_they_are(face: Face, http: AsyncClient, sheeted: str) -> None:
    told = {each["name"]: each["number"] for each in (await http.get(f"/api/films/{sheeted}")).json()["characters"]}
    listed = await command(face.url, "takes", sheeted, "--character", "mara")
    nobody = await command(face.url, "takes", sheeted, "--character", "BOB")
    selected = await command(face.url, "takes", sheeted, "--character", "MARA", "--select", "2")

    assert told["MARA"] == 2
    assert listed[1].splitlines() == ["  images  MARA's sheet take 1", "* images  MARA's sheet take 2"]
    assert (nobody[0], "there is no BOB" in nobody[2]) == (2, True)
    assert "take 2 of images for character 2 is selected already" in selected[2]
