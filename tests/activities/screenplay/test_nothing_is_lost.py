"""What a writer wrote is in the screenplay, whatever it is."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.screenplay.parse import parse_script
from schemas.failures import Refused
from schemas.screenplay import Cue, PageBreak, SceneHeading, Screenplay, ScriptFormat
from tests.examples import examples

_PIECES = st.sampled_from(
    [
        "INT. HOUSE - DAY",
        "EXT. SEA #4A#",
        "MARA",
        "TOM (V.O.)",
        "@McQ",
        "Hello there.",
        "(quietly)",
        "CUT TO:",
        "> FADE OUT.",
        "> THE END <",
        "# Act one",
        "= They meet.",
        "~La la",
        "!BANG",
        "===",
        "[[a note]]",
        "[[open note",
        "close]] now",
        "*bold",
        "text* _end_",
        "“Quote,” said Mara.",
        "—Hola —dijo él—. Sí.",
        '"Straight" quote',
        "**TOM**",
        "**Tom:** Yes.",
        "> quoted",
        "- item",
        "---",
        "* * *",
        "Chapter 2",
        "Title: Thing",
        "    indented: line",
        "```",
        "<!-- hm -->",
        "日本語の文。",
        "「はい」と言った",
        "שלום עולם",
        "a.b:c",
        "1. INT. CAR",
        ". dot",
        "\t\ttabs",
        "#",
        "^",
        "MARA ^",
        "  ",
        "'",
        "(",
        ")",
        "«",
        "»",
    ]
)
_SCRIPTS = st.lists(st.one_of(_PIECES, st.just(""), st.text(alphabet="aB1 .:()*_#>=~!@^[]\"'—“”«»-\n", max_size=12)), max_size=24).map(
    "\n".join
)


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.replace("_", " ")))


def _written(screenplay: Screenplay) -> Counter[str]:
    words: Counter[str] = Counter()
    for key, values in screenplay.title_page.items():
        words += _words(key) + _words(" ".join(values))
    for element in screenplay.elements:
        match element:
            case Cue():
                words += _words(f"{element.name} {' '.join(element.extensions)}")
            case SceneHeading():
                words += _words(f"{element.text} {element.number or ''}")
            case PageBreak():
                pass
            case _:
                words += _words(element.text)
    return words


@pytest.mark.parametrize("format", ["fountain", "markdown", "prose", "auto"])
@examples(150)
@given(text=_SCRIPTS)
def test_no_word_is_lost_in_any_format(format: ScriptFormat, text: str) -> None:
    try:
        screenplay = parse_script(text.encode(), format)
    except Refused:
        assert not re.search(r"\w", text) or "nothing to film" in _reason(text, format)
        return

    found = {word.casefold(): 0 for word in _written(screenplay)}
    for word, count in _written(screenplay).items():
        found[word.casefold()] += count
    wanted = Counter(word.casefold() for word in _words(text).elements())
    # List numbers are Markdown's own marks; a key of the title page that is written twice is one key.
    ignored = {word for word in wanted if word.isdigit()} | {"title"}
    missing = {word: count - found.get(word, 0) for word, count in wanted.items() if count > found.get(word, 0) and word not in ignored}
    assert missing == {}


def _reason(text: str, format: ScriptFormat) -> str:
    with pytest.raises(Refused) as caught:
        parse_script(text.encode(), format)
    return str(caught.value)


@pytest.mark.parametrize("format", ["fountain", "markdown", "prose", "auto"])
@examples(60)
@given(text=_SCRIPTS)
def test_scenes_cover_all_elements_without_overlap(format: ScriptFormat, text: str) -> None:
    try:
        screenplay = parse_script(text.encode(), format)
    except Refused:
        return

    ends = [scene.first_element + scene.elements for scene in screenplay.scenes]
    assert [scene.first_element for scene in screenplay.scenes] == [0, *ends[:-1]]
    assert ends[-1] == len(screenplay.elements)


@examples(60)
@given(text=_SCRIPTS)
def test_a_screenplay_survives_json(text: str) -> None:
    try:
        screenplay = parse_script(text.encode(), "fountain")
    except Refused:
        return

    assert Screenplay.model_validate_json(screenplay.model_dump_json()) == screenplay


@examples(60)
@given(text=_SCRIPTS)
def test_line_ends_and_marks_change_nothing(text: str) -> None:
    try:
        screenplay = parse_script(text.encode(), "fountain")
    except Refused:
        return

    assert parse_script(text.replace("\n", "\r\n").encode("utf-8-sig"), "fountain") == screenplay
    assert parse_script(text.encode("utf-16"), "fountain") == screenplay
