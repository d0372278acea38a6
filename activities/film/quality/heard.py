"""Measures how the recordings and the mix of a cut sound: silence, loudness, peaks, clipping."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import numpy as np

from activities.media.sound.loudness import LoudnessMeter, true_peak_dbtp
from activities.media.sound.waveform import Sound, decibels, read_sound
from schemas.media import SAMPLE_RATE_HZ
from schemas.message import Message

_BLOCK = SAMPLE_RATE_HZ * 10
_CLIPPED = 0.9999
_CLIPPED_SAMPLES = 3
"""Neighbouring samples at full scale that are heard as a crack."""
_NEAR_PEAK_DB = 6.0
"""Between samples a sound is at most some 3 dB higher than on them; quieter blocks need no oversampling."""
_MOST_CLIPS = 50


class Sounds(Message):
    """What was measured of a mix, or of a part of it."""

    loudness_lufs: float
    """Of the whole mix its mixer says it: it is no sum of the parts'."""
    true_peak_dbtp: float
    clipped: list[tuple[int, int]] = []
    """First sample and length of the first runs at full scale."""


def peak_dbfs(path: Path) -> float:
    """The highest sample of a recording, in dB below full scale; −200 for silence."""
    sound = read_sound(path)
    return decibels(float(np.abs(sound).max(initial=0.0)))


def sounds_of(path: Path) -> Sounds:
    """Measure a mix, in blocks of ten seconds.

    Raises:
        Broken: It can't be read.
    """
    meter = LoudnessMeter(2)
    highest = decibels(0)
    clipped: list[tuple[int, int]] = []
    samples = 0
    for block in _blocks(path):
        meter.add(block)
        peak = decibels(float(np.abs(block).max(initial=0.0)))
        highest = max(highest, true_peak_dbtp(block) if peak > max(highest, -_NEAR_PEAK_DB) - _NEAR_PEAK_DB else peak)
        clipped += [(samples + first, length) for first, length in _clips(block)]
        samples += block.shape[1]
    return Sounds(
        loudness_lufs=round(meter.integrated_lufs, 2),
        true_peak_dbtp=round(highest, 2),
        clipped=clipped[:_MOST_CLIPS],
    )


def _blocks(path: Path) -> Iterator[Sound]:
    for number in count():
        block = read_sound(path, number * _BLOCK, _BLOCK)
        if block.shape[1] == 0:
            return
        yield block
        if block.shape[1] < _BLOCK:
            return


def _clips(block: Sound) -> list[tuple[int, int]]:
    is_full = np.abs(block).max(axis=0) >= _CLIPPED
    edges = np.flatnonzero(np.diff(np.concatenate([[0], is_full.astype(np.int8), [0]]))).tolist()
    return [(first, end - first) for first, end in zip(edges[::2], edges[1::2], strict=True) if end - first >= _CLIPPED_SAMPLES]
