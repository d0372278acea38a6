"""Films of other times: clothes, streets and a light grade."""

import numpy as np
import pytest

from activities.images.drawing.air.grade import grade_of_era
from activities.images.drawing.compose import draw_picture
from activities.images.drawing.people.looks import look_of
from activities.images.drawing.sets.builders import builder_of
from activities.images.drawing.sets.exteriors_eras import future_city, medieval_town, western_town
from schemas.shots import Character, Era, Setting
from tests.activities.images.orders import paint, seen

ERAS: tuple[Era, ...] = ("medieval", "western", "twenties", "fifties", "futuristic")


@pytest.mark.parametrize("era", [era for era in ERAS if era != "futuristic"])
def test_nobody_wears_a_hoodie_before_its_time(era: Era) -> None:
    people = [Character(name=f"PERSON {number}", gender=gender) for number in range(40) for gender in ("male", "female")]
    tops = {look_of(person, era).top for person in people}

    assert not tops & {"hoodie", "tee"}


def test_what_is_described_is_worn_in_any_era() -> None:
    person = Character(name="ADA", gender="female", description="in a red hoodie and a green cap")

    assert (look_of(person, "western").top, look_of(person, "western").hat) == ("hoodie", "cap")


def test_a_sheriff_of_the_west_wears_no_peaked_cap() -> None:
    sheriff = Character(name="BILL", gender="male", description="the sheriff")

    assert (look_of(sheriff).hat, look_of(sheriff, "western").hat) == ("peaked", "cowboy")


@pytest.mark.parametrize(("era", "build"), [("western", western_town), ("medieval", medieval_town), ("futuristic", future_city)])
def test_a_street_is_one_of_its_time(era: Era, build: object) -> None:
    assert builder_of("street", is_inside=False, era=era) is build


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("time_of_day", ["day", "night"])
def test_a_street_of_any_era_is_drawn_and_told_from_todays(era: Era, time_of_day: str) -> None:
    setting = Setting(int_ext="EXT", location="STREET", time_of_day="night" if time_of_day == "night" else "day")
    today, then = (
        draw_picture(paint(size="EWS", setting=setting.model_copy(update={"era": each}))).merged[..., :3].astype(int) for each in ("", era)
    )

    assert np.abs(today - then).mean() > 2


def test_an_era_grades_less_than_a_style() -> None:
    setting = Setting(int_ext="EXT", location="FIELD", era="twenties")
    plain, era, style = (
        draw_picture(paint(size="EWS", setting=Setting(int_ext="EXT", location="FIELD"))).merged,
        draw_picture(paint(size="EWS", setting=setting)).merged,
        draw_picture(paint(size="EWS", setting=setting, style="sepia")).merged,
    )
    by_era, by_style = (np.abs(picture[..., :3].astype(int) - plain[..., :3]).mean() for picture in (era, style))

    assert 2 < by_era < by_style
    assert grade_of_era("") == ""


@pytest.mark.parametrize("aspect", [(320, 180), (180, 320), (240, 240)])
def test_of_two_people_who_stand_and_sit_both_faces_are_in_the_frame(aspect: tuple[int, int]) -> None:
    people = [
        seen(Character(name="A"), position="left", facing="right"),
        seen(Character(name="B", age="child"), position="right", facing="left", pose="sit"),
    ]
    rig = draw_picture(paint(size="MS", framing="two_shot", subjects=people, width_px=aspect[0], height_px=aspect[1])).rig
    _, top, _, high = rig.frame

    for figure in rig.figures:
        assert top < figure.neck[1] - 0.1 * figure.height_px
        assert figure.neck[1] < top + high


def test_a_standing_shoulder_frames_somebody_who_kneels() -> None:
    people = [
        seen(Character(name="A"), position="right", facing="left", pose="kneel"),
        seen(Character(name="B"), position="left", facing="away", is_foreground=True),
    ]
    rig = draw_picture(paint(size="MS", framing="over_the_shoulder", subjects=people)).rig
    near = next(figure for figure in rig.figures if figure.character == "B")
    _, top, _, high = rig.frame

    assert top < near.neck[1] < top + high
