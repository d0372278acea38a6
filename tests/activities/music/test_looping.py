"""Music that goes round, and its ends."""

import numpy as np
import pytest

from activities.media.sound.loudness import integrated_lufs
from activities.media.sound.waveform import Sound, root_mean_square
from activities.music.finishing import finished
from activities.music.looping import looped
from schemas.failures import Broken

SECOND = 48_000


def _pulse(seconds: float, tempo_bpm: int = 120) -> Sound:
    """A chord with a beat, and some noise that never repeats."""
    time = np.arange(round(seconds * SECOND)) / SECOND
    beat = np.exp(-6 * np.mod(time, 60 / tempo_bpm))
    chord = sum(np.sin(2 * np.pi * pitch * time) for pitch in (220.0, 277.5, 330.0))
    noise = np.random.Generator(np.random.PCG64(1)).standard_normal((2, len(time)))
    return np.asarray(0.1 * beat * chord + 0.004 * noise, dtype=np.float32)


def _levels(sound: Sound, first: int, last: int) -> list[float]:
    """Effective values, each over a beat at 120 a minute."""
    return [root_mean_square(sound[:, at : at + SECOND // 2]) for at in range(first, last, SECOND // 2)]


def test_a_splice_is_neither_louder_nor_softer_than_what_is_around_it() -> None:
    long, splices = looped(_pulse(10), 25 * SECOND, 120)
    levels = _levels(long, 2 * SECOND, 24 * SECOND)

    assert long.shape == (2, 25 * SECOND)
    assert len(splices) >= 2
    assert max(levels) / min(levels) < 1.12


def test_the_beat_goes_on_through_a_splice() -> None:
    long, _ = looped(_pulse(9.3), 20 * SECOND, 120)
    turning = np.exp(2j * np.pi * np.arange(19 * SECOND) / (SECOND / 2))
    beats = (np.square(long[0, : 19 * SECOND]) * turning).reshape(19, SECOND).sum(axis=1)
    late_s = np.angle(beats / beats[0]) / (2 * np.pi) * 0.5

    assert np.abs(late_s).max() <= 0.06


def test_no_click_is_at_a_splice() -> None:
    sound = _pulse(8)
    long, splices = looped(sound, 15 * SECOND, 120)
    usual = np.abs(np.diff(sound)).max()

    assert all(np.abs(np.diff(long[:, at - 2 * SECOND - 9 : at + 9])).max() <= 1.5 * usual for at in splices)


def test_what_leaves_fades_out_while_what_comes_fades_in() -> None:
    half = np.arange(5 * SECOND) / SECOND
    before, behind = (np.sin(2 * np.pi * pitch_hz * half) for pitch_hz in (440, 1000))
    long, (end,) = looped(np.tile(np.concatenate([before, behind]), (2, 1)).astype(np.float32), 15 * SECOND, 120)
    splice = long[0, end - 2 * SECOND : end].reshape(8, SECOND // 4)
    leaving, coming = (
        np.abs(splice @ np.exp(2j * np.pi * pitch_hz * np.arange(SECOND // 4) / SECOND)) * 8 / SECOND for pitch_hz in (1000, 440)
    )

    assert (np.diff(leaving) < 0).all()
    assert (np.diff(coming) > 0).all()
    assert leaving + coming == pytest.approx(leaving[::-1] + coming[::-1], abs=0.05)
    assert np.square(leaving) + np.square(coming) == pytest.approx(1.0, abs=0.05)


def test_music_that_plays_on_is_faded_from_a_beat() -> None:
    cue, facts = finished(_pulse(12), 12 * SECOND, 120, "a model")

    assert str(facts["ending"]).startswith("faded from 9.")
    assert root_mean_square(cue[:, -2400:]) < 0.01 * root_mean_square(cue)
    assert integrated_lufs(cue) == pytest.approx(-20, abs=0.5)


def test_an_ending_of_the_musics_own_is_kept() -> None:
    sound = _pulse(12)
    sound[:, 11 * SECOND :] *= np.float32(0.01)

    assert finished(sound, 12 * SECOND, 120, "a model")[1]["ending"] == "its own"


@pytest.mark.parametrize(("value", "fault"), [(0.0, "silent"), (np.nan, "not made of numbers")])
def test_no_music_is_told(value: float, fault: str) -> None:
    with pytest.raises(Broken, match=fault):
        finished(np.full((2, SECOND), value, np.float32), SECOND, 120, "a model")
