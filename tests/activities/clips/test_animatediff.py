"""AnimateDiff through a tiny model of the real classes."""

from pathlib import Path
from typing import Any

from activities.engines import Made
from activities.models.tiny.sd15 import TINY
from schemas.clips import AnimateClip
from tests.activities.clips.animating import change, engine, frames_of, job, small, still

_OPTIONS = TINY["animatediff"]


def _made(models_dir: Path, folder: Path, order: AnimateClip | None = None, **options: Any) -> Made:
    return engine(models_dir, "animatediff", **{**_OPTIONS, **options}).make(job(folder, order))


def test_a_clip_has_the_ordered_frames_and_the_same_bytes_each_time(animatediff_models: Path, tmp_path: Path) -> None:
    first, second = (_made(animatediff_models, tmp_path / name) for name in "ab")

    assert frames_of(first).shape == (7, 72, 128, 3)
    assert first.path.read_bytes() == second.path.read_bytes()


def test_takes_words_and_pictures_have_effect(animatediff_models: Path, tmp_path: Path) -> None:
    worker = engine(animatediff_models, "animatediff", **_OPTIONS)
    first, again = worker.make(job(tmp_path / "a")), worker.make(job(tmp_path / "b", small(take=2)))
    words = worker.make(job(tmp_path / "c", small(prompt="An old sailor in a storm")))
    picture = worker.make(job(tmp_path / "d", picture=still(tmp_path, 3)))

    assert change(first, again) > 0.5
    assert change(first, words) > 0.005
    assert change(first, picture) > 0.05


def test_all_of_a_long_prompt_counts(animatediff_models: Path, tmp_path: Path) -> None:
    long = "rain and wind over the old harbour " * 5
    one, other = (_made(animatediff_models, tmp_path / word, small(prompt=long + word)) for word in ("buoy", "door"))

    assert change(one, other) > 0


def test_strength_and_guidance_have_effect(animatediff_models: Path, tmp_path: Path) -> None:
    first = _made(animatediff_models, tmp_path / "a")

    assert change(first, _made(animatediff_models, tmp_path / "b", strength=1.0)) > 0.05
    assert change(first, _made(animatediff_models, tmp_path / "c", guidance=1.0)) > 0.005


def test_outlines_have_effect_and_none_at_scale_0(animatediff_models: Path, tmp_path: Path) -> None:
    plain = _made(animatediff_models, tmp_path / "plain")
    none = _made(animatediff_models, tmp_path / "none", control="edges", control_scale=0.0)
    full = _made(animatediff_models, tmp_path / "full", control="edges", control_scale=1.0)

    assert change(plain, none) == 0
    assert change(plain, full) > 0.05


def test_the_camera_leads(animatediff_models: Path, tmp_path: Path) -> None:
    left, right = (_made(animatediff_models, tmp_path / way, small(move=f"truck_{way}", intensity=1.0)) for way in ("left", "right"))

    assert change(left, right) > 0.05
