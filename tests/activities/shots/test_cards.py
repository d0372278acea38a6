"""Opening title and closing credits."""

import pytest

from activities.shots.breakdown import break_down
from activities.shots.card_words import card_words
from schemas.screenplay import Screenplay
from schemas.shots import Card, Shot
from tests.activities.shots.scripts import Piece, action, film, says, scene

ROOM = scene("INT. ROOM - DAY", says("MARA", "Here."), says("OLD TOM", "There."), says("NARRATOR", "Everywhere."))


def card(shot: Shot) -> Card:
    assert shot.card is not None
    return shot.card


def opening_and_closing(screenplay: Screenplay, title: str = "") -> tuple[Shot, Shot]:
    shot_list = break_down(screenplay, title)
    return shot_list.scenes[0].shots[0], shot_list.scenes[-1].shots[-1]


def test_the_title_is_scene_0_shot_0() -> None:
    opening, _ = opening_and_closing(film(ROOM))

    assert (opening.number, opening.scene, card(opening).kind, card(opening).heading) == (0, 0, "title", "A Film")


def test_an_ordered_title_overrides_the_title_page() -> None:
    assert card(opening_and_closing(film(ROOM), "Another Film")[0]).heading == "Another Film"


def test_a_film_without_a_title_begins_with_shot_1_and_says_so() -> None:
    shot_list = break_down(film(ROOM, title=""))

    assert shot_list.scenes[0].shots[0].number == 1
    assert any("no title" in note for note in shot_list.notes)


def test_title_and_credits_name_the_author() -> None:
    screenplay = film(ROOM).model_copy(update={"title_page": {"Title": ["_**A Film**_"], "Credit": ["written by"], "Author": ["Ada Wren"]}})

    opening, closing = opening_and_closing(screenplay)

    assert card(opening).heading == "A Film"
    assert card(opening).lines == ["written by Ada Wren"]
    assert card(closing).lines[0] == "Written by: Ada Wren"


def test_credits_name_everybody_who_speaks() -> None:
    closing = card(opening_and_closing(film(ROOM))[1])

    assert closing.kind == "credits"
    assert closing.lines == ["Voices: Mara, Old Tom, Narrator"]


def test_credits_speak_the_films_language() -> None:
    closing = card(opening_and_closing(film(ROOM, language="es"))[1])

    assert (closing.heading, closing.lines[0]) == ("Fin", "Voces: Mara, Old Tom, Narrador")


@pytest.mark.parametrize(
    ("language", "the_end"),
    [("hi", "समाप्त"), ("ru", "Конец"), ("ja", "終わり"), ("ar", "النهاية"), ("zh-Hant-TW", "劇終"), ("nb", "Slutt")],
)
def test_a_film_ends_in_its_own_language(language: str, the_end: str) -> None:
    assert card(opening_and_closing(film(ROOM, language=language))[1]).heading == the_end


def test_every_language_that_scripts_are_told_by_has_words_for_cards() -> None:
    told = "ar bn ca cs da de el en es fa fi fr gu he hi hu hy id it ja ka kn ko ml nl no pa pl pt ro ru sv ta te th tr uk ur vi zh"

    assert [language for language in told.split() if card_words(language) is None] == []


def test_a_language_without_words_for_cards_is_said_in_a_note() -> None:
    shot_list = break_down(film(ROOM, language="tlh"))

    assert shot_list.scenes[-1].heading == "The End"
    assert any("'tlh'" in note for note in shot_list.notes)


def test_the_end_is_not_said_twice() -> None:
    the_end: Piece = action("TITLE: The End")
    screenplay = film(scene("INT. ROOM - DAY", action("Dust."), the_end))

    assert card(opening_and_closing(screenplay)[1]).heading == ""


def test_credits_that_find_no_room_are_said_in_a_note() -> None:
    crowd = [says(f"PERSON {number}", "Here.") for number in range(30)]

    shot_list = break_down(film(scene("INT. ROOM - DAY", *crowd)))

    assert len(card(shot_list.scenes[-1].shots[0]).lines) == 6
    assert any("Person 29" in note for note in shot_list.notes)


def test_credits_stay_long_enough_to_be_read() -> None:
    few = opening_and_closing(film(ROOM))[1].min_duration_s
    many = opening_and_closing(film(scene("INT. ROOM - DAY", *(says(f"PERSON {n}", "Here.") for n in range(12)))))[1].min_duration_s

    assert few < many <= 14


def test_the_credits_are_the_last_scene_and_shot() -> None:
    shot_list = break_down(film(ROOM, scene("EXT. SEA - DAY", action("Waves."))))

    numbers = [shot.number for part in shot_list.scenes for shot in part.shots]
    assert shot_list.scenes[-1].number == 3
    assert numbers == list(range(len(numbers)))
