"""Breaks spoken text into subtitles of at most two lines, where a reader would pause.

Widths are counted in columns: a Latin letter is one, a full-width (Chinese, Japanese, Korean) character two, a combining mark none. Lines
break at spaces, and between Chinese and Japanese characters where East Asian typography allows it. The breaks are the cheapest by a small
price list: between two subtitles a sentence end is free, inside one the lines should be of like length and end with a clause.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LATIN_COLUMNS = 42
"""Characters in a line of a subtitle, the usual limit of broadcasters and streaming services."""
FULL_WIDTH_COLUMNS = 32
"""Sixteen full-width characters."""

_NEVER_FIRST = frozenset(
    "、。，．・：；？！ー々〻ゝゞヽヾ」』）〕］｝〉》】〙〗〟’”…‥ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ.,:;?!)]}%"
)
_NEVER_LAST = frozenset("「『（〔［｛〈《【〘〖〝‘“([{$£€¥")
_SENTENCE_ENDS = frozenset(".?!…。？！؟۔।॥։")
_CLAUSE_ENDS = frozenset(",;:—–、，；：،؛")
_CLOSING = "\"'”’»)]」』）】*_"

_TITLES = frozenset(
    "Dr. Mr. Mrs. Ms. Prof. St. Capt. Lt. Sgt. Hr. Fr. Sr. Sra. Srta. Dra. D. Dña. M. Mme Mlle Sig. Dott. डॉ.".split()  # noqa: SIM905
)
"""Their dot ends nothing: a name follows."""

# prices
_SUBTITLE = 30.0
_SECOND_LINE = 3.0
_NOT_A_SENTENCE = 25.0
_NOT_A_CLAUSE = 17.0
_LINE_NOT_A_CLAUSE = 3.0
_UNEVEN = 20.0
_WORD_BROKEN = 200.0
_SPLITS_TRIED = 4
"""On each side of the middle of a two-line subtitle."""


@dataclass(frozen=True)
class _Piece:
    """What may not be broken."""

    text: str
    columns: int
    space_after: bool
    word_goes_on: bool = False
    """It is part of a word longer than a line."""


def columns_of(text: str) -> int:
    """Width of a text in columns."""
    return sum(map(_width, text))


def usual_columns(text: str) -> int:
    """How wide a line of this text may be: `FULL_WIDTH_COLUMNS` when most of its letters are full-width, else `LATIN_COLUMNS`."""
    letters = [character for character in text if character.isalpha()]
    wide = sum(_width(character) == 2 for character in letters)
    return FULL_WIDTH_COLUMNS if wide * 2 > len(letters) else LATIN_COLUMNS


def subtitles_of(text: str, columns: int | None = None) -> list[list[str]]:
    """A text as subtitles of one or two lines each, none wider than `columns`; none for a text without characters.

    Args:
        text: Any white space in it counts as a space.
        columns: At least 4; None for what is usual in the text's writing system.
    """
    columns = usual_columns(text) if columns is None else columns
    pieces = list(_pieces(" ".join(text.split()), columns))
    cheapest: list[tuple[float, int, int]] = [(0.0, 0, 0)]
    for end in range(1, len(pieces) + 1):
        cheapest.append(min(_ways_to_end(pieces, end, columns, cheapest)))
    found: list[list[str]] = []
    end = len(pieces)
    while end:
        _, start, split = cheapest[end]
        found.append([_joined(pieces[start:split]), _joined(pieces[split:end])] if split > start else [_joined(pieces[start:end])])
        end = start
    return found[::-1]


def sentences_of(text: str) -> list[str]:
    """A text in its sentences; a title's dot ends none."""
    found: list[list[_Piece]] = [[]]
    for piece in _pieces(" ".join(text.split()), LATIN_COLUMNS):
        found[-1].append(piece)
        if _ends_with(piece, _SENTENCE_ENDS) and piece.text not in _TITLES:
            found.append([])
    return [_joined(run) for run in found if run]


def run_on(lines: Sequence[str]) -> str:
    """Lines as one text again: with spaces between, but not where a full-width character meets the break."""
    text = ""
    for line in lines:
        meets = {char for char in (text[-1:], line[:1]) if char and _width(char) == 2 and not _is_hangul(char)}
        text = f"{text}{'' if meets or not text else ' '}{line}"
    return text


def _ways_to_end(pieces: list[_Piece], end: int, columns: int, cheapest: list[tuple[float, int, int]]) -> Iterator[tuple[float, int, int]]:
    """Price, start and split of every subtitle that ends before piece `end`; a split at the start means one line."""
    for start in range(end - 1, -1, -1):
        run = pieces[start:end]
        width = _columns(run)
        if width > 2 * columns:
            return
        price = cheapest[start][0] + _SUBTITLE + (_break_price(pieces[end - 1]) if end < len(pieces) else 0.0)
        if width <= columns:
            yield price, start, start
            continue
        for split in _splits_near_the_middle(run, width):
            first, second = _columns(run[:split]), _columns(run[split:])
            if max(first, second) <= columns:
                uneven = _UNEVEN * (abs(first - second) / columns) ** 2
                line_end = 0.0 if _ends_with(run[split - 1], _SENTENCE_ENDS | _CLAUSE_ENDS) else _LINE_NOT_A_CLAUSE
                line_end = _NOT_A_SENTENCE if run[split - 1].text in _TITLES else line_end
                broken = _WORD_BROKEN if run[split - 1].word_goes_on else 0.0
                yield price + _SECOND_LINE + uneven + line_end + broken, start, start + split


def _splits_near_the_middle(run: list[_Piece], width: int) -> range:
    middle, passed = 1, 0
    for index, piece in enumerate(run):
        passed += piece.columns + piece.space_after
        if passed * 2 >= width:
            middle = index + 1
            break
    return range(max(1, middle - _SPLITS_TRIED), min(len(run), middle + _SPLITS_TRIED + 1))


def _break_price(last: _Piece) -> float:
    if last.word_goes_on:
        return _WORD_BROKEN
    if last.text in _TITLES:
        return 2 * _NOT_A_SENTENCE
    if _ends_with(last, _SENTENCE_ENDS):
        return 0.0
    return _NOT_A_CLAUSE if _ends_with(last, _CLAUSE_ENDS) else _NOT_A_SENTENCE


def _ends_with(piece: _Piece, ends: frozenset[str]) -> bool:
    return piece.text.rstrip(_CLOSING)[-1:] in ends


def _joined(run: list[_Piece]) -> str:
    return "".join(piece.text + (" " if piece.space_after else "") for piece in run).strip()


def _columns(run: list[_Piece]) -> int:
    return sum(piece.columns + piece.space_after for piece in run) - run[-1].space_after


def _pieces(text: str, columns: int) -> Iterator[_Piece]:
    """The unbreakable parts of a text: words, single full-width characters with what clings to them, parts of endless words."""
    for word in text.split(" "):
        parts = list(_parts(word, columns))
        for index, (part, goes_on) in enumerate(parts):
            yield _Piece(part, columns_of(part), space_after=index == len(parts) - 1, word_goes_on=goes_on)


def _parts(word: str, columns: int) -> Iterator[tuple[str, bool]]:
    part = ""
    for character in word:
        if part and _may_break(part[-1], character):
            yield part, False
            part = ""
        elif part and _width(character) and columns_of(part) + _width(character) > columns:
            yield part, True
            part = ""
        part += character
    if part:
        yield part, False


def _may_break(before: str, after: str) -> bool:
    if before in _NEVER_LAST or after in _NEVER_FIRST or not _width(after):
        return False
    # Korean is written with spaces, and breaks there
    if _is_hangul(before) and _is_hangul(after):
        return False
    return _width(before) == 2 or _width(after) == 2 or before in "—–"


def _is_hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3" or "\u1100" <= character <= "\u11ff"


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
