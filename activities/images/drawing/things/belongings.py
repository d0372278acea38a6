"""More things people handle: paper, table, travel and tools, in metres, y upwards, the origin below the middle."""

from activities.images.drawing.colour import darker, lighter
from activities.images.drawing.pen import Pen, box, oval, shape, smooth

_PAPER, _INK, _STEEL, _BRASS, _WOOD = 0xEDE8DA, 0x3A3A40, 0xB4BCC2, 0xC9A24A, 0x7A5236


def newspaper(pen: Pen) -> None:
    """A folded paper with a headline, a picture and columns."""
    with pen.moved(0, 0.0, 1, 6):
        pen.fill(box(-0.17, 0.0, 0.17, 0.36), darker(_PAPER, 0.2))
        pen.fill(box(-0.165, 0.01, 0.155, 0.37), _PAPER)
        pen.flat(box(-0.13, 0.315, 0.12, 0.345), _INK)
        pen.flat(box(-0.13, 0.18, 0.0, 0.295), 0x8E8E90)
        for left, top in ((0.02, 0.29), (-0.13, 0.165), (0.02, 0.165)):
            for line in range(5):
                pen.flat(box(left, top - 0.026 * line - 0.008, left + 0.1, top - 0.026 * line), _INK, 0.55)
        pen.line([(-0.165, 0.16), (0.155, 0.165)], 0.005, darker(_PAPER, 0.25))


def ticket(pen: Pen) -> None:
    """A stub with a perforated edge."""
    with pen.moved(0, 0.06, 1, -10):
        pen.fill(box(-0.12, -0.05, 0.12, 0.06, 0.01), 0xE2C27A)
        pen.line([(0.06, -0.05), (0.06, 0.06)], 0.005, 0x8A6A3A)
        pen.flat(box(-0.1, 0.02, 0.03, 0.038), 0x6A4A2A)
        for y in (-0.005, -0.027):
            pen.flat(box(-0.1, y - 0.008, 0.02, y), 0x6A4A2A, 0.6)


def coin(pen: Pen) -> None:
    """A coin that stands on its edge."""
    pen.fill(oval(0.008, 0.07, 0.068, 0.07), darker(_BRASS, 0.3))
    pen.blend(oval(0, 0.07, 0.066, 0.07), ((-0.06, 0.13), (0.06, 0)), (lighter(_BRASS, 0.35), _BRASS))
    pen.stroke(oval(0, 0.07, 0.05, 0.053), 0.006, darker(_BRASS, 0.25))


def plate(pen: Pen) -> None:
    """A plate seen slightly from above, with a meal on it."""
    pen.fill(oval(0, 0.03, 0.19, 0.05), 0xCFC9BC)
    pen.fill(oval(0, 0.037, 0.19, 0.05), 0xF1EDE4)
    pen.fill(oval(0, 0.038, 0.13, 0.032), 0xE0DACD)
    pen.fill(smooth([(-0.1, 0.04), (-0.04, 0.1), (0.04, 0.095), (0.09, 0.04)]), 0xA8683A)
    pen.fill(oval(0.06, 0.05, 0.05, 0.02), 0x6E8B4E)


def cake(pen: Pen) -> None:
    """A round cake with icing and a cherry."""
    pen.fill(oval(0, 0.02, 0.2, 0.035), 0xE8E2D6)
    pen.blend(box(-0.15, 0.02, 0.15, 0.14, 0.01), ((-0.15, 0), (0.15, 0)), (0xD9A564, 0xA8703C))
    drips = [(-0.155, 0.15), (-0.15, 0.1), (-0.09, 0.12), (-0.03, 0.08), (0.04, 0.12), (0.1, 0.09), (0.15, 0.115), (0.155, 0.15)]
    pen.fill(smooth(drips, tension=0.6), 0xF4EBDD)
    pen.fill(oval(0, 0.15, 0.155, 0.035), 0xFAF3E6)
    pen.fill(oval(0, 0.185, 0.025, 0.025), 0xB83A32)


def camera(pen: Pen) -> None:
    """A photographer's camera."""
    pen.fill(box(-0.05, 0.12, 0.03, 0.16, 0.01), 0x2C2D33)
    pen.fill(box(-0.12, 0.0, 0.12, 0.13, 0.015), 0x34363C)
    pen.flat(box(-0.12, 0.1, 0.12, 0.13), 0x9CA2A8)
    pen.fill(oval(0.015, 0.055, 0.055, 0.055), 0x1E1F24)
    pen.fill(oval(0.015, 0.055, 0.036, 0.036), 0x4A6A8C)
    pen.flat(oval(0.002, 0.07, 0.01, 0.01), 0xFFFFFF, 0.7)


def hat(pen: Pen) -> None:
    """A felt hat that lies on its brim."""
    pen.fill(oval(0, 0.02, 0.2, 0.03), 0x4A3A2E)
    crown = smooth([(-0.12, 0.02), (-0.11, 0.15), (-0.03, 0.14), (0.05, 0.16), (0.11, 0.14), (0.12, 0.02)], tension=0.7)
    pen.blend(crown, ((-0.12, 0), (0.12, 0)), (0x7A6048, 0x54402F))
    pen.flat(box(-0.118, 0.03, 0.118, 0.058), 0x2B2420)


def compass(pen: Pen) -> None:
    """A brass compass, its lid open."""
    pen.fill(oval(0, 0.16, 0.08, 0.07), darker(_BRASS, 0.2))
    pen.fill(oval(0, 0.07, 0.1, 0.07), _BRASS)
    pen.fill(oval(0, 0.075, 0.083, 0.057), 0xF4EEDC)
    pen.fill(shape((-0.012, 0.075), (0.012, 0.075), (0.03, 0.12)), 0xB83A32)
    pen.fill(shape((-0.012, 0.075), (0.012, 0.075), (-0.03, 0.03)), 0x3A4A5C)


def telescope(pen: Pen) -> None:
    """A spyglass in three draws."""
    with pen.moved(0, 0.08, 1, 14):
        for left, right, half, tint in ((-0.22, -0.02, 0.045, _WOOD), (-0.02, 0.12, 0.036, _BRASS), (0.12, 0.24, 0.028, _BRASS)):
            pen.fill(box(left, -half, right, half, 0.006), tint)
            pen.fill(box(right - 0.018, -half - 0.005, right, half + 0.005, 0.004), darker(_BRASS, 0.15))


def violin(pen: Pen) -> None:
    """A violin that leans a little."""
    with pen.moved(0, 0.0, 1, -14):
        body = [
            (-0.1, 0.06),
            (-0.11, 0.13),
            (-0.06, 0.19),
            (-0.09, 0.26),
            (0, 0.33),
            (0.09, 0.26),
            (0.06, 0.19),
            (0.11, 0.13),
            (0.1, 0.06),
            (0, 0),
        ]
        pen.blend(smooth(body), ((-0.1, 0), (0.1, 0)), (0xC4743A, 0x8A4422))
        pen.block((-0.014, 0.2, 0.014, 0.58), 0x2E2420)
        for x in (-0.045, 0.045):
            pen.line([(x, 0.11), (x * 0.8, 0.19)], 0.008, 0x2E1A10)
        for x in (-0.008, 0.0, 0.008):
            pen.line([(x, 0.08), (x, 0.56)], 0.002, 0xE8E0D0)


def axe(pen: Pen) -> None:
    """An axe that leans against nothing in particular."""
    with pen.moved(0, 0.02, 1, -18):
        pen.block((-0.018, 0.0, 0.018, 0.62), _WOOD, 1.0, 0.01)
        pen.fill(smooth([(0.0, 0.6), (0.16, 0.66), (0.17, 0.42), (0.0, 0.5)], tension=0.4), _STEEL)
        pen.line([(0.162, 0.65), (0.172, 0.43)], 0.01, lighter(_STEEL, 0.4))


def hammer(pen: Pen) -> None:
    """A hammer that lies on its side."""
    with pen.moved(0, 0.06, 1, 8):
        pen.block((-0.2, -0.016, 0.13, 0.016), _WOOD, 1.0, 0.01)
        pen.block((0.1, -0.075, 0.155, 0.075), 0x5A6068, 1.0, 0.01)


def door(pen: Pen) -> None:
    """A panelled door in its frame, ajar: darkness behind it."""
    wood = 0x6E4A30
    pen.block((-0.56, 0, 0.56, 2.16), darker(wood, 0.3), 0.95)
    pen.fill(box(-0.45, 0, 0.45, 2.06), 0x120E10)
    leaf = shape((-0.45, 0), (-0.45, 2.06), (0.3, 1.99), (0.3, 0.05))
    pen.blend(leaf, ((-0.45, 2.0), (0.3, 0)), (lighter(wood, 0.12), darker(wood, 0.12)))
    for bottom, top in ((0.22, 0.88), (1.06, 1.84)):
        panel = shape((-0.34, bottom), (-0.34, top), (0.2, top - 0.02), (0.2, bottom + 0.02))
        pen.fill(panel, darker(wood, 0.2))
        pen.stroke(panel, 0.016, lighter(wood, 0.2), alpha=0.5)
    pen.fill(oval(0.235, 1.0, 0.03, 0.034), _BRASS)


def bag(pen: Pen) -> None:
    """A soft leather bag, tied at its neck."""
    leather = 0x8A5E3A
    body = smooth([(-0.06, 0.27), (-0.17, 0.15), (-0.18, 0.03), (-0.1, 0.0), (0.1, 0.0), (0.18, 0.03), (0.17, 0.15), (0.06, 0.27)])
    pen.blend(body, ((-0.16, 0.26), (0.16, 0.0)), (lighter(leather, 0.14), darker(leather, 0.25)))
    pen.fill(smooth([(-0.06, 0.26), (-0.1, 0.36), (-0.03, 0.33), (0.03, 0.37), (0.1, 0.34), (0.06, 0.26)], tension=0.6), leather)
    pen.block((-0.07, 0.255, 0.07, 0.285), _BRASS, 1.0, 0.01)
    for x in (-0.05, 0.03):
        pen.line([(x, 0.25), (x * 1.7, 0.12)], 0.008, darker(leather, 0.4), alpha=0.6)


def piano(pen: Pen) -> None:
    """An upright piano from its front: lid closed over the keys, music desk, pedals."""
    wood = 0x4A2C20
    pen.block((-0.76, 0.06, 0.76, 1.24), wood, 0.95, 0.015)
    pen.fill(box(-0.8, 1.22, 0.8, 1.28, 0.01), lighter(wood, 0.16))
    for left, right in ((-0.68, -0.04), (0.04, 0.68)):
        pen.stroke(box(left, 0.84, right, 1.14, 0.02), 0.014, lighter(wood, 0.14), alpha=0.8)
        pen.stroke(box(left, 0.14, right, 0.52, 0.02), 0.014, lighter(wood, 0.1), alpha=0.8)
    pen.fill(box(-0.3, 0.86, 0.3, 1.12), 0xF0E8D2)
    for row in range(5):
        for page in (-0.27, 0.03):
            pen.line([(page, 1.07 - 0.045 * row), (page + 0.24, 1.07 - 0.045 * row)], 0.005, _INK, alpha=0.6)
    pen.line([(0, 0.86), (0, 1.12)], 0.006, 0xB8AE94)
    pen.blend(shape((-0.76, 0.62), (0.76, 0.62), (0.8, 0.76), (-0.8, 0.76)), ((0, 0.76), (0, 0.62)), (lighter(wood, 0.3), wood))
    pen.fill(box(-0.68, 0.655, 0.68, 0.7), 0xF6F2E6)
    for key in range(34):
        x = -0.68 + 0.04 * key
        pen.line([(x, 0.655), (x, 0.7)], 0.003, 0x9A9488)
        if key % 7 not in {2, 6}:
            pen.flat(box(x + 0.028, 0.675, x + 0.05, 0.7), 0x1E1A1C)
    for x in (-0.74, 0.74):
        pen.block((x - 0.06, 0.0, x + 0.06, 0.64), darker(wood, 0.15), 1.0, 0.01)
    for x in (-0.08, 0.0, 0.08):
        pen.fill(box(x - 0.02, 0.02, x + 0.02, 0.07, 0.01), _BRASS)


def piano_from_the_side(pen: Pen, keys_seen: float) -> None:
    """An upright piano seen from its end; who plays sits at x = 0 and looks to the right.

    Args:
        pen: Its origin is on the floor under the player.
        keys_seen: How high the keys are seen that are looked down on, metres.
    """
    wood = 0x4A2C20
    pen.block((0.56, 0.05, 0.94, 1.22), wood, 0.95, 0.015)
    pen.fill(box(0.53, 1.2, 0.97, 1.26, 0.01), lighter(wood, 0.16))
    pen.stroke(box(0.61, 0.16, 0.89, 0.56, 0.02), 0.014, lighter(wood, 0.1), alpha=0.8)
    pen.stroke(box(0.61, 0.84, 0.89, 1.12, 0.02), 0.014, lighter(wood, 0.14), alpha=0.8)
    pen.fill(shape((0.5, 0.84), (0.53, 0.84), (0.57, 1.12), (0.54, 1.12)), 0xF0E8D2)
    pen.block((0.29, 0.0, 0.35, 0.62), darker(wood, 0.15), 1.0, 0.01)
    pen.fill(shape((0.3, 0.72), (0.57, 0.72), (0.57, 0.72 + keys_seen), (0.33, 0.72 + keys_seen)), 0xF6F2E6)
    for key in range(5):
        x = 0.42 + 0.03 * key
        pen.line([(x, 0.72 + 0.45 * keys_seen), (x + 0.012, 0.72 + keys_seen)], 0.011, 0x1E1A1C)
    pen.blend(shape((0.26, 0.62), (0.58, 0.6), (0.58, 0.73), (0.26, 0.73)), ((0, 0.73), (0, 0.6)), (lighter(wood, 0.3), wood))
    pen.fill(box(0.46, 0.02, 0.56, 0.05, 0.01), _BRASS)
    with pen.moved(0.7, 0):
        pen.fill(box(-0.2, 0.0, 0.26, 0.05, 0.01), darker(wood, 0.3))


def hologram(pen: Pen) -> None:
    """A figure of light above its projector, in lines."""
    pen.block((-0.3, 0.0, 0.3, 0.1), 0x3A444F, 1.0, 0.03)
    pen.flat(oval(0, 0.1, 0.22, 0.04), 0x9FF0F8)
    pen.fade(shape((-0.2, 0.1), (0.2, 0.1), (0.46, 1.85), (-0.46, 1.85)), ((0, 0.1), (0, 1.85)), 0x7CE0F4, (0.42, 0.04))
    head = oval(0, 1.52, 0.12, 0.155)
    body = smooth([(-0.06, 1.36), (0.06, 1.36), (0.23, 1.26), (0.25, 0.8), (0.14, 0.34), (-0.14, 0.34), (-0.25, 0.8), (-0.23, 1.26)])
    for path in (body, head):
        pen.flat(path, 0x8CEAF8, 0.55)
        with pen.within(path):
            for row in range(34):
                pen.flat(box(-0.4, 0.3 + 0.042 * row, 0.4, 0.316 + 0.042 * row), 0xF0FFFF, 0.4)
    for x in (-0.045, 0.045):
        pen.flat(oval(x, 1.54, 0.018, 0.012), 0x16506A, 0.9)
    pen.glow(0, 1.1, 0.9, 0x7CE0F4, 0.32)


def rifle(pen: Pen) -> None:
    """A rifle that points to the left, held at its grip."""
    with pen.moved(0, 0.06):
        pen.fill(box(-0.62, 0.0, 0.02, 0.026, 0.008), 0x3A3C42)
        pen.fill(shape((-0.4, 0.0), (0.04, 0.005), (0.06, -0.045), (-0.34, -0.022)), _WOOD)
        pen.fill(smooth([(0.0, 0.026), (0.12, 0.02), (0.4, -0.03), (0.42, -0.15), (0.2, -0.07), (0.05, -0.05)], tension=0.6), _WOOD)
        pen.stroke(oval(0.055, -0.06, 0.03, 0.024), 0.01, 0x3A3C42)
        pen.fill(box(-0.6, 0.026, -0.585, 0.045), 0x3A3C42)


def hologram_globe(pen: Pen) -> None:
    """A planet of light above its projector, in meridians."""
    pen.block((-0.3, 0.0, 0.3, 0.1), 0x3A444F, 1.0, 0.03)
    pen.flat(oval(0, 0.1, 0.22, 0.04), 0x9FF0F8)
    pen.fade(shape((-0.2, 0.1), (0.2, 0.1), (0.46, 1.1), (-0.46, 1.1)), ((0, 0.1), (0, 1.1)), 0x7CE0F4, (0.42, 0.05))
    globe = oval(0, 1.1, 0.46, 0.46)
    pen.glow(0, 1.1, 0.95, 0x7CE0F4, 0.35)
    pen.flat(globe, 0x2A9CC0, 0.42)
    with pen.within(globe):
        for land in (((-0.4, 1.3), (-0.1, 1.42), (0.05, 1.15), (-0.2, 1.0)), ((0.08, 1.05), (0.34, 1.2), (0.3, 0.85), (0.12, 0.75))):
            pen.flat(smooth(list(land)), 0x9CF4EC, 0.6)
    for half in (0.46, 0.3, 0.1):
        pen.stroke(oval(0, 1.1, half, 0.46), 0.012, 0xD8FCFF, alpha=0.7)
    for y, half in ((1.32, 0.4), (1.1, 0.46), (0.88, 0.4)):
        pen.line([(-half, y), (0, y - 0.04), (half, y)], 0.01, 0xD8FCFF, alpha=0.7)


def flashlight(pen: Pen) -> None:
    """An electric torch that points to the right."""
    with pen.moved(0, 0.05):
        pen.block((-0.16, -0.025, 0.06, 0.025), 0x34363C, 1.0, 0.01)
        pen.fill(shape((0.05, -0.028), (0.12, -0.048), (0.12, 0.048), (0.05, 0.028)), 0x4A4D55)
        pen.flat(box(0.115, -0.046, 0.135, 0.046, 0.008), 0xFFF6D8)
        pen.flat(box(-0.06, 0.02, -0.02, 0.032), 0xB83A32)


def snuffed_candle(pen: Pen) -> None:
    """A candle that has just gone out: a black wick and its smoke."""
    pen.fill(oval(0, 0.015, 0.09, 0.022), darker(_BRASS, 0.15))
    pen.block((-0.03, 0.02, 0.03, 0.26), 0xE4D9C0, 1.0, 0.01)
    pen.line([(0, 0.26), (0.004, 0.285)], 0.007, 0x241E1C)
    pen.flat(oval(0.004, 0.286, 0.004, 0.004), 0xE06A3C)
    pen.line([(0.004, 0.29), (0.022, 0.35), (-0.012, 0.42), (0.018, 0.5), (-0.005, 0.58)], 0.011, 0xD8D8DC, alpha=0.5)
