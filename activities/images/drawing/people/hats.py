"""What people wear on their heads, in heads (see `faces`)."""

from collections.abc import Callable

import skia

from activities.images.drawing.colour import Colour, darker, lighter
from activities.images.drawing.pen import Pen, Point, oval, shape, smooth
from activities.images.drawing.people.looks import Look
from activities.images.drawing.people.suits import draw_pods


def draw_hat(pen: Pen, look: Look, turn: float, *, is_away: bool = False) -> None:
    """The look's hat, if it has one."""
    if look.hat == "pods":
        draw_pods(pen, look, turn)
    elif look.hat:
        with pen.moved(0.03 * turn, 0.0):
            _HATS[look.hat](pen, look.hat_tint, 0.0 if is_away else turn, is_away)


def _felt(pen: Pen, points: list[Point], tint: Colour, tone: float = 1.0) -> None:
    side = 1 if pen.light.sun_side > 0 else -1
    pen.blend(
        smooth(points, tension=0.9), ((side * 0.4, 0.6), (-side * 0.4, 0.2)), (lighter(tint, 0.08), darker(tint, 0.25)), (tone, tone * 0.8)
    )


def _brimmed(pen: Pen, tint: Colour, turn: float, crown: tuple[float, float], brim: float) -> None:
    """Crown and a brim seen slightly from below."""
    half, top = crown
    _felt(
        pen,
        [
            (-half, 0.24),
            (-half * 0.9, top - 0.08),
            (-half * 0.4, top),
            (0, top - 0.045),
            (half * 0.4, top),
            (half * 0.9, top - 0.08),
            (half, 0.24),
            (0, 0.19),
        ],
        tint,
    )
    pen.fill(smooth([(-half, 0.32), (0, 0.27), (half, 0.32), (half, 0.22), (0, 0.17), (-half, 0.22)]), darker(tint, 0.55))
    pen.fill(
        smooth([(-brim + 0.04 * turn, 0.26), (-0.2, 0.25), (0.2, 0.25), (brim + 0.04 * turn, 0.26), (0.25, 0.155), (-0.25, 0.155)]),
        darker(tint, 0.12),
    )


def _fedora(pen: Pen, tint: Colour, turn: float, _is_away: bool) -> None:
    _brimmed(pen, tint, turn, (0.36, 0.66), 0.6)


def _straw(pen: Pen, tint: Colour, turn: float, _is_away: bool) -> None:
    _brimmed(pen, tint, turn, (0.35, 0.58), 0.7)


def _cowboy(pen: Pen, tint: Colour, turn: float, _is_away: bool) -> None:
    _brimmed(pen, tint, turn, (0.35, 0.68), 0.62)
    for side in (-1, 1):
        pen.fill(smooth([(side * 0.36, 0.2), (side * 0.7, 0.3), (side * 0.72, 0.36), (side * 0.5, 0.3)]), tint)


def _cap(pen: Pen, tint: Colour, turn: float, is_away: bool) -> None:
    _felt(pen, [(-0.41, 0.2), (-0.38, 0.42), (-0.2, 0.56), (0, 0.59), (0.2, 0.56), (0.38, 0.42), (0.41, 0.2), (0, 0.24)], tint)
    if not is_away:
        ahead = 0.32 * turn
        pen.fill(
            smooth(
                [
                    (-0.33 + ahead, 0.235),
                    (ahead, 0.28),
                    (0.33 + ahead, 0.235),
                    (0.28 + ahead * 1.25, 0.155),
                    (ahead * 1.25, 0.13),
                    (-0.28 + ahead * 1.25, 0.155),
                ]
            ),
            darker(tint, 0.3),
        )


def _beanie(pen: Pen, tint: Colour, _turn: float, _is_away: bool) -> None:
    _felt(pen, [(-0.41, 0.2), (-0.39, 0.45), (-0.22, 0.62), (0, 0.66), (0.22, 0.62), (0.39, 0.45), (0.41, 0.2), (0, 0.22)], tint)
    pen.fill(smooth([(-0.43, 0.31), (0, 0.36), (0.43, 0.31), (0.43, 0.18), (0, 0.21), (-0.43, 0.18)], tension=0.8), darker(tint, 0.18))
    for step in range(-5, 6):
        pen.line([(step * 0.078, 0.22), (step * 0.078, 0.33)], 0.01, darker(tint, 0.4), alpha=0.5)


def _scarf(pen: Pen, tint: Colour, turn: float, is_away: bool) -> None:
    outer = [
        (0, 0.57),
        (-0.33, 0.47),
        (-0.47, 0.15),
        (-0.46, -0.3),
        (-0.34, -0.68),
        (0, -0.74),
        (0.34, -0.68),
        (0.46, -0.3),
        (0.47, 0.15),
        (0.33, 0.47),
    ]
    path = smooth(outer)
    if not is_away:
        x = 0.13 * turn
        opening = smooth(
            [
                (x, 0.36),
                (x - 0.27, 0.22),
                (x - 0.315, -0.1),
                (x - 0.2, -0.42),
                (x, -0.5),
                (x + 0.2, -0.42),
                (x + 0.315, -0.1),
                (x + 0.27, 0.22),
            ]
        )
        path.addPath(opening)
        path.setFillType(_EVEN_ODD)
    pen.blend(path, ((0, 0.5), (0, -0.7)), (lighter(tint, 0.06), darker(tint, 0.25)), (1.0, 0.75))
    pen.line([(-0.3, -0.35), (-0.12, -0.6), (0.1, -0.66)], 0.014, darker(tint, 0.4), alpha=0.5)


def _crown(pen: Pen, tint: Colour, _turn: float, _is_away: bool) -> None:
    pen.fill(
        shape((-0.31, 0.33), (-0.37, 0.64), (-0.2, 0.48), (-0.1, 0.7), (0, 0.5), (0.1, 0.7), (0.2, 0.48), (0.37, 0.64), (0.31, 0.33)), tint
    )
    pen.fill(smooth([(-0.32, 0.41), (0, 0.37), (0.32, 0.41), (0.31, 0.3), (0, 0.26), (-0.31, 0.3)], tension=0.8), darker(tint, 0.2))
    for x in (-0.2, 0, 0.2):
        pen.fill(oval(x, 0.345, 0.028, 0.028), 0xB8322F)


def _peaked(pen: Pen, tint: Colour, turn: float, is_away: bool) -> None:
    _felt(pen, [(-0.4, 0.3), (-0.5, 0.5), (-0.25, 0.62), (0, 0.655), (0.25, 0.62), (0.5, 0.5), (0.4, 0.3), (0, 0.34)], tint)
    pen.fill(smooth([(-0.4, 0.35), (0, 0.39), (0.4, 0.35), (0.395, 0.22), (0, 0.25), (-0.395, 0.22)], tension=0.8), 0x1F2433)
    if not is_away:
        x = 0.16 * turn
        pen.fill(smooth([(x - 0.3, 0.235), (x, 0.27), (x + 0.3, 0.235), (x + 0.2, 0.155), (x, 0.135), (x - 0.2, 0.155)]), 0x16181F)
        pen.fill(oval(x, 0.42, 0.055, 0.06), 0xD9B451)


def _toque(pen: Pen, tint: Colour, _turn: float, _is_away: bool) -> None:
    for x, y, radius in ((-0.26, 0.72, 0.2), (0.0, 0.8, 0.22), (0.26, 0.72, 0.2)):
        pen.fill(oval(x, y, radius, radius), tint, 0.95)
    pen.block((-0.36, 0.24, 0.36, 0.68), tint, 1.0, 0.05)
    for x in (-0.2, 0.0, 0.2):
        pen.line([(x, 0.36), (x, 0.62)], 0.012, darker(tint, 0.25), alpha=0.6)


def _hood(pen: Pen, tint: Colour, turn: float, is_away: bool) -> None:
    _scarf(pen, tint, turn, is_away)
    pen.fill(smooth([(-0.2, 0.5), (0, 0.68), (0.2, 0.5), (0, 0.54)]), tint)


def _helmet(pen: Pen, tint: Colour, _turn: float, _is_away: bool) -> None:
    _felt(pen, [(-0.43, 0.2), (-0.41, 0.42), (-0.24, 0.6), (0, 0.65), (0.24, 0.6), (0.41, 0.42), (0.43, 0.2), (0, 0.2)], tint)
    pen.fill(smooth([(-0.49, 0.22), (0, 0.27), (0.49, 0.22), (0.45, 0.15), (0, 0.17), (-0.45, 0.15)]), darker(tint, 0.22))
    pen.line([(-0.375, 0.18), (-0.33, -0.2), (-0.16, -0.48)], 0.022, darker(tint, 0.5))
    pen.line([(0.375, 0.18), (0.33, -0.2), (0.16, -0.48)], 0.022, darker(tint, 0.5))


_EVEN_ODD = skia.PathFillType.kEvenOdd
_HATS: dict[str, Callable[[Pen, Colour, float, bool], None]] = {
    "fedora": _fedora,
    "cap": _cap,
    "beanie": _beanie,
    "straw": _straw,
    "cowboy": _cowboy,
    "scarf": _scarf,
    "crown": _crown,
    "peaked": _peaked,
    "toque": _toque,
    "hood": _hood,
    "helmet": _helmet,
}
