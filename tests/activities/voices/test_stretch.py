"""Speech made longer and higher, measured on a voice-like sound."""

import numpy as np
import pytest

from activities.media.sound.waveform import Sound
from activities.voices.stretch import pitched, stretched


def _voice(pitch_hz: float = 140.0, seconds: float = 2.0) -> Sound:
    time = np.arange(round(seconds * 48_000)) / 48_000
    tone = sum(np.sin(2 * np.pi * pitch_hz * part * time) / part for part in range(1, 12))
    return np.asarray(0.2 * tone * (1 + 0.5 * np.sin(2 * np.pi * 3 * time)), dtype=np.float32)[None]


def _pitch_hz(sound: Sound) -> float:
    middle = sound[0, 24_000:56_000].astype(np.float64)
    likeness = np.fft.irfft(np.abs(np.fft.rfft(middle, 131_072)) ** 2)[:800]
    return 48_000 / (120 + int(likeness[120:].argmax()))


@pytest.mark.parametrize("factor", [0.5, 0.8, 1.25, 2.0])
def test_stretching_changes_the_length_and_not_the_pitch(factor: float) -> None:
    made = stretched(_voice(), factor)

    assert made.shape == (1, round(96_000 * factor))
    assert _pitch_hz(np.tile(made, 3)[:, :96_000]) == pytest.approx(140, rel=0.02)


@pytest.mark.parametrize("semitones", [-7.0, -2.0, 3.0, 12.0])
def test_pitching_changes_the_pitch_and_not_the_length(semitones: float) -> None:
    made = pitched(_voice(), semitones)

    assert made.shape[1] == pytest.approx(96_000, abs=4)
    assert _pitch_hz(made) == pytest.approx(140 * 2 ** (semitones / 12), rel=0.02)


def test_the_level_stays_even() -> None:
    swell = 1 + 0.5 * np.sin(2 * np.pi * 3 * np.arange(96_000) / 48_000)
    steady = np.asarray(_voice() / swell, dtype=np.float32)
    levels = np.sqrt(np.square(stretched(steady, 1.4)[0, 4_800:124_800]).reshape(-1, 2_400).mean(axis=1))

    assert levels.max() / levels.min() < 1.15
