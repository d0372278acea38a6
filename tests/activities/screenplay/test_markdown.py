"""Markdown screenplays."""

import pytest

from tests.activities.screenplay.shown import parse, shown


def test_front_matter_is_the_title_page() -> None:
    page = parse("---\ntitle: The Letter\nauthor: 'A. Writer'\nkeywords:\n  - snow\n---\n\n## INT. HALL - DAY\n\nRain.").title_page

    assert page == {"Title": ["The Letter"], "Author": ["A. Writer"], "keywords": ["snow"]}


def test_a_lone_first_heading_is_the_title_and_the_line_after_it_names_the_author() -> None:
    assert parse("# The Letter\n\n*by A. Writer*\n\n## INT. HALL\n\nRain.").title_page == {"Title": ["The Letter"], "Author": ["A. Writer"]}


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("## INT. HALL - DAY", ("scene_heading", "INT. HALL - DAY")),
        ("### **EXT. ROOF** #4#", ("scene_heading", "EXT. ROOF", "4")),
        ("## Scene 3: The roof", ("scene_heading", "Scene 3: The roof", "3")),
        ("**INT. HALL - DAY**", ("scene_heading", "INT. HALL - DAY")),
        ("INT. HALL - DAY\n---", ("scene_heading", "INT. HALL - DAY")),
    ],
)
def test_slug_lines_are_scenes_however_they_are_set(line: str, heading: tuple[str, ...]) -> None:
    assert shown(parse(f"# T\n\n{line}\n\nRain.", "markdown"))[0] == heading


def test_without_slug_lines_the_deepest_headings_are_scenes() -> None:
    assert shown(parse("# Play\n\n## Act One\n\n### The kitchen\n\nRain.", "markdown")) == [
        ("section", "2", "Act One"),
        ("scene_heading", "The kitchen"),
        ("action", "Rain."),
    ]


@pytest.mark.parametrize(
    "speech",
    [
        "**MARA**\nHello.",
        "**MARA**\n\nHello.",
        "**MARA**\n\n> Hello.",
        "**MARA:** Hello.",
        "**Mara**: Hello.",
        "MARA: Hello.",
        "MARA\nHello.",
    ],
)
def test_a_speech_is_known_in_every_common_form(speech: str) -> None:
    elements = shown(parse(f"## INT. HALL\n\n{speech}\n\nRain.", "markdown"))

    assert [(kind, *text) for kind, *text in elements[1:]] == [("character", elements[1][1]), ("dialogue", "Hello."), ("action", "Rain.")]
    assert elements[1][1].upper() == "MARA"


@pytest.mark.parametrize("speech", ["**MARA** (low)\nHello.", "**MARA (low):** Hello.", "**MARA**(low): Hello."])
def test_what_stands_in_parentheses_behind_a_bold_name_is_an_extension(speech: str) -> None:
    assert ("character", "MARA", "low") in shown(parse(f"## INT. HALL\n\n{speech}", "markdown"))


@pytest.mark.parametrize("speech", ["**MARA**\n*(low)*\nHello.", "**MARA:** (low) Hello.", "**MARA:** *(low)* Hello."])
def test_delivery_is_a_parenthetical(speech: str) -> None:
    assert shown(parse(f"## INT. HALL\n\n{speech}", "markdown"))[1:] == [
        ("character", "MARA"),
        ("parenthetical", "(low)"),
        ("dialogue", "Hello."),
    ]


def test_a_name_in_lower_case_is_a_cue_when_it_speaks_twice() -> None:
    elements = shown(parse("## INT. HALL\n\nMara: Hello.\n\nTom: No.\n\nMara: Yes.\n\nTom: Oh.\n\nNote: rain.", "markdown"))

    assert [parts[1] for parts in elements if parts[0] == "character"] == ["Mara", "Tom", "Mara", "Tom"]
    assert elements[-1] == ("action", "Note: rain.")


def test_rules_comments_lists_and_fences_lose_nothing() -> None:
    blocks = ("---", "<!-- cut\nthis? --> Rain.", "- A crow.\n- A *fox*.", "```\ncode * here\n```", "```fountain\nMARA\nHello.\n```")
    text = "\n\n".join(("## INT. HALL", *blocks))

    assert shown(parse(text))[1:] == [
        ("page_break",),
        ("note", "cut\nthis?"),
        ("action", "Rain."),
        ("action", "A crow.\nA *fox*."),
        ("action", "code * here"),
        ("character", "MARA"),
        ("dialogue", "Hello."),
    ]


def test_an_unclosed_comment_is_a_note_with_a_warning() -> None:
    screenplay = parse("## INT. HALL\n\nRain.\n\n<!-- what\n\nnow", "markdown")

    assert shown(screenplay)[-1] == ("note", "what\n\nnow")
    assert [warning.line for warning in screenplay.warnings] == [5]


def test_transitions_are_known_in_bold_and_quoted() -> None:
    assert [shown(parse(f"## INT. HALL\n\n{line}\n\nRain.", "markdown"))[1] for line in ("CUT TO:", "**CUT TO:**", "> CUT TO:")] == [
        ("transition", "CUT TO:")
    ] * 3


def test_lines_are_those_of_the_file() -> None:
    elements = parse("# T\n\n## INT. HALL\n\nRain.\n\n```fountain\nA B\nHello.\n```\n").elements

    assert [element.line for element in elements] == [3, 5, 8, 9]
