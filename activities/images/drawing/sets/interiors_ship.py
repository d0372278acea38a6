"""Below deck and on the bridge of a ship."""

from functools import partial

from activities.images.drawing.colour import Tint, mix
from activities.images.drawing.pen import Pen, box, oval, shape, smooth
from activities.images.drawing.sets import furniture
from activities.images.drawing.sets.interiors_travel import hanging_lantern
from activities.images.drawing.sets.place import Place, tint_scheme
from activities.images.drawing.sets.room import build_room, lamp_glow


def ship_cabin(place: Place) -> None:
    """Planked walls, brass portholes on the sea, a bunk, a chart table, a swinging lamp."""
    tint_scheme(place, 0xB08A5E, 0xC9A24A, 0x8A6440, 0x6F4A2C, 0x2F4F6A, 0xE4DCC4, 0x5A3A24)
    place.ceiling_m = 2.5
    half = build_room(place, depth_m=2.6, half_m=max(2.3, place.reach_m * 1.05))
    r = place.reach_m
    side = 1 if place.random.integers(2) else -1
    place.hang(0, 0, partial(_planks, half=half, high=2.5))
    for x in (-0.68, 0.0, 0.68):
        place.hang(x * r, 1.5, partial(porthole, place=place))
    place.add(-side * r * 0.72, 1.9, partial(_berth, half=min(1.0, r * 0.42)))
    place.add(side * r * 0.66, 1.8, partial(furniture.table, wood=place.scheme.wood, half=min(0.8, r * 0.3)))
    place.add(side * r * 0.66, 1.85, _chart, y_m=0.82)
    place.add(side * r * 0.2, 1.4, hanging_lantern, y_m=2.5)
    lamp_glow(place, side * r * 0.2, 1.9, 1.4, 1.6)


def wheelhouse(place: Place) -> None:
    """The ship's bridge: the wheel, a row of windows on the sea, a compass, the engine telegraph."""
    tint_scheme(place, 0xC4C6BE, 0xE9E4D6, 0x8A6440, 0x6F4A2C, 0x9A3A32, 0xE4DCC4, 0x3F5F70)
    place.ceiling_m = 2.7
    half = build_room(place, depth_m=2.8, half_m=max(2.5, place.reach_m * 1.1), wainscot_m=1.0)
    r = place.reach_m
    place.hang(0, 1.1, partial(_bridge_windows, place=place, half=half * 0.92))
    place.add(0, 2.4, partial(_console_desk, half=min(2.0, r * 0.75)))
    place.add(r * 0.4, 1.7, _wheel)
    place.add(-r * 0.56, 1.8, _telegraph)
    place.add(-r * 0.92, 2.2, _binnacle)
    lamp_glow(place, 0, 2.3, 2.0, 1.4)


def _planks(pen: Pen, half: float, high: float) -> None:
    rows = 9
    for row in range(rows):
        y = row * high / rows
        pen.fill(box(-half, y, half, y + high / rows), mix(0xB08A5E, 0x8A6440, 0.18 * (row % 3)), 0.9)
        pen.fill(box(-half, y, half, y + 0.014), 0x5A3A24, 0.8)


def porthole(pen: Pen, place: Place) -> None:
    """A round brass window on the sea; the origin is its middle."""
    pen.fill(oval(0, 0, 0.36, 0.36), 0xB98A3A)
    pen.stroke(oval(0, 0, 0.33, 0.33), 0.03, 0xE8C870)
    pane = oval(0, 0, 0.27, 0.27)
    with pen.within(pane):
        pen.ramp(pane, ((0, 0.27), (0, 0)), (place.light.sky[1], place.light.sky[2]))
        water = mix(place.light.sky[1], 0x1F4F66, 0.7)
        pen.flat(smooth([(-0.3, -0.02), (-0.1, 0.03), (0.1, -0.03), (0.3, 0.02), (0.3, -0.3), (-0.3, -0.3)]), water)
        pen.flat(box(-0.15, -0.1, 0.1, -0.085), 0xFFFFFF, 0.4)
    for x, y in ((0.22, 0.22), (-0.22, 0.22), (0.22, -0.22), (-0.22, -0.22)):
        pen.fill(oval(x, y, 0.025, 0.025), 0x6A4A1C)


def _berth(pen: Pen, half: float) -> None:
    furniture.ground_shadow(pen, half)
    pen.block((-half, 0, half, 0.55), 0x6F4A2C, 0.95, 0.02)
    for x in (-half * 0.5, half * 0.5):
        pen.stroke(box(x - half * 0.4, 0.1, x + half * 0.4, 0.42), 0.022, 0x4A2E1C)
    pen.block((-half + 0.04, 0.52, half - 0.04, 0.72), 0xE4DCC4, 1.0, 0.06)
    pen.block((-half * 0.35, 0.54, half - 0.02, 0.78), 0x2F4F6A, 1.0, 0.06)
    pen.block((-half + 0.08, 0.68, -half * 0.5, 0.88), 0xF6F2E6, 1.0, 0.06)
    pen.block((-half - 0.06, 0, -half + 0.02, 1.15), 0x7A5230)


def _chart(pen: Pen) -> None:
    pen.fill(shape((-0.5, 0.0), (0.5, 0.0), (0.42, 0.07), (-0.42, 0.07)), 0xF0E2BC)
    pen.line([(-0.3, 0.02), (-0.05, 0.05), (0.2, 0.03)], 0.014, 0x8A4A3A)
    pen.block((0.3, 0.05, 0.42, 0.22), 0xB98A3A, 1.0, 0.02)


def _bridge_windows(pen: Pen, place: Place, half: float) -> None:
    count = 5
    wide = 2 * half / count
    for index in range(count):
        x = -half + index * wide
        pane = box(x + 0.08, 0, x + wide - 0.08, 1.05, 0.06)
        pen.stroke(pane, 0.12, 0xE9E4D6)
        with pen.within(pane):
            pen.ramp(pane, ((0, 1.05), (0, 0.4)), place.light.sky)
            water = mix(place.light.sky[1], 0x1F4F66, 0.65)
            pen.ramp(box(x, 0, x + wide, 0.42), ((0, 0.42), (0, 0)), (mix(water, place.light.sky[2], 0.5), water))
            for row in range(3):
                pen.flat(box(x + 0.2 + 0.1 * row, 0.1 + 0.1 * row, x + 0.55 + 0.1 * row, 0.115 + 0.1 * row), 0xFFFFFF, 0.3)


def _console_desk(pen: Pen, half: float) -> None:
    furniture.ground_shadow(pen, half)
    pen.block((-half, 0, half, 0.92), 0x3F5F70, 0.95, 0.02)
    pen.blend(shape((-half - 0.05, 0.9), (half + 0.05, 0.9), (half, 1.08), (-half, 1.08)), ((0, 1.08), (0, 0.9)), (0x7A8E98, 0x2F4450))
    for index in range(7):
        x = -half * 0.85 + index * half * 0.28
        pen.fill(oval(x, 0.99, 0.08, 0.045), 0xF0EAD8)
        pen.line([(x, 0.985), (x + 0.04, 1.01)], 0.014, 0xC8473F)
    pen.flat(oval(half * 0.55, 0.5, 0.2, 0.2), 0x123A2A)
    pen.flat(oval(half * 0.55 + 0.06, 0.55, 0.025, 0.025), 0x7CF0A4)


def _wheel(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.4)
    pen.block((-0.14, 0, 0.14, 0.85), 0x6F4A2C, 0.95, 0.03)
    wood: Tint = 0x9A6838
    for index in range(4):
        with pen.moved(0, 1.05, 1, 45 * index + 12):
            pen.block((-0.62, -0.025, 0.62, 0.025), wood, 1.0, 0.02)
    pen.stroke(oval(0, 1.05, 0.44, 0.44), 0.085, wood)
    pen.stroke(oval(0, 1.05, 0.44, 0.44), 0.02, 0xC9A24A)
    pen.fill(oval(0, 1.05, 0.11, 0.11), 0xC9A24A)


def _telegraph(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.3)
    pen.block((-0.08, 0, 0.08, 0.95), 0xB98A3A, 0.95)
    pen.fill(oval(0, 1.12, 0.26, 0.26), 0xC9A24A)
    pen.fill(oval(0, 1.12, 0.21, 0.21), 0xF6F0DC)
    for x, y in ((-0.12, 1.2), (0, 1.26), (0.12, 1.2)):
        pen.fill(oval(x, y, 0.02, 0.02), 0x2A2A2E)
    pen.line([(0, 1.12), (0.16, 1.42)], 0.045, 0x9A3A32)


def _binnacle(pen: Pen) -> None:
    pen.block((-0.22, 0, 0.22, 0.9), 0x6F4A2C, 0.95, 0.02)
    pen.fill(smooth([(-0.24, 0.9), (-0.2, 1.15), (0, 1.28), (0.2, 1.15), (0.24, 0.9)], tension=0.7), 0xC9A24A)
    pen.fill(oval(0, 1.03, 0.12, 0.09), 0xF0EAD8)
