"""Stable Video Diffusion through a tiny model of the real classes."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from activities.engines import Made
from activities.models.tiny.svd import FRAMES, TINY
from schemas.clips import AnimateClip
from tests.activities.clips.animating import change, engine, frames_of, job, made_many, small, still

# diffusers' own schedulers hand tensors to numpy the old way
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning")

_OPTIONS = TINY["svd"]


def _made(models_dir: Path, folder: Path, order: AnimateClip | None = None, **options: Any) -> Made:
    return engine(models_dir, "svd", **{**_OPTIONS, **options}).make(job(folder, order))


def test_a_clip_has_the_ordered_frames_and_the_same_bytes_each_time(svd_models: Path, tmp_path: Path) -> None:
    first, second = (_made(svd_models, tmp_path / name, reproducible=True) for name in "ab")

    assert frames_of(first).shape == (7, 72, 128, 3)
    assert (first.facts["model_frames"], first.facts["model_fps"]) == (FRAMES, 7.0)
    assert first.path.read_bytes() == second.path.read_bytes()


def test_takes_and_pictures_have_effect_and_words_have_none(svd_models: Path, tmp_path: Path) -> None:
    worker = engine(svd_models, "svd", **_OPTIONS)
    first, words = worker.make(job(tmp_path / "a")), worker.make(job(tmp_path / "b", small(prompt="A storm")))
    again, picture = worker.make(job(tmp_path / "c", small(take=2))), worker.make(job(tmp_path / "d", picture=still(tmp_path, 3)))

    assert change(first, again) > 1
    assert change(first, picture) > 1
    assert change(first, words) == 0
    assert "no words" in first.facts["prompt_unused"]


def test_intensity_and_rate_have_effect(svd_models: Path, tmp_path: Path) -> None:
    first = _made(svd_models, tmp_path / "a")
    wild = _made(svd_models, tmp_path / "b", small(intensity=1.0))
    quick = _made(svd_models, tmp_path / "c", rate=12)

    assert (first.facts["motion"], wild.facts["motion"]) == (127, 254)
    assert change(first, wild) > 0.02
    assert change(first, quick) > 0.02


def test_a_merged_order_looks_as_if_made_alone(svd_models: Path, tmp_path: Path) -> None:
    # at the film's rate: what is made between frames of noise turns last bits into other motion
    worker = engine(svd_models, "svd", **{**_OPTIONS, "rate": 24}, batch_max=4)
    orders = [small(), small(take=2)]
    merged = made_many(worker, tmp_path / "m", orders)
    alone = [worker.make(job(tmp_path / f"a{order.take}", order)) for order in orders]

    assert worker.batch_key(small(intensity=0.9)) != worker.batch_key(orders[0]) == worker.batch_key(orders[1])
    assert max(int(np.abs(frames_of(one) - frames_of(other)).max()) for one, other in zip(merged, alone, strict=True)) <= 4
