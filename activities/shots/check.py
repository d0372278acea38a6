"""Checks a shot list against its screenplay: nothing lost, nothing invented, nothing out of order."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from activities.shots.beats import Action, Speech, Words, read_story
from activities.shots.people.cast import cast_of
from schemas.screenplay import Screenplay
from schemas.shots import Shot, ShotList, Subject

_GOING = frozenset({"walk", "run", "ride", "drive"})
_SHARED = frozenset({"table", "piano"})


def check_shot_list(shot_list: ShotList, screenplay: Screenplay) -> list[str]:
    """What is wrong with a shot list, a sentence each; empty when nothing is.

    Every spoken line is in exactly one shot, word by word and in order; all action is in some shot; numbers run through; nobody appears
    who is not in the screenplay; who speaks on screen is seen; nobody changes sides inside a
    scene; no two neighbouring shots are framed alike; a cut takes no time, any other transition does.
    """
    shots = [shot for scene in shot_list.scenes for shot in scene.shots]
    return [
        *_check_text(shots, screenplay),
        *_check_numbers(shot_list, shots),
        *_check_people(shots, screenplay),
        *_check_sides(shot_list),
        *_check_framing(shots),
        *_check_transitions(shots),
    ]


def _check_text(shots: Sequence[Shot], screenplay: Screenplay) -> Iterator[str]:
    beats = [beat for scene in read_story(screenplay).scenes for beat in scene.beats]
    wanted = [(beat.character, beat.text) for beat in beats if isinstance(beat, Speech)]
    given = [(line.character.name, line.text) for shot in shots for line in shot.lines]
    for index in range(max(len(wanted), len(given))):
        if index >= len(given):
            yield f"line {index + 1} of {wanted[index][0]} is in no shot: '{wanted[index][1][:60]}'"
            break
        if index >= len(wanted) or (given[index][0].casefold(), given[index][1]) != (wanted[index][0].casefold(), wanted[index][1]):
            expected = f"{wanted[index][0]}: '{wanted[index][1][:60]}'" if index < len(wanted) else "no more lines"
            yield f"line {index + 1} should be {expected}, is {given[index][0]}: '{given[index][1][:60]}'"
            break
    told = " ".join(" ".join(beat.text for beat in beats if isinstance(beat, Action | Words)).split())
    shown = " ".join(" ".join(shot.action for shot in shots if shot.action).split())
    if told != shown:
        at = next((index for index, (one, other) in enumerate(zip(told, shown, strict=False)) if one != other), min(len(told), len(shown)))
        yield f"action differs from the script at '{told[at : at + 60]}'; the shots have '{shown[at : at + 60]}'"


def _check_numbers(shot_list: ShotList, shots: Sequence[Shot]) -> Iterator[str]:
    first = 0 if shots and shots[0].card and shots[0].card.kind == "title" else 1
    numbers = [shot.number for shot in shots]
    if numbers != list(range(first, first + len(shots))):
        yield f"shots are numbered {numbers[:12]}, wanted {first} to {first + len(shots) - 1}"
    lines = [line.number for shot in shots for line in shot.lines]
    if lines != list(range(1, len(lines) + 1)):
        yield f"lines are numbered {lines[:12]}, wanted 1 to {len(lines)}"
    for scene in shot_list.scenes:
        if not scene.shots:
            yield f"scene {scene.number} has no shots"
        if any(shot.scene != scene.number for shot in scene.shots):
            yield f"scene {scene.number} holds shots of another scene"
    scenes = [scene.number for scene in shot_list.scenes]
    if scenes != sorted(set(scenes)):
        yield f"scenes are not in order: {scenes}"
    if not shots or not shots[-1].card or shots[-1].card.kind != "credits":
        yield "the last shot is not the closing credits"


def _check_people(shots: Sequence[Shot], screenplay: Screenplay) -> Iterator[str]:
    cast = cast_of(screenplay)
    for shot in shots:
        seen = [subject.character.name for subject in shot.subjects]
        named = [subject.character.name for subject in shot.subjects if not subject.is_extra]
        for name in [*named, *(line.character.name for line in shot.lines)]:
            if name not in cast and name != "NARRATOR":
                yield f"shot {shot.number}: {name} is not in the screenplay"
        if len(seen) != len(set(seen)):
            yield f"shot {shot.number}: somebody is in it twice: {seen}"
        for line in shot.lines:
            if line.placement == "on" and line.character.name not in seen:
                yield f"shot {shot.number}: {line.character.name} speaks on screen and is not in the picture"


def _check_sides(shot_list: ShotList) -> Iterator[str]:
    for scene in shot_list.scenes:
        sides: dict[str, str] = {}
        for shot in scene.shots:
            for subject in shot.subjects:
                name = subject.character.name
                if subject.facing not in {"left", "right"} or subject.is_extra or _is_in_company(subject, shot):
                    continue
                if sides.setdefault(name, subject.facing) != subject.facing:
                    yield f"shot {shot.number}: {name} faces {subject.facing}, and {sides[name]} before: the camera has crossed the line"


def _check_framing(shots: Sequence[Shot]) -> Iterator[str]:
    for before, shot in pairwise(shots):
        if shot.card is None and before.card is None and _look(before) == _look(shot):
            yield f"shots {before.number} and {shot.number} are framed alike: {shot.size} {shot.framing}"


def _look(shot: Shot) -> tuple[str, str, frozenset[str]]:
    return shot.size, shot.framing, frozenset(subject.character.name for subject in shot.subjects if not subject.is_foreground)


def _check_transitions(shots: Sequence[Shot]) -> Iterator[str]:
    for shot in shots:
        if (shot.transition_in == "cut") != (shot.transition_s == 0):
            yield f"shot {shot.number}: a {shot.transition_in} of {shot.transition_s} s"


def _is_in_company(subject: Subject, shot: Shot) -> bool:
    """Whether somebody faces whom they touch or sit with, or goes the way of others: two of a group may then look elsewhere."""
    others = [other for other in shot.subjects if other is not subject]
    if subject.touch or any(other.partner == subject.character.name for other in others):
        return True
    if subject.pose in _GOING and any(other.pose in _GOING for other in others):
        return True
    return subject.seat in _SHARED and any(other.seat == subject.seat for other in others)
