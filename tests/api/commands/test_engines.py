"""`--engine` and `--engine-option`: what people want of engines reaches the film, or is refused with what there is."""

from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import update
from sqlmodel import col

from api.commands.choosing import wanted_engines
from api.commands.failing import CommandFailed
from schemas.options import FilmOptions
from schemas.tables import FilmRow
from tests.activities.test_casting import registry
from tests.api.commanding import film as run
from tests.api.commanding import making
from tests.api.conftest import Face
from tests.api.hearing import told
from workers.bootstrap import Services


@pytest.fixture
def film(open_film: str) -> str:
    return open_film


def test_engines_and_their_options_are_read_as_what_they_are() -> None:
    wanted = wanted_engines(
        ["images=sdxl", "clips="],
        ["images.steps=20", "images.strength=0.5", "images.sheets=true", "images.lora=me/film:a.safetensors@0.8, b/c"],
    )

    options = {"steps": 20, "strength": 0.5, "sheets": True, "lora": "me/film:a.safetensors@0.8, b/c"}
    assert wanted == {"images": {"engine": "sdxl", "options": options}, "clips": None}
    assert wanted_engines(None, None) is None


@pytest.mark.parametrize(
    ("engines", "settings", "message"),
    [
        (["images"], None, "--engine images: wanted STAGE=NAME"),
        (["=sdxl"], None, "wanted STAGE=NAME"),
        (["images=sdxl"], ["steps=20"], "--engine-option steps=20: wanted STAGE.OPTION=VALUE"),
        (None, ["images.steps=20"], "name the engine too, with --engine images=NAME"),
    ],
)
def test_what_is_not_of_that_form_is_told(engines: list[str], settings: list[str], message: str) -> None:
    with pytest.raises(CommandFailed, match=message):
        wanted_engines(engines, settings)


async def test_a_shot_s_own_engine_reaches_its_film(face: Face, services: Services, film: str) -> None:
    wanted = ("--engine", "clips=camera", "--engine", "images=")
    ended, _, said = await run(face.url, "edit", film, "--shot", "3", *wanted, "--no-wait")

    assert ended == 0, said
    engines = {"clips": {"engine": "camera", "options": {}}, "images": None}
    assert await told(services, film) == [{"kind": "shot", "shot": 3, "engines": engines}]


@pytest.mark.parametrize(
    ("engines", "status", "message"),
    [
        ({"images": {"engine": "stick_figures"}}, 422, "no engine 'stick_figures' for images; there are drawn, "),
        ({"clips": {"engine": "camera", "options": {"zoom": 3}}}, 422, "the option zoom of clips engine 'camera' is unknown"),
        ({"images": {"engine": "stability", "options": {"api_key": "x"}}}, 422, "is set by whoever runs the place"),
        ({"images": {"engine": "stability"}}, 409, "not available: set FILM_IMAGES_STABILITY_API_KEY"),
        ({"voices": {"engine": "espeak"}}, 422, "engines"),
        ({"images": {"engine": "drawn", "option": {}}}, 422, "option"),
        ({}, 422, "engines"),
    ],
)
async def test_what_a_shot_can_not_have_is_refused_before_the_film_hears_of_it(
    http: AsyncClient, services: Services, film: str, engines: dict[str, Any], status: int, message: str
) -> None:
    answer = await http.patch(f"/api/films/{film}/shots/3", json={"engines": engines})

    assert (answer.status_code, message in answer.text) == (status, True), answer.text


async def test_a_shot_s_engine_is_looked_for_with_the_weights_that_the_film_s_profile_names(
    http: AsyncClient, services: Services, film: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FILM_MODELS_DIR", str(tmp_path))
    options = FilmOptions(profile="tiny").model_dump(mode="json")
    async with services.sessions.begin() as session:
        await session.execute(update(FilmRow).where(col(FilmRow.id) == film).values(options=options))

    wanted = {"images": {"engine": "sdxl", "options": {"steps": 3}}}
    answer = await http.patch(f"/api/films/{film}/shots/3", json={"engines": wanted})

    assert answer.status_code == 409
    assert "tiny/sdxl" in answer.json()["detail"]


async def test_a_film_s_own_engine_is_one_of_its_options(http: AsyncClient, project: str) -> None:
    own = {"lipsync": {"engine": "still", "options": {}}}
    sent = await http.post(f"/api/projects/{project}/films", json={"script": "INT. ROOM - DAY\n\nRain.", "options": {"engines": own}})
    wrong = {"lipsync": {"engine": "ventriloquist"}}
    refused = await http.post(f"/api/projects/{project}/films", json={"script": "INT. ROOM - DAY", "options": {"engines": wrong}})

    assert (await http.get(sent.json()["href"])).json()["options"]["engines"] == own
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "/options/engines/lipsync"


async def test_a_film_shows_what_was_wanted_of_its_engines(face: Face, http: AsyncClient, project: str) -> None:
    options = {"engines": {"clips": {"engine": "camera"}}, "voices": {}}
    sent = await http.post(f"/api/projects/{project}/films", json={"script": "INT. HALL - DAY\n\nRain.", "options": options})

    shown = await run(face.url, "show", sent.json()["id"])

    assert "clips by camera" in shown[1]


async def test_a_film_whose_own_engine_needs_no_gpu_is_made_where_nobody_serves_one(
    face: Face, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FILM_MODELS_DIR", str(tmp_path / "models"))
    registry(tmp_path / "models", model_id="Tongyi-MAI/Z-Image-Turbo", index='{"_class_name": "ZImagePipeline"}')
    script = tmp_path / "lamp.fountain"
    script.write_text("INT. ATTIC - NIGHT\n\nA lamp goes out.\n", encoding="utf-8")

    refused = await run(face.url, "make", str(script), "--profile", "preview")
    async with making(face, script, "--profile", "preview", "--engine", "images=drawn") as (_, film), face.client() as http:
        options = (await http.get(f"/api/films/{film}")).json()["options"]

    assert (refused[0], "no worker of the queue gpu is running" in refused[2]) == (2, True), refused[2]
    assert options["engines"] == {"images": {"engine": "drawn", "options": {}}}


async def test_the_command_names_its_option_where_an_engine_is_refused(face: Face, film: str, tmp_path: Path) -> None:
    script = tmp_path / "rain.fountain"
    script.write_text("INT. ROOM - DAY\n\nRain.\n", encoding="utf-8")

    unknown = await run(face.url, "make", str(script), "--engine", "lipsync=ventriloquist")
    place = await run(face.url, "make", str(script), "--engine", "moderation=words")
    edited = await run(face.url, "edit", film, "--shot", "3", "--engine", "images=stick_figures")

    assert (unknown[0], "film: --engine: no engine 'ventriloquist' for lipsync" in unknown[2]) == (2, True), unknown[2]
    assert (place[0], "--engine: " in place[2]) == (2, True), place[2]
    assert (edited[0], "film: --engine: no engine 'stick_figures' for images" in edited[2]) == (2, True), edited[2]


async def test_profiles_tell_their_licences_and_whether_films_may_be_sold(face: Face, http: AsyncClient) -> None:
    answers = {profile["name"]: profile for profile in (await http.get("/api/profiles")).json()["profiles"]}
    told = (await run(face.url, "profiles"))[1]

    assert answers["draft"]["commercial_use"]
    assert answers["draft"]["licences"]["voices"] == "GPL-3.0-or-later"
    assert not answers["studio-24gb"]["commercial_use"]
    assert answers["studio-commercial"]["commercial_use"]
    assert "no commercial films: images Apache-2.0, clips Apache-2.0, voices Coqui Public Model License 1.0.0" in told


async def test_a_commercial_film_is_told_of_a_licence_before_it_is_told_what_to_fetch(face: Face, tmp_path: Path) -> None:
    script = tmp_path / "rain.fountain"
    script.write_text("INT. ROOM - DAY\n\nRain.\n", encoding="utf-8")

    forbidden = await run(face.url, "make", str(script), "--profile", "studio-24gb", "--commercial-only")
    allowed = await run(face.url, "make", str(script), "--profile", "studio-commercial", "--commercial-only")

    assert forbidden[0] == allowed[0] == 2
    assert "is not for commercial films, and this one must allow it: voices: xtts: licence Coqui Public Model License" in forbidden[2]
    assert "`film profiles` tells which allow it" in forbidden[2]
    assert "can't run here" in allowed[2]


async def test_an_engine_that_can_not_work_here_is_told_as_something_given_that_is_wrong(
    face: Face, http: AsyncClient, project: str, tmp_path: Path
) -> None:
    script = tmp_path / "rain.fountain"
    script.write_text("INT. ROOM - DAY\n\nRain.\n", encoding="utf-8")
    wanted = {"images": {"engine": "sdxl", "options": {"model": "me/nowhere"}}}

    made = await run(face.url, "make", str(script), "--engine", "images=sdxl", "--engine-option", "images.model=me/nowhere")
    asked = await http.post(f"/api/projects/{project}/films", json={"script": "INT. HALL - DAY\n\nRain.", "options": {"engines": wanted}})

    assert made[0] == 2
    assert "me/nowhere is not in the registry" in made[2]
    assert asked.status_code == 409
    assert [error["field"] for error in asked.json()["errors"]] == ["/options/profile"]


async def test_conditions_of_licences_are_told_with_engines_and_with_refusals(face: Face, http: AsyncClient, project: str) -> None:
    told = (await run(face.url, "engines"))[1]
    strange = {"images": {"engine": "fal_images", "options": {"model": "me/strange"}}}
    body = {"script": "INT. HALL - DAY\n\nRain.", "options": {"commercial_only": True, "engines": strange}}
    refused = await http.post(f"/api/projects/{project}/films", json=body)

    assert "Stability AI Community (free below 1 M USD of yearly revenue)" in told
    assert refused.status_code == 422
    assert "whether results of me/strange may be used commercially stands on its page" in refused.json()["detail"]
