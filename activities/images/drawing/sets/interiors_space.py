"""Inside a spaceship, away from its bridge: the passage between the airlocks and the engine room."""

from dataclasses import replace
from functools import partial

from activities.images.drawing.colour import darker, lighter
from activities.images.drawing.pen import Pen, box, oval, shape
from activities.images.drawing.seeds import between, random_of
from activities.images.drawing.sets import furniture
from activities.images.drawing.sets.place import Place, tint_scheme
from activities.images.drawing.sets.room import build_room, lamp_glow

_HULL, _DARK, _LIGHT, _ALARM = 0x8C98A4, 0x48535F, 0x9FE0F4, 0xE0503C


def gangway(place: Place) -> None:
    """A long passage: ribs with strips of light, panels, pipes under the ceiling, a round airlock at its end."""
    tint_scheme(place, _HULL, 0xC4CED6, 0x5A6470, _DARK, 0xE08A4A, 0x9FB0BC, 0x5A6E80)
    place.reach_m = min(place.reach_m, 1.7)
    place.ceiling_m = 2.8
    place.light = replace(place.light, key=(0.84, 0.93, 1.02), shade=(0.38, 0.43, 0.56), lamp=(0.78, 0.92, 1.0))
    half = build_room(place, depth_m=9.0, half_m=1.85, floor="slabs")
    seed = int(place.random.integers(1 << 30))
    place.hang(0, 0, _airlock)
    for side in (-1, 1):
        for index, z in enumerate((0.1, 2.2, 4.3, 6.4)):
            place.side(side, half - 0.01, partial(_frame, z=z))
            place.side(side, half - 0.01, partial(_panel, z=z + 1.05, seed=seed + 2 * index + side))
    for z in (0.9, 3.2, 5.6, 7.8):
        place.add(0, z, _strip_light, y_m=place.ceiling_m)
    lamp_glow(place, 0, 2.5, 5.6, 2.0)


def engine_room(place: Place) -> None:
    """A reactor behind glass, glowing crystals, pipes and gauges."""
    tint_scheme(place, 0x6A6E76, 0xB0A890, 0x4A4C54, 0x3A3E46, 0xE08A4A, 0x8C98A4, 0x7A5A4A)
    place.ceiling_m = 3.6
    half = build_room(place, depth_m=3.8, floor="slabs", wainscot_m=0.8)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    place.hang(0, 0, partial(_pipes, half=half, high=place.ceiling_m, seed=seed))
    place.add(0, 3.0, partial(_reactor, high=place.ceiling_m))
    for side in (-1, 1):
        place.add(side * r * 0.62, 2.6, partial(_crystals, seed=seed + side))
        place.add(side * r * 1.02, 2.2, partial(_gauges, seed=seed + 3 * side))
    place.shine(0, 1.7, lambda pen: pen.glow(0, 0, 2.6, 0x7CE8E0, 0.3), 2.9)


def _airlock(pen: Pen) -> None:
    pen.block((-1.1, 0, 1.1, 2.5), darker(_HULL, 0.25), 0.95, 0.1)
    pen.fill(oval(0, 1.25, 0.98, 1.16), _DARK)
    pen.blend(oval(0, 1.25, 0.86, 1.04), ((-0.8, 2.2), (0.8, 0.2)), (0xB4BEC8, 0x66727E))
    pen.fill(box(-0.02, 0.22, 0.02, 2.28), _DARK)
    for side in (-1, 1):
        pen.fill(oval(side * 0.4, 1.55, 0.2, 0.24), 0x101A34)
        pen.flat(oval(side * 0.46, 1.63, 0.02, 0.02), 0xFFFFFF)
        pen.flat(oval(side * 0.34, 1.5, 0.012, 0.012), 0xFFFFFF, 0.8)
        pen.block((side * 0.14 - 0.04, 0.95, side * 0.14 + 0.04, 1.25), 0xE0BE62, 1.0, 0.02)
    pen.flat(box(-0.5, 2.36, 0.5, 2.43, 0.02), _ALARM, 0.95)
    pen.glow(0, 2.4, 0.7, _ALARM, 0.35)


def _frame(pen: Pen, z: float) -> None:
    pen.fill(box(z - 0.14, 0, z + 0.14, 2.8), _DARK, 0.9)
    pen.flat(box(z - 0.025, 0.35, z + 0.025, 2.45), _LIGHT, 0.85)


def _panel(pen: Pen, z: float, seed: int) -> None:
    random = random_of("panel", seed)
    pen.fill(box(z - 0.7, 0.5, z + 0.7, 2.2, 0.08), lighter(_HULL, 0.12), 0.85)
    pen.stroke(box(z - 0.7, 0.5, z + 0.7, 2.2, 0.08), 0.03, darker(_HULL, 0.4), alpha=0.7)
    if random.integers(2):
        for row in range(3):
            x = z - 0.4 + between(random, 0, 0.5)
            pen.flat(box(x, 1.2 + 0.2 * row, x + 0.22, 1.28 + 0.2 * row, 0.02), (_LIGHT, 0xE08A4A, 0x7CE0A8)[row], 0.9)
    else:
        for row in range(6):
            pen.fill(box(z - 0.4, 0.8 + 0.12 * row, z + 0.4, 0.84 + 0.12 * row), _DARK, 0.8)


def _strip_light(pen: Pen) -> None:
    pen.block((-0.7, -0.1, 0.7, 0.0), _DARK)
    pen.flat(box(-0.6, -0.13, 0.6, -0.08, 0.02), 0xE8F6FC, 0.95)


def _pipes(pen: Pen, half: float, high: float, seed: int) -> None:
    random = random_of("pipes", seed)
    for row, tint in enumerate((0xA8703C, 0x7E8A94, 0x5F7A6A)):
        y = high - 0.35 - 0.32 * row
        pen.blend(box(-half, y, half, y + 0.17), ((0, y + 0.17), (0, y)), (lighter(tint, 0.25), darker(tint, 0.35)))
        for _ in range(4):
            x = between(random, -half, half)
            pen.block((x - 0.07, y - 0.03, x + 0.07, y + 0.2), darker(tint, 0.3), 1.0, 0.02)
    for x in (-0.86, -0.3, 0.3, 0.86):
        pen.blend(box(x * half - 0.1, 0, x * half + 0.1, high - 0.35), ((x * half - 0.1, 0), (x * half + 0.1, 0)), (0x9AA4AC, 0x565E68))


def _reactor(pen: Pen, high: float) -> None:
    furniture.ground_shadow(pen, 1.0)
    pen.block((-0.95, 0, 0.95, 0.45), _DARK, 0.95, 0.05)
    pen.block((-0.85, high - 0.7, 0.85, high), _DARK, 0.95, 0.05)
    tube = box(-0.62, 0.45, 0.62, high - 0.7)
    pen.ramp(tube, ((-0.62, 0), (0.62, 0)), (0x2A6E78, 0x9CF4EC, 0x2A6E78))
    for step in range(4):
        y = 0.8 + step * (high - 1.6) / 3.6
        pen.flat(oval(0, y, 0.5, 0.09), 0xE8FFFA, 0.75)
        pen.stroke(oval(0, y, 0.66, 0.12), 0.06, 0xB0BAC2)
    for x in (-0.64, 0.64):
        pen.block((x - 0.05, 0.45, x + 0.05, high - 0.7), 0x9AA4AC)
    pen.glow(0, high / 2, 1.9, 0x7CE8E0, 0.4)


def _crystals(pen: Pen, seed: int) -> None:
    random = random_of("crystals", seed)
    furniture.ground_shadow(pen, 0.6)
    pen.block((-0.55, 0, 0.55, 0.72), 0x565E68, 0.95, 0.03)
    pen.fill(shape((-0.62, 0.7), (0.62, 0.7), (0.5, 0.9), (-0.5, 0.9)), 0x3A444F)
    for index in range(6):
        x, tall = -0.42 + 0.168 * index, between(random, 0.22, 0.5)
        tint = (0x7CE8E0, 0xA08CF0, 0x8FD0F0)[int(random.integers(3))]
        pen.fill(
            shape((x - 0.06, 0.82), (x - 0.045, 0.82 + tall * 0.7), (x, 0.82 + tall), (x + 0.045, 0.82 + tall * 0.7), (x + 0.06, 0.82)),
            tint,
            1.1,
        )
        pen.flat(shape((x - 0.045, 0.82), (x - 0.035, 0.82 + tall * 0.7), (x, 0.82 + tall), (x - 0.005, 0.82)), 0xFFFFFF, 0.45)
    pen.glow(0, 1.05, 0.9, 0x8CE0F0, 0.35)


def _gauges(pen: Pen, seed: int) -> None:
    random = random_of("gauges", seed)
    furniture.ground_shadow(pen, 0.5)
    pen.block((-0.45, 0, 0.45, 1.9), 0x4A525C, 0.95, 0.04)
    for row in range(3):
        for x in (-0.2, 0.2):
            y = 0.75 + 0.42 * row
            pen.fill(oval(x, y, 0.15, 0.15), 0xE8E4D6)
            pen.stroke(oval(x, y, 0.15, 0.15), 0.03, 0x8A8F96)
            reach = between(random, -0.1, 0.1)
            pen.line([(x, y), (x + reach, y + 0.1)], 0.02, 0xB83A32)
