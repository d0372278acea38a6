"""Taking the writer's markup out of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.markup import escape, notes, plain, spoken, without_ssml
from tests.examples import examples


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*i* **b** ***bi*** _u_", "i b bi u"),
        ("_u **b *i* b** u_", "u b i b u"),
        ("*69 and then *23", "*69 and then *23"),
        ("snake_case_name", "snake_case_name"),
        ("2 * 3 and 2*3*4", "2 * 3 and 2*3*4"),
        ("\\*69 \\_x\\_ a\\\\b", "*69 _x_ a\\b"),
        ("*over\nlines*", "*over\nlines*"),
        ("____", "____"),
        ("no [[why?]] end", "no end"),
        ("no [[why?]].", "no."),
        ("no [[one\ntwo]] end", "no end"),
        ("[[a]][[b]]", ""),
        ("[[open", "[[open"),
        ("[[a ] b]]", ""),
        ("*«Él»*", "«Él»"),
        ("*שלום*", "שלום"),
    ],
)
def test_marks_go_where_they_mean_something(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_a_blank_line_ends_the_search_for_the_end_of_a_note() -> None:
    assert plain("[[a\n\nb]]") == "[[a\n\nb]]"


def test_spoken_text_is_on_one_line() -> None:
    assert spoken("  *One*\n  \ntwo [[x]]\tthree ") == "One two three"


def test_notes_are_given_without_brackets() -> None:
    assert notes("a [[b]] c [[ d\ne ]]") == ["b", "d\ne"]


@examples(100)
@given(st.text(alphabet="ab *_[]\\\n.", max_size=60))
def test_escaped_text_comes_back_unchanged(text: str) -> None:
    assert plain(escape(text)) == text


@examples(100)
@given(st.text(alphabet="ab *_[]\\\n", max_size=80))
def test_letters_outside_notes_are_never_lost(text: str) -> None:
    without = text
    for note in notes(text):
        without = without.replace(note, "", 1)

    assert sum(map(plain(text).count, "ab")) >= sum(map(without.count, "ab"))


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Plain words < more.", "Plain words < more."),
        ('<speak>Wait<break time="1s"/>for <emphasis>me</emphasis> &amp; Tom.</speak>', "Wait for me & Tom."),
        ('<speak><p>One.</p><p>Two <sub alias="doctor">Dr.</sub> Who.</p></speak>', "One. Two Dr. Who."),
        ('<speak><prosody rate="slow">Slow<say-as interpret-as="cardinal">3</say-as></prosody></speak>', "Slow3"),
    ],
)
def test_subtitles_show_the_words_of_a_line_marked_up_for_its_voice(line: str, shown: str) -> None:
    assert without_ssml(line) == shown
