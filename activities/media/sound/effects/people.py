"""Crowds, applause, a heart, and what hands do: typing, paper."""

import numpy as np

from activities.media.sound.effects.grain import (
    Random,
    Wave,
    burst,
    filtered,
    hump,
    joined,
    noise,
    pulses,
    put,
    resonant,
    scattered,
    silence,
    struck,
    times,
    wander,
)
from activities.media.sound.tone import cut

_VOWELS = (
    ((700, 16, 6), (1_150, 13, 8), (2_500, 10, 9)),
    ((320, 16, 5), (2_050, 12, 9), (2_700, 10, 9)),
    ((440, 16, 6), (850, 13, 8), (2_400, 9, 9)),
)
"""Resonances of a, i and o: (frequency in Hz, gain in dB, q)."""


def crowd(random: Random, seconds: float) -> Wave:
    """Many voices of which no word is understood."""
    spoken = [silence(seconds) for _ in _VOWELS]
    for voice in range(7):
        pitch_hz = (105 if voice % 2 else 195) * float(random.uniform(0.85, 1.2)) * (1 + 0.16 * wander(random, seconds, 0.35))
        speaks = np.clip(wander(random, seconds, 1.5) + 0.35, 0, 1)
        glottis = pulses(pitch_hz, 0.4) * speaks
        spoken = [vowel + glottis * np.clip(wander(random, seconds, 0.13), 0, 1) for vowel in spoken]
    voices = sum((resonant(vowel, *peaks) for vowel, peaks in zip(spoken, _VOWELS, strict=True)), silence(seconds))
    track = filtered(voices, cut("low", 120), cut("high", 3_000))
    far = noise(random, seconds, 220, 1_300) * (1 + 0.2 * wander(random, seconds, 0.4))
    return track + 0.5 * far * float(np.sqrt(np.mean(np.square(track))))


def applause(random: Random, seconds: float) -> Wave:
    """Hands by the dozen, thick at once, thin at the end."""
    near = scattered(random, seconds, 45, _clap, 0.25)
    far = scattered(random, seconds, 170, _clap, 0.05)
    shape = np.minimum(1.0, times(seconds) / 0.25) * np.minimum(1.0, 0.35 + 0.65 * (seconds - times(seconds)) / max(0.5, seconds * 0.4))
    return np.asarray((near + 0.6 * far) * shape)


def heartbeat(random: Random, seconds: float) -> Wave:
    """Lub, dub."""
    track = silence(seconds)
    at_s = 0.0
    while at_s < seconds:
        lub = joined((0.0, struck(random, [(46, 0.17, 1.0), (68, 0.13, 0.8), (104, 0.08, 0.3)], 0.02, 0.006), 1.0))
        dub = struck(random, [(58, 0.13, 1.0), (83, 0.1, 0.7), (130, 0.06, 0.3)], 0.02, 0.005)
        put(track, lub, at_s, 1.0)
        put(track, dub, at_s + 0.29, 0.7)
        at_s += 0.84
    return track


def typing(random: Random, seconds: float) -> Wave:
    """A typewriter: letters in bursts, a bell, a carriage."""
    track = silence(seconds)
    at_s = 0.0
    while at_s < seconds:
        for _ in range(int(random.integers(4, 11))):
            put(track, _type_bar(random), at_s, float(random.uniform(0.7, 1.0)))
            at_s += float(random.uniform(0.085, 0.19))
        at_s += float(random.uniform(0.15, 0.5))
    return track


def paper(random: Random) -> Wave:
    """A sheet is taken, turned and let go."""
    seconds = 1.1
    crackle = scattered(
        random, seconds, 190, lambda source: burst(source, float(source.uniform(0.002, 0.012)), 1_500, 12_000, 0.0002), 0.05
    )
    rustle = noise(random, seconds, 1_600, 9_500) * np.clip(wander(random, seconds, 0.05), 0, 1) ** 2
    shape = hump(seconds, 0.2) + 0.8 * np.roll(hump(seconds, 0.3), len(times(seconds)) // 3) * np.linspace(0, 1, len(times(seconds)))
    return (crackle + 0.35 * rustle) * shape * np.minimum(1, (seconds - times(seconds)) / 0.1)


def _clap(random: Random) -> Wave:
    centre_hz = float(random.uniform(850, 2_100))
    return resonant(burst(random, 0.035, 450, 6_500, 0.0003), (centre_hz, 9, 3))


def _type_bar(random: Random) -> Wave:
    key = burst(random, 0.012, 1_200, 7_000, 0.0003)
    bar = struck(random, [(1_640, 0.03, 0.6), (2_890, 0.025, 0.5), (4_600, 0.02, 0.3), (240, 0.05, 0.7)], 0.06, 0.0002)
    return joined((0.0, key, 0.35), (0.028, bar, 1.0), (0.028, burst(random, 0.015, 900, 9_000), 0.8))
