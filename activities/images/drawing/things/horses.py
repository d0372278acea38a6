"""A horse from its right side: body without legs, and each leg in parts, so that it can walk and gallop. Metres, y upwards."""

from activities.images.drawing.colour import Colour, colour, darker, lighter
from activities.images.drawing.pen import Pen, Point, limb, oval, smooth

COATS: tuple[int, ...] = (0x6E452C, 0x4A3226, 0x8A5A34, 0x3A3030, 0xC9B69A, 0x9A6A40)
SADDLE: Point = (-0.12, 1.5)
"""Where the hips of a rider are."""
HALF_M, HEIGHT_M = 1.35, 2.2
UNIT_M = 2.86
"""The height of a figure whose ankle is as high as a fetlock, see `limbs`."""
LEGS: tuple[tuple[Point, Point, Point, Point], ...] = (
    ((0.54, 1.0), (0.58, 0.53), (0.56, 0.1), (0.63, 0.015)),
    ((-0.6, 1.02), (-0.66, 0.54), (-0.62, 0.1), (-0.55, 0.015)),
)
"""Fore and hind: elbow or hip, knee or hock, fetlock, tip of the hoof."""


def draw_horse(pen: Pen, coat: Colour, *, is_saddled: bool) -> None:
    """Body, neck, head and tail."""
    mane = darker(coat, 0.55)
    pen.fill(smooth([(-0.86, 1.5), (-1.05, 1.42), (-1.14, 0.95), (-1.02, 0.6), (-0.96, 1.0), (-0.9, 1.3)]), mane)
    barrel = smooth(
        [(-0.88, 1.42), (-0.66, 1.58), (-0.2, 1.5), (0.2, 1.52), (0.52, 1.6), (0.78, 1.42), (0.74, 1.12), (0.4, 0.92), (-0.2, 0.9),
         (-0.6, 0.98), (-0.88, 1.12)]
    )  # fmt: skip
    neck = smooth([(0.38, 1.5), (0.62, 1.8), (0.84, 2.1), (1.02, 2.12), (1.08, 1.95), (0.94, 1.65), (0.8, 1.2), (0.55, 1.2)], tension=0.85)
    for path, top, bottom in ((barrel, 1.6, 0.9), (neck, 2.1, 1.2)):
        pen.blend(path, ((0, top), (0, bottom)), (lighter(coat, 0.08), darker(coat, 0.2)))
    pen.fill(smooth([(0.4, 1.6), (0.58, 1.86), (0.8, 2.16), (0.92, 2.18), (0.82, 1.98), (0.62, 1.66), (0.5, 1.5)]), mane)
    _head(pen, coat)
    side = 1 if pen.light.sun_side > 0 else -1
    with pen.crescent(barrel, (-side * 0.0, -0.03)):
        pen.flat(barrel, pen.light.sun, 0.14)
    if is_saddled:
        pen.fill(smooth([(-0.42, 1.5), (-0.1, 1.48), (0.18, 1.52), (0.2, 1.22), (-0.1, 1.14), (-0.4, 1.24)], tension=0.6), 0x8A3A32)
        pen.fill(smooth([(-0.42, 1.62), (-0.3, 1.53), (0.04, 1.53), (0.16, 1.64), (0.14, 1.46), (-0.1, 1.4), (-0.38, 1.47)]), 0x4A2E1E)
        pen.line([(0.62, 1.6), (0.9, 1.75), (1.22, 1.86)], 0.02, 0x33241C)


def _head(pen: Pen, coat: Colour) -> None:
    for x, tone in ((0.93, 0.8), (1.0, 1.0)):
        pen.fill(smooth([(x - 0.05, 2.08), (x + 0.0, 2.3), (x + 0.07, 2.1)], tension=0.7), coat, tone)
    head = smooth(
        [(0.86, 2.02), (0.98, 2.16), (1.12, 2.1), (1.36, 1.83), (1.44, 1.7), (1.4, 1.6), (1.26, 1.62), (1.08, 1.76), (0.9, 1.84)],
        tension=0.85,
    )
    pen.blend(head, ((1.0, 2.1), (1.3, 1.6)), (lighter(coat, 0.06), darker(coat, 0.12)))
    pen.fill(smooth([(1.3, 1.72), (1.42, 1.74), (1.44, 1.66), (1.38, 1.6), (1.28, 1.63)]), darker(coat, 0.45))
    pen.fill(oval(1.39, 1.69, 0.018, 0.014), 0x1E1614)
    pen.fill(oval(1.09, 2.0, 0.03, 0.026), 0x17110F)
    pen.flat(oval(1.1, 2.008, 0.008, 0.008), 0xFFFFFF, 0.8)
    pen.line([(0.98, 2.14), (1.16, 1.84), (1.12, 1.74)], 0.022, 0x33241C)
    pen.line([(1.2, 1.92), (1.28, 1.64)], 0.022, 0x33241C)
    pen.fill(smooth([(0.94, 2.22), (1.06, 2.16), (1.12, 2.02), (1.02, 2.1)]), darker(coat, 0.55))


def draw_horse_leg(pen: Pen, coat: Colour, index: int, part: int, *, is_far: bool) -> None:
    """A part of a leg; 0 is a foreleg, 1 a hind leg; part 0 the upper, 1 the lower leg, 2 the hoof."""
    upper, knee, fetlock, tip = LEGS[index]
    tone = 0.66 if is_far else 0.95
    if part == 2:
        pen.fill(limb([fetlock, tip], [0.085, 0.1]), darker(coat, 0.6), tone)
        pen.fill(
            smooth([(fetlock[0] - 0.05, 0.06), (tip[0] - 0.03, 0.075), (tip[0] + 0.03, 0.0), (fetlock[0] - 0.04, 0.0)], tension=0.5),
            0x2A2220,
            tone,
        )
    elif part == 1:
        pen.fill(limb([knee, fetlock], [0.125, 0.085]), darker(coat, 0.25), tone)
    else:
        pen.fill(limb([upper, knee], [0.3 if index else 0.24, 0.14]), darker(coat, 0.06), tone)


def coat_of(number: int) -> Colour:
    """One of the colours horses have."""
    return colour(COATS[number % len(COATS)])
