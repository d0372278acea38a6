"""A script becomes a film through the real model libraries, on miniatures of the real models, and under hard conditions.

The gpu worker runs on the CPU, is killed on the way, and has less memory than it would like. One stack and one film for most of it.
"""

import asyncio
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from temporalio.api.enums.v1 import PendingActivityState
from temporalio.client import Client

from activities.models.miniatures import build, of_profile
from schemas.media import SAMPLE_RATE_HZ
from tests.end_to_end.filming import Studio, studio
from tests.end_to_end.measuring import Measured, measured

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    # of libraries that build or load models nobody trained
    pytest.mark.filterwarnings("ignore"),
]

SCRIPT = """Title: The Kettle

INT. KITCHEN - NIGHT

MARA (34), a woman with red hair, lifts the kettle. Steam rises. TOM (70) sits at the table. A dog barks.

MARA
Did you hear that?

TOM
Only the kettle.
"""
PICTURES = {"engine": "sdxl", "options": {"model": "tiny/sdxl", "steps": 4, "megapixels": 0.5}}
OPTIONS: dict[str, object] = {"profile": "tiny", "aspect": "1:1", "engines": {"images": PICTURES}}
MEMORY_BYTES = 650_000_000
"""Enough by estimate to decode a picture of half a megapixel in tiles, and not at once."""
ENVIRONMENT = {"FILM_IMAGES_SDXL_BATCH_MAX": "4", "FILM_GPU_MEMORY_MAX": str(MEMORY_BYTES), "OMP_NUM_THREADS": "1"}
MODELS = {"images": "sdxl", "clips": "ltx"}
HEARD = ("musicgen", "stable_audio")
SPOKEN = {"voices": "vits", "lipsync": "wav2lip"}


@dataclass(frozen=True)
class Film:
    """The finished film."""

    id: str
    known: dict[str, Any]
    manifest: dict[str, Any]
    measured: Measured


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A stack whose gpu worker has miniatures and little memory."""
    models_dir = tmp_path_factory.mktemp("models")
    build(models_dir, of_profile(), lambda _name: None)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**ENVIRONMENT, "FILM_MODELS_DIR": str(models_dir)}.items():
            patch.setenv(name, value)
        with studio(tmp_path_factory.mktemp("film") / ".film") as stage:
            yield stage


@pytest.fixture(scope="module")
def film(stage: Studio) -> Film:
    """A film whose gpu worker was killed in the middle."""
    film = stage.submit(SCRIPT, **OPTIONS)
    stage.wait(film, lambda known: done(known, "images") >= 1)
    killed = stage.kill("gpu")
    stage.healthy("gpu", killed)
    known = stage.finished(film, timeout_s=600)
    return Film(film, known, json.loads(stage.file(film, 1, "manifest.json")), measured(stage.file(film, 1, "film.mp4")))


def done(known: dict[str, Any], stage: str) -> int:
    """How many things of a stage are there."""
    progress = known["progress"]["stages"].get(stage, {"made": 0, "reused": 0})
    return int(progress["made"] + progress["reused"])


def test_every_shot_is_made_by_models_though_their_worker_was_killed(film: Film) -> None:
    engines = [{stage: name.partition(" ")[0] for stage, name in shot["engines"].items()} for shot in film.manifest["shots"]]
    (heard,) = (shot for shot in film.manifest["shots"] if "effects" in shot["engines"])
    speaking = [engine for engine, shot in zip(engines, film.manifest["shots"], strict=True) if shot["lines"]]

    assert all(MODELS.items() <= engine.items() for engine in engines)
    assert speaking
    assert all(SPOKEN.items() <= engine.items() for engine in speaking)
    assert heard["engines"]["effects"].startswith("stable_audio ")
    assert heard["artifacts"]["effects"]
    assert film.manifest["digital_source_type"].endswith("/trainedAlgorithmicMedia")
    assert {source["engine"].partition(" ")[0] for source in film.manifest["sources"]} == {*MODELS.values(), *SPOKEN.values(), *HEARD}


def test_the_film_has_every_frame_of_its_manifest_and_sound_to_the_end(film: Film) -> None:
    assert film.measured.frames == film.manifest["totals"]["frames"]
    assert abs(film.measured.sound.shape[1] - film.measured.frames * SAMPLE_RATE_HZ // 24) <= 1024
    assert float(np.abs(film.measured.sound).max()) > 0.05


async def test_short_memory_is_told_in_the_films_log_and_in_its_manifest(stage: Studio, film: Film) -> None:
    warnings = await stage.rows("SELECT data->>'message' message FROM events WHERE film_id = $1 AND kind = 'warning'", film.id)
    told = [row["message"] for row in warnings if "memory was short" in row["message"]]
    notes = [note for shot in film.manifest["shots"] for note in shot["notes"]]

    assert told
    assert any(note.startswith("images: memory was short: 1 at once, in tiles") for note in notes)


def test_a_mouth_that_no_face_was_found_for_is_told_of(film: Film) -> None:
    notes = [note for shot in film.manifest["shots"] if shot["lines"] for note in shot["notes"]]

    assert any("no face is found" in note for note in notes)


async def test_the_same_film_again_costs_nothing(stage: Studio, film: Film) -> None:
    again = stage.submit(SCRIPT, **OPTIONS)
    known = stage.finished(again)

    steps = await stage.rows("SELECT state, count(*) FROM steps WHERE film_id = $1 GROUP BY state", again)
    assert {step["state"] for step in steps} == {"reused"}
    assert known["cost"]["seconds"] == 0
    assert known["cuts"][0]["files"]["film.mp4"]["sha256"] == film.known["cuts"][0]["files"]["film.mp4"]["sha256"]


async def test_cancel_stops_a_model_in_the_middle_of_its_steps(stage: Studio, film: Film) -> None:
    other = stage.submit(SCRIPT, **OPTIONS, seed=3)
    deadline = time.monotonic() + 120
    while "animate_clip" not in await running(stage, other) or not calls(stage):
        assert time.monotonic() < deadline, "no model was at work"
        await asyncio.sleep(0.05)

    begun = time.monotonic()
    stage.call("POST", f"/api/films/{other}/cancel", json={"reason": "enough"}).raise_for_status()
    stage.wait(other, lambda known: known["state"] == "cancelled")
    while calls(stage):
        assert time.monotonic() < begun + 10, "the model goes on"
        await asyncio.sleep(0.05)

    assert stage.film(film.id)["state"] == "completed"


def calls(stage: Studio) -> list[Path]:
    """Folders of the engine calls at work."""
    return list(stage.state_dir.glob("scratch/*/call-*"))


async def running(stage: Studio, film: str) -> list[str]:
    """The kinds of activities that workers are busy with for a film."""
    client = await Client.connect(stage.stack.record.temporal_address, namespace="films")
    found: list[str] = []
    async for one in client.list_workflows(f"WorkflowId STARTS_WITH 'film-{film}' AND ExecutionStatus = 'Running'"):
        told = (await client.get_workflow_handle(one.id).describe()).raw_description.pending_activities
        found += [each.activity_type.name for each in told if each.state == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED]
    return found
