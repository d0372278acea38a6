"""What effects are built of: damped modes, bursts of noise, moving tones, and places for them in time.

A `Wave` is mono, float64, at 48 kHz, at any level; the catalogue gives every effect its own. Everything random comes from the generator
that is handed in.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from activities.media.sound.sections import Section, through
from activities.media.sound.tone import bell, cut
from schemas.media import SAMPLE_RATE_HZ

Wave: TypeAlias = NDArray[np.float64]
Random: TypeAlias = np.random.Generator
Once: TypeAlias = Callable[[Random], Wave]
"""A sound with a length of its own."""
Lasting: TypeAlias = Callable[[Random, float], Wave]
"""A sound that fills so many seconds."""


def samples_of(seconds: float) -> int:
    """Seconds as samples."""
    return round(seconds * SAMPLE_RATE_HZ)


def times(seconds: float) -> Wave:
    """The time of every sample, in seconds."""
    return np.arange(samples_of(seconds)) / SAMPLE_RATE_HZ


def silence(seconds: float) -> Wave:
    """Room for other waves."""
    return np.zeros(samples_of(seconds))


def filtered(wave: Wave, *sections: Section) -> Wave:
    """The wave behind filters."""
    return np.asarray(through(sections, wave[np.newaxis])[0])


def noise(random: Random, seconds: float, low_hz: float = 20.0, high_hz: float = 18_000.0) -> Wave:
    """Noise between two frequencies, 12 dB an octave on each side."""
    return filtered(random.standard_normal(samples_of(seconds)), cut("low", low_hz), cut("high", high_hz))


def resonant(wave: Wave, *peaks: tuple[float, float, float]) -> Wave:
    """The wave with resonances of (frequency in Hz, gain in dB, q)."""
    return filtered(wave, *(bell(frequency_hz, gain_db, q) for frequency_hz, gain_db, q in peaks))


def fall(seconds: float, decay_s: float, attack_s: float = 0.001) -> Wave:
    """An envelope that rises at once and is 60 dB down after `decay_s`."""
    time_s = times(seconds)
    return np.asarray((1 - np.exp(-time_s / attack_s)) * np.exp(-6.91 * time_s / decay_s))


def hump(seconds: float, peak: float = 0.5) -> Wave:
    """An envelope from 0 over 1 at `peak` (a share of its length) to 0, without corners."""
    place = np.arange(samples_of(seconds)) / max(1, samples_of(seconds))
    bent = np.where(place < peak, place / peak / 2, 0.5 + (place - peak) / (1 - peak) / 2)
    return np.asarray(np.sin(np.pi * bent) ** 2)


def burst(random: Random, decay_s: float, low_hz: float, high_hz: float, attack_s: float = 0.0008) -> Wave:
    """A burst of noise, 60 dB down after `decay_s`."""
    return noise(random, decay_s * 1.1, low_hz, high_hz) * fall(decay_s * 1.1, decay_s, attack_s)


def struck(random: Random, modes: Sequence[tuple[float, float, float]], spread: float = 0.01, attack_s: float = 0.0006) -> Wave:
    """A body that rings: modes of (frequency in Hz, decay in s to −60 dB, level), each up to `spread` off its frequency."""
    longest_s = max(decay_s for _, decay_s, _ in modes) * 1.05
    wave = silence(longest_s)
    time_s = times(longest_s)
    for frequency_hz, decay_s, level in modes:
        pitch_hz = frequency_hz * (1 + random.uniform(-spread, spread))
        wave += level * np.sin(2 * np.pi * pitch_hz * time_s) * np.exp(-6.91 * time_s / decay_s)
    return np.asarray(wave * (1 - np.exp(-time_s / attack_s)))


def put(track: Wave, wave: Wave, at_s: float, level: float = 1.0) -> None:
    """Add a wave to a track in place, from a second of it; what does not fit is faded out."""
    begin = samples_of(at_s)
    length = min(len(wave), len(track) - begin)
    if length <= 0:
        return
    piece = wave[:length] * level
    if length < len(wave):
        soft = min(length, 480)
        piece[-soft:] *= np.linspace(1, 0, soft)
    track[begin : begin + length] += piece


def joined(*parts: tuple[float, Wave, float]) -> Wave:
    """Waves of (second it begins, wave, level) as one."""
    track = np.zeros(max(samples_of(at_s) + len(wave) for at_s, wave, _ in parts))
    for at_s, wave, level in parts:
        put(track, wave, at_s, level)
    return track


def phase(frequency_hz: Wave) -> Wave:
    """Phase in turns of a tone whose frequency moves."""
    return np.asarray(np.cumsum(frequency_hz) / SAMPLE_RATE_HZ)


def tone(frequency_hz: Wave, partials: Sequence[float]) -> Wave:
    """A tone whose frequency moves, with the levels of its partials from the first up."""
    turns = phase(frequency_hz)
    wave = np.zeros(len(turns))
    for order, level in enumerate(partials, 1):
        wave += level * np.sin(2 * np.pi * order * turns) * (order * frequency_hz < 20_000)
    return wave


def pulses(frequency_hz: Wave, width: float = 0.12) -> Wave:
    """A smooth pulse in each turn, `width` of it long: glottis, exhaust, blade."""
    place = phase(frequency_hz) % 1.0
    return np.asarray(np.where(place < width, np.sin(np.pi * place / width) ** 2, 0.0))


def wander(random: Random, seconds: float, every_s: float, low: float = -1.0, high: float = 1.0) -> Wave:
    """A smooth curve between `low` and `high` that takes a new direction every so often."""
    knots = random.uniform(low, high, int(seconds / every_s) + 3)
    place = np.arange(samples_of(seconds)) / (every_s * SAMPLE_RATE_HZ)
    whole = place.astype(np.int64)
    share = 0.5 - 0.5 * np.cos(np.pi * (place - whole))
    return np.asarray(knots[whole] * (1 - share) + knots[whole + 1] * share)


def scattered(random: Random, seconds: float, per_s: float, grain: Once, low: float = 0.2) -> Wave:
    """Grains at random times, with levels from `low` to 1, most of them soft; drawn from twelve different ones."""
    track = silence(seconds)
    grains = [grain(random) for _ in range(12)]
    for at_s in np.sort(random.uniform(0, seconds, random.poisson(per_s * seconds))).tolist():
        put(track, grains[int(random.integers(12))], at_s, low + (1 - low) * float(random.random()) ** 2)
    return track
