"""Mouth shapes from the sound alone, for voices that do not say when each phoneme sounds.

The jaw follows the loudness, the kind of shape follows the colour of the sound: hissing shows teeth, a dark vowel is rounded, a bright one
is spread. What it can't know are closed lips; they come only where the sound stops.
"""

from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from activities.lipsync.mouths import Shape
from activities.media.drawn.picture import Viseme
from activities.media.sound.waveform import read_sound
from schemas.media import SAMPLE_RATE_HZ

_STEP_SAMPLES = 960
"""20 ms: two steps to a frame at 24 fps."""
_SILENT, _SOFT, _LOUD = 0.05, 0.22, 0.6
"""Against the loud parts of the speech (their 95th percentile)."""
_HISS_HZ, _BRIGHT_HZ = 3200.0, 1150.0
"""Spectral centroids: sibilants lie above the first; front and open vowels above the second, back vowels below."""


def shapes_of_sound(path: Path, first_sample: int) -> list[Shape]:
    """The shapes of a speech, from its sound.

    Args:
        path: The speech, 48 kHz.
        first_sample: Where it begins in the shot.

    Raises:
        Broken: The file is no sound.
    """
    sound = read_sound(path).mean(axis=0)
    steps = len(sound) // _STEP_SAMPLES
    if not steps:
        return []
    blocks = sound[: steps * _STEP_SAMPLES].reshape(steps, _STEP_SAMPLES).astype(np.float64)
    level = np.sqrt((blocks**2).mean(axis=1))
    loud = np.percentile(level, 95)
    if loud <= 0:
        return []
    visemes = [_viseme(share, centroid) for share, centroid in zip(level / loud, _centroids_hz(blocks), strict=True)]
    shapes: list[Shape] = []
    at = first_sample
    for viseme, run in groupby(visemes):
        end = at + len(list(run)) * _STEP_SAMPLES
        shapes.append(Shape(at, end, viseme))
        at = end
    return shapes


def _viseme(level: float, centroid_hz: float) -> Viseme:
    if level < _SILENT:
        return "rest"
    if centroid_hz > _HISS_HZ:
        return "T"
    if level < _SOFT:
        return "K"
    if centroid_hz < _BRIGHT_HZ:
        return "O" if level > _LOUD else "U"
    return "A" if level > _LOUD else "E"


def _centroids_hz(blocks: NDArray[np.float64]) -> NDArray[np.float64]:
    """The middle of each block's spectrum, weighted by magnitude."""
    spectra = np.abs(np.fft.rfft(blocks * np.hanning(blocks.shape[1]), axis=1))
    frequencies_hz = np.fft.rfftfreq(blocks.shape[1], 1 / SAMPLE_RATE_HZ)
    weights = spectra.sum(axis=1)
    return np.asarray((spectra * frequencies_hz).sum(axis=1) / np.maximum(weights, 1e-12))
