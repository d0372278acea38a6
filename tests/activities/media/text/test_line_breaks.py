"""Speeches broken into subtitles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.media.text.line_breaks import columns_of, subtitles_of, usual_columns
from tests.examples import examples

LONG = (
    "I told you, Mara. The lamp has not been lit since my father died. Nobody goes up there any more, not even the gulls, "
    "and those who did never spoke about it again. Will you go?"
)
JAPANESE = "灯台にはもう誰もいません。父が死んでから、あのランプは一度も灯されていないのです。「行くな」と母は言いました。"
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=300)


def test_short_speech_is_one_line() -> None:
    assert subtitles_of("No.") == [["No."]]


def test_nothing_gives_no_subtitle() -> None:
    assert subtitles_of("  \n ") == []


def test_lines_of_a_subtitle_are_of_like_length() -> None:
    (lines,) = subtitles_of("It was the tenth day of the storm, and nobody had come back from the lighthouse.")

    assert abs(len(lines[0]) - len(lines[1])) <= 6


def test_long_speech_breaks_after_sentences_where_it_can() -> None:
    assert subtitles_of(LONG)[0] == ["I told you, Mara. The lamp has", "not been lit since my father died."]


def test_two_sentences_that_do_not_fit_two_lines_become_two_subtitles() -> None:
    text = "The harbour has been empty since the first of March. The last of the boats went down with all hands in the storm."

    assert [subtitle[-1][-1] for subtitle in subtitles_of(text)] == [".", "."]


def test_chinese_and_japanese_lines_hold_sixteen_characters() -> None:
    widths = [columns_of(line) for subtitle in subtitles_of(JAPANESE) for line in subtitle]

    assert max(widths) <= 32


def test_no_line_begins_with_closing_punctuation() -> None:
    lines = [line for subtitle in subtitles_of(JAPANESE * 3) for line in subtitle]

    assert not [line for line in lines if line[0] in "、。」"]
    assert not [line for line in lines if line[-1] == "「"]


def test_combining_marks_have_no_width() -> None:
    assert columns_of("e\u0301\u0323") == 1


def test_endless_word_is_broken() -> None:
    lines = [line for subtitle in subtitles_of("x" * 200) for line in subtitle]

    assert "".join(lines) == "x" * 200
    assert max(map(len, lines)) <= 42


@pytest.mark.parametrize("columns", [8, 20, 32])
def test_narrow_frames_get_narrow_lines(columns: int) -> None:
    lines = [line for subtitle in subtitles_of(LONG, columns) for line in subtitle]

    assert max(map(columns_of, lines)) <= columns
    assert " ".join(lines) == LONG


@examples(80)
@given(WORDS)
def test_no_text_is_lost_and_no_limit_is_broken(text: str) -> None:
    subtitles = subtitles_of(text)

    assert "".join("".join(lines) for lines in subtitles).replace(" ", "") == "".join(text.split()).replace(" ", "")
    assert all(1 <= len(lines) <= 2 for lines in subtitles)
    assert all(columns_of(line) <= usual_columns(text) + 2 for lines in subtitles for line in lines)


def test_korean_breaks_at_spaces() -> None:
    (lines,) = subtitles_of("등대에는 이제 아무도 없습니다 아버지가 돌아가신 뒤로는요")

    assert " ".join(lines) == "등대에는 이제 아무도 없습니다 아버지가 돌아가신 뒤로는요"


def test_title_stays_with_its_name() -> None:
    for lines in subtitles_of("DR. RAO: We left at 10:30, Dr. Sen. It is 3.5 km to the other bank!", 40):
        assert not any(line.endswith("Dr.") for line in lines)
