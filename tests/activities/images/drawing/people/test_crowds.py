"""People without a name, who stand about."""

import numpy as np
import pytest

from activities.images.drawing.compose import draw_picture
from activities.images.drawing.reading import read
from activities.images.drawing.sets.place import Place
from schemas.shots import Setting, ShotSize
from tests.activities.images.orders import KITCHEN, MARA, paint, seen

ROOFTOP = Setting(int_ext="EXT", location="ROOFTOP")


def place(setting: Setting, *props: str, size: ShotSize = "WS") -> Place:
    drawn = draw_picture(paint(size=size, setting=setting, subjects=[seen(MARA)], props=list(props)))
    assert drawn.place is not None
    return drawn.place


@pytest.mark.parametrize(("setting", "count"), [(ROOFTOP, 13), (KITCHEN, 7)])
def test_a_crowd_stands_about_in_the_set(setting: Setting, count: int) -> None:
    assert len(place(setting, "crowd").pieces) == len(place(setting).pieces) + count


def test_a_crowd_is_the_same_from_shot_to_shot() -> None:
    wide, near = (place(ROOFTOP, "crowd", size=size) for size in ("WS", "MS"))

    assert {(piece.x_m, piece.z_m) for piece in near.pieces} <= {(piece.x_m, piece.z_m) for piece in wide.pieces}


def test_nobody_of_a_crowd_loses_their_head_to_the_frame() -> None:
    subjects = [seen(MARA, pose="sit", seat="table", facing="right")]
    drawn = draw_picture(paint(size="MS", setting=ROOFTOP, subjects=subjects, props=["crowd"]))
    assert drawn.composition is not None
    assert drawn.place is not None
    camera = drawn.composition.camera
    known = {(piece.x_m, piece.z_m) for piece in place(ROOFTOP).pieces}
    depths_m = [piece.z_m for piece in drawn.place.pieces if (piece.x_m, piece.z_m) not in known and piece.z_m > 0]

    assert all(camera.y_px(1.5, depth_m) > camera.frame[1] for depth_m in depths_m)


def test_a_crowd_stands_before_the_far_wall_and_behind_those_the_shot_is_on() -> None:
    room = place(KITCHEN, "crowd")
    known = {(piece.x_m, piece.z_m) for piece in place(KITCHEN).pieces}

    assert all(0.5 < piece.z_m < room.wall_m for piece in room.pieces if (piece.x_m, piece.z_m) not in known)


def test_nobody_stands_about_in_a_car() -> None:
    car = Setting(int_ext="INT", location="CAR")

    assert len(place(car, "crowd").pieces) == len(place(car).pieces)


def test_a_crowd_is_no_prop_and_no_unknown_one() -> None:
    reading = read(paint(setting=ROOFTOP, props=["soldiers", "letter"]))

    assert (reading.company, reading.props, reading.notes) == ("soldiers", ("letter",), ())


def test_an_audience_does_not_stand_on_the_stage() -> None:
    stage = Setting(int_ext="INT", location="THEATRE STAGE", time_of_day="night")
    empty, full = (draw_picture(paint(size="WS", framing="master", setting=stage, props=props)).merged for props in ([], ["crowd"]))

    assert np.array_equal(empty, full)


def test_where_there_is_no_air_a_crowd_wears_suits_too() -> None:
    def lightest(location: str) -> float:
        setting = Setting(int_ext="EXT", location=location, time_of_day="night")
        empty, full = (draw_picture(paint(size="FS", framing="master", setting=setting, props=props)).merged for props in ([], ["crowd"]))
        changed = full[np.any(empty != full, axis=2)][:, :3].mean(axis=1)
        return float((changed > 150).mean())

    assert lightest("MOON") > 2 * lightest("FOREST")


def test_spectators_do_not_stand_on_the_pitch() -> None:
    pitch = Setting(int_ext="EXT", location="FOOTBALL STADIUM", time_of_day="night")

    assert len(place(pitch, "crowd").pieces) == len(place(pitch).pieces)


def test_a_pitch_is_floodlit_at_night_until_the_lights_go_out() -> None:
    lit = Setting(int_ext="EXT", location="FOOTBALL STADIUM", time_of_day="night")
    levels = [
        float(draw_picture(paint(size="FS", setting=setting)).merged[..., :3].mean())
        for setting in (lit, lit.model_copy(update={"gone_out": ["lamp"]}))
    ]

    assert levels[0] > 1.4 * levels[1]
