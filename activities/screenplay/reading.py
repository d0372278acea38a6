"""How a language model reads prose: it is shown numbered pieces of the text and answers with numbers, never with text of its own.

So nothing can be lost or invented: the screenplay is put together here, from the pieces. The model only says who speaks which piece, where
scenes begin, which pieces are pictures rather than words, and who the people are; every name must stand in the text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from activities.screenplay.attribution import VERBS
from activities.screenplay.cast import name_key
from activities.screenplay.draft import Draft
from activities.screenplay.paragraphs import paragraphs_of
from activities.screenplay.quotations import split_speech
from activities.screenplay.slug import Place
from activities.screenplay.speakers import NARRATOR

_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+|(?<=[。！？])(?![」』”])")


@dataclass(frozen=True)
class Piece:
    """One sentence that is told, or one quotation, of the text."""

    number: int
    kind: Literal["told", "said", "break", "chapter"]
    text: str
    line: int
    paragraph: int


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SceneStart(_Answer):
    """Where a scene begins."""

    piece: int
    int_ext: Literal["INT", "EXT", "INT/EXT", ""]
    place: str = Field(max_length=60, description="the place in a few words of the text's own language")
    time: Literal[
        "DAWN", "MORNING", "NOON", "DAY", "AFTERNOON", "SUNSET", "DUSK", "EVENING", "NIGHT", "MIDNIGHT", "LATER", "CONTINUOUS", ""
    ]


class Speech(_Answer):
    """Who says a piece."""

    piece: int
    speaker: str = Field(max_length=80, description="the name or role as the text gives it, or NARRATOR")
    is_thought: bool


class Person(_Answer):
    """Somebody of the story."""

    name: str = Field(max_length=80)
    gender: Literal["female", "male", "unknown"]
    age: Literal["child", "young", "adult", "old"]
    described_in: list[int] = Field(description="pieces that tell how this person looks")


class Reading(_Answer):
    """All that is asked about a stretch of prose."""

    scenes: list[SceneStart]
    speeches: list[Speech] = Field(description="every quotation that somebody says or thinks, and every told piece that is really said")
    not_spoken: list[int] = Field(description="quotations that nobody says: titles, so-called words")
    tags: list[int] = Field(description="told pieces that only say who speaks and how")
    shown: list[int] = Field(description="told pieces that the picture shows, so that the narrator need not tell them")
    people: list[Person]


INSTRUCTIONS = """You turn prose into a screenplay. You get numbered pieces of a text: "told" is narration, "said" is a quotation.
Answer only with piece numbers and names:
- scenes: where a new place or time begins. The first piece of the text begins one if "begins" is true.
- speeches: for every "said" piece its speaker, by the name or role that the text uses, always spelled the same way; use the names in
  "known_people" for those already met. Thoughts are speeches with is_thought. A "told" piece that is really direct speech belongs here too.
- not_spoken: the "said" pieces that are not direct speech. Every "said" piece is in speeches or in not_spoken, in exactly one of them.
- tags: told pieces like "said Mara quietly", nothing more than who speaks and how.
- shown: told pieces that describe only what can be seen; the others are read by a narrator.
- people: everybody who speaks or is described, with the pieces that tell how they look. Never name anybody who is not in the text."""


def pieces_of(text: str, draft: Draft) -> list[Piece]:
    """A text as numbered pieces, from 1; title and author go to the draft's title page."""
    pieces: list[Piece] = []

    def add(kind: Literal["told", "said", "break", "chapter"], part: str, line: int, paragraph: int) -> None:
        if part.strip():
            pieces.append(Piece(len(pieces) + 1, kind, part.strip(), line, paragraph))

    for index, paragraph in enumerate(paragraphs_of(text, draft)):
        if paragraph.kind == "cue":
            add("told", f"{paragraph.name}:", paragraph.line, index)
            add("said", paragraph.text, paragraph.line, index)
        elif paragraph.kind != "text":
            add(paragraph.kind, paragraph.text, paragraph.line, index)
        else:
            for run in split_speech(paragraph.text, VERBS):
                for part in [run.text] if run.kind == "said" else _SENTENCE.split(run.text):
                    add(run.kind, part, paragraph.line, index)
    return pieces


def chunks_of(pieces: Sequence[Piece], characters: int) -> list[list[Piece]]:
    """The pieces in stretches of about `characters`, cut between paragraphs, best at breaks and chapters."""
    chunks: list[list[Piece]] = [[]]
    length = 0
    for piece in pieces:
        last = chunks[-1]
        begins = bool(last) and piece.paragraph != last[-1].paragraph
        if begins and (length + len(piece.text) > characters or (piece.kind in {"break", "chapter"} and length > characters / 2)):
            chunks.append([])
            length = 0
        chunks[-1].append(piece)
        length += len(piece.text)
    return chunks


def faults_of(reading: Reading, pieces: Sequence[Piece], text: str, begins: bool) -> list[str]:
    """What is wrong with a reading, one sentence each."""
    kinds = {piece.number: piece.kind for piece in pieces}
    asked = [number for number, kind in kinds.items() if kind == "said"]
    given = [speech.piece for speech in reading.speeches] + reading.not_spoken
    faults = [f"piece {number} is no piece of this text" for number in _numbers(reading) if number not in kinds]
    faults += [f"the quotation in piece {number} has no speaker and is not in not_spoken" for number in asked if number not in given]
    faults += [
        f"piece {number} is given a speaker, or not_spoken, more than once" for number in sorted(set(given)) if given.count(number) > 1
    ]
    faults += [
        f"piece {number} is no quotation, so it can't be in not_spoken" for number in reading.not_spoken if kinds.get(number) == "told"
    ]
    for field, numbers in (("tags", reading.tags), ("shown", reading.shown)):
        faults += [f"piece {number} is no narration, so it can't be in {field}" for number in numbers if kinds.get(number) == "said"]
    names = {speech.speaker for speech in reading.speeches} | {person.name for person in reading.people}
    faults += [f"nobody called '{name}' is in the text" for name in sorted(names) if not stands_in(name, text)]
    if begins and pieces and pieces[0].number not in {scene.piece for scene in reading.scenes}:
        faults.append(f"the text begins with piece {pieces[0].number}: a scene must begin there")
    return faults


def stands_in(name: str, text: str) -> bool:
    """Whether every word of a name is a word of the text, or it is the narrator's."""
    words = re.findall(r"\w+", name_key(name))
    if name_key(name) == name_key(NARRATOR):
        return True
    known = name_key(text)
    return bool(words) and all(word in known for word in words)


def _numbers(reading: Reading) -> Iterable[int]:
    yield from (scene.piece for scene in reading.scenes)
    yield from (speech.piece for speech in reading.speeches)
    yield from (number for person in reading.people for number in person.described_in)
    yield from [*reading.not_spoken, *reading.tags, *reading.shown]


def write_reading(readings: Sequence[tuple[Reading, Sequence[Piece]]], draft: Draft) -> None:
    """Put a screenplay together from checked readings: every piece once as dialogue, parenthetical, section or action."""
    for reading, pieces in readings:
        scenes = {scene.piece: Place(scene.int_ext, scene.place.strip(), scene.time) for scene in reading.scenes}
        _Writer(reading, scenes, draft).write(pieces)


class _Writer:
    """Writes the pieces of one reading."""

    def __init__(self, reading: Reading, scenes: dict[int, Place], draft: Draft) -> None:
        self.scenes = scenes
        self.draft = draft
        self.speeches = {speech.piece: speech for speech in reading.speeches}
        self.tags = set(reading.tags)
        self.shown = set(reading.shown)

    def write(self, pieces: Sequence[Piece]) -> None:
        """Write all pieces; a tag becomes the parenthetical of the speech beside it."""
        speaking: tuple[str, int] | None = None
        written: set[int] = set()
        for index, piece in enumerate(pieces):
            if piece.number in self.scenes:
                self.draft.scene_break(self.scenes[piece.number])
                speaking = None
            if piece.number in written:
                continue
            speech = self.speeches.get(piece.number)
            if speech is None:
                if not self._is_tag_before_speech(pieces, index):
                    self._tell(piece)
                    speaking = None
                continue
            name = speech.speaker.strip().upper()
            if speaking != (name, piece.paragraph):
                self.draft.cue(name, ["V.O."] if speech.is_thought or name == NARRATOR else [], piece.line)
                speaking = (name, piece.paragraph)
            for tag in (pieces[index - 1] if index else None, pieces[index + 1] if index + 1 < len(pieces) else None):
                if tag is not None and tag.number in self.tags and tag.number not in written and tag.paragraph == piece.paragraph:
                    self.draft.parenthetical(f"({tag.text.strip(' ,.:;،、。，：')})", tag.line)
                    written.add(tag.number)
            self.draft.dialogue(piece.text, piece.line)

    def _is_tag_before_speech(self, pieces: Sequence[Piece], index: int) -> bool:
        piece = pieces[index]
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        return (
            piece.number in self.tags
            and following is not None
            and following.number in self.speeches
            and following.paragraph == piece.paragraph
        )

    def _tell(self, piece: Piece) -> None:
        if piece.kind == "break":
            self.draft.page_break(piece.line)
        elif piece.kind == "chapter":
            self.draft.section(1, piece.text, piece.line)
        else:
            self.draft.action(piece.text, piece.line)
            if piece.number not in self.shown:
                self.draft.cue(NARRATOR, ["V.O."], piece.line)
                self.draft.dialogue(piece.text, piece.line)
