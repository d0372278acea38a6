"""The bed under somebody who lies, and the blanket over them.

In heights of the person, along the person: y runs from the feet (0) to the crown (1); `side` says where down is, 1 right or −1 left.
"""

import skia

from activities.images.drawing.colour import darker, lighter, mix
from activities.images.drawing.pen import Pen, box, smooth
from activities.images.drawing.people.looks import Look

_WOOD, _SHEET, _PILLOW = 0x7A563C, 0xE6E2D8, 0xF6F3EC


def draw_bed(pen: Pen, side: int, floor: float) -> None:
    """Frame, legs, mattress, head and foot boards and a pillow; the floor lies `floor` below the person's axis."""

    def part(low: float, foot: float, high: float, head: float, radius: float = 0.0) -> skia.Path:
        left, right = sorted((side * -low, side * -high))
        return box(left, foot, right, head, radius)

    with pen.moved(side * floor, 0.5):
        pen.canvas.scale(0.12, 1)
        pen.glow(0, 0, 0.72, 0x161020, 0.55)
    for foot in (-0.05, 1.02):
        pen.fill(part(-floor, foot, -0.1, foot + 0.035), darker(_WOOD, 0.3), 0.85)
    pen.fill(part(-0.17, -0.07, -0.115, 1.08, 0.01), _WOOD, 0.9)
    pen.fill(part(-0.16, -0.09, 0.06, -0.055, 0.012), _WOOD, 1.0)
    pen.fill(part(-0.2, 1.055, 0.2, 1.095, 0.015), lighter(_WOOD, 0.06), 1.0)
    pen.fill(part(-0.125, -0.055, -0.035, 1.055, 0.03), _SHEET, 0.92)
    pen.fill(part(-0.06, 0.84, 0.035, 1.05, 0.045), _PILLOW, 1.0)


def draw_blanket(pen: Pen, look: Look, side: int) -> None:
    """Over feet, legs and belly up to the chest, hanging down a little, its sheet turned back."""
    tint = mix(0x5F7F96, look.top_tint, 0.35)
    outline = [
        (0.115, -0.05), (-0.05, -0.052), (-0.105, 0.0), (-0.075, 0.08), (-0.085, 0.3), (-0.105, 0.52), (-0.1, 0.66), (0.0, 0.685),
        (0.118, 0.67), (0.13, 0.3),
    ]  # fmt: skip
    path = smooth([(side * x, y) for x, y in outline], tension=0.7)
    pen.blend(path, ((-side * 0.1, 0), (side * 0.13, 0)), (lighter(tint, 0.16), darker(tint, 0.22)), (1.04, 0.8))
    with pen.within(path):
        for y in (0.14, 0.33, 0.5):
            pen.line([(-side * 0.1, y), (0, y + 0.025), (side * 0.12, y - 0.02)], 0.006, darker(tint, 0.35), alpha=0.45)
        pen.fill(smooth([(side * x, y) for x, y in ((-0.13, 0.6), (0.13, 0.6), (0.13, 0.72), (-0.13, 0.72))], tension=0.3), _PILLOW, 0.98)
