"""Takes a paragraph of prose apart: what is said and what is told.

Knows “ ” „ “ ” ” « » » « ‹ › 「 」 『 』 " " ‘ ’ ' ' and dialogue after dashes: Spanish (—Hola —dijo Rosa—), Russian, French, Polish.
A quotation is speech when it begins the paragraph, ends like a sentence, or a colon or comma leads to it; "so-called" words stay told.
Each character is looked at a constant number of times.
"""

import re
from dataclasses import dataclass
from typing import Literal

_CLOSERS: dict[str, str] = {
    "“": "”",
    "„": "“”‟",
    "‟": "”",
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    '"': '"',
    "＂": "＂",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
}
_MARK = re.compile("[“”„‟«»‹›「」『』\"＂‘’‚']")
_DASH_START = re.compile(r"\s*(?:[—–―‒]+\s*|-\s*(?=[¡¿\"“«]|[^\W\d_a-z]))")
_DASH = re.compile(r"(\s*)[—–―](\s*)|(\s)-(\s)")
_WORD = re.compile(r"[^\W\d_]+")
_TRAILING = re.compile(r"[.!?…]+(?!\w)")
"""Marks behind the closing one (Spanish, German) belong to what is said."""
_COMMA_TAG = re.compile(
    r"(?<=[,!?…])\s+((?:[sm]['’])?[^\W\d_]+)"
    r"(?=-(?:t-)?(?:il|elle|ils|elles|on|je)\b| (?:le|la|les|l['’]|un|une|son|sa|mon|ma)\b| [^\W\d_a-zà-ÿ])"
)
_TAG_END = re.compile(r"[.,!?…]")
_SENTENCE_MARKS = ".,!?…—–。！？、，؟"


@dataclass(frozen=True)
class Run:
    """A stretch of a paragraph."""

    kind: Literal["told", "said"]
    text: str
    is_open: bool = False
    """Said, and not closed in this paragraph: it may go on in the next one."""


def split_speech(paragraph: str, verbs: frozenset[str]) -> list[Run]:
    """The runs of a paragraph, in order; blanks around them and the quotation marks of what is said are gone.

    Args:
        paragraph: Its lines may be wrapped.
        verbs: Verbs of saying, lower case: after a dash they tell narration from speech that goes on.
    """
    text = " ".join(paragraph.split())
    start = _DASH_START.match(text)
    if start and start.end() < len(text):
        return _after_dashes(text[start.end() :], verbs) or [Run("told", text)]
    return _merged(_quoted(text, verbs))


def _quoted(text: str, verbs: frozenset[str]) -> list[Run]:
    runs: list[Run] = []
    marks = [(found.start(), found[0]) for found in _MARK.finditer(text)]
    last = _last_closers(text, marks)
    at = 0
    number = 0
    while number < len(marks):
        start, mark = marks[number]
        number += 1
        if not _opens(text, start, mark, last):
            continue
        end, number = _closing(text, marks, number, mark)
        inner = text[start + 1 : end].strip()
        before = text[at:start]
        if inner and _is_speech(text, start, end, runs, before, verbs):
            trailing = _TRAILING.match(text, end + 1)
            if trailing and inner[-1] not in _SENTENCE_MARKS:
                inner += trailing[0]
            runs += [Run("told", before.strip()), Run("said", inner, is_open=end == len(text))]
            at = trailing.end() if trailing else end + 1
    runs.append(Run("told", text[at:].strip()))
    return [run for run in runs if run.text]


def _last_closers(text: str, marks: list[tuple[int, str]]) -> dict[str, int]:
    """Where each closing mark stands for the last time, so that an opener without closer is known at once."""
    return {mark: position for position, mark in marks if mark not in "’'" or _closes_single(text, position)}


def _opens(text: str, position: int, mark: str, last: dict[str, int]) -> bool:
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    if not after or (after.isspace() and mark not in "«‹"):  # French puts a blank inside its marks
        return False
    if mark in "‘'‚":
        return not before.isalnum() and after.isalpha() and any(last.get(closer, -1) > position for closer in _CLOSERS[mark])
    if mark in '"”＂»›':
        return not before.isalnum() and before not in {".", "!", "?", ",", "…"}
    return mark in _CLOSERS and mark not in "’」』"


def _closing(text: str, marks: list[tuple[int, str]], number: int, opener: str) -> tuple[int, int]:
    """Where the quotation ends, and the number of the mark to go on with."""
    depth = 1
    while number < len(marks):
        position, mark = marks[number]
        number += 1
        if mark in _CLOSERS[opener] and (mark not in "’'" or _closes_single(text, position)):
            depth -= 1
            if depth == 0:
                return position, number
        elif mark == opener and opener not in "\"＂”'‘":
            depth += 1
    return len(text), number


def _closes_single(text: str, position: int) -> bool:
    """A single quotation mark that is no apostrophe: after the end of a sentence, before no letter."""
    after = text[position + 1 : position + 2]
    return text[position - 1 : position] in set(".,!?…—") and not after.isalnum()


def _is_speech(text: str, start: int, end: int, runs: list[Run], before: str, verbs: frozenset[str]) -> bool:
    inner = text[start + 1 : end].strip()
    led = before.rstrip()
    if not led or inner[-1] in _SENTENCE_MARKS:
        return True
    if led[-1] in ":：,，、—–" or (text[end + 1 : end + 3].lstrip()[:1] in {",", "，"} and len(inner.split()) > 2):
        return True
    if any(word.lower() in verbs for word in _WORD.findall(re.split(r"[.!?…]", text[end + 1 : end + 60])[0])[:3]):
        return True
    if text[start] in "「『":
        return led[-1] in "。！？" or text[end + 1 : end + 2] in {"と", "っ"} or len(inner) > 8
    return not before.strip(" .!?…") and bool(runs)


def _merged(runs: list[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        if merged and merged[-1].kind == run.kind == "told":
            merged[-1] = Run("told", f"{merged[-1].text} {run.text}")
        else:
            merged.append(run)
    return merged


def _after_dashes(text: str, verbs: frozenset[str]) -> list[Run]:
    """Speech after a dash; a dash leads into narration when what follows begins in lower case and says so, the next one out of it."""
    runs: list[Run] = []
    is_told = False
    begin = 0
    for found in [*_DASH.finditer(text), None]:
        piece = text[begin : found.start() if found else len(text)].strip()
        if piece:
            runs = _with_piece(runs, "told" if is_told else "said", piece)
        if found is None:
            break
        is_told = not is_told and _leads_to_narration(text, found, verbs)
        if not is_told and runs and runs[-1].kind == "said" and piece:
            # The dash is part of what is said: an interruption, an aside. It stays.
            runs[-1] = Run("said", runs[-1].text + found[0].rstrip())
        begin = found.end()
    return [part for run in runs for part in (_french(run, verbs) if run.kind == "said" else [run])]


def _french(run: Run, verbs: frozenset[str]) -> list[Run]:
    """Speech with a tag that only commas set apart: "Viens ici, dit Marie. Vite !"."""
    for found in _COMMA_TAG.finditer(run.text):
        if found[1].lower().split("'")[-1].split("’")[-1] in verbs:
            end = _TAG_END.search(run.text, found.end())
            stop = end.end() if end else len(run.text)
            parts = [Run("said", run.text[: found.start()].strip()), Run("told", run.text[found.start(1) : stop].strip())]
            rest = run.text[stop:].strip()
            return [*parts, Run("said", rest)] if rest else parts
    return [run]


def _with_piece(runs: list[Run], kind: Literal["told", "said"], piece: str) -> list[Run]:
    if kind == "said" and runs and runs[-1].kind == "told":
        # "—dijo Rosa—. ¿Qué tal?": the mark behind the closing dash ends the sentence before.
        bare = piece.lstrip(".,;:")
        mark = piece[: len(piece) - len(bare)]
        runs[-1] = Run("told", runs[-1].text + mark)
        piece = bare.strip()
        if not piece:
            return runs
    if runs and runs[-1].kind == kind:
        return [*runs[:-1], Run(kind, f"{runs[-1].text} {piece}")] if len(runs) < 2 else _join_last(runs, kind, piece)
    runs.append(Run(kind, piece))
    return runs


def _join_last(runs: list[Run], kind: Literal["told", "said"], piece: str) -> list[Run]:
    runs[-1] = Run(kind, f"{runs[-1].text} {piece}")
    return runs


def _leads_to_narration(text: str, dash: re.Match[str], verbs: frozenset[str]) -> bool:
    following = text[dash.end() : dash.end() + 80]
    if not following or not following[0].islower():
        # A name may come first ("– Anna lächelte"), but then the speech before has ended like a sentence.
        words = re.findall(r"[^\W\d_]+", following)[:3]
        return any(word.lower() in verbs for word in words[:2]) and bool(words)
    is_tight = bool(dash[1]) and not dash[2]  # " —dijo": Spanish; a dash with blanks on both sides may be a pause in speech
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", following)[:5]]
    return is_tight or any(word in verbs for word in words)
