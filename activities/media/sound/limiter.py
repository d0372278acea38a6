"""Keeps true peaks under a ceiling, unheard: the gain falls before the peak comes and returns slowly.

Method: the attenuation each sample needs (from its true peak), held and released by a straight line in decibels, widened by the look-ahead,
then averaged over the look-ahead by a Hann window. The average of values that are each enough is enough, so the peak is met exactly. Where
nothing is loud the sound passes untouched. It runs over a stream of blocks; the result does not depend on how the stream is cut.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from activities.media.sound.convolution import widest
from activities.media.sound.loudness import PEAK_REACH, true_peaks
from activities.media.sound.waveform import Sound, amplitude
from schemas.media import SAMPLE_RATE_HZ

_LOOK_AHEAD = 240
"""Samples: 5 ms on each side."""
_RELEASE_DB_PER_SAMPLE = 60 / SAMPLE_RATE_HZ
_MARGIN_DB = 0.3
"""A gain that moves bends the curve between the samples a little; other meters interpolate a little differently."""
_CONTEXT = PEAK_REACH + 2 * _LOOK_AHEAD
"""Samples before and after a block that its result depends on, the release apart."""


def limited(blocks: Iterable[Sound], ceiling_dbtp: float, gain_db: float = 0.0) -> Iterator[Sound]:
    """A stream of sound, amplified, whose true peak stays under `ceiling_dbtp`.

    Args:
        blocks: Shape (channels, any length), in order.
        ceiling_dbtp: At most 0.
        gain_db: Applied before limiting.

    Yields:
        Blocks of the same total length.
    """
    ceiling = amplitude(ceiling_dbtp - _MARGIN_DB)
    factor = np.float32(amplitude(gain_db))
    release = _Release()
    held: Sound | None = None
    skip = 0
    for block in blocks:
        louder = np.asarray(block * factor, dtype=np.float32)
        held = louder if held is None else np.concatenate([held, louder], axis=1)
        last = held.shape[1] - _CONTEXT
        if last - skip >= SAMPLE_RATE_HZ:
            yield _limit(held, skip, last, ceiling, release)
            keep = max(0, last - _CONTEXT)
            held, skip = held[:, keep:], last - keep
    if held is not None and held.shape[1] > skip:
        yield _limit(held, skip, held.shape[1], ceiling, release)


class _Release:
    """The attenuation that is still falling off at the end of what was seen, in dB."""

    def __init__(self) -> None:
        self.level_db = 0.0


def _limit(held: Sound, first: int, last: int, ceiling: float, release: _Release) -> Sound:
    """Samples `first` to `last` of `held`, limited."""
    needed = _needed_db(held, ceiling)
    reach = 2 * _LOOK_AHEAD
    begin = max(0, first - reach)
    until = min(held.shape[1], last + reach)
    falling = _released(needed[begin:until], release, carry_at=last - reach - begin)
    if not falling.any():
        return held[:, first:last]
    wide = widest(falling, _LOOK_AHEAD)
    window = np.hanning(2 * _LOOK_AHEAD + 3)[1:-1]
    smooth = np.convolve(np.pad(wide, _LOOK_AHEAD, mode="edge"), window / window.sum(), mode="valid")[first - begin : last - begin]
    return np.asarray(held[:, first:last] * (10 ** (-smooth / 20)), dtype=np.float32)


def _needed_db(held: Sound, ceiling: float) -> NDArray[np.float64]:
    """Attenuation each sample needs by itself; only runs with samples above half the ceiling are oversampled."""
    needed = np.zeros(held.shape[1])
    block = 512
    loud = np.unique(np.flatnonzero(np.abs(held).max(axis=0) > ceiling / 2) // block)
    for run in np.split(loud, np.flatnonzero(np.diff(loud) > 1) + 1) if len(loud) else ():
        start, end = int(run[0]) * block, min(held.shape[1], (int(run[-1]) + 1) * block)
        from_sample = max(0, start - PEAK_REACH)
        peaks = true_peaks(held[:, from_sample : end + PEAK_REACH], ceiling)[start - from_sample : end - from_sample]
        needed[start:end] = 20 * np.log10(np.maximum(peaks / ceiling, 1.0))
    return needed


def _released(needed: NDArray[np.float64], release: _Release, carry_at: int) -> NDArray[np.float64]:
    """`needed` with a straight fall after each peak; remembers the level at `carry_at` for the next block."""
    slope = np.arange(len(needed)) * _RELEASE_DB_PER_SAMPLE
    falling = np.maximum.accumulate(np.maximum(needed, 0) + slope)
    falling = np.maximum(np.maximum(falling, release.level_db), 0) - slope
    falling = np.maximum(falling, 0)
    release.level_db = float(falling[carry_at]) if 0 <= carry_at < len(falling) else 0.0
    return np.asarray(falling)
