"""What breaks, strikes and goes off: shots, explosions, glass, fists, blades; and the small ones, a switch, a match, a shutter."""

import numpy as np

from activities.media.sound.effects.grain import Random, Wave, burst, hump, joined, noise, put, scattered, silence, struck, times, wander


def gunshot(random: Random) -> Wave:
    """The crack, the blast, and what the surroundings send back."""
    crack = burst(random, 0.035, 900, 15_000, 0.0001)
    blast = burst(random, 0.22, 70, 3_200, 0.0004)
    body = struck(random, [(58, 0.25, 1.0), (92, 0.2, 0.8), (151, 0.12, 0.5)], 0.05)
    tail = burst(random, 1.5, 110, 1_700, 0.02)
    slap = burst(random, 0.5, 200, 2_400, 0.004)
    return joined((0.0, crack, 1.5), (0.0, blast, 1.5), (0.0, body, 0.9), (0.02, tail, 0.28), (0.13, slap, 0.22), (0.27, slap, 0.12))


def explosion(random: Random) -> Wave:
    """The shock, a ball of low noise, and debris that comes down."""
    seconds = 4.2
    track = silence(seconds)
    put(track, burst(random, 0.12, 300, 12_000, 0.0003), 0.0, 1.2)
    put(track, burst(random, 2.9, 24, 240, 0.012), 0.0, 3.2)
    put(track, burst(random, 1.7, 90, 1_600, 0.01), 0.01, 1.2)
    put(track, struck(random, [(31, 1.6, 1.0), (44, 1.2, 0.8)], 0.05, 0.01), 0.0, 0.8)
    debris = scattered(random, 2.6, 30, _rubble, 0.05)
    put(track, debris * hump(2.6, 0.25), 0.7, 0.5)
    return track


def glass_breaks(random: Random) -> Wave:
    """The pane gives, and its pieces ring on the floor, fewer and smaller."""
    seconds = 1.9
    track = silence(seconds)
    put(track, burst(random, 0.09, 1_400, 14_000, 0.0003), 0.0, 1.2)
    put(track, struck(random, [(310, 0.06, 0.8), (720, 0.05, 0.5)], 0.1), 0.0, 0.6)
    for turn in range(46):
        at_s = 0.004 + 1.35 * float(random.random()) ** (1.6 if turn < 26 else 0.8)
        put(track, _shard(random), at_s, float(random.uniform(0.12, 0.55)) * (1 - at_s / 1.9))
    return track


def clink(random: Random) -> Wave:
    """Two glasses meet."""
    modes = [(2_140, 0.75, 1.0), (3_480, 0.5, 0.7), (4_310, 0.4, 0.5), (6_870, 0.25, 0.35), (9_200, 0.15, 0.2)]
    other = [(pitch_hz * 1.13, decay_s, level * 0.7) for pitch_hz, decay_s, level in modes]
    return joined((0.0, struck(random, modes, 0.03, 0.0002), 1.0), (0.003, struck(random, other, 0.03, 0.0002), 0.8))


def punch(random: Random) -> Wave:
    """A fist in cloth and flesh."""
    body = struck(random, [(74, 0.13, 1.0), (118, 0.1, 0.8), (189, 0.07, 0.5)], 0.05)
    return joined(
        (0.0, noise(random, 0.05, 300, 1_500) * hump(0.05, 0.9), 0.12), (0.045, body, 1.1), (0.045, burst(random, 0.07, 250, 4_000), 0.9)
    )


def sword(random: Random) -> Wave:
    """Steel on steel, and the blade that slides off."""
    modes = [(float(pitch_hz), 0.9 - 0.00007 * pitch_hz, 0.6) for pitch_hz in (1_270, 2_033, 2_910, 3_764, 4_981, 6_240, 7_890)]
    slide = noise(random, 0.4, 3_500, 12_000) * hump(0.4, 0.2)
    return joined((0.0, struck(random, modes, 0.03, 0.0002), 1.0), (0.0, burst(random, 0.03, 1_500, 12_000), 1.4), (0.03, slide, 0.3))


def switch(random: Random) -> Wave:
    """A spring gives, the contact falls."""
    click = struck(random, [(2_700, 0.015, 0.7), (1_250, 0.02, 0.8), (420, 0.03, 0.6)], 0.05, 0.0002)
    return joined((0.0, burst(random, 0.006, 1_800, 9_000), 0.4), (0.024, click, 1.0), (0.024, burst(random, 0.01, 1_500, 9_000), 0.6))


def match(random: Random) -> Wave:
    """The head scrapes, flares and burns."""
    scrape = noise(random, 0.24, 2_200, 11_000) * hump(0.24, 0.75) * (0.6 + 0.4 * wander(random, 0.24, 0.006))
    flare = noise(random, 1.1, 700, 8_000) * np.exp(-times(1.1) / 0.22) * np.minimum(1, times(1.1) / 0.05)
    spit = scattered(random, 0.5, 40, lambda source: burst(source, 0.008, 1_500, 9_000, 0.0002), 0.1)
    return joined((0.0, scrape, 0.8), (0.2, flare, 1.0), (0.22, spit, 0.5))


def shutter(random: Random) -> Wave:
    """Two curtains, and the film that winds."""
    curtain = joined((0.0, burst(random, 0.02, 900, 8_000), 1.0), (0.0, struck(random, [(640, 0.03, 0.7), (1_650, 0.02, 0.6)], 0.05), 0.8))
    wind = noise(random, 0.32, 900, 4_500) * (0.5 + 0.5 * np.sin(2 * np.pi * 46 * times(0.32))) * hump(0.32, 0.5)
    return joined((0.0, curtain, 1.0), (0.055, curtain, 0.85), (0.14, wind, 0.4))


def _shard(random: Random) -> Wave:
    pitch_hz = float(random.uniform(2_300, 7_000))
    modes = [(pitch_hz, 0.18, 1.0), (pitch_hz * 1.62, 0.12, 0.6), (min(15_000.0, pitch_hz * 2.21), 0.08, 0.4)]
    return struck(random, modes, 0.05, 0.0002)


def _rubble(random: Random) -> Wave:
    return joined(
        (0.0, burst(random, float(random.uniform(0.02, 0.08)), 200, 4_000), 1.0),
        (0.0, struck(random, [(float(random.uniform(120, 600)), 0.07, 1.0)], 0.1), 0.6),
    )
