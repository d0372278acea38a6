"""Sounds brought to their beginning, length and level."""

import numpy as np
import pytest

from activities.effects.finishing import finished
from activities.media.sound.loudness import integrated_lufs, true_peak_dbtp
from activities.media.sound.waveform import Sound, random_numbers
from schemas.failures import Broken
from tests.activities.effects.sounding import SECOND, wanted


def noise(seconds: float, level: float = 0.1, channels: int = 2) -> Sound:
    return np.asarray(level * random_numbers("noise").standard_normal((channels, round(seconds * SECOND))), dtype=np.float32)


def late(before_s: float, seconds: float, hiss: float = 0.0) -> Sound:
    return np.concatenate([noise(before_s, hiss), noise(seconds)], axis=1)


@pytest.mark.parametrize("before_s", [0.0, 0.3, 1.2])
def test_it_begins_with_its_onset(before_s: float) -> None:
    sound = finished(late(before_s, 2.0, hiss=0.0003), wanted(seconds=1.0), "tests")

    assert np.abs(sound[:, 480:960]).max() > 0.1
    assert np.abs(sound[:, : 120 if before_s else 1]).max() < 0.02


def test_it_has_exactly_its_samples_and_its_level() -> None:
    sound = finished(noise(3.0), wanted(seconds=1.25), "tests")

    assert sound.shape == (2, 1.25 * SECOND)
    assert integrated_lufs(sound) == pytest.approx(-20, abs=0.7)
    assert true_peak_dbtp(sound) <= -1.5


def test_what_is_too_short_is_silent_behind_its_end() -> None:
    sound = finished(noise(0.5), wanted(seconds=2.0), "tests")

    assert sound.shape == (2, 2 * SECOND)
    assert sound[:, SECOND // 4].any()
    assert not sound[:, SECOND // 2 :].any()


def test_what_goes_on_fades_at_its_end() -> None:
    sound = finished(noise(3.0), wanted(seconds=1.0), "tests")

    assert np.abs(sound[:, -1]).max() < 0.002
    assert np.abs(sound[:, -SECOND // 4 : -SECOND // 8]).max() > 0.1


def test_a_click_is_as_loud_as_its_peak_allows() -> None:
    click = np.zeros((1, SECOND), np.float32)
    click[0, 100:130] = 0.2

    sound = finished(click, wanted("switch"), "tests")

    assert -4.0 < true_peak_dbtp(sound) <= -1.5


def test_one_channel_becomes_two_of_the_same() -> None:
    sound = finished(noise(1.0, channels=1), wanted(), "tests")

    assert np.array_equal(sound[0], sound[1])


@pytest.mark.parametrize(
    ("sound", "told"),
    [
        (np.zeros((2, SECOND), np.float32), "tests for 'door slams' is silent"),
        (np.zeros((2, 0), np.float32), "is empty"),
        (np.full((2, SECOND), np.nan, np.float32), "not made of numbers"),
    ],
)
def test_what_is_no_sound_is_broken(sound: Sound, told: str) -> None:
    with pytest.raises(Broken, match=told):
        finished(sound, wanted("door_slams"), "tests")
