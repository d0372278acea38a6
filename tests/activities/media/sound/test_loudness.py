"""The meters against the tones of the standard."""

import numpy as np
import pytest

from activities.media.sound.loudness import SILENCE_LUFS, LoudnessMeter, integrated_lufs, true_peak_dbtp
from activities.media.sound.waveform import Sound, amplitude, random_numbers


def tone(frequency_hz: float, level_dbfs: float, seconds: float, channels: int = 2, phase: float = 0.0) -> Sound:
    wave = amplitude(level_dbfs) * np.sin(2 * np.pi * frequency_hz * np.arange(round(seconds * 48_000)) / 48_000 + phase)
    return np.tile(wave.astype(np.float32), (channels, 1))


@pytest.mark.parametrize("level", [-23.0, -33.0])
def test_a_stereo_tone_of_997_hz_reads_its_own_level(level: float) -> None:
    assert integrated_lufs(tone(997, level, 20)) == pytest.approx(level, abs=0.02)


def test_a_mono_tone_reads_three_decibels_less() -> None:
    assert integrated_lufs(tone(997, -20, 10, channels=1)) == pytest.approx(-23.01, abs=0.02)


def test_quiet_passages_do_not_count() -> None:
    """EBU Tech 3341, case 3: -36, -23, -36 dBFS reads -23."""
    sound = np.concatenate([tone(1000, -36, 10), tone(1000, -23, 60), tone(1000, -36, 10)], axis=1)

    assert integrated_lufs(sound) == pytest.approx(-23.0, abs=0.1)


def test_very_quiet_passages_are_gated_absolutely() -> None:
    """EBU Tech 3341, case 4."""
    levels = [(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)]
    sound = np.concatenate([tone(1000, level, seconds) for level, seconds in levels], axis=1)

    assert integrated_lufs(sound) == pytest.approx(-23.0, abs=0.1)


def test_pieces_measure_like_the_whole() -> None:
    sound = (random_numbers("pieces").standard_normal((2, 100_001)) * 0.1).astype(np.float32)
    meter = LoudnessMeter(2)
    for first in range(0, sound.shape[1], 7_919):
        meter.add(sound[:, first : first + 7_919])

    assert meter.integrated_lufs == pytest.approx(integrated_lufs(sound), abs=1e-6)


def test_silence_has_no_loudness() -> None:
    assert integrated_lufs(np.zeros((2, 48_000), np.float32)) == SILENCE_LUFS
    assert integrated_lufs(np.zeros((2, 0), np.float32)) == SILENCE_LUFS


def test_a_sound_of_a_tenth_of_a_second_has_loudness() -> None:
    assert integrated_lufs(tone(997, -20, 0.1)) == pytest.approx(-20, abs=0.3)


@pytest.mark.parametrize(("frequency", "phase"), [(12_000, 45), (8_000, 60), (6_000, 67.5), (997, 0), (16_000, 30), (19_000, 10)])
def test_true_peak_sees_between_the_samples(frequency: float, phase: float) -> None:
    """EBU Tech 3341, cases 15 to 19, and above: tones whose samples miss their crests."""
    sound = tone(frequency, -6, 1, phase=np.radians(phase))
    sound *= np.minimum(1, np.minimum(np.arange(48_000), np.arange(48_000)[::-1]) / 4_800).astype(np.float32)

    assert true_peak_dbtp(sound) == pytest.approx(-6, abs=0.15)
