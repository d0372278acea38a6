"""The limiter on signals made to break it."""

import numpy as np
import pytest
from scipy import signal

from activities.media.sound.limiter import limited
from activities.media.sound.loudness import true_peak_dbtp
from activities.media.sound.waveform import Sound, decibels, random_numbers

SECOND = 48_000


def _nasty(kind: str) -> Sound:
    random = random_numbers(kind)
    sound = np.zeros((2, 3 * SECOND))
    match kind:
        case "noise":
            sound = random.standard_normal(sound.shape)
        case "crests between the samples":
            sound[:] = 1.5 * np.sin(2 * np.pi * 12_000 * np.arange(sound.shape[1]) / SECOND + np.pi / 4)
        case "clicks":
            sound[:, 5_000::9_973] = 3
            sound[1, 5_001::9_973] = -3
        case "square":
            sound[:] = np.sign(np.sin(2 * np.pi * 441 * np.arange(sound.shape[1]) / SECOND)) * 1.2
        case "bursts":
            sound[:] = random.standard_normal(sound.shape) * 0.05
            sound[:, 30_000:30_100] *= 60
            sound[:, 70_000:90_000] *= 40
    return sound.astype(np.float32)


def _run(sound: Sound, ceiling_dbtp: float, block: int, gain_db: float = 0.0) -> Sound:
    pieces = (sound[:, first : first + block] for first in range(0, sound.shape[1], block))
    return np.concatenate(list(limited(pieces, ceiling_dbtp, gain_db)), axis=1)


@pytest.mark.parametrize("kind", ["noise", "crests between the samples", "clicks", "square", "bursts"])
def test_true_peak_stays_under_the_ceiling(kind: str) -> None:
    result = _run(_nasty(kind), -1, 50_000)
    eightfold = np.abs(signal.resample_poly(result.astype(np.float64), 8, 1, axis=1, window=("kaiser", 8.0))).max()

    assert result.shape == (2, 3 * SECOND)
    assert true_peak_dbtp(result) <= -1
    assert decibels(eightfold) <= -0.9


def test_what_is_quiet_passes_untouched() -> None:
    sound = (_nasty("noise") * 0.05).astype(np.float32)

    assert np.array_equal(sound, _run(sound, -1, 50_000))


def test_the_cut_into_blocks_does_not_matter() -> None:
    sound = _nasty("bursts")

    assert np.allclose(_run(sound, -1, 3 * SECOND), _run(sound, -1, 7_001), atol=2e-6)


def test_gain_comes_back_within_half_a_second() -> None:
    sound = _nasty("bursts")
    result = _run(sound, -1, 50_000)

    assert np.allclose(sound[:, 54_000:60_000], result[:, 54_000:60_000], rtol=1e-3)


def test_a_shorter_sound_than_the_look_ahead_keeps_its_length() -> None:
    result = _run(np.full((2, 7), 2.0, np.float32), -1, 3)

    assert result.shape == (2, 7)
    assert np.abs(result).max() < 1


def test_gain_is_applied_before_limiting() -> None:
    sound = (_nasty("noise") * 0.01).astype(np.float32)

    assert np.allclose(sound * 2, _run(sound, -1, 50_000, gain_db=decibels(2)), rtol=1e-5)
