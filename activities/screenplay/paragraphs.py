"""Finds the paragraphs of a plain text: title, chapters, breaks, `NAME: speech` lines, and running text, wrapped or one a line."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from activities.screenplay.cue import read_cue
from activities.screenplay.draft import Draft
from activities.screenplay.source import SourceLine
from activities.screenplay.title_page import read_title_page

_BREAK = re.compile(r"[ \t]*(?:(?:[*＊✱⁂~#•·=_—–-][ \t]*){1,40}|⁂|❧|\u3000*＊+)[ \t]*")
_CHAPTER = re.compile(
    r"(?:chapter|part|prologue|epilogue|capítulo|capitulo|parte|prólogo|epílogo|chapitre|partie|prologue|épilogue|kapitel|"
    r"teil|prolog|epilog|capitolo|prologo|"
    r"epilogo|глава|часть|пролог|эпилог|الفصل|פרק|अध्याय)\b.{0,70}|第[0-9一二三四五六七八九十百]+[章回节幕話].{0,40}|"
    r"[IVXLC]{1,7}\.?|[0-9]{1,3}\.?",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:written |escrito |écrit |geschrieben )?(?:by|por|par|von|de|di)|автор:?|作者[:：]?|文[:：])\s+(.{2,60})", re.IGNORECASE
)
_NAMED_SPEECH = re.compile(r"([^\W\d_][\w .'’\-]{0,40}?)((?:\s*[(（][^()（）\n]{1,60}[)）])*)\s*[:：]\s+(\S.*)", re.DOTALL)
_DASH_LINE = re.compile(r"\s*[—–―‒]|\s*-\s*[¡¿A-ZÀ-Þ“«\"]")
_TITLE_CHARACTERS = 90
_SENTENCE_END = tuple(".!?…:。！？”»」』\"'’—")


@dataclass(frozen=True)
class ProseParagraph:
    """One paragraph and where it begins."""

    kind: Literal["text", "break", "chapter", "cue"]
    line: int
    text: str
    """For a cue: what is said behind the name."""
    name: str = ""
    extensions: list[str] = field(default_factory=list)


def paragraphs_of(text: str, draft: Draft) -> list[ProseParagraph]:
    """The paragraphs of a text; title and author go to the draft's title page."""
    raw = text.split("\n")
    start = read_title_page([SourceLine(number, line, line.strip()) for number, line in enumerate(raw[:80], 1)], draft)
    blocks = _blocks(raw, start)
    blocks = blocks if draft.title_page else _without_title(blocks, draft)
    names = Counter(found[1].strip() for _, block in blocks if (found := _NAMED_SPEECH.fullmatch(block)) and len(found[1].split()) <= 3)
    return [_paragraph(line, block, names) for line, block in blocks]


def _paragraph(line: int, block: str, names: Counter[str]) -> ProseParagraph:
    bare = block.strip()
    if _BREAK.fullmatch(bare):
        return ProseParagraph("break", line, bare)
    if _CHAPTER.fullmatch(bare) and "\n" not in bare:
        return ProseParagraph("chapter", line, bare)
    found = _NAMED_SPEECH.fullmatch(bare)
    if found and len(found[1].split()) <= 3:
        name = found[1].strip()
        cue = read_cue(name + found[2], forced=True)
        if cue is not None and (names[name] > 1 or (name.isupper() and len(name) > 1)):
            return ProseParagraph("cue", line, " ".join(found[3].split()), cue.name, cue.extensions)
    return ProseParagraph("text", line, bare)


def _blocks(raw: list[str], start: int) -> list[tuple[int, str]]:
    """Line number and text of each paragraph."""
    one_a_line = _is_one_a_line(raw[start:])
    blocks: list[tuple[int, list[str]]] = []
    is_open = False
    for number, line in enumerate(raw[start:], start + 1):
        if not line.strip():
            is_open = False
            continue
        begins = not is_open or one_a_line or _BREAK.fullmatch(line) or _DASH_LINE.match(line) or _NAMED_SPEECH.fullmatch(line.strip())
        if (
            not begins
            and _DASH_LINE.match(blocks[-1][1][0])
            and not line.strip()[0].islower()
            and blocks[-1][1][-1].rstrip().endswith(_SENTENCE_END)
        ):
            begins = True  # told again after a line of dialogue
        if begins:
            blocks.append((number, [line]))
        else:
            blocks[-1][1].append(line)
        is_open = True
    return [(number, "\n".join(lines)) for number, lines in blocks]


def _is_one_a_line(lines: list[str]) -> bool:
    """Whether every line is a paragraph of its own: hardly any blank lines, and lines that end like sentences or are long."""
    filled = [line for line in lines if line.strip()]
    if len(filled) < 2 or len(lines) - len(filled) > 0.2 * len(filled):
        return False
    ended = sum(line.rstrip().endswith(_SENTENCE_END) for line in filled)
    return ended >= 0.7 * len(filled)


def _without_title(blocks: list[tuple[int, str]], draft: Draft) -> list[tuple[int, str]]:
    """A first short line that is no sentence is the title; a line "by somebody" after it names the author."""
    if len(blocks) < 2:
        return blocks
    title = blocks[0][1].strip()
    lines = title.split("\n")
    byline = _BYLINE.fullmatch(lines[1].strip()) if len(lines) == 2 else None
    if len(lines) > 1 and byline is None:
        return blocks
    is_title = len(lines[0]) <= _TITLE_CHARACTERS and not lines[0].endswith(_SENTENCE_END) and not _DASH_LINE.match(title)
    if not is_title or _CHAPTER.fullmatch(title) or _BREAK.fullmatch(title) or _NAMED_SPEECH.fullmatch(title):
        return blocks
    draft.title_page["Title"] = [lines[0].strip()]
    rest = blocks[1:]
    if byline is None and (byline := _BYLINE.fullmatch(rest[0][1].strip())) is not None:
        rest = rest[1:]
    if byline is not None:
        draft.title_page["Author"] = [byline[1].strip()]
    return rest
