"""ACE-Step 1.5 through tiny models of the real classes."""

from pathlib import Path
from typing import Any

import pytest

from activities.engines import Made
from activities.media.sound.loudness import integrated_lufs
from activities.models.tiny.ace_step import BASE, TINY
from schemas.failures import Refused
from schemas.music import ComposeMusic
from tests.activities.music.playing import SECOND, change, cue, engine, heard, job

_OPTIONS = TINY["ace_step"]


def _made(models_dir: Path, folder: Path, order: ComposeMusic | None = None, **options: Any) -> Made:
    return engine(models_dir, "ace_step", **{**_OPTIONS, **options}).make(job(folder, order))


def test_a_cue_has_the_ordered_samples_and_the_same_bytes_each_time(ace_step_models: Path, tmp_path: Path) -> None:
    first, second = (_made(ace_step_models, tmp_path / name, cue(SECOND + 311), reproducible=True) for name in "ab")

    assert heard(first).shape == (2, SECOND + 311)
    assert integrated_lufs(heard(first)) == pytest.approx(-20, abs=1)
    assert first.path.read_bytes() == second.path.read_bytes()


def test_takes_and_words_have_effect(ace_step_models: Path, tmp_path: Path) -> None:
    first = _made(ace_step_models, tmp_path / "a")

    assert change(first, _made(ace_step_models, tmp_path / "b", cue(take=2))) > 0.05
    assert change(first, _made(ace_step_models, tmp_path / "c", cue(prompt="a brass band in the rain"))) > 1e-4


@pytest.mark.parametrize("option", [{"steps": 4}, {"shift": 1.0}, {"key": "A minor"}])
def test_each_knob_has_effect(ace_step_models: Path, tmp_path: Path, option: dict[str, Any]) -> None:
    assert change(_made(ace_step_models, tmp_path / "a"), _made(ace_step_models, tmp_path / "b", **option)) > 1e-4


def test_guidance_has_effect_on_base_weights_and_is_refused_by_distilled_ones(ace_step_models: Path, tmp_path: Path) -> None:
    none, much = (_made(ace_step_models, tmp_path / str(guidance), model=BASE, guidance=guidance) for guidance in (1.0, 9.0))

    assert change(none, much) > 1e-4
    with pytest.raises(Refused, match="takes no guidance"):
        engine(ace_step_models, "ace_step", **_OPTIONS, guidance=7.0)


def test_a_merged_cue_sounds_as_if_made_alone(ace_step_models: Path, tmp_path: Path) -> None:
    player = engine(ace_step_models, "ace_step", **_OPTIONS, batch_max=4)
    orders = [cue(), cue(take=2, prompt="strings and a slow accordion")]
    merged = player.make_many([job(tmp_path / f"m{order.take}", order) for order in orders])
    alone = [player.make(job(tmp_path / f"a{order.take}", order)) for order in orders]

    assert max(change(one, other) for one, other in zip(alone, merged, strict=True)) < 0.02


def test_a_cancellation_stops_within_a_step(ace_step_models: Path, tmp_path: Path) -> None:
    told: list[float] = []

    def until_second(fraction: float) -> None:
        told.append(fraction)
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine(ace_step_models, "ace_step", **{**_OPTIONS, "steps": 6}).make(job(tmp_path, progress=until_second))
    assert len(told) == 2
