"""An edit costs what it changes: each kind of edit of a real film, and exactly which artifacts were made for it.

The film has seven shots and three lines. `test_edits.py` of the workflows tries more kinds of edits on plans alone; here the workflow, the
rows, the store and the engines do it, and three witnesses must agree: the cut's steps, the film's events and the artifacts that are new.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from schemas.changes import ChangeLine, EditAccepted, EditFilm
from tests.end_to_end.filming import Studio, studio
from tests.end_to_end.scripts import SEVEN_SHOTS

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

JOIN_1, JOIN_4 = "film transition into shot 1", "film transition into shot 4"
"""The dissolves out of the title and into the beach: each shows two shots."""
SOUND = {"film mix"}
CUT = {"film film", "film check"}
MEASURED = {"InspectShot", "InspectSound", "MixScene", "FinishPart", "EncodePart", "ModerateText"}
"""What is measured of shots and sounds that are new, the parts of a mix, and what was found in new words: no steps of a cut, and nothing
where nothing changed."""
COMPANIONS = 5
"""Poster, contact sheet, manifest and two kinds of subtitles beside `film.mp4`; burned subtitles need no files."""


def follows(*shots: int, lips: tuple[int, ...] = ()) -> set[str]:
    """What is made when something before the clips of some shots changed."""
    return {f"{stage} shot {shot}" for shot in shots for stage in ("clips", "film")} | {f"lipsync shot {shot}" for shot in lips}


def reels(*scenes: int) -> set[str]:
    """Some scenes changed, and so the cut did."""
    return {f"film scene {scene}" for scene in scenes} | CUT


def images(*shots: int) -> set[str]:
    """Some pictures."""
    return {f"images shot {shot}" for shot in shots}


EDITS: list[tuple[str, str, dict[str, Any], set[str]]] = [
    ("camera", "PATCH shots/2", {"camera": "push_in", "intensity": 0.9}, follows(2) | reels(1)),
    ("prompt of a shot", "PATCH shots/2", {"prompt": "Tom alone by the window"}, images(2) | follows(2) | reels(1)),
    (
        "a line that makes its shot longer",
        "PATCH lines/2",
        {"text": "It is only the wind, and the wind has been out there on the water since long before you were born."},
        {"voices line 2", "music scene 1"} | follows(3, lips=(3,)) | {JOIN_4} | reels(1) | SOUND,
    ),
    ("a longer shot", "PATCH shots/5", {"duration_s": 6}, {"music scene 2"} | follows(5, lips=(5,)) | reels(2) | SOUND),
    (
        "a line that fits into its shot",
        "PATCH lines/3",
        {"text": "Gone, all of them."},
        {"voices line 3"} | follows(5, lips=(5,)) | reels(2) | SOUND,
    ),
    ("mood of a scene's music", "PATCH cues/2", {"mood": "tense"}, {"music scene 2"} | reels(2) | SOUND),
    ("another take of the music", "POST regenerate", {"cue": 2}, {"music scene 2"} | reels(2) | SOUND),
    (
        "voice of a character",
        "PATCH characters/MARA",
        {"voice": "soprano"},
        {"voices line 1", "voices line 3", "music scene 1"} | follows(3, 5, lips=(3, 5)) | {JOIN_4} | reels(1, 2) | SOUND,
    ),
    (
        "back to a reading by another voice",
        "POST takes/select",
        {"stage": "voices", "number": 1, "take": 1},
        CUT | SOUND,
    ),
    (
        "look of a character",
        "PATCH characters/TOM",
        {"description": "An old man with a long white beard, a black cap and a red scarf"},
        images(2, 3) | follows(2, 3, lips=(3,)) | {JOIN_4} | reels(1),
    ),
    ("another take of a picture", "POST regenerate", {"shot": 4, "stage": "images"}, images(4) | follows(4) | {JOIN_4} | reels(2)),
    ("back to its first take", "POST takes/select", {"stage": "images", "number": 4, "take": 1}, set()),
    ("another take of a clip", "POST regenerate", {"shot": 1, "stage": "clips"}, follows(1) | {JOIN_1} | reels(1)),
    ("a wipe instead of a dissolve", "PATCH shots/4", {"transition": "wipe_left", "transition_s": 0.6}, {JOIN_4} | CUT | reels(2)),
    ("sounds of a shot", "PATCH shots/2", {"sounds": [{"kind": "knock", "at": 0.5}]}, reels(1) | SOUND),
    ("another place for the ear", "PATCH scenes/2", {"sounds_like": "INT. CHURCH"}, reels(2) | SOUND),
    (
        "title",
        "POST regenerate",
        {"changes": [{"kind": "film", "title": "The Other Lamp"}]},
        images(0) | follows(0) | {JOIN_1} | reels(0),
    ),
    (
        "burned subtitles",
        "POST regenerate",
        {"changes": [{"kind": "film", "subtitles": "burned"}]},
        {"film shot 3", "film shot 5", JOIN_4} | reels(1, 2),
    ),
    ("subtitles beside the film again", "POST regenerate", {"changes": [{"kind": "film", "subtitles": "sidecar"}]}, set()),
    (
        "two things at once",
        "POST regenerate",
        {"changes": [{"kind": "shot", "shot": 5, "camera": "pan_left"}, {"kind": "cue", "scene": 1, "reroll": True}]},
        {"music scene 1"} | follows(5, lips=(5,)) | reels(1, 2) | SOUND,
    ),
    (
        "a whole scene",
        "POST regenerate",
        {"scene": 2},
        images(4, 5) | {"voices line 3", "music scene 2", JOIN_4} | follows(4, 5, lips=(5,)) | reels(2) | SOUND,
    ),
]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """One stack for all edits."""
    with studio(tmp_path_factory.mktemp("edits") / ".film") as stage:
        yield stage


@pytest.fixture(scope="module")
def film(stage: Studio) -> str:
    """The finished film that is edited, one edit after another."""
    film = stage.submit(SEVEN_SHOTS, aspect="1:1")
    known = stage.finished(film)
    assert [shot["number"] for shot in known["shots"]] == list(range(7))
    return film


@pytest.mark.parametrize(("ask", "body", "expected"), [pytest.param(*edit[1:], id=edit[0]) for edit in EDITS])
async def test_an_edit_makes_what_depends_on_it_and_nothing_else(
    stage: Studio, film: str, ask: str, body: dict[str, Any], expected: set[str]
) -> None:
    before = await artifacts(stage)
    cut = send(stage, film, ask, body)

    assert finished_cut(stage, film, cut)["reason"] == "made"
    assert await made_for(stage, film, cut, before) == expected


@pytest.mark.parametrize(
    ("ask", "body", "words"),
    [
        ("PATCH shots/2", {"camera": "push_in", "intensity": 0.9}, "nothing would change: shot 2 is that already"),
        ("PATCH shots/3", {"duration_s": 0.5}, "nothing would change: shot 3 is as long as that already"),
        ("PATCH shots/2", {"transition_s": 1}, "shot 2 begins with a cut, which has no length"),
        ("PATCH scenes/1", {"sounds_like": "INT. BLORB"}, "nothing is known of how 'INT. BLORB' sounds"),
        ("PATCH characters/TOM", {"reroll": True}, "paints from no character sheets"),
        ("PATCH cues/1", {"prompt": "a harp"}, "synth, does nothing with it"),
    ],
)
def test_an_edit_without_effect_is_refused_and_makes_no_cut(stage: Studio, film: str, ask: str, body: dict[str, Any], words: str) -> None:
    cuts = stage.film(film)["cuts"]
    method, path = ask.split()

    answer = stage.call(method, f"/api/films/{film}/{path}", json=body)

    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert words in answer.json()["detail"]
    assert stage.film(film)["cuts"] == cuts


async def test_an_edit_that_cannot_be_made_leaves_the_film_as_it_was(stage: Studio, film: str) -> None:
    """The API refuses a voice that nobody has; a film's workflow can be told directly."""
    before, old = await artifacts(stage), stage.film(film)
    edit = EditFilm(id="nobody", changes=[ChangeLine(line=1, voice="nobody")])
    client = await Client.connect(stage.stack.record.temporal_address, namespace="films", data_converter=pydantic_data_converter)
    accepted: EditAccepted = await client.get_workflow_handle(f"film-{film}").execute_update("edit", edit, result_type=EditAccepted)

    failed = finished_cut(stage, film, accepted.cut)
    after = stage.film(film)

    assert (failed["state"], failed["files"]) == ("failed", {})
    assert "no voice 'nobody'" in failed["reason"]
    assert (after["state"], after["cut"], after["takes"]) == ("completed", old["cut"], old["takes"])
    assert await artifacts(stage) == before
    following = send(stage, film, "PATCH shots/2", {"camera": "pan_right"})
    assert finished_cut(stage, film, following)["state"] == "completed"
    assert await made_for(stage, film, following, before) == follows(2) | reels(1)


def test_another_title_is_the_films_title(stage: Studio, film: str) -> None:
    assert stage.film(film)["title"] == "The Other Lamp"


async def test_an_edit_while_the_film_is_made_goes_into_the_first_cut(stage: Studio, film: str) -> None:
    before = await artifacts(stage)
    other = stage.submit(SEVEN_SHOTS, aspect="1:1", seed=7)
    stage.wait(other, lambda known: bool(known["shots"]))

    cut = send(stage, other, "PATCH shots/5", {"camera": "push_in"})
    known = stage.finished(other)

    assert (cut, known["cut"], len(known["cuts"])) == (1, 1, 1)
    assert known["cuts"][0]["edits"]["shots"]["5"]["camera"] == "push_in"
    told = await told_by_events(stage, other, 1)
    assert {what for what, times in Counter(told.values()).items() if times > 1} <= follows(5, lips=(5,)), "made twice"
    new = (await artifacts(stage)).keys() - before.keys()
    steps = await stage.rows("SELECT key FROM steps WHERE film_id = $1 AND state = 'made'", other)
    assert {step["key"] for step in steps} <= told.keys() <= new
    measured = [kind for key, kind in (await artifacts(stage)).items() if key in new and kind in MEASURED]
    assert len(new) == len(told) + COMPANIONS + len(measured)


def send(stage: Studio, film: str, ask: str, body: dict[str, Any]) -> int:
    """Send an edit; answers with the cut it will be in."""
    method, path = ask.split()
    answer = stage.call(method, f"/api/films/{film}/{path}", json=body)
    assert answer.status_code == 202, answer.text
    return int(answer.json()["cut"])


def finished_cut(stage: Studio, film: str, number: int) -> dict[str, Any]:
    """Wait until a cut is made, or given up."""

    def found(known: dict[str, Any]) -> dict[str, Any]:
        return next((cut for cut in known["cuts"] if cut["number"] == number), {"state": "awaited"})

    return found(stage.wait(film, lambda known: found(known)["state"] in {"completed", "failed", "cancelled"}))


async def artifacts(stage: Studio) -> dict[str, str]:
    """Every artifact there is: the kind of order it was made for, by key."""
    return {row["key"]: row["kind"] for row in await stage.rows("SELECT key, kind FROM artifacts WHERE stage <> 'script'")}


async def told_by_events(stage: Studio, film: str, cut: int) -> dict[str, str]:
    """What a cut made by its events: "stage target" by key."""
    events = await stage.rows("SELECT mark, data->>'stage' s, data->>'target' t FROM events WHERE film_id = $1 AND kind = 'step'", film)
    marks = {row["mark"]: f"{row['s']} {row['t']}" for row in events}
    return {mark.split()[2]: what for mark, what in marks.items() if mark.split()[1] == str(cut)}


async def made_for(stage: Studio, film: str, cut: int, before: dict[str, str]) -> set[str]:
    """What a cut made, as "stage target": its steps, its events and the new artifacts tell the same."""
    rows = await stage.rows("SELECT stage, target, state, key FROM steps WHERE film_id = $1 AND cut = $2", film, cut)
    assert {row["state"] for row in rows} <= {"made", "reused"}, "something was planned and never made"
    steps = {row["key"]: f"{row['stage']} {row['target']}" for row in rows if row["state"] == "made"}
    assert steps == await told_by_events(stage, film, cut)

    there = await artifacts(stage)
    new = {key: kind for key, kind in there.items() if key not in before}
    beside = [kind for key, kind in new.items() if key not in steps]
    assert steps.keys() <= new.keys(), "a step says made, its artifact is older"
    assert set(beside) <= {"AssembleFilm"} | MEASURED, "artifacts that no step tells of"
    assert beside.count("InspectShot") <= len([what for what in steps.values() if what.startswith(("film shot", "voices"))])
    is_new = "film film" in steps.values()
    assert beside.count("AssembleFilm") == (0 if not is_new else 3 if await is_burned(stage, film, cut) else COMPANIONS)
    return set(steps.values())


async def is_burned(stage: Studio, film: str, cut: int) -> bool:
    """Whether a cut has its subtitles in the picture."""
    (row,) = await stage.rows("SELECT edits->>'subtitles' subtitles FROM cuts WHERE film_id = $1 AND number = $2", film, cut)
    return bool(row["subtitles"] == "burned")
