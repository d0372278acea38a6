"""Finds words, sentences and clauses in a writer's text, in any language; linear in the text's length.

Tables name a value and the words that stand for it, in English, Spanish, French, German, Italian and Portuguese; other languages are read
by structure alone (slug lines, cues, punctuation).
"""

import re
from collections.abc import Mapping
from typing import TypeVar

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]*_]*(?=\s|$)|[。！？।]+[」』”’）]*|\n+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'])(?:Mr|Mrs|Ms|Dr|St|Sr|Sra|Jr|Prof|Capt|Lt|Sgt|Mme|Mlle|vs|etc|No|MR|MRS|MS|DR|ST|SRA|PROF|CAPT|LT|SGT|MME|[^\W\d_])\.$"
)
_CLAUSE_END = re.compile(
    r"[,;:—–]\s+|\s+-\s+|\s+(?=(?:while|but|as|and|mientras|pero|y|tandis|mais|et|während|aber|und|mentre|ma|enquanto|mas)\s)"
)

V = TypeVar("V", bound=str)


def word_set(text: str) -> frozenset[str]:
    """Words separated by blanks, as a set."""
    return frozenset(text.split())


def table(values: Mapping[V, str]) -> dict[str, V]:
    """Word (or two words joined by `_`) to value, from values to words separated by blanks; `fr:lit` is a word of one language only."""
    return {word.replace("_", " "): value for value, words in values.items() for word in words.split()}


def words(text: str) -> list[str]:
    """The words of a text, lower case, without digits and punctuation."""
    return [match.group().lower() for match in _WORD.finditer(text)]


_NEGATIONS = word_set("not never no without nicht kein keine ohne nunca sin pas jamais sans non mai senza não sem nem")


_NOT_BEHIND = word_set("nicht niemals")
_PAS = word_set("pas plus jamais guère")


def found(text: str, known: Mapping[str, V], language: str = "en") -> list[V]:
    """Values whose words stand in the text, in its order, with repetitions; words behind a negation don't count."""
    return [value for _, _, value in found_at(text, known, language)]


def found_at(text: str, known: Mapping[str, V], language: str = "en") -> list[tuple[int, int, V]]:
    """Like `found`, with where they stand: the numbers of the first and the last of the text's `words` that mean the value.

    Of two words that are known together the second does not count once more by itself: a railway car is no car.
    """
    tokens = words(text)
    values: list[tuple[int, int, V]] = []
    is_used = False
    for index, token in enumerate(tokens):
        if is_used:
            is_used = False
            continue
        if _is_denied(tokens, index):
            continue
        pair = f"{token} {tokens[index + 1]}" if index + 1 < len(tokens) else ""
        is_used = pair in known
        value = known.get(pair) or known.get(token) or known.get(f"{language}:{token}")
        if value:
            values.append((index, index + is_used, value))
    return values


def _is_denied(tokens: list[str], index: int) -> bool:
    """Whether a word is said not to be so: by one of the two before it, or by what French and German put behind the verb."""
    if any(before in _NEGATIONS or before.endswith(("n't", "n’t")) for before in tokens[max(0, index - 2) : index]):
        return True
    behind = set(tokens[index + 1 : index + 3])
    if behind & _NOT_BEHIND:
        return True
    return bool(behind & _PAS) and any(
        before == "ne" or before.startswith(("n'", "n’")) for before in tokens[max(0, index - 4) : index + 1]
    )


def sentences(text: str) -> list[str]:
    """The sentences of a text, trimmed, none empty; together they hold every character but white space."""
    pieces: list[str] = []
    begin = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        goes_on = text[end : end + 2].strip()[:1].islower()
        if goes_on or _ABBREVIATION.search(text[max(begin, end - 12) : end]):
            continue
        pieces.append(text[begin:end].strip())
        begin = end
    pieces.append(text[begin:].strip())
    return [piece for piece in pieces if piece]


def clauses(text: str) -> list[str]:
    """The clauses of a text, trimmed, none empty; together they hold every character but white space."""
    pieces = []
    for sentence in sentences(text):
        begin = 0
        for match in _CLAUSE_END.finditer(sentence):
            pieces.append(sentence[begin : match.end()].strip())
            begin = match.end()
        pieces.append(sentence[begin:].strip())
    return [piece for piece in pieces if piece]


def joined(pieces: list[str], longest: int) -> list[str]:
    """Neighbouring pieces put together as long as they stay within `longest` characters."""
    runs: list[str] = []
    for piece in pieces:
        if runs and len(runs[-1]) + 1 + len(piece) <= longest:
            runs[-1] = f"{runs[-1]} {piece}"
        else:
            runs.append(piece)
    return runs
