"""Bytes to text: encodings, byte order marks, line ends, control characters.

Accepted are UTF-8 with or without a mark, UTF-16 and UTF-32 with one, UTF-16 without when it is unmistakable, and Windows-1252 when the
text reads as a western language (both with a warning). Lines end with LF, CRLF or CR; U+2028 and form feeds end none.
"""

import codecs
import re
from dataclasses import dataclass

from activities.screenplay.limits import ScriptLimits, refuse_over
from schemas.failures import Refused
from schemas.screenplay import ScriptWarning

_ACCEPTED = "accepted are Fountain, Markdown and plain text in UTF-8 or UTF-16, and Final Draft's .fdx"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive (Word, OpenDocument, Highland, Fade In)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Final Draft (.fdr) file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
_WESTERN = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœŠšŸŽž‘’“”‚„–—…«»¿¡°ªº·€£§´\u00a0")


@dataclass(frozen=True)
class Decoded:
    """A script as text, its lines ended by LF."""

    text: str
    warnings: tuple[ScriptWarning, ...] = ()


def decode(data: bytes, limits: ScriptLimits | None = None) -> Decoded:
    """The text of a script file.

    Raises:
        Refused: It is too large, empty, no text, or in an encoding that can't be told; says where.
    """
    limits = limits or ScriptLimits()
    refuse_over(limits.bytes, len(data), "bytes")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            msg = f"the script is {kind}, not text; {_ACCEPTED}"
            raise Refused(msg)
    text, warnings = _text(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, removed = _without_controls(text)
    if not text.strip():
        msg = f"the script is empty; {_ACCEPTED}"
        raise Refused(msg)
    for number, line in enumerate(text.split("\n"), 1):
        refuse_over(limits.line_characters, len(line), "characters", f" in line {number}")
    return Decoded(text, (*warnings, *removed))


def _text(data: bytes) -> tuple[str, list[ScriptWarning]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), []
    wide = _unmarked_utf16(data)
    if wide:
        return _strict(data, wide), [ScriptWarning(line=1, message=f"read as {wide.upper()}, though it has no byte order mark")]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        western = _western(data)
        if western is None:
            raise Refused(_undecodable("UTF-8", line, data[error.start])) from error
        return western, [ScriptWarning(line=line, message="not UTF-8; read as Windows-1252: check the accented letters")]


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        raise Refused(_undecodable(encoding.upper(), line, data[error.start])) from error


def _undecodable(encoding: str, line: int, byte: int) -> str:
    return f"line {line} holds the byte 0x{byte:02X}, which is not {encoding}; save the script as UTF-8. {_ACCEPTED}"


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark shows as zeros in every other byte of western text and XML."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _western(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    high = [character for character in text if ord(character) > 127]
    letters = sum(character.isalpha() for character in text)
    # In another alphabet's single-byte encoding nearly every letter is above 127; in western languages hardly one of eight is.
    if len(high) * 2 > letters or not _WESTERN.issuperset(high):
        return None
    return text


def _without_controls(text: str) -> tuple[str, list[ScriptWarning]]:
    found = _CONTROL.search(text)
    if found is None:
        return text, []
    kept, count = _CONTROL.subn("", text)
    visible = count - text.count("\x0c")
    if count > 0.1 * len(text):
        msg = f"the script holds {count:,} control characters: it is no text; {_ACCEPTED}"
        raise Refused(msg)
    if not visible:  # form feeds between pages are part of many plain-text scripts
        return kept, []
    line = text.count("\n", 0, found.start()) + 1
    return kept, [ScriptWarning(line=line, message=f"{visible} control character(s) left out, the first one in this line")]
