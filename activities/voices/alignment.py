"""Estimates when each phoneme of a line sounds in speech whose maker does not say, so that lips can follow it.

The same words are spoken by a synthesiser that knows its phoneme times. Dynamic time warping then lays that sound over the other: frames of
10 ms are compared by the shape of their spectrum and by its change, both normalised per band, so that the two speakers' voices count little
and the course from sound to sound much. Steps are those of Sakoe and Chiba (1978) within a band around the diagonal. Memory: one byte a
pair of frames. Speech longer than a minute is laid over by its length alone.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from activities.media.sound.waveform import Sound
from schemas.media import SAMPLE_RATE_HZ

Phoneme = tuple[int, int, str]
"""First sample, samples, IPA."""
_HOP = 480
_WINDOW = 1_024
_BANDS = 20
_LOWEST_HZ, _HIGHEST_HZ = 120.0, 7_000.0
_BAND_SHARE = 0.35
"""How far the path may stray from the diagonal, as a share of the longer side."""
_LONGEST_S = 60
_SLOPE_COST = 0.12
"""What a step that is not diagonal costs beside its distance: keeps the path from standing still without need."""


def aligned(reference: Sound, phonemes: Sequence[Phoneme], speech: Sound) -> list[Phoneme]:
    """Phonemes of a reference, where they are in other speech of the same words.

    Args:
        reference: Mono, shape (1, samples), without silence at its ends.
        phonemes: Of the reference, in order.
        speech: Mono, likewise.

    Returns:
        As many, in order, not overlapping, within the speech, each at least one sample long; none when the speech is too short for them.
    """
    if speech.shape[1] < 2 * len(phonemes):
        return []
    edges = [first for first, _, _ in phonemes] + [phonemes[-1][0] + phonemes[-1][1]] if phonemes else []
    ends = [first + samples for first, samples, _ in phonemes]
    moved = _mapping(reference, speech)
    begins = _rising([moved(edge) for edge in edges[:-1]], speech.shape[1])
    found: list[Phoneme] = []
    for index, (_, _, ipa) in enumerate(phonemes):
        limit = begins[index + 1] if index + 1 < len(begins) else speech.shape[1]
        # a pause after a phoneme stays a pause
        end = limit if index + 1 < len(edges) - 1 and ends[index] >= edges[index + 1] else min(limit, moved(ends[index]))
        found.append((begins[index], max(1, end - begins[index]), ipa))
    return found


def _rising(samples: list[int], length: int) -> list[int]:
    """The same, each at least one after the one before, and all before the end."""
    least = np.arange(len(samples))
    risen = np.maximum.accumulate(np.asarray(samples, dtype=np.int64) - least) + least if samples else np.zeros(0, np.int64)
    return [int(value) for value in np.minimum(risen, length - len(samples) + least)]


class _Mapping:
    """From samples of the reference to samples of the speech."""

    def __init__(self, xs: NDArray[np.float64], ys: NDArray[np.float64]) -> None:
        self._xs, self._ys = xs, ys

    def __call__(self, sample: int) -> int:
        return round(float(np.interp(sample, self._xs, self._ys)))


def _mapping(reference: Sound, speech: Sound) -> _Mapping:
    ends = np.array([0.0, reference.shape[1]]), np.array([0.0, speech.shape[1]])
    shorter, longer = sorted((reference.shape[1], speech.shape[1]))
    if shorter < 4 * _WINDOW or longer > _LONGEST_S * SAMPLE_RATE_HZ:
        return _Mapping(*ends)
    path = _path(_features(reference), _features(speech))
    rows = np.unique(path[:, 0])
    # a row of several columns is in the middle of them
    middles = np.array([path[path[:, 0] == row, 1].mean() for row in rows])
    xs = np.concatenate([ends[0][:1], (rows + 0.5) * _HOP, ends[0][1:]])
    ys = np.concatenate([ends[1][:1], np.maximum.accumulate((middles + 0.5) * _HOP), ends[1][1:]])
    return _Mapping(xs, np.clip(ys, 0, speech.shape[1]))


def _features(sound: Sound) -> NDArray[np.float64]:
    """Log energies of bands spaced as hearing is, and their change over 40 ms; shape (frames, 2 × bands)."""
    count = sound.shape[1] // _HOP
    padded = np.pad(sound[0].astype(np.float64), (_WINDOW // 2, _WINDOW))
    frames = np.stack([padded[index * _HOP : index * _HOP + _WINDOW] for index in range(count)]) * np.hanning(_WINDOW)
    power = np.square(np.abs(np.fft.rfft(frames)))
    frequencies = np.fft.rfftfreq(_WINDOW, 1 / SAMPLE_RATE_HZ)
    mels = np.linspace(_mel(_LOWEST_HZ), _mel(_HIGHEST_HZ), _BANDS + 2)
    places = _mel(frequencies)[None, :]
    rise, fall = (places - mels[:-2, None]) / (mels[1] - mels[0]), (mels[2:, None] - places) / (mels[1] - mels[0])
    weights = np.maximum(0, np.minimum(rise, fall))
    # summed band by band: a matrix product may add in another order on another machine
    energy = np.stack([(power * weight).sum(axis=1) for weight in weights], axis=1)
    level = np.log10(energy + energy.max() * 1e-5 + 1e-12)
    change = np.pad(level, ((2, 2), (0, 0)), mode="edge")
    both = np.concatenate([level, change[4:] - change[:-4]], axis=1)
    spread = both.std(axis=0)
    return np.asarray((both - both.mean(axis=0)) / np.where(spread > 1e-6, spread, 1.0), dtype=np.float64)


def _mel(frequency_hz: "NDArray[np.floating[Any]] | float") -> "NDArray[np.float64]":
    return np.asarray(2595 * np.log10(1 + np.asarray(frequency_hz) / 700))


def _path(rows: NDArray[np.float64], columns: NDArray[np.float64]) -> NDArray[np.int64]:
    """The cheapest way from the first pair of frames to the last; shape (steps, 2)."""
    height, width = len(rows), len(columns)
    reach = max(20, round(_BAND_SHARE * max(height, width)))
    best = np.full(width, np.inf)
    came = np.zeros((height, width), np.int8)
    for row in range(height):
        middle = round(row * (width - 1) / max(1, height - 1))
        first, last = max(0, middle - reach), min(width, middle + reach + 1)
        distance = np.sqrt(np.square(columns[first:last] - rows[row]).mean(axis=1))
        above = best[first:last] + _SLOPE_COST
        diagonal = np.concatenate([[np.inf] if first == 0 else best[first - 1 : first], best[first : last - 1]])
        entering = np.minimum(above, diagonal) + distance
        if row == 0:
            entering = np.full(last - first, np.inf)
            entering[0] = distance[0]
        now = np.full(width, np.inf)
        # along a row every step costs its distance: the cheapest entry to its left, by a running minimum over what is already paid
        paid = np.cumsum(distance + _SLOPE_COST)
        free = entering - paid
        lowest = np.minimum.accumulate(free)
        now[first:last] = lowest + paid
        came[row, first:last] = np.where(free > lowest, 2, np.where(diagonal <= above, 0, 1))
        best = now
    return _back(came)


def _back(came: NDArray[np.int8]) -> NDArray[np.int64]:
    """The way back from the last pair: 0 is a diagonal step, 1 down a row, 2 along one."""
    row, column = came.shape[0] - 1, came.shape[1] - 1
    path = [(row, column)]
    while row or column:
        step = 2 if row == 0 else 1 if column == 0 else int(came[row, column])
        row, column = row - (step != 2), column - (step != 1)
        path.append((row, column))
    return np.asarray(path[::-1], dtype=np.int64)
