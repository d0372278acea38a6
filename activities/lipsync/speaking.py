"""When each person of a shot speaks, and what a lip-sync model hears from then on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from activities.lipsync.mel import RATE_HZ, WINDOW_STEPS, Mel, mel_spectrogram
from activities.media.planes import FULL
from activities.media.sound.waveform import Sound, resampled
from schemas.media import SAMPLE_RATE_HZ
from schemas.timeline import samples_per_frame

_EASE_S = 0.17
"""How long before and after speaking a mouth turns into the model's and back: it opens before it sounds, and nothing jumps."""
_PAUSE_S = 0.5
"""Pauses shorter than this, beside the easing, are part of the speech: the model knows how a mouth rests between two sentences."""


@dataclass(frozen=True)
class Voice:
    """One person's speech in a shot."""

    character: str
    strengths: NDArray[np.int64]
    """How much of the model's mouth is seen in each frame of the clip, 0 to `FULL`."""
    mel: Mel
    """From the clip's first frame to its last."""


def voice_of(character: str, speeches: Sequence[tuple[int, Sound]], frames: int, fps: int) -> Voice:
    """What one person says in a clip.

    Args:
        character: Who.
        speeches: Where each begins, in samples of 48 kHz counted in the clip, and the speech.
        frames: Length of the clip.
        fps: Its rate.
    """
    samples = frames * samples_per_frame(fps)
    heard = np.zeros((1, samples), np.float32)
    spans = []
    for first_sample, speech in speeches:
        begin, end = max(0, first_sample), min(samples, first_sample + speech.shape[1])
        if begin < end:
            heard[0, begin:end] += speech[:, begin - first_sample : end - first_sample].mean(axis=0)
            spans.append((begin, end))
    low = resampled(heard, SAMPLE_RATE_HZ, RATE_HZ)[0]
    # A window is longer than a clip of three frames.
    shortest = WINDOW_STEPS * RATE_HZ // 80
    return Voice(character, _strengths(spans, frames, fps), mel_spectrogram(np.pad(low, (0, max(0, shortest - len(low))))))


def _strengths(spans: Sequence[tuple[int, int]], frames: int, fps: int) -> NDArray[np.int64]:
    """Full where somebody speaks, rising before and falling after."""
    ease = max(1, round(_EASE_S * fps))
    per_frame = samples_per_frame(fps)
    strengths = np.zeros(frames, np.int64)
    for begin, end in _joined(spans, round((_PAUSE_S + 2 * _EASE_S) * SAMPLE_RATE_HZ)):
        first, last = begin // per_frame, (end - 1) // per_frame
        numbers = np.arange(frames)
        away = np.maximum(np.maximum(first - numbers, numbers - last), 0)
        strengths = np.maximum(strengths, np.maximum(0, FULL - away * FULL // (ease + 1)))
    return strengths


def _joined(spans: Sequence[tuple[int, int]], pause_samples: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if joined and begin - joined[-1][1] < pause_samples:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return joined
