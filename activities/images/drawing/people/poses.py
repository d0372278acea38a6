"""Where the joints of a body are, by pose.

Unit: the person's height; origin: the ground between the feet, x to the right of the picture, y upwards. Angles are degrees from straight
down; positive goes the way the person faces (the near side's outside, for somebody who faces the camera).
"""

from dataclasses import dataclass
from math import cos, radians, sin
from typing import Literal

from activities.images.drawing.pen import Point
from activities.images.drawing.people.looks import Look
from schemas.shots import Pose


@dataclass(frozen=True)
class Stance:
    """A pose as angles: (upper, lower) for each limb."""

    near_leg: tuple[float, float] = (3, 1)
    far_leg: tuple[float, float] = (-3, -5)
    near_arm: tuple[float, float] = (-4, 6)
    far_arm: tuple[float, float] = (6, 14)
    lean: float = 0.0
    hips: float = 0.5
    """Height of the hip joint."""
    is_seated: bool = False


Posture = Pose | Literal["on_the_ground"]
"""A pose, or sitting without a seat."""
STANCES: dict[Posture, Stance] = {
    "on_the_ground": Stance((118, 22), (112, 16), (30, 70), (34, 76), -6, 0.085, is_seated=True),
    "stand": Stance(),
    "walk": Stance((24, 10), (-20, -36), (-24, -6), (26, 44), 3, 0.49),
    "run": Stance((52, -14), (-26, -84), (-50, 40), (46, 120), 14, 0.485),
    "sit": Stance((84, 2), (80, -4), (10, 58), (15, 63), 0, 0.275, is_seated=True),
    "drive": Stance((84, 10), (80, 2), (46, 82), (50, 88), -2, 0.275, is_seated=True),
    "ride": Stance((38, -12), (34, -14), (30, 66), (34, 70), 3, 0.39, is_seated=True),
    "kneel": Stance((86, -4), (-4, -92), (20, 55), (24, 60), 6, 0.27),
    "lie": Stance((3, 2), (-2, -4), (4, 10), (-4, 6), 0, 0.5),
    "gesture": Stance(near_arm=(34, 128), far_arm=(4, 16)),
    "hold": Stance(near_arm=(14, 98), far_arm=(20, 92)),
    "hands_up": Stance((4, 2), (-5, -6), (116, 172), (108, 166), -2),
    "point": Stance((6, 2), (-6, -8), (84, 88), (-4, 8), 2),
    "fight": Stance((26, 4), (-26, -34), (46, 142), (58, 128), 6, 0.475),
    "embrace": Stance((6, 4), (-5, -8), (62, 92), (54, 100), 5),
}

UPPER_ARM, FOREARM, _THIGH, _SHIN = 0.155, 0.135, 0.235, 0.225


@dataclass(frozen=True)
class Body:
    """A posed body's joints."""

    turn: float
    hips: Point
    half_hips: float
    shoulders: Point
    half_shoulders: float
    neck: Point
    head: Point
    """The head's middle."""
    head_height: float
    legs: tuple[tuple[Point, Point, Point], tuple[Point, Point, Point]]
    """Near and far: hip, knee, ankle."""
    arms: tuple[tuple[Point, Point, Point], tuple[Point, Point, Point]]
    """Near and far: shoulder, elbow, wrist."""
    is_seated: bool


def pose_body(look: Look, pose: Posture, turn: float) -> Body:
    """The joints of a person; `lie` is a standing body that the caller lays down."""
    stance = STANCES[pose]
    child = look.age == "child"
    breadth = 1 + 0.16 * look.build
    half_shoulders = (0.1 if look.is_female else 0.1 if child else 0.112) * breadth * (1 - 0.26 * abs(turn))
    half_hips = (0.08 if look.is_female else 0.079) * (1 + 0.24 * look.build) * (1 - 0.2 * abs(turn))
    ahead = 1.0 if turn >= 0 else -1.0
    rise = 1 - look.head - (0.80 - 0.5)
    hips = (0.0, stance.hips * (rise / 0.535 if child else 1.0))
    torso = (0.80 if not child else 0.755) - 0.5
    lean = radians(stance.lean + (4 if look.age == "old" else 0)) * ahead * (1 if abs(turn) > 0.1 else 0.3)
    shoulders = (hips[0] + sin(lean) * torso, hips[1] + cos(lean) * torso * 0.955)
    neck = (hips[0] + sin(lean) * torso * 1.06, hips[1] + cos(lean) * torso * 1.03)
    head = (neck[0] + 0.02 * turn, neck[1] + look.head * 0.535)
    legs = (_leg(hips, half_hips, stance.near_leg, turn, 1), _leg(hips, half_hips, stance.far_leg, turn, -1))
    arms = (_arm(shoulders, half_shoulders, stance.near_arm, turn, 1), _arm(shoulders, half_shoulders, stance.far_arm, turn, -1))
    return Body(turn, hips, half_hips, shoulders, half_shoulders, neck, head, look.head, legs, arms, stance.is_seated)


def _leg(hips: Point, half: float, angles: tuple[float, float], turn: float, side: int) -> tuple[Point, Point, Point]:
    """From the front a swung leg is foreshortened and stands apart; from the side it swings."""
    swing = abs(turn) ** 0.5
    ahead = 1.0 if turn >= 0 else -1.0
    out = side * (1 - 0.4 * abs(turn))
    hip = (hips[0] + out * half * 0.55, hips[1])
    bones = []
    x, y = hip
    for length, angle in ((_THIGH, angles[0]), (_SHIN, angles[1])):
        bend = radians(angle)
        reach = length * sin(bend) * swing * ahead
        across = length * 0.055 * out * (2.2 if abs(angle) > 60 else 1)
        drop = length * (cos(bend) if swing > 0.3 else max(cos(bend), 0.24))
        x, y = x + reach + across, y - drop
        bones.append((x, y))
    ground = 0.035
    if hips[1] > 0.4 and abs(angles[1]) < 30:
        bones[1] = (bones[1][0], ground)
    return hip, bones[0], (bones[1][0], max(ground, bones[1][1]))


def _arm(shoulders: Point, half: float, angles: tuple[float, float], turn: float, side: int) -> tuple[Point, Point, Point]:
    swing = abs(turn) ** 0.5
    ahead = 1.0 if turn >= 0 else -1.0
    out = side * (1 - 0.55 * abs(turn)) * (ahead if abs(turn) > 0.1 else 1.0)
    x, y = shoulders[0] + out * half * 0.86, shoulders[1] - 0.03
    joints = [(x, y)]
    for length, angle, spread in ((UPPER_ARM, angles[0], 0.13), (FOREARM, angles[1], 0.0)):
        bend = radians(angle)
        if swing > 0.3:
            dx = length * sin(bend) * ahead + length * spread * out
        else:
            # from the front an arm that reaches forward is short, and a level forearm leads the hand before the body
            inwards = -0.9 if angle is angles[1] and 60 < angle < 120 else 1.0
            dx = length * (abs(sin(bend)) * (0.62 if angle < 100 else 0.4) * inwards + spread) * out
        x, y = x + dx, y - length * cos(bend)
        joints.append((x, y))
    return joints[0], joints[1], joints[2]
