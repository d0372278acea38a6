"""Hair from the side, as one soft mass and what hangs from it, looking to the right (see `profile_faces`)."""

from dataclasses import dataclass
from math import cos, radians, sin

import skia

from activities.images.drawing.colour import darker, lighter
from activities.images.drawing.pen import Pen, Point, limb, oval, smooth
from activities.images.drawing.people.hair import ON_TOP, UNDER_BRIM, under_hat
from activities.images.drawing.people.looks import Look


@dataclass(frozen=True)
class _Cut:
    """One cut, seen from the side."""

    volume: float = 0.045
    hairline: float = 0.3
    """Height at which the forehead ends."""
    low: float = -0.16
    """Where it ends over the ear; below −0.2 it hides the ear."""
    fringe: bool = False


_CUTS: dict[str, _Cut] = {
    "short": _Cut(), "crop": _Cut(0.02, 0.33), "pixie": _Cut(0.07, 0.23), "parted": _Cut(0.07, 0.29), "slick": _Cut(0.04, 0.36),
    "tousled": _Cut(0.08, 0.24), "bowl": _Cut(0.075, 0.17, -0.1, fringe=True), "long": _Cut(0.06, 0.34, -0.74),
    "wavy": _Cut(0.08, 0.34, -0.52),
    "bob": _Cut(0.075, 0.18, -0.43, fringe=True), "pigtails": _Cut(0.06, 0.17, fringe=True), "bun": _Cut(0.045, 0.33),
    "ponytail": _Cut(0.045, 0.33), "braid": _Cut(0.045, 0.33), "curly": _Cut(0.06, 0.28, -0.3), "curly_short": _Cut(0.05, 0.28),
}  # fmt: skip
_FREE_EAR = -0.2


def hides_ear(look: Look) -> bool:
    """Whether hair falls over the ear."""
    cut = _CUTS.get(look.hair_style)
    return cut is not None and cut.low < _FREE_EAR


def draw_side_back_hair(pen: Pen, look: Look) -> bool:
    """What hangs behind neck and shoulders; False when the cut has nothing there."""
    match look.hair_style:
        case "long":
            points = [(-0.2, 0.2), (-0.47, 0.15), (-0.53, -0.3), (-0.5, -0.95), (-0.3, -1.03), (-0.08, -0.85), (-0.05, -0.2)]
        case "wavy":
            points = [(-0.2, 0.2), (-0.5, 0.12), (-0.52, -0.2), (-0.62, -0.48), (-0.5, -0.8), (-0.22, -0.78), (-0.06, -0.5), (-0.05, -0.1)]
        case _:
            return False
    _mass(pen, look, smooth(points), 0.6)
    return True


def draw_side_hair(pen: Pen, look: Look) -> None:
    """What lies over the skull, and the tail, bun or lock of the cut."""
    if look.hair_style == "bald":
        return
    look = under_hat(look)
    if look.hair_style == "fringe":
        _mass(
            pen,
            look,
            smooth([(0.0, 0.06), (-0.1, 0.12), (-0.3, 0.24), (-0.45, 0.18), (-0.455, -0.02), (-0.34, -0.23), (-0.2, -0.2), (-0.12, 0.02)]),
        )
        return
    cut = _CUTS.get(look.hair_style, _CUTS["short"])
    _hanging(pen, look)
    _mass(pen, look, _cap(cut))
    for rise in (0.36, 0.42):
        pen.line([(0.18, rise - 0.02), (-0.08, rise + 0.05), (-0.32, rise - 0.12)], 0.012, lighter(look.hair, 0.3), alpha=0.3)
    if look.hair_style == "pigtails":
        # The one on the near side, from behind the ear; the other is behind the head.
        _mass(pen, look, limb([(-0.22, 0.0), (-0.36, -0.16), (-0.34, -0.5)], [0.13, 0.21, 0.06]), 0.95)
        pen.fill(oval(-0.23, 0.0, 0.05, 0.05), 0xC8473F)
    if cut.low < _FREE_EAR and look.hair_style != "curly":
        _lock(pen, look, cut)
    if look.hair_style in {"curly", "curly_short"}:
        _curls(pen, look)
    if look.hair_style in {"tousled", "pixie"}:
        for x, y, lean in ((0.24, 0.42, 0.1), (0.06, 0.54, 0.07), (-0.16, 0.55, -0.04), (-0.36, 0.42, -0.12), (-0.45, 0.2, -0.1)):
            _mass(pen, look, limb([(x * 0.8, y * 0.8), (x + lean * 0.4, y), (x + lean, y + 0.06)], [0.15, 0.1, 0.012]))


def _mass(pen: Pen, look: Look, path: skia.Path, tone: float = 1.0) -> None:
    side = 1 if pen.light.sun_side > 0 else -1
    pen.blend(path, ((side * 0.42, 0.5), (-side * 0.42, -0.35)), (lighter(look.hair, 0.1), darker(look.hair, 0.3)), (tone, tone * 0.8))


def _cap(cut: _Cut) -> skia.Path:
    """From the forehead over the crown to the nape, back under and behind the ear, up the temple."""
    points: list[Point] = [(0.315, cut.hairline)]
    for degrees in range(40, 190, 22):
        angle = radians(degrees)
        points.append((-0.055 + cos(angle) * (0.395 + cut.volume * 0.8), 0.1 + sin(angle) * (0.4 + cut.volume)))
    nape = [(-0.42 - cut.volume * 0.4, -0.08), (-0.33, -0.25), (-0.2, -0.24), (-0.135, -0.12), (-0.12, 0.02), (-0.06, 0.06)]
    temple = [(-0.01, -0.05), (0.03, -0.04), (0.06, 0.1), (0.13, 0.17), (0.2, cut.hairline - 0.05)]
    if cut.fringe:
        temple = [(0.0, -0.08), (0.09, 0.0), (0.2, cut.hairline - 0.06), (0.34, cut.hairline - 0.07)]
    return smooth([*points, *nape, *temple], tension=0.9)


def _lock(pen: Pen, look: Look, cut: _Cut) -> None:
    """Hair that falls over ear and neck."""
    sway = 0.05 if look.hair_style == "wavy" else 0.0
    lock = [
        (0.12, 0.3), (0.1, 0.08), (0.05, -0.16), (0.04 + sway, cut.low * 0.75), (0.0, cut.low), (-0.2, cut.low - 0.03),
        (-0.4, cut.low + 0.04), (-0.49 - sway, cut.low * 0.6), (-0.47, -0.05), (-0.4, 0.25), (-0.1, 0.42),
    ]  # fmt: skip
    _mass(pen, look, smooth(lock, tension=0.9), 0.98)
    for x in (-0.3, -0.17, -0.04):
        pen.line([(x * 0.8, 0.3), (x, 0.0), (x - 0.02, cut.low * 0.85)], 0.012, lighter(look.hair, 0.3), alpha=0.3)


def _curls(pen: Pen, look: Look) -> None:
    full = look.hair_style == "curly"
    reach, curl = (0.46, 0.14) if full else (0.43, 0.1)
    for index, degrees in enumerate(range(30, 235 if full else 200, 21)):
        angle = radians(degrees)
        if look.hat not in ON_TOP and sin(angle) > UNDER_BRIM:
            continue
        _mass(pen, look, oval(-0.07 + cos(angle) * reach, 0.1 + sin(angle) * reach, curl, curl), 0.96 + 0.08 * (index % 2))
    high = ((0.17, 0.32), (-0.02, 0.2)) if look.hat in ON_TOP else ()
    for x, y in (*high, (-0.2, 0.1), *(((-0.02, 0.04), (-0.1, -0.08), (-0.24, -0.2)) if full else ())):
        _mass(pen, look, oval(x, y, curl * 0.85, curl * 0.8), 1.02)


def _hanging(pen: Pen, look: Look) -> None:
    match look.hair_style:
        case "bun":
            _mass(pen, look, oval(-0.48, 0.3, 0.15, 0.15))
        case "ponytail":
            _mass(pen, look, limb([(-0.4, 0.28), (-0.62, 0.2), (-0.66, -0.15), (-0.56, -0.55)], [0.14, 0.22, 0.2, 0.04]), 0.85)
        case "braid":
            for step in range(5):
                _mass(pen, look, oval(-0.4 + 0.012 * (step % 2), -0.15 - 0.12 * step, 0.085 - 0.008 * step, 0.08))
            pen.fill(oval(-0.4, -0.7, 0.04, 0.03), 0xC8473F)
