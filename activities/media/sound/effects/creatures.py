"""Birds, insects, dogs and wolves: throats as tones that glide, bodies as resonances."""

import numpy as np

from activities.media.sound.effects.grain import Random, Wave, filtered, hump, noise, pulses, put, resonant, silence, times, tone, wander
from activities.media.sound.tone import cut


def birds(random: Random, seconds: float) -> Wave:
    """Songbirds, each with a phrase of its own, answering."""
    track = silence(seconds)
    for singer in range(3):
        phrase = _phrase(random, 2_500 + 900 * singer + float(random.uniform(-200, 200)))
        at_s = float(random.uniform(0, 0.5)) + 0.7 * singer
        while at_s < seconds:
            put(track, phrase, at_s, (1.0, 0.6, 0.35)[singer])
            at_s += len(phrase) / 48_000 + float(random.uniform(0.6, 2.4))
    return track


def gulls(random: Random, seconds: float) -> Wave:
    """Long cries that fall, then a laugh."""
    track = silence(seconds)
    at_s = 0.0
    while at_s < seconds:
        level = float(random.uniform(0.45, 1.0))
        for turn in range(int(random.integers(2, 6))):
            long_s = 0.5 if turn == 0 else 0.24
            place = times(long_s) / long_s
            pitch_hz = (1_020 + 420 * np.sin(np.pi * np.minimum(1, place * 1.15)) - 160 * place) * (
                1 + 0.012 * wander(random, long_s, 0.012)
            )
            cry = resonant(tone(pitch_hz, (0.6, 1.0, 0.7, 0.5, 0.3, 0.15)), (2_300, 7, 3), (3_600, 4, 3)) * hump(long_s, 0.3)
            put(track, cry + noise(random, long_s, 1_500, 6_000) * hump(long_s, 0.3) * 0.06, at_s, level * (1 - 0.1 * turn))
            at_s += long_s + 0.06
        at_s += float(random.uniform(0.8, 2.2))
    return track


def crow(random: Random) -> Wave:
    """Three caws."""
    track = silence(1.75)
    for turn in range(3):
        long_s = 0.36
        pitch_hz = (305 + 110 * hump(long_s, 0.35)) * (1 + 0.05 * wander(random, long_s, 0.006))
        caw = pulses(pitch_hz, 0.22) + 0.22 * noise(random, long_s, 800, 5_000)
        put(track, resonant(filtered(caw, cut("low", 350)), (1_250, 13, 5), (1_800, 10, 6), (3_000, 6, 5)) * hump(long_s, 0.3), 0.52 * turn)
    return track


def owl(random: Random) -> Wave:
    """Hoo; hoo-hoo, hoo."""
    track = silence(3.0)
    for at_s, long_s, level in ((0.0, 0.6, 1.0), (1.15, 0.2, 0.7), (1.42, 0.22, 0.8), (1.75, 0.95, 1.0)):
        bend = 1 + 0.05 * np.sin(np.pi * times(long_s) / long_s) + 0.008 * np.sin(2 * np.pi * 9 * times(long_s)) * (long_s > 0.8)
        put(track, (tone(362 * bend, (1.0, 0.06, 0.04)) + noise(random, long_s, 250, 700) * 0.05) * hump(long_s, 0.4), at_s, level)
    return track


def crickets(random: Random, seconds: float) -> Wave:
    """Wings that rasp in threes, several, each in its own time."""
    time_s = times(seconds)
    wave = silence(seconds)
    for pitch_hz, rhythm_s, level in ((4_350, 0.62, 1.0), (4_710, 0.71, 0.7), (3_980, 0.83, 0.4)):
        place = (time_s + float(random.uniform(0, 1))) % rhythm_s
        rasp = np.where(place < 0.15, np.sin(np.pi * (place % 0.05) / 0.05) ** 2, 0.0)
        wave += level * rasp * (np.sin(2 * np.pi * pitch_hz * time_s) + 0.2 * np.sin(4 * np.pi * pitch_hz * time_s))
    return wave


def dog(random: Random) -> Wave:
    """Two barks, and one."""
    track = silence(1.7)
    for at_s, level in ((0.0, 1.0), (0.42, 0.85), (1.15, 1.0)):
        long_s = 0.22
        pitch_hz = (310 + 330 * hump(long_s, 0.28)) * (1 + 0.06 * wander(random, long_s, 0.008))
        throat = pulses(pitch_hz, 0.3) + 0.3 * noise(random, long_s, 500, 4_500)
        bark = resonant(filtered(throat, cut("low", 260), cut("high", 5_200)), (720, 11, 3), (1_380, 9, 4), (2_650, 5, 4))
        put(track, bark * hump(long_s, 0.22), at_s, level)
    return track


def wolf(random: Random) -> Wave:
    """One long howl: up, held, and down."""
    seconds = 3.8
    time_s = times(seconds)
    pitch_hz = np.interp(time_s, [0, 0.45, 0.9, 2.5, 3.8], [330, 560, 640, 600, 380]) * (
        1 + 0.007 * np.sin(2 * np.pi * 5.2 * time_s) + 0.006 * wander(random, seconds, 0.1)
    )
    howl = resonant(tone(pitch_hz, (1.0, 0.42, 0.2, 0.1, 0.05)), (650, 5, 2), (1_250, 3, 3))
    return (howl + noise(random, seconds, 500, 2_200) * 0.03) * hump(seconds, 0.4) ** 0.6


def _phrase(random: Random, centre_hz: float) -> Wave:
    """A bird's phrase: a few syllables that glide, some of them repeated."""
    syllables: list[Wave] = []
    for _ in range(int(random.integers(2, 5))):
        long_s = float(random.uniform(0.05, 0.17))
        place = times(long_s) / long_s
        start, bend, end = (centre_hz * float(random.uniform(0.75, 1.35)) for _ in range(3))
        pitch_hz = start * (1 - place) ** 2 + 2 * bend * place * (1 - place) + end * place**2
        syllable = tone(pitch_hz, (1.0, 0.08)) * hump(long_s, 0.4)
        syllables += [syllable, silence(0.03)] * int(random.integers(1, 5))
    return np.concatenate(syllables)
