"""Marked-up lines."""

from pathlib import Path

import pytest

from activities.engines import EngineOptions
from activities.voices.engines.espeak import Espeak
from activities.voices.ssml import Piece, pieces_of
from schemas.failures import Refused
from tests.activities.voices.speaking import job, line


def test_plain_text_is_one_piece() -> None:
    assert pieces_of("1 < 2, isn't it?") == [Piece("1 < 2, isn't it?")]


def test_a_break_is_a_pause_before_what_follows() -> None:
    pieces = pieces_of("<speak>Wait. <break time='800ms'/> <break strength='weak'/> Now.</speak>")

    assert pieces == [Piece("Wait."), Piece("Now.", pause_s=1.0)]


def test_manners_add_up_inside_each_other() -> None:
    (piece,) = pieces_of("<speak><prosody rate='80%' pitch='+2st' volume='-6dB'><prosody rate='-50%'>slow</prosody></prosody></speak>")

    assert piece.rate == pytest.approx(0.4)
    assert (piece.pitch_semitones, piece.level_db) == (2.0, -6.0)


def test_letters_are_spelled_and_aliases_spoken() -> None:
    text = "<speak><say-as interpret-as='characters'>FBI</say-as> <sub alias='saint'>St</sub></speak>"

    assert [piece.text for piece in pieces_of(text)] == ["F, B, I", "saint"]


def test_a_phoneme_carries_its_ipa() -> None:
    assert pieces_of("<speak><phoneme alphabet='ipa' ph='təˈmɑːtəʊ'>tomato</phoneme></speak>") == [Piece("tomato", ipa="təˈmɑːtəʊ")]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<speak>not closed", "can't be read"),
        ("<speak><audio src='x'/></speak>", "<audio> is not understood"),
        ("<speak><break time='soon'/></speak>", "as 500ms or 1.5s"),
        ("<speak><prosody rate='900%'>x</prosody></speak>", "from 40% to 250%"),
        ("<speak><prosody pitch='440Hz'>x</prosody></speak>", "as \\+2st"),
        ("<speak><prosody contour='x'>x</prosody></speak>", "rate, pitch, volume"),
        ("<speak><emphasis level='huge'>x</emphasis></speak>", "strong, moderate"),
        ("<speak><say-as interpret-as='song'>x</say-as></speak>", "cardinal"),
        ("<speak><phoneme alphabet='x-sampa' ph='t'>x</phoneme></speak>", "alphabet is ipa"),
        ("<!DOCTYPE speak [<!ENTITY a 'b'>]><speak>&a;</speak>", ""),
    ],
)
def test_what_is_not_understood_is_refused_with_what_is(text: str, fault: str) -> None:
    if not fault:
        # does not begin with <speak>: plain text, and read as such
        assert pieces_of(text) == [Piece(text)]
        return
    with pytest.raises(Refused, match=fault):
        pieces_of(text)


def test_espeak_refuses_it_instead_of_reading_the_marks_aloud(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="does not read SSML"):
        Espeak(EngineOptions()).make(job(tmp_path, line("<speak>Wait.</speak>")))
