"""Wan VACE through a tiny model of the real classes."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from activities.clips.engines.wan_vace import video_to_read
from activities.clips.moving_shot import Call
from activities.clips.outlines import outlines
from activities.engines import Made
from activities.media.windows import Window
from activities.models.tiny.wan import TINY
from schemas.clips import AnimateClip
from tests.activities.clips.animating import change, engine, frames_of, job, small, still

_OPTIONS = TINY["wan_vace"]


def _made(models_dir: Path, folder: Path, order: AnimateClip | None = None, **options: Any) -> Made:
    return engine(models_dir, "wan_vace", **{**_OPTIONS, **options}).make(job(folder, order))


def test_a_clip_has_the_ordered_frames_and_the_same_bytes_each_time(wan_models: Path, tmp_path: Path) -> None:
    first, second = (_made(wan_models, tmp_path / name, control="edges") for name in "ab")

    assert frames_of(first).shape == (7, 72, 128, 3)
    assert first.path.read_bytes() == second.path.read_bytes()


@pytest.mark.parametrize("control", ["edges", "grey"])
def test_what_the_camera_plays_is_followed(wan_models: Path, tmp_path: Path, control: str) -> None:
    worker = engine(wan_models, "wan_vace", **_OPTIONS, control=control, reference=False)
    order = small(move="truck_left", intensity=1.0)
    left, right = worker.make(job(tmp_path / "a", order)), worker.make(job(tmp_path / "b", small(move="truck_right", intensity=1.0)))
    free = _made(wan_models, tmp_path / "c", order, reference=False)

    assert change(left, right) > 0.05
    assert change(left, free) > 0.05


def test_nothing_is_followed_at_scale_0(wan_models: Path, tmp_path: Path) -> None:
    worker = engine(wan_models, "wan_vace", **_OPTIONS, control="grey", control_scale=0.0)
    none, other = (worker.make(job(tmp_path / str(seed), picture=still(tmp_path, seed))) for seed in (0, 1))

    assert change(none, other) == 0


def test_the_reference_has_effect(wan_models: Path, tmp_path: Path) -> None:
    assert change(_made(wan_models, tmp_path / "a"), _made(wan_models, tmp_path / "b", reference=False)) > 0.02


@pytest.mark.parametrize("control", ["", "edges", "grey"])
def test_given_frames_are_not_made(tmp_path: Path, control: str) -> None:
    start, end = (np.full((16, 16, 3), level, np.uint8) for level in (10, 200))
    guide = tuple(np.full((16, 16, 3), 50, np.uint8) for _ in range(5))
    video, is_free = video_to_read(Call(job(tmp_path), Window(0, 0, 5), "", start, end, guide), control)

    assert is_free == [False, True, True, True, False]
    assert (video[0] == start).all()
    assert (video[4] == end).all()
    assert video[2].max() == {"": 127, "edges": 0, "grey": 50}[control]


def test_outlines_stand_where_brightness_jumps() -> None:
    picture = np.zeros((32, 32, 3), np.uint8)
    picture[:, 16:] = 200
    found = outlines(picture)

    assert set(np.unique(np.nonzero(found)[1])) <= {14, 15, 16, 17}
    assert found.max() == 255
