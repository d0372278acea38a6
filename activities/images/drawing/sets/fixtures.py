"""What belongs to one kind of room: stoves, counters, boards. Metres, y upwards (see `furniture`)."""

from activities.images.drawing.colour import Colour, Tint, darker, lighter, mix
from activities.images.drawing.pen import Pen, box, limb, oval, shape, smooth
from activities.images.drawing.seeds import between, choose, random_of
from activities.images.drawing.sets import furniture
from activities.images.drawing.sets.place import Scheme


def tiled_wall(pen: Pen, tint: Colour, span: tuple[float, float, float]) -> None:
    """A band of tiles: from, to, height."""
    left, right, high = span
    pen.fill(box(left, 0, right, high), tint, 0.95)
    rows = max(1, round(high / 0.155))
    for row in range(rows + 1):
        pen.fill(box(left, row * high / rows - 0.005, right, row * high / rows + 0.005), darker(tint, 0.18))
    for column in range(int((right - left) / 0.155) + 1):
        x = left + column * 0.155
        pen.fill(box(x, 0, x + 0.009, high), darker(tint, 0.18))


def kitchen_counter(pen: Pen, scheme: Scheme, seed: int, half: float, side: int) -> None:
    """Cupboards, worktop, sink, stove with a pot, hood above."""
    furniture.ground_shadow(pen, half, 0.2)
    tint = mix(scheme.second, scheme.trim, 0.35)
    pen.block((-half, 0, half, 0.88), tint, 0.95)
    x = -half
    while x < half - 0.3:
        pen.stroke(box(x + 0.05, 0.14, x + 0.5, 0.6, 0.01), 0.014, darker(tint, 0.25))
        pen.stroke(box(x + 0.05, 0.66, x + 0.5, 0.82, 0.01), 0.014, darker(tint, 0.25))
        pen.fill(box(x + 0.23, 0.735, x + 0.33, 0.755), 0x6A5A48)
        x += 0.55
    pen.fill(box(-half, 0, half, 0.08), darker(tint, 0.6))
    stove = side * half * 0.52
    pen.block((stove - 0.33, 0.04, stove + 0.33, 0.89), 0xD8D4CA, 0.95, 0.02)
    pen.fill(box(stove - 0.25, 0.16, stove + 0.25, 0.6, 0.03), 0x2E2A2E)
    pen.fill(box(stove - 0.25, 0.64, stove + 0.25, 0.67), 0x8A8A88)
    for knob in (-0.2, -0.07, 0.07, 0.2):
        pen.fill(oval(stove + knob, 0.77, 0.028, 0.028), 0x3A3638)
    pen.blend(
        shape((-half, 0.88), (half, 0.88), (half, 0.97), (-half, 0.97)), ((0, 0.97), (0, 0.88)), (lighter(scheme.wood, 0.2), scheme.wood)
    )
    pen.block((stove - 0.17, 0.95, stove + 0.17, 1.14), scheme.accent, 1.0, 0.03)
    pen.fill(box(stove - 0.19, 1.12, stove + 0.19, 1.16, 0.02), darker(scheme.accent, 0.25))
    with pen.moved(-side * half * 0.12, 0.97):
        pen.stroke(smooth([(0, 0), (0, 0.26), (0.08, 0.3), (0.14, 0.2)], is_closed=False), 0.03, 0xB9BDBE)
    with pen.moved(-side * half * 0.72, 0.95):
        furniture.crockery(pen, seed, 0.3)
    hood = shape((stove - 0.36, 1.85), (stove + 0.36, 1.85), (stove + 0.16, 2.25), (stove - 0.16, 2.25))
    pen.blend(hood, ((stove - 0.3, 0), (stove + 0.3, 0)), (0xCFCBC0, 0xA8A49C), (1, 0.85))
    pen.block((stove - 0.14, 2.2, stove + 0.14, 3.2), 0xB8B4AA, 0.9)


def fridge(pen: Pen, tint: Colour) -> None:
    """A round-shouldered fridge."""
    furniture.ground_shadow(pen, 0.4)
    pen.block((-0.36, 0.05, 0.36, 1.75), tint, 1.0, 0.09)
    pen.fill(box(-0.36, 1.18, 0.36, 1.195), darker(tint, 0.4))
    for low, top in ((0.85, 1.12), (1.25, 1.48)):
        pen.fill(box(-0.3, low, -0.265, top, 0.015), 0xC9CCCB)


def fruit_bowl(pen: Pen, tint: Colour) -> None:
    """Apples in a bowl."""
    for x, fruit in ((-0.1, 0xC8583E), (0.02, 0xD9A441), (0.12, 0xB8402F)):
        pen.fill(oval(x, 0.13, 0.065, 0.062), fruit)
    pen.fill(smooth([(-0.22, 0.12), (0.22, 0.12), (0.12, 0.01), (-0.12, 0.01)], tension=0.7), lighter(tint, 0.35))


def wardrobe(pen: Pen, wood: Colour) -> None:
    """A tall two-door wardrobe."""
    furniture.ground_shadow(pen, 0.6)
    pen.block((-0.6, 0.06, 0.6, 2.2), wood, 0.95, 0.02)
    pen.fill(box(-0.66, 2.16, 0.66, 2.28), darker(wood, 0.15))
    for side in (-1, 1):
        inner = box(min(side * 0.06, side * 0.54), 0.2, max(side * 0.06, side * 0.54), 2.05, 0.01)
        pen.stroke(inner, 0.02, darker(wood, 0.3))
        pen.fill(oval(side * 0.04, 1.1, 0.022, 0.022), 0xD9B451)


def blinds(pen: Pen, wide: float, high: float) -> None:
    """Half-closed slats before a window; the origin is the middle of the sill."""
    for row in range(int(high / 0.1)):
        y = high - 0.05 - row * 0.1
        pen.fill(box(-wide / 2, y - 0.02, wide / 2, y + 0.022), 0xE9E3D2, 0.9, alpha=0.85)


def whiteboard(pen: Pen, seed: int) -> None:
    """Notes, arrows, a curve."""
    random = random_of("board", seed)
    pen.fill(box(-0.85, -0.02, 0.85, 0.98), 0xA9ADB0)
    pen.fill(box(-0.8, 0.03, 0.8, 0.93), 0xF3F2EC)
    pen.line([(-0.65, 0.2), (-0.3, 0.35), (0.0, 0.3), (0.3, 0.62)], 0.02, 0x3F6470)
    for _ in range(7):
        x, y = between(random, -0.7, 0.5), between(random, 0.1, 0.85)
        pen.fill(box(x, y, x + between(random, 0.1, 0.3), y + 0.018), 0x6A6A72, alpha=0.7)
    for index in range(4):
        x, y = 0.3 + 0.13 * index, 0.72 + 0.03 * (index % 2)
        pen.fill(box(x, y, x + 0.1, y + 0.1), choose(random, (0xE8C95A, 0xE08A7A, 0x8FBF9A)))


def filing_cabinet(pen: Pen, tint: Colour) -> None:
    """Four drawers."""
    furniture.ground_shadow(pen, 0.3)
    pen.block((-0.27, 0, 0.27, 1.32), mix(tint, 0x8A9298, 0.5), 0.95)
    for row in range(4):
        pen.stroke(box(-0.23, 0.05 + row * 0.32, 0.23, 0.32 + row * 0.32, 0.01), 0.014, darker(tint, 0.4))
        pen.fill(box(-0.06, 0.19 + row * 0.32, 0.06, 0.215 + row * 0.32), 0xD8D8D2)


def office_desk(pen: Pen, wood: Colour) -> None:
    """A desk with screen, lamp, papers."""
    furniture.table(pen, wood, 0.9, 0.74)
    pen.block((0.42, 0.05, 0.82, 0.7), darker(wood, 0.2), 0.85)
    pen.fill(box(-0.03, 0.8, 0.03, 0.98), 0x4A4C52)
    pen.block((-0.36, 0.93, 0.36, 1.36), 0x33363D, 1.0, 0.02)
    screen = box(-0.33, 0.965, 0.33, 1.33)
    is_off = "screen" in pen.light.out
    pen.flat(screen, 0x14171C if is_off else 0x9CC4CF if pen.light.is_dark else 0x6F95A0)
    if pen.light.is_dark and not is_off:
        pen.glow(0, 1.15, 0.6, 0x9FD0E0, 0.35)
    pen.fill(box(-0.75, 0.82, -0.5, 0.87), 0xF1EDE2)
    pen.fill(box(-0.72, 0.87, -0.48, 0.9), 0xC8583E)
    pen.block((0.55, 0.83, 0.63, 0.93), 0xE8DCC4)


def bottle_wall(pen: Pen, scheme: Scheme, seed: int, half: float) -> None:
    """Lit shelves of bottles before a mirror; the origin is the lower middle."""
    pen.block((-half - 0.12, -0.05, half + 0.12, 1.55), darker(scheme.wood, 0.1), 0.9)
    pen.blend(box(-half, 0.02, half, 1.47), ((0, 1.47), (0, 0)), (mix(scheme.second, 0xF0D9A0, 0.55), darker(scheme.second, 0.3)))
    for row in range(3):
        with pen.moved(0, 0.08 + row * 0.48):
            pen.glow(0, 0.2, half, 0xFFD890, 0.22)
            furniture.bottles(pen, seed + row, half - 0.05, max(5, int(half * 8)))
            furniture.shelf_board(pen, scheme.wood, half)


def bar_counter(pen: Pen, scheme: Scheme, half: float) -> None:
    """The bar itself, with taps and glasses."""
    furniture.ground_shadow(pen, half, 0.25)
    pen.block((-half, 0, half, 1.05), darker(scheme.wood, 0.15), 0.9)
    panels = max(3, round(half * 2 / 0.6))
    wide = 2 * half / panels
    for index in range(panels):
        left = -half + index * wide
        pen.stroke(box(left + 0.07, 0.18, left + wide - 0.07, 0.9, 0.01), 0.018, lighter(scheme.wood, 0.12), 0.9)
    pen.blend(
        shape((-half - 0.1, 1.05), (half + 0.1, 1.05), (half, 1.15), (-half, 1.15)),
        ((0, 1.15), (0, 1.05)),
        (lighter(scheme.wood, 0.35), scheme.wood),
    )
    pen.fill(box(-half - 0.1, 1.0, half + 0.1, 1.05), darker(scheme.wood, 0.4))
    pen.line([(-half, 0.2), (half, 0.2)], 0.03, 0xC9A24A)
    for x in (-0.12, 0.0, 0.12):
        pen.block((x + half * 0.3 - 0.02, 1.15, x + half * 0.3 + 0.02, 1.45), 0xC9A24A, 1.0, 0.01)
    for x in (-0.62, -0.5, 0.75):
        glass(pen, x * half, 1.13)


def glass(pen: Pen, x: float, y: float) -> None:
    """A drinking glass."""
    pen.fill(shape((x - 0.04, y + 0.14), (x + 0.04, y + 0.14), (x + 0.032, y), (x - 0.032, y)), 0xE8F0F0, alpha=0.5)
    pen.fill(shape((x - 0.036, y + 0.09), (x + 0.036, y + 0.09), (x + 0.032, y), (x - 0.032, y)), 0xD09A3A, alpha=0.8)


def ceiling_light(pen: Pen) -> None:
    """A flat lamp under the ceiling."""
    pen.flat(box(-0.4, -0.08, 0.4, 0.0, 0.03), mix(pen.light.lamp, 0xFFFDF2, 0.75))


def pew(pen: Pen, wood: Colour, half: float) -> None:
    """A church bench from behind."""
    pen.block((-half, 0, half, 0.86), wood, 0.85)
    pen.fill(box(-half - 0.03, 0.82, half + 0.03, 0.9), lighter(wood, 0.15))
    for x in (-half, half):
        pen.block((x - 0.05, 0, x + 0.05, 0.98), darker(wood, 0.15), 0.9, 0.02)


def stained_glass(pen: Pen, seed: int, half: float, high: float) -> None:
    """A pointed window in colours; the origin is the middle of its sill."""
    random = random_of("glass", seed)
    outline = smooth(
        [(-half, 0), (-half, high * 0.3), (-half, high * 0.68), (0, high), (half, high * 0.68), (half, high * 0.3), (half, 0)], tension=0.55
    )
    pen.stroke(outline, 0.16, 0x8A8278)
    brightness = 0.35 if pen.light.is_dark else 0.0
    with pen.within(outline):
        pen.flat(outline, mix(0xE8C95A, 0x141A30, brightness))
        step = half / 2.5
        y = 0.0
        while y < high:
            x = -half
            while x < half:
                tint = choose(random, (0xC84A3C, 0x3C6EA8, 0xE0B040, 0x4A8A5C, 0x8A4A8C, 0xE89A4A, 0x5AA0B8))
                pen.flat(box(x + 0.012, y + 0.012, x + step - 0.012, y + step * 1.4 - 0.012), mix(tint, 0x141A30, brightness), 0.92)
                x += step
            y += step * 1.4
        pen.flat(oval(0, high * 0.66, half * 0.5, half * 0.5), mix(0xF2DFA0, 0x141A30, brightness))
        pen.flat(oval(0, high * 0.66, half * 0.36, half * 0.36), mix(0xC84A3C, 0x141A30, brightness))


def column(pen: Pen, tint: Tint, high: float, radius: float = 0.28) -> None:
    """A round stone column."""
    furniture.ground_shadow(pen, radius * 1.5)
    pen.blend(box(-radius, 0, radius, high), ((-radius, 0), (radius, 0)), (lighter(tint, 0.08), darker(tint, 0.35)), (1.0, 0.75))
    pen.block((-radius * 1.35, 0, radius * 1.35, 0.3), tint, 0.9)
    pen.block((-radius * 1.35, high - 0.3, radius * 1.35, high), tint, 1.0)


def altar(pen: Pen) -> None:
    """A draped altar with cross and candles."""
    furniture.ground_shadow(pen, 1.0)
    pen.block((-1.0, 0, 1.0, 1.0), 0xE9DFCB, 0.95)
    pen.fill(box(-0.3, 0.1, 0.3, 1.0), 0x9A3A3C, 0.95)
    pen.fill(box(-1.06, 0.96, 1.06, 1.06), 0xF5EEDF)
    pen.block((-0.035, 1.06, 0.035, 1.9), 0xC9A24A)
    pen.block((-0.22, 1.56, 0.22, 1.63), 0xC9A24A)
    for x in (-0.7, 0.7):
        candle(pen, x, 1.06)


def candle(pen: Pen, x: float, y: float, high: float = 0.3) -> None:
    """A burning candle."""
    pen.block((x - 0.03, y, x + 0.03, y + high), 0xF1E6CC, 1.0, 0.01)
    if "candle" in pen.light.out:
        pen.line([(x, y + high), (x + 0.004, y + high + 0.03)], 0.008, 0x241E1C)
        return
    pen.flat(smooth([(x, y + high + 0.1), (x + 0.022, y + high + 0.03), (x, y + high), (x - 0.022, y + high + 0.03)]), 0xFFD070)
    pen.glow(x, y + high + 0.05, 0.4, 0xFFC860, 0.45)


def hospital_bed(pen: Pen) -> None:
    """A bed on wheels with rails, seen from its side."""
    furniture.ground_shadow(pen, 1.1)
    for x in (-0.85, 0.85):
        pen.block((x - 0.03, 0.08, x + 0.03, 0.6), 0xA9B0B4, 0.9)
        pen.fill(oval(x, 0.06, 0.06, 0.06), 0x4A4E54)
    pen.block((-1.0, 0.45, 1.0, 0.55), 0xB4BBBF, 0.9)
    pen.block((-1.0, 0.55, 1.0, 0.75), 0xEDF0EE, 1.0, 0.06)
    pen.block((-0.98, 0.7, -0.5, 0.9), 0xF7F7F2, 1.0, 0.07)
    pen.block((-0.4, 0.5, 1.02, 0.8), 0x8FB4B8, 1.0, 0.06)
    pen.block((-1.08, 0.4, -0.99, 1.1), 0xC2C8CA, 0.95, 0.03)
    pen.block((0.99, 0.4, 1.08, 0.9), 0xC2C8CA, 0.95, 0.03)


def monitor_stand(pen: Pen) -> None:
    """A heart monitor on its pole."""
    pen.block((-0.02, 0, 0.02, 1.25), 0xB0B6BA)
    pen.fill(limb([(-0.25, 0.03), (0.25, 0.03)], [0.05, 0.05]), 0x6A7076)
    pen.block((-0.26, 1.2, 0.26, 1.62), 0xD9DCDA, 1.0, 0.03)
    pen.flat(box(-0.22, 1.25, 0.22, 1.58), 0x16302C)
    pen.canvas.save()
    pen.flat(box(-0.22, 1.405, 0.22, 1.412), 0x2F6A58)
    pen.canvas.restore()
    for x, y in ((-0.12, 0.0), (-0.07, 0.1), (-0.03, -0.07), (0.02, 0.02)):
        pen.flat(oval(x, 1.41 + y, 0.018, 0.018), 0x7CF0B4)


def drip(pen: Pen) -> None:
    """An infusion on its stand."""
    pen.block((-0.014, 0, 0.014, 1.9), 0xB9BFC2)
    pen.line([(-0.18, 1.88), (0.18, 1.88)], 0.022, 0xB9BFC2)
    pen.fill(box(0.08, 1.5, 0.24, 1.84, 0.05), 0xE4F0F2, alpha=0.85)
    pen.fill(limb([(-0.22, 0.03), (0.22, 0.03)], [0.04, 0.04]), 0x6A7076)


def bread_rack(pen: Pen, scheme: Scheme, seed: int, half: float) -> None:
    """Shelves of loaves on the wall."""
    random = random_of("bread", seed)
    pen.block((-half - 0.06, 0, half + 0.06, 1.9), darker(scheme.wood, 0.25), 0.85)
    for row in range(4):
        y = 0.12 + row * 0.45
        x = -half + 0.05
        while x < half - 0.15:
            wide = between(random, 0.16, 0.34)
            crust = choose(random, (0xC98A45, 0xB5733A, 0xD9A45C, 0x9A5F30))
            pen.fill(oval(x + wide / 2, y + 0.09, wide / 2, 0.095), crust)
            pen.fill(oval(x + wide / 2, y + 0.125, wide * 0.34, 0.04), lighter(crust, 0.25))
            x += wide + 0.03
        pen.block((-half, y - 0.04, half, y + 0.01), scheme.wood, 1.0)


def display_counter(pen: Pen, scheme: Scheme, seed: int, half: float) -> None:
    """A shop counter with a glass case."""
    furniture.ground_shadow(pen, half, 0.25)
    pen.block((-half, 0, half, 0.95), scheme.second, 0.95)
    pen.fill(box(-half + 0.1, 0.42, half - 0.1, 0.86), 0x3A3230, 0.8)
    with pen.moved(0, 0.46):
        furniture.crockery(pen, seed, half - 0.15)
    pen.fill(box(-half + 0.1, 0.42, half - 0.1, 0.86), 0xDDEEF0, alpha=0.25)
    pen.fill(box(-half - 0.06, 0.93, half + 0.06, 1.02), scheme.wood)
    pen.block((half * 0.5, 1.02, half * 0.5 + 0.4, 1.3), 0x4A4642, 0.95, 0.03)
    pen.fill(box(half * 0.5 + 0.05, 1.18, half * 0.5 + 0.35, 1.27), 0x9AC0A8)
