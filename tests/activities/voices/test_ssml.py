"""Marked-up lines."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from activities.engines import EngineOptions, Made
from activities.media.sound.loudness import integrated_lufs
from activities.voices.engines.espeak import Espeak
from activities.voices.pieces import in_one_go
from activities.voices.ssml import Piece, pieces_of
from schemas.failures import Refused
from tests.activities.voices.speaking import heard, job, line


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


def _espeak(folder: Path, text: str) -> Made:
    return Espeak(EngineOptions()).make(job(folder, line(text)))


def test_espeak_speaks_the_words_and_not_the_marks(tmp_path: Path) -> None:
    plain = _espeak(tmp_path / "plain", "Wait for me.")
    marked = _espeak(tmp_path / "marked", "<speak>Wait <emphasis level='none'>for</emphasis> me.</speak>")

    assert "".join(ipa for _, _, ipa in plain.facts["phonemes"])[:4] == "".join(ipa for _, _, ipa in marked.facts["phonemes"])[:4]
    assert len(marked.facts["phonemes"]) <= len(plain.facts["phonemes"]) + 2


def test_espeak_pauses_where_a_break_is_and_its_phonemes_stay_with_their_sounds(tmp_path: Path) -> None:
    made = _espeak(tmp_path, "<speak>Wait. <break time='1500ms'/> Now.</speak>")
    sound = heard(made)[0]
    gaps = [(first + samples, then - first - samples) for (first, samples, _), (then, *_) in pairwise(made.facts["phonemes"])]
    begin, longest = max(gaps, key=lambda gap: gap[1])

    assert 1.5 * 48_000 < longest < 1.9 * 48_000
    assert np.abs(sound[begin + 4_800 : begin + longest - 4_800]).max() < 0.01
    assert max(first + samples for first, samples, _ in made.facts["phonemes"]) <= len(sound)


def test_espeak_speaks_each_run_in_its_manner(tmp_path: Path) -> None:
    plain = _espeak(tmp_path / "plain", "<speak>Who is there?</speak>")
    slow = _espeak(tmp_path / "slow", "<speak><prosody rate='60%'>Who is there?</prosody></speak>")
    soft = _espeak(tmp_path / "soft", "<speak>Who is there? <prosody volume='-12dB'>Who is there?</prosody></speak>")
    halves = heard(soft)[:, : (soft.samples or 0) // 2], heard(soft)[:, (soft.samples or 0) // 2 :]

    assert (slow.samples or 0) > 1.4 * (plain.samples or 0)
    assert integrated_lufs(halves[0]) - integrated_lufs(halves[1]) == pytest.approx(12, abs=3)


def test_espeak_refuses_phonemes_and_says_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"espeak can't be told phonemes: .*<sub alias"):
        _espeak(tmp_path, "<speak><phoneme ph='a'>A</phoneme></speak>")


def _pause(seconds: float) -> str:
    return f"[{seconds:g}]"


def test_a_line_for_one_call_has_its_pauses_in_its_words_and_one_manner() -> None:
    text = "<speak><prosody rate='80%' volume='-6dB'>Wait. <break time='1s'/> <sub alias='Saint'>St</sub> John.</prosody></speak>"

    assert in_one_go(text, "it", _pause) == Piece("Wait. [1] Saint John.", rate=0.8, level_db=-6.0)
    assert in_one_go("1 < 2", "it", None) == Piece("1 < 2")
    assert not in_one_go("<speak>...</speak>", "it", _pause).text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<speak>One <prosody rate='slow'>two</prosody></speak>", "it speaks a line in one manner"),
        ("<speak><emphasis>One</emphasis></speak>", "it has no pitch to set"),
        ("<speak>One <break/> two</speak>", "it can't be told how long a pause is"),
        ("<speak><phoneme ph='a'>A</phoneme></speak>", "it can't be told phonemes"),
    ],
)
def test_what_can_not_be_told_in_one_call_is_refused(text: str, fault: str) -> None:
    with pytest.raises(Refused, match=fault):
        in_one_go(text, "it", None)
