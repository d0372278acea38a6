"""What is kept and stacked: crates, barrels, sacks, shelving, and the hearth. Metres, y upwards (see `furniture`)."""

from activities.images.drawing.colour import Colour, Tint, darker, lighter
from activities.images.drawing.pen import Pen, box, limb, oval, shape, smooth
from activities.images.drawing.seeds import between, choose, random_of
from activities.images.drawing.sets.furniture import ground_shadow


def crates(pen: Pen, tint: Colour) -> None:
    """Three wooden crates."""
    ground_shadow(pen, 0.8)
    for x, y, size in ((-0.4, 0.0, 0.7), (0.42, 0.0, 0.6), (-0.25, 0.7, 0.55)):
        crate(pen, x, y, size, lighter(tint, 0.22))


def crate(pen: Pen, x: float, y: float, size: float, paint: Colour) -> None:
    """One crate with a diagonal board."""
    half = size / 2
    pen.block((x - half, y, x + half, y + size), paint, 0.95)
    pen.stroke(box(x - half + 0.04, y + 0.04, x + half - 0.04, y + size - 0.04), 0.04, darker(paint, 0.3))
    pen.line([(x - half + 0.05, y + 0.05), (x + half - 0.05, y + size - 0.05)], 0.05, darker(paint, 0.25))


def barrel(pen: Pen) -> None:
    """A standing barrel."""
    ground_shadow(pen, 0.4)
    body = smooth([(-0.3, 0), (-0.37, 0.45), (-0.3, 0.9), (0.3, 0.9), (0.37, 0.45), (0.3, 0)], tension=0.8)
    pen.blend(body, ((-0.35, 0), (0.35, 0)), (0x9A6E46, 0x5F402A))
    for y in (0.18, 0.45, 0.72):
        pen.fill(box(-0.36, y - 0.03, 0.36, y + 0.03), 0x4A4A4C)


def sack(pen: Pen) -> None:
    """A tied sack."""
    ground_shadow(pen, 0.35)
    pen.blend(
        smooth([(-0.32, 0.02), (-0.34, 0.4), (-0.1, 0.62), (0.1, 0.62), (0.34, 0.38), (0.32, 0.02)], tension=0.8),
        ((-0.3, 0), (0.3, 0)),
        (0xC9B088, 0x8F7852),
    )
    pen.fill(shape((-0.08, 0.6), (0.08, 0.6), (0.16, 0.76), (-0.14, 0.78)), 0xB59C74)
    pen.line([(-0.1, 0.62), (0.1, 0.62)], 0.04, 0x6A5236)


def hay(pen: Pen, half: float = 0.8) -> None:
    """Bales of straw."""
    ground_shadow(pen, half)
    for x, y in ((-half * 0.5, 0.0), (half * 0.52, 0.0), (0.0, 0.5)):
        pen.block((x - half * 0.5, y, x + half * 0.5, y + 0.5), 0xD9B65C, 1.0, 0.05)
        for step in range(1, 4):
            pen.line([(x - half * 0.46, y + step * 0.125), (x + half * 0.46, y + step * 0.12)], 0.015, 0xA8823A, alpha=0.6)
        for way in (-0.25, 0.25):
            pen.fill(box(x + way * half - 0.015, y, x + way * half + 0.015, y + 0.5), 0x8A6A34)


def pallet_rack(pen: Pen, seed: int, half: float, high: float = 3.4) -> None:
    """High steel shelving with cartons."""
    random = random_of("rack", seed)
    ground_shadow(pen, half)
    rows = max(2, round(high / 1.15))
    for row in range(rows):
        y = 0.12 + row * high / rows
        pen.fill(box(-half, y - 0.1, half, y), 0xD9702F, 0.9)
        x = -half + 0.08
        while x < half - 0.3:
            wide, tall = between(random, 0.4, 0.75), between(random, 0.45, 0.85)
            tint = choose(random, (0xC39A66, 0xB58A56, 0xD0AC7C, 0x8FA0A8))
            right = min(half - 0.05, x + wide)
            pen.block((x, y, right, y + tall), tint, 0.95)
            pen.fill(box((x + right) / 2 - 0.03, y, (x + right) / 2 + 0.03, y + tall), lighter(tint, 0.2), 0.95)
            x += wide + 0.06
    for x in (-half, 0.0, half):
        pen.block((x - 0.05, 0, x + 0.05, high), 0x3A5A86, 0.9)


def hearth(pen: Pen, chimney_m: float) -> None:
    """A stone fireplace with a burning fire, on the far wall."""
    pen.block((-0.55, 1.2, 0.55, chimney_m), 0x8C847A, 0.9)
    pen.block((-0.85, 0, 0.85, 1.25), 0x9A9086, 0.95)
    random = random_of("hearthstones")
    for row in range(6):
        for column in range(6):
            x = -0.8 + column * 0.28 + 0.1 * (row % 2)
            tint = choose(random, (0x8A8076, 0xA89E92, 0x7A726A))
            pen.fill(box(x, row * 0.2 + 0.02, x + 0.24, row * 0.2 + 0.18, 0.04), tint, 0.9, alpha=0.7)
    pen.block((-1.0, 1.22, 1.0, 1.36), 0x5F4028, 1.0)
    pen.fill(smooth([(-0.48, 0), (-0.48, 0.6), (0, 0.85), (0.48, 0.6), (0.48, 0)], tension=0.5), 0x1E1614)
    fire(pen, 0.42)


def fire(pen: Pen, half: float) -> None:
    """Logs and flames, its own light; logs alone where it has gone out."""
    for x, lean in ((-0.5, 12.0), (0.45, -14.0)):
        with pen.moved(x * half, 0.1 * half / 0.42, 1, lean):
            pen.fill(limb([(-half * 0.7, 0), (half * 0.7, 0)], [half * 0.24, half * 0.22]), 0x4A3020)
    if "fire" in pen.light.out:
        return
    pen.glow(0, half * 0.7, half * 3.2, 0xFF9A40, 0.5)
    for tint, share in ((0xE8642A, 1.0), (0xF6A23A, 0.7), (0xFFE08A, 0.4)):
        high = half * 1.7 * share
        flame = smooth(
            [
                (0, high + half * 0.1),
                (half * 0.3 * share, high * 0.55),
                (half * 0.62 * share, high * 0.72),
                (half * 0.7 * share, half * 0.15),
                (0, half * 0.02),
                (-half * 0.7 * share, half * 0.15),
                (-half * 0.5 * share, high * 0.62),
                (-half * 0.22 * share, high * 0.5),
            ]
        )
        pen.flat(flame, tint, 0.95)


def lamp_chain(pen: Pen, half: float, count: int, tint: Tint = 0xFFE0A0) -> None:
    """A slack line of small lamps between two points at the same height."""
    points = [(-half + 2 * half * index / 12, -0.5 * (1 - ((index - 6) / 6) ** 2)) for index in range(13)]
    pen.line(points, 0.02, 0x2A2622)
    for index in range(count):
        share = (index + 0.5) / count
        x, y = -half + 2 * half * share, -0.5 * (1 - (2 * share - 1) ** 2) - 0.06
        pen.flat(oval(x, y, 0.06, 0.07), tint)
        if pen.light.is_dark:
            pen.glow(x, y, 0.45, pen.light.lamp, 0.5)
