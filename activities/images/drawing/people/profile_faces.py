"""The face from the side: one eye, its glasses, and the eleven mouths, looking to the right (`to_side` mirrors them).

Unit and origin as in `faces`: the head's height, from the middle of the head.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from activities.images.drawing.colour import Colour, darker, lighter, mix
from activities.images.drawing.pen import Pen, limb, oval, smooth
from activities.images.drawing.people.faces import EYE_LINE, MOUTH_LINE, MOUTHS, Mimic, MouthShape, lip_tint
from activities.images.drawing.people.looks import Look
from activities.media.drawn.picture import Viseme

AHEAD = 0.045
"""How far the head lies before the neck."""
_EYE_X = 0.235
_LIPS_X = 0.335
_ROUNDED = 0.75
"""Mouths narrower than this push the lips forward."""


@contextmanager
def to_side(pen: Pen, side: int) -> Iterator[Pen]:
    """A pen whose x runs ahead of the nose of a head that looks to `side`, −1 left or 1 right; light still falls from where it did."""
    mirrored = Pen(pen.canvas, replace(pen.light, sun_side=pen.light.sun_side * side), pen.distance_m)
    with mirrored.moved(AHEAD * side, 0.0, is_mirrored=side < 0):
        yield mirrored


def draw_side_eye(pen: Pen, look: Look, mimic: Mimic, side: int, *, is_closed: bool = False) -> None:
    """The near eye, open or closed, and the glasses before it."""
    with to_side(pen, side) as ahead:
        if is_closed:
            _closed_eye(ahead, look)
        else:
            _open_eye(ahead, look, mimic)
        if look.has_glasses:
            _glasses(ahead)


def draw_side_mouth(pen: Pen, look: Look, mimic: Mimic, side: int, viseme: Viseme) -> None:
    """One mouth shape at the edge of the face: a wedge between the lips when it is open."""
    form = MOUTHS[viseme]
    with to_side(pen, side) as ahead:
        _mouth(ahead, look, mimic, form, lip_tint(look))


def side_mouth_reach(side: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of all mouths together, in heads."""
    ends = sorted((side * (AHEAD + 0.12), side * (AHEAD + 0.46)))
    return (ends[0], MOUTH_LINE - 0.2, ends[1], MOUTH_LINE + 0.1)


def _open_eye(pen: Pen, look: Look, mimic: Mimic) -> None:
    high = 0.055 * mimic.openness * (1.12 if look.is_female or look.age == "child" else 1.0)
    back, front = (_EYE_X - 0.075, EYE_LINE - 0.008), (_EYE_X + 0.05, EYE_LINE)
    upper = [back, (_EYE_X - 0.02, EYE_LINE + high * 0.72), (_EYE_X + 0.042, EYE_LINE + high)]
    lower = [(_EYE_X + 0.04, EYE_LINE - high * 0.62), (_EYE_X - 0.02, EYE_LINE - high * 0.5)]
    ball = smooth([*upper, front, *lower], tension=0.8)
    pen.fill(ball, mix(0xF7F1E6, look.skin, 0.06))
    with pen.within(ball):
        y = EYE_LINE + 0.004 + mimic.gaze[1] * 0.02
        pen.fill(oval(_EYE_X + 0.034, y, 0.026, 0.044), darker(look.eyes, 0.35))
        pen.fill(oval(_EYE_X + 0.041, y, 0.015, 0.024), 0x17120F)
        pen.flat(oval(_EYE_X + 0.03, y + 0.02, 0.009, 0.01), 0xFFFFFF, 0.9)
    lash = darker(look.hair, 0.62)
    ahead = (_EYE_X + 0.072, EYE_LINE + high * 0.82) if look.is_female else (_EYE_X + 0.052, EYE_LINE + high * 0.92)
    pen.line([*upper, ahead], 0.018 if look.is_female else 0.014, lash)
    fold = [
        (back[0] + 0.01, EYE_LINE + high * 0.5 + 0.022),
        (_EYE_X - 0.01, EYE_LINE + high + 0.022),
        (_EYE_X + 0.04, EYE_LINE + high + 0.03),
    ]
    pen.line(fold, 0.007, darker(look.skin, 0.34), alpha=0.7)
    pen.line([back, *reversed(lower)], 0.006, darker(look.skin, 0.45), alpha=0.6)


def _closed_eye(pen: Pen, look: Look) -> None:
    x, y = _EYE_X, EYE_LINE
    pen.fill(
        smooth([(x - 0.075, y), (x - 0.02, y + 0.034), (x + 0.045, y + 0.03), (x + 0.05, y - 0.022), (x - 0.02, y - 0.03)]),
        darker(look.skin, 0.1),
    )
    pen.line([(x - 0.075, y - 0.004), (x - 0.01, y - 0.03), (x + 0.048, y - 0.024)], 0.016, darker(look.hair, 0.5))
    if look.is_female:
        pen.line([(x + 0.045, y - 0.022), (x + 0.075, y - 0.036)], 0.012, darker(look.hair, 0.5))


def _glasses(pen: Pen) -> None:
    lens = oval(_EYE_X + 0.045, EYE_LINE - 0.008, 0.058, 0.1)
    pen.flat(lens, 0xFFFFFF, 0.1)
    pen.stroke(lens, 0.016, 0x2A2422)
    pen.line([(_EYE_X - 0.01, EYE_LINE + 0.012), (-0.03, EYE_LINE + 0.02), (-0.07, EYE_LINE - 0.04)], 0.015, 0x2A2422)


def _mouth(pen: Pen, look: Look, mimic: Mimic, form: MouthShape, lip: Colour) -> None:
    thick = (0.03 if look.is_female else 0.023) * form.lips
    forward = 0.028 if form.width < _ROUNDED else 0.0
    x, gap = _LIPS_X + forward, form.opening * 0.72
    up, down = MOUTH_LINE + gap * 0.3, MOUTH_LINE - gap * 0.7
    corner = (0.245 - 0.05 * (form.width - 1.0), MOUTH_LINE + mimic.smile * 0.03)
    if gap:
        _inside(pen, form, (corner, (x, up), (x - 0.012, down)))
    jaw = darker(look.skin, 0.04)
    pen.fill(limb([(x - 0.055, down - thick * 1.5), (x - 0.02, down - thick * 1.3)], [0.03, 0.03]), jaw)
    upper = [corner, (x - 0.03, up + thick * 0.75), (x + 0.012, up + thick * 1.25), (x + 0.032, up + thick * 0.35), (x + 0.005, up - 0.003)]
    lower = [
        corner,
        (x - 0.012, down + 0.003),
        (x + 0.018, down - thick * 0.3),
        (x + 0.004, down - thick * 1.2),
        (x - 0.05, down - thick * 0.7),
    ]
    pen.fill(smooth(lower, tension=0.8), lighter(lip, 0.12))
    pen.fill(smooth(upper, tension=0.8), darker(lip, 0.1))
    if not gap:
        middle = (corner[0] + 0.055, MOUTH_LINE - mimic.smile * 0.006)
        pen.line([corner, middle, (x + 0.02, MOUTH_LINE)], 0.012, darker(lip, 0.6))
    pen.line(
        [(corner[0] - 0.012, corner[1] + 0.014), corner, (corner[0] - 0.006, corner[1] - 0.016)], 0.008, darker(look.skin, 0.35), alpha=0.6
    )


def _inside(pen: Pen, form: MouthShape, edges: tuple[tuple[float, float], tuple[float, float], tuple[float, float]]) -> None:
    """What is seen between the lips from the side: the dark, the tongue, the edge of the teeth."""
    corner, top, foot = edges
    wedge = smooth([corner, top, foot], tension=0.35)
    high = top[1] - foot[1]
    pen.fill(wedge, 0x4A1A20)
    with pen.within(wedge):
        if form.tongue:
            pen.fill(oval(foot[0] - 0.035, foot[1], 0.05, high * (0.2 + 0.4 * form.tongue)), 0xB9545A)
        if form.lower_teeth:
            pen.fill(oval(foot[0] - 0.02, foot[1], 0.03, high * form.lower_teeth), 0xD5CFC3)
        if form.upper_teeth:
            pen.fill(oval(top[0] - 0.025, top[1], 0.04, high * (0.25 + 0.6 * form.upper_teeth)), 0xF2EBDD)
