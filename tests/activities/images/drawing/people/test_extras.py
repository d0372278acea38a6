"""People without a name in drawn pictures: behind and beside those the picture is on, dressed for their trade."""

from typing import Literal

import pytest

from activities.images.drawing.compose import draw_picture
from activities.images.drawing.framing import Composition, Person
from activities.images.drawing.people.looks import look_of
from schemas.shots import Character, ShotSize, Subject
from tests.activities.images.orders import paint, seen

WAITER = Character(name="OLD WAITER", description="an old waiter", gender="male", age="old", number=5)
RUTH, SAM = Character(name="RUTH", gender="female", number=1), Character(name="SAM", gender="male", number=2)


def composed(size: ShotSize, *subjects: Subject) -> Composition:
    composition = draw_picture(paint(size=size, framing="master", subjects=list(subjects))).composition
    assert composition is not None
    return composition


def waiters(composition: Composition) -> list[Person]:
    return [person for person in composition.people if person.subject.is_extra]


@pytest.mark.parametrize("size", ["EWS", "WS", "FS"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_an_extra_stands_behind_and_beside_the_others(size: ShotSize, side: Literal["left", "right"]) -> None:
    composition = composed(
        size, seen(RUTH, position="left", facing="right"), seen(SAM, position="right"), seen(WAITER, position=side, is_extra=True)
    )

    (waiter,) = waiters(composition)
    camera = composition.camera
    others = [person for person in composition.people if not person.subject.is_extra]
    apart = [abs(camera.x_px(waiter.x_m, waiter.z_m) - camera.x_px(other.x_m, other.z_m)) for other in others]
    assert waiter.z_m > max(other.z_m for other in others)
    assert min(apart) > 0.5 * camera.scale()


def test_an_extra_changes_nothing_of_how_the_others_are_framed() -> None:
    alone, with_waiter = composed("WS", seen(RUTH)), composed("WS", seen(RUTH), seen(WAITER, is_extra=True))

    assert alone.camera == with_waiter.camera
    assert [person.x_m for person in alone.people] == [person.x_m for person in with_waiter.people if not person.subject.is_extra]


def test_a_picture_of_an_extra_alone_is_on_them() -> None:
    (waiter,) = composed("FS", seen(WAITER, is_extra=True)).people

    assert waiter.z_m == 0.0


def test_extras_wear_what_their_trade_wears() -> None:
    assert (look_of(WAITER).top, look_of(Character(name="NURSE", description="a nurse")).top) == ("vest", "tee")


@pytest.mark.parametrize("size", ["FS", "MLS", "MS"])
def test_an_extra_behind_somebody_who_sits_or_is_small_keeps_their_head_or_is_not_there(size: ShotSize) -> None:
    for subject in (seen(RUTH, pose="sit", seat="table", facing="right"), seen(Character(name="TIM", age="child"))):
        composition = composed(size, subject, seen(WAITER, position="right", is_extra=True))
        for waiter in waiters(composition):
            assert composition.camera.y_px(waiter.height_m, waiter.z_m) > composition.camera.frame[1]
