"""The camera loop through a tiny Stable Diffusion XL of the real classes."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from activities.clips.interpolation import carried
from activities.engines import Made
from activities.models.tiny.sdxl import TINY
from schemas.clips import AnimateClip
from tests.activities.clips.animating import change, engine, frames_of, job, small, still
from tests.activities.clips.test_interpolation import psnr_db, scene

# diffusers' own schedulers hand tensors to numpy the old way
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning")

_OPTIONS = TINY["deforum"]


def _made(models_dir: Path, folder: Path, order: AnimateClip | None = None, **options: Any) -> Made:
    return engine(models_dir, "deforum", **{**_OPTIONS, **options}).make(job(folder, order))


def test_a_clip_has_the_ordered_frames_and_the_same_bytes_each_time(deforum_models: Path, tmp_path: Path) -> None:
    first, second = (_made(deforum_models, tmp_path / name) for name in "ab")

    assert frames_of(first).shape == (7, 72, 128, 3)
    assert first.path.read_bytes() == second.path.read_bytes()


def test_takes_words_and_pictures_have_effect(deforum_models: Path, tmp_path: Path) -> None:
    worker = engine(deforum_models, "deforum", **_OPTIONS)
    first, again = worker.make(job(tmp_path / "a")), worker.make(job(tmp_path / "b", small(take=2)))
    words = worker.make(job(tmp_path / "c", small(prompt="An old sailor in a storm")))
    picture = worker.make(job(tmp_path / "d", picture=still(tmp_path, 3)))

    assert change(first, again) > 0.5
    assert change(first, words) > 0.005
    assert change(first, picture) > 0.05


@pytest.mark.parametrize("told", [{"strength": 0.9}, {"blend": 0.2}, {"hold": 1.0}])
def test_every_knob_has_effect(deforum_models: Path, tmp_path: Path, told: dict[str, Any]) -> None:
    assert change(_made(deforum_models, tmp_path / "a"), _made(deforum_models, tmp_path / "b", **told)) > 0.3


def test_a_picture_is_carried_as_something_else_moves() -> None:
    moving, picture = scene(3, (6.0, -2.7), (6.0, -2.7)), scene(9, (6.0, -2.7), (6.0, -2.7))
    found = carried(picture(0), moving(0), moving(1))
    inner = (slice(12, -12), slice(12, -12))

    assert psnr_db(found[inner], picture(1)[inner]) > psnr_db(picture(0)[inner], picture(1)[inner]) + 10
    assert found.dtype == np.uint8
