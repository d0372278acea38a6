"""IPA of many languages to mouth shapes."""

import pytest

from activities.media.drawn.picture import Viseme
from activities.media.visemes import is_pause, visemes_of


@pytest.mark.parametrize(
    ("ipa", "expected"),
    [
        ("p", ["MBP"]),
        ("mʲ", ["MBP"]),
        ("v", ["FV"]),
        ("θ", ["L"]),
        ("n̩", ["T"]),
        ("ɡ", ["K"]),
        ("tʃ", ["CH"]),
        ("t͡ʃ", ["CH"]),
        ("dʑ", ["CH"]),
        ("ts", ["T"]),
        ("pf", ["MBP", "FV"]),
        ("ˈɛ", ["E"]),
        ("ɑ̃", ["A"]),
        ("ˈɔː", ["O"]),
        ("aɪ", ["A", "E"]),
        ("ˌɐ̃ʊ", ["A", "U"]),
        ("əl", ["E", "L"]),
        ("aɪɚ", ["A", "E", "CH"]),
        ("ɯᵝ", ["U"]),
        ("kʷ", ["K", "U"]),
        ("ts.h", ["CH"]),
        ("y", ["U"]),
        ("h", []),
        ("ʲ", []),
    ],
)
def test_a_sound_has_its_shapes(ipa: str, expected: list[Viseme]) -> None:
    assert visemes_of(ipa) == expected


@pytest.mark.parametrize("ipa", ["", ":", "_:", " ", "|"])
def test_signs_without_a_letter_are_pauses(ipa: str) -> None:
    assert is_pause(ipa)


@pytest.mark.parametrize("ipa", ["h", "ʲ", "a", "ʔ", "t͡s"])
def test_sounds_and_breaths_are_no_pauses(ipa: str) -> None:
    assert not is_pause(ipa)


def test_decomposed_and_composed_signs_are_the_same() -> None:
    assert visemes_of("ä") == visemes_of("a\u0308") == ["A"]
    assert visemes_of("ç") == visemes_of("c\u0327") == ["CH"]
