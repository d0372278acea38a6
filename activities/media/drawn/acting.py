"""Where a performance puts a figure's body and head at a moment, and which eyes and mouth it shows."""

import bisect
import math
from typing import NamedTuple

import numpy as np

from activities.media.drawn.camera import Matrix, then
from activities.media.drawn.performance import FigureMotion, Nod, Walk, at_once
from activities.media.drawn.picture import Figure, Viseme

_LID_S = 0.04
"""How long the lids take to fall or to rise; a blink is seen as such above 0.1 s in all."""
_CLOSED_S = 0.085


class Face(NamedTuple):
    """What a face shows at a frame."""

    lids: float
    """0 open, 1 closed."""
    viseme: Viseme


REST = Face(0.0, "rest")


def body_matrix(figure: Figure, motion: FigureMotion, frame: int, frames: int, fps: int) -> Matrix:
    """Canvas to canvas: how the trunk, and the limbs that are drawn with it, are moved at a frame."""
    seconds = frame / fps
    feet = figure.feet
    grown = 1 + motion.breath.at(seconds)
    made = then(about(feet, 1.0, grown, 0.0), about(feet, 1.0, 1.0, at_once(motion.lean_deg, seconds)))
    if motion.walk is None:
        return made
    return then(made, _walk_matrix(figure, motion.walk, frame, frames, fps))


def ground_matrix(figure: Figure, motion: FigureMotion, frame: int, frames: int) -> Matrix:
    """Canvas to canvas: where a walk has brought the ground under a figure; without breath, lean and the rise and fall of steps."""
    if motion.walk is None:
        return np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    share = frame / max(1, frames - 1)
    size = 1 + motion.walk.growth * (share - 0.5)
    made = about(figure.feet, size, size, 0.0)
    made[0, 2] += (motion.walk.start + (motion.walk.end - motion.walk.start) * share) * figure.height_px
    return made


def head_matrix(figure: Figure, motion: FigureMotion, frame: int, frames: int, fps: int) -> Matrix:
    """Canvas to canvas: the head goes where the body takes the neck, and tilts and nods about it."""
    seconds = frame / fps
    degrees, drop = at_once(motion.tilt_deg, seconds), 0.0
    for nod in motion.nods:
        amount = _nod_amount(nod, frame)
        degrees += nod.degrees * amount
        drop += nod.drop * amount
    # A face that sinks forward looks lower and a little shorter; the chin stays where the neck holds it.
    head_height = max(1.0, 0.13 * figure.height_px)
    shorter = 1 - 0.6 * drop * figure.height_px / head_height
    nodded = about(figure.neck, 1.0, shorter, degrees)
    nodded[1, 2] += 0.4 * drop * figure.height_px
    return then(nodded, body_matrix(figure, motion, frame, frames, fps))


def face_at(motion: FigureMotion, frame: int, fps: int) -> Face:
    """Lids and mouth at a frame."""
    return Face(_lids_at(motion.blinks, frame, fps), _viseme_at(motion.mouth, frame))


def about(pivot: tuple[float, float], scale_x: float, scale_y: float, degrees: float) -> Matrix:
    """Scale, then turn clockwise, about a point."""
    angle = math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    linear = np.array([[cos * scale_x, -sin * scale_y], [sin * scale_x, cos * scale_y]])
    point = np.array(pivot)
    return np.column_stack([linear, point - linear @ point])


def _walk_matrix(figure: Figure, walk: Walk, frame: int, frames: int, fps: int) -> Matrix:
    """Feet are farthest apart when a step begins, at time 0, and together half a step later."""
    share = frame / max(1, frames - 1)
    size = 1 + walk.growth * (share - 0.5)
    turn = math.pi * walk.steps_per_s * frame / fps
    made = about(figure.feet, size, size, walk.rock_deg * math.sin(turn))
    made[0, 2] += (walk.start + (walk.end - walk.start) * share) * figure.height_px
    made[1, 2] += (walk.sink * math.cos(turn) ** 2 - walk.bob * math.sin(turn) ** 2) * figure.height_px
    return made


def _nod_amount(nod: Nod, frame: int) -> float:
    """0 to 1 and back: down faster than up, as people nod."""
    share = (frame - nod.first_frame) / max(1, nod.frames)
    if not 0 < share < 1:
        return 0.0
    return math.sin(math.pi * share**0.75) ** 2


def _lids_at(blinks: list[int], frame: int, fps: int) -> float:
    """Lids move in steps of a half: the shapes that are drawn are open and closed, between them both are seen."""
    place = bisect.bisect_right(blinks, frame) - 1
    if place < 0:
        return 0.0
    lid, closed = max(1, round(_LID_S * fps)), max(2, round(_CLOSED_S * fps))
    since = frame - blinks[place]
    if since >= 2 * lid + closed:
        return 0.0
    return 1.0 if lid <= since < lid + closed else 0.5


def _viseme_at(mouth: list[tuple[int, Viseme]], frame: int) -> Viseme:
    place = bisect.bisect_right(mouth, frame, key=lambda key: key[0]) - 1
    return mouth[place][1] if place >= 0 else "rest"
