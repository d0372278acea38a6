"""Scripts become films: through the API, with the real engines, and measured as a player would show them."""

import asyncio
import io
import re
import time
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image
from temporalio.api.enums.v1 import PendingActivityState
from temporalio.client import Client

from activities.media.sound.loudness import integrated_lufs, true_peak_dbtp
from activities.media.sound.waveform import read_sound
from schemas.media import SAMPLE_RATE_HZ
from tests.end_to_end.filming import SQUARE, Made, Studio, made_of, sha256
from tests.end_to_end.measuring import cues, likeness, measured
from tests.end_to_end.scripts import FDX, SEVEN_SHOTS, SPANISH_PROSE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

AAC_FRAME = 1024
"""Samples; sound ends with a whole one."""


# -- the film -------------------------------------------------------------------------------------


def test_the_film_has_every_frame_of_its_manifest(lamp: Made) -> None:
    assert (lamp.measured.width_px, lamp.measured.height_px, lamp.measured.fps) == (480, 480, 24)
    assert lamp.measured.frames == lamp.manifest["totals"]["frames"] == lamp.known["cuts"][0]["frames"]
    assert lamp.known["duration_s"] == pytest.approx(lamp.measured.frames / 24)


def test_the_sound_is_as_long_as_the_pictures(lamp: Made) -> None:
    assert abs(lamp.measured.sound.shape[1] - lamp.measured.frames * SAMPLE_RATE_HZ // 24) <= AAC_FRAME


def test_the_film_is_as_loud_as_films_are_and_never_clips(lamp: Made) -> None:
    assert integrated_lufs(lamp.measured.sound) == pytest.approx(-16, abs=0.5)
    assert true_peak_dbtp(lamp.measured.sound) <= -1.0


async def test_every_line_is_heard_at_its_place(stage: Studio, lamp: Made, tmp_path: Path) -> None:
    assert [line["number"] for line in lamp.manifest["lines"]] == [1, 2, 3]
    for line in lamp.manifest["lines"]:
        path = tmp_path / "line.flac"
        path.write_bytes(await stage.artifact(line["voice"]))
        alike, off = likeness(read_sound(path), lamp.measured.sound, line["first_sample"])

        assert alike > 0.5, f"line {line['number']} is not what is heard at {line['start_s']} s"
        assert abs(off) <= SAMPLE_RATE_HZ // 100, f"line {line['number']} is {off} samples off"


@pytest.mark.parametrize("name", ["film.srt", "film.vtt"])
def test_the_subtitles_are_the_lines_at_their_times(stage: Studio, lamp: Made, name: str) -> None:
    found = cues(stage.file(lamp.id, 1, name).decode())

    assert [re.sub("<[^>]*>", "", words) for _, _, words in found] == [line["text"] for line in lamp.manifest["lines"]]
    for (start, end, _), line in zip(found, lamp.manifest["lines"], strict=True):
        assert start == pytest.approx(line["start_s"], abs=2 / 24)
        assert end >= line["start_s"] + line["seconds"] - 1 / 24


def test_the_companions_are_there(stage: Studio, lamp: Made) -> None:
    files = lamp.known["cuts"][0]["files"]
    poster = Image.open(io.BytesIO(stage.file(lamp.id, 1, "poster.jpg")))
    sheet = Image.open(io.BytesIO(stage.file(lamp.id, 1, "contact-sheet.jpg")))

    assert set(files) == {"film.mp4", "film.srt", "film.vtt", "poster.jpg", "contact-sheet.jpg", "manifest.json", "quality.json"}
    assert all(sha256(stage.file(lamp.id, 1, name)) == file["sha256"] for name, file in files.items())
    assert poster.size == (480, 480)
    assert float(np.asarray(poster.convert("L")).std()) > 8, "the poster shows nothing"
    assert min(sheet.size) >= 480


def test_the_manifest_tells_where_every_shot_comes_from(lamp: Made) -> None:
    shots = lamp.manifest["shots"]

    assert [shot["number"] for shot in shots] == [shot["number"] for shot in lamp.known["shots"]]
    assert all(set(shot["artifacts"]) == {"image", "clip", "segment"} for shot in shots)
    assert all(shot["script_lines"] for shot in shots if shot["scene"] in {1, 2})
    last = shots[-1]
    assert last["first_frame"] + last["frames"] == lamp.manifest["totals"]["frames"]


async def test_the_same_script_again_makes_nothing(stage: Studio, lamp: Made) -> None:
    before = await stage.rows("SELECT key FROM artifacts ORDER BY key")
    again = stage.submit(SEVEN_SHOTS, **SQUARE)
    known = stage.finished(again)

    steps = await stage.rows("SELECT state, count(*) FROM steps WHERE film_id = $1 GROUP BY state", again)
    assert {step["state"] for step in steps} == {"reused"}
    assert await stage.rows("SELECT key FROM artifacts ORDER BY key") == before
    assert known["cost"]["seconds"] == 0
    assert known["cuts"][0]["files"]["film.mp4"]["sha256"] == lamp.known["cuts"][0]["files"]["film.mp4"]["sha256"]


# -- other scripts, and who watches ----------------------------------------------------------------


def test_spanish_prose_becomes_a_film_and_a_watcher_who_loses_the_line_misses_nothing(stage: Studio) -> None:
    film = stage.submit(SPANISH_PROSE, **SQUARE)
    heard: list[int] = []
    while events := read_events(stage, film, after=heard[-1] if heard else None, count=5):
        heard += events
    known = stage.finished(film)

    assert heard == read_events(stage, film)
    assert len(heard) == len(set(heard)) > 20
    assert known["language"] == "es"
    assert [line["character"] for line in known["lines"]].count("ROSA") >= 1
    assert measured(stage.file(film, 1, "film.mp4")).frames == known["cuts"][0]["frames"]


def test_final_draft_becomes_a_film(stage: Studio) -> None:
    film = made_of(stage, FDX)

    assert [(line["character"], line["text"]) for line in film.known["lines"]] == [("VERA", "Is anybody there?")]
    assert film.measured.frames == film.manifest["totals"]["frames"]


def read_events(stage: Studio, film: str, after: int | None = None, count: int = 100_000) -> list[int]:
    """The ids of some events of a stream, which is then hung up."""
    found: list[int] = []
    headers = {"Last-Event-ID": str(after)} if after is not None else {}
    with httpx.stream("GET", f"{stage.stack.record.api_url}/api/films/{film}/events", headers=headers, timeout=60) as answer:
        for line in answer.iter_lines():
            if line.startswith("id: "):
                found.append(int(line[4:]))
                if len(found) == count:
                    break
    return found


# -- pause, resume, cancel: one film, in this order -------------------------------------------------


@pytest.fixture(scope="module")
def disturbed(stage: Studio) -> str:
    """A film in the making, of another seed, so that nothing of it exists."""
    film = stage.submit(SEVEN_SHOTS, **SQUARE, seed=3)
    stage.wait(film, lambda known: done(known) >= 3)
    return film


def done(known: dict[str, Any]) -> int:
    """How many things of a film are there."""
    return sum(stage["made"] + stage["reused"] for stage in known["progress"]["stages"].values())


async def test_a_paused_film_begins_nothing_new(stage: Studio, disturbed: str) -> None:
    stage.call("POST", f"/api/films/{disturbed}/pause").raise_for_status()
    stage.wait(disturbed, lambda known: bool(known["is_paused"]))
    deadline = time.monotonic() + 60
    while await running(stage, disturbed):  # what was begun is finished
        assert time.monotonic() < deadline
    still = done(stage.film(disturbed))
    await asyncio.sleep(2)

    assert done(stage.film(disturbed)) == still
    assert await ordered(stage, disturbed), "what was ordered waits for the film to go on"


def test_a_resumed_film_goes_on(stage: Studio, disturbed: str) -> None:
    still = done(stage.film(disturbed))
    stage.call("POST", f"/api/films/{disturbed}/resume").raise_for_status()

    known = stage.wait(disturbed, lambda known: done(known) > still)

    assert not known["is_paused"]


async def test_cancel_is_felt_in_the_middle_of_an_activity(stage: Studio, disturbed: str) -> None:
    deadline = time.monotonic() + 60
    while not any(kind in {"encode_segment", "compose_music", "paint_image"} for kind in await running(stage, disturbed)):
        assert time.monotonic() < deadline, "nothing was running"

    cancelled_s = time.monotonic()
    stage.call("POST", f"/api/films/{disturbed}/cancel", json={"reason": "enough"}).raise_for_status()
    known = stage.wait(disturbed, lambda known: known["state"] == "cancelled")
    felt_s = time.monotonic() - cancelled_s

    assert felt_s < 10, "two to three on a machine of its own, which other tests may share"
    assert not await ordered(stage, disturbed)
    assert not list(stage.state_dir.glob("scratch/*/*")), "an engine is still at work"
    assert [(change["from_state"], change["to_state"]) for change in known["history"]][3:] == [("processing", "cancelled")]
    assert [(cut["state"], cut["files"]) for cut in known["cuts"]] == [("cancelled", {})]
    assert (known["reason"], known["is_paused"]) == ("enough", False)


async def running(stage: Studio, film: str) -> list[str]:
    """The kinds of activities that workers are busy with for a film."""
    return [kind for kind, state in await ordered(stage, film) if state != PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED]


async def ordered(stage: Studio, film: str) -> list[tuple[str, int]]:
    """The activities that a film waits for, by kind, and whether a worker is busy with each."""
    client = await Client.connect(stage.stack.record.temporal_address, namespace="films")
    found: list[tuple[str, int]] = []
    async for one in client.list_workflows(f"WorkflowId STARTS_WITH 'film-{film}' AND ExecutionStatus = 'Running'"):
        told = (await client.get_workflow_handle(one.id).describe()).raw_description.pending_activities
        found += [(activity.activity_type.name, activity.state) for activity in told]
    return found


# -- scripts that are refused ------------------------------------------------------------------------

BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<FinalDraft DocumentType="Script"><Content><Paragraph Type="Action"><Text>&b;</Text></Paragraph></Content></FinalDraft>"""


@pytest.mark.parametrize(
    ("script", "why"),
    [
        pytest.param(BOMB, "entities", id="xml entities"),
        pytest.param("INT. HOUSE - DAY\n\n" + "She walks on and on.\n\n" * 500_000, "at most 10,485,760 are accepted", id="11 MB"),
    ],
)
async def test_a_script_that_nobody_could_read_is_refused_at_once(stage: Studio, script: str, why: str) -> None:
    before = await stage.rows("SELECT id FROM films ORDER BY id")
    project = stage.call("POST", "/api/projects", json={"title": "Refused"}).raise_for_status().json()["id"]

    answer = stage.call("POST", f"/api/projects/{project}/films", json={"script": script, "options": {}})

    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert why in answer.text
    assert await stage.rows("SELECT id FROM films ORDER BY id") == before


async def test_a_script_with_nothing_to_show_fails_its_film_and_says_why(stage: Studio) -> None:
    film = stage.submit("Title: Nothing\nAuthor: Nobody\n\n[[only a note]]\n", **SQUARE)
    known = stage.wait(film, lambda known: known["state"] in {"failed", "completed"})

    assert known["state"] == "failed"
    assert "nothing" in known["reason"]
    assert [change["to_state"] for change in known["history"]] == ["queued", "moderating", "processing", "failed"]
    assert (known["cut"], known["cuts"], known["shots"], known["takes"]) == (0, [], [], [])
    assert not await ordered(stage, film)
    events = await stage.rows("SELECT data->>'state' state FROM events WHERE film_id = $1 ORDER BY id", film)
    assert events[-1]["state"] == "failed"
    assert stage.call("POST", f"/api/films/{film}/regenerate", json={"shot": 1}).status_code == httpx.codes.CONFLICT


async def test_a_script_beyond_the_upload_limit_leaves_nothing_behind(stage: Studio) -> None:
    before = await stage.rows("SELECT id FROM films ORDER BY id")
    project = stage.call("POST", "/api/projects", json={"title": "Tests"}).raise_for_status().json()["id"]

    answer = stage.call("POST", f"/api/projects/{project}/films", json={"script": "She walks. " * 1_600_000})

    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert await stage.rows("SELECT id FROM films ORDER BY id") == before
