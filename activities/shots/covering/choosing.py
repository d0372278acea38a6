"""Lets a language model choose the coverage of a scene, and checks its choice.

The model sees numbered beats and answers with numbers: it can neither lose nor invent a word of the script. What it writes itself (what is
seen, what moves) only reaches prompts. The script is handed over as JSON data; the model is told that nothing in it is meant for it.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from activities.asking import Question
from activities.shots.beats import Action, Beat, Speech, Words
from activities.shots.breakdown import SceneInHand, cover_by_rule
from activities.shots.covering.coverage import card_plan
from activities.shots.covering.plan import MOST_IN_FRAME, ShotPlan
from activities.shots.covering.variety import looks_alike
from schemas.shots import Angle, CameraMove, Framing, ShotSize

MOST_BEATS = 40
"""Beats in one question; longer scenes are asked about in parts."""
LONGEST_SPEECH_S = 25.0
"""Estimated seconds of speech one shot may hold."""
_PEOPLE: dict[Framing, tuple[int, int]] = {
    "single": (1, 1),
    "reaction": (1, 1),
    "two_shot": (2, 2),
    "over_the_shoulder": (2, 2),
    "group": (2, MOST_IN_FRAME),
    "card": (0, 0),
    "insert": (0, 1),
}
"""Fewest and most people; other framings may have any number up to `MOST_IN_FRAME`."""
LONGEST_PROMPT = 400
"""Characters of what the model may write about a picture or a motion."""
_INSTRUCTIONS = f"""You are a film editor who plans the coverage of one scene of a screenplay. Answer with the shots in order. Rules:
- "first" and "last" are beat numbers, both included. Every beat is in exactly one shot, in order. A shot without beats (a place, a \
listening face) has 0 for both.
- "people" are names from the scene's list, the most important first, at most {MOST_IN_FRAME}. single and reaction: one person. two_shot \
and over_the_shoulder: two; for over_the_shoulder first the one who is seen, then the one whose shoulder it is. group: two or more. \
Whoever speaks is in the picture unless you want them heard from off screen.
- A beat of kind "card" is alone in a shot with framing "card"; no other shot has that framing.
- Two neighbouring shots never have the same people at the same size. Obey "asked_for".
- Establish a new place; go nearer with the feeling; use inserts (with "thing") for what is handled; shots of 4 to 6 seconds on average, \
none with more than {LONGEST_SPEECH_S:.0f} seconds of speech.
- "picture": one English sentence on what is seen, for an image model; "motion": one English sentence on what moves. At most \
{LONGEST_PROMPT} characters each. "thing" is "" when there is none."""


class ChosenShot(BaseModel):
    """One shot as the model answers."""

    first: int
    last: int
    size: ShotSize
    framing: Framing
    angle: Angle
    move: CameraMove
    people: list[str]
    thing: str
    picture: str
    motion: str


class ChosenCoverage(BaseModel):
    """A scene's coverage as the model answers."""

    shots: list[ChosenShot]


Ask = Callable[[Question[ChosenCoverage]], ChosenCoverage]
"""Asks a model until its answer passes the question's check.

Raises:
    Refused: It never does.
"""


def cover_by_model(ask: Ask, seed: int = 0) -> Callable[[SceneInHand], list[ShotPlan]]:
    """A way of covering scenes that asks a model; use it as `cover_scene` of `break_down`."""

    def cover(hand: SceneInHand) -> list[ShotPlan]:
        if not hand.scene.beats:
            return cover_by_rule(hand)
        plans: list[ShotPlan] = []
        first, beats = 0, hand.scene.beats
        while first < len(beats):
            if beats[first].is_black:  # there is nothing to choose
                plans.append(card_plan(beats, first))
            else:
                part = range(first, _end_of_part(beats, first))
                plans += _plans(ask(coverage_question(hand, part, seed)), part.start, hand.presence.everybody)
            first = max(index for plan in plans for index in plan.beats) + 1
        return plans

    return cover


def _end_of_part(beats: Sequence[Beat], first: int) -> int:
    """Up to where a question goes that begins with the beat `first`: the next black screen, or as much as one may hold."""
    end = min(first + MOST_BEATS, len(beats))
    return next((index for index in range(first, end) if beats[index].is_black), end)


def coverage_question(hand: SceneInHand, beats: range, seed: int = 0) -> Question[ChosenCoverage]:
    """How a run of a scene's beats shall be covered."""
    people = hand.presence.everybody
    covered = [hand.scene.beats[index] for index in beats]
    return Question(_INSTRUCTIONS, _data(hand, beats), ChosenCoverage, lambda coverage: violations(coverage, covered, people), seed)


def violations(coverage: ChosenCoverage, beats: Sequence[Beat], people: Sequence[str]) -> list[str]:
    """What is wrong with a coverage, a sentence each; beats and shots are counted from 1."""
    faults = _order_faults(coverage, len(beats))
    known = {name.casefold() for name in people}
    for number, shot in enumerate(coverage.shots, 1):
        fewest, most = _PEOPLE.get(shot.framing, (0, MOST_IN_FRAME))
        if not fewest <= len(shot.people) <= most:
            wanted = f"{fewest}" if fewest == most else f"{fewest} to {most}"
            faults.append(f"shot {number} ({shot.framing}) has {len(shot.people)} people, wanted {wanted}")
        faults += [
            f"shot {number} shows {name}, who is not in the scene; there are {', '.join(people) or 'none'}"
            for name in shot.people
            if name.casefold() not in known
        ]
        if len({name.casefold() for name in shot.people}) != len(shot.people):
            faults.append(f"shot {number} names somebody twice")
        if max(len(shot.picture), len(shot.motion)) > LONGEST_PROMPT:
            faults.append(f"shot {number} says more than {LONGEST_PROMPT} characters about picture or motion")
        faults += _beat_faults(number, shot, [beats[index - 1] for index in range(shot.first, shot.last + 1) if 0 < index <= len(beats)])
    plans = _plans(coverage, 0, people) if not faults else []
    faults += [
        f"shots {number} and {number + 1} show the same people at the same size"
        for number, (one, other) in enumerate(pairwise(plans), 1)
        if looks_alike(one, other)
    ]
    return faults


def _order_faults(coverage: ChosenCoverage, beats: int) -> list[str]:
    faults = []
    expected = 1
    for number, shot in enumerate(coverage.shots, 1):
        if shot.first == 0 and shot.last == 0:
            continue
        if shot.first != expected or shot.last < shot.first:
            faults.append(f"shot {number} has beats {shot.first} to {shot.last}, wanted it to begin with {expected}")
        expected = max(expected, shot.last + 1)
    if expected != beats + 1:
        faults.append(f"the shots end with beat {expected - 1}, the scene with {beats}")
    return faults


def _beat_faults(number: int, shot: ChosenShot, covered: Sequence[Beat]) -> list[str]:
    faults = []
    has_card = any(isinstance(beat, Words) for beat in covered)
    if has_card != (shot.framing == "card") or (has_card and len(covered) > 1):
        faults.append(f"shot {number}: a beat of kind card, and only that, is alone in a shot with framing card")
    spoken = sum(beat.seconds for beat in covered if isinstance(beat, Speech))
    if spoken > LONGEST_SPEECH_S and len(covered) > 1:
        faults.append(f"shot {number} holds {spoken:.0f} s of speech, at most {LONGEST_SPEECH_S:.0f}")
    return faults


def _plans(coverage: ChosenCoverage, first_beat: int, people: Sequence[str]) -> list[ShotPlan]:
    spelled = {name.casefold(): name for name in people}
    return [
        ShotPlan(
            beats=tuple(range(first_beat + shot.first - 1, first_beat + shot.last)) if shot.first else (),
            size=shot.size,
            framing=shot.framing,
            cast=tuple(spelled[name.casefold()] for name in shot.people),
            angle=shot.angle,
            move=shot.move,
            is_directed=True,
            target=shot.thing.strip().lower() if shot.framing in {"insert", "pov"} else "",
            picture=" ".join(shot.picture.split()),
            motion=" ".join(shot.motion.split()),
        )
        for shot in coverage.shots
    ]


def _data(hand: SceneInHand, beats: range) -> dict[str, Any]:
    return {
        "heading": hand.scene.outline.heading,
        "time_of_day": hand.setting.time_of_day,
        "weather": hand.setting.weather,
        "is_new_place": hand.is_new_place and beats.start == 0,
        "people": [{"name": name, "description": hand.cast[name].description} for name in hand.presence.everybody],
        "beats": [{"number": number, **_told(hand.scene.beats[index])} for number, index in enumerate(beats, 1)],
    }


def _told(beat: Beat) -> dict[str, str | float]:
    if isinstance(beat, Speech):
        return {
            "kind": "speech",
            "who": beat.character,
            "how": beat.delivery,
            "heard": beat.placement,
            "text": beat.text,
            "seconds": round(beat.seconds, 1),
        }
    if isinstance(beat, Words):
        return {"kind": "card", "text": beat.text}
    return {"kind": "action", "text": beat.text, **_asked_for(beat)}


def _asked_for(beat: Action) -> dict[str, str | float]:
    if beat.direction is None:
        return {}
    parts = (beat.direction.size, beat.direction.framing, beat.direction.angle, beat.direction.move, beat.direction.target)
    return {"asked_for": ", ".join(part for part in parts if part)}
