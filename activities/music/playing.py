"""Ways of playing a bar: held chords, broken chords, pulses, strums and bass lines, as plain events."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from activities.music.harmony import Chord, Mood
from activities.music.palettes import Part

Event: TypeAlias = tuple[float, float, float, float]
"""Start in seconds, length in seconds, key, velocity."""


@dataclass(frozen=True)
class Moment:
    """One bar."""

    bar: int
    start_s: float
    beat_s: float
    beats: int
    energy: float
    chord: Chord
    keys: tuple[int, ...]
    """The chord in the part's range, close position."""
    tonic: int

    def at(self, beat: float) -> float:
        """Seconds of a beat of this bar."""
        return self.start_s + beat * self.beat_s


def chord_notes(part: Part, moment: Moment) -> Iterator[Event]:
    """A chord held through the bar, or a drone."""
    length_s = moment.beats * moment.beat_s
    velocity = 0.25 + 0.7 * moment.energy
    match part.style:
        case "top":
            yield moment.start_s, length_s, moment.keys[-1], velocity
        case "open":
            # tonic and fifth whatever the chord: nothing that disturbs a raga
            tonic = part.low + (moment.tonic - part.low) % 12
            if moment.bar % 2 == 0:
                yield moment.start_s, 2 * length_s, tonic, velocity
                yield moment.start_s, 2 * length_s, tonic + 7, velocity * 0.8
        case "tanpura":
            yield from _tanpura(moment)
        case _ if part.role == "drone":
            if moment.bar % 4 == 0:
                key = part.low + (moment.tonic - part.low) % 12
                yield moment.start_s, 4 * length_s, key, velocity
                yield moment.start_s, 4 * length_s, key + 7, velocity * 0.5
        case _:
            for key in moment.keys:
                yield moment.start_s, length_s, key, velocity


def rhythm_notes(part: Part, moment: Moment, mood: Mood, random: np.random.Generator) -> Iterator[Event]:
    """What a part does through a bar, by its role and style."""
    match part.role:
        case "arpeggio":
            yield from _arpeggio(part.style, moment, mood, random)
        case "pulse":
            yield from _pulse(part.style, moment)
        case "comp":
            yield from _comp(part.style, moment, random)
        case _:
            yield from _bass(part, moment)


def _tanpura(moment: Moment) -> Iterator[Event]:
    """Pa sa' sa' sa: one string a beat, ringing into the next."""
    low = moment.tonic - 12 if moment.tonic > 50 else moment.tonic
    for beat, key in enumerate((low + 7, low + 12, low + 12, low)[: moment.beats]):
        yield moment.at(beat), 2.6 * moment.beat_s + 1.0, key, 0.7


def _arpeggio(style: str, moment: Moment, mood: Mood, random: np.random.Generator) -> Iterator[Event]:
    keys = moment.keys
    upper = [*keys, keys[0] + 12]
    velocity = 0.25 + 0.6 * moment.energy
    match style:
        case "rolling":
            low = [keys[0] - 12, keys[0] + (moment.chord.fifth - moment.chord.root) - 12, *keys]
            wave = (0, 1, 2, 3, 4, 3, 2, 1)
            for step in range(moment.beats * 2):
                yield moment.at(step / 2), moment.beat_s * 1.6, low[wave[step % 8] % len(low)], velocity * (1.1 if step == 0 else 0.8)
        case "travis":
            bass = keys[0]
            for step in range(moment.beats * 2):
                key = bass if step % 4 == 0 else bass + 7 if step % 2 == 0 else upper[1 + (step // 2 + step) % (len(upper) - 1)]
                yield moment.at(step / 2), moment.beat_s * 1.2, key, velocity * (1.0 if step % 2 == 0 else 0.75)
        case "sixteenths":
            pattern = (0, 2, 1, 3, 2, 0, 3, 1)
            for step in range(moment.beats * 4):
                if step % 4 == 0 or random.random() < 0.55 + 0.4 * moment.energy:
                    yield (
                        moment.at(step / 4),
                        moment.beat_s * 0.3,
                        upper[pattern[step % 8] % len(upper)],
                        velocity * (1 if step % 4 == 0 else 0.6),
                    )
        case "sparse":
            for beat in (0.5, 1.5, 3.5):
                if beat < moment.beats and random.random() < 0.4 + 0.4 * mood.density:
                    yield moment.at(beat), moment.beat_s * 0.6, upper[int(random.integers(len(upper)))] + 12, velocity
        case _:
            skip = 2 if moment.energy < 0.5 or mood.density < 0.4 else 1
            order = (0, 2, 1, 3, 2, 3, 1, 2) if moment.bar % 2 else (0, 1, 2, 3, 4, 3, 2, 1)
            for step in range(0, moment.beats * 2, skip):
                yield moment.at(step / 2), moment.beat_s * 1.8, upper[order[step % 8] % len(upper)], velocity * (1.1 if step == 0 else 0.75)


def _pulse(style: str, moment: Moment) -> Iterator[Event]:
    root = moment.keys[0]
    velocity = 0.3 + 0.65 * moment.energy
    if style == "eighths":
        for step in range(moment.beats * 2):
            yield (
                moment.at(step / 2),
                moment.beat_s * 0.4,
                root if step % 8 < 6 else moment.keys[1],
                velocity * (1 if step % 4 == 0 else 0.65),
            )
        return
    # three, three and two sixteenths against the beat: what drives a chase
    strong = {0, 3, 6, 8, 11, 14}
    for step in range(moment.beats * 4):
        is_strong = step in strong
        if style == "driving" and not is_strong and moment.energy < 0.35:
            continue
        key = root if style == "driving" else moment.keys[step % len(moment.keys)]
        yield (
            moment.at(step / 4),
            moment.beat_s * 0.22,
            key + (12 if step in {6, 14} and style == "driving" else 0),
            velocity * (1 if is_strong else 0.5),
        )


def _comp(style: str, moment: Moment, random: np.random.Generator) -> Iterator[Event]:
    velocity = 0.3 + 0.6 * moment.energy
    match style:
        case "offbeat":
            for offbeat in range(1, moment.beats, 2):
                yield from ((moment.at(offbeat), 0.18, key, velocity) for key in moment.keys[:3])
        case "strum":
            for beat, strength in ((0.0, 0.8), (1.0, 1.0), (1.5, 0.6), (2.5, 0.7), (3.0, 1.0), (3.5, 0.6)):
                if beat < moment.beats:
                    order = moment.keys if beat % 1 == 0 else moment.keys[::-1]
                    yield from (
                        (moment.at(beat) + 0.014 * string, moment.beat_s * 0.9, key, velocity * strength * 0.7)
                        for string, key in enumerate(order)
                    )
        case "stabs":
            for stab in (0.0, 1.5) if moment.bar % 2 == 0 else (0.0, 2.5, 3.0):
                yield from ((moment.at(stab), moment.beat_s * 0.35, key, velocity) for key in moment.keys[:3])
        case _:
            second = float(random.choice([1.5, 2.5]))
            for beat, length, strength in ((0.0, 1.4, 1.0), (second, 1.2, 0.75)):
                yield from (
                    (moment.at(beat) + 0.01 * voice, moment.beat_s * length, key, velocity * strength)
                    for voice, key in enumerate(moment.keys)
                )


def _bass(part: Part, moment: Moment) -> Iterator[Event]:
    root = part.low + (moment.tonic + moment.chord.root - part.low) % 12
    fifth = part.low + (moment.tonic + moment.chord.fifth - part.low) % 12
    velocity = 0.35 + 0.6 * moment.energy
    bar_s = moment.beats * moment.beat_s
    match part.style:
        case "oompah":
            yield moment.at(0), moment.beat_s * 0.8, root, velocity
            yield moment.at(moment.beats / 2), moment.beat_s * 0.8, fifth, velocity * 0.85
        case "pulse":
            for step in range(moment.beats * 2):
                yield moment.at(step / 2), moment.beat_s * 0.42, root, velocity * (1 if step % 4 == 0 else 0.7)
        case "synth":
            for beat in (0.0, 0.75, 1.5, 2.5, 3.25):
                if beat < moment.beats:
                    yield moment.at(beat), moment.beat_s * 0.55, root + (12 if beat == 2.5 else 0), velocity
        case "lofi":
            for beat, key, length in ((0.0, root, 1.4), (1.75, root, 0.5), (2.5, fifth, 1.2)):
                yield moment.at(beat), moment.beat_s * length, key, velocity
        case _:
            yield moment.at(0), bar_s * 0.98, root, velocity
            if moment.energy > 0.6 and moment.beats == 4:
                yield moment.at(3), moment.beat_s * 0.95, fifth, velocity * 0.7
