"""Hair under hats, and hair from the side."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
import skia

from activities.images.drawing.air.light import outside
from activities.images.drawing.pen import Pen
from activities.images.drawing.people.faces import MIMICS
from activities.images.drawing.people.heads import draw_head
from activities.images.drawing.people.looks import Look, look_of
from activities.images.drawing.people.profile_heads import draw_side_head
from activities.media.drawn.picture import Pixels
from schemas.shots import Character

LOOK = look_of(Character(name="MARA", gender="female"))
PX = 100
"""Of a head; it is drawn in the middle of a square of two."""
Draw = Callable[[Pen, Look], None]


def from_the_front(pen: Pen, look: Look) -> None:
    draw_head(pen, look, MIMICS["neutral"], 0.0, is_away=False)


def from_the_side(pen: Pen, look: Look) -> None:
    draw_side_head(pen, look, MIMICS["neutral"], 1)


def drawn(draw: Draw, **changes: str) -> Pixels:
    surface = skia.Surface(2 * PX, 2 * PX)
    canvas = surface.getCanvas()
    canvas.translate(PX, PX)
    canvas.scale(PX, -PX)
    partial(draw, Pen(canvas, outside("day", "clear")))(replace(LOOK, **changes))  # type: ignore[arg-type]
    pixels: Pixels = surface.toarray(colorType=skia.kRGBA_8888_ColorType)
    return pixels


@pytest.mark.parametrize("draw", [from_the_front, from_the_side])
@pytest.mark.parametrize("style", ["tousled", "pixie", "curly_short", "curly", "bun"])
def test_no_hair_comes_through_the_top_of_a_hat(style: str, draw: Draw) -> None:
    above = slice(0, PX // 2)

    assert np.array_equal(drawn(draw, hat="beanie", hair_style=style)[above], drawn(draw, hat="beanie", hair_style="bald")[above])


def test_pigtails_are_seen_from_the_side() -> None:
    hanging = slice(PX + 30, PX + 50), slice(0, PX - 20)

    assert drawn(from_the_side, hat="", hair_style="pigtails")[hanging][..., 3].mean() > 20
    assert drawn(from_the_side, hat="", hair_style="bowl")[hanging][..., 3].mean() < 5


def test_nobody_wears_the_hut_they_stand_in() -> None:
    ida = Character(name="IDA", description="Ida stands in the hut")

    assert look_of(ida).hat == look_of(Character(name="IDA")).hat
    assert look_of(Character(name="JOSEF", description="weißer Bart, Hut")).hat == "fedora"
