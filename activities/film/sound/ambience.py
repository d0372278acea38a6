"""The air of a place, under everything: its own sound, the weather and the hour, so that silence in a film is never digital.

A scene's air is one bed or several of them on top of each other: a bar in the rain has its guests and the rain on its roof. Each bed is
24 s, synthesised, looped without a seam; it lies 20 to 40 dB under speech. Memory: 5 MB a bed, the four used last are kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from activities.film.sound.edges import air_reach
from activities.film.sound.places import is_outside, kind_of_place, words_of
from activities.media.sound.effects import creatures, doors, motors, people, signals, weather
from activities.media.sound.effects.grain import Random, Wave, filtered, noise, samples_of, wander
from activities.media.sound.loudness import integrated_lufs
from activities.media.sound.tone import cut
from activities.media.sound.waveform import Sound, amplitude, crossfade_gain, random_numbers
from schemas.media import SAMPLE_RATE_HZ
from schemas.shots import Setting
from schemas.sound import SoundEdge
from schemas.timeline import Timeline

_LOOP_S, _SEAM_S = 24.0, 2.0
_LOOP, _SEAM = samples_of(_LOOP_S), samples_of(_SEAM_S)
_EARS_APART_S = 11.3


@dataclass(frozen=True)
class Bed:
    """One kind of air."""

    level_lufs: float
    make: Callable[[Random, float], Wave]
    """Fills so many seconds."""


def room_tone(random: Random, seconds: float) -> Wave:
    """What is left when everybody in a room is quiet."""
    wave = filtered(random.standard_normal(samples_of(seconds)), cut("high", 160), cut("high", 900), cut("low", 40))
    return wave * (1 + 0.05 * wander(random, seconds, 2.0))


def street(random: Random, seconds: float) -> Wave:
    """Traffic some streets away: a roar in which single cars pass."""
    roar = filtered(random.standard_normal(samples_of(seconds)), cut("high", 260), cut("high", 1_400), cut("low", 45))
    tyres = noise(random, seconds, 450, 1_900) * np.clip(wander(random, seconds, 2.1), 0, 1) ** 2
    return roar * (1 + 0.35 * wander(random, seconds, 1.5)) + 0.12 * tyres


def night(random: Random, seconds: float) -> Wave:
    """Crickets over a breath of wind."""
    air = filtered(random.standard_normal(samples_of(seconds)), cut("high", 300), cut("high", 800), cut("low", 80))
    return air * (1 + 0.2 * wander(random, seconds, 1.5)) + 0.11 * creatures.crickets(random, seconds)


def leaves(random: Random, seconds: float) -> Wave:
    """Wind in trees by day, and who sings there."""
    gust = np.clip(0.4 + 0.4 * wander(random, seconds, 1.7), 0.05, 1)
    rustle = noise(random, seconds, 1_200, 6_000) * gust**2 * 0.25 + noise(random, seconds, 150, 600) * gust * 0.4
    return rustle + 0.22 * creatures.birds(random, seconds)


def echoing(random: Random, seconds: float) -> Wave:
    """The held breath of a great stone room."""
    wave = noise(random, seconds, 45, 420) * (1 + 0.25 * wander(random, seconds, 2.4))
    return wave + 0.08 * noise(random, seconds, 420, 1_600)


def wet_stone(random: Random, seconds: float) -> Wave:
    """A cave: its breath, and drops."""
    return echoing(random, seconds) + 1.6 * weather.drips(random, seconds)


def hull(random: Random, seconds: float) -> Wave:
    """A ship from inside: water along it, timber, a motor far below."""
    motor = noise(random, seconds, 35, 130) * (1 + 0.3 * np.sin(2 * np.pi * 3.1 * np.arange(samples_of(seconds)) / SAMPLE_RATE_HZ))
    return 0.7 * motor + weather.lapping(random, seconds) + 0.3 * doors.floorboards(random, seconds)


def carriage(random: Random, seconds: float) -> Wave:
    """A train from inside: the joints through the floor."""
    return filtered(motors.train(random, seconds), cut("high", 900))


def harbour(random: Random, seconds: float) -> Wave:
    """Surf, and now and then gulls above it."""
    wave = weather.waves(random, seconds)
    cries = creatures.gulls(random, seconds / 3)
    wave[: len(cries)] += 0.25 * cries
    return wave


BEDS: Mapping[str, Bed] = {
    "room": Bed(-56, room_tone),
    "office": Bed(-52, signals.hum),
    "church": Bed(-53, echoing),
    "cave": Bed(-50, wet_stone),
    "bar": Bed(-44, people.crowd),
    "crowd": Bed(-44, people.crowd),
    "car": Bed(-46, motors.idling),
    "train": Bed(-44, carriage),
    "ship": Bed(-46, hull),
    "spaceship": Bed(-48, signals.drone),
    "wind": Bed(-50, weather.wind),
    "gale": Bed(-43, weather.wind),
    "rain": Bed(-46, weather.rain),
    "roof": Bed(-49, weather.rain_on_roof),
    "surf": Bed(-46, weather.waves),
    "harbour": Bed(-46, harbour),
    "water": Bed(-49, weather.lapping),
    "street": Bed(-48, street),
    "forest": Bed(-48, leaves),
    "night": Bed(-50, night),
}


class Ambience:
    """The air of a scene."""

    def __init__(self, heading: str, setting: Setting | None, samples: int, begin: SoundEdge, end: SoundEdge) -> None:
        """`samples` long, and beyond where the edges say so; what it is made of is told by heading and setting."""
        self._beds = air_of(heading, setting)
        self._rise, self._fall = air_reach(begin, is_begin=True), air_reach(end, is_begin=False)
        self.first_sample, self.end_sample = -self._rise.beyond, samples + self._fall.beyond

    def block(self, first_sample: int, samples: int) -> Sound:
        """Shape (2, samples) of the scene, from `first_sample`."""
        block = np.zeros((2, samples), np.float32)
        begin, until = max(self.first_sample, first_sample), min(self.end_sample, first_sample + samples)
        if until > begin:
            length = self.end_sample - self.first_sample
            gain = crossfade_gain(begin - self.first_sample, until - begin, length, self._rise.fade, self._fall.fade)
            for bed in self._beds:
                block[:, begin - first_sample : until - first_sample] += loop(bed).heard(begin, until) * gain
        return block


def setting_of(timeline: Timeline) -> Setting | None:
    """Where and when a scene plays, by the first of its shots that says it; `timeline` is the scene's own."""
    return next((placed.shot.setting for placed in timeline.shots if placed.shot.setting), None)


def air_of(heading: str, setting: Setting | None = None) -> tuple[str, ...]:
    """The beds of a scene, each in `BEDS`.

    Args:
        heading: "INT. BAR - NIGHT".
        setting: Its weather and hour, where known; else they are read from the heading.
    """
    if setting is None and not heading.upper().startswith(("INT", "EXT", "I/", "E/", "I.", "E.")):
        # a card's heading is the film's title, no place
        return ("room",)
    place, outside, words = kind_of_place(heading), is_outside(heading), words_of(heading)
    kind = setting.weather if setting else ""
    rains = kind in {"rain", "storm"} or bool(words & _RAIN)
    blows = kind in {"wind", "storm", "snow"}
    dark = setting.time_of_day in {"night", "midnight", "dusk"} if setting else bool(words & _NIGHT)
    if not outside:
        own = place if place in _INSIDE else "crowd" if place == "station" else "room"
        return (own, "roof") if rains and place not in _UNDER_GROUND else (own,)
    own = _OUTSIDE.get(place, "") or ("" if rains or blows else "night" if dark else "wind")
    own = "night" if own == "forest" and dark else "wind" if own == "forest" and kind in {"snow", "fog"} else own
    own = "surf" if own == "harbour" and (dark or rains or blows) else own
    weathers = [bed for bed, is_there in (("rain", rains), ("gale" if kind == "storm" else "wind", blows)) if is_there]
    return tuple(dict.fromkeys(bed for bed in (own, *weathers) if bed))


_RAIN = frozenset(
    "rain storm thunderstorm regen gewitter pluie orage lluvia tormenta pioggia tempesta chuva tempestade बारिश".split()  # noqa: SIM905 - a table
)
_NIGHT = frozenset(["night", "midnight", "nacht", "nuit", "noche", "notte", "noite", "रात"])
_INSIDE = frozenset({"office", "church", "cave", "bar", "crowd", "car", "train", "ship", "spaceship"})
_UNDER_GROUND = frozenset({"cave", "spaceship"})
"""Where no rain is heard."""
_OUTSIDE = {
    "surf": "harbour",
    "ship": "surf",
    "water": "water",
    "forest": "forest",
    "meadow": "forest",
    "street": "street",
    "car": "street",
    "crowd": "crowd",
    "bar": "street",
    "office": "street",
    "wind": "wind",
}


@dataclass(frozen=True)
class Loop:
    """24 s of one kind of air, whose end leads into its beginning."""

    ear: NDArray[np.float32]
    """What one ear hears, shape (samples,). The other hears it eleven seconds later, and is as wide as two recordings."""

    def heard(self, begin: int, until: int) -> Sound:
        """Both ears from sample `begin` to `until`; a loop without a seam may begin anywhere."""
        places = np.arange(begin, until)
        one, other = (self.ear.take(places - late, mode="wrap") for late in (0, samples_of(_EARS_APART_S)))
        # a little of each ear in the other: air is around, not at two loudspeakers
        return np.stack([np.float32(0.8) * one + np.float32(0.35) * other, np.float32(0.8) * other + np.float32(0.35) * one])


@lru_cache(maxsize=2)  # 4.6 MB each
def loop(kind: str) -> Loop:
    """The air of one kind; shared, do not write to it."""
    bed = BEDS[kind]
    one = bed.make(random_numbers("ambience", kind), _LOOP_S + _SEAM_S)
    fade = np.linspace(0, 1, _SEAM)
    one[:_SEAM] = one[:_SEAM] * np.sqrt(fade) + one[_LOOP:] * np.sqrt(1 - fade)
    one = one[:_LOOP]
    raw = Loop(one.astype(np.float32))
    return Loop(raw.ear * np.float32(amplitude(bed.level_lufs - integrated_lufs(raw.heard(0, _LOOP)))))
