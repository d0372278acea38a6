"""The head without eyes and mouth: skull, ears, hair, beard and hat, in heads (see `faces`)."""

from dataclasses import replace

import skia

from activities.images.drawing.colour import darker, lighter, mix
from activities.images.drawing.pen import Pen, oval, smooth
from activities.images.drawing.people.faces import MOUTH_LINE, Mimic, draw_brows, draw_cheeks, draw_nose, slide
from activities.images.drawing.people.hair import draw_back_hair, draw_front_hair
from activities.images.drawing.people.hats import draw_hat
from activities.images.drawing.people.looks import Look
from activities.images.drawing.people.suits import BUBBLE, draw_shell


def face_outline(look: Look, turn: float) -> skia.Path:
    """Forehead to chin."""
    soft = 0.06 if look.age == "child" else 0.0
    jaw_x = 0.225 + 0.06 * look.jaw + soft + 0.02 * max(0.0, look.build)
    chin_x = 0.075 + 0.055 * look.jaw + soft * 0.5
    chin_y = -0.5 + soft * 0.35
    right = [(0.20, 0.46), (0.335, 0.29), (0.362, 0.06), (0.335, -0.14), (jaw_x, -0.335), (chin_x, chin_y + 0.015)]
    left = [(-x, y) for x, y in reversed(right)]
    shifted = [(_turned(x, y, turn), y) for x, y in [(0.0, 0.5), *right, (0.0, chin_y), *left]]
    return smooth(shifted)


def draw_head(pen: Pen, look: Look, mimic: Mimic, turn: float, *, is_away: bool) -> None:
    """The head layer: everything that nods but neither blinks nor speaks."""
    if look.hat == BUBBLE:
        draw_shell(pen, look, turn, is_away=is_away)
        if not is_away:
            with pen.within(oval(0.16 * turn, -0.01, 0.6, 0.58)):
                draw_head(pen, replace(look, hat=""), mimic, turn, is_away=False)
        return
    if is_away:
        _back_of_head(pen, look)
        return
    if not _is_covered(look):
        _ears(pen, look, turn)
    elif look.hat in {"scarf", "hood"}:
        pen.fill(oval(0.03 * turn, -0.08, 0.42, 0.52), darker(look.hat_tint, 0.6))
    outline = face_outline(look, turn)
    _skin(pen, look, outline)
    draw_cheeks(pen, look, mimic, turn)
    _rim(pen, outline)
    if look.beard:
        _beard(pen, look, outline, turn)
    draw_nose(pen, look, turn)
    draw_front_hair(pen, look, turn)
    draw_brows(pen, look, mimic, turn)
    draw_hat(pen, look, turn)


def draw_behind_head(pen: Pen, look: Look, turn: float, *, is_away: bool) -> bool:
    """Long hair that falls behind the shoulders; False when there is none."""
    if is_away or look.hat in {"scarf", "hood", BUBBLE}:
        return False
    return draw_back_hair(pen, look, turn)


def _is_covered(look: Look) -> bool:
    return look.hat in {"scarf", "hood"} or look.hair_style in {"bob", "long", "wavy"}


def _turned(x: float, y: float, turn: float) -> float:
    """Where a point of the front view lies when the head turns: chin and jaw go ahead, the back of the skull comes out."""
    ahead = 0.02 + 0.11 * max(0.0, 0.25 - y)
    back = 0.05 if x * turn < 0 and y > -0.2 else 0.0
    return x + turn * ahead + (abs(turn) * back if x > 0 else -abs(turn) * back)


def _skin(pen: Pen, look: Look, outline: skia.Path) -> None:
    """The lit face over the same face in shade, set off towards the light."""
    side = 1 if pen.light.sun_side > 0 else -1
    pen.fill(outline, darker(look.skin, 0.06), 0.62)
    with pen.within(outline), pen.moved(side * 0.085, 0.035):
        pen.blend(outline, ((side * 0.4, 0.3), (-side * 0.35, -0.4)), (lighter(look.skin, 0.06), look.skin), (1.06, 0.9))


def _rim(pen: Pen, outline: skia.Path) -> None:
    """The edge that sun or moon catches."""
    side = 1 if pen.light.sun_side > 0 else -1
    strength = 0.5 if pen.light.is_dark or pen.light.sun_height < 0.1 else 0.22
    with pen.crescent(outline, (-side * 0.028, -0.012)):
        pen.flat(outline, mix(pen.light.sun, 0xFFFFFF, 0.2), strength)


def _ears(pen: Pen, look: Look, turn: float) -> None:
    for side in (-1, 1):
        if side * turn > 0.3:
            continue
        x = side * 0.365 - turn * 0.06
        pen.fill(oval(x, -0.065, 0.052, 0.088), darker(look.skin, 0.08), 0.85)
        pen.fill(oval(x + side * 0.006, -0.062, 0.026, 0.054), darker(look.skin, 0.3), 0.85, alpha=0.6)


def _back_of_head(pen: Pen, look: Look) -> None:
    for side in (-1, 1):
        if not _is_covered(look):
            pen.fill(oval(side * 0.37, -0.075, 0.05, 0.085), darker(look.skin, 0.14), 0.8)
    outline = face_outline(look, 0.0)
    is_bare = look.hair_style in {"bald", "fringe"}
    pen.blend(outline, ((0, 0.4), (0, -0.5)), (look.skin if is_bare else look.hair, darker(look.skin, 0.2)), (0.95, 0.6))
    draw_front_hair(pen, look, 0.0, is_away=True)
    draw_hat(pen, look, 0.0, is_away=True)


def _beard(pen: Pen, look: Look, outline: skia.Path, turn: float) -> None:
    """Painted within the face, so that it follows the jaw; a full one hangs below it."""
    x = slide(turn) * 1.06
    tint = mix(look.hair, darker(look.hair, 0.4), 0.35)
    if look.beard == "stubble":
        with pen.within(outline):
            pen.fill(
                smooth(
                    [
                        (x - 0.34, -0.16),
                        (x - 0.16, -0.24),
                        (x, -0.215),
                        (x + 0.16, -0.24),
                        (x + 0.34, -0.16),
                        (x + 0.3, -0.6),
                        (x - 0.3, -0.6),
                    ]
                ),
                tint,
                alpha=0.26,
            )
        return
    if look.beard == "full":
        low = -0.66 if look.age == "old" else -0.58
        # The far cheek of a turned head is narrow: a beard as wide as the near one would stand out beside the face.
        far = 1 - 0.34 * abs(turn)
        left, right = (1.0, far) if turn > 0 else (far, 1.0)
        hang = smooth(
            [
                (x - 0.3 * left, -0.12),
                (x - 0.2 * left, -0.235),
                (x - 0.11 * left, -0.215),
                (x, -0.225),
                (x + 0.11 * right, -0.215),
                (x + 0.2 * right, -0.235),
                (x + 0.3 * right, -0.12),
                (x + 0.31 * right, -0.36),
                (x + 0.17 * right, low + 0.06),
                (x, low),
                (x - 0.17 * left, low + 0.06),
                (x - 0.31 * left, -0.36),
            ]
        )
        pen.blend(hang, ((0, -0.15), (0, low)), (tint, darker(tint, 0.25)), (1.0, 0.75))
        for strand in (-0.18, -0.09, 0.02, 0.11, 0.19):
            pen.line([(x + strand, -0.4), (x + strand * 0.9, low + 0.08)], 0.01, lighter(tint, 0.22), alpha=0.4)
        lips = oval(x, MOUTH_LINE - 0.005, 0.1, 0.028)
        pen.fill(lips, darker(look.skin, 0.1), 0.85)
    if look.beard in {"moustache", "full", "goatee"}:
        pen.fill(
            smooth(
                [
                    (x, -0.215),
                    (x + 0.09, -0.225),
                    (x + 0.15, -0.29),
                    (x + 0.07, -0.272),
                    (x, -0.258),
                    (x - 0.07, -0.272),
                    (x - 0.15, -0.29),
                    (x - 0.09, -0.225),
                ]
            ),
            darker(tint, 0.12),
        )
    if look.beard == "goatee":
        pen.fill(smooth([(x - 0.07, -0.37), (x, -0.355), (x + 0.07, -0.37), (x + 0.05, -0.5), (x, -0.55), (x - 0.05, -0.5)]), tint)
