"""Fronts of public buildings and what stands in squares and yards. Metres, y upwards (see `buildings`)."""

from activities.images.drawing.colour import Tint, darker, lighter, mix
from activities.images.drawing.pen import Pen, box, oval, shape, smooth
from activities.images.drawing.seeds import between, choose, random_of
from activities.images.drawing.sets.buildings import lit_window
from activities.images.drawing.sets.furniture import ground_shadow


def window_rows(pen: Pen, sides: tuple[float, float, float, float], counts: tuple[int, int], key: str, frame: Tint = 0xEDE6D6) -> None:
    """A grid of windows inside left, bottom, right, top: columns, rows."""
    left, bottom, right, top = sides
    random = random_of("rows", key)
    wide, high = (right - left) / counts[0], (top - bottom) / counts[1]
    for column in range(counts[0]):
        for row in range(counts[1]):
            x, y = left + column * wide, bottom + row * high
            lit_window(pen, (x + wide * 0.22, y + high * 0.2, x + wide * 0.78, y + high * 0.82), random, frame)


def brick_wall(pen: Pen, seed: int, half: float, high: float, *, has_escape: bool = False) -> None:
    """A house wall seen from an alley."""
    random = random_of("alleywall", seed)
    tint = choose(random, (0x8A5F50, 0x7A6A62, 0x94705A, 0x6F6468))
    pen.blend(box(-half, 0, half, high), ((0, high), (0, 0)), (tint, darker(tint, 0.3)), (0.9, 0.6))
    for _ in range(40):
        x, y = between(random, -half, half - 0.5), between(random, 0, high)
        pen.fill(box(x, y, x + 0.42, y + 0.15), darker(tint, 0.25), 0.8, alpha=0.5)
    for y in (3.4, 6.2):
        for x in (-half * 0.5, half * 0.4):
            lit_window(pen, (x - 0.4, y, x + 0.4, y + 1.3), random, darker(tint, 0.2))
    pen.block((-half * 0.3, 0, half * 0.12, 2.1), darker(tint, 0.5), 0.8)
    if has_escape:
        iron: Tint = 0x26262A
        for y in (3.0, 5.8):
            pen.block((-half * 0.9, y - 0.1, half * 0.8, y), iron)
            for index in range(8):
                x = -half * 0.9 + index * half * 0.243
                pen.line([(x, y), (x, y + 0.9)], 0.04, iron)
            pen.line([(-half * 0.9, y + 0.9), (half * 0.8, y + 0.9)], 0.05, iron)
        pen.line([(-half * 0.7, 3.0), (half * 0.6, 5.8)], 0.09, iron)
        pen.line([(half * 0.6, 0.8), (half * 0.6, 3.0)], 0.07, iron)


def bins(pen: Pen) -> None:
    """Dustbins and a bag."""
    ground_shadow(pen, 0.8)
    for x, tint in ((-0.4, 0x7E868A), (0.3, 0x6A7276)):
        pen.blend(
            shape((x - 0.28, 0), (x + 0.28, 0), (x + 0.33, 0.85), (x - 0.33, 0.85)),
            ((x - 0.3, 0), (x + 0.3, 0)),
            (lighter(tint, 0.2), darker(tint, 0.4)),
        )
        pen.block((x - 0.37, 0.85, x + 0.37, 0.95), tint, 1.0, 0.04)
    pen.fill(smooth([(0.65, 0), (0.6, 0.35), (0.85, 0.55), (1.1, 0.3), (1.1, 0)]), 0x24262A)


def washing(pen: Pen, half: float, seed: int) -> None:
    """A washing line across; the origin is its middle."""
    random = random_of("washing", seed)
    pen.line([(-half, 0.3), (0, 0), (half, 0.3)], 0.025, 0xE0DACC)
    for index in range(7):
        x = -half * 0.7 + index * half * 0.23
        y = 0.3 * (x / half) ** 2
        wide, tall = between(random, 0.25, 0.45), between(random, 0.45, 0.85)
        pen.block((x - wide / 2, y - tall, x + wide / 2, y), choose(random, (0xF4EEE0, 0xC8583E, 0x6A8AA8, 0xE0C06A)), 1.0, 0.03)


def town_hall(pen: Pen) -> None:
    """A stepped gable with a clock, arcades below."""
    stone: Tint = 0xC9A886
    pen.block((-6, 0, 6, 8), stone, 0.95)
    pen.fill(shape((-6.3, 8), (6.3, 8), (5, 10.2), (-5, 10.2)), 0x7A4A40, 0.9)
    pen.block((-1.7, 0, 1.7, 14.5), lighter(stone, 0.08), 1.0)
    pen.fill(shape((-2.0, 14.4), (2.0, 14.4), (0, 19.5)), 0x4F6A64)
    pen.fill(oval(0, 12.2, 1.15, 1.15), 0xF6F0DC)
    pen.line([(0, 12.2), (0, 13.0)], 0.14, 0x2A2A2E)
    pen.line([(0, 12.2), (0.6, 12.0)], 0.14, 0x2A2A2E)
    for x in (-4.6, -2.9, 0.0, 2.9, 4.6):
        pen.fill(smooth([(x - 0.65, 0), (x - 0.65, 2.2), (x, 3.1), (x + 0.65, 2.2), (x + 0.65, 0)], tension=0.6), 0x4A3A34)
    window_rows(pen, (-5.8, 4.0, -1.8, 7.6), (3, 1), "hall left")
    window_rows(pen, (1.8, 4.0, 5.8, 7.6), (3, 1), "hall right")


def fountain(pen: Pen) -> None:
    """A round basin with falling water."""
    ground_shadow(pen, 2.0, 0.3)
    pen.block((-1.7, 0, 1.7, 0.6), 0xB9B2A4, 0.95, 0.05)
    pen.fill(oval(0, 0.6, 1.65, 0.2), 0x6FA8BC)
    pen.block((-0.16, 0.5, 0.16, 1.7), 0xB9B2A4)
    pen.fill(smooth([(-0.8, 1.75), (0.8, 1.75), (0.3, 1.45), (-0.3, 1.45)]), 0xC4BDB0)
    for side in (-1, 1):
        for reach in (0.5, 0.85):
            pen.line([(0, 2.2), (side * reach * 0.7, 1.9), (side * reach, 0.65)], 0.05, 0xE8F4F8, alpha=0.75)
    pen.line([(0, 1.7), (0, 2.35)], 0.08, 0xF0F8FA, alpha=0.85)


def pigeon(pen: Pen) -> None:
    """A pigeon on the ground."""
    pen.fill(smooth([(-0.16, 0.1), (0.0, 0.18), (0.14, 0.14), (0.08, 0.04), (-0.06, 0.04)]), 0x6A7280)
    pen.fill(oval(0.13, 0.2, 0.05, 0.05), 0x4F6A64)


def stall(pen: Pen, tint: Tint, seed: int) -> None:
    """A market stall: striped roof, crates of fruit."""
    random = random_of("stall", seed)
    ground_shadow(pen, 1.5, 0.35)
    for x in (-1.3, 1.3):
        pen.block((x - 0.05, 0, x + 0.05, 2.4), 0x8A6242)
    pen.block((-1.35, 0.1, 1.35, 0.85), 0x9A7048, 0.85)
    for index in range(5):
        x = -1.25 + index * 0.5
        fruit = choose(random, (0xD9702F, 0xC2402F, 0x8FB04A, 0xE8C24A, 0x7A4A7A))
        for row in range(2):
            for column in range(3):
                pen.fill(oval(x + 0.11 + column * 0.14, 0.95 + row * 0.1, 0.08, 0.08), mix(fruit, 0xFFF0C0, 0.1 * ((row + column) % 3)))
        pen.block((x, 0.78, x + 0.48, 0.94), 0xC39A66)
    for index in range(9):
        x0, x1 = -1.6 + index * 3.2 / 9, -1.6 + (index + 1) * 3.2 / 9
        pen.fill(
            shape((x0 * 0.85, 2.95), (x1 * 0.85, 2.95), (x1, 2.25), ((x0 + x1) / 2, 2.12), (x0, 2.25)), tint if index % 2 else 0xF4EEE0, 1.0
        )


def family_house(pen: Pen, seed: int) -> None:
    """A clapboard house with a porch and a gable."""
    random = random_of("family", seed)
    wall = choose(random, (0xE4DCC4, 0xB9C8C4, 0xD9C09A, 0xC4B0A0, 0xA9BBD0))
    roof = mix(choose(random, (0x7A4A40, 0x5B5F6A, 0x6A5A50)), 0xF0F3F5, 0.85 * pen.light.is_snowy)
    ground_shadow(pen, 5.0, 0.3)
    pen.block((-4.2, 0, 4.2, 3.3), wall, 0.95)
    for row in range(10):
        pen.line([(-4.2, 0.3 * row + 0.3), (4.2, 0.3 * row + 0.3)], 0.025, darker(wall, 0.25), alpha=0.6)
    pen.fill(shape((-4.8, 3.2), (4.8, 3.2), (3.4, 5.6), (-3.4, 5.6)), roof, 0.9)
    pen.fill(shape((0.4, 3.3), (3.8, 3.3), (3.8, 4.6), (2.1, 6.2), (0.4, 4.6)), wall, 1.0)
    pen.fill(shape((0.0, 4.5), (2.1, 6.6), (4.2, 4.5), (3.8, 4.3), (2.1, 5.95), (0.4, 4.3)), darker(roof, 0.2), 0.9)
    lit_window(pen, (1.6, 3.9, 2.6, 5.1), random)
    for x in (-3.2, 2.3):
        lit_window(pen, (x - 0.7, 1.0, x + 0.7, 2.5), random)
    pen.block((-1.15, 0.3, -0.05, 2.45), choose(random, (0xA8453A, 0x3F6A5A, 0x3F4A6A)), 0.95)
    pen.fill(oval(-0.2, 1.3, 0.06, 0.06), 0xE0BE62)
    pen.block((-2.1, 0, 0.9, 0.3), 0xB9A88E)
    for x in (-2.0, 0.8):
        pen.block((x - 0.1, 0.3, x + 0.1, 2.8), 0xF6F2E8)
    pen.fill(shape((-2.4, 2.75), (1.2, 2.75), (0.9, 3.3), (-2.1, 3.3)), darker(roof, 0.1), 0.95)
    pen.block((-2.9, 4.6, -2.2, 6.6), 0x9A5A48)


def picket_fence(pen: Pen, half: float) -> None:
    """White pickets."""
    for y in (0.3, 0.65):
        pen.block((-half, y - 0.04, half, y + 0.04), 0xF2EEE2, 0.95)
    x = -half
    while x < half:
        pen.fill(shape((x, 0), (x + 0.13, 0), (x + 0.13, 0.82), (x + 0.065, 0.95), (x, 0.82)), 0xFAF7EE, 0.98)
        x += 0.26


def letter_box(pen: Pen) -> None:
    """A letter box on a post."""
    pen.block((-0.05, 0, 0.05, 1.0), 0x8A6A4A)
    pen.block((-0.26, 0.95, 0.26, 1.28), 0x4F6A86, 1.0, 0.12)
    pen.fill(box(0.2, 1.15, 0.26, 1.45), 0xC8473F)


def swings(pen: Pen) -> None:
    """A frame with two swings."""
    for side in (-1, 1):
        pen.line([(side * 1.5, 2.5), (side * 1.9, 0)], 0.09, 0xC8473F)
        pen.line([(side * 1.5, 2.5), (side * 1.2, 0)], 0.09, 0xA8352F)
    pen.block((-1.6, 2.45, 1.6, 2.57), 0xC8473F)
    for x in (-0.6, 0.6):
        for way in (-0.2, 0.2):
            pen.line([(x + way, 2.45), (x + way, 0.55)], 0.025, 0x55585A)
        pen.block((x - 0.27, 0.48, x + 0.27, 0.56), 0x3F5F8A)


def slide(pen: Pen, side: int) -> None:
    """A slide with its ladder."""
    with pen.moved(0, 0, is_mirrored=side > 0):
        for x in (0.9, 1.3):
            pen.line([(x, 0), (x - 0.15, 2.0)], 0.07, 0x3F6A9A)
        for y in (0.4, 0.8, 1.2, 1.6):
            pen.line([(0.9 - 0.07 * y, y), (1.3 - 0.07 * y, y)], 0.05, 0x3F6A9A)
        pen.blend(
            shape((1.0, 2.0), (0.7, 2.0), (-1.4, 0.3), (-1.9, 0.25), (-1.9, 0.1), (-1.3, 0.1)), ((1, 2), (-1.5, 0)), (0xF0C850, 0xD99A2F)
        )
        pen.line([(1.2, 2.0), (1.2, 2.5), (0.75, 2.5), (0.7, 2.1)], 0.05, 0xC8473F)


def climbing_dome(pen: Pen) -> None:
    """A dome of bars."""
    for share in (0.35, 0.7, 1.0):
        points = [(-1.6 * share, 0), (-1.3 * share, 1.0), (0, 1.7), (1.3 * share, 1.0), (1.6 * share, 0)]
        pen.stroke(smooth(points, is_closed=False), 0.05, 0x3F7A6A)
    for y, half in ((0.5, 1.5), (1.05, 1.2)):
        pen.line([(-half, y), (0, y + 0.12), (half, y)], 0.05, 0x3F7A6A)


def grandstand(pen: Pen, seed: int, half: float) -> None:
    """Rising rows of people below a roof."""
    random = random_of("crowd", seed)
    pen.block((-half, 0, half, 9.5), 0x6A7076, 0.8)
    tints = (0xC8473F, 0x3F6A9A, 0xF0E4CC, 0xE0B040, 0x4A4A52, 0xD9A08A)
    for row in range(9):
        for index in range(int(half * 1.5)):
            x = -half + (index + 0.5 + 0.3 * (row % 2)) * 2 / 1.5
            if random.integers(8):
                y = 1.5 + row * 0.85
                pen.fill(box(x - 0.36, y, x + 0.36, y + 0.5, 0.15), tints[int(random.integers(6))], 0.85)
                pen.fill(oval(x, y + 0.68, 0.2, 0.22), 0xD9A98A, 0.9)
    pen.block((-half, 0, half, 1.3), 0x2F4A7A, 0.95)
    pen.fill(shape((-half, 11.5), (half, 11.5), (half, 13.0), (-half, 13.0)), 0xD4D8DA, 0.95)


def floodlight(pen: Pen) -> None:
    """A mast of lamps."""
    pen.block((-0.3, 0, 0.3, 17), 0x8A9096)
    pen.block((-2.2, 17, 2.2, 20), 0x55595E)
    for row in range(3):
        for column in range(5):
            pen.flat(oval(-1.7 + column * 0.85, 17.5 + row, 0.32, 0.32), 0xFFFBE8)
    if pen.light.has_lamps:
        pen.glow(0, 18.5, 14, 0xFFF8DC, 0.5)


def goal(pen: Pen) -> None:
    """A goal with its net."""
    for index in range(15):
        x = -3.6 + index * 7.2 / 14
        pen.line([(x, 0.1), (x, 2.4)], 0.025, 0xF4F4F0, alpha=0.6)
    for index in range(6):
        pen.line([(-3.6, 0.2 + index * 0.42), (3.6, 0.2 + index * 0.42)], 0.025, 0xF4F4F0, alpha=0.6)
    for left, low, right, top in ((-3.72, 0, -3.58, 2.5), (3.58, 0, 3.72, 2.5), (-3.72, 2.38, 3.72, 2.52)):
        pen.fill(box(left, low, right, top), 0xFBFBF8)


def parasol_table(pen: Pen, tint: Tint) -> None:
    """A table under a parasol, two chairs."""
    ground_shadow(pen, 1.2, 0.35)
    for x in (-0.75, 0.75):
        pen.block((x - 0.2, 0.42, x + 0.2, 0.48), 0x9A6E46)
        pen.block((x + (0.16 if x > 0 else -0.2), 0.42, x + (0.2 if x > 0 else -0.16), 0.92), 0x9A6E46)
        for leg in (-0.16, 0.16):
            pen.line([(x + leg, 0), (x + leg, 0.42)], 0.035, 0x5A4230)
    pen.block((-0.03, 0, 0.03, 2.5), 0xEDE6D6)
    pen.fill(oval(0, 0.75, 0.48, 0.07), 0xF6F0E2)
    for x in (-0.2, 0.22):
        pen.block((x - 0.04, 0.77, x + 0.04, 0.86), 0xFDFBF4, 1.0, 0.02)
    for index in range(6):
        x0, x1 = -1.3 + index * 2.6 / 6, -1.3 + (index + 1) * 2.6 / 6
        pen.fill(shape((0, 2.75), (x1, 2.15), ((x0 + x1) / 2, 2.06), (x0, 2.15)), tint if index % 2 else 0xF4EEE0, 1.0)
