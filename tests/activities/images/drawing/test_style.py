"""The style of a film, as far as drawings follow it: its colours."""

import numpy as np
import pytest

from activities.images.drawing.cards import draw_card
from activities.images.drawing.compose import draw_picture
from activities.media.drawn.picture import Pixels
from schemas.shots import Card, Setting
from tests.activities.images.orders import paint

TITLE = Card(kind="title", heading="The Lamp")
BEACH = Setting(int_ext="EXT", location="BEACH", time_of_day="sunset")


def colourfulness(picture: Pixels) -> float:
    """How far apart red, green and blue are, on average."""
    return float(np.ptp(picture[..., :3].astype(int), axis=2).mean())


def drawn(style: str, *, is_card: bool = False) -> Pixels:
    order = paint(size="EWS", setting=BEACH, style=style)
    return (draw_card(order, TITLE) if is_card else draw_picture(order)).merged


@pytest.mark.parametrize("is_card", [False, True])
def test_a_black_and_white_film_has_no_colour_in_pictures_and_cards(is_card: bool) -> None:
    plain, grey = drawn("", is_card=is_card), drawn("black and white, grainy", is_card=is_card)

    assert colourfulness(plain) > 5
    assert colourfulness(grey) < 1
    assert plain.shape == grey.shape


def test_a_style_is_understood_in_other_languages() -> None:
    assert np.array_equal(drawn("ein Stummfilm"), drawn("silent film"))


def test_what_drawings_can_not_follow_is_said_and_changes_nothing() -> None:
    order = paint(size="EWS", setting=BEACH, style="ukiyo-e woodcut")

    assert (
        "no colours for the style 'ukiyo-e woodcut': as usual; there are black and white, sepia, pastel"
        in draw_picture(order).rig.notes[-1]
    )
    assert np.array_equal(draw_picture(order).merged, drawn(""))
    assert not [note for note in draw_picture(paint(size="EWS", setting=BEACH, style="sepia")).rig.notes if "style" in note]
