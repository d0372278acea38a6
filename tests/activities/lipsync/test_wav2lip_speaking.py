"""When a mouth is made anew, and what is heard then."""

import numpy as np
import pytest

from activities.lipsync.speaking import voice_of
from activities.media.planes import FULL
from activities.media.sound.waveform import Sound

FPS, FRAMES = 24, 96


def tone(samples: int, channels: int = 1) -> Sound:
    wave = 0.3 * np.sin(2 * np.pi * 300 * np.arange(samples) / 48_000)
    return np.tile(wave, (channels, 1)).astype(np.float32)


def test_a_mouth_is_made_anew_from_first_to_last_sound() -> None:
    voice = voice_of("ANN", [(48_000, tone(24_000))], FRAMES, FPS)

    assert (voice.strengths[24:36] == FULL).all()
    assert not voice.strengths[:20].any()
    assert not voice.strengths[40:].any()


def test_it_comes_and_goes_over_some_frames() -> None:
    strengths = voice_of("ANN", [(48_000, tone(24_000))], FRAMES, FPS).strengths

    assert (np.diff(strengths[19:25]) > 0).all()
    assert (np.diff(strengths[35:41]) < 0).all()
    assert np.array_equal(strengths[19:24], strengths[36:41][::-1])


def test_a_short_pause_belongs_to_the_speech() -> None:
    strengths = voice_of("ANN", [(0, tone(24_000)), (48_000, tone(24_000))], FRAMES, FPS).strengths

    assert (strengths[:36] == FULL).all()


def test_in_a_long_pause_the_mouth_is_left_alone() -> None:
    strengths = voice_of("ANN", [(0, tone(24_000)), (144_000, tone(24_000))], FRAMES, FPS).strengths

    assert not strengths[20:60].any()


def test_a_speech_is_heard_where_it_lies() -> None:
    mel = voice_of("ANN", [(96_000, tone(48_000))], FRAMES, FPS).mel

    assert (mel[:, :155] == -4).all()
    assert mel[:, 165:235].max() > 0
    assert (mel[:, 245:] == -4).all()


@pytest.mark.parametrize("first_sample", [-24_000, 180_000, 400_000])
def test_what_lies_outside_the_clip_is_not_heard(first_sample: int) -> None:
    voice = voice_of("ANN", [(first_sample, tone(48_000, channels=2))], FRAMES, FPS)

    assert voice.strengths.shape == (FRAMES,)
    assert voice.mel.shape == (80, 321)


def test_a_clip_shorter_than_a_window_is_heard_with_silence_behind() -> None:
    assert voice_of("ANN", [(0, tone(2000))], 1, FPS).mel.shape[1] >= 16
