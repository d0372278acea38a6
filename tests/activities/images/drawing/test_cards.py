"""Cards: the words are there, within the safe area, and what cannot be written is said."""

import numpy as np
import pytest

from activities.images.drawing.cards import draw_card
from activities.images.drawing.compose import Drawing
from activities.media.text.fonts import Face, draw_text, missing_characters, text_note, text_width_px, wrap
from schemas.shots import Card, Setting
from tests.activities.images.orders import paint

_LONG = "A Very Long Title That Goes On And On About Somebody Who Could Not Stop Talking About The Lighthouse"


@pytest.mark.parametrize("size", [(640, 360), (360, 640), (360, 360), (840, 360)])
@pytest.mark.parametrize(
    "card",
    [
        Card(kind="title", heading="The Last Lighthouse", lines=["written by Ada Quill"]),
        Card(kind="title", heading=_LONG),
        Card(kind="intertitle", heading="Three years later"),
        Card(kind="intertitle", heading=" ".join([_LONG] * 6), lines=["autumn"]),
        Card(kind="credits", lines=[f"Role {index}: Somebody" for index in range(50)]),
        Card(kind="credits", heading="The End", lines=[f"Role number {index}: Somebody With A Name" for index in range(12)]),
    ],
)
def test_words_stand_within_the_safe_area(card: Card, size: tuple[int, int]) -> None:
    drawing = draw_card(paint(width_px=size[0], height_px=size[1], card=card), card)

    x, y, width, height = drawing.rig.frame
    for layer in drawing.rig.layers:
        if layer.role == "text":
            assert x + 0.05 * width <= layer.x <= layer.x + layer.width_px <= x + 0.95 * width
            assert y + 0.04 * height <= layer.y <= layer.y + layer.height_px <= y + 0.96 * height
    assert _ink(drawing) > 100


def lines_of(card: Card, language: str) -> list[tuple[float, float]]:
    """Where the ink of every line of a card begins and ends, in widths of the frame right of its middle."""
    drawing = draw_card(paint(width_px=640, height_px=360, card=card, language=language), card)
    index, layer = next((index, layer) for index, layer in enumerate(drawing.rig.layers) if layer.role == "text")
    ink = drawing.layers[index][..., 3] > 60
    edges = np.flatnonzero(np.diff(np.concatenate([[0], ink.any(axis=1), [0]]).astype(int)))
    across = [np.flatnonzero(ink[top:foot].any(axis=0)) for top, foot in zip(edges[::2], edges[1::2], strict=True)]
    x, _, wide, _ = drawing.rig.frame
    return [tuple((layer.x + float(columns[end]) - x) / wide - 0.5 for end in (0, -1)) for columns in across]  # type: ignore[misc]


def test_names_that_go_on_stand_below_the_first_ones() -> None:
    first, more = lines_of(Card(kind="credits", lines=["VOICES: Mara, Ian, Nora, Max", "Anna, Simon"]), "en")

    assert first[0] < 0 < more[0] < 0.05


def test_a_role_stands_where_its_language_begins_to_read() -> None:
    first, more = lines_of(Card(kind="credits", lines=["קולות: שרה, דוד, רות, עמוס", "מרים, נח"]), "he")

    assert first[0] < -0.05 < more[1] < 0 < first[1]


def test_letters_stand_out_from_the_ground() -> None:
    card = Card(kind="title", heading="Lighthouse")
    drawing = draw_card(paint(width_px=640, height_px=360, card=card), card)

    index, layer = next((index, layer) for index, layer in enumerate(drawing.rig.layers) if layer.role == "text")
    letters = drawing.layers[index][..., 3] > 200
    spot = drawing.merged[layer.y : layer.y + layer.height_px, layer.x : layer.x + layer.width_px, :3].astype(float)
    assert spot[letters].mean() - spot[~letters].mean() > 90


def test_what_no_font_can_write_is_said() -> None:
    card = Card(kind="title", heading="\U00013080\U00012000 film")  # a hieroglyph and a cuneiform sign
    drawing = draw_card(paint(card=card), card)

    if missing_characters(card.heading, Face.SERIF):
        assert "no font on this machine" in drawing.rig.notes[0]
    else:
        assert drawing.rig.notes == []


def test_latin_needs_no_note() -> None:
    assert text_note("Ångström – “Übermut”, čeština") is None


def test_text_is_wrapped_to_even_lines() -> None:
    lines = wrap("one two three four five six seven eight", Face.SERIF, 20, 150)

    assert " ".join(lines) == "one two three four five six seven eight"
    assert all(text_width_px(line, Face.SERIF, 20) <= 150 for line in lines)


def test_drawn_text_has_ink_of_the_asked_colour() -> None:
    pixels = draw_text("Film", Face.SANS_BOLD, 32, (200, 10, 20))

    assert pixels[..., 3].max() == 255
    assert (pixels[pixels[..., 3] > 0][:, :3] == (200, 10, 20)).all()


def test_arabic_reads_from_the_right() -> None:
    """The first letter of a right-to-left word stands at the right: adding a letter at the end moves the ink's left part only."""
    one, two = draw_text("ا", Face.SANS, 40, (0, 0, 0)), draw_text("اد", Face.SANS, 40, (0, 0, 0))
    if missing_characters("اد"):
        pytest.skip("no Arabic font on this machine: apt install fonts-noto-core")

    right = one.shape[1] // 2
    assert np.abs(one[:, -right:, 3].astype(int).sum() - two[:, -right:, 3].astype(int).sum()) < 0.35 * one[..., 3].sum()


def _ink(drawing: Drawing) -> int:
    return sum(
        int((pixels[..., 3] > 100).sum()) for layer, pixels in zip(drawing.rig.layers, drawing.layers, strict=True) if layer.role == "text"
    )


def test_a_black_screen_is_black_all_over() -> None:
    card = Card(kind="black")
    drawing = draw_card(paint(width_px=320, height_px=180, card=card), card)

    assert int(drawing.merged[..., :3].max()) == 0
    assert [layer.role for layer in drawing.rig.layers] == ["set"]


def test_words_over_black_are_light() -> None:
    card = Card(kind="black", heading="Berlin, 1989")
    drawing = draw_card(paint(width_px=320, height_px=180, card=card), card)

    assert int(drawing.merged[0, 0, :3].max()) == 0
    assert _ink(drawing) > 100


def test_a_corrected_title_keeps_the_colours_of_its_card() -> None:
    grounds = []
    for heading in ("The Last Lighthose", "The Last Lighthouse"):
        card = Card(kind="title", heading=heading)
        grounds.append(draw_card(paint(width_px=320, height_px=180, card=card, prompt=f"Title card: {heading}"), card).layers[0])

    assert np.array_equal(grounds[0], grounds[1])


def test_films_that_begin_elsewhere_have_other_colours() -> None:
    card = Card(kind="title", heading="A Film")
    places = ["KITCHEN", "FOREST", "HARBOUR", "SPACESHIP", "MARKET"]
    settings = [Setting(int_ext="INT", location=place) for place in places]
    skies = {draw_card(paint(width_px=64, height_px=36, card=card, setting=setting), card).layers[0].tobytes() for setting in settings}

    assert len(skies) > 1
