"""Engines and what they drive: cars, trains, aircraft; and brakes."""

import numpy as np

from activities.media.sound.effects.grain import (
    Random,
    Wave,
    burst,
    filtered,
    hump,
    joined,
    noise,
    phase,
    pulses,
    put,
    resonant,
    samples_of,
    silence,
    struck,
    times,
    tone,
    wander,
)
from activities.media.sound.tone import cut

_SOUND_M_PER_S = 343.0
_RAIL = [(176, 0.16, 1.0), (292, 0.12, 0.8), (511, 0.08, 0.5), (1_240, 0.05, 0.25), (68, 0.2, 0.8)]


def engine(random: Random, seconds: float) -> Wave:
    """The starter whines, the engine catches, idles."""
    starts_s = min(0.85, seconds / 3)
    turning = 9.5 * (1 + 0.1 * np.sin(2 * np.pi * 4.5 * times(starts_s)))
    starter = tone(turning * 27, (1.0, 0.4, 0.5, 0.2, 0.15)) * (0.6 + 0.4 * np.sin(2 * np.pi * phase(turning)))
    running_s = max(0.1, seconds - starts_s)
    after_s = times(running_s)
    rate_hz = (27 + 42 * np.exp(-after_s / 0.35) * (1 - np.exp(-after_s / 0.06))) * (1 + 0.03 * wander(random, running_s, 0.11))
    track = silence(seconds)
    put(track, starter * hump(starts_s, 0.3) ** 0.3, 0.0, 0.25)
    put(track, _exhaust(random, rate_hz) * np.minimum(1, after_s / 0.08), starts_s, 1.0)
    return track


def idling(random: Random, seconds: float) -> Wave:
    """A motor that runs evenly, as it is heard from inside."""
    rate_hz = 34 * (1 + 0.02 * wander(random, seconds, 0.3))
    road = noise(random, seconds, 30, 260) * (1 + 0.25 * wander(random, seconds, 0.5))
    return 0.5 * filtered(_exhaust(random, rate_hz), cut("high", 320)) + 0.7 * road


def car_passes(random: Random) -> Wave:
    """A car comes, passes at 7 m and goes: level by distance, pitch by Doppler's law."""
    seconds, speed, nearest_m = 4.4, 17.0, 7.0
    place_m = speed * (times(seconds) - seconds * 0.46)
    distance_m = np.hypot(place_m, nearest_m)
    bent = 1 / (1 + speed * place_m / distance_m / _SOUND_M_PER_S)
    motor = _exhaust(random, 62 * bent)
    tyres = noise(random, seconds, 350, 2_600) + 0.5 * noise(random, seconds, 2_600, 7_000) * (nearest_m / distance_m)
    near = (nearest_m / distance_m) ** 1.3
    return np.asarray((0.55 * motor + 0.75 * tyres) * near * np.minimum(1, hump(seconds, 0.46) * 4))


def brakes(random: Random) -> Wave:
    """Rubber or steel that screeches, lower and lower."""
    seconds = 1.5
    pitch_hz = (1_050 - 330 * times(seconds) / seconds) * (1 + 0.02 * wander(random, seconds, 0.02))
    second_hz = pitch_hz * (1.47 + 0.02 * wander(random, seconds, 0.05))
    squeal = tone(pitch_hz, (1.0, 0.5, 0.35, 0.2, 0.1)) + 0.6 * tone(second_hz, (1.0, 0.3, 0.2))
    rough = 0.7 + 0.3 * wander(random, seconds, 0.008)
    scrub = noise(random, seconds, 700, 5_500) * 0.5
    ends = np.minimum(1, (seconds - times(seconds)) / 0.09) * np.minimum(1, times(seconds) / 0.05)
    return np.asarray((0.5 * squeal * rough + scrub) * ends)


def train(random: Random, seconds: float) -> Wave:
    """Wheels over joints, four at a time, and the weight that rolls."""
    rumble = filtered(random.standard_normal(samples_of(seconds)), cut("low", 32), cut("high", 190))
    hiss = noise(random, seconds, 800, 4_200) * 0.12
    track = (rumble * 1.3 + hiss) * (1 + 0.2 * wander(random, seconds, 0.6))
    at_s = 0.0
    while at_s < seconds:
        for place_s, level in ((0.0, 1.0), (0.115, 0.8), (0.36, 0.75), (0.475, 0.6)):
            joint = joined((0.0, struck(random, _RAIL, 0.03), 0.9), (0.0, burst(random, 0.05, 250, 3_800), 0.8))
            put(track, joint, at_s + place_s, level)
        at_s += 1.08 * (1 + float(random.uniform(-0.01, 0.01)))
    return np.asarray(track)


def aircraft(random: Random, seconds: float) -> Wave:
    """Blades that chop the air over a turbine."""
    blades_hz = 11.5 * (1 + 0.02 * wander(random, seconds, 0.8))
    chop = filtered(pulses(blades_hz, 0.3), cut("low", 24))
    air = noise(random, seconds, 60, 900) * (0.25 + 1.2 * pulses(blades_hz, 0.5))
    turbine = tone(1_870 * (1 + 0.004 * wander(random, seconds, 0.7)), (0.03, 0.01)) + noise(random, seconds, 1_500, 5_000) * 0.03
    return 1.6 * chop + air + turbine


def _exhaust(random: Random, rate_hz: Wave) -> Wave:
    """Four strokes of unlike strength through a pipe."""
    seconds = len(rate_hz) / 48_000
    firing = pulses(rate_hz, 0.35)
    uneven = 1 + 0.25 * np.sin(np.pi * phase(rate_hz)) + 0.12 * wander(random, seconds, 0.05)
    blast = filtered(random.standard_normal(len(rate_hz)), cut("low", 90), cut("high", 1_800)) * firing
    pipe = resonant(filtered(firing * uneven, cut("low", 30), cut("high", 700)), (95, 8, 2), (190, 6, 3), (410, 4, 3))
    return np.asarray(1.5 * pipe + 0.5 * blast)
