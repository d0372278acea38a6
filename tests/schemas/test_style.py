"""What all pictures of a film look like: said once, heard by every order of a picture."""

from schemas.changes import ChangeFilm, SelectTake, TakeSettings
from schemas.edits import Edits, Places
from schemas.moderation import words_of
from schemas.options import FilmOptions
from schemas.orders import image_order, sheet_order
from schemas.plan import FilmPlan
from schemas.stages import Stage
from tests.small import MARA, small_plan, small_shot_list

SHOT = small_shot_list().scenes[1].shots[1]
PLACES = Places(scenes={0: [0], 1: [1, 2, 3], 2: [4, 5]}, lines={}, characters=["MARA", "TOM"])


def ordered(style: str, edits: Edits | None = None) -> FilmPlan:
    plan = small_plan()
    return plan.model_copy(update={"options": plan.options.model_copy(update={"style": style}), "edits": edits or Edits()})


def test_pictures_and_sheets_have_the_style_the_film_was_ordered_in() -> None:
    plan = ordered("watercolour")

    assert image_order(plan, 1, SHOT).style == "watercolour"
    assert sheet_order(plan, 1, MARA).style == "watercolour"


def test_a_film_without_a_style_has_the_keys_it_had_before_there_were_any() -> None:
    assert image_order(ordered(""), 1, SHOT).key == image_order(small_plan(), 1, SHOT).key
    assert "style" not in FilmOptions().model_dump()


def test_an_edit_gives_every_scene_another_style_and_takes_it_away() -> None:
    sepia = PLACES.applied(Edits(), [ChangeFilm(style="sepia")])
    plain = PLACES.applied(sepia, [ChangeFilm(style="")])

    for edits, style in ((sepia, "sepia"), (plain, "")):
        plan = ordered("watercolour", edits).part(PLACES, 1)
        assert image_order(plan, 1, SHOT).style == style


def test_an_older_take_brings_its_style_back_until_the_film_has_another() -> None:
    back = SelectTake(stage=Stage.IMAGES, number=2, settings=TakeSettings(prompt=SHOT.prompt, style="sepia"))
    selected = PLACES.applied(Edits(), [back])
    changed = PLACES.applied(selected, [ChangeFilm(style="cold")])

    assert image_order(ordered("warm", selected), 1, SHOT).style == "sepia"
    assert image_order(ordered("warm", changed), 1, SHOT).style == "cold"


def test_the_words_of_a_style_are_looked_through() -> None:
    assert [words.where for words in words_of([ChangeFilm(style="sepia")])] == ["style of the film"]
