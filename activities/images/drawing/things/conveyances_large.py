"""Trains, ships, aeroplanes and spaceships from their right side, in metres, y upwards, the origin on the ground below."""

from activities.images.drawing.colour import Tint, darker, lighter, mix
from activities.images.drawing.pen import Pen, box, oval, shape, smooth
from activities.images.drawing.sets.furniture import ground_shadow

_IRON, _BRASS = 0x33343A, 0xC9A24A


def locomotive(pen: Pen, tint: Tint) -> None:
    """A steam engine with a coach behind it."""
    ground_shadow(pen, 9.0, 0.3)
    pen.fill(box(-40, -0.02, 40, 0.08), 0x6A625A)
    coach = mix(tint, 0x7A3A32, 0.5)
    pen.block((-9.0, 0.7, -1.1, 3.4), coach, 0.95, 0.12)
    pen.fill(box(-9.1, 3.35, -1.0, 3.65, 0.14), darker(coach, 0.45))
    for index in range(5):
        pen.flat(box(-8.6 + index * 1.5, 1.8, -7.6 + index * 1.5, 2.8, 0.08), 0xF6D08A if pen.light.is_dark else 0x4A5A68)
    black = mix(tint, 0x26282E, 0.75)
    pen.block((0.0, 0.9, 2.1, 3.6), black, 1.0, 0.08)
    pen.fill(box(-0.25, 3.5, 2.35, 3.75, 0.1), darker(black, 0.4))
    pen.flat(box(0.5, 2.2, 1.6, 3.2, 0.08), 0xF6D08A if pen.light.is_dark else 0x5A6A78)
    boiler = box(2.0, 1.3, 8.0, 2.9, 0.4)
    pen.blend(boiler, ((0, 2.9), (0, 1.3)), (lighter(black, 0.22), darker(black, 0.3)))
    for x in (3.2, 4.6, 6.0, 7.4):
        pen.fill(box(x, 1.3, x + 0.1, 2.9), _BRASS, 0.9)
    pen.block((7.0, 2.8, 7.6, 4.1), black, 1.0, 0.04)
    pen.fill(box(6.85, 4.0, 7.75, 4.2, 0.05), darker(black, 0.3))
    for x in (4.0, 5.4):
        pen.fill(smooth([(x - 0.35, 2.85), (x - 0.25, 3.3), (x, 3.42), (x + 0.25, 3.3), (x + 0.35, 2.85)]), _BRASS)
    pen.fill(shape((7.9, 0.9), (9.0, 0.12), (7.6, 0.12)), _IRON)
    for x, radius in ((-7.6, 0.5), (-6.2, 0.5), (-3.8, 0.5), (-2.4, 0.5), (0.9, 0.8), (2.9, 0.8), (4.8, 0.8), (6.6, 0.5), (7.6, 0.5)):
        pen.fill(oval(x, radius, radius, radius), _IRON)
        pen.stroke(oval(x, radius, radius * 0.8, radius * 0.8), 0.06, 0x8A2F2A)
        pen.fill(oval(x, radius, radius * 0.2, radius * 0.2), 0x8A8E92)
    pen.fill(box(0.9, 0.72, 4.9, 0.88), 0x9A9EA2)
    pen.flat(oval(8.1, 2.3, 0.2, 0.24), 0xFFF0C0)
    if pen.light.is_dark:
        pen.glow(8.3, 2.3, 2.4, pen.light.lamp, 0.8)
    for x, y, radius, alpha in ((6.9, 4.7, 0.7, 0.55), (6.0, 5.4, 1.1, 0.42), (4.6, 6.0, 1.5, 0.3), (2.7, 6.4, 1.9, 0.2)):
        pen.glow(x, y, radius * 1.5, 0xECE8E4, alpha)


def ship(pen: Pen, tint: Tint) -> None:
    """A steamer."""
    hull = shape((-12.5, 3.9), (-11.2, 0.0), (11.4, 0.0), (13.0, 4.6), (9.0, 3.6), (-9.0, 3.4))
    pen.block((-8.0, 3.2, 6.0, 5.2), 0xEFE8DA, 0.98, 0.1)
    pen.block((-5.5, 5.2, 3.6, 6.8), 0xF4EEE2, 1.0, 0.1)
    pen.block((0.6, 6.8, 3.2, 8.0), 0xEFE8DA, 1.0, 0.1)
    window = 0xF6D08A if pen.light.is_dark else 0x4A5A68
    for index in range(10):
        pen.flat(oval(-7.2 + index * 1.4, 4.25, 0.28, 0.28), window)
    for index in range(6):
        pen.flat(box(-4.9 + index * 1.4, 5.7, -4.1 + index * 1.4, 6.4, 0.05), window)
    for x in (-3.4, -1.0):
        pen.block((x - 0.7, 6.8, x + 0.7, 10.0), 0xB5473C, 1.0, 0.1)
        pen.fill(box(x - 0.72, 9.2, x + 0.72, 10.1), _IRON)
        pen.glow(x - 0.8, 10.9, 1.8, 0xDAD6D2, 0.4)
    for x in (7.6, -10.0):
        pen.line([(x, 3.6), (x, 11.0)], 0.14, 0x5A4A3C)
        pen.line([(x, 10.8), (x - 4.0, 3.8)], 0.05, 0x5A4A3C, alpha=0.7)
    pen.blend(hull, ((0, 4.4), (0, 0)), (lighter(tint, 0.06), darker(tint, 0.4)))
    pen.fill(shape((-11.4, 0.75), (11.7, 0.75), (11.4, 0.0), (-11.2, 0.0)), 0x9A3A32)
    pen.line([(-12.2, 3.3), (0, 3.0), (12.4, 3.9)], 0.1, 0xEFE8DA)
    pen.fade(box(-13, -0.3, 13, 0.35, 0.1), ((0, 0.3), (0, -0.3)), 0xF4F8FA, (0.0, 0.6))


def plane(pen: Pen, tint: Tint) -> None:
    """A propeller aeroplane."""
    body = smooth([(-4.9, 1.9), (-3.0, 1.5), (1.5, 1.0), (3.6, 1.15), (4.3, 1.7), (3.4, 2.25), (1.2, 2.45), (-2.5, 2.2)], tension=0.8)
    pen.fill(shape((-4.9, 1.9), (-5.0, 3.2), (-4.2, 3.2), (-3.2, 2.1)), darker(tint, 0.1))
    pen.fill(shape((-4.9, 2.0), (-3.4, 2.0), (-3.0, 1.85), (-4.6, 1.8)), darker(tint, 0.35))
    for x in (-4.3, 2.3):
        pen.line([(x, 1.5), (x + 0.1, 0.5)] if x > 0 else [(x, 1.8), (x, 0.3)], 0.1, _IRON)
        pen.fill(oval(x + 0.1, 0.35 if x > 0 else 0.2, 0.35 if x > 0 else 0.2, 0.35 if x > 0 else 0.2), 0x24242A)
    pen.blend(body, ((0, 2.5), (0, 1.0)), (lighter(tint, 0.16), darker(tint, 0.22)))
    pen.fill(shape((-4.4, 1.78), (3.9, 1.72), (3.9, 1.84), (-4.4, 1.94)), 0xF0EADC)
    glass = mix(pen.light.sky[1], 0x2F3E4C, 0.5)
    pen.flat(smooth([(0.4, 2.42), (0.9, 2.85), (1.9, 2.85), (2.4, 2.35)], tension=0.6), glass)
    for index in range(3):
        pen.flat(oval(-2.2 + index * 0.8, 2.0, 0.18, 0.16), 0xF6D08A if pen.light.is_dark else glass)
    pen.fill(shape((-0.9, 1.5), (1.6, 1.5), (0.9, 1.24), (-2.6, 1.18)), darker(tint, 0.3))
    pen.fill(smooth([(4.2, 1.5), (4.65, 1.7), (4.2, 1.92)]), _IRON)
    pen.flat(oval(4.5, 1.7, 0.07, 1.25), 0xDADCDE, 0.45)


def spaceship(pen: Pen, tint: Tint) -> None:
    """A starship on its landing legs."""
    ground_shadow(pen, 5.0, 0.3)
    steel = mix(tint, 0xB8C0C8, 0.72)
    for x in (-3.2, 2.6):
        pen.line([(x, 1.6), (x - 0.5, 0.15)], 0.2, darker(steel, 0.45))
        pen.fill(box(x - 1.0, 0.0, x, 0.18, 0.08), darker(steel, 0.55))
    pen.fill(shape((-5.4, 2.4), (-6.0, 4.4), (-4.6, 4.4), (-2.4, 3.0)), darker(steel, 0.25))
    body = smooth([(-5.6, 2.0), (-4.8, 3.1), (-1.0, 3.6), (2.6, 3.4), (6.0, 2.1), (3.4, 1.5), (-1.5, 1.2), (-4.6, 1.3)], tension=0.75)
    pen.blend(body, ((0, 3.6), (0, 1.2)), (lighter(steel, 0.15), darker(steel, 0.35)))
    pen.fill(shape((-1.8, 1.8), (1.6, 1.8), (-1.4, 0.9), (-4.6, 1.0)), darker(steel, 0.4))
    pen.line([(-5.0, 2.2), (0.0, 2.35), (5.2, 2.1)], 0.06, mix(tint, 0xE85A3A, 0.5))
    canopy = smooth([(2.0, 3.3), (2.7, 3.62), (3.8, 3.1), (4.5, 2.65), (2.4, 2.8)])
    pen.flat(canopy, 0x9CE4EC if pen.light.is_dark else mix(pen.light.sky[1], 0x26485A, 0.5))
    for index in range(4):
        pen.flat(oval(-2.6 + index * 0.9, 2.75, 0.15, 0.15), 0xF6E0A0)
    for y in (1.75, 2.35):
        pen.fill(box(-6.1, y - 0.22, -5.4, y + 0.22, 0.08), darker(steel, 0.5))
        pen.glow(-6.3, y, 1.3, 0x7AD8FF, 0.85)
