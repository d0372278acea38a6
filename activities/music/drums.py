"""Drums, synthesised: each stroke is a short sound drawn once and played at its velocity."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from activities.media.sound.sections import Section
from activities.media.sound.tone import bell, coloured, cut
from activities.media.sound.waveform import Sound, raised_cosine, random_numbers
from schemas.media import SAMPLE_RATE_HZ


@lru_cache(maxsize=64)
def stroke(name: str) -> Sound:
    """A stroke at full velocity, shape (1, samples), peak about 0.8; shared, do not write to it."""
    sound = _STROKES[name](random_numbers("drum", name))
    sound = np.asarray(sound / max(1e-6, float(np.abs(sound).max())) * 0.8, dtype=np.float32)
    edge = min(sound.shape[1] // 4, 960)
    sound[:, -edge:] *= raised_cosine(edge)[::-1]
    return sound


def names() -> list[str]:
    """Every stroke there is."""
    return sorted(_STROKES)


def _time(seconds: float) -> NDArray[np.float64]:
    return np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ


def _membrane(random: np.random.Generator, pitch_hz: float, seconds: float, *, drop: float = 1.0, slap: float = 0.15) -> Sound:
    """A skin: a few partials whose pitch falls a little, and the slap of the stick."""
    time_s = _time(seconds)
    slide = 1 + drop * np.exp(-time_s / 0.035)
    phase = 2 * np.pi * np.cumsum(pitch_hz * slide) / SAMPLE_RATE_HZ
    sound = np.zeros(len(time_s))
    for ratio, level, life in ((1.0, 1.0, 0.30), (1.59, 0.35, 0.14), (2.14, 0.22, 0.10), (2.65, 0.12, 0.07)):
        sound += level * np.sin(ratio * phase) * np.exp(-time_s / (life * seconds))
    noise = _noise(random, 0.05, [cut("high", 3_500), cut("low", 200)], 0.012)
    sound[: noise.shape[1]] += slap * noise[0]
    sound[:48] *= raised_cosine(48)
    return np.asarray(sound[None], dtype=np.float32)


def _noise(random: np.random.Generator, seconds: float, sections: list[Section], life_s: float, attack_s: float = 0.001) -> Sound:
    time_s = _time(seconds)
    noise = random.standard_normal((1, len(time_s))).astype(np.float32)
    shape = np.exp(-time_s / life_s) * np.minimum(1, time_s / attack_s)
    return np.asarray(coloured(noise, sections) * shape, dtype=np.float32)


def _ringing(pitch_hz: float, seconds: float, partials: tuple[tuple[float, float, float], ...], bend: float = 0.0) -> Sound:
    """Partials (ratio, level, life in seconds) over a pitch that ends `bend` semitones away."""
    time_s = _time(seconds)
    pitch = pitch_hz * 2 ** (bend / 12 * (1 - np.exp(-time_s / 0.09)))
    phase = 2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE_HZ
    sound = np.zeros(len(time_s))
    for ratio, level, life_s in partials:
        sound += level * np.sin(ratio * phase) * np.exp(-time_s / life_s)
    sound[:60] *= raised_cosine(60)
    return np.asarray(sound[None], dtype=np.float32)


def _together(*sounds: Sound) -> Sound:
    whole = np.zeros((1, max(sound.shape[1] for sound in sounds)), np.float32)
    for sound in sounds:
        whole[:, : sound.shape[1]] += sound
    return whole


def _swell(random: np.random.Generator) -> Sound:
    """A cymbal that is rolled from nothing and let ring."""
    time_s = _time(3.0)
    noise = random.standard_normal((1, len(time_s))).astype(np.float32)
    shape = np.where(time_s < 1.8, (time_s / 1.8) ** 3, np.exp(-(time_s - 1.8) / 0.35))
    return np.asarray(coloured(noise, [cut("low", 2_500), cut("high", 9_000), bell(5_200, 4)]) * shape, dtype=np.float32)


_STROKES: dict[str, Callable[[np.random.Generator], Sound]] = {
    "kick": lambda random: _membrane(random, 52, 0.35, drop=1.8, slap=0.08),
    "soft_kick": lambda random: _membrane(random, 48, 0.3, drop=1.0, slap=0.02),
    "snare": lambda random: _together(
        _membrane(random, 185, 0.2, drop=0.3, slap=0.3), _noise(random, 0.25, [cut("low", 900), cut("high", 7_000)], 0.07) * 0.8
    ),
    "brush": lambda random: _noise(random, 0.3, [cut("low", 1_200), cut("high", 5_500)], 0.08, 0.02),
    "rim": lambda random: _together(
        _ringing(820, 0.08, ((1, 1, 0.012), (2.3, 0.5, 0.008))), _noise(random, 0.04, [cut("low", 1_500)], 0.006) * 0.3
    ),
    "hat": lambda random: _noise(random, 0.12, [cut("low", 6_500), cut("high", 12_000)], 0.022),
    "open_hat": lambda random: _noise(random, 0.4, [cut("low", 6_000), cut("high", 11_500)], 0.11),
    "shaker": lambda random: _noise(random, 0.14, [cut("low", 4_200), cut("high", 9_500)], 0.04, 0.025),
    "clap": lambda random: _noise(random, 0.25, [cut("low", 800), cut("high", 4_500), bell(1_400, 5)], 0.06, 0.008),
    "taiko": lambda random: _membrane(random, 66, 1.3, drop=0.35, slap=0.25),
    "frame_drum": lambda random: _membrane(random, 92, 0.8, drop=0.25, slap=0.2),
    "boom": lambda random: _together(
        _membrane(random, 33, 2.8, drop=0.8, slap=0.05), _noise(random, 2.0, [cut("high", 110), cut("high", 160)], 0.6, 0.01) * 1.5
    ),
    "heart": lambda random: _membrane(random, 44, 0.35, drop=0.2, slap=0.0),
    "tick": lambda random: _noise(random, 0.05, [cut("low", 2_500), cut("high", 7_000)], 0.007),
    "swell": _swell,
    "woodblock": lambda _: _ringing(760, 0.15, ((1, 1, 0.03), (2.71, 0.4, 0.012))),
    "crackle": lambda random: _noise(random, 0.02, [cut("low", 1_500), cut("high", 9_000)], 0.0012),
    "triangle": lambda _: _ringing(2_950, 1.4, ((1, 1, 0.5), (1.63, 0.6, 0.4), (2.41, 0.5, 0.3))),
    "na": lambda _: _ringing(311, 0.5, ((1, 0.5, 0.09), (2, 1, 0.13), (3, 0.5, 0.08), (4.02, 0.25, 0.05))),
    "tin": lambda _: _ringing(311, 0.7, ((1, 1, 0.22), (2, 0.5, 0.12), (3.01, 0.15, 0.07))),
    "te": lambda random: _noise(random, 0.08, [cut("low", 500), cut("high", 3_200)], 0.012),
    "ge": lambda _: _ringing(86, 0.75, ((1, 1, 0.24), (2.02, 0.25, 0.1), (3.1, 0.1, 0.05)), bend=4.5),
    "ka": lambda random: _noise(random, 0.07, [cut("low", 200), cut("high", 1_500)], 0.012),
}
