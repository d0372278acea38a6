"""What tells one garment from another, painted within the torso. Unit: the person's height (see `poses`)."""

from collections.abc import Callable

from activities.images.drawing.colour import Colour, colour, darker, lighter, luminance
from activities.images.drawing.pen import Pen, box, oval, shape, smooth
from activities.images.drawing.people.looks import Look
from activities.images.drawing.people.poses import Body
from activities.images.drawing.people.suits import draw_plates, draw_suit_front

COATS = frozenset({"coat", "labcoat", "cassock", "robe"})
"""Hang open or closed over the legs."""
SKIRTS = frozenset({"dress"})
BARE_ARMS = frozenset({"tee", "dress"})


def sleeve_tint(look: Look) -> Colour:
    """The colour of the arms: a vest, an apron or dungarees show the shirt's."""
    if look.top in {"vest", "dungarees"}:
        return look.under_tint
    return look.top_tint


def draw_torso_details(pen: Pen, look: Look, body: Body, *, is_away: bool) -> None:
    """Collars, buttons, lapels, straps; from behind only seams."""
    x, top = body.shoulders
    centre = x + 0.30 * body.turn * body.half_shoulders
    low = body.hips[1]
    with pen.moved(centre, top):
        if is_away:
            pen.line([(0, 0.0), (0, low - top)], 0.004, darker(look.top_tint, 0.35), alpha=0.5)
            _fold_shadow(pen, look, low - top)
            return
        _DETAILS.get(look.top, _sweater)(pen, look, body, low - top)
        _fold_shadow(pen, look, low - top)


def _fold_shadow(pen: Pen, look: Look, low: float) -> None:
    for y, reach in ((low * 0.52, 0.05), (low * 0.66, 0.04)):
        pen.line([(-reach, y), (-reach * 0.2, y - 0.012)], 0.005, darker(look.top_tint, 0.4), alpha=0.35)


def _neckline(pen: Pen, look: Look, depth: float, half: float) -> None:
    """Skin in an open collar."""
    pen.fill(
        smooth([(-half, 0.03), (half, 0.03), (half * 0.75, -depth * 0.55), (0, -depth), (-half * 0.75, -depth * 0.55)]),
        darker(look.skin, 0.07),
        0.95,
    )


def _collar(pen: Pen, tint: Colour, size: float = 0.03) -> None:
    for side in (-1, 1):
        wing = shape((0, -0.012), (side * size * 1.35, 0.032), (side * size * 1.75, 0.012), (side * size * 1.1, -size * 0.9))
        pen.fill(wing, lighter(tint, 0.14))
        pen.stroke(wing, 0.003, darker(tint, 0.35), alpha=0.6)


def _buttons(pen: Pen, tint: Colour, low: float) -> None:
    pen.line([(0, -0.02), (0, low)], 0.004, darker(tint, 0.3), alpha=0.8)
    for step in range(5):
        pen.fill(oval(0, -0.05 - step * 0.052, 0.0052, 0.0052), lighter(tint, 0.5) if luminance(tint) < 0.5 else darker(tint, 0.5))


def _shirt(pen: Pen, look: Look, _body: Body, low: float) -> None:
    _neckline(pen, look, 0.022, 0.026)
    _buttons(pen, look.top_tint, low)
    _collar(pen, look.top_tint)


def _blouse(pen: Pen, look: Look, _body: Body, low: float) -> None:
    _neckline(pen, look, 0.06, 0.034)
    _collar(pen, look.top_tint, 0.034)
    pen.line([(0, -0.06), (0, low)], 0.004, darker(look.top_tint, 0.3), alpha=0.7)


def _sweater(pen: Pen, look: Look, _body: Body, low: float) -> None:
    rib = darker(look.top_tint, 0.2)
    pen.fill(smooth([(-0.045, 0.034), (0, 0.012), (0.045, 0.034), (0.042, 0.006), (0, -0.014), (-0.042, 0.006)]), rib)
    pen.fill(box(-0.2, low - 0.02, 0.2, low + 0.026), rib)
    for y in (-0.09, -0.115):
        pen.line([(-0.15, y), (0, y - 0.008), (0.15, y)], 0.006, lighter(look.top_tint, 0.3), alpha=0.55)


def _tee(pen: Pen, look: Look, _body: Body, _low: float) -> None:
    _neckline(pen, look, 0.016, 0.04)
    pen.line([(-0.042, 0.03), (0, -0.018), (0.042, 0.03)], 0.007, darker(look.top_tint, 0.25))


def _dress(pen: Pen, look: Look, body: Body, low: float) -> None:
    _neckline(pen, look, 0.05, 0.05)
    pen.fill(box(-body.half_shoulders * 1.3, low * 0.66, body.half_shoulders * 1.3, low * 0.66 + 0.02), darker(look.top_tint, 0.35))
    for row in range(3):
        for column in range(-3, 4):
            pen.fill(oval(column * 0.034 + 0.017 * (row % 2), -0.085 - row * 0.034, 0.0042, 0.0042), lighter(look.top_tint, 0.5), alpha=0.7)


def _cardigan(pen: Pen, look: Look, _body: Body, low: float) -> None:
    pen.fill(shape((-0.04, 0.03), (0.04, 0.03), (0.032, low), (-0.032, low)), look.under_tint)
    _neckline(pen, look, 0.025, 0.034)
    for side in (-1, 1):
        pen.line([(side * 0.042, 0.03), (side * 0.034, low)], 0.011, darker(look.top_tint, 0.22))


def _jacket(pen: Pen, look: Look, _body: Body, low: float) -> None:
    pen.fill(shape((-0.045, 0.035), (0.045, 0.035), (0.014, low), (-0.014, low)), look.under_tint)
    _neckline(pen, look, 0.02, 0.026)
    _lapels(pen, look.top_tint, 0.62 * low)
    _collar(pen, look.under_tint, 0.022)
    pen.line([(0.012, 0.62 * low), (0.014, low)], 0.005, darker(look.top_tint, 0.5))


def _lapels(pen: Pen, tint: Colour, tip: float) -> None:
    for side in (-1, 1):
        lapel = shape((side * 0.038, 0.035), (side * 0.066, 0.01), (side * 0.068, -0.045), (side * 0.052, -0.05), (side * 0.006, tip))
        pen.fill(lapel, lighter(tint, 0.1))
        pen.stroke(lapel, 0.003, darker(tint, 0.5), alpha=0.7)


def _suit(pen: Pen, look: Look, body: Body, low: float) -> None:
    _jacket(pen, look, body, low)
    tie = 0x9C2F35 if luminance(look.top_tint) < 0.5 else 0x3A4A6B
    pen.fill(shape((-0.011, 0.0), (0.011, 0.0), (0.006, -0.02), (0.014, -0.13), (0, -0.15), (-0.014, -0.13), (-0.006, -0.02)), tie)


def _coat(pen: Pen, look: Look, _body: Body, low: float) -> None:
    pen.fill(shape((-0.03, 0.035), (0.03, 0.035), (0, -0.075)), look.under_tint)
    _neckline(pen, look, 0.018, 0.024)
    _lapels(pen, look.top_tint, -0.09)
    pen.fill(box(-0.2, low * 0.68, 0.2, low * 0.68 + 0.022), darker(look.top_tint, 0.3))
    pen.fill(box(-0.014, low * 0.68 - 0.004, 0.014, low * 0.68 + 0.026, 0.003), darker(look.top_tint, 0.6))
    for y in (-0.12, -0.16):
        for side in (-1, 1):
            pen.fill(oval(side * 0.027, y, 0.006, 0.006), darker(look.top_tint, 0.6))


def _labcoat(pen: Pen, look: Look, _body: Body, low: float) -> None:
    pen.fill(shape((-0.045, 0.035), (0.045, 0.035), (0.02, low), (-0.02, low)), look.under_tint)
    _neckline(pen, look, 0.03, 0.026)
    _lapels(pen, look.top_tint, -0.12)
    pen.line([(-0.04, 0.03), (-0.052, -0.06), (-0.03, -0.1)], 0.006, 0x3A3F48)
    pen.line([(0.04, 0.03), (0.05, -0.07)], 0.006, 0x3A3F48)
    pen.fill(oval(0.05, -0.078, 0.011, 0.011), 0x8E959E)
    pen.stroke(box(0.045, low * 0.6, 0.085, low * 0.6 + 0.04), 0.003, darker(look.top_tint, 0.3))


def _vest(pen: Pen, look: Look, _body: Body, low: float) -> None:
    pen.fill(shape((-0.05, 0.035), (0.05, 0.035), (0, -0.11)), look.under_tint)
    _neckline(pen, look, 0.016, 0.024)
    _collar(pen, look.under_tint, 0.024)
    pen.fill(shape((-0.02, -0.004), (0, -0.011), (0.02, -0.004), (0.02, -0.024), (0, -0.016), (-0.02, -0.024)), 0x7A2A30)
    for step in range(4):
        pen.fill(oval(0, -0.13 - step * 0.035, 0.005, 0.005), lighter(look.top_tint, 0.45))
    pen.line([(0, -0.11), (0, low)], 0.004, darker(look.top_tint, 0.4))


def _hoodie(pen: Pen, look: Look, _body: Body, low: float) -> None:
    pen.fill(smooth([(-0.075, 0.036), (0.075, 0.036), (0.06, -0.02), (0, -0.05), (-0.06, -0.02)]), darker(look.top_tint, 0.22))
    _neckline(pen, look, 0.014, 0.03)
    for side in (-1, 1):
        pen.line([(side * 0.022, -0.035), (side * 0.026, -0.11)], 0.005, lighter(look.top_tint, 0.55))
    pen.stroke(
        smooth([(-0.06, low + 0.04), (-0.045, low * 0.66), (0.045, low * 0.66), (0.06, low + 0.04)]), 0.004, darker(look.top_tint, 0.35)
    )


def _dungarees(pen: Pen, look: Look, body: Body, low: float) -> None:
    reach = body.half_shoulders
    pen.fill(shape((-reach * 2, 0.06), (reach * 2, 0.06), (reach * 2, -0.1), (-reach * 2, -0.1)), look.under_tint)
    _neckline(pen, look, 0.014, 0.034)
    for side in (-1, 1):
        pen.line([(side * reach * 0.62, 0.03), (side * reach * 0.5, -0.11)], 0.018, look.top_tint)
        pen.fill(oval(side * reach * 0.5, -0.1, 0.008, 0.008), 0xD9B451)
    pen.fill(box(-reach * 0.62, low, reach * 0.62, -0.09), look.top_tint)
    pen.stroke(box(-0.03, -0.17, 0.03, -0.12, 0.004), 0.004, darker(look.top_tint, 0.35))


def _apron(pen: Pen, look: Look, body: Body, low: float) -> None:
    reach = body.half_shoulders
    _shirt(pen, look, body, low)
    bib = shape(
        (-reach * 0.52, -0.05),
        (reach * 0.52, -0.05),
        (reach * 0.9, low * 0.6),
        (reach, low - 0.02),
        (-reach, low - 0.02),
        (-reach * 0.9, low * 0.6),
    )
    for side in (-1, 1):
        pen.line([(side * 0.04, 0.03), (side * reach * 0.48, -0.05)], 0.01, look.under_tint, 0.9)
    pen.fill(bib, look.under_tint, 0.98)
    pen.line([(-0.15, low * 0.6), (0.15, low * 0.6)], 0.009, darker(look.under_tint, 0.25))


def _cassock(pen: Pen, look: Look, _body: Body, low: float) -> None:
    pen.line([(0, 0), (0, low)], 0.005, darker(look.top_tint, 0.5))
    for step in range(7):
        pen.fill(oval(0, -0.03 - step * 0.036, 0.004, 0.004), lighter(look.top_tint, 0.3))
    pen.fill(
        smooth([(-0.046, 0.036), (0, 0.018), (0.046, 0.036), (0.044, 0.012), (0, -0.006), (-0.044, 0.012)]), lighter(look.top_tint, 0.08)
    )
    pen.fill(shape((-0.014, 0.022), (0.014, 0.022), (0.012, -0.004), (-0.012, -0.004)), look.under_tint)
    pen.line([(0.0, -0.03), (0.0, -0.085)], 0.007, 0xC9A24A)
    pen.line([(-0.016, -0.048), (0.016, -0.048)], 0.007, 0xC9A24A)


def _robe(pen: Pen, look: Look, _body: Body, low: float) -> None:
    """Wide, open at the neck, with the folds of much cloth: a judge's, a king's, a cloak."""
    pen.fill(shape((-0.038, 0.036), (0.038, 0.036), (0, -0.06)), look.under_tint)
    for side in (-1, 1):
        pen.line([(side * 0.042, 0.034), (side * 0.004, -0.064)], 0.013, lighter(look.top_tint, 0.16))
        pen.line([(side * 0.05, -0.03), (side * 0.062, low)], 0.005, darker(look.top_tint, 0.45), alpha=0.7)
        pen.line([(side * 0.088, -0.05), (side * 0.104, low)], 0.004, darker(look.top_tint, 0.4), alpha=0.5)
    pen.line([(0, -0.064), (0, low)], 0.005, darker(look.top_tint, 0.5))


def _uniform(pen: Pen, look: Look, body: Body, low: float) -> None:
    pen.fill(shape((-0.04, 0.035), (0.04, 0.035), (0, -0.05)), look.under_tint)
    pen.fill(shape((-0.01, 0.004), (0.01, 0.004), (0.008, -0.045), (-0.008, -0.045)), 0x22262F)
    _lapels(pen, look.top_tint, -0.06)
    _buttons(pen, colour(0xB08A3A), low)
    for side in (-1, 1):
        pen.fill(box(side * body.half_shoulders * 0.72 - 0.026, -0.006, side * body.half_shoulders * 0.72 + 0.026, 0.014, 0.004), 0xC9A24A)
        pen.stroke(box(side * 0.062 - 0.02, -0.105, side * 0.062 + 0.02, -0.07, 0.003), 0.004, darker(look.top_tint, 0.45))
    pen.fill(shape((0.055, -0.045), (0.066, -0.05), (0.062, -0.064), (0.048, -0.064), (0.044, -0.05)), 0xE0C060)
    pen.fill(box(-0.2, low * 0.8, 0.2, low * 0.8 + 0.022), darker(look.top_tint, 0.55))


_DETAILS: dict[str, Callable[[Pen, Look, Body, float], None]] = {
    "shirt": _shirt,
    "blouse": _blouse,
    "sweater": _sweater,
    "tee": _tee,
    "dress": _dress,
    "cardigan": _cardigan,
    "jacket": _jacket,
    "suit": _suit,
    "coat": _coat,
    "labcoat": _labcoat,
    "vest": _vest,
    "hoodie": _hoodie,
    "dungarees": _dungarees,
    "apron": _apron,
    "cassock": _cassock,
    "robe": _robe,
    "uniform": _uniform,
    "spacesuit": draw_suit_front,
    "plates": draw_plates,
}
