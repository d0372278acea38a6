"""Chooses how the camera moves: each move has a reason, and none is worn out."""

from collections.abc import Sequence
from dataclasses import replace

from activities.shots.beats import Action, Beat, Speech
from activities.shots.covering.plan import ShotPlan
from activities.shots.people.acting import STRONG, expression_in, is_loud, is_moving
from activities.shots.people.presence import Side
from activities.shots.words import word_set, words
from schemas.shots import CameraMove, Setting

_TALL = word_set(
    "tower towers lighthouse church cathedral castle skyscraper mountain mountains cliff cliffs rocket tree trees "
    "faro torre iglesia catedral castillo montaña phare tour "
    "église château montagne leuchtturm turm kirche schloss berg faro chiesa castello montagna igreja torre castelo"
)
_STILL = word_set(
    "still motionless silence silent frozen nothing quiet freeze stillness inmóvil silencio immobile silence reglos "
    "stille immobile silenzio"
)


def moved(plans: Sequence[ShotPlan], beats: Sequence[Beat], sides: dict[str, Side], setting: Setting, language: str) -> list[ShotPlan]:
    """The plans with a move each; those that have one keep it."""
    result: list[ShotPlan] = []
    for index, plan in enumerate(plans):
        if plan.move is not None:
            result.append(plan)
            continue
        wanted = _wanted(plan, beats, sides, setting, language, is_last=index == len(plans) - 1)
        # A gentle drift may come back after one other move; anything that is noticed may not.
        recent = {earlier.move for earlier in result[-1:]} | {earlier.move for earlier in result[-2:] if earlier.move != "drift"}
        result.append(replace(plan, move=next((move for move in wanted if move not in recent), wanted[0])))
    return result


def _wanted(
    plan: ShotPlan, beats: Sequence[Beat], sides: dict[str, Side], setting: Setting, language: str, *, is_last: bool
) -> list[CameraMove]:
    """Fitting moves, the best first."""
    is_outside = setting.int_ext != "INT"
    covered = [beats[index] for index in plan.beats]
    text = " ".join(beat.text for beat in covered if isinstance(beat, Action))
    if plan.framing == "card":
        return ["static"]
    if plan.framing == "establishing":
        return ["tilt_up", "pan_right"] if is_outside and _TALL & set(words(setting.location)) else ["pan_right", "push_in", "pan_left"]
    if plan.framing == "insert":
        return ["push_in", "tilt_down", "drift"]
    if plan.framing == "pov":
        return ["handheld", "pan_right"]
    speeches = [beat for beat in covered if isinstance(beat, Speech)]
    seen_speaking = [speech for speech in speeches if speech.character in plan.cast and speech.placement == "on"]
    moving = is_moving(text, language)
    if moving and plan.cast and not seen_speaking:
        truck: CameraMove = "truck_left" if sides.get(plan.cast[0], Side("left", "right")).facing == "left" else "truck_right"
        return ["handheld", truck] if moving in {"run", "fight"} else [truck, "drift"]
    if is_last:
        return ["push_in", "drift"] if plan.size in {"MCU", "CU", "ECU"} else ["pull_out", "tilt_up"]
    facing = sides.get(plan.cast[0], Side("left", "right")).facing if plan.cast else "right"
    return _feeling_moves(plan, seen_speaking, text, facing, language)


def _feeling_moves(plan: ShotPlan, speeches: Sequence[Speech], text: str, facing: str, language: str) -> list[CameraMove]:
    felt = {expression_in(part, language) for part in (text, *(speech.delivery for speech in speeches))}
    is_strong = bool(felt & STRONG) or any(is_loud(speech.text, speech.delivery) for speech in speeches)
    if "angry" in felt:
        return ["handheld", "push_in"]
    if is_strong or sum(speech.seconds for speech in speeches) > 7:
        return ["push_in", "drift"]
    if set(words(text)) & _STILL and not speeches:
        return ["static", "drift"]
    if plan.framing == "over_the_shoulder":
        return ["drift", "truck_left" if facing == "left" else "truck_right", "push_in"]
    if speeches:
        return ["drift", "push_in"] if len(plan.cast) == 1 else ["drift", "pull_out", "truck_right"]
    if plan.framing in {"master", "group"}:
        return ["truck_right", "push_in", "pull_out"] if plan.cast else ["pan_left", "push_in", "pan_right"]
    return ["drift", "push_in"]
