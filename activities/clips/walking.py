"""How somebody walks or runs through a picture: how far, in which steps, so that feet stay where they stepped.

Natural speeds and steps (walking 0.78 heights a second in steps of 0.42, running 1.9 in steps of 0.68) shrink together where the picture is
small: the length of a step goes with the square root of the speed (Grieve and Gear 1966, https://doi.org/10.1080/00140136608964399).
"""

import math

from activities.media.performance import Walk
from activities.media.picture import Figure, Rig
from schemas.clips import AnimateClip
from schemas.shots import Subject

_PACE = {"walk": 0.78, "run": 1.9}
"""Way a second, in heights of the figure."""
_STEP = {"walk": 0.42, "run": 0.68}
"""Length of a step at that pace, in heights."""
_SLOWEST_STEPS_S = {"walk": 1.1, "run": 2.2}
_BOB = {"walk": 0.004, "run": 0.02}
_FARTHEST, _FARTHEST_NEAR, _FARTHEST_BESIDE = 0.44, 0.16, 0.26
"""How far somebody goes in one shot, in frame widths: whole in the picture, cut by its edge, beside others."""
_CANVAS_REACH = 0.012
"""How far a step may lift, in frame heights: what keeps a figure's lower end out of sight."""
_LEG = 0.455
"""From the hip to the ankle of somebody who stands, in heights."""
_APART = 0.3
"""How far the front foot is before the hip when it comes down, in pairs of steps."""


def walk_of(order: AnimateClip, rig: Rig, figure: Figure, subject: Subject) -> Walk:
    """The walk or run of a subject of an order.

    Args:
        order: Its length counts.
        rig: The picture.
        figure: Who walks.
        subject: Their pose ("walk" or "run") and where they face.
    """
    pose = "run" if subject.pose == "run" else "walk"
    seconds = max(1, order.frames - 1) / order.fps
    direction = {"left": -1, "right": 1}.get(subject.facing, 0)
    has_legs = any(limb.kind == "leg" for limb in figure.limbs)
    way = min(_PACE[pose] * seconds, _farthest_px(order, rig, has_legs=has_legs) / figure.height_px)
    pace = way / seconds if direction else 0.45 * _PACE[pose]
    step = _STEP[pose] * math.sqrt(pace / _PACE[pose])
    steps_per_s = max(_SLOWEST_STEPS_S[pose], pace / step)
    step = pace / steps_per_s
    growth = {"camera": 1, "away": -1}.get(subject.facing, 0) * min(0.12, 0.03 * seconds)
    reach = _CANVAS_REACH * rig.frame[3] / figure.height_px
    sink = _LEG - math.sqrt(max(0.0, _LEG**2 - (2 * _APART * step) ** 2))
    return Walk(
        start=round(-way * direction / 2, 6),
        end=round(way * direction / 2, 6),
        bob=round(min(_BOB[pose], reach), 6),
        steps_per_s=round(steps_per_s, 9),
        rock_deg=0.0 if has_legs and direction else 0.5,
        growth=round(growth, 6),
        gait=pose,
        stride=round(step, 9),
        sink=round(sink if has_legs else min(sink, reach), 6),
    )


def _farthest_px(order: AnimateClip, rig: Rig, *, has_legs: bool) -> float:
    share = _FARTHEST_NEAR if not has_legs else _FARTHEST if len(order.subjects) == 1 else _FARTHEST_BESIDE
    return share * rig.frame[2]
