"""Shots over a shoulder in frames of any shape."""

import pytest

from activities.images.drawing.compose import draw_picture
from tests.activities.images.orders import JONAS, MARA, paint, seen

_HALF_HEAD = 0.06
"""Of a person's height."""


@pytest.mark.parametrize("size", [(320, 180), (240, 240), (192, 240), (135, 240)])
def test_whose_shoulder_it_is_shows_some_of_their_head_and_hides_no_face(size: tuple[int, int]) -> None:
    subjects = [seen(MARA, position="right", facing="left"), seen(JONAS, position="left", facing="away", is_foreground=True)]
    drawn = draw_picture(paint(size="MS", framing="over_the_shoulder", width_px=size[0], height_px=size[1], subjects=subjects))
    mara, jonas = (next(figure for figure in drawn.rig.figures if figure.character == name) for name in ("MARA", "JONAS"))
    left, _, wide, high = drawn.rig.frame

    assert jonas.neck[0] + _HALF_HEAD * jonas.height_px > left + 0.04 * high
    assert jonas.neck[0] + _HALF_HEAD * jonas.height_px < mara.neck[0] - _HALF_HEAD * mara.height_px
    assert mara.neck[0] + _HALF_HEAD * mara.height_px < left + wide
