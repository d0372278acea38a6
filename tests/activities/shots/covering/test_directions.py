"""Shots the writer asks for are obeyed."""

import pytest

from activities.shots.breakdown import break_down
from activities.shots.covering.directions import read_direction
from schemas.shots import Shot
from tests.activities.shots.scripts import action, film, says, scene


def after_talk(text: str, *more: str) -> Shot:
    """The shot of a shot line in a scene of two people."""
    talk = [says("MARA", "I have been looking for you everywhere since dawn."), says("TOM", "I was here.")]
    screenplay = film(scene("INT. CAFÉ - DAY", action("Mara and Tom sit at a table."), *talk, action(text), *map(action, more)))
    shots = break_down(screenplay).scenes[1].shots
    return next(shot for shot in shots if text in shot.action)


@pytest.mark.parametrize(
    "text", ["CLOSE ON MARA", "CLOSE ON: Mara.", "CU Mara", "Close on Mara, who waits.", "PRIMER PLANO de Mara", "GROS PLAN SUR MARA"]
)
def test_close_on_somebody_is_their_close_up(text: str) -> None:
    shot = after_talk(text)

    assert (shot.size, shot.framing) == ("CU", "single")
    assert [subject.character.name for subject in shot.subjects] == ["MARA"]


def test_close_on_eyes_is_an_extreme_close_up() -> None:
    assert after_talk("CLOSE ON TOM'S EYES").size == "ECU"


@pytest.mark.parametrize(
    ("text", "prop"),
    [("CLOSE ON THE KEY", "key"), ("INSERT - A KEY", "key"), ("ANGLE ON THE KEY", "key"), ("INSERT: the brass key", "brass key")],
)
def test_close_on_a_thing_is_an_insert(text: str, prop: str) -> None:
    shot = after_talk(text)

    assert (shot.size, shot.framing, shot.props) == ("INSERT", "insert", [prop])


def test_a_hand_is_an_insert_of_the_hand() -> None:
    shot = after_talk("CLOSE ON MARA'S HAND", "It shakes.")

    assert (shot.framing, shot.props, shot.action) == ("insert", ["mara's hand"], "CLOSE ON MARA'S HAND\nIt shakes.")


def test_a_point_of_view_does_not_show_who_looks() -> None:
    shot = after_talk("MARA'S POV - Tom at the bar.")

    assert shot.framing == "pov"
    assert [(subject.character.name, subject.facing) for subject in shot.subjects] == [("TOM", "camera")]


def test_wide_shows_the_place_with_everybody_in_it() -> None:
    shot = after_talk("WIDE")

    assert (shot.size, shot.framing, len(shot.subjects)) == ("WS", "master", 2)


def test_an_angle_is_taken() -> None:
    assert after_talk("LOW ANGLE - Tom stands up.").angle == "low"


def test_a_move_is_taken() -> None:
    shot = after_talk("PUSH IN ON MARA")

    assert (shot.move, shot.subjects[0].character.name) == ("push_in", "MARA")


def test_over_the_shoulder_is_taken() -> None:
    shot = after_talk("OTS Mara and Tom.")

    assert shot.framing == "over_the_shoulder"


@pytest.mark.parametrize(
    "text", ["Wide eyes stare.", "Long ago, men came here.", "Close the door.", "Custard drips.", "He closes in.", "INSERTED COINS FALL."]
)
def test_ordinary_words_are_no_direction(text: str) -> None:
    assert read_direction(text) is None
