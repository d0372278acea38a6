"""LTX-Video through a tiny model of the real classes, and what all model engines of the stage have in common."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from activities.engines import Made, engine_class, engine_options
from activities.models.tiny.ltx import EARLY, TINY
from schemas.clips import AnimateClip
from schemas.failures import Refused
from schemas.media import MP4, PERFORMANCE
from schemas.stages import Stage
from tests.activities.clips.animating import change, engine, frames_of, job, made_many, small, still

_OPTIONS = TINY["ltx"]


def _made(models_dir: Path, folder: Path, order: AnimateClip | None = None, **options: Any) -> Made:
    return engine(models_dir, "ltx", **{**_OPTIONS, **options}).make(job(folder, order))


def test_a_clip_has_the_ordered_frames_and_the_same_bytes_each_time(ltx_models: Path, tmp_path: Path) -> None:
    first, second = (_made(ltx_models, tmp_path / name, reproducible=True) for name in "ab")

    assert frames_of(first).shape == (7, 72, 128, 3)
    assert first.media_type == MP4
    assert first.path.read_bytes() == second.path.read_bytes()


def test_the_film_is_told_at_what_size_and_rate_the_model_worked(ltx_models: Path, tmp_path: Path) -> None:
    facts = _made(ltx_models, tmp_path).facts

    assert facts["model_px"] == "128x64"
    assert (facts["model_frames"], facts["model_fps"]) == (9, 24.0)


def test_takes_words_and_pictures_have_effect(ltx_models: Path, tmp_path: Path) -> None:
    worker = engine(ltx_models, "ltx", **_OPTIONS)
    first = worker.make(job(tmp_path / "a"))
    again = worker.make(job(tmp_path / "b", small(take=2)))
    words = worker.make(job(tmp_path / "c", small(prompt="An old sailor in a storm")))
    picture = worker.make(job(tmp_path / "d", picture=still(tmp_path, 3)))

    assert change(first, again) > 1
    assert change(first, words) > 0.02
    assert change(first, picture) > 1


@pytest.mark.parametrize("ending", ["camera", "start"])
def test_the_last_frame_has_effect(ltx_models: Path, tmp_path: Path, ending: str) -> None:
    order = small(move="static")
    free = _made(ltx_models, tmp_path / "free", order)
    told = _made(ltx_models, tmp_path / "told", order, ending=ending)

    assert change(free, told) > 0.3
    assert told.facts["ending"] == ending


def test_less_strength_holds_less_to_the_picture(ltx_models: Path, tmp_path: Path) -> None:
    assert change(_made(ltx_models, tmp_path / "a"), _made(ltx_models, tmp_path / "b", strength=0.3)) > 0.3


def test_guidance_brings_in_what_shall_not_be_seen(ltx_models: Path, tmp_path: Path) -> None:
    free = [_made(ltx_models, tmp_path / f"a{word}", guidance=1.0, negative=word) for word in ("rain", "snow and wind")]
    guided = [_made(ltx_models, tmp_path / f"b{word}", guidance=9.0, negative=word) for word in ("rain", "snow and wind")]

    assert change(free[0], free[1]) == 0
    assert change(guided[0], guided[1]) > 0.01


def test_a_long_shot_is_made_in_windows_that_go_on_from_each_other(ltx_models: Path, tmp_path: Path) -> None:
    order = small(frames=30)
    made = _made(ltx_models, tmp_path, order)
    frames = frames_of(made, order)
    steps = np.abs(np.diff(frames, axis=0)).mean(axis=(1, 2, 3))

    assert made.facts["windows"] == 4
    assert made.facts["model_frames"] == 33
    assert steps.max() < 3 * np.median(steps) + 3


def test_a_merged_order_looks_as_if_made_alone(ltx_models: Path, tmp_path: Path) -> None:
    worker = engine(ltx_models, "ltx", **_OPTIONS, batch_max=4, ending="start")
    orders = [small(), small(take=2, prompt="A much longer prompt about the harbour at night")]
    merged = made_many(worker, tmp_path / "m", orders)
    alone = [worker.make(job(tmp_path / f"a{order.take}", order)) for order in orders]

    assert worker.batch_key(orders[0]) == worker.batch_key(orders[1]) is not None
    assert max(int(np.abs(frames_of(one) - frames_of(other)).max()) for one, other in zip(merged, alone, strict=True)) <= 4


def test_a_model_of_before_takes_a_first_frame(ltx_models: Path, tmp_path: Path) -> None:
    one, other = (
        engine(ltx_models, "ltx", **{**_OPTIONS, "model": EARLY}).make(job(tmp_path / str(seed), picture=still(tmp_path, seed)))
        for seed in (0, 1)
    )

    assert change(one, other) > 1


def test_a_model_of_before_refuses_a_last_frame(ltx_models: Path) -> None:
    with pytest.raises(Refused, match=r"takes a first frame only.*0\.9\.5"):
        engine(ltx_models, "ltx", **{**_OPTIONS, "model": EARLY}, ending="start")


def test_a_last_frame_for_a_model_of_before_is_told_before_a_film_begins(ltx_models: Path) -> None:
    given = {**_OPTIONS, "model": EARLY, "ending": "camera"}
    options = engine_options(Stage.CLIPS, "ltx", {"FILM_MODELS_DIR": str(ltx_models)}, given)

    assert (engine_class(Stage.CLIPS, "ltx").unavailable(options) or "").startswith(f"{EARLY} takes a first frame only: set ENDING=free")


def test_cards_are_left_to_the_camera(ltx_models: Path, tmp_path: Path) -> None:
    made = _made(ltx_models, tmp_path, small(is_card=True))

    assert made.media_type == PERFORMANCE
    assert "lettering" in made.facts["card"]


def test_a_frozen_picture_stands(ltx_models: Path, tmp_path: Path) -> None:
    order = small(frames=28, prompt="Freeze frame.")
    frames = frames_of(_made(ltx_models, tmp_path, order, most_frames=33), order)

    assert (frames[24:] == frames[24]).all()
    assert (frames[22] != frames[23]).any()


def test_a_cancellation_stops_within_a_step(ltx_models: Path, tmp_path: Path) -> None:
    told: list[float] = []

    def until_second(fraction: float) -> None:
        told.append(fraction)
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine(ltx_models, "ltx", **{**_OPTIONS, "steps": 6}).make(job(tmp_path, progress=until_second))
    assert len(told) == 2


def test_progress_only_grows_and_ends_at_1(ltx_models: Path, tmp_path: Path) -> None:
    told: list[float] = []
    engine(ltx_models, "ltx", **_OPTIONS).make(job(tmp_path, small(frames=20), progress=told.append))

    assert told == sorted(told)
    assert told[-1] == 1.0


def test_weights_of_another_kind_are_named(ltx_models: Path) -> None:
    options = engine_options(Stage.CLIPS, "ltx", {"FILM_MODELS_DIR": str(ltx_models)}, {"model": "me/nothing"})

    assert engine_class(Stage.CLIPS, "ltx").unavailable(options) == (
        "the model me/nothing is not in the registry: `film models add me/nothing`"
    )


def test_a_length_no_call_can_have_is_refused(ltx_models: Path) -> None:
    with pytest.raises(Refused, match=r"MOST_FRAMES: .*10 is none, take 9"):
        engine(ltx_models, "ltx", **{**_OPTIONS, "most_frames": 10})


def test_the_decoder_of_0_9_1_is_refused_before_anything_is_loaded(ltx_models: Path, tmp_path: Path) -> None:
    models_dir = tmp_path / "models"
    shutil.copytree(ltx_models, models_dir)
    (config,) = (models_dir / EARLY.replace("/", "--")).rglob("vae/config.json")
    config.write_text(json.dumps({**json.loads(config.read_text(encoding="utf-8")), "timestep_conditioning": True}), encoding="utf-8")

    with pytest.raises(Refused, match=r"0\.9\.1"):
        engine(models_dir, "ltx", **{**_OPTIONS, "model": EARLY})
