"""Houses and what stands in streets: metres, y upwards, the origin on the ground below the middle."""

import skia

from activities.images.drawing.colour import Colour, Tint, darker, lighter, mix
from activities.images.drawing.pen import Pen, Sides, box, limb, oval, shape, smooth
from activities.images.drawing.seeds import Random, between, choose, random_of
from activities.images.drawing.sets.furniture import ground_shadow

PLASTERS = (0xE3C9A0, 0xD9A98A, 0xC9C2AE, 0xA9BBB5, 0xD6B7A5, 0xB9A58C, 0xE8DCC2, 0xC48F76, 0x9DA9B0)
ROOFS = (0xA4523A, 0x8A4A3A, 0x6A5A58, 0x5B5F6A, 0x9A6248)
SHUTTERS = (0x4F7068, 0x6A7F94, 0x8A4A42, 0x59704A, 0xC7A25A)


def lit_window(pen: Pen, sides: Sides, random: Random, frame: Tint = 0xEDE6D6) -> None:
    """A window as seen from the street: glass by day, light by night."""
    left, bottom, right, top = sides
    pad = 0.06 * (right - left)
    pen.fill(box(left - pad, bottom - pad, right + pad, top + pad), frame, 0.95)
    if pen.light.has_windows and random.integers(100) < 48:
        pen.flat(box(*sides), mix(0xF6C266, 0xFFE3A4, between(random, 0, 1)), 0.96)
        pen.glow((left + right) / 2, (bottom + top) / 2, (right - left) * 1.1, pen.light.lamp, 0.28)
    else:
        sky = mix(pen.light.sky[1], 0x2F3E4C, 0.62)
        pen.ramp(box(*sides), ((left, top), (right, bottom)), (mix(sky, pen.light.sky[2], 0.35), sky))
    middle = (left + right) / 2
    pen.fill(box(middle - pad * 0.35, bottom, middle + pad * 0.35, top), frame, 0.9)
    pen.fill(box(left, bottom + (top - bottom) * 0.58, right, bottom + (top - bottom) * 0.58 + pad * 0.7), frame, 0.9)


def town_house(pen: Pen, seed: int, wide: float = 5.0, floors: int = 3, *, has_shop: bool = False) -> None:
    """A plastered house with a tiled roof, shutters, a door or a shop front."""
    random = random_of("house", seed)
    half, high = wide / 2, 0.4 + 2.9 * floors
    wall, roof, shutter = (
        choose(random, PLASTERS),
        mix(choose(random, ROOFS), 0xF0F3F5, 0.85 * pen.light.is_snowy),
        choose(random, SHUTTERS),
    )
    ground_shadow(pen, half * 1.1, 0.35)
    side = 1 if pen.light.sun_side > 0 else -1
    pen.blend(box(-half, 0, half, high), ((side * half, high), (-side * half, 0)), (lighter(wall, 0.08), darker(wall, 0.1)), (1.02, 0.78))
    if random.integers(2):
        pen.blend(
            shape((-half - 0.25, high - 0.1), (half + 0.25, high - 0.1), (half * 0.7, high + 1.7), (-half * 0.7, high + 1.7)),
            ((0, high + 1.7), (0, high)),
            (lighter(roof, 0.08), roof),
            (1.0, 0.8),
        )
    else:
        pen.blend(
            shape((-half - 0.25, high - 0.1), (half + 0.25, high - 0.1), (0, high + 2.3)),
            ((0, high + 2), (0, high)),
            (lighter(roof, 0.08), roof),
            (1.0, 0.8),
        )
    chimney = between(random, -0.5, 0.4) * half
    pen.block((chimney, high + 0.6, chimney + 0.5, high + 2.2), darker(wall, 0.2), 0.9)
    pen.fill(box(-half, high - 0.22, half, high - 0.06), lighter(wall, 0.25))
    columns = max(2, round(wide / 1.7))
    for floor in range(1 if has_shop else 0, floors):
        for column in range(columns):
            x = -half + (column + 0.5) * wide / columns
            y = 0.95 + floor * 2.9
            if floor == 0 and column == columns // 2:
                continue
            lit_window(pen, (x - 0.42, y, x + 0.42, y + 1.35), random)
            for side in (-1, 1):
                pen.block((x + side * 0.64 - 0.17, y - 0.04, x + side * 0.64 + 0.17, y + 1.39), shutter, 0.92)
    if has_shop:
        shop_front(pen, seed, half)
    else:
        x = -half + (columns // 2 + 0.5) * wide / columns
        pen.fill(box(x - 0.58, 0, x + 0.58, 2.35), lighter(wall, 0.3))
        pen.block((x - 0.46, 0, x + 0.46, 2.2), shutter, 0.9)
        pen.fill(box(x - 0.7, 0, x + 0.7, 0.14), 0x9A958C)


def shop_front(pen: Pen, seed: int, half: float) -> None:
    """Glass, a striped awning, a hanging sign without words."""
    random = random_of("shop", seed)
    tint = choose(random, (0xB5473C, 0x3F7078, 0x57754F, 0xC98A35, 0x4F5F8A))
    pen.block((-half * 0.92, 0, half * 0.92, 2.9), darker(tint, 0.35), 0.95)
    glass = box(-half * 0.82, 0.6, half * 0.3, 2.35)
    if pen.light.has_windows:
        pen.flat(glass, 0xF3C877)
        pen.glow(-half * 0.25, 1.4, half * 1.1, pen.light.lamp, 0.35)
    else:
        pen.ramp(glass, ((-half, 2.3), (half * 0.3, 0.6)), (mix(pen.light.sky[1], 0x7A8C94, 0.4), 0x3E4A52))
    for index in range(6):
        x = -half * 0.74 + index * half * 0.17
        pen.fill(oval(x, 0.78, 0.13, 0.13), choose(random, (0xD9A45C, 0xC8583E, 0xE8DCC4, 0x6A8A6A)))
    pen.block((half * 0.42, 0, half * 0.8, 2.3), tint, 0.9)
    pen.fill(box(half * 0.48, 0.9, half * 0.74, 2.1), mix(pen.light.sky[1], 0x3E4A52, 0.6))
    stripes = 9
    wide = 2 * half * 0.94 / stripes
    for index in range(stripes):
        x = -half * 0.94 + index * wide
        stripe = shape((x, 2.95), (x + wide, 2.95), (x + wide * 1.04 + 0.02 * (index - 4), 2.4), (x + 0.02 * (index - 4), 2.4))
        pen.fill(stripe, tint if index % 2 else 0xF3ECDD, 1.0)
    pen.line([(half * 0.96, 3.5), (half * 1.18, 3.5)], 0.05, 0x2F2A2A)
    pen.fill(oval(half * 1.16, 3.12, 0.34, 0.34), tint)
    pen.stroke(oval(half * 1.16, 3.12, 0.26, 0.26), 0.03, 0xF3ECDD)


def tower_block(pen: Pen, seed: int, wide: float = 9.0, high: float = 34.0) -> None:
    """A high-rise with a grid of windows."""
    random = random_of("tower", seed)
    tint = choose(random, (0x8C97A3, 0xA79E93, 0x7A8792, 0x9A8E86, 0x6E7B8C, 0xB3A698))
    half = wide / 2
    side = 1 if pen.light.sun_side > 0 else -1
    pen.blend(box(-half, 0, half, high), ((side * half, high), (-side * half, 0)), (lighter(tint, 0.1), darker(tint, 0.12)), (1.0, 0.7))
    pen.fill(box(-half if side > 0 else half * 0.62, 0, -half * 0.62 if side > 0 else half, high), darker(tint, 0.3), 0.6, alpha=0.7)
    columns, rows = max(3, int(wide / 1.7)), int(high / 3.2)
    glass = mix(pen.light.sky[1], 0x33424F, 0.6)
    lamps = (0xF6C972, 0xFFE2A0, 0xE8B85C, 0xBFD8E8)
    panes: dict[int, skia.Path] = {}
    for row in range(rows):
        for column in range(columns):
            x, y = -half + (column + 0.2) * wide / columns, 1.2 + row * 3.2
            is_lit = pen.light.has_windows and random.integers(100) < 34
            tint = lamps[int(random.integers(4))] if is_lit else 0
            panes.setdefault(tint, skia.Path()).addRect(skia.Rect.MakeLTRB(x, y, x + wide / columns * 0.6, y + 1.9))
    for tint, path in panes.items():
        pen.flat(path, tint or pen.light.on(glass, 1.0, pen.distance_m), 0.92 if tint else 0.75)
    if random.integers(2):
        pen.fill(box(-0.2, high, 0.2, high + 5), darker(tint, 0.3))


def skyline(pen: Pen, random: Random, span: tuple[float, float], high: float, tint: Colour) -> None:
    """A far row of towers as one silhouette with some lights."""
    x = span[0]
    while x < span[1]:
        wide, tall = between(random, 0.16, 0.42) * high, between(random, 0.3, 1.0) ** 1.4 * high
        pen.fill(box(x, -high * 0.05, x + wide, tall), tint, between(random, 0.75, 1.0))
        if pen.light.has_windows:
            for _ in range(int(tall / high * 9)):
                lx, ly = x + between(random, 0.1, 0.8) * wide, between(random, 0.1, 0.9) * tall
                pen.flat(box(lx, ly, lx + wide * 0.09, ly + high * 0.018), 0xF6CE86, 0.8)
        x += wide * between(random, 0.85, 1.25)


def street_lamp(pen: Pen, high: float = 4.2) -> None:
    """A lamp post."""
    ground_shadow(pen, 0.4)
    pen.block((-0.05, 0, 0.05, high), 0x33383C, 0.9)
    pen.block((-0.11, 0, 0.11, 0.5), 0x33383C, 0.9, 0.03)
    head = shape((-0.17, high + 0.5), (0.17, high + 0.5), (0.11, high + 0.02), (-0.11, high + 0.02))
    if pen.light.has_lamps:
        pen.glow(0, high + 0.25, 2.6, pen.light.lamp, 0.42)
        pen.flat(head, 0xFFE9B4)
    else:
        pen.fill(head, 0xDDE3DE)
    pen.fill(shape((-0.22, high + 0.5), (0.22, high + 0.5), (0.04, high + 0.72), (-0.04, high + 0.72)), 0x33383C)


def bench(pen: Pen, wood: Tint = 0x8A6242) -> None:
    """A park bench."""
    ground_shadow(pen, 0.95)
    for x in (-0.7, 0.7):
        pen.fill(limb([(x, 0), (x, 0.85)], [0.06, 0.05]), 0x2F3434)
    for y in (0.42, 0.6, 0.72, 0.84):
        pen.block((-0.9, y - 0.045, 0.9, y + 0.035), wood, 1.0, 0.015)


def fence(pen: Pen, half: float, tint: Tint = 0x9A7A58) -> None:
    """A rail fence."""
    count = max(2, int(half * 2 / 1.6))
    for y in (0.45, 0.85):
        pen.block((-half, y - 0.05, half, y + 0.05), tint, 0.95)
    for index in range(count + 1):
        x = -half + index * 2 * half / count
        pen.block((x - 0.07, 0, x + 0.07, 1.1), darker(tint, 0.1), 0.95, 0.02)


def barn(pen: Pen) -> None:
    """A red barn."""
    ground_shadow(pen, 4.4, 0.35)
    pen.block((-4, 0, 4, 3.6), 0xA4473A, 0.95)
    pen.fill(shape((-4.3, 3.5), (-3.1, 5.4), (0, 6.6), (3.1, 5.4), (4.3, 3.5)), 0x5F5450, 0.95)
    pen.fill(shape((-3.7, 3.6), (-2.8, 5.1), (0, 6.15), (2.8, 5.1), (3.7, 3.6)), 0xA4473A, 0.9)
    pen.block((-1.3, 0, 1.3, 2.6), darker(0xA4473A, 0.35), 0.9)
    for ends in (((-1.3, 0), (1.3, 2.6)), ((-1.3, 2.6), (1.3, 0))):
        pen.line(list(ends), 0.12, 0xEDE2CC)
    pen.stroke(box(-1.3, 0, 1.3, 2.6), 0.14, 0xEDE2CC)
    pen.fill(box(-0.5, 4.0, 0.5, 4.9), 0x3A2C2C)
    pen.block((4.6, 0, 6.2, 6.6), 0xB9BDBE, 0.95)
    pen.fill(smooth([(4.6, 6.6), (5.4, 7.5), (6.2, 6.6)]), 0x9AA0A4)


def church_tower(pen: Pen, tint: Tint = 0xD9CDB4, *, scale: float = 1.0) -> None:
    """A village church: nave, tower, spire."""
    with pen.moved(0, 0, scale):
        ground_shadow(pen, 5.0, 0.3)
        pen.block((-0.8, 0, 7.0, 5.0), tint, 0.9)
        pen.fill(shape((-1.1, 4.9), (7.4, 4.9), (6.2, 7.6), (-0.4, 7.6)), mix(0x7A4A40, 0xF0F3F5, 0.85 * pen.light.is_snowy), 0.9)
        for x in (1.6, 3.5, 5.4):
            pen.fill(
                smooth([(x - 0.4, 1.4), (x - 0.4, 3.0), (x, 3.8), (x + 0.4, 3.0), (x + 0.4, 1.4)], tension=0.5),
                0xF0C060 if pen.light.has_windows else 0x4A5A68,
            )
        pen.block((-3.4, 0, -0.4, 10.0), lighter(tint, 0.06), 1.0)
        pen.fill(shape((-3.7, 9.9), (-0.1, 9.9), (-1.9, 16.5)), 0x5B5F6A)
        pen.line([(-1.9, 16.4), (-1.9, 17.8)], 0.14, 0xC9A24A)
        pen.line([(-2.4, 17.25), (-1.4, 17.25)], 0.14, 0xC9A24A)
        pen.fill(smooth([(-2.7, 0), (-2.7, 2.2), (-1.9, 3.2), (-1.1, 2.2), (-1.1, 0)], tension=0.5), 0x5A4030)
        pen.fill(oval(-1.9, 7.6, 0.75, 0.75), 0xF3ECDA)
        pen.line([(-1.9, 7.6), (-1.9, 8.15)], 0.1, 0x2F2A2A)
        pen.line([(-1.9, 7.6), (-1.5, 7.45)], 0.1, 0x2F2A2A)


def lighthouse(pen: Pen, high: float = 17.0) -> None:
    """A banded lighthouse with a keeper's cottage."""
    low, top = high * 0.135, high * 0.085
    for x0, x1, tall, tint in ((-high * 0.52, -high * 0.2, high * 0.16, 0xEBE3D2), (high * 0.12, high * 0.3, high * 0.11, 0xDAD2C2)):
        pen.block((x0, 0, x1, tall), tint, 0.95)
        pen.fill(
            shape((x0 - 0.4, tall), (x1 + 0.4, tall), (x1 - (x1 - x0) * 0.2, tall * 1.75), (x0 + (x1 - x0) * 0.2, tall * 1.75)),
            0xA4523A,
            0.95,
        )
        lit_window(pen, ((x0 + x1) / 2 - 0.5, tall * 0.35, (x0 + x1) / 2 + 0.3, tall * 0.8), random_of("cottage", 3))
    bands = 6
    side = pen.light.sun_side
    for band in range(bands):
        y0, y1 = high * 0.78 * band / bands, high * 0.78 * (band + 1) / bands
        w0, w1 = low + (top - low) * band / bands, low + (top - low) * (band + 1) / bands
        tint = 0xB8402F if band % 2 else 0xF1EADB
        tones = (1.05, 0.62) if side < 0 else (0.62, 1.05)
        pen.blend(shape((-w0, y0), (w0, y0), (w1, y1), (-w1, y1)), ((-low, 0), (low, 0)), (tint, darker(tint, 0.08)), tones)
    pen.block((-top * 1.5, high * 0.78, top * 1.5, high * 0.8), 0x3A3C42)
    pen.block((-top * 0.8, high * 0.8, top * 0.8, high * 0.92), 0x3A3C42)
    lamp = box(-top * 0.66, high * 0.815, top * 0.66, high * 0.91)
    pen.flat(lamp, 0xFFF0C0 if pen.light.has_lamps else mix(pen.light.sky[1], 0xFFF3D0, 0.5))
    pen.fill(shape((-top, high * 0.92), (top, high * 0.92), (0, high)), 0xB8402F)
    if pen.light.has_lamps:
        pen.glow(0, high * 0.865, high * 0.35, 0xFFE9B0, 0.7)
        for way in (-1, 1):
            beam = shape((0, high * 0.88), (0, high * 0.85), (way * high * 2.6, high * 0.66), (way * high * 2.6, high * 1.02))
            pen.fade(beam, ((0, 0), (way * high * 2.6, 0)), 0xFFF0C4, (0.5, 0.0))
