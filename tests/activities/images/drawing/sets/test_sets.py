"""Places are told apart, stay the same through a film, and follow the words of setting and prompt."""

from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from activities.images.drawing.compose import draw_picture
from activities.images.drawing.reading import read
from activities.images.drawing.sets.builders import INDOORS, OUTDOORS
from activities.images.drawing.things.props import PROP_WORDS
from activities.images.drawing.vocabulary import SET_WORDS
from schemas.images import PaintImage
from schemas.shots import Setting, ShotSize, TimeOfDay, Weather
from tests.activities.images.orders import FOREST, JONAS, KITCHEN, MARA, paint, seen


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ("KITCHEN", "kitchen"),
        ("MARA'S HOUSE - KITCHEN", "kitchen"),
        ("HOSPITAL CORRIDOR", "hospital corridor"),
        ("HALL OF THE CASTLE", "castle"),
        ("LIGHTHOUSE CLIFF", "lighthouse"),
        ("LIGHTHOUSE KITCHEN", "kitchen"),
        ("Küche", "kitchen"),
        ("Leuchtturm", "lighthouse"),
        ("Calle", "street"),
        ("Hôpital", "hospital"),
        ("台所", "kitchen"),
        ("лес", "forest"),
        ("barn", "field"),
        ("BARBARA'S PLANE", "plane"),
        ("BARBARA", ""),
        ("PLANE - CABIN", "plane"),
        ("LOCKER ROOM", "lockers"),
        ("Umkleidekabine", "lockers"),
        ("VESTIAIRE", "lockers"),
        ("Salle de bain", "bathroom"),
        ("Friedhof", "graveyard"),
        ("TOMBEAU DU ROI", "graveyard"),
        ("TOMBA DI GIULIETTA", "graveyard"),
        ("Tribunale", "courtroom"),
    ],
)
def test_locations_are_understood(location: str, name: str) -> None:
    assert read(paint(setting=Setting(location=location))).set_name == name


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("La nuit tombait sur l'océan", "sea"),
        ("La pluie tombe sur la ville", "city"),
        ("La nuit tomba sur la forêt", "forest"),
        ("Está tumbado en la playa", "beach"),
        ("Il pleure devant la tombe de son père", "graveyard"),
    ],
)
def test_where_night_falls_there_is_no_grave(told: str, name: str) -> None:
    assert read(paint(setting=Setting(location=""), prompt=told)).set_name == name


def test_far_more_than_forty_sets_have_a_builder_of_their_own() -> None:
    assert len(set(INDOORS.values()) | set(OUTDOORS.values())) > 80


def test_the_fronts_of_public_buildings_differ() -> None:
    fronts = ["HOSPITAL", "SCHOOL", "PRISON", "LIBRARY", "OFFICE", "CASTLE", "THEATRE", "FACTORY"]
    assert len({OUTDOORS[read(paint(setting=Setting(location=front))).set_name] for front in fronts}) == len(fronts)


def test_every_set_of_the_vocabulary_can_be_drawn() -> None:
    assert set(SET_WORDS) <= set(INDOORS) | set(OUTDOORS)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(INDOORS))
def test_every_interior_is_drawn(name: str) -> None:
    word = SET_WORDS[name][0]

    assert _spread(_picture(Setting(int_ext="INT", location=word))) > 10


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(OUTDOORS))
def test_every_exterior_is_drawn(name: str) -> None:
    word = SET_WORDS[name][0]

    assert _spread(_picture(Setting(int_ext="EXT", location=word))) > 10


def test_different_places_look_different() -> None:
    places = ["KITCHEN", "OFFICE", "BAR", "CHURCH", "CAVE", "SPACESHIP"]
    pictures = [_picture(Setting(int_ext="INT", location=place)) for place in places]

    for index, first in enumerate(pictures):
        for second in pictures[index + 1 :]:
            assert np.abs(first - second).mean() > 12


def test_the_same_place_is_the_same_in_another_shot() -> None:
    """Prompt and shot size change from shot to shot; wall and furniture do not."""
    first = draw_picture(paint(setting=FOREST, size="WS", prompt="forest, two walkers"))
    second = draw_picture(paint(setting=FOREST, size="WS", prompt="forest, an owl"))

    trees = [[layer.width_px for layer in drawing.rig.layers if layer.role == "foliage"] for drawing in (first, second)]
    assert np.allclose(trees[0], trees[1], rtol=0.1)
    assert np.abs(_small(first.merged) - _small(second.merged)).mean() < 12


def test_films_of_another_seed_have_other_kitchens() -> None:
    pictures = [_picture(KITCHEN, seed=seed) for seed in range(4)]

    assert min(np.abs(pictures[0] - other).mean() for other in pictures[1:]) > 4


@pytest.mark.parametrize("weather", get_args(Weather))
def test_every_weather_is_drawn(weather: Weather) -> None:
    assert _spread(_picture(Setting(int_ext="EXT", location="PARK", weather=weather))) > 8


def test_night_is_darker_than_day() -> None:
    brightness: dict[str, float] = {}
    for time in get_args(TimeOfDay):
        brightness[time] = float(_picture(Setting(int_ext="EXT", location="FIELD", time_of_day=time)).mean())

    assert brightness["midnight"] < brightness["night"] < brightness["dusk"] < brightness["day"]


def test_a_prompt_that_names_another_place_and_time_is_followed() -> None:
    reading = read(paint(prompt="a beach at night in the rain"))

    assert (reading.set_name, reading.time_of_day, reading.weather) == ("beach", "night", "rain")
    assert not reading.is_inside


def test_a_prompt_that_repeats_the_setting_leaves_it() -> None:
    reading = read(paint(prompt="MARA in the kitchen, day, thinks of the beach at night"))

    assert (reading.set_name, reading.time_of_day) == ("kitchen", "day")


def test_every_prompt_and_take_gives_another_picture() -> None:
    pictures = [_picture(KITCHEN, prompt=prompt, take=take) for prompt, take in (("kitchen", 1), ("kitchen, wide", 1), ("kitchen", 2))]

    assert all((pictures[a] != pictures[b]).any() for a, b in ((0, 1), (0, 2), (1, 2)))


def test_a_style_grades_the_picture() -> None:
    grey = draw_picture(paint(style="film noir")).merged[..., :3].astype(int)
    colourful = draw_picture(paint()).merged[..., :3].astype(int)

    assert np.ptp(grey, axis=2).max() <= 2
    assert np.ptp(colourful, axis=2).mean() > 15


def test_a_held_prop_is_in_the_hands() -> None:
    drawing = draw_picture(paint(size="MS", subjects=[seen(MARA, pose="hold")], props=["book"]))
    prop = next(layer for layer in drawing.rig.layers if layer.role == "prop")
    body = next(layer for layer in drawing.rig.layers if layer.role == "body")

    assert body.x < prop.x + prop.width_px / 2 < body.x + body.width_px


def test_what_is_held_takes_no_place_of_what_stands() -> None:
    layers = draw_picture(paint(size="MS", subjects=[seen(MARA, pose="hold")], props=["letter", "door", "lamp"])).rig.layers
    door, _, lamp = (layer for layer in layers if layer.role == "prop")

    assert min(door.x, lamp.x) + min(door, lamp, key=lambda layer: layer.x).width_px <= max(door.x, lamp.x)


@pytest.mark.parametrize("frame", [(180, 320), (320, 180)])
@pytest.mark.parametrize("size", ["MCU", "MS", "MLS"])
def test_a_thing_on_a_table_leaves_faces_free(size: ShotSize, frame: tuple[int, int]) -> None:
    subjects = [seen(MARA, pose="kneel", facing="right")]

    rig = draw_picture(paint(size=size, width_px=frame[0], height_px=frame[1], subjects=subjects, props=["lamp"])).rig

    mouth = next(layer for layer in rig.layers if layer.role == "mouth")
    prop = next(layer for layer in rig.layers if layer.role == "prop")
    beside = prop.x >= mouth.x + mouth.width_px or prop.x + prop.width_px <= mouth.x
    assert beside or prop.y >= mouth.y + mouth.height_px


def test_every_prop_of_the_vocabulary_can_be_drawn() -> None:
    for name in PROP_WORDS:
        drawing = draw_picture(paint(size="INSERT", framing="insert", props=[name]))
        assert "prop" in {layer.role for layer in drawing.rig.layers}, name


def test_who_is_alone_with_a_newspaper_has_it_in_their_hand() -> None:
    layers = draw_picture(paint(size="MS", subjects=[seen(MARA, facing="right")], props=["newspaper"])).rig.layers
    prop = next(layer for layer in layers if layer.role == "prop")
    body = next(layer for layer in layers if layer.role == "body")

    assert body.x < prop.x + prop.width_px / 2 < body.x + body.width_px


def test_nobody_hides_the_face_of_whom_they_talk_to() -> None:
    subjects = [seen(MARA, pose="sit", position="right"), seen(JONAS, facing="away", position="left", is_foreground=True)]

    layers = draw_picture(paint(width_px=240, height_px=240, framing="over_the_shoulder", subjects=subjects)).rig.layers

    mouth = next(layer for layer in layers if layer.role == "mouth")
    shoulder = layers[max(index for index, layer in enumerate(layers) if layer.role == "body")]
    assert shoulder.x + shoulder.width_px <= mouth.x


def test_a_lamp_out_of_doors_stands_on_the_ground() -> None:
    lamp = draw_picture(paint(setting=FOREST, size="FS", subjects=[seen(MARA)], props=["lamp"]))
    lantern = draw_picture(paint(setting=FOREST, size="FS", subjects=[seen(MARA)], props=["lantern"]))

    assert np.array_equal(lamp.merged, lantern.merged)


def test_props_are_drawn_and_unknown_ones_said() -> None:
    drawing = draw_picture(paint(size="INSERT", framing="insert", props=["the letter", "a zorble"]))

    assert "prop" in {layer.role for layer in drawing.rig.layers}
    assert drawing.rig.notes == ["no drawing for the prop 'a zorble': left out"]


def _picture(setting: Setting, **fields: object) -> NDArray[np.float64]:
    order: PaintImage = paint(setting=setting, size="WS", framing="establishing", **fields)
    return _small(draw_picture(order).merged)


def _small(merged: NDArray[np.uint8]) -> NDArray[np.float64]:
    return merged[::4, ::4, :3].astype(np.float64)


def _spread(pixels: NDArray[np.float64]) -> float:
    return float(pixels.std())


@pytest.mark.parametrize(("location", "name"), [("रसोई", "kitchen"), ("गाँव", "village"), ("अस्पताल", "hospital"), ("مطبخ", "kitchen")])
def test_words_with_vowel_signs_are_whole(location: str, name: str) -> None:
    assert read(paint(setting=Setting(int_ext="INT", location=location))).set_name == name


def test_a_planet_is_another_one_than_the_moon() -> None:
    setting = Setting(int_ext="EXT", location="PLANET SURFACE", time_of_day="day")
    red, _, blue = draw_picture(paint(size="EWS", framing="establishing", setting=setting)).merged[..., :3].reshape(-1, 3).mean(axis=0)

    assert red > blue + 20
