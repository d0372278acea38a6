"""What of an order is looked through: everything that is shown, heard or given as a prompt, piece by piece.

Sections, synopses and notes of a script are left out: nothing is made of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from activities.engines import Job
from schemas.markup import spoken, without_ssml
from schemas.moderation import QUOTE_CHARACTERS, ModerateText
from schemas.screenplay import Paragraph, SceneHeading, SceneOutline, Screenplay

_SHOWN = frozenset({"action", "parenthetical", "centered", "transition"})
_SPOKEN = frozenset({"dialogue", "lyric"})
_LOOKED_THROUGH = _SHOWN | _SPOKEN
_MARKS = re.compile(r"[*_\\<\[]|\s\s|\n")


@dataclass(frozen=True)
class Passage:
    """A paragraph of a script, or words from elsewhere."""

    text: str
    is_spoken: bool
    """Whether somebody in the film says it; else it tells what is seen."""
    scene: int = 0
    line: int = 0
    where: str = ""


@dataclass(frozen=True)
class Text:
    """Everything of one order."""

    passages: Sequence[Passage]
    language: str
    """BCP 47 tag."""
    minors: frozenset[str] = frozenset()
    """Names of the characters who are children."""


def text_of(job: Job[ModerateText]) -> Text:
    """What the order of a job wants looked through."""
    order = job.order
    given = [Passage(_bare(words.text), words.is_spoken, where=words.where) for words in order.words]
    if order.screenplay is None:
        return Text(given, order.language)
    screenplay = Screenplay.model_validate_json(job.input(order.screenplay).path.read_bytes())
    minors = frozenset(member.name for member in screenplay.characters if member.age == "child")
    return Text([*given, *_title(screenplay), *_script(screenplay)], screenplay.language, minors)


def _title(screenplay: Screenplay) -> Iterator[Passage]:
    if screenplay.title:
        yield Passage(screenplay.title, is_spoken=False, where="title page")


def _script(screenplay: Screenplay) -> Iterator[Passage]:
    outlines = screenplay.scenes or [_WHOLE.model_copy(update={"elements": len(screenplay.elements)})]
    for outline in outlines:
        for element in screenplay.elements[outline.first_element : outline.first_element + outline.elements]:
            match element:
                case Paragraph() if element.type in _LOOKED_THROUGH:
                    yield Passage(_bare(element.text), element.type in _SPOKEN, outline.number, element.line)
                case SceneHeading():
                    yield Passage(_bare(element.text), is_spoken=False, scene=outline.number, line=element.line)


def _bare(text: str) -> str:
    """The words alone. Most paragraphs have no marks, and a script has thousands of paragraphs."""
    return spoken(without_ssml(text)) if _MARKS.search(text) else text


_WHOLE = SceneOutline(number=1, heading="", int_ext="", location="", time_of_day="", first_element=0, elements=0)
"""A script without scenes."""


def quoted(text: str, first: int = 0, end: int = 0) -> str:
    """The words of a text around its characters from `first` to `end`, `QUOTE_CHARACTERS` at most, on one line."""
    if len(text) > QUOTE_CHARACTERS:
        room = max(0, QUOTE_CHARACTERS - 2 - (end - first))
        begin = max(0, first - room // 2)
        begin = text.find(" ", begin, first) + 1 or begin if begin else 0
        part = text[begin : begin + QUOTE_CHARACTERS - 2]
        stop = begin + len(part)
        if stop < len(text) and " " in text[end:stop]:
            part = part[: part.rindex(" ")]
        text = ("…" if begin else "") + part + ("…" if begin + len(part) < len(text) else "")
    return " ".join(text.split())
