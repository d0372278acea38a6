"""Doors and what is done to them: opened, closed, slammed, knocked at, locked; and what creaks."""

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
    pulses,
    put,
    resonant,
    samples_of,
    silence,
    struck,
    wander,
)
from activities.media.sound.tone import cut

_PANEL = [(88, 0.22, 1.0), (141, 0.2, 0.8), (212, 0.16, 0.6), (335, 0.11, 0.4), (520, 0.07, 0.25)]
_LEAF = [(185, 0.09, 1.0), (318, 0.075, 0.9), (523, 0.055, 0.6), (886, 0.035, 0.4), (1_420, 0.02, 0.25)]
_LATCH = [(1_180, 0.03, 0.5), (2_350, 0.035, 0.8), (3_720, 0.03, 0.6), (5_600, 0.02, 0.3), (310, 0.05, 0.7)]


def door_opens(random: Random) -> Wave:
    """The handle, the latch, the air, a little hinge."""
    hinge = creak(random, 0.55, 95)
    air = noise(random, 0.7, 120, 900) * hump(0.7, 0.4)
    return joined((0.0, _latch(random), 0.5), (0.11, _latch(random), 0.9), (0.16, air, 0.05), (0.22, hinge, 0.1))


def door_closes(random: Random) -> Wave:
    """The air before it, the leaf against its frame, the latch."""
    air = noise(random, 0.4, 100, 700) * hump(0.4, 0.8)
    return joined((0.0, air, 0.07), (0.33, _shut(random), 0.8), (0.37, _latch(random), 0.55))


def door_slams(random: Random) -> Wave:
    """The leaf and the wall, and what stands on the shelf."""
    wall = struck(random, [(47, 0.5, 1.0), (63, 0.45, 0.9), (96, 0.35, 0.8), (154, 0.3, 0.6)])
    crack = burst(random, 0.16, 60, 3_500)
    rattle = joined(*((0.03 + 0.035 * turn, _latch(random), 0.3 / (turn + 1)) for turn in range(4)))
    return joined((0.0, wall, 1.0), (0.0, crack, 1.1), (0.0, _shut(random), 1.2), (0.01, rattle, 1.0))


def knock(random: Random) -> Wave:
    """Three knuckles on wood."""
    blows = []
    at_s = 0.0
    for turn in range(3):
        blow = joined((0.0, struck(random, _LEAF, 0.02), 1.0), (0.0, burst(random, 0.02, 600, 5_000), 0.35))
        blows.append((at_s, blow, (0.8, 1.0, 0.9)[turn]))
        at_s += 0.2 * (1 + random.uniform(-0.06, 0.06))
    return joined(*blows)


def creaks(random: Random) -> Wave:
    """An old hinge, slowly."""
    return creak(random, 1.7, 70)


def creak(random: Random, seconds: float, pitch_hz: float) -> Wave:
    """Wood that sticks and slips: pulses whose rate wanders, through the body they shake."""
    rate_hz = pitch_hz * (1 + 0.75 * hump(seconds, 0.65)) * (1 + 0.18 * wander(random, seconds, 0.09))
    slips = pulses(rate_hz, 0.07) * (1 + 0.5 * wander(random, seconds, 0.013))
    body = resonant(filtered(slips, cut("low", 350)), (640, 14, 9), (1_130, 13, 11), (2_250, 12, 10), (3_400, 8, 8))
    return body * hump(seconds, 0.45) * (0.65 + 0.35 * wander(random, seconds, 0.12))


def lock(random: Random) -> Wave:
    """A key goes in and turns, the bolt falls."""
    teeth = joined(*((0.028 * turn, burst(random, 0.012, 2_500, 9_000), 0.2 + 0.1 * float(random.random())) for turn in range(5)))
    bolt = joined((0.0, _latch(random), 1.0), (0.012, struck(random, _PANEL[2:]), 0.6))
    return joined((0.0, teeth, 0.7), (0.32, _latch(random), 0.4), (0.5, bolt, 1.0))


def floorboards(random: Random, seconds: float) -> Wave:
    """A hull or a house at night: creaks and knocks of wood now and then."""
    track = silence(seconds)
    at_s = float(random.uniform(0.2, 1.5))
    while at_s < seconds:
        long_s = float(random.uniform(0.5, 1.4))
        put(track, creak(random, long_s, float(random.uniform(38, 75))), at_s, float(random.uniform(0.3, 1.0)))
        if random.random() < 0.4:
            put(track, struck(random, _PANEL, 0.1), at_s + long_s * 0.7, 0.25)
        at_s += float(random.uniform(1.6, 4.5))
    return track


def _shut(random: Random) -> Wave:
    thump = struck(random, _PANEL, 0.03)
    rub = burst(random, 0.09, 90, 1_600)
    return joined((0.0, thump, 0.8), (0.0, rub, 0.6))


def _latch(random: Random) -> Wave:
    click = struck(random, _LATCH, 0.06, 0.0002)
    grit = filtered(random.standard_normal(samples_of(0.02)), cut("low", 2_000), cut("high", 7_500)) * fall(0.02, 0.015, 0.0003)
    return np.asarray(joined((0.0, click, 0.6), (0.0, grit, 0.2)))
