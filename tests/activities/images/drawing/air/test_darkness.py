"""Dark rooms: what people carry is the only light."""

import numpy as np
import pytest
from numpy.typing import NDArray

from activities.images.drawing.compose import draw_picture
from schemas.images import PaintImage
from schemas.shots import Setting, Shining
from tests.activities.images.orders import FOREST, MARA, paint, seen

CELLAR = Setting(int_ext="INT", location="CELLAR", time_of_day="night")
DARK = CELLAR.model_copy(update={"is_unlit": True})


def brightness(order: PaintImage) -> NDArray[np.float64]:
    drawing = draw_picture(order)
    x, y, width, height = (round(side) for side in drawing.rig.frame)
    inside = np.asarray(drawing.merged, np.float64)[y : y + height, x : x + width, :3]
    return np.asarray(inside.mean(axis=2), np.float64)


def test_a_room_is_darker_when_its_lights_are_out() -> None:
    lit, dark = (brightness(paint(setting=setting, size="WS")).mean() for setting in (CELLAR, DARK))

    assert dark < 0.5 * lit


@pytest.mark.parametrize("facing", ["left", "right"])
def test_a_flashlight_shines_where_its_holder_looks(facing: str) -> None:
    picture = brightness(paint(setting=DARK, size="WS", subjects=[seen(MARA, facing=facing, pose="walk")], props=["flashlight"]))
    left, right = picture[:, : picture.shape[1] // 3].mean(), picture[:, -(picture.shape[1] // 3) :].mean()

    assert (right > 1.25 * left) if facing == "right" else (left > 1.25 * right)


def test_a_candle_lights_the_face_of_who_holds_it() -> None:
    with_candle, without = (brightness(paint(setting=DARK, subjects=[seen(MARA, pose="hold")], props=props)) for props in (["candle"], []))
    middle = (slice(0, None), slice(with_candle.shape[1] // 3, -with_candle.shape[1] // 3))

    assert with_candle[middle].mean() > 1.4 * without[middle].mean()


def test_a_flashlight_nobody_is_seen_to_hold_is_not_drawn_but_shines() -> None:
    picture = brightness(paint(setting=DARK, size="WS", props=["flashlight"]))
    height, width = picture.shape
    middle = picture[height // 3 : -height // 3, width // 3 : -width // 3].mean()

    assert middle > 1.8 * picture[: height // 5, : width // 5].mean()
    roles = {layer.role for layer in draw_picture(paint(setting=DARK, size="WS", props=["flashlight"])).rig.layers}
    assert "prop" not in roles


def _lights(location: str, *out: Shining, int_ext: str = "INT") -> float:
    """How bright a picture at night is, in levels of 255."""
    setting = Setting.model_validate({"int_ext": int_ext, "location": location, "time_of_day": "night", "gone_out": list(out)})
    return float(draw_picture(paint(size="WS", framing="master", setting=setting)).merged[..., :3].mean())


@pytest.mark.parametrize(
    ("location", "int_ext", "thing"),
    [
        ("BEDROOM", "INT", "lamp"),
        ("LIGHTHOUSE LAMP ROOM", "INT", "lamp"),
        ("CELLAR", "INT", "lamp"),
        ("VILLAGE", "EXT", "window"),
        ("FOREST CAMP", "EXT", "fire"),
        ("HUT", "INT", "fire"),
    ],
)
def test_what_is_out_does_not_shine(location: str, int_ext: str, thing: Shining) -> None:
    assert _lights(location, thing, int_ext=int_ext) < _lights(location, int_ext=int_ext) - 0.3


def test_a_flashlight_throws_a_beam_into_the_night_where_it_points() -> None:
    subject = seen(MARA, position="left", facing="right", pose="point")
    night = FOREST.model_copy(update={"time_of_day": "night"})
    lit, unlit = (
        draw_picture(paint(size="FS", setting=night, subjects=[subject], props=props)).merged[..., :3].astype(float)
        for props in (["flashlight"], [])
    )
    width = lit.shape[1]
    gained = [float((lit - unlit)[:, side].mean()) for side in (slice(0, width // 4), slice(width // 2, 3 * width // 4))]

    assert gained[1] > 4
    assert gained[1] > 2 * gained[0]


def test_a_flashlight_throws_no_beam_by_day() -> None:
    subject = seen(MARA, position="left", facing="right", pose="point")
    drawn = draw_picture(paint(size="FS", setting=FOREST, subjects=[subject], props=["flashlight"]))
    without = draw_picture(paint(size="FS", setting=FOREST, subjects=[subject]))

    assert sum(layer.role == "light" for layer in drawn.rig.layers) == sum(layer.role == "light" for layer in without.rig.layers)
