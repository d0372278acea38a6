"""Text as pixels: one path for every writing system, shaped by HarfBuzz (Pillow with raqm).

Latin, Greek and Cyrillic come from the Source families in the wheels, so that they look the same everywhere. Other writing systems come
from fonts of the system, asked for character by character; what no font has is told by `missing_characters` and drawn as a box.
"""

import functools
import io
import struct
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
import numpy as np
import skia
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont, features

from activities.media.drawn.picture import Pixels

Rgb = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""


_LEFTWARDS = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ps", "sd", "ug", "ur", "yi"})
"""Languages written from right to left."""


class Face(StrEnum):
    """A cut of the families in the wheels; the value is its file's stem."""

    SANS = "SourceSansPro-Regular"
    SANS_LIGHT = "SourceSansPro-Light"
    SANS_SEMIBOLD = "SourceSansPro-Semibold"
    SANS_SEMIBOLD_ITALIC = "SourceSansPro-SemiboldIt"
    SANS_BOLD = "SourceSansPro-Bold"
    SERIF = "SourceSerifPro-Regular"
    SERIF_LIGHT = "SourceSerifPro-Light"
    SERIF_SEMIBOLD = "SourceSerifPro-Semibold"
    SERIF_BOLD = "SourceSerifPro-Bold"
    SERIF_ITALIC = "SourceSerifPro-It"


@dataclass(frozen=True, eq=False)
class _Font:
    """A font that Pillow can draw with, and what it covers."""

    name: str
    data: bytes
    typeface: skia.Typeface

    def covers(self, character: str) -> bool:
        return bool(self.typeface.unicharToGlyph(ord(character))) or not _needs_glyph(character)


def draw_text(text: str, face: Face, size_px: float, colour: Rgb, *, tracking_em: float = 0.0, language: str = "") -> Pixels:
    """One line of text.

    Args:
        text: Logical order; right-to-left text is laid out as it reads.
        face: For the characters it has; others come from the system.
        size_px: Of the em.
        colour: Of the ink.
        tracking_em: Space between letters beyond the font's own. Scripts whose letters join are never tracked.
        language: BCP 47, chooses between national shapes of the same character.

    Returns:
        RGBA, straight alpha, as high as `line_height_px(face, size_px)`, its baseline `ascent_px(face, size_px)` from above.
    """
    runs = _runs(text, face, language)
    ascent, height = ascent_px(face, size_px), line_height_px(face, size_px)
    pad = round(size_px * 0.15)
    width = round(sum(_run_width(run, font, size_px, tracking_em) for run, font in runs)) + 2 * pad
    mask = Image.new("L", (max(1, width), height), 0)
    direction = "rtl" if features.check("raqm") and reads_leftwards(text, language) else None
    pen, x = ImageDraw.Draw(mask), float(pad)
    for run, font in runs:
        for piece in _pieces(run, tracking_em):
            pen.text((x, ascent), piece, fill=255, font=_sized(font, size_px), anchor="ls", direction=direction)
            x += _sized(font, size_px).getlength(piece) + (tracking_em * size_px if _is_tracked(run, tracking_em) else 0.0)
    ink: NDArray[np.uint8] = np.empty((height, max(1, width), 4), np.uint8)
    ink[..., :3] = colour
    ink[..., 3] = np.asarray(mask)
    return ink


def text_width_px(text: str, face: Face, size_px: float, *, tracking_em: float = 0.0, language: str = "") -> float:
    """How wide `draw_text` makes a line, without its margin."""
    return sum(_run_width(run, font, size_px, tracking_em) for run, font in _runs(text, face, language))


def ascent_px(face: Face, size_px: float) -> int:
    """From the top of a drawn line to its baseline; room for the tall marks of other writing systems included."""
    return round(1.12 * _sized(_wheel_font(face), size_px).getmetrics()[0])


def line_height_px(face: Face, size_px: float) -> int:
    """Height of a drawn line."""
    return ascent_px(face, size_px) + round(1.25 * _sized(_wheel_font(face), size_px).getmetrics()[1])


def wrap(text: str, face: Face, size_px: float, width_px: float, *, tracking_em: float = 0.0) -> list[str]:
    """Break text into lines no wider than `width_px`, as even as they go; a single longer word stays whole.

    Text without spaces (Chinese, Japanese, Thai) breaks between any two characters.
    """
    whole = text_width_px(text, face, size_px, tracking_em=tracking_em)
    if whole <= width_px:
        return [text] if text else []
    words = text.split() if " " in text.strip() else list(text)
    glue = " " if " " in text.strip() else ""
    fewest = _filled(words, glue, lambda line: text_width_px(line, face, size_px, tracking_em=tracking_em) <= width_px)
    even_px = whole / len(fewest) * 1.08
    even = _filled(words, glue, lambda line: text_width_px(line, face, size_px, tracking_em=tracking_em) <= min(even_px, width_px))
    return even if len(even) == len(fewest) else fewest


def missing_characters(text: str, face: Face = Face.SANS, language: str = "") -> str:
    """Characters that neither the wheels nor the system can draw, each once, in order."""
    lacking = [c for run, font in _runs(text, face, language) for c in run if not font.covers(c)]
    return "".join(dict.fromkeys(lacking))


def text_note(text: str, face: Face = Face.SANS, language: str = "") -> str | None:
    """What a person should know about how their text came out; None when all is well."""
    missing = missing_characters(text, face, language)
    if missing:
        names = ", ".join(dict.fromkeys(_script(c) for c in missing))
        return f"no font on this machine for {names} ('{missing[:12]}'): boxes are shown; install one, for example from the Noto family"
    if not features.check("raqm") and any(unicodedata.bidirectional(c) in {"R", "AL"} for c in text):
        return "right-to-left text is not shaped: install libfribidi"
    return None


def _filled(words: list[str], glue: str, fits: Callable[[str], bool]) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]}{glue}{word}" if lines else word
        if lines and fits(longer):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _runs(text: str, face: Face, language: str) -> list[tuple[str, _Font]]:
    """Neighbouring characters of one font. One font for all of it is preferred: words of mixed scripts then share a design."""
    clean = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    wheel = _wheel_font(face)
    if all(wheel.covers(c) for c in clean):
        return [(clean, wheel)] if clean else []
    fonts = [wheel, *dict.fromkeys(_system_font(face, c, language) or wheel for c in clean if not wheel.covers(c))]
    for font in fonts:
        if all(font.covers(c) for c in clean):
            return [(clean, font)]
    runs: list[tuple[str, _Font]] = []
    for character in clean:
        font = runs[-1][1] if runs and not _needs_glyph(character) else next((f for f in fonts if f.covers(character)), wheel)
        runs = [*runs[:-1], (runs[-1][0] + character, font)] if runs and runs[-1][1] is font else [*runs, (character, font)]
    return runs[::-1] if reads_leftwards(clean, language) else runs


def _pieces(run: str, tracking_em: float) -> Iterator[str]:
    if _is_tracked(run, tracking_em):
        yield from run
    else:
        yield run


def _is_tracked(run: str, tracking_em: float) -> bool:
    """Letters may be set apart only where they stand alone: Latin, Greek, Cyrillic (below U+0530), Han and kana (above U+2E80)."""
    return tracking_em != 0 and all(ord(c) < 0x530 or ord(c) > 0x2E80 for c in run) and not any(unicodedata.combining(c) for c in run)


def _run_width(run: str, font: _Font, size_px: float, tracking_em: float) -> float:
    sized = _sized(font, size_px)
    if _is_tracked(run, tracking_em):
        return sum(sized.getlength(c) + tracking_em * size_px for c in run)
    return sized.getlength(run)


def reads_leftwards(text: str, language: str) -> bool:
    """Whether a text is read from right to left: its first letter with a direction tells, its language where that is a foreign word's."""
    strong = [direction for direction in map(unicodedata.bidirectional, text) if direction in {"L", "R", "AL"}]
    return bool(strong) and (strong[0] != "L" or (strong.count("L") < len(strong) and language.split("-", maxsplit=1)[0] in _LEFTWARDS))


def _needs_glyph(character: str) -> bool:
    """False for spaces, joiners and direction marks."""
    return unicodedata.category(character) not in {"Zs", "Cf", "Cc", "Zl", "Zp"}


def _script(character: str) -> str:
    """The first word of a character's name is its script: "DEVANAGARI", "CJK", "HANGUL"."""
    return unicodedata.name(character, "unknown script").split()[0].capitalize()


@functools.cache
def _wheel_font(face: Face) -> _Font:
    package = font_source_serif_pro if face.value.startswith("SourceSerif") else font_source_sans_pro
    path = Path(package.font_directory) / f"{face.value}.otf"
    return _Font(face.value, path.read_bytes(), skia.Typeface.MakeFromFile(str(path)))


@functools.lru_cache(maxsize=4096)
def _system_font(face: Face, character: str, language: str) -> _Font | None:
    """The system's choice for a character; None when it has none."""
    bold = face in {Face.SANS_BOLD, Face.SANS_SEMIBOLD, Face.SANS_SEMIBOLD_ITALIC, Face.SERIF_BOLD, Face.SERIF_SEMIBOLD}
    style = skia.FontStyle.Bold() if bold else skia.FontStyle.Normal()
    family = "serif" if face.value.startswith("SourceSerif") else "sans-serif"
    found = _manager().matchFamilyStyleCharacter(family, style, [language] if language else [], ord(character))
    if found is None or not found.unicharToGlyph(ord(character)):
        return None
    return _loaded(found.getPostScriptName() or found.getFamilyName(), found)


_system_fonts: dict[str, _Font] = {}


def _loaded(name: str, typeface: skia.Typeface) -> _Font:
    """Skia names a system font but not its file, so it is put together again from its tables (also from the middle of a collection).

    Layout: https://learn.microsoft.com/typography/opentype/spec/otff#table-directory
    """
    if name not in _system_fonts:
        tables = [(tag, bytes(typeface.copyTableData(tag))) for tag in sorted(typeface.getTableTags())]
        flavour = b"OTTO" if int.from_bytes(b"CFF ", "big") in dict(tables) else b"\0\1\0\0"
        offset, directory, body = 12 + 16 * len(tables), b"", b""
        for tag, data in tables:
            directory += struct.pack(">IIII", tag, 0, offset + len(body), len(data))
            body += data + b"\0" * (-len(data) % 4)
        header = flavour + struct.pack(">HHHH", len(tables), 0, 0, 0)
        _system_fonts[name] = _Font(name, header + directory + body, typeface)
    return _system_fonts[name]


@functools.cache
def _manager() -> skia.FontMgr:
    return skia.FontMgr()


@functools.lru_cache(maxsize=24)
def _sized(font: _Font, size_px: float) -> ImageFont.FreeTypeFont:
    # Each keeps a copy of the font's data, which are 20 MB for Chinese.
    return ImageFont.truetype(io.BytesIO(font.data), size_px)
