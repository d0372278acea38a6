"""What is made to be heard: horns, sirens, whistles, bells, telephones, alarms, clocks, a radio between stations."""

import numpy as np

from activities.media.sound.effects.grain import (
    Random,
    Wave,
    burst,
    filtered,
    joined,
    noise,
    put,
    resonant,
    scattered,
    silence,
    struck,
    times,
    tone,
    wander,
)
from activities.media.sound.tone import cut

_BELL = ((0.5, 5.5, 0.75), (1.0, 4.2, 1.0), (1.19, 3.4, 0.85), (1.5, 2.4, 0.5), (2.0, 2.2, 0.8), (2.52, 1.3, 0.35), (2.66, 1.2, 0.3),
         (3.01, 1.0, 0.35), (4.16, 0.7, 0.25), (5.43, 0.4, 0.15), (6.8, 0.25, 0.1))  # fmt: skip
"""Partials of a church bell: hum, prime, tierce, quint, nominal and above; (of the prime, decay in s, level)."""
_REEDS = (1.0, 0.9, 0.8, 0.62, 0.5, 0.4, 0.3, 0.22, 0.16, 0.1)


def car_horn(_random: Random) -> Wave:
    """Two discs a third apart, twice."""
    track = silence(1.1)
    for at_s, long_s in ((0.0, 0.28), (0.42, 0.6)):
        both = tone(np.full(len(times(long_s)), 421.0), _REEDS) + tone(np.full(len(times(long_s)), 517.0), _REEDS)
        ends = np.minimum(1, times(long_s) / 0.012) * np.minimum(1, (long_s - times(long_s)) / 0.03)
        put(track, resonant(both * ends, (1_500, 5, 1.5), (2_700, 4, 2)), at_s)
    return track


def ship_horn(random: Random) -> Wave:
    """One long, low blast that takes its time to speak."""
    seconds = 3.4
    pitch_hz = 97 * (0.97 + 0.03 * np.minimum(1, times(seconds) / 0.35)) * (1 + 0.002 * wander(random, seconds, 0.3))
    blast = tone(pitch_hz, _REEDS) + 0.6 * tone(pitch_hz * 1.26, _REEDS) + 0.12 * noise(random, seconds, 80, 900)
    ends = np.minimum(1, times(seconds) / 0.22) * np.minimum(1, (seconds - times(seconds)) / 0.6)
    return filtered(blast * ends, cut("high", 1_400))


def train_whistle(random: Random) -> Wave:
    """A chord of steam: long, and a second, shorter call."""
    track = silence(3.2)
    for at_s, long_s in ((0.0, 1.5), (1.75, 1.2)):
        time_s = times(long_s)
        scoop = 0.93 + 0.07 * np.minimum(1, time_s / 0.16) - 0.05 * np.clip((time_s - long_s + 0.22) / 0.22, 0, 1)
        chord = silence(long_s)
        for pitch_hz, level in ((311, 0.9), (370, 1.0), (466, 0.8), (622, 0.5)):
            chord += level * tone(pitch_hz * scoop * (1 + 0.003 * wander(random, long_s, 0.04)), (1.0, 0.35, 0.2, 0.08))
        ends = np.minimum(1, time_s / 0.06) * np.minimum(1, (long_s - time_s) / 0.2)
        put(track, (chord + 0.5 * noise(random, long_s, 500, 5_500)) * ends, at_s)
    return track


def siren(random: Random, seconds: float) -> Wave:
    """A wail up and down, heard through streets."""
    place = (times(seconds) % 3.6) / 3.6
    pitch_hz = 620 + 780 * np.sin(np.pi * place) ** 1.2
    wail = tone(pitch_hz * (1 + 0.001 * wander(random, seconds, 0.1)), (1.0, 0.5, 0.45, 0.25, 0.2, 0.1))
    return resonant(wail, (1_250, 5, 2), (2_600, 4, 2)) * (0.8 + 0.2 * wander(random, seconds, 0.9))


def whistle(random: Random) -> Wave:
    """Two fingers and breath: up, and down."""
    seconds = 1.15
    time_s = times(seconds)
    pitch_hz = np.interp(time_s, [0, 0.28, 0.42, 0.6, 1.15], [1_350, 2_150, 1_500, 2_450, 1_450]) * (
        1 + 0.004 * wander(random, seconds, 0.03)
    )
    breath = noise(random, seconds, 1_500, 5_000) * 0.08
    loud = np.interp(time_s, [0, 0.04, 0.36, 0.42, 0.48, 0.95, 1.15], [0, 1, 0.9, 0.15, 1, 0.8, 0])
    return (tone(pitch_hz, (1.0, 0.12, 0.03)) + breath) * loud


def church_bell(random: Random) -> Wave:
    """Two strokes of one bell."""
    stroke = struck(random, [(233 * ratio, decay_s, level) for ratio, decay_s, level in _BELL], 0.002)
    beating = struck(random, [(233 * ratio * 1.003, decay_s, level * 0.4) for ratio, decay_s, level in _BELL[:5]], 0.001)
    clapper = burst(random, 0.04, 900, 6_000)
    whole = joined((0.0, stroke, 1.0), (0.0, beating, 1.0), (0.0, clapper, 0.9))
    return joined((0.0, whole, 1.0), (1.75, whole, 0.85))


def small_bell(random: Random) -> Wave:
    """Ding, dong."""
    ding, dong = (
        struck(random, [(pitch_hz, 1.5, 1.0), (pitch_hz * 2.76, 0.5, 0.35), (pitch_hz * 5.4, 0.2, 0.15)], 0.001)
        for pitch_hz in (659.3, 523.3)
    )
    return joined((0.0, ding, 1.0), (0.55, dong, 1.0))


def phone(random: Random, seconds: float) -> Wave:
    """A clapper between two gongs, twenty times a second; a second of ringing, two of waiting."""
    track = silence(seconds)
    gongs = [
        struck(
            random, [(pitch_hz, 0.85, 1.0), (pitch_hz * 2.43, 0.4, 0.6), (pitch_hz * 4.1, 0.2, 0.4), (pitch_hz * 5.95, 0.12, 0.2)], 0.002
        )
        for pitch_hz in (1_085.0, 1_362.0)
    ]
    ring_s = 0.0
    while ring_s < seconds:
        for turn in range(24):
            put(track, gongs[turn % 2], ring_s + turn / 21, 0.8 + 0.2 * float(random.random()))
        ring_s += 3.0
    return track


def alarm(_random: Random, seconds: float) -> Wave:
    """Beeps in fours."""
    time_s = times(seconds)
    place = time_s % 1.0
    is_on = (place < 0.52) & ((place % 0.13) < 0.07)
    soft = filtered(is_on.astype(np.float64), cut("high", 300, 0.5))
    return tone(np.full(len(time_s), 2_050.0), (1.0, 0.1, 0.33, 0.05, 0.15)) * soft


def clock(random: Random, seconds: float) -> Wave:
    """Tick and tock, a second apart, in a wooden case."""
    track = silence(seconds)
    sounds = [
        joined(
            (0.0, struck(random, [(pitch_hz, 0.03, 0.8), (pitch_hz * 2.3, 0.018, 0.6), (pitch_hz * 0.31, 0.06, 0.7)], 0.01), 1.0),
            (0.0, burst(random, 0.008, 2_500, 9_000), 0.6),
            (0.021, burst(random, 0.006, 2_000, 8_000), 0.25),
        )
        for pitch_hz in (1_900.0, 1_480.0)
    ]
    for turn in range(int(seconds) + 1):
        put(track, sounds[turn % 2], float(turn), 1.0)
    return track


def static(random: Random, seconds: float) -> Wave:
    """A radio between stations: hiss, crackle, and a carrier that whistles past."""
    hiss = noise(random, seconds, 350, 3_400) * (0.5 + 0.3 * wander(random, seconds, 0.15))
    heterodyne = tone(1_100 + 700 * wander(random, seconds, 0.7), (0.12,)) * np.clip(wander(random, seconds, 0.4), 0, 1)
    spikes = scattered(random, seconds, 22, lambda source: burst(source, 0.006, 600, 4_000, 0.0002), 0.2)
    return hiss + heterodyne + spikes


def hum(random: Random, seconds: float) -> Wave:
    """Mains, neon tubes and air conditioning."""
    time_s = times(seconds)
    mains = sum(level * np.sin(2 * np.pi * 100 * order * time_s + order) for order, level in ((1, 0.5), (2, 0.3), (3, 0.12), (5, 0.05)))
    return np.asarray(0.16 * mains + noise(random, seconds, 60, 900) * 0.5 + noise(random, seconds, 900, 3_000) * 0.12)


def drone(random: Random, seconds: float) -> Wave:
    """The inside of a great machine in space."""
    wave = noise(random, seconds, 30, 180) * (1 + 0.2 * wander(random, seconds, 1.5))
    for pitch_hz in (48.0, 72.3, 96.4, 145.0):
        wave = wave + 0.35 * tone(np.full(len(wave), pitch_hz), (0.5, 0.12)) * (1 + 0.3 * wander(random, seconds, 2.2))
    return np.asarray(wave + noise(random, seconds, 1_200, 4_000) * 0.03)
