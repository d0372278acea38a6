"""Feet and hooves, and bodies that fall."""

import numpy as np

from activities.media.sound.effects.grain import Random, Wave, burst, joined, put, silence, struck

_SOLE = [(72, 0.09, 1.0), (118, 0.07, 0.8), (205, 0.05, 0.5), (410, 0.03, 0.25)]
_HOOF = [(640, 0.05, 1.0), (960, 0.04, 0.8), (1_420, 0.03, 0.5), (210, 0.06, 0.7)]


def steps(random: Random, seconds: float) -> Wave:
    """Somebody walks: heel and ball of two unlike feet."""
    return _paced(random, seconds, 0.54, 0.075, 0.45)


def running(random: Random, seconds: float) -> Wave:
    """Somebody runs: the whole foot at once, harder."""
    return _paced(random, seconds, 0.31, 0.03, 0.7)


def horse(random: Random, seconds: float) -> Wave:
    """A gallop: three beats and a breath."""
    track = silence(seconds)
    at_s = 0.0
    while at_s < seconds:
        for place_s, level in ((0.0, 0.8), (0.105, 0.65), (0.2, 1.0)):
            hoof = joined(
                (0.0, struck(random, _HOOF, 0.08), 0.8),
                (0.0, struck(random, _SOLE, 0.08), 1.0),
                (0.0, burst(random, 0.06, 300, 3_500), 0.5),
            )
            put(track, hoof, at_s + place_s + float(random.uniform(0, 0.008)), level)
        at_s += 0.44 * (1 + float(random.uniform(-0.03, 0.03)))
    return track


def thud(random: Random) -> Wave:
    """Something heavy on the floor, and its second, smaller touch."""
    heavy = struck(random, [(52, 0.3, 1.0), (81, 0.24, 0.8), (133, 0.16, 0.5), (230, 0.1, 0.3)], 0.05)
    cloth = burst(random, 0.18, 80, 1_800)
    return joined(
        (0.0, heavy, 1.0), (0.0, cloth, 0.7), (0.16, struck(random, _SOLE, 0.1), 0.4), (0.16, burst(random, 0.08, 200, 2_000), 0.2)
    )


def _paced(random: Random, seconds: float, pace_s: float, roll_s: float, weight: float) -> Wave:
    """Steps every `pace_s`, heel before ball by `roll_s`; `weight` 0 to 1."""
    track = silence(seconds)
    at_s, foot = 0.0, 0
    while at_s < seconds:
        heel = joined(
            (0.0, struck(random, _SOLE, 0.05), 0.5 + 0.5 * weight),
            (0.0, burst(random, 0.05, 250, 2_600 + 500 * foot), 0.5),
            (0.0, burst(random, 0.012, 1_500, 7_000), 0.25),
        )
        ball = joined((0.0, burst(random, 0.06, 500, 4_200), 0.3), (0.0, struck(random, _SOLE[1:], 0.08), 0.25))
        put(track, heel, at_s, 1.0 - 0.15 * foot + 0.1 * float(random.random()))
        put(track, ball, at_s + roll_s, 0.8)
        at_s += pace_s * (1 + float(random.uniform(-0.04, 0.04)))
        foot = 1 - foot
    return np.asarray(track)
