"""What things are said to look like."""

import pytest

from activities.screenplay.parse import parse_script
from activities.shots.breakdown import break_down
from activities.shots.places.adjectives import said_of


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "Martha hands Lena a silver coin.", {"coin": "silver"}),
        ("en", "She walks under a red umbrella. A blue car passes.", {"umbrella": "red", "car": "blue"}),
        ("en", "An old brown leather suitcase.", {"suitcase": "brown"}),
        ("de", "Der schwarze Koffer und ein goldener Schlüssel.", {"suitcase": "black", "key": "golden"}),
        ("es", "Un paraguas rojo y una moneda de plata.", {"umbrella": "red", "coin": "silver"}),
        ("fr", "Une valise noire, une clé d'or.", {"suitcase": "black", "key": "golden"}),
        ("it", "Una chiave d'oro e un cappello nero.", {"key": "golden", "hat": "black"}),
        ("pt", "Uma mala azul e um carro branco.", {"suitcase": "blue", "car": "white"}),
    ],
)
def test_colours_and_materials_are_read_beside_their_thing(language: str, text: str, said: dict[str, str]) -> None:
    assert said_of(text, language) == said


@pytest.mark.parametrize(
    "text",
    [
        "Lena in red takes the coin.",
        "Martha, in a green cardigan, pours coffee.",
        "A man in white, candle in hand.",
        "All goes black. Cars stop.",
    ],
)
def test_the_colour_of_clothes_is_not_that_of_a_thing(text: str) -> None:
    assert said_of(text) == {}


@pytest.mark.parametrize("text", ["A knife or gun.", "Lena hands Rosa flowers.", "She gives Bianca money.", "Coffee or tea."])
def test_what_is_a_colour_in_another_language_only_is_none(text: str) -> None:
    assert said_of(text) == {}


def test_a_thing_keeps_its_colour_through_the_film() -> None:
    script = (
        b"INT. KITCHEN - DAY\n\nMARA (30) holds a silver coin.\n\nMARA\nMine.\n\n"
        b"EXT. STREET - DAY\n\nMara looks at the coin.\n\nMARA\nStill mine.\n"
    )
    scenes = break_down(parse_script(script, "auto", "auto")).scenes

    assert [prop for scene in scenes for shot in scene.shots for prop in shot.props] == ["silver coin", "silver coin"]
