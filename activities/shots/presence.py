"""Who is in a scene from when to when, and on which side of the camera's line they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from activities.shots.beats import Action, Beat, Speech
from activities.shots.cast import Cast, is_chorus, is_narrator
from activities.shots.words import clauses, found, table

_ENTERS = table(
    {
        "enters": "enters enter entering arrives appears emerges bursts comes_in walks_in steps_in runs_in rushes_in approaches "
        "returns entra llega aparece entre arrive "
        "apparaît tritt erscheint kommt arriva appare chega",
        "leaves": "exits exit leaves departs disappears vanishes walks_out walks_away goes_out storms_out es:sale marcha va_se "
        "desaparece fr:sort fr:part disparaît geht "
        "verlässt verschwindet esce scompare sai desaparece",
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
    """Who is there when: from the start, or from their entrance, up to their exit.

    Somebody who speaks or acts without having entered was there from the start. Voices from elsewhere and belongings don't count.
    """
    begins: dict[str, int] = {}
    ends: dict[str, int] = {}
    for index, beat in enumerate(beats):
        for name in _seen(beat, cast):
            if name not in begins:
                begins[name] = index if _does(beat, name, cast, "enters") else 0
                if begins[name] == 0 and ends.get(name) is not None:
                    begins[name] = index
            ends.pop(name, None)
            if _does(beat, name, cast, "leaves"):
                ends[name] = index
    present = tuple(
        tuple(name for name, begin in begins.items() if begin <= index <= ends.get(name, len(beats))) for index in range(len(beats))
    )
    return Presence(present, tuple(begins))


def lay_sides(beats: Sequence[Beat], presence: Presence, known: dict[str, Side]) -> dict[str, Side]:
    """The side of everybody in a scene: the camera stays on one side of the line between them (the 180° rule).

    Args:
        beats: Of the scene.
        presence: Who is there.
        known: Sides from an earlier scene in the same place; kept where they don't collide.
    """
    speakers = [beat.character for beat in beats if isinstance(beat, Speech) and beat.character in presence.everybody]
    order = list(dict.fromkeys([*speakers, *presence.everybody]))
    if len(order) == 1:
        return {order[0]: Side("centre", known[order[0]].facing if order[0] in known else "right")}
    pattern = [Side("left", "right"), Side("right", "left"), Side("centre", "camera")]
    if len(order) >= 2 and order[0] in known and known[order[0]].position == "right":
        pattern[0], pattern[1] = pattern[1], pattern[0]
    return {name: pattern[index % 3] for index, name in enumerate(order)}


def _seen(beat: Beat, cast: Cast) -> list[str]:
    if isinstance(beat, Action):
        return cast.named(beat.text)
    if isinstance(beat, Speech):
        if is_narrator(beat.character):
            return cast.named(beat.text)
        if beat.placement == "on" and not is_chorus(beat.character):
            return [beat.character]
    return []


def _does(beat: Beat, name: str, cast: Cast, what: str) -> bool:
    if not isinstance(beat, Action):
        return False
    return any(what in found(clause, _ENTERS, cast.language) for clause in clauses(beat.text) if name in cast.named(clause))
