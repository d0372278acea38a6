"""Chooses how much louder or quieter a film is made, from how loud its scenes are: by arithmetic, before anything is made louder.

The gain is a multiple of a quarter of a decibel: an edit that changes a film's loudness by a hundredth leaves the gain, and so every part
it does not touch, as it was. What the limiter takes away is foreseen from the peaks.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from activities.film.sound.scene import Weights
from activities.media.sound.loudness import LOUDNESS_STEP, SILENCE_LUFS, blocks_of, gated_lufs

GAIN_STEP_DB = 0.25
MOST_GAIN_DB = 24.0
"""A cut in which nobody speaks and nothing plays is not brought up to the loudness of one in which they do."""
_TAKEN = 0.75
"""Share of what a peak is too high that a limiter takes from its tenth of a second, in decibels; measured on speech over music."""


def chosen_gain_db(scenes: Sequence[tuple[int, Weights]], samples: int, loudness_lufs: float, true_peak_dbtp: float) -> float:
    """The gain of a film.

    Args:
        scenes: The first sample of each in the film, and its weights.
        samples: Of the film.
        loudness_lufs: What it should have.
        true_peak_dbtp: The ceiling of its limiter.

    Returns:
        Decibels; the most there is for a silent film.
    """
    powers, peaks_db = _laid_out(scenes, samples)
    if gated_lufs(blocks_of(powers)) <= SILENCE_LUFS:
        return MOST_GAIN_DB
    gain_db = 0.0
    # the limiter takes more the louder it gets: a few turns come to rest
    for _ in range(8):
        gain_db += loudness_lufs - _foreseen_lufs(powers, peaks_db, gain_db, true_peak_dbtp)
    return stepped_db(gain_db)


def stepped_db(gain_db: float) -> float:
    """A gain as it can be ordered."""
    return min(MOST_GAIN_DB, round(gain_db / GAIN_STEP_DB) * GAIN_STEP_DB)


def _foreseen_lufs(powers: NDArray[np.float64], peaks_db: NDArray[np.float64], gain_db: float, ceiling_dbtp: float) -> float:
    taken_db = _TAKEN * np.maximum(peaks_db + gain_db - ceiling_dbtp, 0)
    return gated_lufs(blocks_of(powers * 10 ** ((gain_db - taken_db) / 10)))


def _laid_out(scenes: Sequence[tuple[int, Weights]], samples: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Powers and peaks of the film, each scene on the nearest tenth of a second; what sounds together adds up."""
    steps = max(4, -(-samples // LOUDNESS_STEP))
    powers, peaks_db = np.zeros(steps), np.full(steps, -100.0)
    for first_sample, weights in scenes:
        at = round(first_sample / LOUDNESS_STEP)
        begin, end = max(0, at), min(steps, at + len(weights.powers))
        if end > begin:
            inside = slice(begin - at, end - at)
            powers[begin:end] += weights.powers[inside]
            peaks_db[begin:end] = np.maximum(peaks_db[begin:end], weights.peaks_db[inside])
    return powers, peaks_db
