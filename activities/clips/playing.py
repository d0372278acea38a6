"""How the people of a picture move while the camera runs: they breathe, blink, shift their weight, nod when they speak, walk.

Rates: adults breathe 12 to 18 times a minute and blink every 3 to 5 seconds; many blinks fall on the end of a speech (Nakano and
Kitazawa 2010, https://doi.org/10.1007/s00221-010-2387-z).
"""

import numpy as np

from activities.clips.chance import between, chance, unrest
from activities.clips.gestures import gestures_of, reaching_of
from activities.clips.walking import walk_of
from activities.media.drawn.performance import FigureMotion, Nod, Wave
from activities.media.drawn.picture import Rig
from schemas.clips import AnimateClip, SpeechSpan
from schemas.shots import Subject

_BREATH = 0.0028
"""How much taller a breath makes, as a share of the height; doubled after running."""


def figure_motions(order: AnimateClip, rig: Rig) -> list[FigureMotion]:
    """The motion of every figure of a picture, in the rig's order; people without a subject breathe and blink too."""
    subjects = {subject.character.name: subject for subject in order.subjects}
    motions = [
        _motion(order, rig, number, subjects.get(figure.character)) if figure.kind == "person" else _carrying(order, rig, number)
        for number, figure in enumerate(rig.figures)
    ]
    return [_carried(rig, motion, motions) for motion in motions]


def _carrying(order: AnimateClip, rig: Rig, number: int) -> FigureMotion:
    """A vehicle, or a horse with nobody's own motion."""
    figure = rig.figures[number]
    return FigureMotion(figure=number, character="", walk=walk_of(order, rig, figure, None) if figure.gait else None)


def _carried(rig: Rig, motion: FigureMotion, motions: list[FigureMotion]) -> FigureMotion:
    """Who is carried goes as far as what carries them, and rises and sinks with it."""
    figure = rig.figures[motion.figure]
    if figure.rides is None:
        return motion
    walk = motions[figure.rides].walk
    if walk is None:
        return motion.model_copy(update={"walk": None})
    ratio = rig.figures[figure.rides].height_px / figure.height_px
    scaled = {name: round(getattr(walk, name) * ratio, 9) for name in ("start", "end", "bob", "sink")}
    return motion.model_copy(update={"walk": walk.model_copy(update=scaled), "lean_deg": []})


def strangers(order: AnimateClip, rig: Rig) -> list[str]:
    """Notes on subjects and speakers who are not in the picture."""
    drawn = {figure.character for figure in rig.figures if figure.kind == "person"}
    asked = [subject.character.name for subject in order.subjects if not subject.is_extra] + [span.character for span in order.speech]
    return [f"{name} is not in the picture" for name in dict.fromkeys(asked) if name not in drawn]


def _motion(order: AnimateClip, rig: Rig, number: int, subject: Subject | None) -> FigureMotion:
    figure = rig.figures[number]
    dice = chance(order.seed, order.take, "figure", figure.character, str(number))
    pose = subject.pose if subject else "stand"
    spans = [span for span in order.speech if span.character == figure.character]
    effort = {"run": 2.0, "fight": 2.0, "walk": 1.3, "lie": 1.2}.get(pose, 1.0)
    lean = {"sit": 0.12, "drive": 0.12, "lie": 0.0, "kneel": 0.12, "fight": 0.7, "run": 0.5}.get(pose, 0.22)
    return FigureMotion(
        figure=number,
        character=figure.character,
        breath=Wave(amplitude=_BREATH * effort, period_s=between(dice, 3.4, 4.8) / effort, phase=between(dice, 0, 1)),
        lean_deg=unrest(dice, lean, (7.3, 4.1)),
        tilt_deg=unrest(dice, 0.9, (5.3, 3.1, 1.9)),
        blinks=_blinks(order, spans, dice) if subject is None or subject.facing != "away" else [],
        nods=[nod for span in spans for nod in _nods(order, span, subject, dice)],
        walk=walk_of(order, rig, figure, subject) if subject and pose in {"walk", "run"} else None,
        gestures=reaching_of(order, figure, subject.touch) if subject and subject.touch else gestures_of(order, figure, spans, dice),
    )


def _blinks(order: AnimateClip, spans: list[SpeechSpan], dice: np.random.Generator) -> list[int]:
    """Frames at which blinks begin; none in the first moments, where a cut would swallow it."""
    shortest = round(0.7 * order.fps)
    found: list[int] = []
    at = round(between(dice, 0.8, 3.2) * order.fps)
    ends = {span.first_frame + span.frames for span in spans}
    while at < order.frames - 4:
        # Somebody who has just finished a sentence blinks: let a blink that is nearly due fall there.
        due = [end for end in ends if 0 < end - at < order.fps and end < order.frames - 4]
        at = min(due) if due else at
        if not found or at - found[-1] >= shortest:
            found.append(at)
        at += round(between(dice, 3.0, 5.0) * order.fps)
    return found


def _nods(order: AnimateClip, span: SpeechSpan, subject: Subject | None, dice: np.random.Generator) -> list[Nod]:
    """Small nods about once in 1.4 s of speech, the first near its beginning."""
    facing = subject.facing if subject else "camera"
    degrees = {"left": -1.0, "right": 1.0}.get(facing, 0.0)
    drop = 0.35 if degrees else 1.0
    found: list[Nod] = []
    at = span.first_frame + round(between(dice, 0.05, 0.4) * order.fps)
    while at < span.first_frame + span.frames - round(0.25 * order.fps):
        strength = between(dice, 0.4, 1.0)
        length = round(between(dice, 0.35, 0.6) * order.fps)
        tilt = between(dice, -0.4, 0.4)
        found.append(
            Nod(first_frame=at, frames=length, degrees=round(2.6 * degrees * strength + tilt, 6), drop=round(0.0055 * drop * strength, 6))
        )
        at += length + round(between(dice, 0.4, 1.6) * order.fps)
    return found
