"""MusicGen through a tiny model of the real classes."""

from pathlib import Path
from typing import Any

import pytest

from activities.engines import Made
from activities.media.sound.loudness import integrated_lufs, true_peak_dbtp
from activities.models.tiny.musicgen import TINY
from schemas.failures import Refused
from schemas.music import ComposeMusic
from tests.activities.music.playing import SECOND, change, cue, engine, heard, job

_OPTIONS = TINY["musicgen"]


def _made(models_dir: Path, folder: Path, order: ComposeMusic | None = None, **options: Any) -> Made:
    return engine(models_dir, "musicgen", **{**_OPTIONS, **options}).make(job(folder, order))


def test_a_cue_has_the_ordered_samples_and_the_level_of_the_stage(musicgen_models: Path, tmp_path: Path) -> None:
    made = _made(musicgen_models, tmp_path, cue(2 * SECOND + 311))

    assert heard(made).shape == (2, 2 * SECOND + 311)
    assert made.samples == 2 * SECOND + 311
    assert integrated_lufs(heard(made)) == pytest.approx(-20, abs=0.6)
    assert true_peak_dbtp(heard(made)) < -1


def test_the_same_order_gives_the_same_bytes(musicgen_models: Path, tmp_path: Path) -> None:
    first, second = (_made(musicgen_models, tmp_path / name, reproducible=True) for name in "ab")

    assert first.path.read_bytes() == second.path.read_bytes()


def test_takes_and_words_have_effect(musicgen_models: Path, tmp_path: Path) -> None:
    first = _made(musicgen_models, tmp_path / "a")

    assert change(first, _made(musicgen_models, tmp_path / "b", cue(take=2))) > 0.05
    assert change(first, _made(musicgen_models, tmp_path / "c", cue(prompt="a brass band in the rain"))) > 0.02


@pytest.mark.parametrize("option", [{"guidance": 1.0}, {"temperature": 0.3}, {"top_k": 2}])
def test_each_knob_has_effect(musicgen_models: Path, tmp_path: Path, option: dict[str, Any]) -> None:
    assert change(_made(musicgen_models, tmp_path / "a"), _made(musicgen_models, tmp_path / "b", **option)) > 0.05


def test_without_guidance_and_with_none_are_the_same(musicgen_models: Path, tmp_path: Path) -> None:
    none, one = (_made(musicgen_models, tmp_path / str(guidance), guidance=guidance) for guidance in (0.0, 1.0))

    assert change(none, one) == 0


def test_a_merged_cue_sounds_as_if_made_alone(musicgen_models: Path, tmp_path: Path) -> None:
    player = engine(musicgen_models, "musicgen", **_OPTIONS, batch_max=4)
    orders = [cue(), cue(take=2, prompt="a much longer prompt about the harbour at night, bells and a slow accordion")]
    merged = player.make_many([job(tmp_path / f"m{order.take}", order) for order in orders])
    alone = [player.make(job(tmp_path / f"a{order.take}", order)) for order in orders]

    assert max(change(one, other) for one, other in zip(alone, merged, strict=True)) < 0.02


def test_a_cue_longer_than_a_window_is_continued_from_what_was_heard(musicgen_models: Path, tmp_path: Path) -> None:
    order = cue(3 * SECOND)
    short = _made(musicgen_models, tmp_path / "a", order, window_s=2.0, memory_s=0.5)
    long = _made(musicgen_models, tmp_path / "b", order, window_s=2.0, memory_s=1.5)

    assert heard(short).shape == (2, 3 * SECOND)
    assert change(short, long) > 0.05
    assert "splices" not in short.facts


def test_a_cue_longer_than_the_longest_goes_round(musicgen_models: Path, tmp_path: Path) -> None:
    made = _made(musicgen_models, tmp_path, cue(5 * SECOND), longest_s=2.0)

    assert heard(made).shape == (2, 5 * SECOND)
    assert made.facts["splices"]


def test_a_cancellation_stops_within_a_step(musicgen_models: Path, tmp_path: Path) -> None:
    told: list[float] = []

    def until_third(fraction: float) -> None:
        told.append(fraction)
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine(musicgen_models, "musicgen", **_OPTIONS).make(job(tmp_path, progress=until_third))
    assert len(told) == 3
    assert told == sorted(told)


def test_more_memory_than_window_is_refused(musicgen_models: Path) -> None:
    with pytest.raises(Refused, match=r"memory_s \(6\) must be less than window_s \(5\)"):
        engine(musicgen_models, "musicgen", **_OPTIONS, window_s=5.0, memory_s=6.0)


def test_offloading_is_refused_aloud(musicgen_models: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="OFFLOAD=group"):
        _made(musicgen_models, tmp_path, offload="group")
