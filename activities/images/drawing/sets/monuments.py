"""What stands in open country: bridges, towers, ruins, stones, tents. Metres, y upwards (see `buildings`)."""

from activities.images.drawing.colour import Tint, darker, lighter, mix
from activities.images.drawing.pen import Pen, box, limb, oval, shape, smooth
from activities.images.drawing.seeds import between, random_of
from activities.images.drawing.sets.buildings import lit_window
from activities.images.drawing.sets.furniture import ground_shadow


def log_cabin(pen: Pen) -> None:
    """A hut of logs with a porch and a smoking chimney."""
    ground_shadow(pen, 4.0, 0.35)
    pen.block((1.6, 2.5, 2.5, 6.2), 0x8A8076, 0.9)
    for index in range(6):
        pen.glow(2.1 + 0.4 * index, 6.6 + 0.7 * index, 0.6 + 0.22 * index, pen.light.on(0xB4B0AA, 0.9), 0.45 - 0.06 * index)
    for row in range(9):
        y = row * 0.33
        pen.blend(box(-3.4, y, 3.4, y + 0.34, 0.12), ((0, y + 0.34), (0, y)), (0xA87A4C, 0x6A4A2E), (1.0, 0.75))
        for x in (-3.4, 3.4):
            pen.fill(oval(x, y + 0.17, 0.17, 0.17), 0xC99C68)
    roof = mix(0x5F4A3E, 0xF0F3F5, 0.85 * pen.light.is_snowy)
    pen.blend(shape((-4.1, 2.8), (4.1, 2.8), (3.1, 5.0), (-3.1, 5.0)), ((0, 5), (0, 2.8)), (lighter(roof, 0.15), roof), (1.0, 0.85))
    pen.block((-0.55, 0, 0.55, 2.1), 0x5A3A24, 0.95)
    random = random_of("log cabin")
    for x in (-2.0, 2.0):
        lit_window(pen, (x - 0.55, 1.0, x + 0.55, 2.0), random, 0x6A4A2E)
    for x in (-3.3, -1.1, 1.1, 3.3):
        pen.block((x - 0.09, 0, x + 0.09, 2.7), 0x7A5636)
    pen.block((-3.6, -0.02, 3.6, 0.2), 0x7A5A3C)
    for row in range(3):
        for index in range(4 - row):
            pen.fill(oval(4.2 + 0.3 * index + 0.15 * row, 0.15 + 0.26 * row, 0.14, 0.14), 0xC9A070)


def mooring_post(pen: Pen) -> None:
    """A post that stands in the water."""
    pen.block((-0.09, -0.4, 0.09, 0.75), 0x5F452E, 0.85)
    pen.fill(oval(0, 0.75, 0.09, 0.03), 0x9A7A54)


def stone_bridge(pen: Pen, half: float) -> None:
    """Three arches and a parapet."""
    stone: Tint = 0xB0A48E
    pen.blend(
        smooth([(-half, 3.4), (-half * 0.4, 4.6), (0, 5.0), (half * 0.4, 4.6), (half, 3.4), (half, -1), (-half, -1)], tension=0.4),
        ((0, 3.8), (0, 0)),
        (lighter(stone, 0.1), darker(stone, 0.25)),
    )
    for x, wide, high in ((-7.0, 2.5, 3.2), (0.0, 2.9, 3.9), (7.0, 2.5, 3.2)):
        arch = smooth([(x - wide, -0.2), (x - wide * 0.85, high * 0.6), (x, high), (x + wide * 0.85, high * 0.6), (x + wide, -0.2)])
        pen.stroke(arch, 0.4, lighter(stone, 0.2))
        pen.fill(arch, 0x33444A, 0.7)
    pen.line([(-half, 3.5), (-half * 0.4, 4.7), (0, 5.1), (half * 0.4, 4.7), (half, 3.5)], 0.28, lighter(stone, 0.25))
    for index in range(14):
        x = -half + index * half / 6.5
        pen.line([(x, 1.2 + 0.3 * (index % 3)), (x + 1.0, 1.2 + 0.3 * (index % 3))], 0.06, darker(stone, 0.3), alpha=0.4)


def gull(pen: Pen, scale: float = 1.0) -> None:
    """A gull gliding."""
    with pen.moved(0, 0, scale):
        pen.stroke(smooth([(-0.7, 0.1), (-0.35, 0.3), (0, 0.02), (0.35, 0.3), (0.7, 0.12)], is_closed=False), 0.1, 0xF4F6F6)
        pen.fill(oval(0, 0.02, 0.2, 0.08), 0xFAFAF8)
        for x in (-0.68, 0.68):
            pen.fill(oval(x, 0.1, 0.08, 0.05), 0x3A3E44)


def gravestone(pen: Pen, seed: int) -> None:
    """A round-headed stone, a cross or an obelisk."""
    random = random_of("grave", seed)
    tint = mix(0x9A9A94, 0x7A7E78, between(random, 0, 1))
    ground_shadow(pen, 0.45)
    with pen.moved(0, 0, between(random, 0.9, 1.25), between(random, -5, 5)):
        kind = int(random.integers(3))
        if kind == 0:
            pen.fill(smooth([(-0.3, 0), (-0.3, 0.65), (0, 0.98), (0.3, 0.65), (0.3, 0)], tension=0.6), tint, 0.95)
            for y in (0.5, 0.62):
                pen.line([(-0.15, y), (0.15, y)], 0.03, darker(tint, 0.4))
        elif kind == 1:
            pen.block((-0.09, 0, 0.09, 1.15), tint, 0.95)
            pen.block((-0.36, 0.68, 0.36, 0.86), tint, 1.0)
        else:
            pen.block((-0.28, 0, 0.28, 0.25), darker(tint, 0.1))
            pen.fill(shape((-0.19, 0.25), (0.19, 0.25), (0.11, 1.25), (0, 1.4), (-0.11, 1.25)), tint, 0.95)


def angel(pen: Pen) -> None:
    """A winged figure on a plinth, head bowed."""
    ground_shadow(pen, 0.6)
    stone = ((-0.4, 0), (0.4, 0))
    pen.block((-0.42, 0, 0.42, 0.7), 0x8A8E88, 0.9)
    pen.block((-0.5, 0.66, 0.5, 0.78), 0x9A9E98)
    for side in (-1, 1):
        wing = smooth([(side * 0.1, 1.7), (side * 0.5, 2.15), (side * 0.62, 1.5), (side * 0.4, 0.95), (side * 0.16, 1.2)])
        pen.blend(wing, stone, (0xC0C4BE, 0x8A8E88), (1.0, 0.8))
    pen.blend(smooth([(-0.26, 0.78), (-0.18, 1.3), (-0.2, 1.72), (0.2, 1.72), (0.18, 1.3), (0.26, 0.78)]), stone, (0xB4B8B2, 0x7E827C))
    pen.blend(oval(0.03, 1.88, 0.12, 0.15), stone, (0xC4C8C2, 0x8A8E88))
    pen.fill(limb([(-0.18, 1.6), (-0.08, 1.38), (0.05, 1.5)], [0.1, 0.09, 0.07]), 0xA8ACA6)


def broken_column(pen: Pen, high: float) -> None:
    """A fluted column, broken off."""
    ground_shadow(pen, 0.7)
    stone: Tint = 0xD4C8AC
    pen.block((-0.55, 0, 0.55, 0.3), stone, 0.9)
    top = [(-0.38, high * 0.92), (-0.2, high), (0.0, high * 0.9), (0.18, high * 0.97), (0.38, high * 0.8)]
    pen.blend(shape((-0.42, 0.3), *top, (0.42, 0.3)), ((-0.4, 0), (0.4, 0)), (lighter(stone, 0.15), darker(stone, 0.35)), (1.0, 0.75))
    for x in (-0.24, -0.08, 0.08, 0.24):
        pen.line([(x, 0.35), (x, high * 0.82)], 0.03, darker(stone, 0.35), alpha=0.6)


def ruined_arch(pen: Pen) -> None:
    """A wall with a gothic window, one side fallen, ivy on it."""
    stone: Tint = 0xBFB496
    ground_shadow(pen, 4.0, 0.3)
    outline = [
        (-4.2, 0),
        (-4.2, 3.0),
        (-3.2, 4.8),
        (-2.4, 5.0),
        (-1.8, 6.6),
        (0.4, 6.9),
        (1.6, 6.0),
        (2.0, 4.4),
        (3.0, 3.4),
        (3.4, 1.2),
        (4.6, 0.6),
        (4.8, 0),
    ]
    pen.blend(shape(*outline), ((-4, 6), (4, 0)), (lighter(stone, 0.1), darker(stone, 0.2)), (1.0, 0.8))
    sky = mix(pen.light.sky[1], pen.light.sky[2], 0.6)
    for x, wide, high in ((-0.6, 1.05, 5.0), (-3.1, 0.5, 2.6)):
        pen.stroke(
            smooth([(x - wide, 0), (x - wide, high * 0.6), (x, high), (x + wide, high * 0.6), (x + wide, 0)], tension=0.5),
            0.22,
            lighter(stone, 0.2),
        )
        pen.flat(smooth([(x - wide, 0), (x - wide, high * 0.6), (x, high), (x + wide, high * 0.6), (x + wide, 0)], tension=0.5), sky)
    pen.fill(box(-1.65, 0, 0.45, 0.6), 0x9AA274, 0.9)
    random = random_of("ivy")
    for _ in range(26):
        x, y = between(random, 1.0, 3.0), between(random, 0.3, 4.2)
        pen.fill(oval(x, y, 0.28, 0.22), mix(0x4F7A44, 0x7A9A5A, between(random, 0, 1)), between(random, 0.7, 1.0))


def fallen_blocks(pen: Pen, seed: int) -> None:
    """Dressed stones lying about."""
    random = random_of("blocks", seed)
    ground_shadow(pen, 0.9)
    for x, y, wide in ((-0.5, 0.0, 0.7), (0.35, 0.0, 0.85), (-0.1, 0.38, 0.6)):
        with pen.moved(x, y, 1, between(random, -7, 7)):
            pen.block((-wide / 2, 0, wide / 2, 0.38), mix(0xD4C8AC, 0xB0A488, between(random, 0, 1)), 0.95, 0.03)


def smoke(pen: Pen, seed: int, high: float) -> None:
    """A leaning column of smoke."""
    random = random_of("smoke", seed)
    for index in range(12):
        share = index / 11
        x, radius = share * high * 0.35 + between(random, -0.4, 0.4), high * (0.04 + 0.13 * share)
        pen.glow(x, share * high, radius * 1.7, mix(pen.light.on(0x2A2624, 0.6), pen.light.haze, share * 0.5), 0.75 - 0.45 * share)


def barbed_wire(pen: Pen, half: float) -> None:
    """Crossed stakes with coils of wire."""
    for index in range(4):
        x = -half + index * 2 * half / 3
        pen.fill(limb([(x - 0.35, 0), (x + 0.25, 0.95)], [0.09, 0.07]), 0x5A4634, 0.85)
        pen.fill(limb([(x + 0.35, 0), (x - 0.25, 0.95)], [0.09, 0.07]), 0x4A3A2C, 0.8)
    for row, y in enumerate((0.35, 0.6, 0.8)):
        points = [(-half + index * half / 8, y + 0.05 * ((index + row) % 2)) for index in range(17)]
        pen.line(points, 0.02, 0x3A3A3C)
        for x, level in points[1::2]:
            pen.line([(x - 0.04, level - 0.05), (x + 0.04, level + 0.05)], 0.018, 0x3A3A3C)


def sandbags(pen: Pen, half: float) -> None:
    """A low wall of sandbags."""
    ground_shadow(pen, half * 1.1)
    for row in range(3):
        count = 4 - row % 2
        for index in range(count):
            x = -half + (index + 0.5 + 0.5 * (row % 2)) * 2 * half / 4
            pen.block(
                (x - half / 4.2, row * 0.2, x + half / 4.2, row * 0.2 + 0.23), mix(0xB5A27A, 0x94825E, (index + row) % 3 / 3), 1.0, 0.1
            )


def tent(pen: Pen, tint: Tint) -> None:
    """A ridge tent, its door open."""
    ground_shadow(pen, 1.8, 0.35)
    pen.blend(shape((-1.9, 0), (-0.5, 1.9), (0.9, 0)), ((-1, 1.9), (0.6, 0)), (lighter(tint, 0.15), tint), (1.0, 0.85))
    pen.blend(shape((-0.5, 1.9), (1.5, 1.75), (2.4, 0.1), (0.9, 0)), ((0, 1.8), (2, 0)), (darker(tint, 0.1), darker(tint, 0.3)), (0.9, 0.7))
    inside: Tint = 0xF6C66B if pen.light.has_windows else 0x3A2E26
    pen.flat(shape((-0.85, 0), (-0.5, 1.35), (-0.1, 0)), inside)
    if pen.light.has_windows:
        pen.glow(-0.5, 0.5, 1.6, pen.light.lamp, 0.45)
    pen.fill(shape((-0.5, 1.4), (-0.1, 0), (0.2, 0)), lighter(tint, 0.3))
    for start, end in (((-1.3, 0.85), (-2.5, 0)), ((2.0, 0.9), (3.0, 0))):
        pen.line([start, end], 0.025, 0xE8E0CC)


def rock_face(pen: Pen) -> None:
    """A cliff with a cave in it."""
    rock: Tint = 0x8F867A
    outline = [(-14, 0), (-13, 4), (-10, 6.5), (-7, 8.2), (-3.5, 9.6), (0, 10.4), (4, 9.2), (7, 9.8), (10, 7.0), (13, 5.2), (15, 0)]
    pen.blend(shape(*outline), ((-8, 9), (8, 0)), (lighter(rock, 0.12), darker(rock, 0.25)), (1.0, 0.75))
    random = random_of("rockface")
    for _ in range(22):
        x, y, size = between(random, -11, 11), between(random, 0.8, 7.0), between(random, 0.6, 1.8)
        facet = shape((x - size, y), (x - size * 0.2, y + size * 0.7), (x + size, y + size * 0.2), (x + size * 0.4, y - size * 0.6))
        pen.fill(facet, darker(rock, between(random, 0.0, 0.4)), between(random, 0.6, 1.05), alpha=0.5)
    mouth = smooth([(-2.6, 0), (-2.9, 1.8), (-1.7, 3.7), (0.2, 4.3), (2.0, 3.4), (2.9, 1.6), (2.5, 0)], tension=0.8)
    pen.stroke(mouth, 0.5, darker(rock, 0.3), 0.8)
    pen.flat(mouth, 0x120F14)
    pen.fade(mouth, ((0, 0), (0, 2.4)), 0x5A4E46, (0.6, 0.0))


def castle(pen: Pen) -> None:
    """A keep, a gatehouse and round towers with pointed roofs."""
    stone: Tint = 0xB5AA98
    pen.fill(smooth([(-16, 0), (-11, 2.6), (0, 3.8), (11, 2.6), (16, 0)]), 0x7F8F58, 0.85)
    for x, half, high in ((0.0, 3.4, 12.0), (-6.0, 4.4, 7.6), (6.0, 4.4, 7.6)):
        _battlement(pen, x, half, 2.2, high + 1.4, stone)
    for x, half, high in ((-10.2, 1.7, 11.5), (10.2, 1.7, 11.5), (-3.9, 1.4, 14.5), (3.9, 1.4, 14.5)):
        pen.blend(
            box(x - half, 1.4, x + half, high), ((x - half, 0), (x + half, 0)), (lighter(stone, 0.15), darker(stone, 0.3)), (1.0, 0.8)
        )
        pen.block((x - half * 1.18, high - 0.5, x + half * 1.18, high + 0.3), lighter(stone, 0.1))
        pen.fill(shape((x - half * 1.3, high + 0.3), (x + half * 1.3, high + 0.3), (x, high + 4.6)), 0x4F5F7A, 0.9)
        pen.line([(x, high + 4.5), (x, high + 6.0)], 0.1, 0x3A3A3E)
        pen.fill(shape((x, high + 6.0), (x + 1.3, high + 5.6), (x, high + 5.2)), 0xB5303A)
        for y in (0.45, 0.75):
            lit_window(pen, (x - 0.25, high * y, x + 0.25, high * y + 1.0), random_of("slit", x, y), darker(stone, 0.3))
    pen.fill(smooth([(-1.5, 2.2), (-1.5, 4.8), (0, 6.0), (1.5, 4.8), (1.5, 2.2)], tension=0.6), 0x3A2A22)
    for x in (-0.9, -0.3, 0.3, 0.9):
        pen.line([(x, 2.3), (x, 5.4)], 0.1, 0x6A5A4C)


def _battlement(pen: Pen, x: float, half: float, low: float, high: float, stone: Tint) -> None:
    pen.block((x - half, low, x + half, high), stone, 0.95)
    count = max(3, round(half * 2 / 1.1))
    wide = 2 * half / count
    for index in range(count):
        left = x - half + index * wide
        pen.block((left, high, left + wide * 0.6, high + 0.8), stone, 1.0)
    random = random_of("castle", x, half)
    for _ in range(16):
        a, b = between(random, x - half, x + half - 0.8), between(random, low + 0.3, high - 0.5)
        pen.fill(box(a, b, a + 0.8, b + 0.34), darker(stone, 0.18), alpha=0.6)


def pergola(pen: Pen) -> None:
    """An arch of roses."""
    for x in (-1.3, 1.3):
        pen.block((x - 0.09, 0, x + 0.09, 2.6), 0xEFE8D8)
    pen.stroke(smooth([(-1.3, 2.5), (-0.7, 3.2), (0, 3.45), (0.7, 3.2), (1.3, 2.5)], is_closed=False), 0.16, 0xEFE8D8)
    random = random_of("roses")
    for _ in range(46):
        share = between(random, -1, 1)
        y = 3.4 - 0.95 * share * share if abs(share) < 0.97 else between(random, 0.4, 2.6)
        x = share * 1.35 + between(random, -0.16, 0.16)
        pen.fill(oval(x, y + between(random, -0.2, 0.2), 0.24, 0.19), mix(0x4F7A44, 0x86A85C, between(random, 0, 1)))
        if random.integers(2):
            pen.fill(oval(x, y, 0.1, 0.1), (0xD9566A, 0xF0A0A8, 0xF6E4D4)[int(random.integers(3))])


def hedge(pen: Pen, half: float) -> None:
    """A clipped hedge with a ball at its end."""
    pen.block((-half, 0, half, 1.4), 0x557A44, 0.95, 0.15)
    pen.fill(box(-half, 1.22, half, 1.42, 0.1), 0x7A9E5C)
    for x in (-half, half):
        pen.blend(oval(x, 1.8, 0.5, 0.5), ((x - 0.4, 2.2), (x + 0.4, 1.4)), (0x7A9E5C, 0x3F5F38))


def lander(pen: Pen) -> None:
    """A spacecraft on four legs."""
    ground_shadow(pen, 2.4, 0.6)
    for side in (-1, 1):
        pen.fill(limb([(side * 1.0, 1.5), (side * 2.2, 0.1)], [0.14, 0.1]), 0xC9CDD2)
        pen.fill(oval(side * 2.25, 0.08, 0.4, 0.1), 0xC9CDD2)
        pen.fill(limb([(side * 0.5, 1.2), (side * 1.1, 0.1)], [0.12, 0.1]), 0x9AA0A6)
    pen.blend(shape((-1.5, 1.0), (1.5, 1.0), (1.6, 2.0), (-1.6, 2.0)), ((-1.5, 0), (1.5, 0)), (0xE8C060, 0x8A6420))
    pen.blend(
        shape((-1.1, 2.0), (1.1, 2.0), (1.35, 2.9), (0.7, 3.7), (-0.7, 3.7), (-1.35, 2.9)), ((-1.2, 0), (1.2, 0)), (0xE4E8EC, 0x8A9098)
    )
    for x in (-0.5, 0.5):
        pen.flat(shape((x - 0.24, 2.7), (x + 0.24, 2.7), (x, 3.15)), 0x24344A)
    pen.line([(0.7, 3.7), (1.3, 4.7)], 0.05, 0xC9CDD2)
    pen.fill(oval(1.35, 4.75, 0.3, 0.2), 0xDDE1E4)
    pen.line([(-2.9, 0), (-2.9, 1.9)], 0.05, 0xC9CDD2)
    pen.fill(box(-2.87, 1.25, -1.95, 1.88), 0xC8473F)
