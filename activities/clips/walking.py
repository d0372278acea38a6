"""How somebody walks or runs through a picture, rides or drives: how far, in which steps, so that feet stay where they stepped.

Natural speeds and steps (walking 0.78 heights a second in steps of 0.42, running 1.9 in steps of 0.68) shrink together where the picture is
small: the length of a step goes with the square root of the speed (Grieve and Gear 1966, https://doi.org/10.1080/00140136608964399).
"""

import math
from typing import Literal, NamedTuple

from activities.media.drawn.performance import Walk
from activities.media.drawn.picture import Figure, Rig
from schemas.clips import AnimateClip
from schemas.shots import Subject


class Going(NamedTuple):
    """A way of going; lengths in heights of the figure."""

    pace: float
    """Way a second."""
    step: float
    """Length of a step at that pace."""
    slowest_steps_s: float
    bob: float
    leg: float
    """From the hip to the ankle of somebody who stands."""


_GOING = {
    ("person", "walk"): Going(0.78, 0.42, 1.1, 0.004, 0.455),
    ("person", "run"): Going(1.9, 0.68, 2.2, 0.02, 0.455),
    ("mount", "walk"): Going(0.5, 0.26, 1.3, 0.003, 0.31),
    ("mount", "run"): Going(1.6, 0.5, 2.6, 0.018, 0.31),
    ("vehicle", "drive"): Going(1.6, 1.0, 1.4, 0.0012, 0.0),
}
_FARTHEST, _FARTHEST_NEAR, _FARTHEST_BESIDE, _FARTHEST_CARRIED = 0.44, 0.16, 0.26, 0.5
"""How far somebody goes in one shot, in frame widths: whole in the picture, cut by its edge, beside others, on wheels or hooves."""
_NOT_STEPPING = 0.45
"""Towards the camera people go at this share of their pace: only their growth tells."""
_CANVAS_REACH = 0.012
"""How far a step may lift, in frame heights: what keeps a figure's lower end out of sight."""
_APART = 0.3
"""How far the front foot is before the hip when it comes down, in pairs of steps."""


def walk_of(order: AnimateClip, rig: Rig, figure: Figure, subject: Subject | None) -> Walk:
    """The walk, run or ride of a figure of an order.

    Args:
        order: Its length counts.
        rig: The picture.
        figure: Who or what goes.
        subject: Their pose and where they face, for people on their own feet; None for what goes as it was drawn to.
    """
    seconds = max(1, order.frames - 1) / order.fps
    facing = subject.facing if subject else ""
    direction = figure.heading or {"left": -1, "right": 1}.get(facing, 0)
    gait: Literal["walk", "run"] = "run" if "run" in {figure.gait, subject.pose if subject else ""} else "walk"
    going = _GOING[figure.kind, "drive" if figure.kind == "vehicle" else gait]
    has_legs = any(limb.kind == "leg" for limb in figure.limbs)
    way = min(going.pace * seconds, _farthest_px(order, rig, figure, has_legs=has_legs) / figure.height_px)
    pace = way / seconds if direction else _NOT_STEPPING * going.pace
    steps_per_s = max(going.slowest_steps_s, pace / (going.step * math.sqrt(pace / going.pace)))
    step = pace / steps_per_s
    growth = {"camera": 1, "away": -1}.get(facing, 0) * min(0.12, 0.03 * seconds)
    reach = _CANVAS_REACH * rig.frame[3] / figure.height_px
    sink = going.leg - math.sqrt(max(0.0, going.leg**2 - (2 * _APART * step) ** 2))
    # Who comes to somebody who waits ends where they were drawn, before them; others pass through the middle.
    begins, ends = (-1.0, 0.0) if figure.kind == "person" and _comes_to_somebody(order, figure) else (-0.5, 0.5)
    return Walk(
        start=round(begins * way * direction, 6),
        end=round(ends * way * direction, 6),
        bob=round(min(going.bob, reach), 6),
        steps_per_s=round(steps_per_s, 9),
        rock_deg=0.5 if figure.kind == "person" and not (has_legs and direction) else 0.0,
        growth=round(growth, 6),
        gait=gait,
        stride=round(step, 9),
        sink=round(sink if has_legs else min(sink, reach), 6),
    )


def _comes_to_somebody(order: AnimateClip, figure: Figure) -> bool:
    """Whether others of the picture stand still."""
    return any(other.character.name != figure.character and other.pose not in {"walk", "run", "ride", "drive"} for other in order.subjects)


def _farthest_px(order: AnimateClip, rig: Rig, figure: Figure, *, has_legs: bool) -> float:
    if figure.kind != "person":
        share = _FARTHEST_CARRIED
    elif not has_legs:
        share = _FARTHEST_NEAR
    else:
        share = _FARTHEST if len(order.subjects) == 1 else _FARTHEST_BESIDE
    return share * rig.frame[2]
