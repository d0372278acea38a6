"""Colours sound: shelves, bells, high- and low-passes, a gentle compressor and a de-esser.

Filters after R. Bristow-Johnson's Audio EQ Cookbook (https://www.w3.org/TR/audio-eq-cookbook/), as second-order sections at 48 kHz; they
run in float64, because a low corner loses its precision in float32.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from activities.media.sound.sections import Cascade, Section, through
from activities.media.sound.waveform import Sound
from schemas.media import SAMPLE_RATE_HZ

_HOP = 120
"""Levels are followed every 2.5 ms."""


def bell(frequency_hz: float, gain_db: float, q: float = 1.0) -> Section:
    """Raises or lowers what lies around a frequency."""
    a, cosine, alpha = _cookbook(frequency_hz, gain_db, q)
    return _section((1 + alpha * a, -2 * cosine, 1 - alpha * a), (1 + alpha / a, -2 * cosine, 1 - alpha / a))


def shelf(side: Literal["low", "high"], frequency_hz: float, gain_db: float) -> Section:
    """Raises or lowers everything below or above a frequency."""
    a, cosine, alpha = _cookbook(frequency_hz, gain_db, 0.7071)
    s = 1.0 if side == "low" else -1.0
    root = 2 * np.sqrt(a) * alpha
    return _section(
        (
            a * ((a + 1) - s * (a - 1) * cosine + root),
            s * 2 * a * ((a - 1) - s * (a + 1) * cosine),
            a * ((a + 1) - s * (a - 1) * cosine - root),
        ),
        ((a + 1) + s * (a - 1) * cosine + root, -s * 2 * ((a - 1) + s * (a + 1) * cosine), (a + 1) + s * (a - 1) * cosine - root),
    )


def cut(side: Literal["low", "high"], frequency_hz: float, q: float = 0.7071) -> Section:
    """Takes away everything below (`low`) or above (`high`) a frequency, 12 dB an octave."""
    _, cosine, alpha = _cookbook(frequency_hz, 0.0, q)
    if side == "low":
        return _section(((1 + cosine) / 2, -(1 + cosine), (1 + cosine) / 2), (1 + alpha, -2 * cosine, 1 - alpha))
    return _section(((1 - cosine) / 2, 1 - cosine, (1 - cosine) / 2), (1 + alpha, -2 * cosine, 1 - alpha))


class Colouring:
    """Filters over a sound that comes in pieces; together the pieces are what `coloured` makes of the whole."""

    def __init__(self, sections: Sequence[Section], channels: int) -> None:
        self._cascade = Cascade(sections, channels)

    def next(self, sound: Sound) -> Sound:
        """The next piece, shape (channels, any length), coloured."""
        return np.asarray(self._cascade.next(sound), dtype=np.float32)


def coloured(sound: Sound, sections: Sequence[Section]) -> Sound:
    """The sound behind filters, one after the other; same length."""
    return np.asarray(through(sections, sound), dtype=np.float32)


def compressed(sound: Sound, threshold_db: float, ratio: float, attack_s: float = 0.008, release_s: float = 0.12) -> Sound:
    """What is louder than the threshold, less so; soft knee of 6 dB, no make-up gain.

    Args:
        sound: Any channels; they share one gain.
        threshold_db: Effective level over 10 ms, in dBFS.
        ratio: Above the threshold, decibels in for one decibel out.
        attack_s: How fast the gain falls.
        release_s: How fast it returns.
    """
    over = _levels_db(sound) - threshold_db
    knee = np.where(over <= -3, 0.0, np.where(over >= 3, over, (over + 3) ** 2 / 12))
    return _turned_down(sound, _followed(knee * (1 - 1 / ratio), attack_s, release_s))


def de_essed(sound: Sound, frequency_hz: float = 5000.0, threshold_db: float = -34.0, most_db: float = 9.0) -> Sound:
    """Sharp consonants, softened: what lies above `frequency_hz` is turned down while it is loud."""
    # forwards and backwards: only a part that is in phase with the whole can be taken out of it
    section = [cut("low", frequency_hz)]
    sharp = np.asarray(through(section, through(section, sound)[:, ::-1])[:, ::-1], dtype=np.float32)
    down = np.clip((_levels_db(sharp) - threshold_db) * 0.7, 0, most_db)
    softer = _turned_down(sharp, _followed(down, 0.002, 0.04))
    return np.asarray(sound + (softer - sharp), dtype=np.float32)


def _levels_db(sound: Sound) -> NDArray[np.float64]:
    """Effective level every 2.5 ms over 10 ms."""
    steps = -(-sound.shape[1] // _HOP)
    power = np.zeros(steps * _HOP)
    power[: sound.shape[1]] = np.square(sound, dtype=np.float64).mean(axis=0)
    hops = np.pad(power.reshape(steps, _HOP).mean(axis=1), (2, 1))
    return np.asarray(10 * np.log10((hops[:-3] + hops[1:-2] + hops[2:-1] + hops[3:]) / 4 + 1e-12))


def _followed(target_db: NDArray[np.float64], attack_s: float, release_s: float) -> NDArray[np.float64]:
    """A level that moves to its target at two speeds."""
    step_s = _HOP / SAMPLE_RATE_HZ
    rise, fall = 1 - np.exp(-step_s / attack_s), 1 - np.exp(-step_s / release_s)
    level = 0.0
    followed = np.empty(len(target_db))
    for index, target in enumerate(target_db.tolist()):
        level += (target - level) * (rise if target > level else fall)
        followed[index] = level
    return followed


def _turned_down(sound: Sound, down_db: NDArray[np.float64]) -> Sound:
    centres = np.arange(len(down_db)) * _HOP + _HOP / 2
    gain = 10 ** (-np.interp(np.arange(sound.shape[1]), centres, down_db) / 20)
    return np.asarray(sound * gain, dtype=np.float32)


def _cookbook(frequency_hz: float, gain_db: float, q: float) -> tuple[float, float, float]:
    angle = 2 * np.pi * frequency_hz / SAMPLE_RATE_HZ
    return float(10 ** (gain_db / 40)), float(np.cos(angle)), float(np.sin(angle) / (2 * q))


def _section(b: tuple[float, float, float], a: tuple[float, float, float]) -> Section:
    return np.array([*b, *a]) / a[0]
