"""Hands that meet: how far apart two stand who touch, where their hands go, and how an arm bends to get there.

Lengths of arms in heights of the person; places in metres across and up.
"""

from dataclasses import dataclass, replace
from math import hypot, sqrt

from activities.images.drawing.pen import Point
from activities.images.drawing.people.looks import Look
from activities.images.drawing.people.poses import FOREARM, UPPER_ARM, Body, Posture, pose_body
from schemas.shots import Pose, Subject, Touch

Hands = tuple[Point | None, Point | None]
"""Where the near and the far hand are, metres across and up; None where the pose says it."""
FREE: Hands = (None, None)
_ARM = UPPER_ARM + FOREARM
_EASY, _LONGEST = 0.88, 1.12
"""How far an arm reaches out comfortably, and how far it is drawn at most, of its length."""
_HAND = 0.023
"""From the wrist to the middle of the hand."""
_SHORTEST, _FOLD = 0.55, 1.35
"""An arm towards the camera is seen at this share of its length at least, and folded by so much where there is room."""
_TURN = 0.7
_APART_M: dict[Touch, tuple[float, float]] = {
    "give": (0.66, 1.0),
    "take": (0.66, 1.0),
    "shake_hands": (0.64, 0.95),
    "hold_hands": (0.56, 0.74),
    "shoulder": (0.5, 0.68),
    "embrace": (0.34, 0.4),
    "strike": (0.55, 0.8),
}
"""Least and most between the middles of two who touch."""
_ABREAST = 0.34
"""From one to the other who go hand in hand, in heights of a person."""
_BELOW_M: dict[Touch, float] = {"give": 0.26, "take": 0.26, "shake_hands": 0.36, "hold_hands": 0.46}
"""How far under their shoulders two hands meet."""
_ARMS_ARE_FREE: frozenset[Pose] = frozenset({"hands_up", "hold", "gesture", "point"})


@dataclass(frozen=True)
class Party:
    """One of two who touch."""

    subject: Subject
    look: Look
    height_m: float

    @property
    def shoulder_m(self) -> float:
        """Height of the shoulders."""
        return self._body.shoulders[1] * self.height_m

    @property
    def head_m(self) -> float:
        """Height of the head's middle."""
        return self._body.head[1] * self.height_m

    @property
    def arm_m(self) -> float:
        """Length of an arm."""
        return _ARM * self.height_m

    @property
    def _body(self) -> Body:
        return pose_body(self.look, pose_under(self.subject), _TURN)


def pose_under(subject: Subject) -> Posture:
    """How somebody is posed: on what they sit, and with their arms free while their hands are at somebody else."""
    if subject.pose == "sit" and subject.seat == "ground":
        return "on_the_ground"
    return "stand" if subject.touch and subject.pose in _ARMS_ARE_FREE else subject.pose


def touch_between(one: Subject, two: Subject) -> Touch:
    """What two do at each other; "" when they don't touch."""
    if one.touch and one.partner == two.character.name:
        return one.touch
    return two.touch if two.touch and two.partner == one.character.name else ""


def are_abreast(one: Subject, two: Subject) -> bool:
    """Whether two hold hands side by side, and look the same way."""
    return touch_between(one, two) == "hold_hands" and one.facing == two.facing


def apart_m(one: Party, two: Party) -> float | None:
    """How far apart two stand so that their hands reach; None when they do not touch."""
    touch = touch_between(one.subject, two.subject)
    if not touch:
        return None
    if are_abreast(one.subject, two.subject):
        return _ABREAST * (one.height_m + two.height_m) / 2
    least, most = _APART_M[touch]
    if touch in {"embrace", "strike"}:
        return (least + most) / 2
    if touch == "shoulder":
        toucher, touched = (one, two) if one.subject.touch else (two, one)
        return min(most, max(least, _across(toucher, touched.shoulder_m)))
    height_m = _meeting_m(touch, one, two)
    return min(most, max(least, _across(one, height_m) + _across(two, height_m)))


def hands_of(me: Party, my_x_m: float, other: Party, other_x_m: float) -> Hands:
    """Where the hands of somebody go who touches somebody beside them."""
    touch = me.subject.touch
    ahead = 1.0 if other_x_m > my_x_m else -1.0
    height_m = other.height_m
    if touch == "embrace":
        low = max(other.shoulder_m, min(me.shoulder_m - 0.1, other.head_m))
        near = (other_x_m + ahead * 0.05 * height_m, low - 0.07 * height_m)
        # The far hand goes behind the other, out of sight: seen is only that it lies between the two.
        return near, (my_x_m + 0.5 * (other_x_m - my_x_m), low - 0.16 * height_m)
    if touch == "shoulder":
        return (other_x_m - ahead * 0.02 * height_m, other.shoulder_m + 0.012 * height_m), None
    if touch == "strike":
        return (other_x_m - ahead * 0.06 * height_m, other.head_m - 0.02 * height_m), None
    mine, theirs = _across(me, meet := _meeting_m(touch, me, other)), _across(other, meet)
    hand = (my_x_m + (other_x_m - my_x_m) * mine / max(1e-6, mine + theirs), meet)
    is_frontal = are_abreast(me.subject, other.subject) and me.subject.facing in {"camera", "away"}
    # From the front the near arm is the one on the right of the picture: who stands there gives the other.
    return (None, hand) if is_frontal and ahead < 0 else (hand, None)


def reached(body: Body, near: Point | None, far: Point | None) -> Body:
    """A body whose hands are where they are said to be, in its own units; an arm that is too short stays as near as it gets."""
    arms = tuple(arm if hand is None else bent(arm[0], hand) for arm, hand in zip(body.arms, (near, far), strict=True))
    return replace(body, arms=(arms[0], arms[1]))


def _meeting_m(touch: Touch, one: Party, two: Party) -> float:
    """The height at which two hands meet: a little below both shoulders, as far as the shorter arm gets."""
    low, high = sorted((one, two), key=lambda party: party.shoulder_m)
    wanted = (low.shoulder_m + high.shoulder_m) / 2 - _BELOW_M[touch]
    return min(max(wanted, high.shoulder_m - 0.94 * high.arm_m), low.shoulder_m + 0.8 * low.arm_m)


def _across(party: Party, height_m: float) -> float:
    """How far across an arm comfortably reaches at a height."""
    reach_m, down_m = _EASY * party.arm_m, party.shoulder_m - height_m
    return max(0.25 * reach_m, sqrt(max(0.0, reach_m**2 - down_m**2)))


def bent(shoulder: Point, hand: Point, out: float = 0.0, *, is_foreshortened: bool = False) -> tuple[Point, Point, Point]:
    """Shoulder, elbow and wrist of an arm whose hand is at a place.

    Args:
        shoulder: Where it begins.
        hand: Where the middle of the hand is.
        out: How much rather the elbow goes to a side, −1 left to 1 right, than down.
        is_foreshortened: Whether it comes towards the camera, and so is seen shorter where it has room.
    """
    x, y = hand[0] - shoulder[0], hand[1] - shoulder[1]
    far = hypot(x, y) or 1e-6
    long = max(0.2 * _ARM, min(far - _HAND, _LONGEST * _ARM))
    x, y = x / far, y / far
    size = max(long / (0.998 * _ARM), min(1.0, max(_SHORTEST, _FOLD * long / _ARM)) if is_foreshortened else 1.0)
    upper, lower = UPPER_ARM * size, FOREARM * size
    along = (upper**2 - lower**2 + long**2) / (2 * long)
    aside = sqrt(max(0.0, upper**2 - along**2))
    elbows = [(shoulder[0] + x * along - y * aside * side, shoulder[1] + y * along + x * aside * side) for side in (1.0, -1.0)]
    elbow = max(elbows, key=lambda place: out * place[0] - place[1])
    return shoulder, elbow, (shoulder[0] + x * long, shoulder[1] + y * long)
