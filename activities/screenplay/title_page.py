"""The title page of Fountain and plain text: `Key: value` lines at the very top.

A first line with a colon is only taken for one when its key is known, or when indented values follow it: `FADE IN:`, a slug line with a
clock time, or prose with a colon stay what they are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from activities.screenplay.draft import Draft
from activities.screenplay.slug import heading_prefix, is_transition
from activities.screenplay.source import SourceLine
from activities.screenplay.words import word_set

_KEY = re.compile(r"([^\s:：][^:：\n]{0,60}?)\s*[:：](?!\S*//)[ \t]*(.*)", re.DOTALL)
_TITLE_KEYS = frozenset({"title", "título", "titulo", "titre", "titel", "titolo", "название", "标题", "片名", "タイトル", "عنوان", "शीर्षक"})
_AUTHOR_KEYS = word_set("author autor autora auteur auteure autore autrice автор 作者 著者 المؤلف लेखक")
_KNOWN = (
    _TITLE_KEYS
    | word_set(
        """
    credit author authors writer writers source draft date contact copyright notes revision language format genre logline episode
    series producer director font cc tl tc tr bl br header footer watermark autor autora autores auteur auteurs autore autrice fecha
    datum contacto kontakt автор 作者 idioma langue sprache lingua
    """
    )
    | {"draft date", "written by", "based on", "story by", "screenplay by"}
)


@dataclass(frozen=True)
class _Entry:
    key: str
    values: list[str]
    line: int


def read_title_page(lines: Sequence[SourceLine], draft: Draft) -> int:
    """Fill the draft's title page from the top of a script.

    Returns:
        Index of the first line after it; 0 when there is none.
    """
    start = next((index for index, line in enumerate(lines) if not line.is_blank), len(lines))
    stop = next((index for index in range(start, len(lines)) if lines[index].is_blank), len(lines))
    entries, strays = _entries(lines[start:stop])
    if not entries or not _is_title_page(entries):
        return 0
    for entry in entries:
        key = title_page_key(entry.key)
        draft.title_page.setdefault(key, []).extend(entry.values)
    for number in strays:
        draft.warn(number, "this line of the title page has no key and no indent: it was added to the value above")
    return stop


def title_page_key(key: str) -> str:
    """A key of the title page: those for title and author in one spelling, others as written."""
    lower = key.strip().lower()
    if lower in _TITLE_KEYS:
        return "Title"
    return "Author" if lower in _AUTHOR_KEYS else key.strip()


def _entries(block: Sequence[SourceLine]) -> tuple[list[_Entry], list[int]]:
    entries: list[_Entry] = []
    strays: list[int] = []
    for line in block:
        indented = line.text.startswith(("\t", "   "))
        found = None if indented else _KEY.fullmatch(line.text.strip())
        if found:
            entries.append(_Entry(found[1], [found[2].strip()] if found[2].strip() else [], line.number))
        elif not entries:
            return [], []
        else:
            entries[-1].values.append(line.text.strip())
            if not indented:
                strays.append(line.number)
    return entries, strays


def _is_title_page(entries: Sequence[_Entry]) -> bool:
    first = entries[0]
    if heading_prefix(first.key) or is_transition(first.key + ":") or first.key.upper().startswith("FADE "):
        return False
    if any(entry.key.lower() in _KNOWN for entry in entries):
        return first.key.lower() in _KNOWN or len(first.key.split()) <= 4
    return False


def has_title_page(lines: Sequence[SourceLine]) -> bool:
    """Whether a script begins with one."""
    return read_title_page(lines, Draft()) > 0
