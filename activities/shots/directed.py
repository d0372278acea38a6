"""Turns a shot line of the script into a plan."""

from collections.abc import Sequence

from activities.shots.beats import Action
from activities.shots.cast import Cast
from activities.shots.directions import Direction, pov_owner
from activities.shots.plan import MOST_IN_FRAME, ShotPlan
from activities.shots.props import props_in
from activities.shots.words import word_set, words
from schemas.shots import Framing, ShotSize

_PARTS = word_set(
    "hand hands eyes eye mouth lips finger fingers foot feet shoes fist mano manos ojos main mains yeux hand hände augen mano occhi mani"
)


def directed_plan(beat: Action, beats: tuple[int, ...], cast: Cast, there: Sequence[str], about: Sequence[str]) -> ShotPlan:
    """The shot a direction asks for; what it leaves open follows from what it is on.

    Args:
        beat: The action with its direction.
        beats: Indexes the plan covers.
        cast: Of the film.
        there: Who is in the scene now.
        about: Whom the shot before was about.
    """
    direction = beat.direction or Direction()
    if direction.framing == "pov":
        return _pov(beat, beats, cast, there, about)
    owners = [name for name in cast.owners(direction.target) if name in there] or [name for name in cast.named(beat.text) if name in there]
    things = props_in(direction.target, cast.language) or ([] if owners else props_in(beat.text, cast.language))
    size, framing = _size(direction, owners, things), _framing(direction, owners, things, there)
    if framing == "insert":
        return ShotPlan(
            beats,
            size,
            framing,
            angle=direction.angle or "eye",
            move=direction.move,
            is_directed=True,
            target=things[0] if things else direction.target.lower(),
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


def _pov(beat: Action, beats: tuple[int, ...], cast: Cast, there: Sequence[str], about: Sequence[str]) -> ShotPlan:
    """What somebody sees: everybody the text names but the one who looks."""
    direction = beat.direction or Direction()
    owner = next(iter(cast.owners(pov_owner(beat.text))), about[0] if about else "")
    seen = tuple(name for name in cast.named(beat.text) if name != owner and name in there)
    things = props_in(beat.text, cast.language)
    size: ShotSize = "MS" if seen else "INSERT" if things and len(words(direction.target)) <= 4 else "WS"
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


def _size(direction: Direction, owners: Sequence[str], things: Sequence[str]) -> ShotSize:
    if direction.size == "CU" and (set(words(direction.target)) & _PARTS or (things and not owners)):
        return "ECU" if owners else "INSERT"
    if direction.size:
        return direction.size
    if len(owners) > 1:
        return "MS"
    return "MCU" if owners else "INSERT" if things else "WS"


def _framing(direction: Direction, owners: Sequence[str], things: Sequence[str], there: Sequence[str]) -> Framing:
    if direction.framing == "single" and not owners and things:
        return "insert"
    if direction.framing:
        return direction.framing
    if len(owners) > 2:
        return "group"
    if len(owners) == 2:
        return "two_shot"
    if owners:
        return "single"
    return "insert" if things else "group" if len(there) > 2 else "master"
