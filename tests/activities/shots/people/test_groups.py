"""Whom "the three" and "both" mean, what unknown subjects do to nobody, and what people don't do."""

import pytest

from activities.shots.breakdown import break_down
from activities.shots.people.acting import acting_in
from activities.shots.people.cast import Cast
from activities.shots.people.groups import group_size
from schemas.shots import Character, Shot
from tests.activities.shots.scripts import Piece, action, film, says, scene


def shots_of(*pieces: Piece, language: str = "en") -> list[Shot]:
    return break_down(film(scene("INT. ROOM - NIGHT", *pieces), language=language)).scenes[1].shots


@pytest.mark.parametrize(
    ("told", "language", "count"),
    [
        ("The three sit at the table.", "en", 3),
        ("All three laugh.", "en", 3),
        ("Die drei sitzen am Tisch.", "de", 3),
        ("Die beiden umarmen sich.", "de", 2),
        ("Beide lachen.", "de", 2),
        ("Les trois attendent.", "fr", 3),
        ("Los dos lloran.", "es", 2),
        ("Tutti e tre ridono.", "it", 3),
        ("Os dois esperam.", "pt", 2),
        ("The two policemen wait.", "en", 0),
        ("The three candles burn.", "en", 0),
        ("Die drei Kerzen brennen.", "de", 0),
        ("Two policemen wait.", "en", 0),
        ("Les trois bougies.", "fr", 0),
    ],
)
def test_a_number_means_people_where_no_noun_follows(told: str, language: str, count: int) -> None:
    assert group_size(told, language) == count


def test_the_three_are_seen_together_and_all_sit() -> None:
    shots = shots_of(
        action("Die drei sitzen am Tisch. Eine Kerze brennt."),
        says("RUTH", "Guten Abend."),
        says("JAKOB", "Guten Abend."),
        says("HELENE", "Ja."),
        language="de",
    )

    assert {(subject.character.name, subject.pose) for subject in shots[0].subjects} == {
        ("RUTH", "sit"),
        ("JAKOB", "sit"),
        ("HELENE", "sit"),
    }


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ("A mannequin kneels behind the goal.", "en"),
        ("A photograph lies on the bed.", "en"),
        ("Ein Brief liegt auf dem Tisch.", "de"),
        ("Une lettre est couchée là.", "fr"),
        ("JAKOB setzt sich nicht.", "de"),
        ("JAKOB ne s'assied pas.", "fr"),
        ("JAKOB does not sit.", "en"),
        ("JAKOB found him asleep.", "en"),
        ("JAKOB findet sie liegend.", "de"),
    ],
)
def test_what_others_do_and_what_is_denied_is_nobodys_pose(told: str, language: str) -> None:
    acting = acting_in(told, Cast([Character(name="JAKOB")], language), ["JAKOB"])

    assert all(acted.pose is None for acted in acting.values())


@pytest.mark.parametrize(("told", "pose"), [("In the bed lies ROSE.", "lie"), ("ROSE sits down.", "sit"), ("ROSE waits.", None)])
def test_a_name_that_is_a_verb_tells_no_pose(told: str, pose: str | None) -> None:
    assert acting_in(told, Cast([Character(name="ROSE")]))["ROSE"].pose == pose


def test_a_name_that_is_a_feeling_tells_none() -> None:
    assert acting_in("JOY waits.", Cast([Character(name="JOY")]))["JOY"].expression is None


@pytest.mark.parametrize(
    ("told", "language", "pose"),
    [
        ("JAKOB stands at the window, a glass in his hand.", "en", "hold"),
        ("Draußen steht JAKOB, einen roten Koffer in der Hand.", "de", "hold"),
        ("JAKOB stands at the window.", "en", "stand"),
        ("JAKOB sits, a glass in his hand.", "en", "sit"),
        ("JAKOB walks past, a glass in his hand.", "en", "walk"),
    ],
)
def test_who_stands_with_something_in_hand_holds_it(told: str, language: str, pose: str) -> None:
    assert acting_in(told, Cast([Character(name="JAKOB")], language))["JAKOB"].pose == pose
