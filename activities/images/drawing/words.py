"""Finds known words in what a writer wrote, in any of the languages listed beside them."""

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

K = TypeVar("K", bound=str)

_MARKS = "".join(chr(code) for code in range(0x300, 0x1000) if unicodedata.category(chr(code)) in {"Mn", "Mc"})
"""Vowels and other signs of Arabic, Indic and Thai letters: parts of their words that Python takes for none."""
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*", re.UNICODE)
_SHORTEST_STEM = 5
"""Words this long also match their inflections: "küche" finds "küchen"; shorter ones would find strangers ("bar" in "barn")."""


@dataclass(frozen=True)
class Found:
    """A known word in a text."""

    name: str
    at: int
    """The index of its first character in the folded text."""
    length: int


def word_table(lines: str) -> dict[str, tuple[str, ...]]:
    """A table written as "name: word, word, ..." a line; a line that begins with a space goes on with the one before."""
    table: dict[str, tuple[str, ...]] = {}
    for line in lines.replace("\n ", " ").strip().splitlines():
        name, _, words = line.partition(":")
        table[name.strip()] = tuple(word.strip() for word in words.split(",") if word.strip())
    return table


@functools.lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Lower case without Latin accents; other writing systems keep their marks."""
    out = []
    for character in unicodedata.normalize("NFC", text).casefold():
        plain = unicodedata.normalize("NFD", character)
        out.append(plain[0] if plain[0].isascii() else character)
    return "".join(out)


def tokens(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(folded(text))


def find_all(text: str, table: Mapping[K, Sequence[str]]) -> list[Found]:
    """Every known word, in reading order; of two at one place the longer: an "old house" names no house beside it."""
    clean = folded(text)
    words = [(match.start(), match.group()) for match in _WORD.finditer(clean)]
    found: dict[int, Found] = {}
    for name, variants in table.items():
        for variant in variants:
            for at in _places(folded(variant), clean, words):
                if at not in found or found[at].length < len(variant):
                    found[at] = Found(name, at, len(variant))
    longest: list[Found] = []
    for at in sorted(found):
        if not longest or at >= longest[-1].at + longest[-1].length:
            longest.append(found[at])
    return longest


def first(text: str, table: Mapping[K, Sequence[str]]) -> str | None:
    """The name of the first known word."""
    found = find_all(text, table)
    return found[0].name if found else None


def _places(variant: str, clean: str, words: list[tuple[int, str]]) -> list[int]:
    if not variant.isascii() and ord(variant[0]) > 0x2E80:
        return [match.start() for match in re.finditer(re.escape(variant), clean)]
    if " " in variant:
        return [match.start() for match in re.finditer(rf"\b{re.escape(variant)}\b", clean)]
    is_stem = len(variant) >= _SHORTEST_STEM
    return [at for at, word in words if word == variant or (is_stem and word.startswith(variant) and len(word) <= len(variant) + 4)]
