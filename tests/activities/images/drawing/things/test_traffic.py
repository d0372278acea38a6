"""Vehicles and horses that the action names: drawn where they are to be seen, ridden, driven and on their way."""

from itertools import pairwise

import pytest

from activities.images.drawing.compose import Drawing, draw_picture
from activities.images.drawing.reading import read
from activities.images.drawing.things.conveyances import CONVEYANCES
from activities.media.drawn.picture import Figure
from schemas.shots import Setting
from tests.activities.images.orders import FOREST, JONAS, KITCHEN, MARA, paint, seen

STREET = Setting(int_ext="EXT", location="STREET", time_of_day="day")
FIELD = Setting(int_ext="EXT", location="FIELD", time_of_day="day")


def carriers(drawing: Drawing) -> list[Figure]:
    return [figure for figure in drawing.rig.figures if figure.kind != "person"]


def inside_frame(drawing: Drawing, figure: Figure) -> bool:
    x, y, width, height = drawing.rig.frame
    return x < figure.feet[0] < x + width and y < figure.feet[1] < y + height


@pytest.mark.parametrize("name", ["car", "truck", "bus", "motorcycle", "bicycle", "boat", "ship", "train", "plane", "spaceship", "robot"])
@pytest.mark.parametrize("size", ["EWS", "FS"])
def test_a_vehicle_the_action_names_stands_in_the_picture(name: str, size: str) -> None:
    drawing = draw_picture(paint(setting=FIELD, size=size, props=[name]))
    (figure,) = carriers(drawing)

    assert figure.kind == "vehicle"
    assert inside_frame(drawing, figure)
    assert not drawing.rig.notes
    assert len(figure.limbs) == len(CONVEYANCES[name].wheels)


def test_horses_draw_a_carriage() -> None:
    kinds = [figure.kind for figure in carriers(draw_picture(paint(setting=STREET, size="EWS", props=["carriage"])))]

    assert sorted(kinds) == ["mount", "mount", "vehicle"]


def test_indoors_no_vehicles_stand_about() -> None:
    assert carriers(draw_picture(paint(setting=KITCHEN, size="WS", props=["car"]))) == []


def test_a_set_that_shows_a_train_gets_no_second_one() -> None:
    station = Setting(int_ext="EXT", location="RAILWAY STATION", time_of_day="day")

    assert read(paint(setting=station, size="WS", props=["train"])).traffic == ()


@pytest.mark.parametrize(("era", "drawn"), [("", "car"), ("twenties", "old car"), ("fifties", "fifties car"), ("medieval", "wagon")])
def test_a_car_is_one_of_its_time(era: str, drawn: str) -> None:
    setting = STREET.model_copy(update={"era": era})

    assert read(paint(setting=setting, size="WS", props=["car"])).traffic == (drawn,)


def test_who_rides_sits_on_the_horse_and_goes_with_it() -> None:
    rider = seen(JONAS, pose="ride", facing="left")
    drawing = draw_picture(paint(setting=FIELD, size="FS", subjects=[rider], props=["horse"], prompt="What happens: He rides on."))
    person, horse = drawing.rig.figures

    assert (person.character, person.rides) == ("JONAS", 1)
    assert (horse.kind, horse.gait, horse.heading) == ("mount", "walk", -1)
    assert len(horse.limbs) == 4
    assert person.neck[1] < horse.neck[1] + 0.3 * horse.height_px
    assert drawing.rig.frame[1] < person.neck[1] - 0.17 * person.height_px


def test_the_legs_of_a_walking_horse_take_turns() -> None:
    rider = seen(JONAS, pose="ride", facing="right")
    horse = carriers(draw_picture(paint(setting=FIELD, size="FS", subjects=[rider], props=["horse"])))[0]
    steps = sorted(limb.step for limb in horse.limbs)

    assert [later - sooner for sooner, later in pairwise(steps)] == [0.25, 0.25, 0.25]


def test_a_galloping_horse_runs() -> None:
    order = paint(setting=FIELD, size="FS", subjects=[seen(JONAS, pose="ride", facing="right")], prompt="What happens: His horse gallops.")

    assert carriers(draw_picture(order))[0].gait == "run"


def test_nobody_rides_what_is_not_there() -> None:
    assert carriers(draw_picture(paint(setting=STREET, size="FS", subjects=[seen(MARA, pose="ride")]))) == []


def test_who_drives_out_of_doors_sits_in_a_car() -> None:
    drawing = draw_picture(paint(setting=STREET, size="FS", subjects=[seen(MARA, pose="drive", facing="right")]))
    person, car = drawing.rig.figures
    order = [(layer.figure, layer.role) for layer in drawing.rig.layers if layer.figure is not None]

    assert (person.rides, car.gait) == (1, "drive")
    assert order.index((0, "head")) < order.index((1, "body"))
    assert not person.limbs


def test_vehicles_go_only_when_the_action_says_so() -> None:
    gaits = [
        carriers(draw_picture(paint(setting=STREET, size="WS", props=["car"], prompt=f"Street. What happens: {action}")))[0].gait
        for action in ("A car is parked there.", "A car drives past.")
    ]

    assert gaits == ["", "drive"]


def test_what_flies_is_above_the_ground_only_under_way() -> None:
    standing, flying = (
        carriers(draw_picture(paint(setting=FIELD, size="EWS", props=["plane"], prompt=f"Field. What happens: A plane {does}.")))[0]
        for does in ("stands there", "flies past")
    )

    assert flying.feet[1] < standing.feet[1] - flying.height_px


def test_a_vehicle_in_a_forest_is_the_same_every_time() -> None:
    one, two = (draw_picture(paint(setting=FOREST, size="WS", props=["car"])).rig for _ in range(2))

    assert one == two


def test_a_ship_on_a_planet_is_no_steamer() -> None:
    order = paint(size="EWS", framing="master", setting=Setting(int_ext="EXT", location="PLANET SURFACE"), props=["ship"])

    assert read(order).traffic == ("spaceship",)
