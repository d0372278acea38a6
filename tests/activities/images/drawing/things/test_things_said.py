"""Things in the colours and in the hands that the words say."""

import pytest

from activities.images.drawing.colour import Colour, colour
from activities.images.drawing.compose import Drawing, draw_picture
from activities.images.drawing.dyes import DyedPen, dye_in
from activities.images.drawing.framing import Person
from activities.images.drawing.people.figure import posed
from activities.images.drawing.reading import read
from activities.images.drawing.things.inserts import held_prop, tables_of
from schemas.shots import Character, Setting
from tests.activities.images.orders import JONAS, KITCHEN, MARA, paint, seen

MOON = Setting(int_ext="EXT", location="SURFACE OF THE MOON", time_of_day="day")
STREET = Setting(int_ext="EXT", location="STREET", time_of_day="day", weather="rain")


def people_of(drawn: Drawing) -> list[Person]:
    assert drawn.composition is not None
    return drawn.composition.people


def mean_of_props(name: str) -> Colour:
    """The mean colour of the only prop layer of an insert."""
    drawn = draw_picture(paint(size="INSERT", framing="insert", props=[name]))
    layer = next(index for index, layer in enumerate(drawn.rig.layers) if layer.role == "prop")
    pixels = drawn.layers[layer]
    red, green, blue = (float(value) / 255 for value in pixels[pixels[..., 3] > 200][:, :3].mean(axis=0))
    return red, green, blue


def test_a_silver_coin_is_grey_and_a_golden_one_is_not() -> None:
    silver, golden = mean_of_props("silver coin"), mean_of_props("golden coin")

    assert max(silver) - min(silver) < 0.12 < max(golden) - min(golden)


@pytest.mark.parametrize(("name", "strongest"), [("red umbrella", 0), ("green umbrella", 1), ("blue umbrella", 2)])
def test_an_umbrella_has_its_colour(name: str, strongest: int) -> None:
    seen_colour = mean_of_props(name)

    assert seen_colour[strongest] == max(seen_colour)


def test_vehicles_are_said_colours_too() -> None:
    assert dict(read(paint(setting=STREET, props=["blue car"])).dyes)["car"] == dye_in("blue car")


def test_a_dye_leaves_other_colours_alone() -> None:
    pen = DyedPen.__new__(DyedPen)
    pen._own, pen._dye = colour(0xC8473F), colour(0x3C6FB0)

    assert pen._dyed(0x5F8A50) == colour(0x5F8A50)
    assert pen._dyed(0xC8473F) == pytest.approx(colour(0x3C6FB0), abs=0.02)


def test_an_umbrella_is_held_over_the_head() -> None:
    drawn = draw_picture(paint(size="FS", setting=STREET, subjects=[seen(MARA, facing="right")], props=["red umbrella"]))
    (mara,) = people_of(drawn)
    prop = next(layer for layer in drawn.rig.layers if layer.role == "prop")
    crown_px = drawn.rig.figures[0].neck[1] - 0.17 * drawn.rig.figures[0].height_px

    assert held_prop(drawn.composition, ["umbrella"]) == (mara, "umbrella")  # type: ignore[arg-type]
    assert prop.y < crown_px


def test_who_aims_has_the_weapon() -> None:
    subjects = [seen(MARA, position="left", facing="right"), seen(JONAS, position="right", facing="left", pose="point")]
    drawn = draw_picture(paint(size="MLS", framing="two_shot", subjects=subjects, props=["rifle"]))
    prop = next(layer for layer in drawn.rig.layers if layer.role == "prop")

    assert drawn.rig.figures[prop.figure or 0].character == "JONAS"


def test_two_at_one_table_have_it_between_them() -> None:
    subjects = [
        seen(MARA, position="left", facing="right", pose="sit", seat="table"),
        seen(JONAS, position="right", facing="left", pose="sit", seat="table"),
    ]
    drawn = draw_picture(paint(size="MS", framing="two_shot", setting=KITCHEN, subjects=subjects))
    left, right = people_of(drawn)
    assert drawn.composition is not None

    ((begin, end),) = tables_of(drawn.composition)

    assert left.x_m < begin < end < right.x_m


def test_a_child_at_a_table_looks_over_it() -> None:
    lily = Character(name="LILY", gender="female", age="child")
    drawn = draw_picture(paint(size="MS", subjects=[seen(lily, facing="right", pose="sit", seat="table")]))
    (person,) = people_of(drawn)

    assert posed(person).head[1] * person.height_m + person.lift_m > 0.95


def test_people_wear_helmets_where_there_is_no_air() -> None:
    outside = people_of(draw_picture(paint(setting=MOON, subjects=[seen(MARA)])))[0]
    inside = people_of(draw_picture(paint(setting=KITCHEN, subjects=[seen(MARA)])))[0]

    assert (outside.look.hat, outside.look.top) == ("bubble", "spacesuit")
    assert inside.look.hat != "bubble"


def test_a_robot_is_made_of_metal() -> None:
    unit = Character(name="UNIT 7", description="a robot", gender="female")
    drawn = draw_picture(paint(subjects=[seen(unit)]))
    look = people_of(drawn)[0].look

    assert (look.top, look.hair_style) == ("plates", "bald")
    assert max(look.skin) - min(look.skin) < 0.15


def test_who_sleeps_has_no_open_eyes() -> None:
    asleep = draw_picture(paint(size="CU", subjects=[seen(MARA, pose="lie", is_asleep=True)]))
    closed = [pixels for layer, pixels in zip(asleep.rig.layers, asleep.layers, strict=True) if layer.role.startswith("eyes")]

    assert len(closed) == 2
    assert closed[0].shape == closed[1].shape
    assert (closed[0] == closed[1]).all()
