"""Fountain 1.1, rule by rule."""

import pytest

from tests.activities.screenplay.shown import Shown, fountain, shown


def _lines_with_warnings(text: str) -> list[int]:
    return [warning.line for warning in fountain(text).warnings]


def _first(text: str) -> Shown:
    return shown(fountain(text))[0]


# Scene headings


@pytest.mark.parametrize(
    "line",
    [
        "INT. HOUSE - DAY",
        "int. house - day",
        "EXT HOUSE",
        "EST. CITY",
        "INT./EXT. CAR - DAY",
        "INT/EXT CAR",
        "I/E CAR",
        "I./E. CAR",
        "EXT./INT. CAR",
    ],
)
def test_a_slug_line_between_blank_lines_is_a_scene_heading(line: str) -> None:
    assert _first(f"{line}\n\nAction.") == ("scene_heading", line)


@pytest.mark.parametrize("line", ["INTERIOR..", "EXTRA PEOPLE", "ESTHER enters", "Into the house", "INTERNAL BLEEDING"])
def test_a_word_that_only_begins_like_a_prefix_is_action(line: str) -> None:
    assert _first(f"{line}\n\nAction.") == ("action", line)


def test_a_slug_line_inside_a_paragraph_is_action() -> None:
    assert shown(fountain("He reads:\nINT. HOUSE - DAY\n\nYes.")) == [("action", "He reads:\nINT. HOUSE - DAY"), ("action", "Yes.")]


def test_a_slug_line_without_blank_line_after_it_is_a_heading_with_a_warning() -> None:
    text = "INT. HOUSE - DAY\nMara waits."

    assert shown(fountain(text)) == [("scene_heading", "INT. HOUSE - DAY"), ("action", "Mara waits.")]
    assert _lines_with_warnings(text) == [1]


def test_emphasis_does_not_hide_a_slug_line() -> None:
    assert _first("**INT. HOUSE - DAY**\n\nA.") == ("scene_heading", "**INT. HOUSE - DAY**")


def test_a_number_before_a_slug_line_is_its_scene_number() -> None:
    assert _first("12A. INT. HOUSE - DAY\n\nA.") == ("scene_heading", "INT. HOUSE - DAY", "12A")


@pytest.mark.parametrize(
    ("line", "text"), [(".SNIPER SCOPE POV", "SNIPER SCOPE POV"), (".über den Wolken", "über den Wolken"), (".厨房", "厨房")]
)
def test_a_dot_before_a_letter_forces_a_heading(line: str, text: str) -> None:
    assert _first(f"{line}\n\nA.") == ("scene_heading", text)


@pytest.mark.parametrize("line", ["...and then", "..", ". x"])
def test_dots_that_force_nothing_are_action(line: str) -> None:
    assert _first(f"{line}\n\nA.") == ("action", line)


def test_a_calibre_inside_a_paragraph_is_action() -> None:
    assert shown(fountain("He draws a\n.45 pistol.")) == [("action", "He draws a\n.45 pistol.")]


@pytest.mark.parametrize("number", ["1", "1A", "1a", "A1", "I-1-A", "1.", "110A", "1-1"])
def test_a_scene_number_stands_between_hashes(number: str) -> None:
    assert _first(f"INT. HOUSE - DAY #{number}#\n\nA.") == ("scene_heading", "INT. HOUSE - DAY", number)


def test_only_the_last_pair_of_hashes_counts() -> None:
    assert _first("INT. SUITE #237 - DAY #42#\n\nA.") == ("scene_heading", "INT. SUITE #237 - DAY", "42")


@pytest.mark.parametrize("illegal", ["#8 B#", "#$%#", "##"])
def test_an_illegal_scene_number_stays_in_the_text(illegal: str) -> None:
    assert _first(f"INT. HOUSE {illegal}\n\nA.") == ("scene_heading", f"INT. HOUSE {illegal}")


def test_a_forced_heading_has_a_number_too() -> None:
    assert _first(".THE ROOF #7#\n\nA.") == ("scene_heading", "THE ROOF", "7")


def test_a_note_on_a_heading_follows_it() -> None:
    assert shown(fountain("INT. HOUSE - DAY [[whose?]]\n\nA."))[:2] == [("scene_heading", "INT. HOUSE - DAY"), ("note", "whose?")]


def test_headings_in_other_languages_are_taken_with_a_warning() -> None:
    text = "INNEN. KÜCHE - TAG\n\nRegen."

    assert _first(text) == ("scene_heading", "INNEN. KÜCHE - TAG")
    assert _lines_with_warnings(text) == [1]


# Action


def test_line_breaks_and_indents_of_action_are_kept() -> None:
    assert _first("    One\n\tTwo\nThree") == ("action", "    One\n    Two\nThree")


def test_an_exclamation_mark_forces_action_and_goes_once() -> None:
    assert shown(fountain("!INT. IS A WORD\n\n!!x\n\n!BANG\nDust.")) == [
        ("action", "INT. IS A WORD"),
        ("action", "!x"),
        ("action", "BANG\nDust."),
    ]


# Characters


@pytest.mark.parametrize("name", ["STEEL", "R2D2", "MRS. O'NEIL", "MRS. O’NEIL", "JEAN-LUC", "COP #2", "ÉLODIE", "МАРИЯ", "ΑΝΝΑ", "MAN 2"])
def test_an_upper_case_line_with_text_under_it_is_a_cue(name: str) -> None:
    assert shown(fountain(f"{name}\nHello.")) == [("character", name), ("dialogue", "Hello.")]


@pytest.mark.parametrize("line", ["23", "McCLANE", "Mara", "田中"])
def test_a_line_without_upper_case_letters_alone_is_no_cue(line: str) -> None:
    assert shown(fountain(f"{line}\nHello.")) == [("action", f"{line}\nHello.")]


def test_an_upper_case_line_before_a_blank_line_is_action() -> None:
    assert shown(fountain("BOOM\n\nDust.")) == [("action", "BOOM"), ("action", "Dust.")]


@pytest.mark.parametrize("name", ["McCLANE", "田中", "mara"])
def test_an_at_sign_forces_a_cue_and_keeps_its_case(name: str) -> None:
    assert shown(fountain(f"@{name}\nHello.")) == [("character", name), ("dialogue", "Hello.")]


def test_a_forced_cue_without_speech_is_action_with_a_warning() -> None:
    assert shown(fountain("@home\n\nYes.")) == [("action", "@home"), ("action", "Yes.")]
    assert _lines_with_warnings("@home\n\nYes.") == [1]


def test_the_indent_of_a_cue_is_ignored() -> None:
    assert shown(fountain("\t\t\tMARA   \n\t\tHello.")) == [("character", "MARA"), ("dialogue", "Hello.")]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("MARA (V.O.)", ("MARA", "V.O.")),
        ("MARA (on the phone)", ("MARA", "on the phone")),
        ("MARA(O.S.) (CONT’D)", ("MARA", "O.S.", "CONT’D")),
        ("MARA (CONT'D) (V.O.)", ("MARA", "CONT'D", "V.O.")),
        ("MARA （画外）", ("MARA", "画外")),
    ],
)
def test_extensions_stand_in_parentheses_behind_the_name(line: str, parts: tuple[str, ...]) -> None:
    assert _first(f"{line}\nHello.") == ("character", *parts)


# Dialogue


def test_a_speech_goes_on_to_the_blank_line() -> None:
    assert shown(fountain("MARA\nOne.\nTWO.\n\nDone.")) == [("character", "MARA"), ("dialogue", "One.\nTWO."), ("action", "Done.")]


def test_a_line_of_two_blanks_keeps_a_speech_open() -> None:
    assert shown(fountain("MARA\nOne.\n  \nTwo.")) == [("character", "MARA"), ("dialogue", "One.\n\nTwo.")]


def test_a_line_of_one_blank_ends_a_speech() -> None:
    assert shown(fountain("MARA\nOne.\n \nTwo."))[-1] == ("action", "Two.")


def test_parentheticals_stand_anywhere_in_a_speech() -> None:
    assert shown(fountain("MARA\n(low)\nOne.\n(beat)\nTwo.\n(ends)")) == [
        ("character", "MARA"),
        ("parenthetical", "(low)"),
        ("dialogue", "One."),
        ("parenthetical", "(beat)"),
        ("dialogue", "Two."),
        ("parenthetical", "(ends)"),
    ]


@pytest.mark.parametrize("line", ["(low) One.", "(a) and (b)", "(never closed"])
def test_a_line_that_is_not_wholly_in_parentheses_is_spoken(line: str) -> None:
    assert shown(fountain(f"MARA\n{line}"))[1:] == [("dialogue", line)]


def test_a_parenthetical_may_run_over_two_lines() -> None:
    assert shown(fountain("MARA\n(low,\nafraid)\nOne."))[1:] == [("parenthetical", "(low,\nafraid)"), ("dialogue", "One.")]


def test_parentheses_alone_after_a_blank_line_are_action() -> None:
    assert shown(fountain("(beat)\n\nYes.")) == [("action", "(beat)"), ("action", "Yes.")]


# Dual dialogue


def test_a_caret_joins_a_speech_with_the_one_before() -> None:
    assert shown(fountain("BRICK\nScrew it.\n\nSTEEL (O.S.) ^\nScrew it.")) == [
        ("character", "BRICK", "^left"),
        ("dialogue", "Screw it."),
        ("character", "STEEL", "O.S.", "^right"),
        ("dialogue", "Screw it."),
    ]


def test_a_forced_cue_may_be_dual() -> None:
    assert shown(fountain("BRICK\nA.\n\n@McCLANE^\nB."))[2] == ("character", "McCLANE", "^right")


def test_a_caret_without_a_speech_before_goes_with_a_warning() -> None:
    text = "BRICK\nA.\n\nRain.\n\nSTEEL ^\nB."

    assert ("character", "STEEL") in shown(fountain(text))
    assert _lines_with_warnings(text) == [6]


def test_of_three_dual_speeches_the_first_two_are_a_pair() -> None:
    assert [parts for parts in shown(fountain("A A\n1\n\nB B ^\n2\n\nC C ^\n3")) if parts[0] == "character"] == [
        ("character", "A A", "^left"),
        ("character", "B B", "^right"),
        ("character", "C C"),
    ]


# Lyrics, transitions, centered text, breaks


def test_a_tilde_makes_a_lyric() -> None:
    assert shown(fountain("~Willy Wonka!\n~The amazing one")) == [("lyric", "Willy Wonka!"), ("lyric", "The amazing one")]


def test_a_lyric_keeps_a_speech_open() -> None:
    assert shown(fountain("MARA\n~La la\nStop.")) == [("character", "MARA"), ("lyric", "La la"), ("dialogue", "Stop.")]


@pytest.mark.parametrize(
    "line", ["CUT TO:", "SMASH CUT TO:", "DISSOLVE TO:", "FADE IN:", "FADE OUT.", "FADE TO BLACK.", "CORTE A:", "COUPE À :", "切至："]
)
def test_a_transition_stands_between_blank_lines(line: str) -> None:
    assert shown(fountain(f"Rain.\n\n{line}\n\nSun.")) == [("action", "Rain."), ("transition", line), ("action", "Sun.")]


def test_an_indented_transition_may_be_the_first_line() -> None:
    assert _first("\t\t\tCUT TO:\n\nSun.") == ("transition", "CUT TO:")


def test_a_blank_behind_the_colon_makes_a_transition_action() -> None:
    assert _first("CUT TO: \n\nSun.") == ("action", "CUT TO:")


def test_a_greater_sign_forces_a_transition() -> None:
    assert _first("> Burn to White.\n\nSun.") == ("transition", "Burn to White.")


def test_a_dot_makes_a_heading_of_a_transition() -> None:
    assert _first(".CUT TO:\n\nSun.") == ("scene_heading", "CUT TO:")


@pytest.mark.parametrize("line", [">THE END<", "> THE END <", "   > THE END <"])
def test_text_between_angles_is_centered(line: str) -> None:
    assert _first(line) == ("centered", "THE END")


@pytest.mark.parametrize("line", ["===", "==========", "===  "])
def test_three_equals_signs_are_a_page_break(line: str) -> None:
    assert shown(fountain(f"A.\n\n{line}\n\nB.")) == [("action", "A."), ("page_break",), ("action", "B.")]


def test_equals_signs_with_text_are_no_page_break() -> None:
    assert shown(fountain("=== x\n\nB.")) == [("action", "=== x"), ("action", "B.")]


# Sections, synopses


@pytest.mark.parametrize(("line", "level", "text"), [("# Act", "1", "Act"), ("### Beat", "3", "Beat"), ("#Act", "1", "Act")])
def test_hashes_make_a_section_of_their_number(line: str, level: str, text: str) -> None:
    assert _first(line + "\n\nA.") == ("section", level, text)


@pytest.mark.parametrize(("line", "text"), [("= They meet.", "They meet."), ("== x", "= x")])
def test_an_equals_sign_makes_a_synopsis(line: str, text: str) -> None:
    assert _first(line + "\n\nA.") == ("synopsis", text)


def test_sections_and_synopses_need_no_blank_lines() -> None:
    assert shown(fountain("# Act\n= They meet.\nINT. HOUSE - DAY\n\nA.")) == [
        ("section", "1", "Act"),
        ("synopsis", "They meet."),
        ("scene_heading", "INT. HOUSE - DAY"),
        ("action", "A."),
    ]


# Notes and boneyard


def test_a_note_alone_is_a_note() -> None:
    assert shown(fountain("A.\n\n[[why?]]\n\nB.")) == [("action", "A."), ("note", "why?"), ("action", "B.")]


def test_a_note_inside_a_text_stays_there() -> None:
    assert _first("He [[who?] ]] walks.") == ("action", "He [[who?] ]] walks.")


def test_a_note_may_run_over_lines() -> None:
    assert shown(fountain("[[one\n\nINT. two]]\n\nB.".replace("\n\nINT", "\n  \nINT"))) == [("note", "one\n  \nINT. two"), ("action", "B.")]


def test_a_blank_line_ends_the_search_for_the_end_of_a_note() -> None:
    assert shown(fountain("[[one\n\ntwo]]")) == [("action", "[[one"), ("action", "two]]")]


def test_a_speech_of_nothing_but_a_note_is_a_note() -> None:
    assert shown(fountain("MARA\n[[think of something]]")) == [("character", "MARA"), ("note", "think of something")]


def test_the_boneyard_is_gone_over_any_number_of_lines() -> None:
    assert shown(fountain("A.\n\n/*\nINT. GONE - DAY\n\nB.\n*/\n\nC.")) == [("action", "A."), ("action", "C.")]


def test_text_around_a_boneyard_survives() -> None:
    assert shown(fountain("One /* two\n\nthree */ four.")) == [("action", "One  four.")]


def test_a_boneyard_line_does_not_tear_a_speech() -> None:
    assert shown(fountain("MARA\nOne.\n/* two */\nThree.")) == [("character", "MARA"), ("dialogue", "One.\nThree.")]


def test_an_unclosed_boneyard_is_shown_with_a_warning() -> None:
    assert shown(fountain("A.\n\n/* B.")) == [("action", "A."), ("action", "/* B.")]
    assert _lines_with_warnings("A.\n\n/* B.") == [3]


def test_lines_are_counted_through_boneyard_and_notes() -> None:
    elements = fountain("A.\n\n/*\nx\n*/\n\n[[a\nb]]\n\nB /* y\nz */ c\n\nD.").elements

    assert [(element.type, element.line) for element in elements] == [("action", 1), ("note", 7), ("action", 10), ("action", 13)]


# Title page


def test_the_title_page_has_values_behind_and_under_its_keys() -> None:
    page = fountain("Title:\n    **BIG**\n\tFISH: A TALE\nAuthor: J. A.\nMood: blue\n\nFADE IN:").title_page

    assert page == {"Title": ["**BIG**", "FISH: A TALE"], "Author": ["J. A."], "Mood": ["blue"]}


def test_the_title_is_free_of_markup() -> None:
    assert fountain("Title:\n    _**BIG**_\n    FISH\n\nA.").title == "BIG FISH"


@pytest.mark.parametrize("key", ["title", "TITLE", "Título", "Titel", "片名"])
def test_the_title_is_found_in_any_spelling(key: str) -> None:
    assert fountain(f"{key}: X\n\nA.").title == "X"


@pytest.mark.parametrize("line", ["FADE IN:", "CUT TO:", "INT. X - 3:00 PM", "Remember: he is dead.", "https://example.org"])
def test_a_first_line_with_a_colon_is_not_eaten(line: str) -> None:
    screenplay = fountain(f"{line}\n\nA.")

    assert screenplay.title_page == {}
    assert shown(screenplay)[0][1] == line


def test_an_unindented_line_of_the_title_page_is_kept_with_a_warning() -> None:
    text = "Title: X\nand more\n\nA."

    assert fountain(text).title_page == {"Title": ["X", "and more"]}
    assert _lines_with_warnings(text) == [2]
