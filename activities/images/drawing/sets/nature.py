"""Trees, rocks, hills, water: metres, y upwards, the origin where the thing meets the ground."""

from math import cos, pi, sin

import skia

from activities.images.drawing.colour import Colour, Tint, darker, lighter, mix
from activities.images.drawing.pen import Pen, Point, box, limb, oval, shape, smooth
from activities.images.drawing.seeds import Random, between, random_of
from activities.images.drawing.sets.furniture import ground_shadow


def tree(pen: Pen, seed: int, high: float = 6.0, leaf: Tint = 0x6E8F4E) -> None:
    """A broad-leaved tree."""
    random = random_of("tree", seed)
    ground_shadow(pen, high * 0.3, 0.3)
    trunk = 0.055 * high
    pen.blend(
        limb(
            [(0, 0), (between(random, -0.1, 0.1), high * 0.3), (between(random, -0.2, 0.2), high * 0.6)], [trunk * 1.5, trunk, trunk * 0.5]
        ),
        ((-trunk, 0), (trunk, 0)),
        (0x7A5A40, 0x4A3630),
    )
    for side in (-1, 1):
        pen.fill(limb([(0, high * 0.33), (side * high * 0.16, high * 0.55)], [trunk * 0.55, trunk * 0.2]), 0x5F4636, 0.8)
    side = 1 if pen.light.sun_side > 0 else -1
    blobs = [(between(random, -0.24, 0.24) * high, between(random, 0.5, 0.84) * high, between(random, 0.13, 0.2) * high) for _ in range(9)]
    tint = mix(leaf, 0xA8A04A, between(random, 0, 0.25))
    for layer, (tone, shift) in enumerate(((0.35, -0.05), (0.8, 0.0), (1.12, 0.06))):
        for x, y, radius in blobs:
            size = radius * (1.12 - 0.28 * layer)
            pen.fill(
                _foliage(x + side * shift * high * 0.5, y + shift * high * 0.6, size, seed + layer),
                _snowed(pen, tint if layer else darker(tint, 0.15), layer),
                min(tone, 1.0) if pen.light.is_snowy else tone,
            )


def _snowed(pen: Pen, leaf: Tint, layer: int) -> Colour:
    """The topmost of three layers of leaves carries the snow."""
    return mix(leaf, 0xF2F5F7, 0.85 if layer == 2 and pen.light.is_snowy else 0.0)


def _foliage(x: float, y: float, radius: float, seed: int) -> skia.Path:
    points = []
    for index in range(11):
        angle = 2 * pi * index / 11
        reach = radius * (1 + 0.13 * sin(index * 2.7 + seed))
        points.append((x + cos(angle) * reach * 1.12, y + sin(angle) * reach * 0.9))
    return smooth(points)


def pine(pen: Pen, seed: int, high: float = 7.0, leaf: Tint = 0x3F6250) -> None:
    """A spruce in tiers."""
    random = random_of("pine", seed)
    ground_shadow(pen, high * 0.16, 0.25)
    pen.fill(box(-high * 0.018, 0, high * 0.018, high * 0.2), 0x54402F, 0.7)
    tiers = 6
    tint = mix(leaf, 0x6A8A58, between(random, 0, 0.4))
    for tier in range(tiers):
        low = high * (0.1 + 0.142 * tier)
        half = high * 0.2 * (1 - tier / (tiers + 0.6))
        top = min(high, low + high * 0.27)
        droop = half * 0.22
        left = [(-half, low - droop), (-half * 0.5, low + droop * 0.2)]
        right = [(half * 0.5, low + droop * 0.2), (half, low - droop)]
        pen.blend(
            shape((0, top), *right[::-1], (0, low - droop * 0.3), *left[::-1]),
            ((-half, 0), (half, 0)),
            (lighter(tint, 0.1), darker(tint, 0.35)),
            (1.0, 0.7) if pen.light.sun_side < 0 else (0.7, 1.0),
        )
        if pen.light.is_snowy:
            pen.fill(
                shape(
                    (0, top),
                    (half * 0.45, low + (top - low) * 0.32),
                    (0, low + (top - low) * 0.45),
                    (-half * 0.45, low + (top - low) * 0.32),
                ),
                0xF2F5F7,
                1.0,
                alpha=0.9,
            )


def palm(pen: Pen, seed: int, high: float = 6.0) -> None:
    """A leaning palm."""
    random = random_of("palm", seed)
    lean = between(random, -0.16, 0.16) * high
    ground_shadow(pen, 0.8, 0.25)
    pen.fill(limb([(0, 0), (lean * 0.4, high * 0.45), (lean, high * 0.86)], [0.34, 0.24, 0.17]), 0x8A6A4A, 0.9)
    for index in range(9):
        angle = pi * (0.06 + 0.88 * index / 8)
        reach = high * 0.33
        tip = (lean + cos(angle) * reach, high * 0.86 + sin(angle) * reach * 0.5 - reach * 0.32 * abs(cos(angle)))
        middle = (lean + cos(angle) * reach * 0.55, high * 0.86 + sin(angle) * reach * 0.55 + reach * 0.08)
        pen.fill(limb([(lean, high * 0.86), middle, tip], [0.1, 0.3, 0.02]), mix(0x4F7F4A, 0x86A85C, index / 9), 0.75 + 0.35 * sin(angle))


def cactus(pen: Pen, high: float = 2.6) -> None:
    """A saguaro."""
    ground_shadow(pen, 0.6)
    tint = 0x5F8258
    for points in (
        [(0, 0), (0, high)],
        [(0, high * 0.4), (-0.5, high * 0.44), (-0.52, high * 0.72)],
        [(0, high * 0.5), (0.48, high * 0.54), (0.5, high * 0.85)],
    ):
        pen.blend(limb(points, [0.34] * len(points)), ((-0.3, 0), (0.4, 0)), (lighter(tint, 0.12), darker(tint, 0.3)))
    for x in (-0.07, 0.05):
        pen.line([(x, 0.1), (x, high - 0.1)], 0.02, darker(tint, 0.4), alpha=0.5)


def bush(pen: Pen, seed: int, half: float = 0.8, leaf: Tint = 0x6B8A4C) -> None:
    """A round bush."""
    random = random_of("bush", seed)
    ground_shadow(pen, half)
    for layer, tone in enumerate((0.4, 0.85, 1.1)):
        for index in range(5):
            x = (-0.8 + 0.4 * index) * half
            radius = half * (0.5 - 0.1 * layer) * between(random, 0.85, 1.15)
            pen.fill(
                _foliage(x * (1 - 0.1 * layer), half * (0.3 + 0.12 * layer) + (0.1 * half if index % 2 else 0), radius, seed + index),
                _snowed(pen, leaf, layer),
                min(tone, 1.0),
            )


def grass_tufts(pen: Pen, seed: int, half: float, tint: Tint, high: float = 0.35) -> None:
    """Blades along a line."""
    random = random_of("grass", seed)
    count = min(140, int(half * 34))
    for _ in range(count):
        x, tall, lean = between(random, -half, half), between(random, 0.4, 1) * high, between(random, -0.25, 0.25)
        pen.fill(
            shape((x - 0.02, 0), (x + lean * tall, tall), (x + 0.02, 0)),
            mix(tint, darker(tint, 0.4), between(random, 0, 1)),
            between(random, 0.8, 1.1),
        )


def rock(pen: Pen, seed: int, half: float = 0.8, tint: Tint = 0x8C8A86, high: float = 0.8) -> None:
    """A boulder of three facets."""
    random = random_of("rock", seed)
    ground_shadow(pen, half * 1.1)
    top: Point = (between(random, -0.3, 0.2) * half, high)
    knee: Point = (half * between(random, 0.35, 0.6), high * between(random, 0.6, 0.8))
    points = [(-half, 0.0), (-half * 0.8, high * 0.5), top, knee, (half, high * 0.2), (half * 0.95, 0.0)]
    is_left_lit = pen.light.sun_side < 0
    pen.fill(shape(*points), tint, 0.95 if is_left_lit else 0.55)
    pen.fill(shape(top, knee, (half, high * 0.2), (half * 0.95, 0.0), (half * 0.15, 0.0)), darker(tint, 0.1), 0.5 if is_left_lit else 1.0)
    pen.fill(shape((-half * 0.8, high * 0.5), top, knee, (half * 0.05, high * 0.55)), lighter(tint, 0.18), 1.05)


def ridge(pen: Pen, random: Random, span: tuple[float, float], heights: tuple[float, float], tint: Tint, *, is_sharp: bool = False) -> None:
    """A line of hills or peaks against the sky."""
    left, right = span
    count = 8 if is_sharp else 6
    points: list[Point] = []
    for index in range(count * 2 + 1):
        x = left + (right - left) * (index + between(random, -0.32, 0.32)) / (count * 2)
        level = heights[1] if index % 2 else heights[0]
        points.append((x, level * between(random, 0.5, 1.15)))
    base = [(right, -heights[1]), (left, -heights[1])]
    path = shape(*points, *base) if is_sharp else smooth([*points, *base])
    pen.blend(path, ((0, heights[1]), (0, 0)), (tint, tint), (1.0, 0.75))
    if is_sharp:
        _snow_caps(pen, points, heights[1])


def _snow_caps(pen: Pen, points: list[Point], high: float) -> None:
    side = 1 if pen.light.sun_side > 0 else -1
    for before, peak, after in zip(points[::2], points[1::2], points[2::2], strict=False):
        pen.fill(shape(peak, after if side < 0 else before, (peak[0] + side * -0.05 * high, -high * 0.2)), 0x2A3348, 0.6, alpha=0.22)
        cap = 0.34
        left = (peak[0] + (before[0] - peak[0]) * cap, peak[1] + (before[1] - peak[1]) * cap)
        right = (peak[0] + (after[0] - peak[0]) * cap, peak[1] + (after[1] - peak[1]) * cap)
        dip = (peak[1] - min(left[1], right[1])) * 0.4
        pen.fill(
            shape(
                peak,
                right,
                (peak[0] + (right[0] - peak[0]) * 0.4, right[1] + dip),
                (peak[0], min(left[1], right[1]) - dip * 0.2),
                (peak[0] + (left[0] - peak[0]) * 0.4, left[1] + dip),
                left,
            ),
            0xF3F4F5,
            1.05,
        )


def treeline(pen: Pen, random: Random, span: tuple[float, float], high: float, tint: Tint) -> None:
    """The edge of a distant wood."""
    left, right = span
    crowns = skia.Path()
    crowns.addRect(skia.Rect.MakeLTRB(left, -high * 0.2, right, high * 0.45))
    x = left
    while x < right:
        radius = between(random, 0.16, 0.3) * high
        top = between(random, 0.55, 0.95) * high
        crowns.addOval(skia.Rect.MakeLTRB(x - radius * 1.1, top - 2.4 * radius, x + radius * 1.1, top))
        x += radius * between(random, 0.7, 1.3)
    crowns.setFillType(skia.PathFillType.kWinding)
    pen.blend(crowns, ((0, high), (0, 0)), (tint, darker(tint, 0.3)), (1.0, 0.7))


def ripples(pen: Pen, random: Random, span: tuple[float, float, float, float], tint: Colour, shine: Colour) -> None:
    """Lights and darks on a water surface, on the ground plane; span is left, near, right, far."""
    left, near, right, far = span
    for _ in range(130):
        z = near + (far - near) * between(random, 0, 1) ** 2
        x = left + (right - left) * between(random, 0, 1)
        length = between(random, 0.3, 1.3) * (1 + (z - near) * 0.09)
        is_light = random.integers(3) == 0
        depth = 0.03 + 0.012 * (z - near)
        pen.flat(oval(x, z, length, depth), shine if is_light else darker(tint, 0.35), 0.38 if is_light else 0.25)


def boat(pen: Pen, hull: Tint, half: float = 1.6, *, has_mast: bool = True) -> None:
    """A small fishing boat, afloat."""
    if has_mast:
        pen.block((-0.045, 0.4, 0.045, half * 2.1), 0x6A4A34)
        pen.fill(shape((0.1, half * 1.9), (0.1, 0.75), (half * 0.85, 0.75)), 0xEFE4CC, 0.95)
        pen.line([(0, half * 2.1), (-half * 0.95, 0.6)], 0.02, 0x3A3230)
    pen.block((-half * 0.5, 0.5, -half * 0.06, 1.15), 0xE9E2D2, 0.95, 0.04)
    pen.fill(box(-half * 0.42, 0.75, -half * 0.15, 1.0), 0x4A6478)
    body = smooth([(-half, 0.68), (0, 0.5), (half * 1.08, 0.78), (half * 0.72, 0.0), (-half * 0.8, 0.0)], tension=0.6)
    pen.blend(body, ((0, 0.7), (0, 0)), (lighter(hull, 0.05), darker(hull, 0.3)))
    pen.line([(-half, 0.66), (0, 0.5), (half * 1.05, 0.75)], 0.07, 0xF0E8D8)
    pen.flat(oval(0, -0.02, half * 1.1, 0.07), 0x10202C, 0.3)


def bare_tree(pen: Pen, seed: int, high: float = 6.0) -> None:
    """A leafless, crooked tree."""
    random = random_of("bare", seed)
    ground_shadow(pen, high * 0.15)
    bark: Tint = 0x4F4038
    top = (between(random, -0.4, 0.4), high * 0.62)
    pen.blend(
        limb([(0, 0), (between(random, -0.2, 0.2), high * 0.32), top], [0.09 * high, 0.06 * high, 0.03 * high]),
        ((-0.3, 0), (0.3, 0)),
        (0x6A584A, bark),
    )
    for index in range(7):
        share = 0.38 + 0.085 * index
        side = -1 if index % 2 else 1
        start = (top[0] * share, high * share * 0.66)
        elbow = (start[0] + side * high * between(random, 0.1, 0.2), start[1] + high * between(random, 0.06, 0.16))
        tip = (elbow[0] + side * high * between(random, 0.02, 0.14), elbow[1] + high * between(random, 0.08, 0.2))
        pen.fill(limb([start, elbow, tip], [0.03 * high, 0.018 * high, 0.006 * high]), bark, 0.85)
        pen.line([elbow, (elbow[0] + side * high * 0.12, elbow[1] + high * 0.02)], 0.01 * high, bark)


def reeds(pen: Pen, seed: int) -> None:
    """Bulrushes at the water's edge."""
    random = random_of("reeds", seed)
    for _ in range(22):
        x, tall, lean = between(random, -0.7, 0.7), between(random, 0.7, 1.5), between(random, -0.18, 0.18)
        pen.fill(shape((x - 0.025, 0), (x + lean, tall), (x + 0.025, 0)), mix(0x7A8A44, 0xA8A85C, between(random, 0, 1)), 0.95)
        if random.integers(3) == 0:
            pen.fill(oval(x + lean, tall, 0.04, 0.14), 0x6A4428)


def broad_leaves(pen: Pen, seed: int, high: float) -> None:
    """A clump of great leaves."""
    random = random_of("leaves", seed)
    for index in range(9):
        angle = pi * (0.08 + 0.84 * index / 8)
        reach = high * between(random, 0.75, 1.1)
        x, y = cos(angle) * reach, sin(angle) * reach
        leaf = smooth([(0, 0.05), (x * 0.45 - y * 0.17, y * 0.45 + x * 0.17), (x, y), (x * 0.45 + y * 0.17, y * 0.45 - x * 0.17)])
        pen.fill(leaf, mix(0x2F6A3A, 0x7AA84A, between(random, 0, 1)), between(random, 0.75, 1.05))
        pen.line([(0, 0.05), (x * 0.5, y * 0.5), (x * 0.95, y * 0.95)], 0.02, 0x9AC06A, alpha=0.6)


def creeper(pen: Pen, drop: float) -> None:
    """A hanging vine; the origin is where it hangs from."""
    pen.line([(0, 2.0), (0.1, 0), (-0.1, -drop * 0.5), (0.05, -drop)], 0.07, 0x3F5A34)
    for index in range(6):
        y = -drop * index / 6
        side = -1 if index % 2 else 1
        pen.fill(smooth([(0, y), (side * 0.22, y + 0.06), (side * 0.3, y - 0.12), (side * 0.1, y - 0.12)]), 0x5F8A44)


def flower_bed(pen: Pen, seed: int, half: float) -> None:
    """A bed in bloom."""
    random = random_of("bed", seed)
    pen.fill(oval(0, 0.02, half * 1.05, 0.12), 0x6A4E38, 0.9)
    tints = (0xD9566A, 0xF0C050, 0xF6F0E4, 0x8A5AA8, 0xE0803A)
    for index in range(30):
        x, y = between(random, -half, half), between(random, 0.15, 0.55)
        pen.line([(x, 0), (x, y)], 0.02, 0x557A44)
        pen.fill(oval(x, y * 0.5, 0.09, 0.06), 0x6A9A50)
        pen.fill(oval(x, y, 0.08, 0.07), tints[(seed + index // 8) % 5])
        pen.fill(oval(x, y, 0.03, 0.026), 0xF6DC8A)


def rowing_boat(pen: Pen, hull: Tint, half: float = 1.5) -> None:
    """A rowing boat with its oars, afloat."""
    body = smooth([(-half, 0.55), (0, 0.4), (half, 0.55), (half * 0.7, 0.0), (-half * 0.7, 0.0)], tension=0.6)
    pen.fill(smooth([(-half * 0.95, 0.55), (0, 0.62), (half * 0.95, 0.55), (0, 0.4)]), darker(hull, 0.45))
    pen.fill(box(-half * 0.35, 0.46, half * 0.0, 0.53), 0xC9A874)
    pen.blend(body, ((0, 0.6), (0, 0)), (lighter(hull, 0.1), darker(hull, 0.3)))
    pen.line([(-half, 0.55), (0, 0.4), (half, 0.55)], 0.06, 0xEADFC8)
    pen.line([(-half * 0.1, 0.5), (half * 0.9, 0.02)], 0.05, 0xD9BE92)
    pen.flat(oval(0, -0.02, half * 1.0, 0.05), 0x10202C, 0.3)
