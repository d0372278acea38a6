"""What people of a picture sit on: it stands where they are, and nowhere else."""

import pytest

from activities.images.drawing.compose import Drawing, draw_picture
from activities.images.drawing.framing import Person
from activities.images.drawing.people.figure import posed
from activities.images.drawing.sets.place import Furniture
from schemas.shots import Character, Seat, Setting, ShotSize
from tests.activities.images.orders import JONAS, MARA, paint, seen

LIVING_ROOM = Setting(int_ext="INT", location="LIVING ROOM")
KEYS_M = (0.26, 0.62)
"""From the middle of who plays."""


def people(drawn: Drawing) -> list[Person]:
    assert drawn.composition is not None
    return drawn.composition.people


def hands_m(person: Person) -> list[tuple[float, float]]:
    return [(person.x_m + arm[2][0] * person.height_m, person.lift_m + arm[2][1] * person.height_m) for arm in posed(person).arms]


@pytest.mark.parametrize("facing", ["left", "right"])
def test_the_hands_of_who_plays_the_piano_are_on_its_keys(facing: str) -> None:
    drawn = draw_picture(
        paint(size="FS", setting=LIVING_ROOM, subjects=[seen(MARA, pose="sit", seat="piano", facing=facing)], props=["piano"])
    )
    ahead = 1 if facing == "right" else -1

    for x_m, y_m in hands_m(people(drawn)[0]):
        assert KEYS_M[0] <= (x_m - people(drawn)[0].x_m) * ahead <= KEYS_M[1]
        assert 0.72 <= y_m <= 0.85


def test_two_play_on_one_bench_and_both_reach_the_keys() -> None:
    subjects = [
        seen(MARA, pose="sit", seat="piano", facing="right", position="left"),
        seen(JONAS, pose="sit", seat="piano", facing="right", position="right"),
    ]
    both = people(draw_picture(paint(size="MS", framing="two_shot", setting=LIVING_ROOM, subjects=subjects, props=["piano"])))
    nearest_m = max(person.x_m for person in both)

    assert all(max(x_m for x_m, _ in hands_m(person)) > nearest_m + KEYS_M[0] - 0.06 for person in both)


def test_a_piano_that_is_played_stands_at_its_player_and_not_at_the_wall_too() -> None:
    subjects = [seen(MARA, pose="sit", seat="piano", facing="right")]
    without = draw_picture(paint(size="FS", setting=LIVING_ROOM, subjects=subjects))
    played = draw_picture(paint(size="FS", setting=LIVING_ROOM, subjects=subjects, props=["piano"]))

    assert without.place is not None
    assert played.place is not None
    assert len(played.place.pieces) == len(without.place.pieces)
    assert [layer.role for layer in played.rig.layers].count("prop") == 1


def test_a_piano_nobody_plays_stands_in_its_room() -> None:
    empty = draw_picture(paint(size="WS", setting=LIVING_ROOM))
    furnished = draw_picture(paint(size="WS", setting=LIVING_ROOM, props=["piano"]))

    assert empty.merged.tobytes() != furnished.merged.tobytes()


@pytest.mark.parametrize(("seat", "location"), [("sofa", "LIVING ROOM"), ("bed", "BEDROOM"), ("table", "KITCHEN"), ("desk", "OFFICE")])
def test_furniture_that_is_used_leaves_its_place_in_the_set(seat: Furniture, location: str) -> None:
    setting = Setting(int_ext="INT", location=location)
    unused = draw_picture(paint(size="FS", setting=setting, subjects=[seen(MARA)])).place
    used = draw_picture(paint(size="FS", setting=setting, subjects=[seen(MARA, pose="sit", seat=seat, facing="left")])).place

    assert unused is not None
    assert used is not None
    assert [piece for piece in unused.pieces if piece.kind == seat]
    assert not [piece for piece in used.pieces if piece.kind == seat]


@pytest.mark.parametrize("size", ["MLS", "MS", "MCU"])
def test_who_sit_at_a_piano_and_a_table_are_all_in_the_frame(size: ShotSize) -> None:
    subjects = [
        seen(MARA, pose="sit", seat="piano", facing="right", position="left"),
        seen(JONAS, pose="sit", seat="table", facing="right", position="centre"),
        seen(Character(name="PAUL", gender="male"), pose="sit", seat="table", facing="left", position="right"),
    ]
    drawn = draw_picture(paint(size=size, framing="group", setting=LIVING_ROOM, subjects=subjects))
    left, _, wide, _ = drawn.rig.frame
    half_px = 0.1 * max(figure.height_px for figure in drawn.rig.figures)

    assert all(left + half_px < figure.neck[0] < left + wide - half_px for figure in drawn.rig.figures)


@pytest.mark.parametrize("seat", ["sofa", "bed"])
def test_two_who_sit_side_by_side_share_what_they_sit_on(seat: Seat) -> None:
    setting = Setting(int_ext="INT", location="LIVING ROOM")
    one = [seen(MARA, pose="sit", seat=seat, facing="right", position="left")]
    two = [*one, seen(JONAS, pose="sit", seat=seat, facing="left", position="right")]
    alone, both = (draw_picture(paint(size="FS", setting=setting, subjects=subjects)).place for subjects in (one, two))

    assert alone is not None
    assert both is not None
    assert len(alone.pieces) == len(both.pieces)


def test_who_lies_on_a_sofa_has_it_under_them() -> None:
    drawn = draw_picture(paint(size="FS", setting=LIVING_ROOM, subjects=[seen(MARA, pose="lie", seat="sofa")]))

    assert drawn.place is not None
    sofas = [piece for piece in drawn.place.pieces if 0 < piece.z_m < 0.2]
    assert [abs(piece.x_m - people(drawn)[0].x_m) < 0.01 for piece in sofas] == [True]
