"""Asks a language model for the lines of a scene in another language: numbered in, the same numbers out, nothing added or dropped."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from pydantic import BaseModel

from activities.asking import Asker, Question
from activities.media.text.line_breaks import columns_of
from schemas.film import Reel
from schemas.subtitles import TranslatedLines, TranslateLines

_AT_ONCE = 40
"""Lines in one question: models lose count in longer lists."""
_LONGEST = 2.2
"""A translation longer than the line by this, and by `_SHORT` characters, is no subtitle any more."""
_SHORT = 40
_INSTRUCTIONS = (
    "Translate the lines of a film scene into the language with the BCP 47 tag {target} for subtitles. The scene's language is {source}. "
    "Answer with every line's number and its translation, in order, one for one: never join, split, drop, number or explain lines. "
    "Translate meaning and tone, keep names, be brief: subtitles are read in the time the line is spoken. No quotation marks, no markup, "
    "no speaker names."
)


class _Line(BaseModel):
    number: int
    text: str


class _Answer(BaseModel):
    lines: list[_Line]


def translated(asker: Asker, order: TranslateLines, reel: Reel, progress: Callable[[float], None]) -> TranslatedLines:
    """The lines of a scene in the order's language.

    Raises:
        Refused, Unavailable, Broken: See whoever is asked.
    """
    said = [(line.character, line.delivery, line.text) for shot in reel.shots for line in shot.lines]
    texts: list[str] = []
    while len(texts) < len(said):
        share = len(texts) / len(said)
        part = said[len(texts) : len(texts) + _AT_ONCE]
        answer = asker.ask(_question(order, reel, part), partial(progress, share), order.engine.model)
        texts += [line.text.strip() for line in answer.lines]
    return TranslatedLines(texts=texts)


def _question(order: TranslateLines, reel: Reel, part: Sequence[tuple[str, str, str]]) -> Question[_Answer]:
    lines: list[dict[str, Any]] = [
        {"number": number, "speaker": speaker, "spoken": delivery, "text": text}
        for number, (speaker, delivery, text) in enumerate(part, start=1)
    ]
    return Question(
        instructions=_INSTRUCTIONS.format(target=order.target, source=order.source),
        data={"film": order.title, "scene": reel.heading, "lines": lines},
        shape=_Answer,
        check=lambda answer: _violations(answer, [text for _, _, text in part]),
        seed=order.seed,
    )


def _violations(answer: _Answer, texts: Sequence[str]) -> list[str]:
    if [line.number for line in answer.lines] != list(range(1, len(texts) + 1)):
        return [f"wanted lines 1 to {len(texts)}, each once and in order, got {[line.number for line in answer.lines]}"]
    faults = [
        f"line {line.number} is empty" for line, text in zip(answer.lines, texts, strict=True) if text.strip() and not line.text.strip()
    ]
    return faults + [
        f"line {line.number} is too long for a subtitle: {columns_of(line.text)} characters for {columns_of(text)}"
        for line, text in zip(answer.lines, texts, strict=True)
        if columns_of(line.text) > _LONGEST * columns_of(text) + _SHORT
    ]
