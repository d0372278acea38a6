"""Turns a shot line of the script into a plan."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from activities.shots.beats import Action
from activities.shots.covering.directions import Direction, pov_owner
from activities.shots.covering.plan import MOST_IN_FRAME, ShotPlan
from activities.shots.people.acting import is_moving
from activities.shots.people.cast import Cast
from activities.shots.places.props import is_large, props_in
from activities.shots.words import word_set, words
from schemas.shots import Framing, Pose, ShotSize

_ARTICLE = re.compile(r"^(?:the|a|an|el|la|los|las|le|les|der|die|das|il|lo|o|un|una|une|ein|eine)\s+")
_FACE = word_set("eyes eye mouth lips ojos yeux augen occhi olhos boca bouche mund bocca")
_PARTS = word_set(
    "hand hands eyes eye mouth lips finger fingers foot feet shoes fist mano manos ojos main mains yeux hand hände augen mano occhi mani"
)


@dataclass(frozen=True)
class Around:
    """Who could be meant where a shot line names nobody."""

    there: tuple[str, ...]
    about: tuple[str, ...]
    """Whom the shot before was about."""


def directed_plan(beat: Action, beats: tuple[int, ...], text: str, cast: Cast, around: Around) -> ShotPlan:
    """The shot a direction asks for; what it leaves open follows from what it is on.

    Args:
        beat: The action with its direction.
        beats: Indexes the plan covers.
        text: All action of the shot.
        cast: Of the film.
        around: Who is in the scene now.
    """
    direction, there, about = beat.direction or Direction(), around.there, around.about
    if direction.framing == "pov":
        return _pov(beat, beats, text, cast, around)
    owners = [name for name in cast.owners(direction.target) if name in there] or [name for name in cast.named(text) if name in there]
    things = props_in(direction.target, cast.language) or ([] if owners else props_in(text, cast.language))
    size, framing = _size(direction, owners, things, is_moving(text, cast.language)), _framing(direction, owners, things, there)
    if framing == "insert":
        return ShotPlan(
            beats,
            size,
            framing,
            angle=direction.angle or "eye",
            move=direction.move,
            is_directed=True,
            target=things[0] if things else _thing(direction.target),
        )
    if framing in {"two_shot", "over_the_shoulder"} and len(owners) < 2:
        owners = [*owners, *(name for name in there if name not in owners)][:2]
        framing = framing if len(owners) == 2 else "single"
    if framing in {"single", "reaction"} and not owners:
        owners = [name for name in about if name in there][:1] or list(there[:1])
    if framing in {"master", "group"} and not owners and not things:
        owners = list(there)
    framed = tuple(owners[:MOST_IN_FRAME])
    if not framed and framing in {"single", "reaction", "two_shot", "group"}:
        framing = "master"
    return ShotPlan(
        beats, size, framing, framed, direction.angle or "eye", direction.move, is_directed=True, target=things[0] if things else ""
    )


def _pov(beat: Action, beats: tuple[int, ...], text: str, cast: Cast, around: Around) -> ShotPlan:
    """What somebody sees: everybody the text names but the one who looks."""
    direction = beat.direction or Direction()
    owner = next(iter(cast.owners(pov_owner(beat.text))), around.about[0] if around.about else "")
    seen = tuple(name for name in cast.named(text) if name != owner and name in around.there)
    things = props_in(text, cast.language)
    size: ShotSize = "MS" if seen else "INSERT" if things and len(words(text)) <= 8 else "WS"
    return ShotPlan(
        beats,
        size,
        "pov",
        seen[:MOST_IN_FRAME],
        direction.angle or "eye",
        direction.move or "handheld",
        is_directed=True,
        target=things[0] if things else "",
    )


def _size(direction: Direction, owners: Sequence[str], things: Sequence[str], moving: Pose | None) -> ShotSize:
    if direction.size == "CU" and (set(words(direction.target)) & _PARTS or (things and not owners)):
        return "ECU" if owners and set(words(direction.target)) & _FACE else "INSERT"
    if direction.size:
        return direction.size
    if owners and moving:
        return "FS"
    if len(owners) > 1 or (owners and direction.angle):
        return "MS"
    if things and not owners:
        return "FS" if is_large(things[0]) else "INSERT"
    return "MCU" if owners else "WS"


def _framing(direction: Direction, owners: Sequence[str], things: Sequence[str], there: Sequence[str]) -> Framing:
    if direction.framing == "single" and not (set(words(direction.target)) & _FACE and owners):
        if set(words(direction.target)) & _PARTS:
            return "insert"
        if things and not owners:
            return "master" if is_large(things[0]) else "insert"
    if direction.framing:
        return direction.framing
    if len(owners) > 2:
        return "group"
    if len(owners) == 2:
        return "two_shot"
    if owners:
        return "single"
    if things and not is_large(things[0]):
        return "insert"
    return "group" if len(there) > 2 else "master"


def _thing(target: str) -> str:
    """A thing as written, without article and what follows a comma: "the fuel gauge, on empty" is a fuel gauge."""
    named = _ARTICLE.sub("", target.lower().split(",")[0]).strip().split()
    part = next((index for index, word in enumerate(named) if word in _PARTS), len(named))
    return " ".join(named[: part + 1])
