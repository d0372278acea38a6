"""Where things are made, kept and mended: warehouse, barn, garage, factory."""

from functools import partial

from activities.images.drawing.colour import Tint, darker, lighter, mix
from activities.images.drawing.pen import Pen, box, limb, oval
from activities.images.drawing.sets import fixtures, furniture
from activities.images.drawing.sets.place import Place, tint_scheme
from activities.images.drawing.sets.room import build_room, lamp_glow
from activities.images.drawing.sets.stores import hay, pallet_rack, sack
from activities.images.drawing.things import vehicles


def warehouse(place: Place) -> None:
    """High racks of cartons, a concrete floor with yellow lines, steel beams, hanging lamps, pallets."""
    tint_scheme(place, 0x8E979A, 0x6A7276, 0x8A8984, 0x9A7448, 0xD9A02F, 0xC9CCC8, 0x6A7276)
    place.ceiling_m = 5.6
    half = build_room(place, depth_m=8.0, half_m=max(4.4, place.reach_m * 1.45), floor="slabs")
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    for side in (-1, 1):
        place.lay(partial(_line_on_floor, x=side * half * 0.42))
        for index, z in enumerate((6.6, 4.2, 1.8)):
            place.add(side * half * 0.8, z, partial(pallet_rack, seed=seed + index + side, half=half * 0.27))
    place.hang(0, 0, partial(_roller_door, half=half * 0.34))
    for z in (2.0, 5.0):
        place.add(0, z, partial(furniture.pendant, tint=0x55605F, drop=0.9), y_m=place.ceiling_m)
        lamp_glow(place, 0, place.ceiling_m - 1.1, z, 1.6)
    place.add(-r * 0.5, 2.6, _pallet)


def _line_on_floor(pen: Pen, x: float) -> None:
    pen.fill(box(x - 0.06, -6, x + 0.06, 8), 0xE8BE3A, 0.95)


def _roller_door(pen: Pen, half: float) -> None:
    pen.block((-half - 0.12, 0, half + 0.12, 3.5), 0x4A5256)
    for row in range(17):
        pen.block((-half, row * 0.2, half, row * 0.2 + 0.19), 0xB4BCBE if row % 2 else 0xA6AEB2, 0.95)


def _pallet(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.6)
    pen.block((-0.6, 0, 0.6, 0.14), 0x9A7448)
    for x, y, tint in ((-0.28, 0.14, 0xC39A66), (0.28, 0.14, 0xB58A56), (-0.05, 0.6, 0xD0AC7C)):
        pen.block((x - 0.27, y, x + 0.27, y + 0.45), tint, 1.0)
        pen.fill(box(x - 0.03, y, x + 0.03, y + 0.45), lighter(tint, 0.25))


def barn_inside(place: Place) -> None:
    """Posts and beams, hay, a stall, a fork, light through the boards."""
    tint_scheme(place, 0x9A6E48, 0x6A4A30, 0xB09458, 0x6F4A30, 0xA4473A, 0xD9C48A, 0x7A5636)
    place.ceiling_m = 5.0
    half = build_room(place, depth_m=5.0, half_m=max(3.4, place.reach_m * 1.25))
    r = place.reach_m
    place.hang(0, 0, partial(_boards, half=half, high=5.0))
    place.hang(0, 0, lambda pen: _open_doors(pen, place))
    for side in (-1, 1):
        place.add(side * half * 0.9, 3.8, partial(hay, half=0.9))
        place.add(side * half * 0.6, 4.4, _post)
        place.add(side * half * 0.6, 1.4, _post)
    place.add(-r * 0.8, 1.7, partial(hay, half=0.65))
    place.add(r * 0.7, 2.4, sack)
    place.add(r * 0.9, 2.5, _fork)


def _boards(pen: Pen, half: float, high: float) -> None:
    x, index = -half, 0
    while x < half:
        pen.fill(box(x, 0, x + 0.28, high), mix(0x9A6E48, 0x6F4A30, 0.25 * (index % 4)), 0.85)
        if index % 3 == 1 and not pen.light.is_dark:
            pen.flat(box(x, 0.3, x + 0.02, high - 0.4), 0xFFF0C0, 0.8)
        x += 0.3
        index += 1


def _open_doors(pen: Pen, place: Place) -> None:
    door = box(-1.2, 0, 1.2, 2.9)
    pen.ramp(door, ((0, 2.9), (0, 0.8)), place.light.sky)
    pen.fill(box(-1.2, 0, 1.2, 0.8), 0x9AA062, 0.9)
    pen.stroke(door, 0.18, 0x5A3A24)
    for side in (-1, 1):
        pen.block((min(side * 1.2, side * 1.9), 0, max(side * 1.2, side * 1.9), 2.9), 0x8A4A38, 0.8)
        pen.line([(side * 1.25, 0.1), (side * 1.85, 2.8)], 0.1, 0x6A3628)
    if not place.light.is_dark:
        pen.glow(0, 1.6, 3.0, 0xFFF2CC, 0.3)


def _post(pen: Pen) -> None:
    pen.block((-0.12, 0, 0.12, 5.0), 0x6A472C, 0.9)
    for side in (-1, 1):
        pen.fill(limb([(0, 3.9), (side * 0.9, 4.8)], [0.14, 0.14]), 0x6A472C, 0.8)


def _fork(pen: Pen) -> None:
    with pen.moved(0, 0, 1, 9):
        pen.block((-0.02, 0.35, 0.02, 1.6), 0x9A7448)
        for x in (-0.1, 0.0, 0.1):
            pen.line([(0, 0.42), (x, 0.3), (x, 0.0)], 0.02, 0x5A6066)


def garage(place: Place) -> None:
    """A car on the concrete, a tool wall, tyres, an oil drum, a roller door."""
    tint_scheme(place, 0xA4A49C, 0x6E726E, 0x7E7C78, 0x6F5238, 0xC8552F, 0xB8B4A8, 0x5F666A)
    half = build_room(place, floor="slabs", depth_m=4.0, half_m=max(3.4, place.reach_m * 1.25))
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    place.hang(side * half * 0.5, 0, partial(_shutter, half=half * 0.4))
    place.hang(-side * half * 0.5, 1.2, _hanging_tools)
    tint = (0x9A3A32, 0x3F6A86, 0x5F7A4F, 0xC99A3A)[seed % 4]
    place.add(side * r * 0.52, 1.9, partial(vehicles.parked_car, tint=tint, half=min(2.0, r * 0.62)))
    place.add(-side * r * 0.72, 3.2, partial(furniture.table, wood=place.scheme.wood, half=0.95, high=0.85))
    place.add(-side * r * 0.98, 2.0, _tyres)
    place.add(-side * r * 0.52, 2.7, _oil_drum)
    place.add(0, 1.8, fixtures.ceiling_light, y_m=place.ceiling_m)
    lamp_glow(place, 0, 3.0, 1.8, 1.8)


def _shutter(pen: Pen, half: float) -> None:
    pen.block((-half - 0.1, 0, half + 0.1, 2.75), 0x4A5054)
    for row in range(9):
        pen.block((-half, row * 0.29, half, row * 0.29 + 0.28), 0xC4C8C6 if row % 2 else 0xB2B8B8, 0.95)
    for x in (-0.5, 0.0, 0.5):
        pen.ramp(box(half * x - 0.2, 1.8, half * x + 0.2, 2.0), ((0, 2.0), (0, 1.8)), (pen.light.sky[1], pen.light.sky[2]))


def _hanging_tools(pen: Pen) -> None:
    pen.block((-1.1, 0, 1.1, 1.15), 0xC9C2AE, 0.95)
    for index in range(6):
        x = -0.9 + index * 0.36
        if index % 3 == 0:
            pen.line([(x, 0.3), (x, 0.8)], 0.05, 0x7A8288)
            pen.stroke(oval(x, 0.9, 0.08, 0.08), 0.045, 0x7A8288)
        elif index % 3 == 1:
            pen.block((x - 0.025, 0.3, x + 0.025, 0.8), 0x8A5A36)
            pen.block((x - 0.11, 0.8, x + 0.11, 0.92), 0x4A4E54)
        else:
            pen.block((x - 0.04, 0.62, x + 0.04, 0.95), 0xC8473F, 1.0, 0.02)
            pen.line([(x, 0.62), (x, 0.3)], 0.03, 0x8A9096)


def _tyres(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.4)
    for row in range(4):
        pen.block((-0.36, row * 0.22, 0.36, row * 0.22 + 0.21), 0x2A2A2E, 1.0, 0.08)
    pen.fill(oval(0, 0.88, 0.34, 0.07), 0x3A3A3E)
    pen.fill(oval(0, 0.88, 0.18, 0.035), 0x141416)


def _oil_drum(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.32)
    pen.blend(box(-0.28, 0, 0.28, 0.85, 0.02), ((-0.28, 0), (0.28, 0)), (0x4F7FA0, 0x24405A))
    for y in (0.28, 0.56):
        pen.fill(box(-0.29, y, 0.29, y + 0.03), 0x2F5470)
    pen.fill(oval(0, 0.85, 0.28, 0.05), 0x3A6482)


def factory(place: Place) -> None:
    """Machines with flywheels, pipes, a conveyor, a gantry, saw-tooth windows."""
    tint_scheme(place, 0x87817A, 0x5A5854, 0x75726C, 0x6A4E38, 0xC8702F, 0xA8A49A, 0x4F5A5A)
    place.ceiling_m = 5.4
    half = build_room(place, floor="slabs", depth_m=6.0, half_m=max(4.2, place.reach_m * 1.4))
    r = place.reach_m
    place.hang(0, 3.2, partial(_factory_windows, half=half * 0.9))
    for y in (2.6, 2.85):
        place.hang(0, y, partial(_pipe, half=half))
    for side in (-1, 1):
        place.add(side * half * 0.66, 4.6, partial(_machine, tint=0x4F6A60 if side < 0 else 0x6A5F4A))
        place.add(side * r * 0.98, 1.9, partial(_machine, tint=0x55646E))
    place.add(0, 5.0, partial(_conveyor, half=half * 0.42))
    for x in (-0.5, 0.5):
        place.add(x * half, 3.0, partial(furniture.pendant, tint=0x3F4A4A, drop=1.2), y_m=5.4)
        lamp_glow(place, x * half, 4.0, 3.0, 1.6)


def _factory_windows(pen: Pen, half: float) -> None:
    count = 5
    wide = 2 * half / count
    for index in range(count):
        x = -half + index * wide
        pane = box(x + 0.1, 0, x + wide - 0.1, 1.5)
        pen.ramp(pane, ((0, 1.5), (0, 0)), pen.light.sky[1:])
        for column in range(1, 4):
            pen.fill(box(x + 0.1 + column * (wide - 0.2) / 4 - 0.02, 0, x + 0.1 + column * (wide - 0.2) / 4 + 0.02, 1.5), 0x3A3C3C)
        for row in range(4):
            pen.fill(box(x + 0.1, row * 0.5 - 0.02, x + wide - 0.1, row * 0.5 + 0.02), 0x3A3C3C)


def _pipe(pen: Pen, half: float) -> None:
    pen.blend(box(-half, 0, half, 0.16), ((0, 0.16), (0, 0)), (0xB58A5A, 0x6A4A30))
    for x in (-0.6, 0.1, 0.7):
        pen.block((x * half - 0.06, -0.03, x * half + 0.06, 0.19), 0x8A6A48)


def _machine(pen: Pen, tint: Tint) -> None:
    furniture.ground_shadow(pen, 0.9)
    pen.block((-0.85, 0, 0.85, 0.7), tint, 0.95, 0.03)
    pen.block((-0.3, 0.7, 0.7, 1.6), darker(tint, 0.1), 0.95, 0.05)
    pen.stroke(oval(-0.45, 1.05, 0.42, 0.42), 0.11, 0x3A3C40)
    for x, y in ((0.38, 0.0), (0.0, 0.38), (0.27, 0.27), (0.27, -0.27)):
        pen.line([(-0.45 - x, 1.05 - y), (-0.45 + x, 1.05 + y)], 0.05, 0x3A3C40)
    pen.fill(oval(-0.45, 1.05, 0.1, 0.1), 0xB98A3A)
    for x, light in ((0.05, 0xE8C24A), (0.25, 0xC8473F), (0.45, 0x6AB84A)):
        pen.fill(oval(x, 1.35, 0.06, 0.06), light)
    pen.stroke(oval(0.25, 1.0, 0.15, 0.15), 0.035, 0xE8E2D2)
    pen.block((0.3, 1.6, 0.5, 2.4), 0x8A6A48)


def _conveyor(pen: Pen, half: float) -> None:
    furniture.ground_shadow(pen, half)
    pen.block((-half, 0.6, half, 0.82), 0x3A3C40, 1.0, 0.1)
    for index in range(7):
        x = -half + 0.15 + index * (2 * half - 0.3) / 6
        pen.fill(oval(x, 0.71, 0.07, 0.07), 0x8A8E92)
        if index % 2:
            pen.block((x - 0.18, 0.82, x + 0.18, 1.12), 0xC39A66)
    for x in (-half * 0.85, half * 0.85):
        pen.block((x - 0.05, 0, x + 0.05, 0.62), 0x55585A)
