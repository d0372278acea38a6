"""Animals that keep people company, in metres, y upwards, the origin below the middle."""

from activities.images.drawing.colour import darker, lighter
from activities.images.drawing.pen import Pen, limb, oval, shape, smooth


def dog(pen: Pen) -> None:
    """A sitting dog, seen from the side."""
    fur = 0x9A6A42
    pen.stroke(smooth([(-0.2, 0.1), (-0.32, 0.16), (-0.34, 0.3)], is_closed=False), 0.045, fur, 0.85)
    pen.fill(smooth([(-0.24, 0.02), (-0.22, 0.26), (-0.02, 0.5), (0.12, 0.5), (0.14, 0.24), (0.1, 0.02)], tension=0.8), fur)
    for x, tone in ((0.03, 0.8), (0.1, 1.0)):
        pen.fill(limb([(x, 0.3), (x + 0.015, 0.04)], [0.085, 0.055]), fur, tone)
        pen.fill(oval(x + 0.03, 0.03, 0.055, 0.03), fur, tone)
    pen.fill(oval(-0.13, 0.1, 0.12, 0.1), lighter(fur, 0.06))
    pen.fill(smooth([(0.0, 0.55), (0.04, 0.7), (0.17, 0.71), (0.31, 0.62), (0.32, 0.56), (0.16, 0.5)], tension=0.8), fur)
    pen.fill(smooth([(0.01, 0.68), (-0.05, 0.6), (-0.03, 0.5), (0.06, 0.56)]), darker(fur, 0.35))
    pen.fill(oval(0.315, 0.6, 0.028, 0.022), 0x26201E)
    pen.fill(oval(0.17, 0.64, 0.016, 0.018), 0x26201E)
    pen.line([(0.31, 0.56), (0.22, 0.54)], 0.01, darker(fur, 0.5))


def cat(pen: Pen) -> None:
    """A sitting cat that looks at whoever looks at it."""
    fur = 0x6E6862
    pen.stroke(smooth([(0.1, 0.04), (0.24, 0.05), (0.26, 0.18)], is_closed=False), 0.035, fur, 0.85)
    pen.fill(smooth([(-0.11, 0.01), (-0.12, 0.16), (-0.05, 0.3), (0.05, 0.3), (0.12, 0.16), (0.11, 0.01)], tension=0.8), fur)
    for x in (-0.04, 0.04):
        pen.fill(oval(x, 0.02, 0.035, 0.02), lighter(fur, 0.35))
    pen.fill(oval(0, 0.17, 0.045, 0.07), lighter(fur, 0.35))
    for side in (-1, 1):
        pen.fill(shape((side * 0.095, 0.36), (side * 0.085, 0.47), (side * 0.02, 0.42)), fur, 0.9)
        pen.fill(shape((side * 0.082, 0.38), (side * 0.078, 0.44), (side * 0.04, 0.415)), 0xC98A80)
    pen.fill(oval(0, 0.35, 0.1, 0.082), fur)
    for side in (-1, 1):
        pen.fill(oval(side * 0.042, 0.365, 0.02, 0.022), 0xC9C25A)
        pen.fill(oval(side * 0.042, 0.365, 0.007, 0.019), 0x1E1A18)
        pen.line([(side * 0.03, 0.325), (side * 0.13, 0.335)], 0.004, 0xE8E2DA, alpha=0.7)
    pen.fill(shape((-0.014, 0.335), (0.014, 0.335), (0, 0.32)), 0xC9736A)


def bird(pen: Pen) -> None:
    """A perching bird."""
    for x in (-0.015, 0.025):
        pen.line([(x, 0.06), (x + 0.01, 0.0)], 0.008, 0xC98A3A)
    pen.fill(shape((-0.08, 0.1), (-0.21, 0.07), (-0.19, 0.12), (-0.07, 0.15)), 0x3E4650)
    pen.fill(smooth([(-0.11, 0.1), (-0.03, 0.04), (0.07, 0.08), (0.1, 0.2), (0.03, 0.21), (-0.05, 0.17)]), 0x56616E)
    pen.fill(smooth([(-0.1, 0.12), (-0.02, 0.09), (0.04, 0.14), (-0.02, 0.16)]), 0x3E4650)
    pen.fill(oval(0.07, 0.22, 0.05, 0.046), 0x56616E)
    pen.fill(shape((0.11, 0.235), (0.165, 0.215), (0.112, 0.205)), 0xD99A3A)
    pen.fill(oval(0.085, 0.23, 0.009, 0.009), 0x16120F)
