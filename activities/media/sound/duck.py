"""Makes room for speech: the level of what lies under it, computed from when it is spoken.

Because the lines are known before they sound, the level falls ahead of the first word, as an engineer's hand would, and stays low through
short pauses.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schemas.media import SAMPLE_RATE_HZ

_GRID = 480
"""The curve is computed every 10 ms and drawn straight between."""


@dataclass(frozen=True)
class Ducking:
    """How the level moves."""

    depth_db: float = -10.0
    """Under speech."""
    attack_s: float = 0.35
    """The fall, complete when the first word sounds."""
    release_s: float = 0.9
    """The rise after the last word."""
    bridge_s: float = 1.2
    """A pause shorter than this stays low."""


def ducking_db(spans: Sequence[tuple[int, int]], first_sample: int, samples: int, ducking: Ducking = Ducking()) -> NDArray[np.float32]:
    """The level under speech, in decibels.

    Args:
        spans: (first sample, sample after the last) of everything spoken, in any order, overlapping or not.
        first_sample: Where the wanted piece of the curve begins.
        samples: How long it is; the pieces of a curve join without a step wherever they are cut at multiples of 10 ms.
        ducking: How the level moves.

    Returns:
        Shape (samples,), `ducking.depth_db` to 0.
    """
    first_step = first_sample // _GRID
    steps = np.arange(first_step, (first_sample + samples) // _GRID + 2)
    times = steps * _GRID
    depth = np.zeros(len(steps))
    attack, release = ducking.attack_s * SAMPLE_RATE_HZ, ducking.release_s * SAMPLE_RATE_HZ
    for start, end in bridged(spans, round(ducking.bridge_s * SAMPLE_RATE_HZ)):
        if end + release < times[0] or start - attack > times[-1]:
            continue
        outside = np.where(times < start, (start - times) / attack, np.where(times > end, (times - end) / release, 0.0))
        depth = np.maximum(depth, 0.5 + 0.5 * np.cos(np.pi * np.minimum(outside, 1.0)))
    wanted = np.arange(first_sample, first_sample + samples)
    return np.asarray(ducking.depth_db * np.interp(wanted, times, depth), dtype=np.float32)


def bridged(spans: Sequence[tuple[int, int]], gap_samples: int) -> list[tuple[int, int]]:
    """Spans in order, joined where the gap between them is at most `gap_samples`."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[1] > span[0]):
        if joined and start - joined[-1][1] <= gap_samples:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
