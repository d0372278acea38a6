"""Makes speech faster or slower without moving its pitch, and higher or lower without changing its length.

Time: WSOLA (Verhelst and Roelands 1993): windows of the sound are laid at another distance, each taken from where it continues best what
lies there already. Good from half to double speed for one voice. Pitch: stretched, then played faster or slower; formants move along, as
from a larger or smaller mouth.
"""

import numpy as np

from activities.media.sound.convolution import sliding_products
from activities.media.sound.waveform import Sound, resampled
from schemas.media import SAMPLE_RATE_HZ

_HOP = 720
"""15 ms: a window of twice that holds at least two periods of a low voice."""
_SEARCH = 480
"""10 ms each way: a whole period of a voice of 50 Hz between both ends."""


def stretched(sound: Sound, factor: float) -> Sound:
    """Speech that lasts `factor` times as long.

    Args:
        sound: Mono, shape (1, samples).
        factor: 0.25 to 4.

    Returns:
        Shape (1, about samples × factor).
    """
    if abs(factor - 1) < 1e-3 or sound.shape[1] < 4 * _HOP:
        return sound
    length = round(sound.shape[1] * factor)
    source = np.pad(sound[0].astype(np.float64), (_SEARCH + _HOP, 3 * _HOP + 2 * _SEARCH))
    window = np.hanning(2 * _HOP + 1)[:-1]
    made = np.zeros(length + 4 * _HOP)
    taken = 0
    for place in range(0, length + _HOP, _HOP):
        wanted = min(round(place / factor), sound.shape[1])
        if place:
            # what would have come next had nothing been moved
            natural = source[taken + _SEARCH + _HOP : taken + _SEARCH + 3 * _HOP]
            field = source[wanted : wanted + 2 * _SEARCH + 2 * _HOP]
            wanted += _best(field, natural) - _SEARCH
        taken = wanted
        made[place : place + 2 * _HOP] += window * source[taken + _SEARCH : taken + _SEARCH + 2 * _HOP]
    # the first window's middle is at `_HOP`, where the sound begins
    return np.asarray(made[None, _HOP : _HOP + length], dtype=np.float32)


def _best(field: np.ndarray, natural: np.ndarray) -> int:
    """Where in `field` it is most like `natural`."""
    width = min(len(natural), len(field) - 2 * _SEARCH)
    natural = natural[:width]
    products = sliding_products(field, natural)
    total = np.concatenate([np.zeros(1), np.cumsum(np.square(field))])
    energy = total[width:] - total[:-width]
    return int((products / np.sqrt(energy + 1e-6)).argmax())


def pitched(sound: Sound, semitones: float) -> Sound:
    """Speech of the same length, so many semitones (−24 to 24) higher."""
    if abs(semitones) < 0.01:
        return sound
    ratio = 2 ** (semitones / 12)
    return resampled(stretched(sound, ratio), SAMPLE_RATE_HZ * ratio)
