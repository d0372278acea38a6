"""What a feeling does to the hands of somebody who stands and has nothing in them."""

from dataclasses import replace

from activities.images.drawing.pen import Point
from activities.images.drawing.people.contact import bent
from activities.images.drawing.people.poses import Body
from schemas.shots import Expression

_SIDEWAYS = 0.1
_TO_HAND = 1.17
"""From the elbow to the middle of the hand, in forearms."""
_HIP = "hip"
_CHIN = "chin"
Place = tuple[float, float, float]
_HANDS: dict[Expression, tuple[Place | str | None, Place | str | None]] = {
    "angry": (_HIP, _HIP),
    "sly": (_HIP, None),
    "determined": (None, _HIP),
    "happy": (None, (0.05, 0.16, -0.16)),
    "afraid": ((0.06, 0.085, -0.075), (0.05, 0.07, -0.11)),
    "surprised": ((0.05, 0.16, -0.08), (0.05, 0.15, -0.12)),
    "disgusted": ((0.07, 0.115, -0.09), None),
    "thoughtful": (_CHIN, (0.055, 0.08, -0.17)),
    "loving": ((0.02, 0.1, -0.15), (0.02, 0.09, -0.17)),
}
"""Near and far hand: how far out of the middle of the shoulders from the front and from the side, and how far above them; or on the hip, at
the chin; None hangs. Heights of the person."""


def borne(body: Body, expression: Expression) -> Body:
    """The same body, its arms as the feeling has them."""
    hands = _HANDS.get(expression)
    if hands is None:
        return body
    arms = [
        arm if hand is None else _arm(body, arm[0], hand, 1 - 2 * index)
        for index, (arm, hand) in enumerate(zip(body.arms, hands, strict=True))
    ]
    return replace(body, arms=(arms[0], arms[1]))


def _arm(body: Body, shoulder: Point, hand: Place | str, side: int) -> tuple[Point, Point, Point]:
    """One arm; `side` is where it hangs from somebody who faces the camera."""
    is_sideways = abs(body.turn) > _SIDEWAYS
    ahead = side if not is_sideways else 1 if body.turn > 0 else -1
    x, y = body.shoulders
    if hand == _HIP:
        place = (body.hips[0] + (ahead * 0.012 if is_sideways else ahead * (body.half_hips + 0.012)), body.hips[1] + 0.085)
        return bent(shoulder, place, -3.0 * ahead if is_sideways else 3.0 * ahead)
    if hand == _CHIN and not is_sideways:
        return bent(
            shoulder,
            (body.head[0] + 0.1 * body.head_height * ahead, body.head[1] - 0.52 * body.head_height),
            0.4 * ahead,
            is_foreshortened=True,
        )
    if hand == _CHIN:
        # Seen from the side the arm is folded towards the camera: the elbow hangs below the shoulder, the hand is before the chin.
        elbow = (shoulder[0] + 0.05 * ahead, shoulder[1] - 0.1)
        chin = (body.head[0] + 0.22 * body.head_height * ahead, body.head[1] - 0.55 * body.head_height)
        return shoulder, elbow, (elbow[0] + (chin[0] - elbow[0]) / _TO_HAND, elbow[1] + (chin[1] - elbow[1]) / _TO_HAND)
    front, beside, up = hand if not isinstance(hand, str) else (0.0, 0.0, 0.0)
    if is_sideways:
        return bent(shoulder, (x + ahead * beside, y + up))
    return bent(shoulder, (x + ahead * front, y + up), 0.6 * ahead, is_foreshortened=True)
