"""The `film` command against a served API, as a process of its own."""

import asyncio
import json
import re
import signal
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient

from schemas.states import FilmState
from tests.api.commanding import film, making, submitted
from tests.api.conftest import Face
from tests.api.rows import finish, outline, set_state, tell
from tests.api.submitting import SCRIPT, submit
from workers.bootstrap import Services


async def test_make_leaves_the_films_files_and_says_where(face: Face, script: Path, tmp_path: Path) -> None:
    async with making(face, script, "--out", str(tmp_path / "out")) as (process, made):
        await outline(face.services, made)
        await finish(face.services, made, b"film bytes")
        out, _ = await asyncio.wait_for(process.communicate(), 60)

    files = {path.name for path in (tmp_path / "out").iterdir()}
    assert process.returncode == 0
    assert files == {"film.mp4", "film.srt", "poster.jpg", "contact-sheet.jpg", "manifest.json"}
    assert (tmp_path / "out" / "film.mp4").read_bytes() == b"film bytes"
    for words in (str(tmp_path / "out" / "film.mp4"), "0:02.0", f"/workflows/film-{made}", "1 parts made, 1 reused"):
        assert words in out.decode()


async def test_several_scripts_become_films_in_folders_of_their_own(face: Face, script: Path, tmp_path: Path) -> None:
    other = tmp_path / "snow.fountain"
    other.write_text(f"{SCRIPT}\nSnow.\n{tmp_path}\n")
    async with making(face, script, str(other), "--out", str(tmp_path / "out")) as (process, first):
        async with face.client() as http:
            second = await submitted(http, other)
        await finish(face.services, second, b"snow")
        await finish(face.services, first, b"rain")
        out, _ = await asyncio.wait_for(process.communicate(), 60)

    assert process.returncode == 0
    assert out.decode().index(first) < out.decode().index(second)
    assert [(tmp_path / "out" / name / "film.mp4").read_bytes() for name in ("rain", "snow")] == [b"rain", b"snow"]


async def test_one_film_of_several_that_fails_leaves_the_others(face: Face, script: Path, tmp_path: Path) -> None:
    other = tmp_path / "hail.fountain"
    other.write_text(f"{SCRIPT}\nHail.\n{tmp_path}\n")
    async with making(face, script, str(other), "--out", str(tmp_path / "out")) as (process, first):
        async with face.client() as http:
            second = await submitted(http, other)
        await set_state(face.services, first, FilmState.FAILED)
        await finish(face.services, second, b"hail")
        _, err = await asyncio.wait_for(process.communicate(), 60)

    assert process.returncode == 1
    assert err.decode().endswith("film: 1 of 2 films were not made: rain.fountain\n")
    assert (tmp_path / "out" / "hail" / "film.mp4").read_bytes() == b"hail"


async def test_scripts_that_can_not_be_made_together_are_refused_before_anything_is_begun(script: Path, tmp_path: Path) -> None:
    same = tmp_path / "rain.md"
    same.write_text("# Rain\n\nMara waits.\n")

    twice = await film("http://127.0.0.1:9", "make", str(script), str(same))
    titled = await film("http://127.0.0.1:9", "make", str(script), str(tmp_path / "snow.md"), "--title", "Rain")

    assert (twice[0], titled[0]) == (2, 2)
    assert "would be left in the same folder" in twice[2]
    assert "--title is for one film" in titled[2]


async def test_make_a_second_time_says_that_nothing_is_to_be_made(face: Face, script: Path, tmp_path: Path) -> None:
    async with making(face, script, "--out", str(tmp_path / "out")) as (process, made):
        await finish(face.services, made)
        await process.communicate()

    code, out, _ = await film(face.url, "make", str(script), "--out", str(tmp_path / "again"))

    assert code == 0
    assert f"Nothing to make: everything of “rain” was already made (film {made}, cut 1)" in out
    assert (tmp_path / "again" / "film.mp4").is_file()


async def test_make_after_a_failure_makes_a_new_film(face: Face, script: Path, tmp_path: Path) -> None:
    async with making(face, script) as (process, failed):
        await set_state(face.services, failed, FilmState.FAILED)
        _, err = await process.communicate()
    async with making(face, script, "--out", str(tmp_path / "out")) as (again, made):
        await finish(face.services, made)
        await again.communicate()

    assert (process.returncode, again.returncode) == (1, 0)
    assert f"film {failed} is failed" in err.decode()
    assert made != failed


async def test_make_for_machines_is_one_json_object_a_line(face: Face, script: Path, tmp_path: Path) -> None:
    async with making(face, script, "--json", "--out", str(tmp_path / "out")) as (process, made):
        await tell(face.services, made, "s1", "step", label="Shot 1 · images", stage="images", target="shot 1", cut=1)
        await finish(face.services, made)
        out, err = await process.communicate()

    lines: list[dict[str, Any]] = [json.loads(line) for line in out.decode().splitlines()]
    assert err == b""
    assert {line["event"] for line in lines} >= {"note", "progress", "step", "state", "done"}
    done = lines[-1]
    assert (done["event"], done["film"], done["duration_s"], done["made"], done["reused"]) == ("done", made, 2.0, 1, 1)
    assert Path(done["files"]["film.mp4"]).is_file()


async def test_ctrl_c_leaves_the_film_running_and_says_how_to_go_on(face: Face, script: Path) -> None:
    async with making(face, script) as (process, made):
        await asyncio.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, err = await asyncio.wait_for(process.communicate(), 60)

    async with face.client() as http:
        state = (await http.get(f"/api/films/{made}")).json()["state"]
    assert process.returncode == 130
    assert state == "pending"
    assert f"film watch {made}" in err.decode()
    assert f"film cancel {made}" in err.decode()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["make", "/nowhere/x.fountain"], "can't be read"),
        (["make", "SCRIPT", "--profile", "imax"], "no profile 'imax'; there are draft"),
        (["make", "SCRIPT", "--fps", "23"], "--fps"),
        (["make", "SCRIPT", "--loudness", "-20"], "--loudness: Input should be -14, -16, -23, -24 or -27"),
        (["make", "SCRIPT", "--aspect", "3:2"], "3:2"),
        (["make", "SCRIPT", "--no-subtitles", "--burn-subtitles"], "exclude each other"),
        (["make", "SCRIPT", "--no-subtitles", "--sdh"], "--no-subtitles and --sdh exclude each other"),
        (["make", "SCRIPT", "--no-subtitles", "--translate", "fr"], "--no-subtitles and --translate exclude each other"),
        (["make", "SCRIPT", "--profile", "hosted"], "openai_images: not available: set FILM_IMAGES_OPENAI_IMAGES_API_KEY"),
        (["make", "SCRIPT", "--language", "English!"], "--language"),
        (["make", "SCRIPT", "--codec", "vp9"], "'vp9' is not one of"),
        (["make", "SCRIPT", "--translate", "fr,de"], "--translate fr,de can't run here: not available: set FILM_FILM_TRANSLATOR_BASE_URL"),
        (["make", "SCRIPT", "--codec", "prores", "--hls"], "hls can't carry prores"),
        (["make", "SCRIPT", "--engine", "imges=drawn"], "--engine: Input should be 'screenplay', 'shots', 'images', "),
        (["regenerate", "abc"], "say what to make again"),
        (["show", "../projects"], "no id of a film"),
        (["frobnicate"], "frobnicate"),
    ],
)
async def test_wrong_input_ends_with_2_and_says_what_is_wrong(face: Face, script: Path, arguments: list[str], words: str) -> None:
    code, _, err = await film(face.url, *(str(script) if word == "SCRIPT" else word for word in arguments))

    assert code == 2
    assert words in err


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("noise.fountain", bytes(range(1, 256)) * 4, "not UTF-8"),
        ("word.txt", b"PK\x03\x04 and more", "a zip archive"),
        ("half.fdx", b"<FinalDraft><Content>", "not well-formed XML"),
        ("bare.fountain", b"Title: Rain\n", "nothing to film"),
    ],
)
async def test_what_is_no_script_is_refused_before_anything_is_started(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)

    code, _, err = await film("http://127.0.0.1:9", "make", str(tmp_path / name))

    assert code == 2
    assert words in err


async def test_a_long_wrong_value_is_not_repeated_whole(script: Path) -> None:
    code, _, err = await film("http://127.0.0.1:9", "make", str(script), "--title", "x" * 500)

    assert code == 2
    assert len(err) < 200


async def test_a_folder_that_can_not_be_written_is_refused_before_anything_is_started(script: Path) -> None:
    code, _, err = await film("http://127.0.0.1:9", "make", str(script), "--out", str(script))

    assert (code, err) == (2, f"film: --out {script} can't be written: it is a file, a folder is wanted\n")


async def test_a_film_that_is_not_there_ends_with_1(face: Face) -> None:
    code, _, err = await film(face.url, "show", "zzz")

    assert (code, err) == (1, "film: there is no film 'zzz'\n")


async def test_an_api_that_is_away_ends_with_3(face: Face) -> None:
    code, _, err = await film("http://127.0.0.1:9", "list")

    assert code == 3
    assert "does not answer" in err


async def test_regenerate_makes_the_next_cut(
    face: Face, http: AsyncClient, project: str, film_worker: None, services: Services, tmp_path: Path
) -> None:
    made = (await submit(http, project))["id"]
    await outline(services, made)
    await finish(services, made)

    code, _, err = await film(face.url, "regenerate", made, "--shot", "2", "--line", "2", "--voice", "cello", "--no-wait")

    assert (code, err) == (0, "taken; it will be in cut 2\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["edit", "FILM", "--shot", "3", "--duration", "-1"], "film: --duration: Input should be greater"),
        (["edit", "FILM", "--shot", "3", "--sound", "quack"], "film: --sound: Input should be 'door_opens'"),
        (["edit", "FILM", "--line", "2", "--voice", "nobody"], "film: --voice: no voice 'nobody'"),
        (["regenerate", "FILM", "--shot", "3", "--cue", "1"], "film: name one thing at a time"),
        (["regenerate", "FILM", "--stage", "film"], "film: --stage: Input should be 'images', 'clips', 'voices', 'music' or 'effects'"),
    ],
)
async def test_a_refused_change_names_the_option_that_is_wrong(  # noqa: PLR0917 - its parts
    face: Face, http: AsyncClient, project: str, film_worker: None, services: Services, arguments: list[str], words: str
) -> None:
    made = str((await submit(http, project))["id"])
    await outline(services, made)
    await finish(services, made)

    code, _, err = await film(face.url, *(made if word == "FILM" else word for word in arguments))

    assert code == 2
    assert err.startswith(words)


async def test_fetch_leaves_no_file_of_another_cut_beside_the_film(
    face: Face, http: AsyncClient, project: str, services: Services, tmp_path: Path
) -> None:
    made = (await submit(http, project))["id"]
    await finish(services, made)
    older = {"film.sdh.srt", "film.mov", "film.de.srt", "notes.txt"}
    for name in older:
        (tmp_path / name).write_text("older")

    code, _, _ = await film(face.url, "fetch", made, "--out", str(tmp_path))

    assert code == 0
    assert {path.name for path in tmp_path.iterdir()} & {"film.sdh.srt", "film.mov", "film.de.srt", "notes.txt"} == {
        "film.de.srt",
        "notes.txt",
    }


async def test_fetch_says_which_cuts_there_are(face: Face, http: AsyncClient, project: str, services: Services) -> None:
    made = (await submit(http, project))["id"]
    await finish(services, made)

    code, _, err = await film(face.url, "fetch", made, "--cut", "9")

    assert (code, err) == (2, f"film: there is no cut 9 of film {made}; it has cuts 1 to 1\n")


async def test_show_tells_what_the_newest_cuts_manifest_notes(face: Face, http: AsyncClient, project: str, services: Services) -> None:
    made = (await submit(http, project))["id"]
    shots = [{"number": number, "notes": ["clips: made by camera, because the model does not fit"]} for number in (1, 3)]
    await finish(services, made, json.dumps({"shots": shots}).encode())

    code, out, _ = await film(face.url, "show", made)

    assert code == 0
    assert out.splitlines()[-1] == "  note        clips: made by camera, because the model does not fit (shots 1, 3)"


async def test_show_and_list_tell_of_films(face: Face, http: AsyncClient, project: str, services: Services) -> None:
    made = (await submit(http, project))["id"]
    await outline(services, made)
    await finish(services, made)

    shown = await film(face.url, "show", made)
    listed = await film(face.url, "list", "--json", "--limit", "200")
    table = await film(face.url, "list")

    assert "EXT. BEACH - DAWN" in shown[1]
    assert "cut 1       completed · 0:02.0" in shown[1]
    assert made in [item["id"] for item in json.loads(listed[1])]
    assert table[1].splitlines()[0].split() == ["id", "title", "state", "cut", "duration", "ordered"]


async def test_delete_asks_first_and_says_what_is_gone(face: Face, http: AsyncClient, project: str, services: Services) -> None:
    made = (await submit(http, project))["id"]
    running = await film(face.url, "delete", made, "--yes")
    await finish(services, made)

    asked = await film(face.url, "delete", made)
    deleted = await film(face.url, "delete", made, "--yes")

    assert (running[0], running[2]) == (1, f"film: film '{made}' is being made; cancel it first\n")
    assert asked[0] == 1
    assert "completed, 1 cut)? [y/N]" in asked[2]
    assert deleted[0] == 0
    assert re.fullmatch(rf"film {made} is deleted\n\d+ files with \d+\.\d [kM]B removed\n", deleted[2])
    assert (await http.get(f"/api/films/{made}")).status_code == 404


async def test_parse_prints_the_screenplay_without_any_stack(script: Path) -> None:
    code, out, _ = await film("http://127.0.0.1:9", "parse", str(script), "--json")

    parsed = json.loads(out)
    assert code == 0
    assert set(parsed) == {"title_page", "elements", "scenes", "characters", "warnings"}
    assert parsed["title_page"] == {"Title": ["Rain"]}
    assert parsed["elements"][:4] == [
        {"type": "scene_heading", "text": "INT. ROOM - DAY", "number": None},
        {"type": "action", "text": "Rain."},
        {"type": "character", "name": "MARA", "extensions": [], "dual": None},
        {"type": "dialogue", "text": "No."},
    ]


async def test_engines_and_profiles_are_listed(face: Face) -> None:
    engines = await film(face.url, "engines", "--json")
    profiles = await film(face.url, "profiles")
    told = await film(face.url, "engines")

    assert {"stage", "name", "licence", "queue", "unavailable"} <= set(json.loads(engines[1])[0])
    (sdxl,) = [engine for engine in json.loads(engines[1]) if engine["name"] == "sdxl"]
    assert sdxl["unavailable"].startswith("not available: ")
    assert profiles[1].startswith("draft\n")
    names = {engine["name"] for engine in json.loads(engines[1])}
    begins = {line.index(line.split()[1], 2 + len(line.split()[0])) for line in told[1].splitlines() if line.split()[0] in names}
    assert len(begins) == 1


async def test_voices_are_listed_with_the_accents_of_a_language(face: Face) -> None:
    timbres = await film(face.url, "voices")
    spanish = await film(face.url, "voices", "--language", "es", "--json")
    unknown = await film(face.url, "voices", "--language", "xx")

    assert "cello" in timbres[1]
    assert {"cello", "es-419/cello"} <= {voice["id"] for voice in json.loads(spanish[1])}
    assert unknown[0] == 2
    assert "speaks 'xx'" in unknown[2]
