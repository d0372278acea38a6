"""The spectrogram of Wav2Lip against its definition, evaluated term by term."""

import cmath
import math

import numpy as np
import pytest
from numpy.typing import NDArray

from activities.lipsync.mel import BANDS, RATE_HZ, WINDOW_STEPS, mel_spectrogram, window_at


def noise(samples: int) -> NDArray[np.float32]:
    return (np.random.Generator(np.random.PCG64(3)).standard_normal(samples) * 0.1).astype(np.float32)


def hz_of(mel: float) -> float:
    """Slaney's scale: linear to 1 kHz (15 mel), then logarithmic."""
    return mel * 200 / 3 if mel < 15 else 1000 * 6.4 ** ((mel - 15) / 27)


def mel_of(hz: float) -> float:
    return hz * 3 / 200 if hz < 1000 else 15 + 27 * math.log(hz / 1000, 6.4)


def band_by_definition(sound: NDArray[np.float32], step: int, band: int) -> float:
    """One number of the spectrogram; `step` far enough from the ends that no mirror is needed."""
    emphasised = [float(sound[n]) - (0.97 * float(sound[n - 1]) if n else 0.0) for n in range(step * 200 - 400, step * 200 + 400)]
    windowed = [value * (0.5 - 0.5 * math.cos(2 * math.pi * n / 800)) for n, value in enumerate(emphasised)]
    corners = [hz_of(mel_of(55) + (mel_of(7600) - mel_of(55)) * number / 81) for number in (band, band + 1, band + 2)]
    total = 0.0
    for number in range(401):
        frequency = number * 20.0
        height = min((frequency - corners[0]) / (corners[1] - corners[0]), (corners[2] - frequency) / (corners[2] - corners[1]))
        if height > 0:
            magnitude = abs(sum(value * cmath.exp(-2j * math.pi * number * n / 800) for n, value in enumerate(windowed)))
            total += height * 2 / (corners[2] - corners[0]) * magnitude
    level_db = 20 * math.log10(max(1e-5, total)) - 20
    return min(4.0, max(-4.0, 8 * (level_db + 100) / 100 - 4))


@pytest.mark.parametrize(("step", "band"), [(3, 0), (3, 17), (7, 40), (7, 79)])
def test_every_number_is_what_its_definition_says(step: int, band: int) -> None:
    sound = noise(3200)

    assert mel_spectrogram(sound)[band, step] == pytest.approx(band_by_definition(sound, step, band), abs=1e-5)


def test_there_are_eighty_steps_a_second() -> None:
    assert mel_spectrogram(noise(RATE_HZ)).shape == (BANDS, 81)


def test_silence_is_the_floor() -> None:
    assert (mel_spectrogram(np.zeros(4000, np.float32)) == -4).all()


def test_no_sound_at_all_is_one_silent_step() -> None:
    assert mel_spectrogram(np.zeros(0, np.float32)).shape == (BANDS, 1)


def test_a_tone_is_loudest_in_the_band_of_its_pitch() -> None:
    tone = np.sin(2 * np.pi * 1000 * np.arange(RATE_HZ) / RATE_HZ).astype(np.float32)
    middles = [hz_of(mel_of(55) + (mel_of(7600) - mel_of(55)) * (band + 1) / 81) for band in range(BANDS)]

    loudest = int(mel_spectrogram(tone)[:, 40].argmax())

    assert middles[loudest] == pytest.approx(1000, rel=0.05)


def test_a_window_begins_with_its_frame() -> None:
    mel = mel_spectrogram(noise(RATE_HZ))

    assert np.array_equal(window_at(mel, 10, 25), mel[:, 32 : 32 + WINDOW_STEPS])
    assert np.array_equal(window_at(mel, 7, 24), mel[:, 23 : 23 + WINDOW_STEPS])


def test_behind_the_end_the_last_window_is_heard() -> None:
    mel = mel_spectrogram(noise(RATE_HZ))

    assert np.array_equal(window_at(mel, 1000, 25), mel[:, -WINDOW_STEPS:])


def test_a_spectrogram_shorter_than_a_window_has_none() -> None:
    with pytest.raises(ValueError, match="shorter than a window"):
        window_at(mel_spectrogram(noise(800)), 0, 25)
