"""How loud sound is to people: ITU-R BS.1770-4 and EBU R 128.

Loudness is the power behind a filter shaped like a head (a shelf and a high-pass), in blocks of 400 ms that overlap by three quarters;
blocks below −70 LUFS and blocks 10 LU below the average of the rest do not count. True peak is the highest value between the samples.
Filters and thresholds from https://www.itu.int/rec/R-REC-BS.1770-4. Meters take a sound in pieces of any length and give the same answer.
"""

import numpy as np
from numpy.typing import NDArray

from activities.media.sound.sections import Cascade
from activities.media.sound.waveform import Sound, decibels
from schemas.media import SAMPLE_RATE_HZ

_K_WEIGHTING = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)
"""Second-order sections at 48 kHz, BS.1770-4 tables 1 and 2."""
LOUDNESS_STEP = SAMPLE_RATE_HZ // 10
"""Blocks of 400 ms begin every 100 ms."""
STEPS_PER_BLOCK = 4
_OFFSET_LUFS = -0.691
_OVERSAMPLING = 4
_TAPS_PER_PHASE = 24
_TAPS = _OVERSAMPLING * _TAPS_PER_PHASE
_SINC = np.sinc((np.arange(_TAPS + 1) - _TAPS / 2) / _OVERSAMPLING) * np.kaiser(_TAPS + 1, 8.0)
_INTERPOLATOR = (_SINC * (_OVERSAMPLING / _SINC.sum())).astype(np.float32)
"""A windowed sinc; every fourth of it from one place on is what makes one of the four samples."""
_FOURFOLD_READS = 0.9
"""What fourfold oversampling alone reads at least of a peak."""
PEAK_REACH = _TAPS_PER_PHASE
"""Samples on each side that can influence the true peak at a sample."""
SILENCE_LUFS = -200.0


class LoudnessMeter:
    """Measures integrated loudness of a sound that comes in pieces."""

    def __init__(self, channels: int) -> None:
        """Begin a measurement of 1 or 2 channels; mono counts as one loudspeaker."""
        self._weighting = Cascade(list(_K_WEIGHTING), channels)
        self._rest: NDArray[np.float64] = np.zeros((channels, 0))
        self._powers: list[NDArray[np.float64]] = []

    def add(self, sound: Sound) -> None:
        """Take the next piece, shape (channels, any length)."""
        if sound.shape[1] == 0:
            return
        weighted = np.concatenate([self._rest, self._weighting.next(sound)], axis=1)
        steps = weighted.shape[1] // LOUDNESS_STEP
        whole = weighted[:, : steps * LOUDNESS_STEP].reshape(weighted.shape[0], steps, LOUDNESS_STEP)
        self._powers.append(np.square(whole).sum(axis=(0, 2)) / LOUDNESS_STEP)
        self._rest = weighted[:, steps * LOUDNESS_STEP :]

    @property
    def step_powers(self) -> NDArray[np.float64]:
        """The weighted power of every whole `LOUDNESS_STEP` so far, over all channels; shape (steps,)."""
        return np.concatenate([*self._powers, np.zeros(0)])

    @property
    def block_powers(self) -> NDArray[np.float64]:
        """The weighted power of every whole block of 400 ms so far, one a step, before any gate; shape (blocks,).

        A sound shorter than 400 ms is one block of its own length.
        """
        steps = self.step_powers
        if len(steps) >= STEPS_PER_BLOCK:
            return blocks_of(steps)
        length = len(steps) * LOUDNESS_STEP + self._rest.shape[1]
        energy = steps.sum() * LOUDNESS_STEP + np.square(self._rest).sum()
        return np.array([energy / max(1, length)])

    @property
    def integrated_lufs(self) -> float:
        """Loudness of everything so far; `SILENCE_LUFS` when no block reaches −70 LUFS."""
        return gated_lufs(self.block_powers)


def blocks_of(steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """The power of each block of four steps, one a step; none when there are fewer."""
    return (steps[:-3] + steps[1:-2] + steps[2:-1] + steps[3:]) / STEPS_PER_BLOCK


def gated_lufs(powers: NDArray[np.float64], counts: NDArray[np.int64] | None = None) -> float:
    """Integrated loudness of blocks, in LUFS; `SILENCE_LUFS` when none reaches −70 LUFS.

    Args:
        powers: Of each block, weighted, shape (blocks,).
        counts: How often each occurs; once by default. The blocks of a film's parts so merge into the film's.
    """
    weights = np.ones(len(powers)) if counts is None else counts
    heard = powers > power_of(-70)
    powers, weights = powers[heard], weights[heard]
    if len(powers) == 0:
        return SILENCE_LUFS
    relative = powers > np.average(powers, weights=weights) / 10
    return lufs_of(float(np.average(powers[relative], weights=weights[relative])))


def lufs_of(power: float) -> float:
    """The loudness of a weighted power."""
    return _OFFSET_LUFS + 10 * float(np.log10(max(power, 1e-20)))


def power_of(loudness_lufs: float) -> float:
    """The weighted power of a loudness."""
    return float(10 ** ((loudness_lufs - _OFFSET_LUFS) / 10))


def integrated_lufs(sound: Sound) -> float:
    """Integrated loudness of a whole sound; `SILENCE_LUFS` for silence."""
    meter = LoudnessMeter(sound.shape[0])
    meter.add(sound)
    return meter.integrated_lufs


def true_peaks(sound: Sound, floor: float = 0.0) -> NDArray[np.float32]:
    """The highest value around each sample, over all channels.

    Oversampled fourfold by a windowed sinc, then by a parabola through the three highest points, which leaves less than 0.1 dB at any
    frequency (fourfold alone reads up to 0.7 dB too low near 24 kHz).

    Args:
        sound: Shape (channels, samples); zeros are assumed beyond its ends.
        floor: What lies well below it need not be exact: there the parabola, which costs the most, is left out.

    Returns:
        Shape (samples,).
    """
    samples = sound.shape[1]
    highest = np.abs(sound).max(axis=0)
    first = _TAPS // 2
    for channel in sound:
        dense = _oversampled(np.asarray(channel, np.float32))
        dense = np.abs(dense[first - 1 : first + samples * _OVERSAMPLING + 1])
        around = dense[1:-1].reshape(samples, _OVERSAMPLING).max(axis=1)
        high = np.flatnonzero(around >= floor * _FOURFOLD_READS)
        around[high] = _vertices(dense, high)
        highest = np.maximum(highest, around)
    return np.asarray(highest, dtype=np.float32)


def _oversampled(channel: NDArray[np.float32]) -> NDArray[np.float32]:
    """A channel at four times the rate, with what it rings before and after; its first sample is at half the interpolator's length."""
    dense = np.zeros((len(channel) + _TAPS_PER_PHASE, _OVERSAMPLING), np.float32)
    for phase in range(_OVERSAMPLING):
        answer = np.convolve(channel, _INTERPOLATOR[phase::_OVERSAMPLING])
        dense[: len(answer), phase] = answer
    return dense.reshape(-1)


def _vertices(dense: NDArray[np.float32], samples: NDArray[np.intp]) -> NDArray[np.float32]:
    """The highest value around some samples of what was oversampled, by parabolas."""
    places = samples[:, np.newaxis] * _OVERSAMPLING + np.arange(_OVERSAMPLING) + 1
    left, middle, right = dense[places - 1], dense[places], dense[places + 1]
    bend = left - 2 * middle + right
    is_top = (middle >= left) & (middle >= right) & (bend < 0)
    rise = np.where(is_top, -((left - right) ** 2) / (8 * np.where(is_top, bend, np.float32(-1))), np.float32(0))
    return np.asarray((middle + rise).max(axis=1), dtype=np.float32)


def true_peak_dbtp(sound: Sound, within_db: float = 9.0) -> float:
    """The true peak of a whole sound; −200 for silence.

    Only the surroundings of samples within `within_db` of the highest are oversampled, which gives the same answer in a tenth of the time:
    9 dB for any sound, 3 dB for one that a limiter has left.
    """
    if sound.shape[1] == 0:
        return decibels(0)
    loud = np.abs(sound).max(axis=0)
    highest = float(loud.max())
    if highest == 0:
        return decibels(0)
    block = 4096
    starts = np.unique(np.flatnonzero(loud > highest * 10 ** (-within_db / 20)) // block) * block
    for start in starts.tolist():
        # the cut is a step that rings: what lies near it is left out
        begin = max(0, start - PEAK_REACH)
        peaks = true_peaks(sound[:, begin : start + block + PEAK_REACH], highest)
        highest = max(highest, float(peaks[start - begin : start - begin + block].max()))
    return decibels(highest)
