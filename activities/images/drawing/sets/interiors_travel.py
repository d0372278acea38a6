"""Inside what moves: bus, underground, plane, lift; and the tent."""

from functools import partial

from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import Colour, darker, lighter, mix
from activities.images.drawing.pen import Pen, box, oval, shape
from activities.images.drawing.seeds import random_of
from activities.images.drawing.sets import furniture
from activities.images.drawing.sets.place import Place, tint_scheme
from activities.images.drawing.sets.room import build_room, lamp_glow


def _coach(place: Place, *, half: float, depth: float, ceiling: float) -> None:
    place.ceiling_m = ceiling
    build_room(place, depth_m=depth, half_m=half, floor="slabs")


def bus(place: Place) -> None:
    """A gangway between rows of seats, windows along both sides, poles, a rear window."""
    tint_scheme(place, 0xC9CFC6, 0xE8E4D6, 0x6A6E70, 0x6A5A4A, 0xE0B03A, 0xB8C0BC, 0x3F6A86)
    half = max(1.9, place.reach_m * 0.85)
    _coach(place, half=half, depth=5.0, ceiling=2.5)
    for side in (-1, 1):
        place.side(side, half - 0.01, partial(_bus_windows, place=place))
        for z in (4.4, 3.3, 2.2, 1.1):
            place.add(side * half * 0.66, z, partial(_double_seat, tint=place.scheme.second, half=half * 0.25))
        for z in (3.9, 1.6):
            place.add(side * half * 0.3, z, _pole)
    place.hang(0, 1.1, partial(_moving_view, place=place, half=half * 0.8, high=0.95))
    place.add(0, 3.0, _stop_sign, y_m=2.3)
    lamp_glow(place, 0, 2.4, 2.0, 1.6)


def underground(place: Place) -> None:
    """A metro car: benches along the walls, straps, a map above black windows."""
    tint_scheme(place, 0xD4D8D4, 0xB8BEC0, 0x5F6468, 0x6A5A4A, 0xD9702F, 0xB8C0BC, 0x4A6A8A)
    half = max(1.9, place.reach_m * 0.85)
    _coach(place, half=half, depth=5.0, ceiling=2.5)
    for side in (-1, 1):
        place.side(side, half - 0.01, _dark_windows)
        place.add(side * half * 0.78, 3.6, partial(_long_bench, tint=place.scheme.accent, half=half * 0.2))
        place.add(side * half * 0.78, 1.6, partial(_long_bench, tint=place.scheme.accent, half=half * 0.2))
        for z in (4.2, 3.0, 1.8):
            place.add(side * half * 0.36, z, _strap, y_m=2.5)
    place.hang(0, 0, partial(_end_door, half=0.5))
    place.hang(-half * 0.62, 1.2, _line_map)
    place.hang(half * 0.62, 1.2, _line_map)
    for z in (1.2, 3.6):
        place.add(0, z, lambda pen: pen.flat(box(-0.9, -0.06, 0.9, 0), 0xF4F8F4), y_m=2.5)
    lamp_glow(place, 0, 2.4, 2.0, 1.8)


def plane(place: Place) -> None:
    """An airliner: rows of seats, lockers above, oval windows along the curve, an exit sign."""
    tint_scheme(place, 0xDDDCD4, 0xF2F0E8, 0x5F6A7A, 0x8A7A6A, 0x9A3A42, 0xE8E4D8, 0x3F5A86)
    half = max(2.1, place.reach_m * 0.95)
    _coach(place, half=half, depth=6.0, ceiling=2.6)
    for side in (-1, 1):
        place.side(side, half - 0.01, partial(_portholes, place=place))
        place.side(side, half - 0.02, _lockers)
        place.add(side * half * 0.72, 5.6, partial(_overhead, half=half * 0.3, side=side), y_m=1.9)
        for z in (5.0, 4.1, 3.2, 2.3, 1.4):
            for x in (0.86, 0.58):
                place.add(side * half * x, z, partial(_plane_seat, tint=place.scheme.second))
    place.hang(0, 0, partial(_end_door, half=0.45))
    place.hang(0, 2.12, _exit_sign)
    place.lay(lambda pen: pen.fill(box(-0.5, -5, 0.5, 6), 0x3A4A66, 0.95))
    lamp_glow(place, 0, 2.5, 2.0, 1.6)


def lift(place: Place) -> None:
    """A lift's cage: steel doors, a mirror, a panel of buttons, a floor dial."""
    tint_scheme(place, 0xA87848, 0xC9A24A, 0x6A5A50, 0x6F4526, 0x9A3A32, 0xD9C8A4, 0x7A5230)
    place.reach_m = min(place.reach_m, 1.5)
    place.ceiling_m = 2.6
    half = build_room(place, depth_m=1.6, half_m=1.75, floor="tiles")
    place.hang(0, 0, partial(_steel_doors, half=0.75))
    place.hang(0, 2.3, _floor_dial)
    place.hang(half * 0.8, 0.9, _buttons)
    for side in (-1, 1):
        place.side(side, half - 0.02, lambda pen: pen.fill(box(-4, 0.95, 1.6, 1.03), 0xC9A24A))
    lamp_glow(place, 0, 2.5, 0.5, 1.2)


def tent(place: Place) -> None:
    """Canvas walls to a ridge pole, an open flap, a camp bed, a lantern."""
    tint_scheme(place, 0xC2B48A, 0xA8986C, 0x8A8458, 0x6F5236, 0xA8453A, 0xB8A880, 0x7A7450)
    place.ceiling_m = 3.0
    half = build_room(place, depth_m=3.0, half_m=max(2.0, place.reach_m * 0.95))
    r = place.reach_m
    place.backdrop.append(partial(_canvas, place=place, half=half))
    place.hang(0, 0, partial(_flap, place=place))
    place.add(-r * 0.62, 1.8, _camp_bed)
    place.add(r * 0.7, 1.9, lambda pen: pen.block((-0.4, 0, 0.4, 0.5), 0x6F5A3C, 0.95, 0.02))
    place.add(0, 2.4, lambda pen: pen.block((-0.05, 0, 0.05, 3.0), 0x7A5A38))
    place.add(r * 0.3, 1.4, hanging_lantern, y_m=2.7)
    lamp_glow(place, r * 0.3, 2.0, 1.4, 1.8)


def _moving_view(pen: Pen, place: Place, half: float, high: float) -> None:
    pane = box(-half, 0, half, high, 0.08)
    pen.stroke(pane, 0.12, 0x3A3E42)
    with pen.within(pane):
        pen.ramp(pane, ((0, high), (0, 0)), place.light.sky)
        random = random_of("moving", round(half, 3))
        x = -half
        while x < half:
            tall = float(random.uniform(0.2, 0.65)) * high
            pen.flat(box(x, 0, x + 0.35, tall), mix(place.light.sky[2], 0x2A3444, 0.55 if not place.light.is_dark else 0.85))
            if place.light.is_dark:
                pen.flat(box(x + 0.1, tall * 0.5, x + 0.18, tall * 0.7), 0xF6C66B)
            x += 0.4


def _bus_windows(pen: Pen, place: Place) -> None:
    z = 4.7
    while z > -4:
        pane = box(z - 0.95, 1.05, z, 1.95, 0.08)
        pen.stroke(pane, 0.1, 0x3A3E42)
        pen.ramp(pane, ((0, 1.95), (0, 1.05)), place.light.sky)
        pen.flat(box(z - 0.95, 1.05, z, 1.3), mix(place.light.sky[2], 0x3A4A44, 0.7))
        z -= 1.12


def _dark_windows(pen: Pen) -> None:
    z = 4.7
    while z > -4:
        pane = box(z - 1.3, 1.05, z, 1.95, 0.1)
        pen.stroke(pane, 0.08, 0x8A9296)
        pen.ramp(pane, ((z - 1.3, 1.9), (z, 1.1)), (0x14161E, 0x2A2E3C, 0x12141A))
        z -= 1.5


def _double_seat(pen: Pen, tint: Colour, half: float) -> None:
    for side in (-1, 1):
        x = side * half * 0.52
        pen.block((x - half * 0.48, 0.32, x + half * 0.48, 1.12), tint, 0.95, 0.1)
        pen.block((x - half * 0.36, 0.98, x + half * 0.36, 1.08), lighter(tint, 0.4), 1.0, 0.03)
        pen.fill(oval(x, 0.72, half * 0.22, 0.12), lighter(tint, 0.15))
    pen.block((-half * 0.8, 0, half * 0.8, 0.32), 0x3A3E42, 0.8)


def _pole(pen: Pen) -> None:
    pen.block((-0.022, 0, 0.022, 2.5), 0xE8B83A)
    pen.block((-0.05, 1.2, 0.05, 1.34), 0xB5302C, 1.0, 0.02)


def _stop_sign(pen: Pen) -> None:
    pen.block((-0.4, -0.12, 0.4, 0.1), 0x1E2226, 1.0, 0.03)
    for index in range(4):
        pen.flat(box(-0.3 + index * 0.16, -0.05, -0.2 + index * 0.16, 0.03), 0xF08A3A)


def _long_bench(pen: Pen, tint: Colour, half: float) -> None:
    pen.block((-half, 0.38, half, 0.54), lighter(tint, 0.1), 1.0, 0.06)
    pen.block((-half, 0.54, half, 1.05), tint, 0.95, 0.06)
    pen.block((-half, 0, half, 0.38), 0x3A3E42, 0.85)


def _strap(pen: Pen) -> None:
    pen.fill(box(-0.015, -0.45, 0.015, 0), 0x3A3A3E)
    pen.stroke(shape((-0.09, -0.62), (0.09, -0.62), (0.0, -0.45)), 0.03, 0xE8E4D8)


def _end_door(pen: Pen, half: float) -> None:
    pen.block((-half - 0.08, 0, half + 0.08, 2.05), 0x8A9296, 0.95, 0.03)
    pen.block((-half, 0, half, 1.98), 0xB8BEC0, 0.95, 0.03)
    pen.fill(box(-half * 0.6, 1.05, half * 0.6, 1.75, 0.06), 0x2A3440)
    pen.fill(box(half * 0.7, 0.95, half * 0.82, 1.15, 0.02), 0x4A5054)


def _line_map(pen: Pen) -> None:
    pen.block((-0.5, 0, 0.5, 0.6), 0xF6F4EC, 1.0, 0.02)
    for tint, ys in ((0xC8473F, (0.15, 0.3, 0.45)), (0x3F6A9A, (0.45, 0.3, 0.2)), (0x4F8A5A, (0.3, 0.3, 0.12))):
        points = list(zip((-0.42, 0.0, 0.42), ys, strict=True))
        pen.line(points, 0.03, tint)
        for x, y in points:
            pen.fill(oval(x, y, 0.022, 0.022), 0xFFFFFF)


def _portholes(pen: Pen, place: Place) -> None:
    z = 5.6
    while z > -4:
        pen.fill(box(z - 0.5, 0.98, z - 0.06, 1.62, 0.2), 0xF4F2EC, 0.95)
        pen.ramp(box(z - 0.43, 1.05, z - 0.13, 1.55, 0.15), ((0, 1.55), (0, 1.05)), place.light.sky)
        z -= 0.85


def _lockers(pen: Pen) -> None:
    z = 5.8
    while z > -4:
        pen.block((z - 1.1, 1.85, z - 0.03, 2.45), 0xF2F0E8, 0.92, 0.06)
        pen.fill(box(z - 0.65, 1.9, z - 0.45, 1.94), 0x9AA2A8)
        z -= 1.15


def _overhead(pen: Pen, half: float, side: int) -> None:
    points = [(-half, 0.0), (half, 0.0), (half, 0.7), (-half, 0.7)]
    if side:
        pen.fill(shape(*points), 0xEDEBE2, 0.9)
        pen.fill(box(-half, 0, half, 0.06), 0xC9CCCA)


def _plane_seat(pen: Pen, tint: Colour) -> None:
    pen.block((-0.25, 0.25, 0.25, 1.18), tint, 0.95, 0.1)
    pen.block((-0.19, 0.98, 0.19, 1.16), 0xF2F0E8, 1.0, 0.05)
    pen.block((-0.3, 0.3, -0.24, 0.68), darker(tint, 0.3), 0.9, 0.02)
    pen.block((0.24, 0.3, 0.3, 0.68), darker(tint, 0.3), 0.9, 0.02)


def _exit_sign(pen: Pen) -> None:
    pen.flat(box(-0.3, 0, 0.3, 0.22, 0.03), 0x2FA05A)
    pen.flat(shape((-0.05, 0.04), (0.2, 0.11), (-0.05, 0.18)), 0xF6FFF6)
    pen.flat(box(-0.22, 0.085, -0.02, 0.135), 0xF6FFF6)


def hanging_lantern(pen: Pen) -> None:
    """A brass lantern that swings; the origin is the ceiling."""
    pen.line([(0, 0), (0.03, -0.4)], 0.014, 0x33302E)
    with pen.moved(0.03, -0.78, 1.0, 3):
        pen.block((-0.1, 0, 0.1, 0.05), 0xB98A3A)
        pen.flat(box(-0.08, 0.05, 0.08, 0.26, 0.03), 0xFFE2A0 if pen.light.is_dark else 0xF0E4C0)
        pen.block((-0.11, 0.26, 0.11, 0.34), 0xB98A3A, 1.0, 0.03)
        pen.glow(0, 0.15, 0.8, pen.light.lamp, 0.5 if pen.light.is_dark else 0.2)


def _steel_doors(pen: Pen, half: float) -> None:
    pen.block((-half - 0.1, 0, half + 0.1, 2.2), 0xC9A24A, 0.9)
    for side in (-1, 1):
        left, right = sorted((side * 0.008, side * half))
        pen.blend(box(left, 0, right, 2.1), ((left, 0), (right, 2.1)), (0xDAD8D2, 0x8A8E92), (1.0, 0.9))
        pen.stroke(box(left + 0.08, 0.2, right - 0.08, 1.9), 0.02, 0x9A9EA2)


def _floor_dial(pen: Pen) -> None:
    pen.block((-0.4, 0, 0.4, 0.2), 0x1E2226, 1.0, 0.03)
    for index in range(6):
        pen.flat(oval(-0.3 + 0.12 * index, 0.1, 0.03, 0.03), 0xFFD070 if index == 3 else 0x5A5448)


def _buttons(pen: Pen) -> None:
    pen.block((-0.12, 0, 0.12, 0.75), 0xD4D2CC, 1.0, 0.02)
    for row in range(5):
        for column in (-0.05, 0.05):
            pen.flat(oval(column, 0.1 + row * 0.13, 0.032, 0.032), 0xFFD070 if row == 3 and column > 0 else 0xF6F4EC)


def _canvas(pen: Pen, camera: Camera, place: Place, half: float) -> None:
    near, far, ridge = max(camera.nearest_m, -camera.distance_m + 0.3), place.wall_m, place.ceiling_m
    tint = place.scheme.wall
    for side in (-1, 1):
        with pen.on(camera.plane((side * half, 0.4, 0), (0, 0, 1), (-side * half, ridge, 0))):
            tone = 0.95 if side * pen.light.sun_side > 0 else 0.72
            pen.blend(box(near, 0, far, 1), ((far, 0), (near, 0)), (lighter(tint, 0.25), tint), (tone, tone * 0.8))
            for z in (-3.0, -1.0, 1.0, 2.9):
                pen.fill(box(z, 0, z + 0.03, 1), darker(tint, 0.35), 0.8)
    with pen.on(camera.upright(0, far)):
        pen.fill(shape((-half, 0.4), (0, ridge + 0.4), (half, 0.4), (half, 0), (-half, 0)), lighter(tint, 0.1), 0.8)
        for side in (-1, 1):
            pen.fill(shape((side * half, 0.4), (0, ridge + 0.4), (side * half, ridge + 2)), darker(tint, 0.1), 0.6)


def _flap(pen: Pen, place: Place) -> None:
    opening = shape((-0.75, 0), (0, 2.3), (0.75, 0))
    pen.ramp(opening, ((0, 2.3), (0, 0.6)), place.light.sky)
    with pen.within(opening):
        pen.fill(box(-1, 0, 1, 0.7), 0x7E9060, 0.9)
    for side in (-1, 1):
        pen.fill(shape((0, 2.35), (side * 0.75, 0), (side * 1.25, 0), (side * 0.55, 1.2)), lighter(place.scheme.wall, 0.2), 0.9)


def _camp_bed(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.9)
    for x in (-0.7, 0.7):
        pen.line([(x - 0.16, 0), (x + 0.16, 0.42)], 0.04, 0x6F5236)
        pen.line([(x + 0.16, 0), (x - 0.16, 0.42)], 0.04, 0x6F5236)
    pen.block((-0.9, 0.4, 0.9, 0.52), 0x6A7450, 1.0, 0.04)
    pen.block((-0.3, 0.48, 0.88, 0.62), 0x8A5A42, 1.0, 0.05)
    pen.block((-0.86, 0.5, -0.48, 0.66), 0xE4DCC4, 1.0, 0.05)
