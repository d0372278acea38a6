"""CogVideoX through tiny models of the real classes."""

from pathlib import Path
from typing import Any

import pytest

from activities.engines import Made
from activities.models.tiny.cogvideox import NEWER, TINY
from schemas.clips import AnimateClip
from schemas.failures import Refused
from tests.activities.clips.animating import change, engine, frames_of, job, small, still

_OPTIONS = TINY["cogvideox"]


def _made(models_dir: Path, folder: Path, order: AnimateClip | None = None, **options: Any) -> Made:
    return engine(models_dir, "cogvideox", **{**_OPTIONS, **options}).make(job(folder, order))


def test_a_clip_has_the_ordered_frames_and_the_same_bytes_each_time(cogvideox_models: Path, tmp_path: Path) -> None:
    first, second = (_made(cogvideox_models, tmp_path / name) for name in "ab")

    assert frames_of(first).shape == (7, 72, 128, 3)
    assert first.path.read_bytes() == second.path.read_bytes()


def test_what_a_model_can_make_is_read_from_its_configuration(cogvideox_models: Path, tmp_path: Path) -> None:
    old, new = _made(cogvideox_models, tmp_path / "a"), _made(cogvideox_models, tmp_path / "b", model=NEWER)

    assert (old.facts["model_px"], old.facts["model_frames"], old.facts["model_fps"]) == ("96x64", 9, 8.0)
    assert (new.facts["model_px"], new.facts["model_frames"], new.facts["model_fps"]) == ("112x64", 17, 16.0)


def test_takes_words_guidance_and_pictures_have_effect(cogvideox_models: Path, tmp_path: Path) -> None:
    worker = engine(cogvideox_models, "cogvideox", **_OPTIONS)
    first, again = worker.make(job(tmp_path / "a")), worker.make(job(tmp_path / "b", small(take=2)))
    words = worker.make(job(tmp_path / "c", small(prompt="An old sailor in a storm")))
    picture = worker.make(job(tmp_path / "d", picture=still(tmp_path, 3)))
    guided = _made(cogvideox_models, tmp_path / "e", guidance=12.0)

    assert change(first, again) > 0.5
    assert change(first, words) > 0.005
    assert change(first, guided) > 0.005
    assert change(first, picture) > 0.05


def test_a_prompt_longer_than_the_model_reads_is_refused(cogvideox_models: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="the model reads 226"):
        _made(cogvideox_models, tmp_path, small(prompt="rain " * 60))
