"""LTX-2 through a tiny model of the real classes."""

from pathlib import Path
from typing import Any

from activities.engines import Made
from activities.models.tiny.ltx2 import TINY
from schemas.clips import AnimateClip
from tests.activities.clips.animating import change, engine, frames_of, job, small, still

_OPTIONS = TINY["ltx2"]


def _made(models_dir: Path, folder: Path, order: AnimateClip | None = None, **options: Any) -> Made:
    return engine(models_dir, "ltx2", **{**_OPTIONS, **options}).make(job(folder, order))


def test_a_clip_has_the_ordered_frames_and_the_same_bytes_each_time(ltx2_models: Path, tmp_path: Path) -> None:
    first, second = (_made(ltx2_models, tmp_path / name) for name in "ab")

    assert frames_of(first).shape == (7, 72, 128, 3)
    assert first.path.read_bytes() == second.path.read_bytes()
    assert "not kept" in first.facts["sound_unused"]


def test_takes_words_and_pictures_have_effect(ltx2_models: Path, tmp_path: Path) -> None:
    worker = engine(ltx2_models, "ltx2", **_OPTIONS)
    first, again = worker.make(job(tmp_path / "a")), worker.make(job(tmp_path / "b", small(take=2)))
    words = worker.make(job(tmp_path / "c", small(prompt="An old sailor in a storm")))
    picture = worker.make(job(tmp_path / "d", picture=still(tmp_path, 3)))

    assert change(first, again) > 0.5
    assert change(first, words) > 0.005
    assert change(first, picture) > 0.05


def test_the_last_frame_has_effect(ltx2_models: Path, tmp_path: Path) -> None:
    one, other = (
        engine(ltx2_models, "ltx2", **{**_OPTIONS, "ending": ending}).make(job(tmp_path / ending, small(move="push_in", intensity=1.0)))
        for ending in ("start", "camera")
    )

    assert change(one, other) > 0.05


def test_every_guidance_of_a_guided_model_has_effect(ltx2_models: Path, tmp_path: Path) -> None:
    plain: dict[str, Any] = {"kind": "guided", "guidance": 3.0, "apart": 1.0, "left_out": 0.0, "left_out_layer": 1}
    first = _made(ltx2_models, tmp_path / "a", **plain)

    assert change(first, _made(ltx2_models, tmp_path / "b", **{**plain, "guidance": 9.0})) > 0.005
    assert change(first, _made(ltx2_models, tmp_path / "c", **{**plain, "apart": 6.0})) > 0.005
    assert change(first, _made(ltx2_models, tmp_path / "d", **{**plain, "left_out": 5.0})) > 0
