"""Cars, trains and ships from inside and outside. Metres, y upwards."""

from activities.images.drawing.colour import Colour, Tint, darker, lighter, mix
from activities.images.drawing.pen import Pen, box, oval, shape, smooth
from activities.images.drawing.sets.furniture import ground_shadow
from activities.images.drawing.sets.place import Place


def train_window(pen: Pen, place: Place, half: float) -> None:
    """A wide window; hills go by."""
    light = place.light
    pen.fill(box(-half - 0.08, -0.08, half + 0.08, 1.08, 0.1), 0xB9BDBA, 0.9)
    pane = box(-half, 0, half, 1.0, 0.07)
    with pen.within(pane):
        pen.ramp(pane, ((0, 1.0), (0, 0.3)), light.sky)
        far, near = mix(light.sky[2], 0x4F6A5C, 0.45), mix(light.sky[2], 0x3A5240, 0.72 if not light.is_dark else 0.9)
        pen.flat(smooth([(-half, 0.42), (-half * 0.4, 0.55), (half * 0.2, 0.4), (half, 0.52), (half, -0.2), (-half, -0.2)]), far)
        pen.flat(smooth([(-half, 0.25), (0, 0.3), (half, 0.2), (half, -0.2), (-half, -0.2)]), near)
        for x in (-0.55, 0.1, 0.7):
            pen.flat(box(x * half - 0.012, 0.1, x * half + 0.012, 0.75), darker(near, 0.4))
            pen.flat(box(x * half - 0.09, 0.66, x * half + 0.09, 0.69), darker(near, 0.4))
        pen.fade(shape((-half, 1), (-half * 0.2, 1), (-half, 0.2)), ((-half, 1), (-half * 0.5, 0.5)), 0xFFFFFF, (0.3, 0.0))
    pen.fill(box(-half, 0.68, half, 0.71), 0xB9BDBA)


def train_seat(pen: Pen, tint: Colour, side: int) -> None:
    """A bench seen from its end, facing the other one."""
    back = sorted((side * 0.3, side * 0.05))
    pen.block((back[0], 0.35, back[1], 1.3), tint, 0.95, 0.06)
    head = sorted((side * 0.28, side * 0.07))
    pen.block((head[0], 1.12, head[1], 1.42), lighter(tint, 0.25), 1.0, 0.06)
    seat = sorted((side * 0.3, side * -0.35))
    pen.block((seat[0], 0.3, seat[1], 0.5), lighter(tint, 0.08), 1.0, 0.06)
    pen.block((seat[0] + 0.05, 0, seat[1] - 0.05, 0.3), 0x3F4448, 0.85)


def luggage_rack(pen: Pen, half: float) -> None:
    """A rack with a suitcase."""
    pen.block((-half, -0.03, half, 0.0), 0xC9A24A)
    pen.block((-half * 0.7, 0.0, half * 0.3, 0.26), 0x8A5A3A, 1.0, 0.03)
    pen.block((half * 0.35, 0.0, half * 0.85, 0.2), 0x4A6478, 1.0, 0.03)


def car_cabin(pen: Pen, place: Place, half: float) -> None:
    """The inside seen from the front: roof lining, rear window, side windows; the world goes by."""
    light = place.light
    reach = max(half, 1.6) * 1.3
    pen.ramp(box(-reach, 0.0, reach, 3.0), ((0, 2.2), (0, 0.7)), light.sky)
    far, near = mix(light.sky[2], 0x56685C, 0.55), mix(light.sky[2], 0x3C4A48, 0.8 if not light.is_dark else 0.92)
    pen.flat(smooth([(-reach, 1.12), (-0.9, 1.26), (0.1, 1.14), (0.9, 1.28), (reach, 1.16), (reach, 0), (-reach, 0)]), far)
    pen.flat(box(-reach, 0, reach, 1.02), near)
    pen.flat(shape((-0.1, 1.1), (0.1, 1.1), (0.7, 0.4), (-0.7, 0.4)), mix(0x5F6168, near, 0.4))
    if light.is_dark:
        for x, y in ((-0.12, 1.08), (0.06, 1.07), (-1.2, 1.2), (1.1, 1.25)):
            pen.glow(x, y, 0.16, light.lamp, 0.8)
    lining: Tint = 0x5A5450
    pen.fill(shape((-reach, 1.62), (-0.85, 1.5), (0.85, 1.5), (reach, 1.62), (reach, 9), (-reach, 9)), lining, 0.8)
    for side in (-1, 1):
        pen.fill(shape((side * 0.82, 1.55), (side * 0.98, 1.55), (side * 1.12, 0.85), (side * 0.92, 0.85)), lining, 0.6)
        pen.fill(shape((side * 1.9, 1.7), (side * 2.1, 1.7), (side * 2.3, 0.7), (side * 2.0, 0.7)), lining, 0.5)
    pen.blend(box(-reach, -0.5, reach, 0.92), ((0, 0.92), (0, 0)), (darker(place.scheme.second, 0.3), darker(place.scheme.second, 0.6)))
    pen.fill(box(-0.22, 1.42, 0.22, 1.54, 0.03), 0x2B2A2C)


def car_seat(pen: Pen, tint: Colour) -> None:
    """A front seat with its head rest."""
    pen.block((-0.27, 0.1, 0.27, 1.12), tint, 0.85, 0.1)
    pen.block((-0.15, 1.12, 0.15, 1.34), tint, 0.9, 0.06)


def dashboard(pen: Pen) -> None:
    """The dashboard's edge and the wheel, between us and the driver."""
    pen.blend(
        smooth([(-3, 0.62), (-0.9, 0.7), (0, 0.72), (0.9, 0.7), (3, 0.62), (3, -1), (-3, -1)], tension=0.6),
        ((0, 0.72), (0, 0.2)),
        (0x35343A, 0x1E1D22),
    )
    pen.stroke(oval(-0.42, 0.74, 0.24, 0.2), 0.045, 0x1C1B1F)
    pen.line([(-0.64, 0.76), (-0.42, 0.72), (-0.2, 0.76)], 0.04, 0x1C1B1F)


def parked_car(pen: Pen, tint: Tint, half: float = 2.1) -> None:
    """A car from its side."""
    ground_shadow(pen, half, 0.4)
    body = smooth(
        [
            (-half, 0.35),
            (-half, 0.78),
            (-half * 0.62, 0.9),
            (-half * 0.36, 1.4),
            (half * 0.34, 1.42),
            (half * 0.62, 0.95),
            (half * 0.97, 0.82),
            (half, 0.4),
        ],
        tension=0.55,
    )
    pen.blend(body, ((0, 1.4), (0, 0.3)), (lighter(tint, 0.12), darker(tint, 0.25)))
    glass = mix(pen.light.sky[1], 0x2F3E4C, 0.5)
    for pane in (
        shape((-half * 0.52, 0.93), (-half * 0.32, 1.32), (-half * 0.02, 1.33), (-half * 0.02, 0.93)),
        shape((half * 0.03, 0.93), (half * 0.03, 1.33), (half * 0.3, 1.32), (half * 0.5, 0.95)),
    ):
        pen.flat(pane, glass)
    for x in (-half * 0.6, half * 0.6):
        pen.fill(oval(x, 0.34, 0.34, 0.34), 0x24242A)
        pen.fill(oval(x, 0.34, 0.17, 0.17), 0xB9BDBE)
    pen.flat(oval(half * 0.95, 0.7, 0.08, 0.06), 0xFFF0C0)
    if pen.light.is_dark:
        pen.glow(half * 0.98, 0.7, 0.7, pen.light.lamp, 0.6)


def train_coach(pen: Pen, tint: Tint, half: float = 9.0) -> None:
    """A coach standing at the platform."""
    pen.block((-half, 0.3, half, 3.3), tint, 0.95, 0.15)
    pen.fill(box(-half, 1.1, half, 1.3), 0xEDE2C8)
    pen.fill(box(-half, 3.1, half, 3.4, 0.12), darker(tint, 0.4))
    x = -half + 0.8
    index = 0
    while x < half - 1.4:
        if index % 4 == 3:
            pen.block((x, 0.4, x + 1.0, 2.9), darker(tint, 0.2), 0.95, 0.08)
        elif pen.light.is_dark:
            pen.flat(box(x, 1.55, x + 1.3, 2.6, 0.1), 0xF6D08A)
        else:
            pen.ramp(box(x, 1.55, x + 1.3, 2.6, 0.1), ((x, 2.6), (x + 1.3, 1.55)), (mix(pen.light.sky[1], 0xFFFFFF, 0.2), 0x4A5A64))
        x += 1.75
        index += 1
    for wheel in range(6):
        pen.fill(oval(-half + 1.5 + wheel * (2 * half - 3) / 5, 0.25, 0.35, 0.35), 0x2A2A2E)


def freighter(pen: Pen, tint: Tint, half: float = 12.0) -> None:
    """A ship at the quay."""
    pen.block((half * 0.35, 3.6, half * 0.8, 8.2), 0xEDE6D8, 0.95)
    for row in range(3):
        for column in range(3):
            x = half * 0.4 + column * half * 0.13
            pen.flat(box(x, 4.4 + row * 1.2, x + 0.7, 5.0 + row * 1.2), 0xF6D08A if pen.light.is_dark else 0x4A5A68)
    pen.block((half * 0.5, 8.2, half * 0.64, 10.2), 0xB5473C)
    pen.block((-half * 0.3, 3.6, -half * 0.26, 10.0), 0x4A4642)
    pen.line([(-half * 0.28, 9.8), (half * 0.1, 5.2)], 0.12, 0x4A4642)
    pen.blend(
        shape((-half, 4.4), (-half * 0.7, 3.7), (half, 3.9), (half * 0.9, 0), (-half * 0.8, 0)),
        ((0, 4), (0, 0)),
        (lighter(tint, 0.05), darker(tint, 0.35)),
    )
    pen.fill(shape((-half * 0.84, 0.7), (half * 0.92, 0.7), (half * 0.9, 0), (-half * 0.8, 0)), 0x9A3A32)


def van(pen: Pen, tint: Tint, stripe: Tint, *, has_lights: bool = False) -> None:
    """A van from its side, a stripe along it; an ambulance with lights."""
    ground_shadow(pen, 2.6, 0.4)
    body = smooth([(-2.5, 0.4), (-2.5, 2.35), (1.2, 2.4), (1.75, 2.0), (2.15, 1.3), (2.6, 1.15), (2.65, 0.4)], tension=0.35)
    pen.blend(body, ((0, 2.4), (0, 0.4)), (lighter(tint, 0.1), darker(tint, 0.2)))
    pen.fill(box(-2.5, 1.0, 2.5, 1.2), stripe)
    pen.flat(shape((1.0, 1.35), (1.0, 2.1), (1.5, 2.1), (2.0, 1.35)), mix(pen.light.sky[1], 0x2F3E4C, 0.5))
    for x in (-1.6, 1.7):
        pen.fill(oval(x, 0.42, 0.42, 0.42), 0x24242A)
        pen.fill(oval(x, 0.42, 0.2, 0.2), 0xB9BDBE)
    if has_lights:
        for sides in ((-1.3, 1.45, -0.5, 1.75), (-1.05, 1.2, -0.75, 2.0)):
            pen.fill(box(*sides), stripe)
        pen.flat(box(0.3, 2.4, 0.8, 2.6, 0.08), 0x4A8AF0)
        pen.glow(0.55, 2.5, 0.9, 0x6AA0FF, 0.5)


def airliner(pen: Pen) -> None:
    """An airliner on the apron, from its side."""
    ground_shadow(pen, 14, 0.35)
    white: Tint = 0xF2F2EE
    pen.blend(shape((11.5, 4.6), (14.6, 9.6), (13.0, 9.6), (9.0, 4.6)), ((12, 9), (12, 4)), (0x3F6A9A, 0x2A4A70))
    body = smooth([(-14, 3.0), (-12.6, 4.3), (-9, 4.8), (9, 4.8), (14.5, 4.5), (12, 3.0), (8, 2.0), (-9, 1.9), (-13, 2.2)], tension=0.7)
    pen.blend(body, ((0, 4.8), (0, 1.9)), (white, 0xA9B2B8))
    pen.fill(box(-12.5, 2.85, 12.4, 3.1), 0x3F6A9A)
    for index in range(24):
        pen.fill(box(-9.6 + index * 0.8, 3.5, -9.25 + index * 0.8, 4.0, 0.12), 0xF6DEA0 if pen.light.is_dark else 0x3A4A58)
    pen.fill(shape((-13.2, 3.7), (-12.3, 4.2), (-11.6, 4.2), (-11.8, 3.7)), 0x2F3E4C)
    pen.fill(shape((-1.5, 2.7), (3.2, 2.7), (7.8, 0.9), (6.0, 0.9)), 0x8F9AA2)
    pen.blend(box(-0.5, 0.95, 2.4, 2.0, 0.5), ((0, 2.0), (0, 0.9)), (0xD4D8DA, 0x6A747C))
    for x in (-10.5, 2.8):
        pen.block((x - 0.1, 0.4, x + 0.1, 2.0), 0x6A747C)
        pen.fill(oval(x, 0.42, 0.42, 0.42), 0x24242A)


def car_from_behind(pen: Pen, tint: Tint) -> None:
    """A car that drives away from us."""
    ground_shadow(pen, 1.0, 0.45)
    for x in (-0.7, 0.7):
        pen.block((x - 0.14, 0, x + 0.14, 0.45), 0x1E1E22)
    pen.block((-0.92, 0.3, 0.92, 0.95), tint, 0.95, 0.14)
    pen.fill(shape((-0.8, 0.9), (0.8, 0.9), (0.6, 1.45), (-0.6, 1.45)), darker(tint, 0.1))
    pen.flat(shape((-0.68, 0.95), (0.68, 0.95), (0.53, 1.36), (-0.53, 1.36)), mix(pen.light.sky[1], 0x2F3E4C, 0.5))
    for x in (-0.75, 0.75):
        pen.flat(box(x - 0.14, 0.68, x + 0.14, 0.84, 0.03), 0xE8302A)
        if pen.light.is_dark:
            pen.glow(x, 0.76, 0.5, 0xFF4A3A, 0.6)
    pen.fill(box(-0.28, 0.5, 0.28, 0.66), 0xF4F0E0)
