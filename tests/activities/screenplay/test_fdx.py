"""Final Draft files."""

import pytest

from activities.screenplay.limits import ScriptLimits
from activities.screenplay.parse import parse_script
from schemas.failures import Refused
from schemas.markup import plain
from schemas.screenplay import Paragraph
from tests.activities.screenplay.shown import Shown, shown


def _document(paragraphs: str, around: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<FinalDraft Version="5"><Content>{paragraphs}</Content>{around}</FinalDraft>'.encode()


def _paragraph(kind: str, text: str, attributes: str = "") -> str:
    return f'<Paragraph Type="{kind}" {attributes}><Text>{text}</Text></Paragraph>'


def _shown(paragraphs: str) -> list[Shown]:
    return shown(parse_script(_document(paragraphs)))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Scene Heading", "scene_heading"),
        ("Action", "action"),
        ("General", "action"),
        ("Shot", "action"),
        ("Dialogue", "dialogue"),
        ("Transition", "transition"),
        ("Lyrics", "lyric"),
    ],
)
def test_each_paragraph_type_becomes_its_element(kind: str, expected: str) -> None:
    assert _shown(_paragraph(kind, "X Y")) == [(expected, "X Y")]


def test_a_scene_heading_brings_its_number_and_synopsis() -> None:
    summary = "<SceneProperties><Summary><Paragraph><Text>They meet.</Text></Paragraph></Summary></SceneProperties>"
    paragraph = f'<Paragraph Type="Scene Heading" Number="12A">{summary}<Text>INT. HOUSE</Text></Paragraph>'

    assert _shown(paragraph) == [("scene_heading", "INT. HOUSE", "12A"), ("synopsis", "They meet.")]


def test_a_cue_is_taken_apart_and_a_parenthetical_gets_its_parentheses() -> None:
    paragraphs = _paragraph("Character", "MARA (V.O.) (CONT’D)") + _paragraph("Parenthetical", "low")

    assert _shown(paragraphs) == [("character", "MARA", "V.O.", "CONT’D"), ("parenthetical", "(low)")]


def test_dual_dialogue_is_a_pair() -> None:
    speech = "".join(_paragraph(*part) for part in (("Character", "A"), ("Dialogue", "1"), ("Character", "B"), ("Dialogue", "2")))

    assert _shown(f"<Paragraph><DualDialogue>{speech}</DualDialogue></Paragraph>") == [
        ("character", "A", "^left"),
        ("dialogue", "1"),
        ("character", "B", "^right"),
        ("dialogue", "2"),
    ]


def test_styles_become_marks_beside_the_words() -> None:
    runs = '<Text>There </Text><Text Style="Italic">is </Text><Text Style="Bold+Underline">no</Text><Text Style="AllCaps"> car</Text>'

    assert _shown(f'<Paragraph Type="Action">{runs}</Paragraph>') == [("action", "There *is* **_no_** CAR")]


@pytest.mark.parametrize("text", ["*69 *70*", "_x_", "[[no note]]", "a\\b \\*", "snake_case"])
def test_text_that_looks_like_markup_stays_text(text: str) -> None:
    element = parse_script(_document(_paragraph("Action", text))).elements[0]

    assert isinstance(element, Paragraph)
    assert plain(element.text) == text


def test_script_notes_become_notes_and_no_text() -> None:
    paragraph = (
        '<Paragraph Type="Action"><ScriptNote><Paragraph><Text>why?</Text></Paragraph></ScriptNote><Text>He waits.</Text></Paragraph>'
    )

    assert _shown(paragraph) == [("action", "He waits."), ("note", "why?")]


def test_new_pages_and_centered_text_are_kept() -> None:
    assert _shown(_paragraph("Action", "THE END", 'Alignment="Center" StartsNewPage="Yes"')) == [("page_break",), ("centered", "THE END")]


def test_an_unknown_type_is_action_with_a_warning_at_its_line() -> None:
    screenplay = parse_script(_document("\n\n" + _paragraph("Interlude", "X")))

    assert shown(screenplay) == [("action", "X")]
    assert [warning.line for warning in screenplay.warnings] == [4]


def test_the_title_page_is_told_from_its_lines() -> None:
    lines = ("Night Train", "", "written by", "", "A. Writer", "", "a@example.org")
    page = "".join(f'<Paragraph Alignment="{"Left" if "@" in line else "Center"}"><Text>{line}</Text></Paragraph>' for line in lines)
    screenplay = parse_script(_document(_paragraph("Action", "X"), f"<TitlePage><Content>{page}</Content></TitlePage>"))

    assert screenplay.title_page == {
        "Title": ["Night Train"],
        "Credit": ["written by"],
        "Author": ["A. Writer"],
        "Contact": ["a@example.org"],
    }


def test_credit_and_author_may_share_a_line() -> None:
    page = "".join(f'<Paragraph Alignment="Center"><Text>{line}</Text></Paragraph>' for line in ("Silver", "A western by A. Writer"))
    screenplay = parse_script(_document(_paragraph("Action", "X"), f"<TitlePage><Content>{page}</Content></TitlePage>"))

    assert screenplay.title_page == {"Title": ["Silver"], "Credit": ["A western by"], "Author": ["A. Writer"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_their_marks_are_read(encoding: str) -> None:
    text = _document(_paragraph("Action", "Él")).decode().replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"')

    assert shown(parse_script(text.encode(encoding))) == [("action", "Él")]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY % a "b"> %a;]>',
    ],
)
def test_entities_are_refused(doctype: str) -> None:
    data = _document(_paragraph("Action", "&a;")).replace(b"?>\n", f"?>\n{doctype}\n".encode())

    with pytest.raises(Refused, match="entities"):
        parse_script(data)


def test_malformed_xml_is_refused_with_its_place() -> None:
    with pytest.raises(Refused, match="line 2"):
        parse_script(b"<FinalDraft>\n<Content></FinalDraft>")


def test_other_xml_is_refused_by_its_root() -> None:
    with pytest.raises(Refused, match="<svg>"):
        parse_script(b"<?xml version='1.0'?><svg/>")


def test_a_file_without_content_is_refused() -> None:
    with pytest.raises(Refused, match="Content"):
        parse_script(b"<FinalDraft/>")


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(Refused, match="FDX"):
        parse_script(b'<?xml version="1.0" encoding="klingon"?><FinalDraft/>')


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(Refused, match="64"):
        parse_script(b"<FinalDraft>" + b"<a>" * 5_000)


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(Refused, match="at most 50"):
        parse_script(_document(_paragraph("Action", "X" * 100)), limits=ScriptLimits(bytes=50))
