"""What people wear where there is no air, a round helmet with its glass and a pack of air; and what tells a robot from a person.

Helmets in heads (see `faces`), packs in heights of the person (see `poses`).
"""

from dataclasses import replace

import skia

from activities.images.drawing.colour import colour, darker, lighter
from activities.images.drawing.pen import Pen, box, oval, smooth
from activities.images.drawing.people.looks import Look
from activities.images.drawing.people.poses import Body

BUBBLE = "bubble"
"""The hat of a look that is a closed helmet."""
SUIT = "spacesuit"
_SHELL, _INSIDE, _METAL, _GLASS = 0xE9E8E4, 0x1B2436, 0x8F99A4, 0xBFE3F7
_RADIUS = 0.76
_STRIPES = (0xD9793A, 0x3F77B0, 0x5E9A54, 0xB83A32, 0xC9A233, 0x7A559C)


def suited(look: Look, number: int) -> Look:
    """Somebody in a spacesuit with its helmet closed; `number` in the cast gives each other stripes."""
    stripe = colour(_STRIPES[(max(1, number) - 1) % len(_STRIPES)])
    shell = colour(0xE4E3DF)
    return replace(look, top=SUIT, top_tint=shell, under_tint=stripe, bottom="trousers", bottom_tint=shell, hat=BUBBLE, hat_tint=stripe)


def draw_shell(pen: Pen, look: Look, turn: float, *, is_away: bool) -> None:
    """What of a helmet lies behind the head: shell, lamp, ear pods and the dark inside; from behind the shell hides the head."""
    pen.fill(oval(0, -0.66, 0.5, 0.16), _METAL, 0.8)
    shell = oval(0, 0, _RADIUS, _RADIUS)
    pen.blend(shell, ((0, 0.7), (0, -0.7)), (lighter(_SHELL, 0.3), darker(_SHELL, 0.3)), (1.05, 0.72))
    for side in (-1, 1):
        if side * turn < 0.4:
            pen.fill(oval(side * (_RADIUS - 0.02), -0.05, 0.09, 0.17), look.hat_tint, 0.9)
    pen.fill(box(-0.12, _RADIUS - 0.06, 0.12, _RADIUS + 0.06, 0.04), _METAL)
    if is_away:
        pen.line([(-0.55, 0.3), (0, 0.42), (0.55, 0.3)], 0.03, darker(_SHELL, 0.3), alpha=0.6)
        return
    pen.fill(_window(turn), _INSIDE, 0.9)


def draw_glass(pen: Pen, turn: float) -> None:
    """The glass before the face: a tint, the sky in it, and its rim."""
    window = _window(turn)
    with pen.within(window):
        pen.fade(window, ((-0.3, 0.6), (0.2, -0.5)), _GLASS, (0.34, 0.03))
        streak = [(-0.52, 0.08), (-0.42, 0.36), (-0.2, 0.52), (-0.3, 0.34), (-0.42, 0.05), (-0.46, -0.2)]
        pen.flat(smooth([(x + 0.18 * turn, y) for x, y in streak]), 0xFFFFFF, 0.62)
        pen.flat(oval(0.34 + 0.18 * turn, -0.34, 0.05, 0.09), 0xFFFFFF, 0.35)
    pen.stroke(window, 0.07, _SHELL, 0.95)
    pen.stroke(window, 0.022, darker(_METAL, 0.3), 0.9, alpha=0.8)


def draw_pack(pen: Pen, look: Look, body: Body, *, is_away: bool) -> None:
    """The pack of air: at the back of who is seen from the side, wider than the shoulders of who is seen from the front."""
    x, top = body.shoulders
    low = body.hips[1] + 0.07
    if is_away or abs(body.turn) < 0.2:
        half = body.half_shoulders * (0.94 if is_away else 1.06)
        pack = (x - half, low, x + half, top + 0.055)
    else:
        back = -1 if body.turn > 0 else 1
        far, near = x + back * (body.half_shoulders + 0.075), x + back * body.half_shoulders * 0.3
        pack = (min(far, near), low, max(far, near), top + 0.04)
    pen.block(pack, darker(_SHELL, 0.12), 0.86, 0.025)
    pen.stroke(box(*pack, 0.025), 0.005, darker(_METAL, 0.3), alpha=0.7)
    if is_away:
        left, bottom, right, high = pack
        pen.fill(box(left + 0.03, high - 0.05, right - 0.03, high - 0.025, 0.008), look.under_tint)
        pen.stroke(box(left + 0.035, bottom + 0.04, right - 0.035, high - 0.08, 0.012), 0.006, _METAL, alpha=0.8)


def draw_suit_front(pen: Pen, look: Look, body: Body, low: float) -> None:
    """Collar ring, control box, hoses and belt, from the middle of the shoulders."""
    reach = body.half_shoulders
    for side in (-1, 1):
        pen.line([(side * reach * 0.86, -0.01), (side * reach * 0.78, low * 0.7)], 0.012, look.under_tint)
        pen.line([(side * 0.045, -0.1), (side * 0.085, -0.13), (side * 0.075, -0.19), (side * 0.04, -0.165)], 0.011, _METAL)
    pen.fill(smooth([(-0.085, 0.045), (0, 0.028), (0.085, 0.045), (0.08, 0.006), (0, -0.014), (-0.08, 0.006)]), _METAL)
    pen.fill(box(-0.055, -0.165, 0.055, -0.085, 0.01), darker(_METAL, 0.35))
    pen.flat(box(-0.042, -0.115, 0.012, -0.095, 0.004), 0x9FE8F4, 0.9)
    for index, light in enumerate((0xE0503C, 0x6FCF8A, 0xE8C84A)):
        pen.flat(oval(-0.03 + index * 0.03, -0.14, 0.008, 0.008), light)
    pen.fill(box(-0.2, low * 0.78, 0.2, low * 0.78 + 0.024), _METAL)
    pen.fill(box(-reach * 0.9, -0.075, -reach * 0.55, -0.05, 0.004), look.under_tint)


def _window(turn: float) -> skia.Path:
    return oval(0.16 * turn, -0.01, 0.6 - 0.04 * abs(turn), 0.57)


def as_robot(look: Look) -> Look:
    """A robot in the shape of a person: a metal skin, no hair, plates instead of clothes."""
    metal = colour(0xA4B0BB)
    return replace(
        look, skin=metal, hair=colour(0x5E6A76), eyes=colour(0x3FC8E8), hair_style="bald", beard="", has_glasses=False, hat="pods",
        hat_tint=colour(0x6B7884), top="plates", top_tint=colour(0x8B97A3), under_tint=colour(0x4E5964), bottom="trousers",
        bottom_tint=colour(0x77838F), shoe_tint=colour(0x4E5964), brows=0.1, nose=0.15, has_freckles=False, age="adult",
    )  # fmt: skip


def draw_pods(pen: Pen, look: Look, turn: float) -> None:
    """A robot's ears, the seam over its skull and an aerial."""
    for side in (-1, 1):
        if side * turn < 0.4:
            pen.fill(oval(side * 0.37 - 0.06 * turn, -0.05, 0.075, 0.12), look.hat_tint)
            pen.flat(oval(side * 0.37 - 0.06 * turn, -0.05, 0.03, 0.05), 0x6FE0F4, 0.9)
    pen.line([(-0.3, 0.28), (0.02 * turn, 0.36), (0.3, 0.28)], 0.016, darker(look.skin, 0.4), alpha=0.7)
    pen.line([(0.05 * turn, 0.48), (0.05 * turn, 0.7)], 0.028, look.hat_tint)
    pen.flat(oval(0.05 * turn, 0.72, 0.045, 0.045), 0xE0503C)


def draw_plates(pen: Pen, look: Look, body: Body, low: float) -> None:
    """The plates of a robot's chest, from the middle of the shoulders."""
    reach = body.half_shoulders
    pen.fill(smooth([(-0.06, 0.045), (0, 0.03), (0.06, 0.045), (0.056, 0.0), (-0.056, 0.0)]), look.under_tint)
    pen.fill(box(-reach * 0.66, -0.16, reach * 0.66, -0.03, 0.02), lighter(look.top_tint, 0.22))
    pen.stroke(box(-reach * 0.66, -0.16, reach * 0.66, -0.03, 0.02), 0.005, look.under_tint, alpha=0.8)
    pen.flat(oval(0, -0.095, 0.026, 0.026), 0x6FE0F4, 0.95)
    pen.glow(0, -0.095, 0.09, 0x6FE0F4, 0.4)
    for row in range(3):
        y = -0.185 - 0.028 * row
        pen.line([(-reach * 0.6, y), (reach * 0.6, y)], 0.007, look.under_tint, alpha=0.8)
    pen.fill(box(-0.2, low * 0.86, 0.2, low * 0.86 + 0.016), look.under_tint)
