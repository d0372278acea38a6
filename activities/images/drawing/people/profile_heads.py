"""The head from the side, without eye and mouth: skull, ear, nose, hair, beard and hat, looking to the right (see `profile_faces`)."""

from dataclasses import replace

from activities.images.drawing.colour import darker, lighter, mix
from activities.images.drawing.pen import Pen, Point, limb, oval, smooth
from activities.images.drawing.people.faces import Mimic
from activities.images.drawing.people.hats import draw_hat
from activities.images.drawing.people.looks import Look
from activities.images.drawing.people.profile_faces import to_side
from activities.images.drawing.people.profile_hair import draw_side_back_hair, draw_side_hair, hides_ear
from activities.images.drawing.people.suits import BUBBLE, draw_shell

_WRAPS = frozenset({"scarf", "hood", BUBBLE})
PROFILE = 0.9
"""The turn of a helmet whose wearer is seen from the side."""


def draw_side_head(pen: Pen, look: Look, mimic: Mimic, side: int) -> None:
    """The head layer of somebody who looks to `side`, −1 left or 1 right."""
    if look.hat == BUBBLE:
        draw_shell(pen, look, PROFILE * side, is_away=False)
        with pen.within(oval(0.16 * PROFILE * side, -0.01, 0.57, 0.57)):
            draw_side_head(pen, replace(look, hat=""), mimic, side)
        return
    with to_side(pen, side) as ahead:
        _skin(ahead, look)
        _cheek(ahead, look, mimic)
        _beard(ahead, look)
        _nostril(ahead, look)
        if look.hat not in _WRAPS:
            if not hides_ear(look):
                _ear(ahead, look)
            draw_side_hair(ahead, look)
        _brow(ahead, look, mimic)
        _hat(ahead, look)


def draw_behind_side_head(pen: Pen, look: Look, side: int) -> bool:
    """Long hair that falls down the back; False when there is none."""
    if look.hat in _WRAPS:
        return False
    with to_side(pen, side) as ahead:
        return draw_side_back_hair(ahead, look)


def side_outline(look: Look) -> list[Point]:
    """From the crown over nose and chin to the nape and back, in heads."""
    soft = look.age == "child"
    nose = 0.025 + 0.05 * look.nose
    chin = 0.3 + 0.035 * look.jaw - (0.03 if soft else 0.0)
    brow = 0.338 + (0.0 if look.is_female or soft else 0.012 * look.brows)
    return [
        (-0.04, 0.5), (0.16, 0.465), (0.29, 0.345), (0.338, 0.2), (brow, 0.085), (0.312, 0.012), (0.338, -0.06),
        (0.385 + nose * 0.8, -0.135), (0.392 + nose, -0.168), (0.375 + nose * 0.5, -0.2), (0.336, -0.207), (0.345, -0.25),
        (0.325, -0.295), (0.33, -0.335), (0.305, -0.375), (chin + 0.01, -0.425), (chin - 0.015, -0.487), (chin - 0.1, -0.512),
        (0.06, -0.425 + 0.02 * soft), (-0.06, -0.34 + 0.03 * soft), (-0.13, -0.24), (-0.22, -0.27), (-0.33, -0.2), (-0.43, -0.02),
        (-0.445, 0.17), (-0.37, 0.36), (-0.21, 0.475),
    ]  # fmt: skip


def _skin(pen: Pen, look: Look) -> None:
    outline = smooth(side_outline(look), tension=0.85)
    lit = pen.light.sun_side > 0
    ends = ((0.4, 0.2), (-0.35, -0.3)) if lit else ((-0.4, 0.2), (0.4, -0.3))
    pen.blend(outline, ends, (lighter(look.skin, 0.06), darker(look.skin, 0.06)), (1.06, 0.76))
    with pen.within(outline):
        # Jaw and throat lie in the shade of the face.
        pen.fill(smooth([(-0.2, -0.26), (0.05, -0.4), (0.22, -0.5), (0.2, -0.6), (-0.3, -0.6)]), darker(look.skin, 0.2), 0.8, alpha=0.55)
        pen.glow(0.05, -0.14, 0.16, darker(look.skin, 0.25), 0.16)
    step = (-0.026, -0.012) if lit else (0.026, -0.012)
    strength = 0.5 if pen.light.is_dark or pen.light.sun_height < 0.1 else 0.22
    with pen.crescent(outline, step):
        pen.flat(outline, mix(pen.light.sun, 0xFFFFFF, 0.2), strength)


def _cheek(pen: Pen, look: Look, mimic: Mimic) -> None:
    pen.glow(0.18, -0.16, 0.13, mix(look.skin, 0xD4483A, 0.6), mimic.blush + (0.14 if look.age in {"child", "young"} else 0.05))
    if look.has_freckles:
        for x, y in ((0.16, -0.12), (0.19, -0.145), (0.225, -0.115), (0.255, -0.14), (0.21, -0.09)):
            pen.fill(oval(x, y, 0.007, 0.006), darker(look.skin, 0.35), alpha=0.55)
    if look.age == "old":
        wrinkle = darker(look.skin, 0.3)
        for line in (
            [(0.17, -0.1), (0.23, -0.118), (0.28, -0.1)],
            [(0.3, -0.19), (0.255, -0.24), (0.235, -0.32)],
            [(0.14, -0.01), (0.1, 0.012)],
            [(0.2, 0.2), (0.31, 0.195)],
            [(0.19, 0.245), (0.3, 0.24)],
        ):
            pen.line(line, 0.009, wrinkle, alpha=0.55)


def _nostril(pen: Pen, look: Look) -> None:
    dark = darker(look.skin, 0.3)
    reach = 0.345 + 0.02 * look.nose
    pen.line([(reach - 0.025, -0.15), (reach - 0.035, -0.182), (reach - 0.008, -0.198)], 0.012, dark, alpha=0.75)
    pen.line([(reach + 0.01, -0.19), (reach + 0.035, -0.188)], 0.015, dark, alpha=0.8)


def _ear(pen: Pen, look: Look) -> None:
    pen.fill(
        smooth([(-0.1, 0.03), (-0.045, 0.035), (-0.02, -0.01), (-0.045, -0.12), (-0.075, -0.15), (-0.1, -0.1), (-0.125, -0.03)]),
        darker(look.skin, 0.06),
        0.92,
    )
    pen.line([(-0.035, -0.005), (-0.075, 0.02), (-0.1, -0.02), (-0.075, -0.09)], 0.012, darker(look.skin, 0.34), alpha=0.7)
    pen.line([(-0.06, -0.03), (-0.05, -0.07)], 0.018, darker(look.skin, 0.4), alpha=0.5)


def _brow(pen: Pen, look: Look, mimic: Mimic) -> None:
    ink = darker(look.hair, 0.25) if look.hair[0] < 0.8 else darker(look.hair, 0.45)
    thick = 0.016 + 0.016 * look.brows
    points = [
        (0.325, 0.094 + mimic.inner_brow),
        (0.255, 0.118 + (mimic.inner_brow + mimic.outer_brow) / 2),
        (0.155, 0.088 + mimic.outer_brow),
    ]
    pen.fill(limb(points, [thick, thick * 1.05, thick * 0.4]), ink)


def _beard(pen: Pen, look: Look) -> None:
    tint = mix(look.hair, darker(look.hair, 0.4), 0.35)
    if look.beard == "stubble":
        with pen.within(smooth(side_outline(look), tension=0.85)):
            pen.fill(smooth([(-0.06, -0.12), (0.06, -0.2), (0.2, -0.25), (0.36, -0.21), (0.4, -0.6), (-0.1, -0.55)]), tint, alpha=0.26)
    if look.beard == "full":
        low = -0.68 if look.age == "old" else -0.6
        jaw = [
            (-0.02, 0.0), (0.03, -0.12), (0.12, -0.21), (0.21, -0.235), (0.25, -0.27), (0.26, -0.335), (0.33, -0.355), (0.365, -0.43),
            (0.335, low + 0.06), (0.24, low), (0.1, low + 0.08), (-0.05, -0.42), (-0.1, -0.28), (-0.06, -0.12),
        ]  # fmt: skip
        pen.blend(smooth(jaw, tension=0.85), ((0, -0.1), (0.1, low)), (tint, darker(tint, 0.25)), (1.0, 0.75))
        for x in (0.02, 0.1, 0.18, 0.26):
            pen.line([(x, -0.3 - x * 0.3), (x + 0.03, low + 0.14 - x * 0.2)], 0.01, lighter(tint, 0.22), alpha=0.4)
    if look.beard in {"moustache", "full", "goatee"}:
        pen.fill(
            smooth([(0.345, -0.212), (0.378, -0.243), (0.35, -0.268), (0.29, -0.272), (0.225, -0.305), (0.26, -0.245)]), darker(tint, 0.12)
        )
    if look.beard == "goatee":
        pen.fill(smooth([(0.3, -0.365), (0.345, -0.4), (0.345, -0.5), (0.29, -0.565), (0.225, -0.51), (0.25, -0.41)]), tint)


def _hat(pen: Pen, look: Look) -> None:
    if look.hat in _WRAPS:
        _wrap(pen, look)
    elif look.hat == "helmet":
        shell = [(-0.47, 0.12), (-0.46, 0.38), (-0.3, 0.58), (-0.04, 0.65), (0.2, 0.58), (0.36, 0.38), (0.38, 0.21), (0.0, 0.19)]
        pen.blend(smooth(shell), ((0, 0.65), (0, 0.15)), (lighter(look.hat_tint, 0.08), darker(look.hat_tint, 0.25)), (1.0, 0.8))
        pen.fill(smooth([(-0.53, 0.16), (0, 0.25), (0.47, 0.24), (0.42, 0.17), (0, 0.17), (-0.5, 0.09)]), darker(look.hat_tint, 0.22))
        pen.line([(-0.05, 0.18), (0.02, -0.2), (0.17, -0.49)], 0.022, darker(look.hat_tint, 0.5))
    elif look.hat:
        # A skull is deeper than wide, and its middle lies behind the face's.
        with pen.moved(-0.075, 0.0):
            pen.canvas.scale(1.12, 1.0)
            draw_hat(pen, look, 0.8)


def _wrap(pen: Pen, look: Look) -> None:
    """Headscarf or hood: over skull, ear and throat, the face free."""
    tint = look.hat_tint
    cloth = [
        (0.27, 0.4), (0.24, 0.24), (0.1, 0.12), (0.05, -0.12), (0.09, -0.34), (0.22, -0.5), (0.2, -0.66), (-0.05, -0.76),
        (-0.36, -0.7), (-0.44, -0.35), (-0.51, 0.05), (-0.48, 0.36), (-0.27, 0.555), (-0.02, 0.585), (0.17, 0.52),
    ]  # fmt: skip
    pen.blend(smooth(cloth, tension=0.9), ((0, 0.5), (0, -0.7)), (lighter(tint, 0.06), darker(tint, 0.25)), (1.0, 0.75))
    if look.hat == "hood":
        pen.fill(smooth([(-0.2, 0.52), (-0.42, 0.6), (-0.5, 0.34), (-0.3, 0.45)]), tint)
    for fold in ([(0.18, 0.4), (0.0, 0.12), (-0.04, -0.15)], [(0.1, -0.45), (-0.12, -0.4), (-0.3, -0.25)]):
        pen.line(fold, 0.014, darker(tint, 0.4), alpha=0.45)
