"""Bytes to text."""

import codecs

import pytest

from activities.screenplay.decode import decode
from activities.screenplay.limits import ScriptLimits
from schemas.failures import Refused

TEXT = "INT. CAFÉ - DAY\n\nÉl dijo: «sí».\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_every_encoding_and_line_end_gives_the_same_text(data: bytes) -> None:
    decoded = decode(data)

    assert decoded.text == TEXT
    assert decoded.warnings == ()


def test_utf_16_without_a_mark_is_read_with_a_warning() -> None:
    decoded = decode(TEXT.encode("utf-16-le"))

    assert decoded.text == TEXT
    assert [warning.line for warning in decoded.warnings] == [1]


def test_western_windows_text_is_read_with_a_warning_at_its_line() -> None:
    decoded = decode(TEXT.encode("cp1252"))

    assert decoded.text == TEXT
    assert [warning.line for warning in decoded.warnings] == [1]


def test_another_single_byte_encoding_is_refused_with_its_line() -> None:
    with pytest.raises(Refused, match=r"line 2 .*UTF-8"):
        decode("FADE IN\nПривет, как дела\n".encode("cp1251"))


def test_a_broken_utf_16_file_is_refused() -> None:
    with pytest.raises(Refused, match="UTF-16"):
        decode(codecs.BOM_UTF16_LE + "A\nB".encode("utf-16-le") + b"\x00\xd8")


def test_other_separators_end_no_line() -> None:
    assert decode("one\u2028two\x85three".encode()).text == "one\u2028two\x85three"


def test_control_characters_go_with_a_warning() -> None:
    decoded = decode(b"first line\nse\x00cond\x07 line\n")

    assert decoded.text == "first line\nsecond line\n"
    assert [(warning.line, warning.message[:1]) for warning in decoded.warnings] == [(2, "2")]


def test_form_feeds_between_pages_go_silently() -> None:
    assert decode(b"page one\n\x0cpage two\n").warnings == ()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 x", "PDF"),
        (b"PK\x03\x04xx", "zip"),
        (b"{\\rtf1 x}", "RTF"),
        (b"\xd0\xcf\x11\xe0x", "Word"),
        (bytes(range(1, 32)) * 9, "control"),
    ],
)
def test_other_files_are_refused_by_what_they_are(data: bytes, kind: str) -> None:
    with pytest.raises(Refused, match=kind):
        decode(data)


@pytest.mark.parametrize("data", [b"", b"  \n\t\n", codecs.BOM_UTF8])
def test_an_empty_script_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="empty"):
        decode(data)


def test_too_many_bytes_are_refused_with_both_numbers() -> None:
    with pytest.raises(Refused, match=r"11 bytes; at most 10 are accepted"):
        decode(b"x" * 11, ScriptLimits(bytes=10))


def test_a_line_that_is_too_long_is_refused_with_its_number() -> None:
    with pytest.raises(Refused, match=r"6 characters in line 2; at most 5"):
        decode(b"short\nlonger", ScriptLimits(line_characters=5))
