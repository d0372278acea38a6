"""From the name of a camera move to the camera's path over a picture.

A move uses the room the picture has around its frame; where a picture has none (a flat image) the view becomes narrower first. Values are
what a camera operator would call restrained at intensity 0.5 and bold at 1: at 1 a push in ends a third closer, a pan crosses two fifths of
the frame. A camera that stands still breathes: it drifts by a third of a percent of the frame, slower than the eye follows.
"""

from typing import NamedTuple

import numpy as np

from activities.clips.chance import between, chance, unrest
from activities.media.drawn.camera import Edges, Screen, fitted
from activities.media.drawn.performance import CameraPath, View
from activities.media.drawn.picture import Rig
from schemas.clips import AnimateClip
from schemas.shots import CameraMove

_DRIFT = 0.003
"""Unrest of every camera, in frame widths."""
_DRIFT_S = (9.0, 6.1)
_HAND_S = (3.1, 1.9, 1.1, 0.7)
"""Periods of a hand's unrest: below 0.6 s it looks like a tremor, above 4 s like a tripod."""
_PUSH = 0.33
_PAN = 0.2
_TILT = 0.16
_TRUCK = 0.14
_HAND = 0.012
_CARD = 1.03


class _Move(NamedTuple):
    start: View
    end: View
    parallax: float
    ease_s: float = 0.8


def camera_path(order: AnimateClip, rig: Rig, screen: Screen, edges: list[Edges]) -> CameraPath:
    """The path of an order's camera, inside the picture at every frame.

    Args:
        order: Its move, intensity, length, seed and take count.
        rig: The picture.
        screen: The film's frame and the part of the canvas it shows at rest.
        edges: What must never come into view, see `edges_of`.
    """
    dice = chance(order.seed, order.take, "camera", order.move)
    intensity = min(1.0, max(0.0, order.intensity))
    move = _move(order.move, intensity, _attention(rig, screen), dice)
    hand = order.move == "handheld"
    amplitude = _DRIFT + (_HAND * intensity if hand else 0.0)
    periods = (*_DRIFT_S, *_HAND_S) if hand else _DRIFT_S
    if order.move == "static" and any(layer.role == "text" for layer in rig.layers):
        # Words on a card come nearer all the time, by too little to be noticed as a move.
        move = _Move(View(), View(zoom=_CARD), 0.2, ease_s=0.3)
    path = CameraPath(
        start=move.start,
        end=move.end,
        ease_s=move.ease_s,
        parallax=move.parallax * (0.5 if _feet_are_seen(rig) else 1.0),
        sway_x=unrest(dice, amplitude, periods),
        sway_y=unrest(dice, amplitude * 0.8, periods),
        sway_zoom=unrest(dice, 0.004 + 0.004 * hand * intensity, _DRIFT_S),
        sway_roll_deg=unrest(dice, 0.5 * intensity, _HAND_S) if hand else [],
    )
    return fitted(path, screen, edges, order.frames, order.fps)


def _move(move: CameraMove, intensity: float, attention: tuple[float, float], dice: np.random.Generator) -> _Move:
    near = 1 + _PUSH * intensity
    # At the end of a push the point of attention has come a part of the way to the middle, not all of it: that keeps the composition.
    aim = View(x=round(attention[0] * 0.55 * (near - 1) * 2, 6), y=round(attention[1] * 0.55 * (near - 1) * 2, 6), zoom=near)
    pan, tilt, truck = _PAN * intensity, _TILT * intensity, _TRUCK * intensity
    if move == "drift":
        across = (1 if dice.random() < 0.5 else -1) * between(dice, 0.03, 0.05) * (0.4 + 1.2 * intensity)
        up = (1 if dice.random() < 0.5 else -1) * between(dice, 0.008, 0.02) * (0.4 + 1.2 * intensity)
        return _Move(View(x=-across, y=-up), View(x=across, y=up, zoom=1 + 0.08 * intensity), 0.35, ease_s=1.6)
    moves: dict[CameraMove, _Move] = {
        "static": _Move(View(), View(), 0.25),
        "handheld": _Move(View(), View(), 0.25),
        "push_in": _Move(View(), aim, 0.4),
        "pull_out": _Move(aim, View(), 0.4),
        "pan_left": _Move(View(x=pan), View(x=-pan), 0.12),
        "pan_right": _Move(View(x=-pan), View(x=pan), 0.12),
        "tilt_up": _Move(View(y=tilt), View(y=-tilt), 0.12),
        "tilt_down": _Move(View(y=-tilt), View(y=tilt), 0.12),
        "truck_left": _Move(View(x=truck), View(x=-truck), 0.6),
        "truck_right": _Move(View(x=-truck), View(x=truck), 0.6),
    }
    return moves[move]


def _attention(rig: Rig, screen: Screen) -> tuple[float, float]:
    """Where to look, in frame widths and heights from the middle: between the faces that are in the frame."""
    x, y, width, height = screen.frame
    faces = [(figure.neck[0], figure.neck[1] - 0.07 * figure.height_px) for figure in rig.figures if figure.faces_camera]
    seen = [face for face in faces if x < face[0] < x + width and y < face[1] < y + height]
    if not seen:
        return 0.0, 0.0
    middle_x, middle_y = screen.middle
    across = sum(face[0] for face in seen) / len(seen)
    down = sum(face[1] for face in seen) / len(seen)
    # The eyes belong in the upper third, not in the middle of the picture.
    return (across - middle_x) / width, (down - middle_y) / height + 0.1


def _feet_are_seen(rig: Rig) -> bool:
    """Whether somebody visibly stands on the ground; much parallax would let them slide over it."""
    _, y, _, height = rig.frame
    return any(figure.feet[1] < y + height for figure in rig.figures)
