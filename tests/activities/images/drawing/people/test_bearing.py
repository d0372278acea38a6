"""What a feeling does to the hands of somebody who stands."""

from math import dist

import pytest

from activities.images.drawing.people.bearing import borne
from activities.images.drawing.people.looks import look_of
from activities.images.drawing.people.poses import pose_body
from schemas.shots import Character, Expression

LOOK = look_of(Character(name="MARA", gender="female"))


@pytest.mark.parametrize("turn", [0.0, 0.42, -0.42])
def test_hands_of_the_angry_are_on_their_hips(turn: float) -> None:
    body = borne(pose_body(LOOK, "stand", turn), "angry")

    assert max(dist(arm[2], body.hips) for arm in body.arms) < 0.16


@pytest.mark.parametrize("expression", ["afraid", "loving"])
@pytest.mark.parametrize("turn", [0.0, 0.42, -0.42])
def test_hands_of_the_frightened_and_the_tender_are_before_the_chest(turn: float, expression: Expression) -> None:
    body = borne(pose_body(LOOK, "stand", turn), expression)

    assert all(body.hips[1] < arm[2][1] < body.shoulders[1] for arm in body.arms)


@pytest.mark.parametrize("turn", [0.0, 0.42, -0.42])
def test_who_thinks_has_a_hand_at_the_chin(turn: float) -> None:
    body = borne(pose_body(LOOK, "stand", turn), "thoughtful")
    chin = body.head[0], body.head[1] - 0.5 * body.head_height
    _, elbow, wrist = body.arms[0]
    hand = [wrist[axis] + 0.17 * (wrist[axis] - elbow[axis]) for axis in (0, 1)]

    assert dist(hand, chin) < 0.3 * body.head_height


@pytest.mark.parametrize("turn", [0.42, -0.42])
def test_no_arm_grows(turn: float) -> None:
    def longest(expression: Expression) -> float:
        body = borne(pose_body(LOOK, "stand", turn), expression)
        return max(dist(arm[0], arm[1]) + dist(arm[1], arm[2]) for arm in body.arms)

    expressions: tuple[Expression, ...] = ("angry", "afraid", "surprised", "thoughtful", "loving", "happy", "sly", "determined")
    assert max(longest(expression) for expression in expressions) < 1.05 * longest("neutral")


def test_who_feels_nothing_lets_their_arms_hang() -> None:
    body = pose_body(LOOK, "stand", 0.42)

    assert borne(body, "neutral") == body
