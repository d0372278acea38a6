"""Finds the words of some languages in a text: which words stand for what, and where.

Words are compared without case, accents and invisible characters, also with the digits that stand for letters (3 for e). A long script has
some thousand different words, and each is looked up once.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from activities.moderation.vocabulary import de, en, es, fr, it, pt
from activities.moderation.vocabulary.groups import Group, Vocabulary

_VOCABULARIES: dict[str, Vocabulary] = {"de": de.WORDS, "en": en.WORDS, "es": es.WORDS, "fr": fr.WORDS, "it": it.WORDS, "pt": pt.WORDS}
LANGUAGES = tuple(_VOCABULARIES)

_WORD = re.compile(r"[^\W_]+")
_STANDS_FOR = str.maketrans("013457", "oieast")
_AGE = re.compile(r"\((\d{1,2})\)|,\s(\d{1,2})(?=[,.;)])")
"""As scripts give it: "MIA (12)", "MIA, 12, at the window"."""
_YOUNGEST, _MAJORITY = 3, 18
_AGED_REACH = 2
"""Words between "aged" or "years" and the number: "at the age of 12", "12 and a half years"."""


@dataclass(frozen=True)
class Hit:
    """A word of a group."""

    group: Group
    index: int
    """Of the word in its passage, from 0."""


def plain(text: str) -> str:
    """A text as words are compared."""
    if text.isascii():
        return text.casefold()
    kept = (character for character in unicodedata.normalize("NFKD", text) if unicodedata.category(character) not in {"Mn", "Cf"})
    return "".join(kept).casefold()


def words_in(text: str) -> list[str]:
    """The words of a text, plain."""
    return _WORD.findall(plain(text))


def span_of(text: str, index: int) -> tuple[int, int]:
    """Where a word of a text begins and ends, in characters of the text as written."""
    spans = [match.span() for match in _WORD.finditer(unicodedata.normalize("NFC", text))]
    return spans[min(index, len(spans) - 1)] if spans else (0, 0)


class Lexicon(dict[str, frozenset[Group]]):
    """Words to what they stand for; a word is looked for in the lists when it first comes up."""

    def __init__(self, languages: Collection[str], minors: Iterable[str] = ()) -> None:
        """The lists of some of `LANGUAGES`; `minors` are names of characters who are children."""
        super().__init__()
        self._words: dict[str, set[Group]] = {}
        self._beginnings: dict[str, set[Group]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], Group]]] = {}
        for group, term in _terms(tuple(sorted(languages))):
            self._add(group, term)
        for name in minors:
            self._add(Group.MINOR, tuple(words_in(name)))
        self.groups = frozenset(group for group, _ in _terms(tuple(sorted(languages))))
        self._silent: set[str] = set()
        """Words that stand for nothing."""
        self._lengths = sorted({len(beginning) for beginning in self._beginnings})

    def hits(self, text: str) -> tuple[list[Hit], int]:
        """What the words of a text stand for, in its order, and how many words it has."""
        words = words_in(text)
        if self._silent.issuperset(words):  # most paragraphs
            return [], len(words)
        known = [(index, groups) for index, word in enumerate(words) if (groups := self[word]) or word in self._phrases]
        phrases = [found for index, _ in known if words[index] in self._phrases for found in self._phrases_at(words, index)]
        covered = {index for _, first, end in phrases for index in range(first, end)}
        hits = [Hit(group, first) for group, first, _ in phrases]
        hits += [Hit(group, index) for index, groups in known if index not in covered for group in sorted(groups)]
        hits += _numbers(words, hits, text)
        return sorted(hits, key=lambda hit: (hit.index, hit.group)), len(words)

    def __missing__(self, word: str) -> frozenset[Group]:
        groups = set(self._words.get(word, ()))
        for length in self._lengths:
            groups |= self._beginnings.get(word[:length], set()) if len(word) >= length else set()
        if word.isdecimal():
            groups.add(Group.NUMBER)
        elif word[0].isdecimal() and Group.UNIT in self._words.get(word.lstrip("0123456789"), ()):
            groups.add(Group.QUANTITY)
        elif not groups and not word.isalpha() and (meant := word.translate(_STANDS_FOR)) != word:
            groups |= self[meant]
        self[word] = found = frozenset(groups)
        if not found and word not in self._phrases:
            self._silent.add(word)
        return found

    def _add(self, group: Group, term: tuple[str, ...]) -> None:
        if len(term) > 1:
            self._phrases.setdefault(term[0], []).append((term, group))
        elif term and term[0].endswith("*"):
            self._beginnings.setdefault(term[0][:-1], set()).add(group)
        elif term:
            self._words.setdefault(term[0], set()).add(group)

    def _phrases_at(self, words: Sequence[str], first: int) -> list[tuple[Group, int, int]]:
        found = [
            (group, first, first + len(term))
            for term, group in self._phrases[words[first]]
            if len(words) - first >= len(term) and all(_is(word, part) for word, part in zip(words[first:], term, strict=False))
        ]
        longest = max((end for _, _, end in found), default=0)
        return [one for one in found if one[2] == longest]


def _is(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


def _numbers(words: Sequence[str], hits: Sequence[Hit], text: str) -> list[Hit]:
    """Amounts, and ages of minors."""
    numbers = [hit.index for hit in hits if hit.group is Group.NUMBER]
    if not numbers:
        return []
    units, before, behind = ({hit.index for hit in hits if hit.group is group} for group in (Group.UNIT, Group.AGED, Group.YEARS))
    found = [Hit(Group.QUANTITY, index) for index in numbers if index + 1 in units]
    reach = range(1, _AGED_REACH + 1)
    ages = [index for index in numbers if any(index - step in before or index + step in behind for step in reach)]
    ages += [len(_WORD.findall(text[: match.start()])) for match in _AGE.finditer(text)]
    return found + [Hit(Group.MINOR, index) for index in ages if index < len(words) and _is_minor(words[index])]


def _is_minor(number: str) -> bool:
    return number.isdecimal() and _YOUNGEST <= int(number) < _MAJORITY


@cache
def _terms(languages: tuple[str, ...]) -> list[tuple[Group, tuple[str, ...]]]:
    return [
        (group, tuple(plain(part) for part in term.split("_")))
        for language in languages
        for group, terms in _VOCABULARIES[language].items()
        for term in terms.split()
    ]
