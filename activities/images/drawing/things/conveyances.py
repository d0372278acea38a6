"""Vehicles that the action names, from their right side: the body without its wheels, in metres, y upwards, the origin on the ground below.

Glass lets through who sits behind it, so people are painted first and the vehicle over them.
"""

from collections.abc import Callable
from dataclasses import dataclass

import skia

from activities.images.drawing.colour import Tint, darker, lighter, mix
from activities.images.drawing.pen import Pen, Point, box, limb, oval, shape, smooth
from activities.images.drawing.sets.furniture import ground_shadow
from activities.images.drawing.things.conveyances_large import locomotive, plane, ship, spaceship

_RUBBER, _CHROME, _IRON = 0x24242A, 0xC4C8CA, 0x3A3C42


@dataclass(frozen=True)
class Wheel:
    """One wheel that turns."""

    x_m: float
    radius_m: float
    is_spoked: bool = False


@dataclass(frozen=True)
class Conveyance:
    """Something that carries people."""

    draw: Callable[[Pen, Tint], None]
    half_m: float
    """Half of its length."""
    height_m: float
    wheels: tuple[Wheel, ...] = ()
    seat: Point | None = None
    """Where the hips of who drives or rides it are; None: nobody is seen in it."""
    is_straddled: bool = False
    """Its rider sits on it, not in it."""
    flies_m: float = 0.0
    """How high above the ground it goes."""


def _glass(pen: Pen, *points: Point) -> None:
    pane = shape(*points)
    pen.fill(pane, mix(pen.light.sky[1], 0x2F3E4C, 0.6), alpha=0.42)
    if pen.light.is_dark:
        pen.flat(pane, pen.light.lamp, 0.1)


def _lamps(pen: Pen, front: Point, back: Point, size: float = 0.09) -> None:
    pen.flat(oval(front[0], front[1], size * 0.8, size), 0xFFF0C0)
    pen.flat(oval(back[0], back[1], size * 0.6, size * 0.8), 0xC8322A)
    if pen.light.is_dark:
        pen.glow(front[0] + 0.1, front[1], 1.0, pen.light.lamp, 0.7)
        pen.glow(back[0], back[1], 0.4, 0xFF4A3A, 0.5)


def _arches(pen: Pen, wheels: tuple[Wheel, ...], tint: Tint) -> None:
    for wheel in wheels:
        pen.fill(oval(wheel.x_m, wheel.radius_m, wheel.radius_m * 1.22, wheel.radius_m * 1.22), darker(tint, 0.65))


def draw_wheel(pen: Pen, wheel: Wheel) -> None:
    """A wheel around its middle, with something to see it turn by."""
    radius = wheel.radius_m
    if wheel.is_spoked:
        pen.stroke(oval(0, 0, radius * 0.93, radius * 0.93), radius * 0.14, 0x4A3628 if radius > 0.4 else _RUBBER)
        for index in range(5):
            with pen.moved(0, 0, 1, index * 36):
                pen.fill(box(-radius * 0.88, -radius * 0.035, radius * 0.88, radius * 0.035), 0x6A4E38 if radius > 0.4 else _CHROME)
        pen.fill(oval(0, 0, radius * 0.16, radius * 0.16), _IRON)
        return
    pen.fill(oval(0, 0, radius, radius), _RUBBER)
    pen.fill(oval(0, 0, radius * 0.58, radius * 0.58), _CHROME)
    for index in range(5):
        with pen.moved(0, 0, 1, index * 72):
            pen.fill(box(radius * 0.2, -radius * 0.07, radius * 0.54, radius * 0.07, radius * 0.05), 0x6E7478)
    pen.fill(oval(0, 0, radius * 0.12, radius * 0.12), 0x8A9094)


_CAR = (Wheel(-1.28, 0.34), Wheel(1.3, 0.34))
_OLD_CAR = (Wheel(-1.2, 0.4, is_spoked=True), Wheel(1.3, 0.4, is_spoked=True))
_FIFTIES = (Wheel(-1.45, 0.36), Wheel(1.5, 0.36))
_BUS = (Wheel(-3.0, 0.5), Wheel(3.1, 0.5))
_TRUCK = (Wheel(-2.3, 0.48), Wheel(-1.2, 0.48), Wheel(2.3, 0.48))
_BICYCLE = (Wheel(-0.52, 0.34, is_spoked=True), Wheel(0.52, 0.34, is_spoked=True))
_MOTORCYCLE = (Wheel(-0.68, 0.32), Wheel(0.72, 0.32))
_CARRIAGE = (Wheel(-0.95, 0.62, is_spoked=True), Wheel(0.85, 0.48, is_spoked=True))


def _car(pen: Pen, tint: Tint) -> None:
    """A saloon of today."""
    ground_shadow(pen, 2.1, 0.45)
    body = smooth(
        [(-2.12, 0.38), (-2.12, 0.8), (-1.95, 0.93), (-1.2, 0.98), (1.0, 0.98), (1.85, 0.84), (2.1, 0.66), (2.12, 0.36)], tension=0.5
    )
    roof = smooth([(-1.5, 0.93), (-0.86, 1.42), (0.3, 1.46), (0.72, 1.36), (1.24, 0.93)], tension=0.5)
    _roof(pen, roof, darker(tint, 0.12), ((-1.28, 0.96, -0.22, 1.37), (-0.14, 0.96, 1.04, 1.37)))
    pen.blend(body, ((0, 1.0), (0, 0.3)), (lighter(tint, 0.14), darker(tint, 0.28)))
    pen.line([(-2.0, 0.72), (0, 0.77), (1.98, 0.68)], 0.018, lighter(tint, 0.35), alpha=0.6)
    pen.line([(-0.2, 0.95), (-0.24, 0.45)], 0.014, darker(tint, 0.5), alpha=0.8)
    pen.line([(1.02, 0.95), (0.86, 0.45)], 0.014, darker(tint, 0.5), alpha=0.8)
    pen.fill(box(-0.1, 0.78, 0.1, 0.81, 0.015), darker(tint, 0.55))
    pen.fill(box(-2.14, 0.3, 2.14, 0.42, 0.06), 0x2E2E34)
    _arches(pen, _CAR, tint)
    _lamps(pen, (2.02, 0.7), (-2.08, 0.78))


def _roof(pen: Pen, roof: skia.Path, tint: Tint, panes: tuple[tuple[float, float, float, float], ...]) -> None:
    """A roof with glass in it that lets through who sits behind."""
    rest = roof
    for pane in panes:
        rest = skia.Op(rest, box(*pane, 0.05), skia.PathOp.kDifference_PathOp)
    pen.fill(rest, tint)
    with pen.within(roof):
        for left, bottom, right, top in panes:
            _glass(pen, (left, bottom), (left, top), (right, top), (right, bottom))


def _window(pen: Pen, sides: tuple[float, float, float, float]) -> None:
    """Glass in a frame that is painted already: bright, with what is behind it faintly seen."""
    pane = box(*sides, 0.05)
    pen.fill(pane, mix(pen.light.sky[1], 0x3A4A58, 0.5))
    left, bottom, right, top = sides
    streak = shape((left + 0.1, top), (left + 0.4 * (right - left), top), (left + 0.1, bottom), (left - 0.1, bottom))
    with pen.within(pane):
        pen.flat(streak, 0xFFFFFF, 0.14)
    if pen.light.is_dark:
        pen.flat(pane, pen.light.lamp, 0.12)


def _open_car(pen: Pen, tint: Tint, tall: float) -> None:
    """The pillars and the roof of a car of the twenties, its windows open."""
    for x in (-1.3, -0.42, 0.5):
        pen.fill(box(x - 0.05, 1.0, x + 0.05, tall), darker(tint, 0.3))
    pen.fill(smooth([(-1.42, tall - 0.06), (-1.3, tall + 0.1), (0.4, tall + 0.1), (0.66, tall - 0.06)], tension=0.5), darker(tint, 0.45))


def _old_car(pen: Pen, tint: Tint) -> None:
    """A touring car of the twenties and thirties: upright, wings, running board."""
    ground_shadow(pen, 2.0, 0.45)
    _glass(pen, (-1.3, 1.05), (0.5, 1.05), (0.5, 1.75), (-1.3, 1.75))
    _open_car(pen, tint, 1.76)
    pen.blend(box(-1.5, 0.5, 0.62, 1.1, 0.1), ((0, 1.1), (0, 0.5)), (lighter(tint, 0.1), darker(tint, 0.25)))
    pen.blend(box(0.55, 0.55, 1.75, 1.12, 0.1), ((0, 1.1), (0, 0.5)), (lighter(tint, 0.16), darker(tint, 0.25)))
    for x in (0.85, 1.05, 1.25):
        pen.line([(x, 0.68), (x, 0.98)], 0.025, darker(tint, 0.4))
    pen.line([(-0.42, 1.05), (-0.42, 0.55)], 0.015, darker(tint, 0.5))
    pen.fill(box(1.72, 0.55, 1.84, 1.16, 0.03), _CHROME)
    pen.fill(box(-1.0, 0.36, 0.9, 0.44), 0x2A2628)
    for x, radius in ((-1.2, 0.56), (1.3, 0.56)):
        wing = smooth([(x - radius, 0.4), (x - radius * 0.7, 0.78), (x, 0.94), (x + radius * 0.7, 0.78), (x + radius, 0.4)], tension=0.9)
        pen.fill(wing, darker(tint, 0.5))
    pen.stroke(oval(-1.66, 0.85, 0.14, 0.34), 0.09, _RUBBER)
    _lamps(pen, (1.9, 0.98), (-1.75, 0.7), 0.12)


def _fifties_car(pen: Pen, tint: Tint) -> None:
    """A cruiser of the fifties: two tones, fins, chrome."""
    ground_shadow(pen, 2.5, 0.45)
    roof = smooth([(-1.25, 0.98), (-0.9, 1.42), (0.35, 1.46), (0.85, 1.3), (1.05, 0.98)], tension=0.6)
    _roof(pen, roof, 0xEFE8DA, ((-1.05, 0.98, -0.1, 1.34), (-0.02, 0.98, 0.95, 1.34)))
    body = smooth(
        [(-2.5, 0.42), (-2.55, 0.98), (-2.42, 1.12), (-1.7, 0.96), (1.0, 0.98), (2.1, 0.94), (2.5, 0.78), (2.5, 0.42)], tension=0.45
    )
    pen.blend(body, ((0, 1.05), (0, 0.35)), (lighter(tint, 0.14), darker(tint, 0.25)))
    pen.fill(shape((-2.5, 0.62), (0.9, 0.7), (0.9, 0.78), (-2.5, 0.86)), 0xEFE8DA)
    pen.line([(-2.5, 0.62), (2.4, 0.72)], 0.03, _CHROME)
    for x in (-2.5, 2.48):
        pen.fill(box(x - 0.14, 0.4, x + 0.14, 0.52, 0.05), _CHROME)
    _arches(pen, _FIFTIES, tint)
    _lamps(pen, (2.42, 0.8), (-2.5, 0.92), 0.11)


def _bus(pen: Pen, tint: Tint) -> None:
    ground_shadow(pen, 5.0, 0.4)
    pen.blend(box(-5.0, 0.4, 5.0, 3.1, 0.25), ((0, 3.1), (0, 0.4)), (lighter(tint, 0.1), darker(tint, 0.2)))
    pen.fill(box(-5.0, 1.2, 5.0, 1.34), 0xF0EADC)
    for index in range(6):
        _window(pen, (-4.7 + index * 1.36, 1.55, -3.5 + index * 1.36, 2.6))
    pen.fill(box(3.5, 0.5, 4.4, 2.7, 0.05), darker(tint, 0.35))
    _window(pen, (3.6, 0.9, 4.3, 2.6))
    _window(pen, (4.55, 1.4, 4.98, 2.6))
    pen.flat(box(2.4, 2.72, 4.3, 2.98, 0.05), 0x1E1E22)
    pen.flat(box(2.6, 2.79, 4.0, 2.91, 0.03), 0xF2B84A)
    _arches(pen, _BUS, tint)
    _lamps(pen, (4.96, 0.8), (-4.96, 0.9), 0.13)


def _truck(pen: Pen, tint: Tint) -> None:
    ground_shadow(pen, 3.6, 0.4)
    pen.fill(box(-3.4, 0.6, 3.2, 0.85), 0x2E2E34)
    pen.block((-3.5, 0.85, 1.5, 2.9), 0xB9B2A2, 1.0, 0.06)
    for index in range(6):
        pen.line([(-3.1 + index * 0.8, 0.95), (-3.1 + index * 0.8, 2.8)], 0.03, 0x8E887A, alpha=0.7)
    cab = smooth([(1.62, 0.55), (1.62, 2.5), (2.7, 2.5), (3.05, 1.6), (3.4, 1.45), (3.45, 0.55)], tension=0.3)
    pen.blend(cab, ((0, 2.5), (0, 0.55)), (lighter(tint, 0.12), darker(tint, 0.25)))
    _window(pen, (1.95, 1.6, 2.72, 2.3))
    pen.line([(1.85, 2.3), (1.85, 0.75)], 0.02, darker(tint, 0.5))
    _arches(pen, _TRUCK, tint)
    _lamps(pen, (3.4, 1.0), (-3.48, 0.95), 0.12)


def _bicycle(pen: Pen, tint: Tint) -> None:
    ground_shadow(pen, 0.8, 0.3)
    rear, front, crank, saddle, head = (-0.52, 0.34), (0.52, 0.34), (-0.08, 0.3), (-0.22, 0.84), (0.36, 0.86)
    for begin, end in ((rear, crank), (rear, saddle), (crank, saddle), (crank, head), (saddle, head), (head, front)):
        pen.line([begin, end], 0.04, tint)
    pen.line([saddle, (-0.25, 0.94)], 0.035, _IRON)
    pen.fill(smooth([(-0.4, 0.96), (-0.22, 0.98), (-0.08, 0.94), (-0.22, 0.92)]), 0x2A2422)
    pen.line([head, (0.38, 1.04), (0.24, 1.06)], 0.035, _IRON)
    pen.stroke(oval(crank[0], crank[1], 0.09, 0.09), 0.025, _CHROME)
    pen.line([(-0.14, 0.2), (-0.02, 0.4)], 0.03, _IRON)


def _motorcycle(pen: Pen, tint: Tint) -> None:
    ground_shadow(pen, 1.1, 0.35)
    pen.line([(0.72, 0.32), (0.42, 1.0)], 0.07, _CHROME)
    pen.fill(shape((-0.5, 0.3), (0.3, 0.3), (0.36, 0.62), (-0.4, 0.66)), _IRON)
    for y in (0.38, 0.46, 0.54):
        pen.line([(-0.1, y), (0.24, y)], 0.02, _CHROME)
    pen.line([(-0.2, 0.28), (-1.0, 0.24)], 0.08, _CHROME)
    pen.blend(
        smooth([(-0.2, 0.72), (0.0, 0.95), (0.36, 0.98), (0.44, 0.8), (0.2, 0.68)]),
        ((0, 1), (0, 0.7)),
        (lighter(tint, 0.2), darker(tint, 0.1)),
    )
    pen.fill(smooth([(-0.95, 0.8), (-0.75, 0.76), (-0.2, 0.74), (-0.16, 0.84), (-0.6, 0.86)]), 0x2A2422)
    pen.line([(0.42, 1.0), (0.3, 1.14), (0.16, 1.12)], 0.045, _IRON)
    for x in (-0.68, 0.72):
        pen.line([(x - 0.34, 0.42), (x, 0.68), (x + 0.34, 0.46)], 0.06, tint)
    _lamps(pen, (0.56, 0.92), (-1.0, 0.66), 0.08)


def _carriage(pen: Pen, tint: Tint) -> None:
    """A coach; its horses are drawn before it."""
    ground_shadow(pen, 1.6, 0.4)
    _glass(pen, (-0.85, 1.35), (0.6, 1.35), (0.6, 1.95), (-0.85, 1.95))
    pen.fill(smooth([(-1.05, 2.0), (-0.9, 2.12), (0.6, 2.12), (0.8, 2.0)], tension=0.4), darker(tint, 0.4))
    for x in (-0.95, -0.15, 0.68):
        pen.fill(box(x - 0.05, 1.3, x + 0.05, 2.04), darker(tint, 0.35))
    hull = smooth([(-1.1, 1.4), (-0.95, 0.8), (-0.3, 0.66), (0.45, 0.72), (0.85, 1.4)], tension=0.6)
    pen.blend(hull, ((0, 1.4), (0, 0.7)), (lighter(tint, 0.1), darker(tint, 0.3)))
    pen.line([(-1.0, 1.3), (0.78, 1.3)], 0.04, 0xC9A24A)
    pen.stroke(box(-0.5, 0.78, 0.12, 1.28, 0.03), 0.02, darker(tint, 0.5))
    pen.fill(box(0.75, 1.25, 1.45, 1.34), 0x5A4232)
    pen.line([(1.4, 1.3), (1.55, 0.9)], 0.05, 0x5A4232)
    pen.line([(0.85, 0.6), (1.6, 0.72), (4.2, 0.95)], 0.06, 0x5A4232)
    pen.flat(oval(0.86, 1.5, 0.08, 0.12), 0xFFE0A0)
    if pen.light.is_dark:
        pen.glow(0.86, 1.5, 0.8, pen.light.lamp, 0.7)


def _wagon(pen: Pen, tint: Tint) -> None:
    """A covered wagon."""
    ground_shadow(pen, 2.0, 0.4)
    cover = smooth([(-1.6, 1.1), (-1.75, 2.0), (-1.2, 2.5), (0.5, 2.5), (1.05, 2.0), (0.9, 1.1)], tension=0.8)
    pen.blend(cover, ((0, 2.5), (0, 1.1)), (0xF2E8D2, 0xC4B494))
    for x in (-1.1, -0.35, 0.4):
        pen.line([(x, 1.12), (x - 0.03, 1.9), (x + 0.02, 2.46)], 0.03, 0xA89878, alpha=0.7)
    pen.block((-1.6, 0.72, 0.95, 1.15), mix(tint, 0x7A5236, 0.75), 1.0, 0.03)
    pen.fill(box(0.9, 1.1, 1.5, 1.18), 0x5A4232)
    pen.line([(0.85, 0.6), (1.6, 0.72), (4.2, 0.95)], 0.06, 0x5A4232)


def _boat(pen: Pen, tint: Tint) -> None:
    """A rowing boat."""
    hull = smooth([(-1.9, 0.62), (-1.7, 0.1), (-0.6, -0.06), (0.9, -0.04), (1.75, 0.2), (2.1, 0.72)], tension=0.5)
    pen.blend(hull, ((0, 0.7), (0, 0)), (lighter(tint, 0.12), darker(tint, 0.3)))
    pen.line([(-1.9, 0.6), (0, 0.46), (2.08, 0.7)], 0.06, 0x8A6244)
    for x in (-0.7, 0.5):
        pen.fill(box(x - 0.12, 0.44, x + 0.12, 0.5), 0x8A6244)
    pen.line([(0.1, 0.55), (-1.1, -0.05)], 0.045, 0xC9A874)
    pen.fill(limb([(-1.0, 0.0), (-1.45, -0.2)], [0.06, 0.16]), 0xC9A874)


def _robot(pen: Pen, tint: Tint) -> None:
    ground_shadow(pen, 0.5, 0.4)
    steel = mix(tint, 0xAEB6BC, 0.7)
    for x in (-0.2, 0.2):
        pen.block((x - 0.09, 0.12, x + 0.09, 0.75), darker(steel, 0.25), 0.9, 0.04)
        pen.block((x - 0.16, 0.0, x + 0.18, 0.14), darker(steel, 0.4), 0.9, 0.05)
        pen.block((x * 2.3 - 0.07, 0.7, x * 2.3 + 0.07, 1.35), darker(steel, 0.2), 0.9, 0.06)
        pen.fill(oval(x * 2.3, 0.68, 0.09, 0.09), darker(steel, 0.4))
    pen.block((-0.36, 0.7, 0.36, 1.42), steel, 1.0, 0.1)
    pen.fill(box(-0.2, 0.95, 0.2, 1.25, 0.04), darker(steel, 0.5))
    for x, lamp in ((-0.1, 0xE8503A), (0.0, 0xF2C84A), (0.1, 0x5AC88A)):
        pen.flat(oval(x, 1.1, 0.035, 0.035), lamp)
    pen.block((-0.08, 1.4, 0.08, 1.5), darker(steel, 0.4))
    pen.block((-0.27, 1.48, 0.27, 1.86), lighter(steel, 0.1), 1.0, 0.09)
    for x in (-0.11, 0.11):
        pen.flat(oval(x, 1.69, 0.06, 0.06), 0x8CF0F4)
        pen.glow(x, 1.69, 0.2, 0x8CF0F4, 0.7)
    pen.line([(0, 1.86), (0, 2.04)], 0.025, _IRON)
    pen.flat(oval(0, 2.06, 0.035, 0.035), 0xE8503A)


CONVEYANCES: dict[str, Conveyance] = {
    "car": Conveyance(_car, 2.15, 1.46, _CAR, seat=(-0.1, 0.42)),
    "old car": Conveyance(_old_car, 2.0, 1.9, _OLD_CAR, seat=(-0.05, 0.72)),
    "fifties car": Conveyance(_fifties_car, 2.55, 1.46, _FIFTIES, seat=(-0.02, 0.42)),
    "bus": Conveyance(_bus, 5.0, 3.1, _BUS, seat=(3.9, 1.2)),
    "truck": Conveyance(_truck, 3.5, 2.9, _TRUCK, seat=(2.2, 1.0)),
    "bicycle": Conveyance(_bicycle, 0.86, 1.08, _BICYCLE, seat=(-0.24, 0.98), is_straddled=True),
    "motorcycle": Conveyance(_motorcycle, 1.05, 1.15, _MOTORCYCLE, seat=(-0.35, 0.86), is_straddled=True),
    "carriage": Conveyance(_carriage, 1.6, 2.15, _CARRIAGE, seat=(1.1, 1.36)),
    "wagon": Conveyance(_wagon, 1.8, 2.5, _CARRIAGE, seat=(1.15, 1.2)),
    "boat": Conveyance(_boat, 2.1, 0.75),
    "train": Conveyance(locomotive, 9.0, 4.2),
    "ship": Conveyance(ship, 13.0, 11.0),
    "plane": Conveyance(plane, 5.0, 2.9, flies_m=9.0),
    "spaceship": Conveyance(spaceship, 6.0, 4.4, flies_m=9.0),
    "robot": Conveyance(_robot, 0.5, 2.06),
}
"""By name; a horse is drawn in `horses`, because it walks."""
