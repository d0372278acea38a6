"""Who does what, where a clause names somebody else behind its verb."""

import pytest

from activities.shots.people.acting import acting_in, is_moving
from activities.shots.people.cast import Cast
from schemas.shots import Character, Pose

CAST = Cast([Character(name="JACK", gender="male"), Character(name="ROSA", gender="female"), Character(name="SHERIFF", gender="male")])
SEEN = ["JACK", "ROSA", "SHERIFF"]


@pytest.mark.parametrize(
    ("text", "name", "pose"),
    [
        ("SHERIFF (55), grey moustache, aims a rifle at Jack.", "SHERIFF", "point"),
        ("Jack, bearded, runs to her.", "JACK", "run"),
        ("Jack and Rosa ride.", "ROSA", "ride"),
        ("Jack raises his hands.", "JACK", "hands_up"),
        ("Rosa loads a rifle.", "ROSA", "hold"),
    ],
)
def test_the_one_who_does_it_is_posed(text: str, name: str, pose: Pose) -> None:
    assert acting_in(text, CAST, [], SEEN)[name].pose == pose


@pytest.mark.parametrize(
    ("language", "text", "pose"),
    [
        ("de", "Jack sitzt dort.", "sit"),
        ("fr", "Jack dort.", "lie"),
        ("es", "Jack se sienta entre Rosa y la puerta.", "sit"),
        ("pt", "Jack leva a mala.", "hold"),
        ("fr", "Jack entre.", "walk"),
    ],
)
def test_words_of_two_languages_mean_what_they_do_in_their_own(language: str, text: str, pose: Pose) -> None:
    assert acting_in(text, Cast(CAST.characters, language), [], SEEN)["JACK"].pose == pose


@pytest.mark.parametrize(
    ("text", "name"), [("SHERIFF (55), grey moustache, aims a rifle at Jack.", "JACK"), ("Jack, bearded, runs to her.", "ROSA")]
)
def test_the_one_it_is_done_to_is_not(text: str, name: str) -> None:
    acting = acting_in(text, CAST, [], SEEN)

    assert name not in acting or acting[name].pose is None


def test_a_movement_is_one_in_its_own_language() -> None:
    assert [is_moving("Jack entre Rosa.", language) for language in ("fr", "es")] == ["walk", None]
