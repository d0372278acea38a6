"""Balls, in metres, y upwards, the origin below the middle."""

import math

from activities.images.drawing.pen import Pen, oval, shape


def football(pen: Pen) -> None:
    """A football: a dark five-corner in its middle, seams to five more at its edge."""
    pen.fill(oval(0, 0.12, 0.12, 0.12), 0xF1EEE6)
    with pen.within(oval(0, 0.12, 0.12, 0.12)):
        turns = [math.radians(90 + 72 * index) for index in range(5)]
        pen.fill(shape(*((0.042 * math.cos(turn), 0.12 + 0.042 * math.sin(turn)) for turn in turns)), 0x2B2A30)
        for turn in turns:
            x, y = math.cos(turn), math.sin(turn)
            pen.line([(0.042 * x, 0.12 + 0.042 * y), (0.082 * x, 0.12 + 0.082 * y)], 0.006, 0x8A8880)
            spread = [turn + math.radians(angle) for angle in (-20, 0, 20)]
            inner = (0.098 * math.cos(spread[0]), 0.12 + 0.098 * math.sin(spread[0])), (0.082 * x, 0.12 + 0.082 * y)
            outer = (0.098 * math.cos(spread[2]), 0.12 + 0.098 * math.sin(spread[2])), (0.135 * x, 0.12 + 0.135 * y)
            pen.fill(shape(inner[0], inner[1], outer[0], outer[1]), 0x2B2A30)
        pen.fill(oval(0.05, 0.06, 0.12, 0.1), 0x20242E, alpha=0.14)
