"""Hair in a dozen cuts, as soft masses with a light and a dark side, in heads (see `faces`)."""

from collections.abc import Callable
from dataclasses import replace
from math import cos, radians, sin

import skia

from activities.images.drawing.colour import darker, lighter
from activities.images.drawing.pen import Pen, Point, limb, oval, smooth
from activities.images.drawing.people.looks import Look

_Line = list[Point]
ON_TOP = frozenset({"", "crown", "pods"})
"""What leaves the crown of the head free."""
UNDER_BRIM = 0.2
"""Curls lower than this (the sine of where they stand) show below a hat."""
_PRESSED = {"tousled": "short", "pixie": "short", "curly_short": "short", "bun": "short"}


def draw_back_hair(pen: Pen, look: Look, turn: float) -> bool:
    """What hangs behind neck and shoulders; False when the cut has nothing there."""
    back = -0.05 * turn
    match look.hair_style:
        case "long":
            points = [
                (-0.43, 0.2),
                (-0.46, -0.2),
                (-0.47, -0.62),
                (-0.4, -0.98),
                (0.0, -1.02),
                (0.4, -0.98),
                (0.47, -0.62),
                (0.46, -0.2),
                (0.43, 0.2),
                (0, 0.5),
            ]
        case "wavy":
            points = [
                (-0.44, 0.22),
                (-0.53, -0.08),
                (-0.47, -0.34),
                (-0.57, -0.6),
                (-0.47, -0.84),
                (0, -0.76),
                (0.47, -0.84),
                (0.57, -0.6),
                (0.47, -0.34),
                (0.53, -0.08),
                (0.44, 0.22),
                (0, 0.5),
            ]
        case "bob":
            points = [
                (-0.44, 0.2),
                (-0.49, -0.2),
                (-0.45, -0.52),
                (-0.2, -0.56),
                (0.2, -0.56),
                (0.45, -0.52),
                (0.49, -0.2),
                (0.44, 0.2),
                (0, 0.5),
            ]
        case "ponytail" if abs(turn) > 0.2:
            side = -1 if turn > 0 else 1
            _mass(
                pen,
                look,
                limb([(side * 0.36, 0.24), (side * 0.56, 0.02), (side * 0.56, -0.35), (side * 0.48, -0.66)], [0.16, 0.24, 0.19, 0.05]),
                0.7,
            )
            return True
        case "pigtails":
            for side in (-1, 1):
                _mass(pen, look, limb([(side * 0.37, 0.05), (side * 0.52, -0.12), (side * 0.5, -0.45)], [0.12, 0.2, 0.06]), 0.85)
                pen.fill(oval(side * 0.4, 0.03, 0.05, 0.05), 0xC8473F)
            return True
        case _:
            return False
    _mass(pen, look, smooth([(x + back, y) for x, y in points]), 0.55)
    return True


def draw_front_hair(pen: Pen, look: Look, turn: float, *, is_away: bool = False) -> None:
    """What lies over skull and forehead; from behind, the whole back of the head."""
    if look.hair_style == "bald" or look.hat in {"scarf", "hood"}:
        return
    if is_away:
        _from_behind(pen, look)
        return
    look = under_hat(look)
    _CUTS.get(look.hair_style, _short)(pen, look, turn)


def under_hat(look: Look) -> Look:
    """The same look with the hair pressed flat by a hat that covers the crown: no spike, curl or bun comes through it."""
    if look.hat in ON_TOP:
        return look
    return replace(look, hair_style=_PRESSED.get(look.hair_style, look.hair_style))


def _mass(pen: Pen, look: Look, path: skia.Path, tone: float = 1.0) -> None:
    """A body of hair: shaded away from the light, a soft sheen towards it."""
    side = 1 if pen.light.sun_side > 0 else -1
    pen.blend(path, ((side * 0.42, 0.5), (-side * 0.42, -0.35)), (lighter(look.hair, 0.1), darker(look.hair, 0.3)), (tone, tone * 0.8))


def _cap(turn: float, hairline: _Line, *, volume: float, temples: tuple[float, float] = (-0.06, -0.06)) -> skia.Path:
    """From the left temple over the crown to the right one and back along the hairline (given from right to left)."""
    points: _Line = [(-0.375 - volume * 0.3, temples[0])]
    for degrees in range(172, 0, -22):
        angle = radians(degrees)
        points.append((cos(angle) * (0.375 + volume * 0.7), 0.1 + sin(angle) * (0.40 + volume)))
    points.append((0.375 + volume * 0.3, temples[1]))
    back = -0.045 * turn
    return smooth([(x + back, y) for x, y in points] + [(x + 0.10 * turn, y) for x, y in hairline], tension=0.9)


def _strands(pen: Pen, look: Look, lines: list[_Line]) -> None:
    for line in lines:
        pen.line(line, 0.012, lighter(look.hair, 0.3), alpha=0.3)


def _short(pen: Pen, look: Look, turn: float) -> None:
    hairline = [(0.335, 0.13), (0.27, 0.29), (0.1, 0.315), (-0.1, 0.315), (-0.27, 0.29), (-0.335, 0.13)]
    _mass(pen, look, _cap(turn, hairline, volume=0.05))
    _strands(pen, look, [[(-0.2, 0.4), (0.0, 0.47), (0.2, 0.44)], [(-0.24, 0.34), (0, 0.4), (0.22, 0.36)]])


def _crop(pen: Pen, look: Look, turn: float) -> None:
    hairline = [(0.34, 0.1), (0.29, 0.27), (0.12, 0.34), (-0.12, 0.34), (-0.29, 0.27), (-0.34, 0.1)]
    crop = _cap(turn, hairline, volume=0.022)
    _mass(pen, replace(look, hair=darker(look.hair, 0.22)), crop, 0.95)
    _strands(pen, look, [[(-0.22, 0.36), (0.0, 0.44), (0.2, 0.41)], [(-0.28, 0.28), (-0.1, 0.37)], [(0.12, 0.37), (0.27, 0.3)]])


def _parted(pen: Pen, look: Look, turn: float) -> None:
    hairline = [(0.34, 0.08), (0.3, 0.23), (0.12, 0.25), (-0.06, 0.31), (-0.17, 0.4), (-0.24, 0.31), (-0.33, 0.14)]
    _mass(pen, look, _cap(turn, hairline, volume=0.075))
    _strands(pen, look, [[(-0.16, 0.42), (0.05, 0.46), (0.28, 0.34)], [(-0.14, 0.37), (0.1, 0.38), (0.3, 0.26)]])
    pen.line([(-0.165 + 0.1 * turn, 0.39), (-0.2, 0.52)], 0.012, darker(look.hair, 0.5))


def _slick(pen: Pen, look: Look, turn: float) -> None:
    hairline = [(0.34, 0.12), (0.26, 0.33), (0.0, 0.395), (-0.26, 0.33), (-0.34, 0.12)]
    _mass(pen, look, _cap(turn, hairline, volume=0.045))
    _strands(pen, look, [[(-0.2 + i * 0.1, 0.38), (-0.22 + i * 0.11, 0.45), (-0.18 + i * 0.09, 0.52)] for i in range(5)])


def _tousled(pen: Pen, look: Look, turn: float) -> None:
    hairline = [
        (0.34, 0.08),
        (0.29, 0.22),
        (0.2, 0.25),
        (0.13, 0.2),
        (0.05, 0.27),
        (-0.04, 0.2),
        (-0.12, 0.28),
        (-0.2, 0.21),
        (-0.28, 0.27),
        (-0.34, 0.08),
    ]
    _mass(pen, look, _cap(turn, hairline, volume=0.085))
    for x, y, lean in ((-0.3, 0.4, -0.1), (-0.14, 0.54, -0.05), (0.05, 0.57, 0.05), (0.22, 0.5, 0.1), (0.35, 0.33, 0.12)):
        _mass(pen, look, limb([(x * 0.8, y * 0.8), (x + lean * 0.4, y), (x + lean, y + 0.07)], [0.15, 0.1, 0.012]))


def _bowl(pen: Pen, look: Look, turn: float) -> None:
    hairline = [(0.37, -0.02), (0.34, 0.14), (0.0, 0.165), (-0.34, 0.14), (-0.37, -0.02)]
    _mass(pen, look, _cap(turn, hairline, volume=0.08))


def _fringe(pen: Pen, look: Look, turn: float) -> None:
    """Bald above, a wreath at the sides."""
    for side in (-1, 1):
        if side * turn <= 0.35:
            wreath = smooth([(side * 0.33, 0.24), (side * 0.42, 0.16), (side * 0.43, -0.05), (side * 0.38, -0.2), (side * 0.335, -0.04)])
            _mass(pen, look, wreath)
    pen.flat(oval(0.12 * (1 if pen.light.sun_side > 0 else -1), 0.36, 0.1, 0.05), 0xFFFFFF, 0.14)


def _locks(pen: Pen, look: Look, turn: float, *, low: float, swing: float) -> None:
    """Hair parted in the middle that frames the face down to `low`."""
    for side in (-1, 1):
        reach = 1 - 0.25 * max(0.0, side * turn)
        lock = [
            (0.02 * side, 0.5),
            (side * 0.28, 0.46),
            (side * 0.44, 0.22),
            (side * 0.47 * reach, -0.15),
            (side * (0.44 + swing) * reach, low),
            (side * 0.33 * reach, low - 0.02),
            (side * 0.345 * reach, -0.2),
            (side * 0.31, 0.1),
            (side * 0.18, 0.29),
            (0.0, 0.42),
        ]
        _mass(pen, look, smooth([(x + 0.07 * turn, y) for x, y in lock]))
        _strands(pen, look, [[(side * 0.2, 0.44), (side * 0.36, 0.22), (side * 0.4, -0.1)]])


def _long(pen: Pen, look: Look, turn: float) -> None:
    _crown(pen, look, turn, 0.06)
    _locks(pen, look, turn, low=-0.72, swing=-0.02)


def _wavy(pen: Pen, look: Look, turn: float) -> None:
    _crown(pen, look, turn, 0.075)
    _locks(pen, look, turn, low=-0.5, swing=0.07)


def _bob(pen: Pen, look: Look, turn: float) -> None:
    _crown(pen, look, turn, 0.075)
    _locks(pen, look, turn, low=-0.42, swing=0.0)
    bangs = [(0.33, 0.26), (0.28, 0.13), (0.0, 0.16), (-0.28, 0.13), (-0.33, 0.26), (-0.2, 0.44), (0.2, 0.44)]
    _mass(pen, look, smooth([(x + 0.09 * turn, y) for x, y in bangs]))


def _crown(pen: Pen, look: Look, turn: float, volume: float) -> None:
    _mass(pen, look, _cap(turn, [(0.33, 0.2), (0.2, 0.36), (0.0, 0.44), (-0.2, 0.36), (-0.33, 0.2)], volume=volume, temples=(0.05, 0.05)))


def _tied(pen: Pen, look: Look, turn: float) -> None:
    """Drawn back: the front of bun, ponytail, braid."""
    hairline = [(0.335, 0.06), (0.27, 0.27), (0.1, 0.35), (-0.1, 0.35), (-0.27, 0.27), (-0.335, 0.06)]
    if look.hair_style == "bun":
        _mass(pen, look, oval(-0.16 * turn, 0.585, 0.155, 0.13))
    if look.hair_style == "ponytail" and abs(turn) <= 0.2:
        _mass(pen, look, limb([(0.1, 0.52), (0.34, 0.5), (0.47, 0.26), (0.46, -0.1)], [0.12, 0.17, 0.16, 0.04]), 0.8)
    _mass(pen, look, _cap(turn, hairline, volume=0.05))
    _strands(pen, look, [[(-0.2, 0.36), (-0.14, 0.47), (0, 0.53)], [(0.2, 0.36), (0.14, 0.47), (0, 0.53)]])
    if look.hair_style == "braid":
        for step in range(5):
            _mass(pen, look, oval(0.40 + 0.012 * (step % 2), -0.12 - 0.125 * step, 0.085 - 0.008 * step, 0.082))
        pen.fill(oval(0.4, -0.7, 0.04, 0.03), 0xC8473F)


def _curly(pen: Pen, look: Look, turn: float) -> None:
    reach = 0.47 if look.hair_style == "curly" else 0.41
    curl = 0.145 if look.hair_style == "curly" else 0.1
    low = -50 if look.hair_style == "curly" else 5
    _mass(pen, look, _cap(turn, [(0.3, 0.16), (0.15, 0.31), (-0.15, 0.31), (-0.3, 0.16)], volume=0.09))
    for index, degrees in enumerate(range(low, 181 - low, 21)):
        angle = radians(degrees)
        # On the side a head turns to, curls below the temple lie behind the cheek; the lowest are not seen.
        behind = 0.13 * abs(turn) if cos(angle) * turn > 0 and sin(angle) < 0 else 0.0
        if (behind > 0.03 and sin(angle) < -0.3) or (look.hat not in ON_TOP and sin(angle) > UNDER_BRIM):
            continue
        x = cos(angle) * (reach * 0.93 + behind) - 0.04 * turn
        _mass(pen, look, oval(x, 0.1 + sin(angle) * reach, curl - behind * 0.4, curl - behind * 0.4), 0.96 + 0.08 * (index % 2))
    for x in (-0.22, -0.08, 0.07, 0.21) if look.hat in ON_TOP else ():
        _mass(pen, look, oval(x + 0.08 * turn, 0.32, curl * 0.75, curl * 0.68), 1.02)


def _from_behind(pen: Pen, look: Look) -> None:
    low = {"long": -1.0, "wavy": -0.82, "bob": -0.54, "pigtails": -0.3, "curly": -0.3}.get(look.hair_style, -0.34)
    wide = {"curly": 0.53, "wavy": 0.5, "bob": 0.47}.get(look.hair_style, 0.42)
    if look.hair_style == "fringe":
        top = 0.3 if look.hat else 0.02  # under a hat nothing is seen of the bald crown
        _mass(pen, look, smooth([(-0.4, top + 0.1), (0, top), (0.4, top + 0.1), (0.35, -0.2), (0, -0.3), (-0.35, -0.2)]))
        return
    points = [
        (0, 0.56),
        (-wide * 0.75, 0.46),
        (-wide, 0.15),
        (-wide, min(-0.15, low * 0.5)),
        (-wide * 0.75, low),
        (0, low - 0.05),
        (wide * 0.75, low),
        (wide, min(-0.15, low * 0.5)),
        (wide, 0.15),
        (wide * 0.75, 0.46),
    ]
    _mass(pen, look, smooth(points))
    for x in (-0.2, 0.0, 0.2):
        _strands(pen, look, [[(x * 0.5, 0.48), (x, 0.1), (x * 1.1, low * 0.8)]])
    if look.hair_style == "bun":
        _mass(pen, look, oval(0, 0.3, 0.19, 0.17))
    if look.hair_style in {"ponytail", "braid"}:
        _mass(pen, look, limb([(0, 0.3), (0.02, -0.2), (0, -0.75)], [0.14, 0.24, 0.05]), 1.05)
    if look.hair_style == "pigtails":
        for side in (-1, 1):
            _mass(pen, look, limb([(side * 0.37, 0.05), (side * 0.52, -0.12), (side * 0.5, -0.45)], [0.12, 0.2, 0.06]))


_CUTS: dict[str, Callable[[Pen, Look, float], None]] = {
    "short": _short,
    "crop": _crop,
    "pixie": _tousled,
    "parted": _parted,
    "slick": _slick,
    "tousled": _tousled,
    "bowl": _bowl,
    "fringe": _fringe,
    "long": _long,
    "wavy": _wavy,
    "bob": _bob,
    "pigtails": _bowl,
    "bun": _tied,
    "ponytail": _tied,
    "braid": _tied,
    "curly": _curly,
    "curly_short": _curly,
}
