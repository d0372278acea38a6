"""Public buildings as one sees them from across the street. Metres, y upwards (see `landmarks`)."""

from activities.images.drawing.colour import Tint, darker, lighter, mix
from activities.images.drawing.pen import Pen, box, limb, oval, shape, smooth
from activities.images.drawing.seeds import random_of
from activities.images.drawing.sets.landmarks import window_rows


def bar_front(pen: Pen) -> None:
    """A dark wooden front, a lit glass sign, a barrel."""
    pen.block((-4.4, 0, 4.4, 7.6), 0x8A5A4A, 0.9)
    window_rows(pen, (-4.0, 4.2, 4.0, 7.2), (4, 1), "bar above")
    pen.block((-4.4, 0, 4.4, 3.7), 0x3A2A26, 0.95)
    for x in (-2.9, 2.9):
        pen.flat(box(x - 1.0, 0.9, x + 1.0, 2.7, 0.05), 0xE8B050 if pen.light.has_windows else 0x8A6A44)
        for way in (-0.33, 0.33):
            pen.fill(box(x + way - 0.03, 0.9, x + way + 0.03, 2.7), 0x2A1E1A)
    pen.block((-0.75, 0, 0.75, 2.6), 0x6A2A2A, 0.95, 0.02)
    pen.flat(box(-0.5, 1.2, 0.5, 2.3), 0xE8B050 if pen.light.has_windows else 0x6A5A4A)
    pen.block((-2.2, 2.95, 2.2, 3.65), 0x1E1618, 1.0, 0.05)
    neon: Tint = 0xFF6A5A
    pen.flat(shape((-0.32, 3.55), (0.32, 3.55), (0.03, 3.3), (0.03, 3.1), (0.18, 3.05), (-0.18, 3.05), (-0.03, 3.1), (-0.03, 3.3)), neon)
    for side in (-1, 1):
        pen.flat(box(min(side * 0.7, side * 1.9), 3.2, max(side * 0.7, side * 1.9), 3.26), 0x7AE0E8)
        pen.flat(box(min(side * 0.7, side * 1.5), 3.38, max(side * 0.7, side * 1.5), 3.44), neon)
    pen.glow(0, 3.3, 3.2, neon, 0.45 if pen.light.has_windows else 0.12)
    pen.blend(smooth([(1.2, 0), (1.1, 0.5), (1.2, 1.0), (1.9, 1.0), (2.0, 0.5), (1.9, 0)]), ((1.1, 0), (2.0, 0)), (0x9A6E46, 0x5F402A))


def hospital(pen: Pen) -> None:
    """A white block, a glazed entrance, a lit cross."""
    pen.block((-10, 0, 10, 9.4), 0xE4E8E6, 0.95)
    pen.fill(box(-10.2, 9.2, 10.2, 9.7), 0xB4BEC0)
    for left, right in ((-9.6, -2.6), (2.6, 9.6)):
        window_rows(pen, (left, 0.8, right, 9.0), (4, 3), f"hospital {left}", 0xC4D0D0)
    pen.block((-2.4, 0, 2.4, 11.4), 0xF4F6F4, 1.0)
    for x, y, wide, high in ((0.0, 8.6, 1.3, 0.45), (0.0, 8.6, 0.45, 1.3)):
        pen.flat(box(x - wide, y - high, x + wide, y + high), 0x2F9A6A)
    if pen.light.has_windows:
        pen.glow(0, 8.6, 3.2, 0x6AE0A4, 0.5)
    pen.flat(box(-1.9, 0, 1.9, 3.0), 0xF6E4B0 if pen.light.has_windows else mix(pen.light.sky[1], 0x4A6A74, 0.5))
    for x in (-1.9, -0.64, 0.64, 1.9):
        pen.fill(box(x - 0.06, 0, x + 0.06, 3.0), 0x8A9698)
    pen.block((-3.6, 3.0, 3.6, 3.5), 0xC8473F, 1.0)


def school(pen: Pen) -> None:
    """Brick wings, a clock gable, tall windows, double doors."""
    brick: Tint = 0xA4604A
    pen.block((-11, 0, 11, 7.0), brick, 0.95)
    pen.fill(shape((-11.4, 7), (11.4, 7), (10, 9.2), (-10, 9.2)), 0x5B5F6A)
    for left, right in ((-10.6, -3.0), (3.0, 10.6)):
        window_rows(pen, (left, 0.6, right, 6.8), (5, 2), f"school {left}", 0xF1EADB)
    pen.block((-2.8, 0, 2.8, 8.4), lighter(brick, 0.1), 1.0)
    pen.fill(shape((-3.2, 8.3), (3.2, 8.3), (0, 11.2)), 0xE4DAC4)
    pen.fill(oval(0, 9.3, 0.75, 0.75), 0x3A3C42)
    pen.fill(oval(0, 9.3, 0.62, 0.62), 0xFAF6E8)
    pen.line([(0, 9.3), (0, 9.75)], 0.09, 0x2A2A2E)
    pen.line([(0, 9.3), (0.35, 9.2)], 0.09, 0x2A2A2E)
    window_rows(pen, (-2.4, 4.2, 2.4, 7.6), (2, 1), "school mid", 0xF1EADB)
    pen.fill(box(-1.5, 0.5, 1.5, 3.3), 0xE4DAC4)
    for side in (-1, 1):
        pen.block((min(side * 0.04, side * 1.3), 0.5, max(side * 0.04, side * 1.3), 3.1), 0x3F5F8A, 0.95)
    for step in range(3):
        pen.block((-2.4 - 0.3 * (2 - step), 0.17 * step, 2.4 + 0.3 * (2 - step), 0.17 * step + 0.17), 0xC4BCAC)


def flag_pole(pen: Pen) -> None:
    """A flag on its pole."""
    pen.block((-0.05, 0, 0.05, 6.5), 0xD4D8DA)
    pen.fill(smooth([(0.05, 6.4), (0.8, 6.2), (1.5, 6.45), (1.5, 5.5), (0.8, 5.3), (0.05, 5.5)], tension=0.8), 0x3F6A9A)
    pen.fill(oval(0, 6.55, 0.1, 0.1), 0xE0BE62)


def prison(pen: Pen) -> None:
    """A wall with wire, towers, a steel gate."""
    stone: Tint = 0x9A9890
    pen.block((-16, 0, 16, 9.5), darker(stone, 0.2), 0.7)
    window_rows(pen, (-13, 6.0, 13, 9.2), (14, 1), "prison", 0x55585A)
    pen.block((-30, 0, 30, 5.6), stone, 0.95)
    for row in range(6):
        pen.line([(-30, row * 0.95), (30, row * 0.95)], 0.04, darker(stone, 0.3), alpha=0.5)
    for index in range(60):
        pen.stroke(oval(-30 + index, 6.0, 0.55, 0.42), 0.05, 0x55595E)
    for x in (-8.5, 8.5):
        pen.block((x - 1.2, 0, x + 1.2, 8.0), lighter(stone, 0.06), 1.0)
        pen.block((x - 1.7, 8.0, x + 1.7, 10.2), 0x6A7276)
        pen.flat(box(x - 1.4, 8.6, x + 1.4, 9.7), 0xF6DEA0 if pen.light.has_windows else 0x4A5A64)
        pen.fill(shape((x - 2.1, 10.2), (x + 2.1, 10.2), (x, 11.6)), 0x4A5054)
        if pen.light.has_windows:
            pen.fade(shape((x, 9.2), (x - 6, 0), (x - 2, 0)), ((x, 9.2), (x - 4, 0)), 0xFFF4CC, (0.5, 0.05))
    pen.block((-2.4, 0, 2.4, 4.7), 0x4A5054, 0.95)
    for index in range(9):
        pen.fill(box(-2.2 + index * 0.53, 0.1, -2.1 + index * 0.53, 4.5), 0x2A2E32)
    pen.fill(box(-2.4, 2.2, 2.4, 2.4), 0x2A2E32)


def glass_tower(pen: Pen, half: float, high: float) -> None:
    """An office tower of glass with a lobby."""
    sky = pen.light.sky
    pen.ramp(
        box(-half, 0, half, high),
        ((-half, high), (half, 0)),
        (mix(sky[0], 0x2F4A5E, 0.45), mix(sky[2], 0xFFFFFF, 0.15), mix(sky[1], 0x24384A, 0.6)),
    )
    columns, rows = 9, int(high / 2.2)
    random = random_of("glass", round(high))
    for row in range(rows):
        for column in range(columns):
            x = -half + column * 2 * half / columns
            if pen.light.has_windows and random.integers(5) < 2:
                pen.flat(box(x, 4 + row * 2.2, x + 2 * half / columns, 6.0 + row * 2.2), 0xF6D48A, 0.85)
        pen.fill(box(-half, 3.9 + row * 2.2, half, 4.05 + row * 2.2), 0x3A4A58)
    for column in range(columns + 1):
        x = -half + column * 2 * half / columns
        pen.fill(box(x - 0.06, 0, x + 0.06, high), 0x3A4A58)
    pen.flat(box(-half * 0.9, 0, half * 0.9, 3.6), 0xF6E4B0 if pen.light.has_windows else mix(sky[2], 0x6A7E88, 0.5))
    for x in (-0.9, -0.45, 0.0, 0.45, 0.9):
        pen.fill(box(x * half - 0.08, 0, x * half + 0.08, 3.8), 0x4A5A66)
    pen.block((-half * 0.5, 3.4, half * 0.5, 3.9), 0x2A3640)


def marquee(pen: Pen) -> None:
    """A theatre front: a canopy with bulbs, a tall sign, posters, red doors."""
    pen.block((-6.5, 0, 6.5, 11), 0xC4A886, 0.9)
    window_rows(pen, (-5.8, 6.2, 5.8, 10.2), (5, 1), "theatre", 0x8A6A3A)
    pen.fill(shape((-6.8, 10.9), (6.8, 10.9), (0, 13.2)), 0xB08A5E)
    pen.block((-6.5, 0, 6.5, 3.6), 0x5A1E28, 0.95)
    for x in (-1.9, -0.65, 0.65, 1.9):
        pen.block((x - 0.55, 0, x + 0.55, 2.7), 0x9A2A32, 1.0, 0.02)
        pen.flat(box(x - 0.35, 0.9, x + 0.35, 2.4), 0xF6D48A)
    for x, tint in ((-4.7, 0x3F6A86), (4.7, 0x8A5A94)):
        pen.block((x - 0.85, 0.6, x + 0.85, 2.9), 0xE0BE62)
        pen.fill(box(x - 0.75, 0.7, x + 0.75, 2.8), tint)
        pen.fill(oval(x, 1.9, 0.35, 0.42), 0xF0D8B4)
        pen.fill(shape((x - 0.6, 0.75), (x + 0.6, 0.75), (x, 1.7)), darker(tint, 0.4))
    pen.block((-5.2, 3.5, 5.2, 4.9), 0xF6F0DC, 1.0)
    for row in range(2):
        pen.flat(box(-3.6 + 0.6 * row, 4.42 - 0.5 * row, 3.6 - 0.6 * row, 4.58 - 0.5 * row), 0x3A2A2A, 0.8)
    for index in range(23):
        for y in (3.5, 4.9):
            pen.flat(oval(-5.1 + index * 10.2 / 22, y, 0.14, 0.14), 0xFFE9A0)
    pen.glow(0, 4.0, 8.0, 0xFFE2A0, 0.5 if pen.light.has_windows else 0.12)
    pen.block((-0.7, 5.2, 0.7, 10.2), 0xA92A34, 1.0, 0.1)
    for y in (5.9, 6.9, 7.9, 8.9):
        pen.flat(box(-0.35, y, 0.35, y + 0.55, 0.1), 0xFFE9A0)


def temple_front(pen: Pen) -> None:
    """Six columns under a pediment on broad steps."""
    stone: Tint = 0xD9CDB8
    pen.block((-9.5, 0, 9.5, 8.2), darker(stone, 0.12), 0.8)
    for step in range(5):
        wide = 8.6 - 0.3 * step
        pen.block((-wide, 0.22 * step, wide, 0.22 * step + 0.22), lighter(stone, 0.1 + 0.04 * (step % 2)))
    pen.block((-1.1, 1.1, 1.1, 5.2), 0x5A4030, 0.9)
    for x in (-6.4, -3.9, -1.9, 1.9, 3.9, 6.4):
        pen.blend(box(x - 0.48, 1.1, x + 0.48, 7.4), ((x - 0.5, 0), (x + 0.5, 0)), (lighter(stone, 0.3), darker(stone, 0.25)))
        for flute in (-0.22, 0.0, 0.22):
            pen.line([(x + flute, 1.4), (x + flute, 7.1)], 0.05, darker(stone, 0.25), alpha=0.5)
        pen.block((x - 0.66, 7.2, x + 0.66, 7.6), lighter(stone, 0.2))
        pen.block((x - 0.6, 1.1, x + 0.6, 1.4), stone)
    pen.block((-8.0, 7.6, 8.0, 8.5), lighter(stone, 0.15))
    pen.fill(shape((-8.6, 8.4), (8.6, 8.4), (0, 11.6)), lighter(stone, 0.1), 0.95)
    pen.fill(shape((-6.4, 8.8), (6.4, 8.8), (0, 11.0)), darker(stone, 0.2), 0.8)
    pen.fill(oval(0, 9.5, 0.6, 0.6), 0xC9A24A)


def works(pen: Pen) -> None:
    """Saw-tooth halls, chimneys, a gate."""
    brick: Tint = 0x945A48
    for x, high in ((-9.5, 19.0), (-6.8, 16.0)):
        pen.blend(
            shape((x - 0.9, 0), (x + 0.9, 0), (x + 0.6, high), (x - 0.6, high)),
            ((x - 0.8, 0), (x + 0.8, 0)),
            (lighter(brick, 0.15), darker(brick, 0.4)),
        )
        pen.block((x - 0.8, high - 0.6, x + 0.8, high), darker(brick, 0.3))
        for index in range(9):
            share = index / 8
            pen.glow(x + 0.4 + share * 7, high + 1.0 + share * 4.5, 1.2 + share * 3.0, pen.light.on(0x8A8680, 0.9), 0.6 - 0.45 * share)
    for index in range(5):
        x = -4.6 + index * 4.0
        pen.fill(shape((x, 5.0), (x + 4.0, 5.0), (x + 4.0, 7.6)), brick, 0.85)
        pen.flat(shape((x + 3.6, 5.3), (x + 3.9, 5.3), (x + 3.9, 7.2), (x + 3.6, 6.9)), mix(pen.light.sky[1], 0x33424F, 0.4))
    pen.block((-13, 0, 16, 5.1), brick, 0.95)
    window_rows(pen, (-12.4, 1.4, 15.4, 4.6), (12, 1), "works", 0x6A4A3E)
    pen.block((-1.6, 0, 2.2, 3.6), 0x4A4644, 0.9)


def control_tower(pen: Pen) -> None:
    """An airport's tower and terminal."""
    pen.block((-16, 0, 14, 5.0), 0xC9CED0, 0.95)
    pen.flat(box(-15.4, 1.4, 13.4, 4.0), 0xF6DEA0 if pen.light.has_windows else mix(pen.light.sky[1], 0x3A5260, 0.6))
    pen.fill(shape((-1.6, 0), (1.6, 0), (1.2, 16), (-1.2, 16)), 0xDDE0E0)
    pen.fill(shape((-2.4, 16), (2.4, 16), (3.2, 18.8), (-3.2, 18.8)), 0x3A5260)
    pen.block((-3.4, 18.7, 3.4, 19.4), 0xDDE0E0)
    pen.line([(0, 19.4), (0, 23)], 0.2, 0xC8473F)


def telegraph_pole(pen: Pen) -> None:
    """A pole with its wires."""
    pen.block((-0.1, 0, 0.1, 7.0), 0x5F4A38)
    for y in (6.0, 6.6):
        pen.block((-0.9, y, 0.9, y + 0.12), 0x5F4A38)
        for x in (-0.8, -0.4, 0.4, 0.8):
            pen.fill(oval(x, y + 0.2, 0.06, 0.1), 0xDDE8E4)


def road_sign(pen: Pen) -> None:
    """A green direction sign on two posts."""
    for x in (-1.2, 1.2):
        pen.block((x - 0.07, 0, x + 0.07, 4.4), 0x9AA0A4)
    pen.block((-1.9, 2.6, 1.9, 4.5), 0xF4F4EE, 1.0, 0.1)
    pen.fill(box(-1.8, 2.7, 1.8, 4.4, 0.08), 0x2F7A5A)
    for y, wide in ((3.9, 1.6), (3.35, 1.1)):
        pen.fill(box(-1.5, y, -1.5 + wide, y + 0.2), 0xF4F4EE)
    pen.fill(limb([(1.2, 2.95), (1.2, 3.8)], [0.16, 0.16]), 0xF4F4EE)
    pen.fill(shape((0.85, 3.7), (1.55, 3.7), (1.2, 4.2)), 0xF4F4EE)
