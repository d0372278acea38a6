"""Furniture, in metres, y upwards, the origin on the floor below its middle (or where it hangs)."""

from activities.images.drawing.colour import Colour, Tint, darker, lighter, mix
from activities.images.drawing.pen import Pen, box, limb, oval, shape, smooth
from activities.images.drawing.seeds import between, choose, random_of
from activities.images.drawing.sets.place import Scheme

_SPINES = (0xA8503C, 0x3F6470, 0xD0A050, 0x5F7A55, 0x7A4A5C, 0xE0D2B4, 0x44506A)


def ground_shadow(pen: Pen, half_m: float, alpha: float = 0.28) -> None:
    """The soft dark under whatever stands on a floor."""
    with pen.moved(0, 0):
        pen.canvas.scale(1, 0.16)
        pen.glow(0, 0, half_m * 1.25, 0x1A1424, alpha)


def table(pen: Pen, wood: Colour, half: float = 0.7, high: float = 0.75) -> None:
    """Four legs and a top seen slightly from above."""
    ground_shadow(pen, half)
    for x in (-half + 0.1, half - 0.1):
        pen.block((x - 0.04, 0, x + 0.04, high), darker(wood, 0.25), 0.8)
    pen.fill(box(-half + 0.05, high - 0.14, half - 0.05, high - 0.02), darker(wood, 0.3), 0.75)
    pen.blend(
        shape((-half, high), (half, high), (half * 0.9, high + 0.09), (-half * 0.9, high + 0.09)),
        ((0, high + 0.09), (0, high)),
        (lighter(wood, 0.16), wood),
        (1, 1),
    )
    pen.fill(box(-half, high - 0.035, half, high), darker(wood, 0.12), 0.9)


def chair(pen: Pen, wood: Colour, seat: Colour, *, back: bool = True) -> None:
    """A chair from the front."""
    ground_shadow(pen, 0.3)
    for x in (-0.19, 0.19):
        pen.block((x - 0.025, 0, x + 0.025, 0.46), darker(wood, 0.2), 0.8)
    if back:
        for x in (-0.19, 0.19):
            pen.block((x - 0.022, 0.46, x + 0.022, 0.94), wood, 0.9)
        pen.block((-0.2, 0.78, 0.2, 0.92), wood, 1.0, 0.03)
        pen.block((-0.2, 0.6, 0.2, 0.68), wood, 0.9, 0.02)
    pen.block((-0.235, 0.42, 0.235, 0.5), seat, 1.0, 0.03)


def stool(pen: Pen, wood: Colour, high: float = 0.74) -> None:
    """A bar stool."""
    ground_shadow(pen, 0.22)
    for x in (-0.14, 0.14):
        pen.fill(limb([(x, 0.02), (x * 0.6, high)], [0.035, 0.035]), darker(wood, 0.2), 0.8)
    pen.line([(-0.12, high * 0.35), (0.12, high * 0.35)], 0.025, darker(wood, 0.3))
    pen.block((-0.18, high - 0.03, 0.18, high + 0.05), wood, 1.0, 0.04)


def sofa(pen: Pen, tint: Colour, half: float = 0.95) -> None:
    """A soft two-seater with cushions."""
    ground_shadow(pen, half)
    pen.block((-half, 0.12, half, 0.9), darker(tint, 0.1), 0.95, 0.12)
    for side in (-1, 1):
        pen.block((min(0, side * (half - 0.18)) + 0.01, 0.4, max(0, side * (half - 0.18)) - 0.01, 0.86), tint, 1.0, 0.09)
    pen.block((-half + 0.14, 0.22, half - 0.14, 0.48), lighter(tint, 0.08), 1.05, 0.07)
    for side in (-1, 1):
        pen.block((side * half - 0.14, 0.1, side * half + 0.14, 0.64), tint, 0.95, 0.12)
    pen.fill(box(-half + 0.05, 0, -half + 0.13, 0.12), 0x3A2A22)
    pen.fill(box(half - 0.13, 0, half - 0.05, 0.12), 0x3A2A22)


def bed(pen: Pen, scheme: Scheme, half: float = 0.85) -> None:
    """A bed from its foot end, headboard behind."""
    ground_shadow(pen, half * 1.1)
    pen.block((-half - 0.06, 0, half + 0.06, 1.2), scheme.wood, 0.9, 0.06)
    for x in (-half * 0.48, half * 0.48):
        pen.block((x - half * 0.4, 0.62, x + half * 0.4, 0.92), lighter(scheme.textile, 0.4), 1.0, 0.1)
    pen.blend(
        shape((-half, 0.62), (half, 0.62), (half + 0.1, 0.3), (-half - 0.1, 0.3)),
        ((0, 0.7), (0, 0.3)),
        (lighter(scheme.textile, 0.2), scheme.textile),
        (1, 0.95),
    )
    pen.blend(
        shape((-half - 0.02, 0.54), (half + 0.02, 0.54), (half + 0.12, 0.12), (-half - 0.12, 0.12)),
        ((0, 0.54), (0, 0.12)),
        (scheme.accent, darker(scheme.accent, 0.2)),
        (1.0, 0.8),
    )
    pen.fill(box(-half - 0.02, 0.5, half + 0.02, 0.58), lighter(scheme.accent, 0.25))
    for x in (-half - 0.06, half + 0.0):
        pen.fill(box(x, 0, x + 0.07, 0.14), darker(scheme.wood, 0.3))


def nightstand(pen: Pen, wood: Colour) -> None:
    """A small cupboard with a lamp on it."""
    ground_shadow(pen, 0.3)
    pen.block((-0.24, 0, 0.24, 0.55), wood, 0.95, 0.02)
    pen.stroke(box(-0.19, 0.3, 0.19, 0.48), 0.012, darker(wood, 0.4))
    pen.fill(oval(0, 0.39, 0.022, 0.022), 0xD9B451)
    with pen.moved(0, 0.55):
        table_lamp(pen)


def table_lamp(pen: Pen, shade: Tint = 0xE8D3A0) -> None:
    """A lamp; its shade glows when it is dark."""
    pen.block((-0.02, 0, 0.02, 0.24), 0x8A6A3A)
    pen.fill(oval(0, 0.02, 0.09, 0.025), 0x6A5030)
    cone = shape((-0.16, 0.2), (0.16, 0.2), (0.1, 0.44), (-0.1, 0.44))
    if pen.light.has_lamps:
        pen.flat(cone, mix(pen.light.lamp, 0xFFF6DD, 0.55))
        pen.glow(0, 0.3, 0.55, pen.light.lamp, 0.55)
    else:
        pen.blend(cone, ((-0.16, 0), (0.16, 0)), (lighter(shade, 0.3), shade), (1, 0.85))


def floor_lamp(pen: Pen) -> None:
    """A tall lamp."""
    ground_shadow(pen, 0.2)
    pen.block((-0.016, 0, 0.016, 1.4), 0x4A4038)
    pen.fill(oval(0, 0.02, 0.16, 0.03), 0x3A322C)
    with pen.moved(0, 1.18, 1.25):
        table_lamp(pen)


def pendant(pen: Pen, tint: Tint = 0x4A5A58, drop: float = 0.8) -> None:
    """A lamp on its cord; the origin is the ceiling."""
    pen.fill(box(-0.008, -drop, 0.008, 0), 0x2A2622)
    bell = smooth(
        [
            (-0.22, -drop - 0.2),
            (-0.15, -drop - 0.04),
            (-0.04, -drop + 0.02),
            (0.04, -drop + 0.02),
            (0.15, -drop - 0.04),
            (0.22, -drop - 0.2),
            (0, -drop - 0.2),
        ]
    )
    pen.blend(bell, ((-0.2, 0), (0.2, 0)), (lighter(tint, 0.15), darker(tint, 0.25)))
    bulb = pen.light.on(0xB8B0A0, 0.7) if "lamp" in pen.light.out else mix(pen.light.lamp, 0xFFFBEA, 0.6)
    pen.flat(oval(0, -drop - 0.2, 0.1, 0.05), bulb, 1.0 if pen.light.is_dark else 0.75)
    if pen.light.has_lamps:
        pen.glow(0, -drop - 0.22, 0.8, pen.light.lamp, 0.55)


def picture(pen: Pen, scheme: Scheme, seed: int, sides: tuple[float, float] = (0.6, 0.45)) -> None:
    """A framed landscape; the origin is its middle."""
    half, high = sides[0] / 2, sides[1] / 2
    random = random_of("picture", seed)
    pen.fill(box(-half - 0.02, -high - 0.06, half + 0.06, high - 0.02), 0x201828, alpha=0.22)
    pen.fill(box(-half - 0.045, -high - 0.045, half + 0.045, high + 0.045), scheme.wood)
    pen.fill(box(-half, -high, half, high), lighter(scheme.textile, 0.4))
    inner = box(-half * 0.8, -high * 0.78, half * 0.8, high * 0.78)
    with pen.within(inner):
        pen.fill(inner, mix(scheme.second, 0xF4E4C4, 0.6))
        level = between(random, -0.3, 0.2) * high
        pen.fill(oval(between(random, -0.4, 0.4) * half, high * 0.35, high * 0.22, high * 0.22), scheme.accent)
        pen.fill(
            smooth(
                [
                    (-half * 1.2, level),
                    (-half * 0.3, level + high * 0.4),
                    (half * 0.5, level),
                    (half * 1.3, level + high * 0.3),
                    (half * 1.2, -high),
                    (-half * 1.2, -high),
                ]
            ),
            scheme.second,
        )
        pen.fill(box(-half, -high, half, level - high * 0.25), darker(scheme.second, 0.3))


def bookshelf(pen: Pen, wood: Colour, seed: int, half: float = 0.6, high: float = 2.1) -> None:
    """Shelves full of books and a few things."""
    random = random_of("books", seed)
    ground_shadow(pen, half)
    pen.block((-half, 0, half, high), darker(wood, 0.1), 0.95)
    rows = max(2, round(high / 0.42))
    step = (high - 0.1) / rows
    for row in range(rows):
        low = 0.05 + row * step
        pen.fill(box(-half + 0.05, low + 0.03, half - 0.05, low + step - 0.02), darker(wood, 0.6), 0.7)
        x = -half + 0.06
        while x < half - 0.12:
            wide, tall = between(random, 0.035, 0.075), between(random, 0.6, 0.9) * (step - 0.06)
            if random.integers(9) == 0:
                x += 0.12
                continue
            pen.fill(box(x, low + 0.03, x + wide, low + 0.03 + tall), choose(random, _SPINES), 0.9)
            pen.fill(box(x, low + 0.03 + tall * 0.7, x + wide, low + 0.03 + tall * 0.76), 0xE8D8B0, 0.9, alpha=0.6)
            x += wide + 0.004
    for row in range(rows + 1):
        pen.fill(box(-half, 0.03 + row * step - 0.012, half, 0.03 + row * step + 0.02), lighter(wood, 0.08))


def cupboard(pen: Pen, tint: Colour, sides: tuple[float, float] = (0.9, 0.85), doors: int = 2) -> None:
    """A closed cupboard with handles."""
    half, high = sides[0] / 2, sides[1]
    ground_shadow(pen, half)
    pen.block((-half, 0, half, high), tint, 0.98)
    pen.fill(box(-half - 0.03, high - 0.04, half + 0.03, high + 0.02), darker(tint, 0.15))
    wide = sides[0] / doors
    for door in range(doors):
        left = -half + door * wide
        pen.stroke(box(left + 0.04, 0.08, left + wide - 0.04, high - 0.09, 0.01), 0.014, darker(tint, 0.28))
        pen.fill(oval(left + (wide - 0.09 if door % 2 == 0 else 0.09), high * 0.55, 0.018, 0.018), 0xC9A55A)


def door(pen: Pen, scheme: Scheme, tint: Colour | None = None, sides: tuple[float, float] = (0.9, 2.1)) -> None:
    """A panelled door in its frame."""
    half, high = sides[0] / 2, sides[1]
    leaf = tint or scheme.wood
    pen.fill(box(-half - 0.1, 0, half + 0.1, high + 0.1), scheme.trim, 0.9)
    pen.block((-half, 0, half, high), leaf, 0.9)
    for low, top in ((0.15, high * 0.45), (high * 0.52, high - 0.15)):
        for side in (-1, 1):
            panel = box(min(side * 0.06, side * (half - 0.1)), low, max(side * 0.06, side * (half - 0.1)), top, 0.01)
            pen.fill(panel, darker(leaf, 0.16), 0.9)
            pen.stroke(panel, 0.01, lighter(leaf, 0.12), alpha=0.6)
    pen.fill(oval(half - 0.08, high * 0.48, 0.03, 0.03), 0xD9B451)


def plant(pen: Pen, pot: Tint, seed: int, high: float = 1.1) -> None:
    """A potted plant."""
    random = random_of("plant", seed)
    ground_shadow(pen, 0.3)
    for _ in range(13):
        lean, tall = between(random, -0.5, 0.5), between(random, 0.6, 1.0) * high
        tip = (lean * high * 0.8, 0.3 + tall * (1 - abs(lean) * 0.35))
        leaf = smooth([(0, 0.3), (tip[0] * 0.45 - 0.05, tip[1] * 0.66), tip, (tip[0] * 0.6 + 0.05, tip[1] * 0.6)])
        pen.fill(leaf, mix(0x4F7A4A, 0x86A85C, between(random, 0, 1)), between(random, 0.7, 1.05))
    pen.blend(shape((-0.17, 0.34), (0.17, 0.34), (0.12, 0), (-0.12, 0)), ((-0.17, 0), (0.17, 0)), (lighter(pot, 0.1), darker(pot, 0.25)))
    pen.fill(box(-0.19, 0.3, 0.19, 0.37), pot)


def rug(pen: Pen, tint: Colour, edge: Colour, place: tuple[float, float], sides: tuple[float, float] = (1.6, 0.9)) -> None:
    """A carpet on the floor plane, around (x, z)."""
    x, z = place
    half, deep = sides
    pen.fill(oval(x, z, half, deep), edge, 0.95)
    pen.fill(oval(x, z, half * 0.9, deep * 0.88), tint, 0.95)
    pen.stroke(oval(x, z, half * 0.72, deep * 0.68), 0.05, edge, 0.95)


def bottles(pen: Pen, seed: int, half: float, count: int) -> None:
    """A row of bottles on a shelf."""
    random = random_of("bottles", seed)
    for index in range(count):
        x = -half + (index + 0.5) * 2 * half / count
        tint = choose(random, (0x3F6A4A, 0x7A4A2A, 0x2F4A5A, 0xC08A3A, 0x8A2F35, 0xCFD8D2))
        tall = between(random, 0.2, 0.3)
        pen.fill(box(x - 0.036, 0, x + 0.036, tall * 0.66, 0.015), tint, 1.0)
        pen.fill(box(x - 0.013, tall * 0.6, x + 0.013, tall), tint, 0.95)
        pen.fill(box(x - 0.036, tall * 0.2, x + 0.036, tall * 0.42), 0xE9DFC6, 0.95)
        pen.flat(box(x - 0.024, tall * 0.08, x - 0.014, tall * 0.58), 0xFFFFFF, 0.3)


def shelf_board(pen: Pen, wood: Colour, half: float) -> None:
    """A board on the wall with a shadow below."""
    pen.fill(box(-half, -0.1, half, -0.03), 0x201828, alpha=0.2)
    pen.block((-half, -0.04, half, 0.0), wood, 1.0)


def crockery(pen: Pen, seed: int, half: float) -> None:
    """Jars, cups and plates in a row."""
    random = random_of("crockery", seed)
    x = -half + 0.05
    while x < half - 0.08:
        tint = choose(random, (0xE8DCC4, 0xC8583E, 0x5F8A8A, 0xD9A441, 0xF1EBDD, 0x8A6A4F))
        kind = int(random.integers(3))
        if kind == 0:
            pen.block((x, 0, x + 0.1, 0.15), tint, 1.0, 0.02)
            pen.fill(box(x - 0.005, 0.14, x + 0.105, 0.175), darker(tint, 0.35))
        elif kind == 1:
            pen.block((x, 0, x + 0.09, 0.085), tint, 1.0, 0.02)
            pen.stroke(oval(x + 0.1, 0.045, 0.025, 0.025), 0.012, tint)
        else:
            pen.fill(oval(x + 0.08, 0.1, 0.1, 0.1), tint, 0.95)
            pen.stroke(oval(x + 0.08, 0.1, 0.065, 0.065), 0.008, darker(tint, 0.2))
        x += between(random, 0.18, 0.26)
