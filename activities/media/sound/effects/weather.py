"""Rain, thunder, wind, water and fire."""

import numpy as np

from activities.media.sound.effects.grain import (
    Random,
    Wave,
    burst,
    fall,
    filtered,
    hump,
    joined,
    noise,
    put,
    samples_of,
    scattered,
    silence,
    struck,
    times,
    tone,
    wander,
)
from activities.media.sound.tone import bell, cut, shelf


def rain(random: Random, seconds: float) -> Wave:
    """A hiss of many drops and the few that fall near."""
    far = filtered(random.standard_normal(samples_of(seconds)), cut("low", 900), cut("high", 9_500), bell(4_200, -3))
    near = scattered(random, seconds, 55, _drop, 0.1)
    return far * (1 + 0.12 * wander(random, seconds, 1.7)) * 0.24 + near * 0.5


def rain_on_roof(random: Random, seconds: float) -> Wave:
    """Rain as a room hears it: the drumming of the roof and the panes."""
    drumming = scattered(random, seconds, 90, _pane_drop, 0.1)
    far = filtered(random.standard_normal(samples_of(seconds)), cut("low", 160), cut("high", 1_500), cut("high", 2_600))
    return far * (1 + 0.15 * wander(random, seconds, 1.9)) * 0.35 + drumming * 0.5


def thunder(random: Random) -> Wave:
    """A crack, then the rest of the channel from farther and farther away, rolling."""
    seconds = 5.5
    track = silence(seconds)
    put(track, burst(random, 0.6, 150, 3_600, 0.004), 0.0, 0.7)
    for turn in range(9):
        at_s = 0.03 + turn * float(random.uniform(0.1, 0.32))
        roll = burst(random, float(random.uniform(0.9, 2.4)), 26, 900 / (1 + 0.6 * turn), 0.03 + 0.02 * turn)
        put(track, roll, at_s, float(random.uniform(0.7, 1.6)) * (1 + turn * 0.12))
    rumble = noise(random, seconds, 24, 110) * hump(seconds, 0.2) * (0.6 + 0.4 * wander(random, seconds, 0.22))
    return (track + 1.6 * rumble) * np.minimum(1.0, (seconds - times(seconds)) / 2.0)


def wind(random: Random, seconds: float) -> Wave:
    """Gusts over an edge: the louder, the higher they whistle."""
    gust = np.clip(0.5 + 0.5 * wander(random, seconds, 1.3) + 0.18 * wander(random, seconds, 0.31), 0.03, 1.2)
    source = random.standard_normal(samples_of(seconds))
    wave = 0.9 * filtered(source, cut("low", 60), cut("high", 330)) * gust
    for centre_hz, onset in ((310, 0.15), (430, 0.35), (610, 0.55), (870, 0.75)):
        tuned = filtered(source, cut("low", centre_hz, 5.0), cut("high", centre_hz, 5.0))
        wave = wave + 0.07 * tuned * np.clip((gust - onset) * 2.2, 0, 1) ** 2
    return wave


def waves(random: Random, seconds: float) -> Wave:
    """Surf: each wave swells dark, breaks bright and runs out in foam."""
    source = random.standard_normal(samples_of(seconds))
    dark = filtered(source, cut("low", 60), cut("high", 420))
    bright = filtered(source, cut("low", 500), cut("high", 5_200))
    swell, foam = silence(seconds), silence(seconds)
    at_s = -float(random.uniform(1.0, 2.5))
    while at_s < seconds:
        long_s = float(random.uniform(4.6, 6.8))
        shape, crest = hump(long_s, 0.42), hump(long_s, 0.5) ** 2
        begin = samples_of(max(0.0, at_s))
        skip = samples_of(max(0.0, -at_s))
        length = max(0, min(len(shape) - skip, len(swell) - begin))
        swell[begin : begin + length] += shape[skip : skip + length]
        foam[begin : begin + length] += crest[skip : skip + length]
        at_s += long_s * 0.72
    return 1.3 * dark * (0.15 + swell) + 0.45 * bright * (0.05 + foam)


def lapping(random: Random, seconds: float) -> Wave:
    """Quiet water against wood or stone."""
    slow = filtered(random.standard_normal(samples_of(seconds)), cut("low", 120), cut("high", 700))
    swell = np.clip(wander(random, seconds, 0.8), 0, 1) ** 2
    return slow * (0.1 + swell) + scattered(random, seconds, 5, _bubble, 0.1) * 0.25


def splash(random: Random) -> Wave:
    """The blow on the water, the crown that falls back, the bubbles that rise."""
    seconds = 1.7
    crown = noise(random, 1.3, 700, 7_500) * fall(1.3, 1.1, 0.02)
    spray = scattered(random, 1.2, 120, _drop, 0.1)
    bubbles = scattered(random, 1.1, 28, _bubble, 0.15)
    track = silence(seconds)
    put(track, burst(random, 0.28, 70, 1_100, 0.002), 0.0, 1.6)
    put(track, crown, 0.015, 0.6)
    put(track, spray * np.linspace(1, 0.05, len(spray)), 0.2, 0.35)
    put(track, bubbles * np.linspace(1, 0.1, len(bubbles)), 0.22, 0.5)
    return track


def drips(random: Random, seconds: float) -> Wave:
    """One drop after the other into a little water."""
    track = silence(seconds)
    at_s = 0.0
    while at_s < seconds:
        put(track, _bubble(random), at_s, float(random.uniform(0.6, 1.0)))
        put(track, burst(random, 0.01, 2_000, 9_000), at_s, 0.15)
        at_s += float(random.uniform(0.55, 1.15))
    return track


def pour(random: Random) -> Wave:
    """A glass is filled: bubbles, and an air column that grows shorter, and so higher."""
    seconds = 1.8
    rising_hz = 480 + 900 * (times(seconds) / seconds) ** 1.6
    column = tone(rising_hz * (1 + 0.02 * wander(random, seconds, 0.02)), (1.0, 0.25)) * (0.5 + 0.5 * wander(random, seconds, 0.025, 0, 1))
    stream = noise(random, seconds, 900, 6_500) * (0.6 + 0.4 * wander(random, seconds, 0.03))
    gurgle = scattered(random, seconds, 60, _bubble, 0.1)
    return (0.16 * column + 0.12 * stream + 0.5 * gurgle) * np.minimum(1.0, hump(seconds, 0.45) * 3)


def fire(random: Random, seconds: float) -> Wave:
    """Flames that flutter and wood that cracks."""
    flutter = filtered(random.standard_normal(samples_of(seconds)), cut("low", 45), cut("high", 420), shelf("low", 120, 3.0))
    flames = flutter * (0.6 + 0.4 * wander(random, seconds, 0.14)) * 0.5
    hiss = noise(random, seconds, 2_500, 9_000) * 0.02
    return flames + hiss + scattered(random, seconds, 16, _crackle, 0.05) * 1.6 + scattered(random, seconds, 1.3, _snap, 0.3) * 1.8


def _drop(random: Random) -> Wave:
    return burst(random, float(random.uniform(0.006, 0.02)), float(random.uniform(1_200, 3_500)), 10_000, 0.0003)


def _pane_drop(random: Random) -> Wave:
    tap = struck(random, [(float(random.uniform(380, 900)), 0.03, 1.0), (float(random.uniform(1_100, 2_000)), 0.016, 0.5)], 0.05)
    return joined((0.0, tap, 1.0), (0.0, burst(random, 0.01, 800, 4_000), 0.4))


def _bubble(random: Random) -> Wave:
    """A bubble rings at a pitch set by its size (Minnaert), rising as it nears the surface."""
    decay_s = float(random.uniform(0.04, 0.11))
    pitch_hz = float(random.uniform(500, 1_900)) * (1 + 0.6 * times(decay_s) / decay_s)
    return tone(pitch_hz, (1.0,)) * fall(decay_s, decay_s, 0.003)


def _crackle(random: Random) -> Wave:
    return burst(random, float(random.uniform(0.003, 0.012)), float(random.uniform(900, 3_000)), 11_000, 0.0002)


def _snap(random: Random) -> Wave:
    return joined(
        (0.0, burst(random, 0.05, 350, 6_000, 0.0003), 1.0), (0.0, struck(random, [(420, 0.05, 0.6), (890, 0.03, 0.4)], 0.2), 0.5)
    )
