"""The face: brows, eyes, nose and the eleven mouths.

Unit: the head's height; origin: the middle of the head, x to the right of the picture, y upwards. `turn` is −1 (looks out of the left edge)
to 1; features slide over the head with it.
"""

from dataclasses import dataclass

import skia

from activities.images.drawing.colour import Colour, darker, lighter, mix
from activities.images.drawing.pen import Pen, limb, oval, shape, smooth
from activities.images.drawing.people.looks import Look
from activities.media.drawn.picture import Viseme
from schemas.shots import Expression

EYE_LINE = -0.03
MOUTH_LINE = -0.295


@dataclass(frozen=True)
class Mimic:
    """A facial expression."""

    inner_brow: float = 0.0
    outer_brow: float = 0.0
    openness: float = 1.0
    """Of the eyes; 1 is relaxed."""
    smile: float = 0.0
    """−1 corners down to 1 up."""
    skew: float = 0.0
    """How much one side differs from the other."""
    blush: float = 0.12
    gaze: tuple[float, float] = (0.0, 0.0)


MIMICS: dict[Expression, Mimic] = {
    "neutral": Mimic(smile=0.08),
    "happy": Mimic(0.012, 0.012, 0.82, 0.85, blush=0.3),
    "sad": Mimic(0.045, -0.03, 0.78, -0.6, gaze=(0, -0.35)),
    "angry": Mimic(-0.055, 0.03, 0.86, -0.55),
    "afraid": Mimic(0.06, 0.015, 1.28, -0.4, blush=0.0),
    "surprised": Mimic(0.055, 0.055, 1.34, 0.0),
    "disgusted": Mimic(-0.035, 0.0, 0.66, -0.6, 0.5),
    "thoughtful": Mimic(0.01, 0.02, 0.9, -0.1, 0.35, gaze=(0.45, 0.35)),
    "determined": Mimic(-0.02, 0.012, 0.92, 0.02),
    "loving": Mimic(0.022, 0.0, 0.84, 0.55, blush=0.42),
    "tired": Mimic(0.01, -0.025, 0.55, -0.22, gaze=(0, -0.2)),
    "sly": Mimic(-0.02, 0.025, 0.7, 0.5, 0.8, gaze=(0.5, 0)),
}


@dataclass(frozen=True)
class MouthShape:
    """A viseme."""

    width: float
    """Of the resting mouth's."""
    opening: float
    """Between the lips."""
    upper_teeth: float = 0.0
    """How much of the opening they fill."""
    lower_teeth: float = 0.0
    tongue: float = 0.0
    lips: float = 1.0
    """Their thickness."""


MOUTHS: dict[Viseme, MouthShape] = {
    "rest": MouthShape(1.0, 0.0),
    "MBP": MouthShape(0.93, 0.0, lips=0.62),
    "FV": MouthShape(0.95, 0.032, upper_teeth=0.85, lips=0.8),
    "L": MouthShape(0.94, 0.07, upper_teeth=0.25, tongue=0.75),
    "T": MouthShape(1.02, 0.05, upper_teeth=0.5, lower_teeth=0.36),
    "K": MouthShape(0.95, 0.075, upper_teeth=0.22, tongue=0.35),
    "CH": MouthShape(0.7, 0.075, upper_teeth=0.4, lower_teeth=0.3, lips=1.25),
    "E": MouthShape(1.14, 0.07, upper_teeth=0.42, tongue=0.3),
    "A": MouthShape(1.02, 0.155, upper_teeth=0.2, tongue=0.42),
    "O": MouthShape(0.66, 0.13, tongue=0.25, lips=1.2),
    "U": MouthShape(0.46, 0.06, lips=1.35),
}


def slide(turn: float) -> float:
    """How far the middle of the face moves across."""
    return 0.155 * turn


def draw_brows(pen: Pen, look: Look, mimic: Mimic, turn: float) -> None:
    """Both eyebrows."""
    ink = darker(look.hair, 0.25) if look.hair[0] < 0.8 else darker(look.hair, 0.45)
    thick = 0.016 + 0.016 * look.brows
    for side in (-1, 1):
        x, narrow = _eye_x(side, turn), _narrowing(side, turn)
        lift = mimic.skew * 0.025 * side
        inner = (x - side * 0.085 * narrow, 0.098 + mimic.inner_brow + lift)
        middle = (x + side * 0.015 * narrow, 0.122 + (mimic.inner_brow + mimic.outer_brow) / 2 + lift)
        outer = (x + side * 0.105 * narrow, 0.092 + mimic.outer_brow + lift)
        pen.fill(limb([inner, middle, outer], [thick, thick * 1.05, thick * 0.4]), ink)


def draw_eyes(pen: Pen, look: Look, mimic: Mimic, turn: float, *, is_closed: bool = False) -> None:
    """Both eyes, open or closed, and the glasses before them."""
    for side in (-1, 1):
        with pen.moved(_eye_x(side, turn), EYE_LINE):
            width = (0.088 if look.is_female else 0.082) * _narrowing(side, turn) * (1.12 if look.age == "child" else 1.0)
            if is_closed:
                _closed_eye(pen, look, width, side)
            else:
                _open_eye(pen, look, mimic, (width, side, turn))
    if look.has_glasses:
        _glasses(pen, turn)


def draw_nose(pen: Pen, look: Look, turn: float) -> None:
    """The nose: a soft wing of shadow and a lit ridge."""
    x, size = slide(turn), 0.75 + 0.4 * look.nose
    away = 1 if turn > 0.05 else -1 if turn < -0.05 else (-1 if pen.light.sun_side > 0 else 1)
    tip = (x + 0.055 * turn * size, -0.165)
    dark, bright = darker(look.skin, 0.26), lighter(look.skin, 0.22)
    if abs(turn) > 0.25:
        bridge = [(x + away * 0.012, 0.06), (tip[0] + away * 0.02 * size, -0.10), (tip[0] + away * 0.028 * size, -0.168)]
        pen.line(bridge, 0.012, dark, alpha=0.65)
        pen.line([(tip[0] + away * 0.028 * size, -0.168), (tip[0], -0.196), (tip[0] - away * 0.04 * size, -0.185)], 0.016, dark, alpha=0.8)
    else:
        wing = smooth(
            [(x + away * 0.012, 0.03), (x + away * 0.03, -0.08), (x + away * 0.052 * size, -0.165), (x, -0.19), (x + away * 0.008, -0.1)]
        )
        pen.fill(wing, dark, alpha=0.42)
        pen.line([(x - 0.042 * size, -0.178), (x, -0.2), (x + 0.042 * size, -0.178)], 0.014, dark, alpha=0.7)
    pen.fill(oval(tip[0] - away * 0.01, -0.145, 0.018 * size, 0.024 * size), bright, alpha=0.55)


def draw_cheeks(pen: Pen, look: Look, mimic: Mimic, turn: float) -> None:
    """Blush, freckles, the lines of age."""
    x = slide(turn)
    for side in (-1, 1):
        where = x + side * 0.21 * _narrowing(side, turn)
        pen.glow(where, -0.16, 0.13, mix(look.skin, 0xD4483A, 0.6), mimic.blush + (0.14 if look.age in {"child", "young"} else 0.05))
        if look.has_freckles:
            for dx, dy in ((-0.05, 0.0), (-0.02, -0.025), (0.015, 0.005), (0.045, -0.02), (0.0, 0.03)):
                pen.fill(oval(where + dx * 0.9, -0.12 + dy, 0.007, 0.006), darker(look.skin, 0.35), alpha=0.55)
        if look.age == "old":
            near = _eye_x(side, turn)
            wrinkle = darker(look.skin, 0.3)
            pen.line([(near - side * 0.07, -0.095), (near, -0.118), (near + side * 0.07, -0.1)], 0.009, wrinkle, alpha=0.6)
            pen.line([(x + side * 0.075, -0.19), (x + side * 0.125, -0.25), (x + side * 0.135, -0.31)], 0.01, wrinkle, alpha=0.6)
            pen.line([(near + side * 0.115, -0.02), (near + side * 0.15, 0.0)], 0.008, wrinkle, alpha=0.6)
    if look.age == "old":
        for y in (0.2, 0.245):
            pen.line([(x - 0.13, y), (x, y + 0.012), (x + 0.13, y)], 0.008, darker(look.skin, 0.28), alpha=0.5)


def draw_mouth(pen: Pen, look: Look, mimic: Mimic, turn: float, viseme: Viseme) -> None:
    """One mouth shape, centred on the same spot as all others."""
    form = MOUTHS[viseme]
    half = (0.1 if look.is_female else 0.112) * form.width * (1 - 0.2 * abs(turn)) * (0.9 if look.age == "child" else 1.0)
    lip = lip_tint(look)
    corner = mimic.smile * 0.036
    skew = mimic.skew * mimic.smile * 0.014
    thick = (0.03 if look.is_female else 0.021) * form.lips
    with pen.moved(slide(turn) * 1.06, MOUTH_LINE):
        if form.opening == 0:
            _closed_mouth(pen, (half, corner, skew, thick), lip)
        else:
            _open_mouth(pen, form, (half, corner, skew, thick), lip)


def mouth_reach(turn: float) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of all mouths together, in heads."""
    x = slide(turn) * 1.06
    return (x - 0.17, MOUTH_LINE - 0.2, x + 0.17, MOUTH_LINE + 0.1)


def lip_tint(look: Look) -> Colour:
    """The colour of lips."""
    rose = 0xB8434A if look.is_female and look.age != "child" else 0xA65546
    return mix(darker(look.skin, 0.12), rose, 0.62 if look.is_female else 0.36)


def _closed_mouth(pen: Pen, form: tuple[float, float, float, float], lip: Colour) -> None:
    half, corner, skew, thick = form
    sag = -corner * 0.55
    left, right = (-half, corner - skew), (half, corner + skew)
    upper = smooth(
        [left, (-half * 0.35, sag + thick * 0.85), (0, sag + thick * 0.55), (half * 0.35, sag + thick * 0.85), right, (0, sag - 0.002)]
    )
    lower = smooth([left, (0, sag + 0.004), right, (half * 0.45, sag - thick * 1.15), (-half * 0.45, sag - thick * 1.15)])
    pen.fill(lower, lighter(lip, 0.12))
    pen.fill(upper, darker(lip, 0.1))
    pen.line([left, (0, sag), right], 0.012, darker(lip, 0.6))
    pen.line(
        [(-half * 0.5, sag - thick * 2.4), (0, sag - thick * 2.7), (half * 0.5, sag - thick * 2.4)], 0.008, darker(lip, 0.3), alpha=0.35
    )


def _open_mouth(pen: Pen, form: MouthShape, sizes: tuple[float, float, float, float], lip: Colour) -> None:
    half, corner, skew, thick = sizes
    gap, sag = form.opening, -corner * 0.4
    up, down = gap * 0.32 + sag, -gap * 0.68 + sag
    left, right = (-half, corner * 0.8 - skew), (half, corner * 0.8 + skew)
    lower = [(half * 0.62, down - thick * 0.45), (0.0, down - thick * 1.1), (-half * 0.62, down - thick * 0.45)]
    outer = smooth([left, (-half * 0.4, up + thick * 0.95), (0, up + thick * 0.7), (half * 0.4, up + thick * 0.95), right, *lower])
    reach = half * 0.86
    inner = smooth(
        [
            (-reach, left[1] * 0.9),
            (0, up),
            (reach, right[1] * 0.9),
            (reach * 0.6, down * 0.85 + sag * 0.15),
            (0, down),
            (-reach * 0.6, down * 0.85 + sag * 0.15),
        ]
    )
    pen.fill(outer, lip)
    pen.fill(
        smooth([(half * 0.5, down - thick * 0.2), (0, down - thick * 0.45), (-half * 0.5, down - thick * 0.2), (0, down - thick * 0.95)]),
        lighter(lip, 0.2),
    )
    pen.fill(inner, 0x4A1A20)
    with pen.within(inner):
        teeth = 0xF2EBDD
        if form.tongue:
            pen.fill(oval(0, down - gap * 0.12, half * 0.62, gap * (0.25 + 0.62 * form.tongue)), 0xB9545A)
        if form.lower_teeth:
            pen.fill(skia.Path.Rect(skia.Rect.MakeLTRB(-half, down - gap, half, down + gap * form.lower_teeth)), darker(teeth, 0.12))
        if form.upper_teeth:
            pen.fill(skia.Path.Rect(skia.Rect.MakeLTRB(-half * 0.8, up - gap * form.upper_teeth, half * 0.8, up + gap)), teeth)
    pen.stroke(inner, 0.008, darker(lip, 0.55))


def _eye_x(side: int, turn: float) -> float:
    return slide(turn) + side * 0.158 * (1 - 0.16 * abs(turn))


def _narrowing(side: int, turn: float) -> float:
    """The eye on the far side of a turned head looks narrower."""
    return 1 - 0.34 * max(0.0, side * turn)


def _closed_eye(pen: Pen, look: Look, width: float, side: int) -> None:
    lid = smooth([(-width, 0.0), (-width * 0.4, 0.034), (width * 0.4, 0.034), (width, 0.0), (width * 0.4, -0.03), (-width * 0.4, -0.03)])
    pen.fill(lid, darker(look.skin, 0.1))
    pen.line([(-width, 0.0), (-width * 0.4, -0.028), (width * 0.4, -0.028), (width, 0.0)], 0.016, darker(look.hair, 0.5))
    if look.is_female:
        pen.line([(side * width, 0.0), (side * width * 1.2, -0.014)], 0.012, darker(look.hair, 0.5))


def _open_eye(pen: Pen, look: Look, mimic: Mimic, place: tuple[float, int, float]) -> None:
    width, side, turn = place
    open_up = 0.052 * mimic.openness * (1.12 if look.is_female or look.age == "child" else 1.0)
    tilt = 0.008 * side if look.is_female else 0.0
    ends = ((-width, -0.006 - tilt), (width, -0.006 + tilt))
    almond = smooth(
        [
            ends[0],
            (-width * 0.45, open_up * 0.86),
            (width * 0.3, open_up),
            ends[1],
            (width * 0.35, -open_up * 0.62),
            (-width * 0.45, -open_up * 0.58),
        ]
    )
    pen.fill(almond, mix(0xF7F1E6, look.skin, 0.06))
    gaze_x = (mimic.gaze[0] * (1 if turn >= 0 else -1) + turn * 0.75) * width * 0.38
    gaze_y = mimic.gaze[1] * 0.02
    with pen.within(almond):
        radius = 0.046 if look.is_female or look.age == "child" else 0.042
        pen.fill(oval(gaze_x, gaze_y + 0.004, radius, radius), darker(look.eyes, 0.45))
        pen.fill(oval(gaze_x, gaze_y + 0.001, radius * 0.82, radius * 0.82), look.eyes)
        pen.fill(oval(gaze_x, gaze_y + 0.004, radius * 0.45, radius * 0.45), 0x17120F)
        pen.fill(
            shape((-width, open_up * 1.2), (width, open_up * 1.2), (width, open_up * 0.62), (-width, open_up * 0.62)), 0x3A2A33, alpha=0.28
        )
        light = -0.35 if pen.light.sun_side < 0 else 0.35
        pen.flat(oval(gaze_x + radius * light, gaze_y + radius * 0.42, radius * 0.24, radius * 0.24), 0xFFFFFF, 0.92)
    lash = darker(look.hair, 0.62)
    upper = [ends[0], (-width * 0.45, open_up * 0.86), (width * 0.3, open_up), ends[1]]
    pen.line(upper, 0.019 if look.is_female else 0.014, lash)
    pen.line(
        [(-width * 0.8, -open_up * 0.36), (0, -open_up * 0.66), (width * 0.8, -open_up * 0.36)], 0.006, darker(look.skin, 0.45), alpha=0.6
    )
    pen.line(
        [(-width * 0.8, open_up * 0.62 + 0.022), (0, open_up + 0.026), (width * 0.85, open_up * 0.6 + 0.022)],
        0.007,
        darker(look.skin, 0.34),
        alpha=0.7,
    )
    if look.is_female and look.age != "child":
        pen.line([(side * width * 0.8, open_up * 0.45), (side * width * 1.16, open_up * 0.5)], 0.013, lash)


def _glasses(pen: Pen, turn: float) -> None:
    frame = 0x2A2422
    for side in (-1, 1):
        x = _eye_x(side, turn)
        lens = oval(x, EYE_LINE - 0.008, 0.122 * _narrowing(side, turn), 0.105)
        pen.flat(lens, 0xFFFFFF, 0.10)
        pen.stroke(lens, 0.017, frame)
        pen.line(
            [(x + side * 0.12 * _narrowing(side, turn), EYE_LINE + 0.01), (slide(turn) * 0.4 + side * 0.36, EYE_LINE + 0.03)], 0.014, frame
        )
    x = slide(turn)
    pen.line([(x - 0.045, EYE_LINE + 0.005), (x, EYE_LINE + 0.022), (x + 0.045, EYE_LINE + 0.005)], 0.016, frame)
