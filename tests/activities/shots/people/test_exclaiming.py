"""Exclamations: joy, fear, surprise, anger and calls, by their words and by the scene's mood."""

import pytest

from activities.shots.people.acting import spoken_expression


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


@pytest.mark.parametrize(
    ("said", "language", "felt"),
    [
        ("Fire the cannons!", "en", "determined"),
        ("Ready, aim, fire!", "en", "determined"),
        ("Feuer frei!", "de", "determined"),
        ("Ouvrez le feu !", "fr", "determined"),
        ("¡Abran fuego!", "es", "determined"),
        ("Aprite il fuoco!", "it", "determined"),
        ("Abram fogo!", "pt", "determined"),
        ("Run the engine!", "en", "determined"),
        ("Help yourself!", "en", "happy"),
        ("Help is on the way!", "en", "happy"),
        ("Bedient euch!", "de", "happy"),
        ("Hilfe ist unterwegs!", "de", "happy"),
        ("Servez-vous !", "fr", "happy"),
        ("¡Sírvete!", "es", "happy"),
        ("Serviti!", "it", "happy"),
        ("Sirva-se!", "pt", "happy"),
        ("Damn good coffee!", "en", "happy"),
        ("Verdammt guter Kaffee!", "de", "happy"),
        ("Maledettamente buono!", "it", "happy"),
        ("Kommen Sie herein!", "de", "happy"),
        ("Don't be afraid!", "en", "loving"),
        ("Hab keine Angst!", "de", "loving"),
        ("N'aie pas peur !", "fr", "loving"),
        ("¡No tengas miedo!", "es", "loving"),
        ("Non aver paura!", "it", "loving"),
        ("Não tenhas medo!", "pt", "loving"),
        ("Ich habe keine Angst!", "de", "determined"),
        ("Je n'ai pas peur !", "fr", "determined"),
        ("¡Esto es para ti!", "es", "determined"),
        ("¡Un café, por favor!", "es", "determined"),
        ("Il neige dehors !", "fr", "determined"),
    ],
)
def test_a_word_of_alarm_or_anger_is_read_with_what_stands_beside_it(said: str, language: str, felt: str) -> None:
    assert spoken_expression(said, "", language) == felt


@pytest.mark.parametrize(
    ("said", "language", "felt"),
    [
        ("Fire!", "en", "afraid"),
        ("The house is on fire!", "en", "afraid"),
        ("Help!", "en", "afraid"),
        ("Somebody help!", "en", "afraid"),
        ("Please, don't go!", "en", "afraid"),
        ("Run!", "en", "afraid"),
        ("Damn you!", "en", "angry"),
        ("That's enough!", "en", "angry"),
        ("Zu Hilfe!", "de", "afraid"),
        ("Verdammt!", "de", "angry"),
        ("Au feu !", "fr", "afraid"),
        ("Dehors !", "fr", "angry"),
        ("¡Fuego!", "es", "afraid"),
        ("¡Por favor, no!", "es", "afraid"),
        ("Al fuoco!", "it", "afraid"),
        ("Chega!", "pt", "angry"),
    ],
)
def test_the_same_words_by_themselves_are_alarm_or_anger(said: str, language: str, felt: str) -> None:
    assert spoken_expression(said, "", language) == felt


@pytest.mark.parametrize("said", ["That's not great!", "I'm not happy and it isn't wonderful!"])
def test_joy_that_is_denied_is_none(said: str) -> None:
    assert spoken_expression(said, "") == "determined"


def test_what_is_cried_out_is_not_wept() -> None:
    assert spoken_expression("I have one!", "cried") != "sad"
    assert spoken_expression("I have none.", "crying") == "sad"


@pytest.mark.parametrize(
    ("said", "language", "felt"),
    [
        ("Please sit down!", "en", "afraid"),
        ("Please pass the salt!", "en", "afraid"),
        ("¡Por favor, siéntate!", "es", "afraid"),
        ("Por favor, sente-se!", "pt", "afraid"),
        ("¡Ayuda a tu madre!", "es", "afraid"),
        ("Er lebt nicht mehr!", "de", "happy"),
        ("Lebt wohl!", "de", "happy"),
        ("Dehors il fait beau !", "fr", "angry"),
        ("Fuori piove!", "it", "angry"),
        ("¡Fuera de serie!", "es", "angry"),
    ],
)
def test_what_is_polite_or_told_is_not_felt(said: str, language: str, felt: str) -> None:
    assert spoken_expression(said, "", language) != felt


@pytest.mark.parametrize(
    ("said", "language", "felt"),
    [
        ("Please!", "en", "afraid"),
        ("Please, I beg you!", "en", "afraid"),
        ("¡Por favor!", "es", "afraid"),
        ("Dehors !", "fr", "angry"),
        ("Dehors, tous !", "fr", "angry"),
        ("Fuori!", "it", "angry"),
        ("¡Fuera, todos!", "es", "angry"),
        ("Fora!", "pt", "angry"),
        ("Er lebt!", "de", "happy"),
    ],
)
def test_what_is_felt_stays_felt(said: str, language: str, felt: str) -> None:
    assert spoken_expression(said, "", language) == felt
