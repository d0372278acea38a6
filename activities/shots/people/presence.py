"""Who is in a scene from when to when, and on which side of the camera's line they stand."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from activities.shots.beats import Action, Beat, Speech
from activities.shots.people.acting import subjects_of
from activities.shots.people.cast import Cast, is_chorus, is_narrator
from activities.shots.people.groups import group_size
from activities.shots.words import found, sentences, table

_LEAVING = table(
    {
        "leaves": "exits exit leaves departs disappears vanishes walks_out walks_away goes_out storms_out runs_out es:sale marcha "
        "va_se "
        "desaparece fr:sort fr:part disparaît verlässt verschwindet esce scompare sai"
    }
)
Position = Literal["left", "centre", "right"]
Facing = Literal["left", "camera", "right", "away"]


@dataclass(frozen=True)
class Presence:
    """Who can be seen during each beat of a scene."""

    at: tuple[tuple[str, ...], ...]
    """Names by beat, in order of their first appearance."""
    everybody: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """Where somebody stands and looks, all through a scene."""

    position: Position
    facing: Facing


def read_presence(beats: Sequence[Beat], cast: Cast) -> Presence:
    """Who is there when: from the action that first shows them up to their exit.

    Somebody who speaks before any action shows them was there from the start. Voices from elsewhere and belongings don't count.
    """
    begins: dict[str, int] = {}
    ends: dict[str, int] = {}
    for index, beat in enumerate(beats):
        for name in _seen(beat, cast):
            begins.setdefault(name, 0 if isinstance(beat, Speech) and not is_narrator(beat.character) else index)
            ends.pop(name, None)
            if isinstance(beat, Action) and _leaves(beat.text, name, cast):
                ends[name] = index
    for index, beat in enumerate(beats):
        # "The three sit": those are there whom the scene names only later
        told = sentences(beat.text) if isinstance(beat, Action) and not beat.is_black else []
        together = max((group_size(sentence, cast.language) for sentence in told), default=0)
        for name in list(begins)[:together]:
            begins[name] = min(begins[name], index)
    present = tuple(
        tuple(name for name, begin in begins.items() if begin <= index <= ends.get(name, len(beats))) for index in range(len(beats))
    )
    return Presence(present, tuple(begins))


def lay_sides(beats: Sequence[Beat], presence: Presence, known: dict[str, Side]) -> dict[str, Side]:
    """The side of everybody in a scene: the camera stays on one side of the line between them (the 180° rule).

    The first two who speak face each other; everybody else faces the one they talk with most.

    Args:
        beats: Of the scene.
        presence: Who is there.
        known: Sides from an earlier scene in the same place; its first two keep theirs.
    """
    speakers = [beat.character for beat in beats if isinstance(beat, Speech) and beat.character in presence.everybody]
    order = list(dict.fromkeys([*speakers, *presence.everybody]))
    if not order:
        return {}
    if len(order) == 1:
        return {order[0]: Side("centre", known[order[0]].facing if order[0] in known else "right")}
    pair = [Side("left", "right"), Side("right", "left")]
    if (order[0] in known and known[order[0]].position == "right") or (order[1] in known and known[order[1]].position == "left"):
        pair.reverse()
    sides = dict(zip(order, pair, strict=False))
    for index, name in enumerate(order[2:]):
        partner = _partner(name, speakers, list(sides))
        facing: Facing = "left" if sides[partner].facing == "right" else "right"
        away: Position = "right" if facing == "left" else "left"
        sides[name] = Side("centre" if index == 0 else away, facing)
    return sides


def _partner(name: str, speakers: Sequence[str], placed: Sequence[str]) -> str:
    """Whom somebody talks with most, among those who have their place."""
    neighbours = Counter(
        other for one, two in pairwise(speakers) for other in ((two,) if one == name else (one,) if two == name else ()) if other in placed
    )
    return max(placed, key=lambda other: (neighbours[other], -placed.index(other)))


def _seen(beat: Beat, cast: Cast) -> list[str]:
    if beat.is_black:
        return []
    if isinstance(beat, Action):
        return cast.named(beat.text)
    if isinstance(beat, Speech):
        if is_narrator(beat.character):
            return cast.named(beat.text)
        if beat.placement == "on" and not is_chorus(beat.character):
            return [beat.character]
    return []


def _leaves(text: str, name: str, cast: Cast) -> bool:
    return any(name in subjects_of(sentence, cast) and found(sentence, _LEAVING, cast.language) for sentence in sentences(text))
