"""Time of day and weather of a scene."""

import pytest

from activities.shots.breakdown import break_down
from schemas.screenplay import Element
from schemas.shots import Setting
from tests.activities.shots.scripts import action, film, says, scene


def settings_of(*scenes: tuple[str, list[Element]]) -> list[Setting]:
    return [part.shots[0].setting for part in break_down(film(*scenes)).scenes[1:-1]]


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("DAY", "day"),
        ("NIGHT", "night"),
        ("MIDNIGHT", "midnight"),
        ("DAWN", "dawn"),
        ("EARLY MORNING", "morning"),
        ("LATE AFTERNOON", "afternoon"),
        ("SUNSET", "sunset"),
        ("MAGIC HOUR", "sunset"),
        ("DUSK", "dusk"),
        ("EVENING", "dusk"),
        ("NOCHE", "night"),
        ("MATIN", "morning"),
        ("ABENDDÄMMERUNG", "dusk"),
        ("NOTTE", "night"),
        ("AMANHECER", "dawn"),
        ("", "day"),
        ("1945", "day"),
    ],
)
def test_time_of_day_is_read_from_the_slug_line(told: str, wanted: str) -> None:
    heading = f"INT. ROOM - {told}" if told else "INT. ROOM"

    assert settings_of(scene(heading, action("Dust.")))[0].time_of_day == wanted


@pytest.mark.parametrize("told", ["CONTINUOUS", "LATER", "SAME", "MOMENTS LATER", "CONTINÚA", "PLUS TARD", "SPÄTER"])
def test_time_of_day_is_carried_on(told: str) -> None:
    scenes = settings_of(scene("EXT. SEA - SUNSET", action("Waves.")), scene(f"INT. CABIN - {told}", action("Dust.")))

    assert scenes[1].time_of_day == "sunset"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rain hammers on the roof.", "rain"),
        ("Thunder rolls over the rain.", "storm"),
        ("Snow falls.", "snow"),
        ("Thick fog.", "fog"),
        ("A gust of wind.", "wind"),
        ("Llueve.", "rain"),
        ("Il neige, la neige tombe.", "snow"),
        ("Nebel über dem Fluss.", "fog"),
        ("A field.", "clear"),
        ("There is no rain.", "clear"),
    ],
)
def test_weather_is_read_from_action(text: str, wanted: str) -> None:
    assert settings_of(scene("EXT. FIELD - DAY", action(text)))[0].weather == wanted


@pytest.mark.parametrize("text", ["The storm is over.", "The rain has stopped.", "La lluvia había parado."])
def test_weather_that_is_past_is_clear(text: str) -> None:
    scenes = settings_of(scene("EXT. FIELD - NIGHT", action("A storm.")), scene("EXT. FIELD - NIGHT", action(text)))

    assert scenes[1].weather == "clear"


def test_weather_lasts_through_a_night() -> None:
    scenes = settings_of(scene("INT. TOWER - NIGHT", action("A storm.")), scene("EXT. SEA - NIGHT", action("Waves.")))

    assert scenes[1].weather == "storm"


def test_weather_people_only_talk_about_is_not_there() -> None:
    assert settings_of(scene("EXT. FIELD - DAY", says("MARA", "I hate snow.")))[0].weather == "clear"


def test_weather_goes_on_through_a_continuous_scene() -> None:
    scenes = settings_of(scene("EXT. STREET - NIGHT", action("A storm.")), scene("INT. BAR - CONTINUOUS", action("Smoke.")))

    assert scenes[1].weather == "storm"


def test_weather_ends_with_another_time() -> None:
    scenes = settings_of(scene("EXT. STREET - NIGHT", action("A storm.")), scene("EXT. STREET - MORNING", action("Birds.")))

    assert scenes[1].weather == "clear"


def test_snow_of_the_night_lies_in_the_morning() -> None:
    night = scene("EXT. FOREST - NIGHT", action("Snow falls."))
    scenes = break_down(film(night, scene("EXT. HOUSE - MORNING", action("A dog barks.")))).scenes[1:-1]

    assert [part.shots[0].setting.weather for part in scenes] == ["snow", "snow"]
