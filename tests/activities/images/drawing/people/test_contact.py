"""Hands that meet in a picture."""

from math import dist

import pytest

from activities.images.drawing.compose import draw_picture
from activities.images.drawing.framing import Person
from activities.images.drawing.people.figure import posed
from schemas.shots import Character, ShotSize, Touch
from tests.activities.images.orders import JONAS, MARA, paint, seen

LILY = Character(name="LILY", gender="female", age="child")


def two(touch: Touch, back: Touch = "", other: Character = JONAS, size: ShotSize = "MS") -> list[Person]:
    subjects = [
        seen(MARA, position="left", facing="right", touch=touch, partner=other.name),
        seen(other, position="right", facing="left", touch=back, partner=MARA.name if back else ""),
    ]
    drawn = draw_picture(paint(size=size, framing="two_shot", subjects=subjects))
    assert drawn.composition is not None
    return drawn.composition.people


def hand_m(person: Person, arm: int = 0) -> tuple[float, float]:
    """Where the near hand is, or the far one (1), metres."""
    _, elbow, wrist = posed(person).arms[arm]
    x, y = (wrist[axis] + 0.17 * (wrist[axis] - elbow[axis]) for axis in (0, 1))
    return person.x_m + x * person.height_m, y * person.height_m + person.lift_m


@pytest.mark.parametrize(("touch", "back"), [("give", "take"), ("shake_hands", "shake_hands"), ("hold_hands", "hold_hands")])
@pytest.mark.parametrize("other", [JONAS, LILY])
def test_two_hands_meet(touch: Touch, back: Touch, other: Character) -> None:
    one, two_ = two(touch, back, other)

    assert dist(hand_m(one), hand_m(two_)) < 0.06


@pytest.mark.parametrize("facing", ["camera", "right", "left", "away"])
@pytest.mark.parametrize("other", [JONAS, LILY])
def test_hands_meet_of_two_who_go_hand_in_hand(other: Character, facing: str) -> None:
    subjects = [
        seen(MARA, position="left", facing=facing, touch="hold_hands", partner=other.name, pose="walk"),
        seen(other, position="right", facing=facing, touch="hold_hands", partner="MARA", pose="walk"),
    ]
    drawn = draw_picture(paint(size="FS", framing="two_shot", subjects=subjects))
    assert drawn.composition is not None
    one, two_ = sorted(drawn.composition.people, key=lambda person: person.x_m)
    own = [hand_m(one, 0 if one.hands[0] else 1), hand_m(two_, 0 if two_.hands[0] else 1)]

    assert dist(*own) < 0.06
    assert one.x_m < own[0][0] < two_.x_m


def test_who_walks_hand_in_hand_steps_out() -> None:
    subjects = [
        seen(MARA, position="left", facing="right", touch="hold_hands", partner="JONAS", pose="walk"),
        seen(JONAS, position="right", facing="right", touch="hold_hands", partner="MARA", pose="walk"),
    ]
    drawn = draw_picture(paint(size="FS", framing="two_shot", subjects=subjects))

    assert [[limb.kind for limb in figure.limbs] for figure in drawn.rig.figures] == [["leg", "leg"], ["leg", "leg"]]


def test_a_hand_lies_on_the_shoulder_it_is_laid_on() -> None:
    mara, jonas = two("shoulder")
    shoulder = jonas.x_m, posed(jonas).shoulders[1] * jonas.height_m

    assert dist(hand_m(mara), shoulder) < 0.12


def test_who_is_embraced_is_held_from_behind() -> None:
    mara, jonas = two("embrace", "embrace")

    assert hand_m(mara)[0] > jonas.x_m > mara.x_m > hand_m(jonas)[0]


@pytest.mark.parametrize("other", [JONAS, LILY])
def test_only_one_arm_of_each_is_seen_around_the_other(other: Character) -> None:
    left, right = sorted(two("embrace", "embrace", other), key=lambda person: person.x_m)

    assert left.x_m < hand_m(left, 1)[0] < right.x_m
    assert left.x_m < hand_m(right, 1)[0] < right.x_m


def test_what_is_handed_over_is_at_the_hands() -> None:
    subjects = [
        seen(MARA, position="left", facing="right", touch="give", partner="JONAS"),
        seen(JONAS, position="right", facing="left", touch="take", partner="MARA"),
    ]
    drawn = draw_picture(paint(size="MS", framing="two_shot", subjects=subjects, props=["letter"]))
    letter = next(layer for layer in drawn.rig.layers if layer.role == "prop")
    wrist = drawn.rig.figures[0].limbs[-1].joints[-1]

    assert drawn.rig.figures[letter.figure or 0].character == "MARA"
    assert dist((letter.x + letter.width_px / 2, letter.y + letter.height_px / 2), wrist) < 0.2 * drawn.rig.frame[3]
