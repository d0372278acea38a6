"""What stays the same from shot to shot, and what the words of an action change in the picture."""

import numpy as np
import pytest

from activities.images.drawing.compose import Drawing, draw_picture
from activities.images.drawing.reading import read
from schemas.shots import Character, Era, Setting, Subject
from tests.activities.images.orders import FOREST, paint, seen

GIRL = Character(name="MILA", gender="female", description="a young woman in a red dress")
DESERT = Setting(int_ext="EXT", location="DESERT", time_of_day="day", era="western")
TOWN = Setting(int_ext="EXT", location="MAIN STREET", time_of_day="day", era="western")


def frame_of(drawing: Drawing) -> np.ndarray[tuple[int, int, int], np.dtype[np.int16]]:
    x, y, width, height = (round(side) for side in drawing.rig.frame)
    whole = np.asarray(drawing.merged)[y : y + height, x : x + width, :3].astype(np.int16)
    return whole.reshape(height, width, 3)


def red_share(subject: Subject) -> float:
    picture = frame_of(draw_picture(paint(size="FS", setting=FOREST, subjects=[subject])))
    return float((picture.max(axis=2) - np.sort(picture, axis=2)[:, :, 1] > 60).mean())


def test_a_skirt_covers_the_lap_whichever_way_its_wearer_faces() -> None:
    left, right = (red_share(seen(GIRL, pose="sit", facing=way)) for way in ("left", "right"))

    assert left == pytest.approx(right, rel=0.25)


def test_a_horse_keeps_its_coat_from_place_to_place() -> None:
    rider = seen(GIRL, pose="ride", facing="right")
    first, second = (
        [pixels for layer, pixels in zip(drawing.rig.layers, drawing.layers, strict=True) if layer.role == "body" and layer.figure == 1]
        for drawing in (draw_picture(paint(size="FS", setting=place, subjects=[rider], props=["horse"])) for place in (DESERT, TOWN))
    )

    assert np.allclose(_tint(first), _tint(second), atol=24)


def _tint(layers: list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    pixels = np.concatenate([layer.reshape(-1, 4) for layer in layers])
    opaque = pixels[pixels[:, 3] == 255][:, :3].astype(np.float64)
    return np.asarray(np.median(opaque, axis=0))


@pytest.mark.parametrize(
    ("told", "drawn"),
    [("The candle goes out.", "snuffed candle"), ("Die Kerze erlischt.", "snuffed candle"), ("A candle burns.", "candle")],
)
def test_a_candle_that_goes_out_burns_no_more(told: str, drawn: str) -> None:
    assert read(paint(size="INSERT", props=["candle"], prompt=f"What happens: {told}")).props == (drawn,)


@pytest.mark.parametrize(
    ("location", "era", "int_ext", "name"),
    [
        ("OLD HOUSE", "", "EXT", "manor"),
        ("HAUS AM WALD", "", "EXT", "cottage"),
        ("SPACESHIP CORRIDOR", "futuristic", "INT", "gangway"),
        ("SPACESHIP ENGINE ROOM", "futuristic", "INT", "reactor"),
        ("SPACESHIP BRIDGE", "futuristic", "INT", "spaceship"),
    ],
)
def test_places_of_one_story_are_told_apart(location: str, era: Era, int_ext: str, name: str) -> None:
    setting = Setting.model_validate({"int_ext": int_ext, "location": location, "era": era})

    assert read(paint(setting=setting)).set_name == name


def test_a_piano_stands_by_the_wall_behind_the_people() -> None:
    room = Setting(int_ext="INT", location="LIVING ROOM", time_of_day="day")
    without = draw_picture(paint(setting=room, size="WS", subjects=[seen(GIRL)]))
    drawing = draw_picture(paint(setting=room, size="WS", subjects=[seen(GIRL)], props=["piano"]))

    assert drawing.place is not None
    assert not drawing.rig.notes
    assert len(drawing.rig.layers) == len(without.rig.layers)
    assert not np.array_equal(drawing.merged, without.merged)


def test_a_wide_passage_has_walls_up_to_the_edge_of_the_picture() -> None:
    """The last tenth of the upper half is one wall: no step to what lies behind it."""
    hall = Setting(int_ext="INT", location="HALLWAY", time_of_day="night")
    picture = frame_of(draw_picture(paint(setting=hall, size="WS", framing="establishing", width_px=840, height_px=360)))
    edge = picture[60:150, -84:].mean(axis=(0, 2))

    assert np.abs(np.diff(edge)).max() < 3
