"""Exclamations: joy, fear, surprise, anger and calls, by their words and by the scene's mood."""

import pytest

from activities.shots.acting import spoken_expression


@pytest.mark.parametrize(
    ("said", "language", "felt"),
    [
        ("We made it! We actually made it!", "en", "happy"),
        ("Oh my God! Papa! You're back!", "en", "happy"),
        ("Good morning, Doctor!", "en", "happy"),
        ("Gott sei Dank!", "de", "happy"),
        ("Merci! Merci!", "fr", "happy"),
        ("¡Por fin!", "es", "happy"),
        ("Evviva!", "it", "happy"),
        ("Obrigada!", "pt", "happy"),
        ("Help! I can't feel my feet!", "en", "afraid"),
        ("Nooo!", "en", "afraid"),
        ("Mama, ich hab Angst!", "de", "afraid"),
        ("Au secours !", "fr", "afraid"),
        ("Mama! Mama, he moved!", "en", "surprised"),
        ("Look! Over there!", "en", "surprised"),
        ("Na so was!", "de", "surprised"),
        ("Get out!", "en", "angry"),
        ("GET OUT!!", "en", "angry"),
        ("Lügner!", "de", "angry"),
        ("I love you!", "en", "loving"),
        ("Hold on!", "en", "determined"),
        ("Yesterday I was!", "en", "determined"),
    ],
)
def test_the_words_of_an_exclamation_tell_its_feeling(said: str, language: str, felt: str) -> None:
    assert spoken_expression(said, "", language) == felt


@pytest.mark.parametrize("said", ["Mama!", "Captain Rao!", "MAMA!!", "Opa! Opa!"])
def test_a_call_is_no_anger(said: str) -> None:
    assert spoken_expression(said, "") is None


def test_a_call_in_a_cheerful_scene_is_cheerful() -> None:
    assert spoken_expression("Mama!", "", "en", "happy") == "happy"


def test_what_nobody_exclaims_tells_nothing() -> None:
    assert spoken_expression("Good morning. I hate you.", "") is None
