"""Takes a screenplay apart into beats: the smallest pieces of action and speech that a shot can begin or end with.

Nothing spoken and nothing shown is lost: the beats of a film, put together again, are its action and dialogue word by word.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from activities.shots.covering.directions import Direction, read_direction
from activities.shots.covering.transitions import CUT, Transition, into_black, is_to_black, is_transition, read_transition
from activities.shots.people.cast import Cast, cast_of, is_chorus, is_narrator
from activities.shots.people.nameless import presents
from activities.shots.places.blackness import Black, black_pieces, black_told
from activities.shots.sound.speech import (
    INLINE_PAUSE,
    LONGEST_SPEECH_S,
    VERSE_PAUSE_S,
    Placement,
    is_recited,
    parts,
    pause_s,
    placed,
    spoken_s,
)
from activities.shots.words import clauses, joined, sentences
from schemas.markup import plain, without_ssml
from schemas.screenplay import Cue, Element, Paragraph, SceneHeading, SceneOutline, Screenplay

LONGEST_ACTION = 110
"""Characters of action in one beat: 5.5 s at 20 characters a second."""
LONGEST_NARRATION_S = 8.0
"""A narrated picture is not looked at for longer."""
_SUPER = re.compile(
    r"(?:SUPER(?:IMPOSE)?|TITLE(?: CARD| OVER)?|INTERTITLE|CHYRON|CAPTION|ON[- ]SCREEN TEXT|RÓTULO|TÍTULO|LETRERO|CARTON|TITRE|EINBLENDUNG"
    r"|TITEL|TEXTTAFEL|CARTELLO|DIDASCALIA|LEGENDA|字幕)\s*[:：–—-]\s*(\S.*)",
    re.DOTALL,
)

_ONLY_PAUSE = re.compile(rf"{INLINE_PAUSE.pattern}[.]?", re.IGNORECASE)


@dataclass(frozen=True)
class Action:
    """A piece of action, short enough for one shot."""

    text: str
    first_line: int = 0
    last_line: int = 0
    paragraph: int = 0
    """Which paragraph of its scene it is from."""
    direction: Direction | None = None
    """The shot line that opens it."""
    transition: Transition | None = None
    """Asked for in front of it, inside its scene; the same in every beat."""
    is_black: bool = False
    """Nothing is seen of it: the screen is black; the same in every beat."""


@dataclass(frozen=True)
class Speech:
    """A speech or a part of one, spoken in one go."""

    character: str
    text: str
    delivery: str = ""
    placement: Placement = "on"
    pause_before_s: float = 0.0
    seconds: float = 1.0
    """Estimated."""
    dual: Literal["left", "right"] | None = None
    """On which side of a dual dialogue it stands."""
    part: int = 0
    """Which part of a long speech, from 0."""
    is_verse: bool = False
    first_line: int = 0
    last_line: int = 0
    transition: Transition | None = None
    is_black: bool = False


@dataclass(frozen=True)
class Words:
    """Words shown instead of a picture."""

    lines: tuple[str, ...]
    text: str
    """As the writer put it."""
    first_line: int = 0
    last_line: int = 0
    transition: Transition | None = None
    is_black: bool = False


Beat = Action | Speech | Words


@dataclass(frozen=True)
class SceneBeats:
    """One scene, taken apart."""

    outline: SceneOutline
    beats: tuple[Beat, ...]
    line: int
    """Of its slug line."""
    transition: Transition | None = None
    """Asked for between the scene before and this one."""


@dataclass(frozen=True)
class Story:
    """A whole screenplay, taken apart."""

    scenes: list[SceneBeats]
    closing: Transition | None = None
    """Asked for after the last scene."""
    notes: list[str] = field(default_factory=list)


def read_story(screenplay: Screenplay) -> Story:
    """The beats of a screenplay; scenes with neither slug line nor beats are left out."""
    notes: list[str] = []
    scenes = []
    pending: Transition | None = None
    cast = cast_of(screenplay)
    for outline in screenplay.scenes:
        reader = _SceneReader(pending, notes, cast, black_told(outline.location))
        for element in screenplay.elements[outline.first_element : outline.first_element + outline.elements]:
            reader.read(element)
        beats, pending = reader.finish()
        line = next((e.line for e in screenplay.elements[outline.first_element :][:1] if isinstance(e, SceneHeading)), 0)
        if beats:
            scenes.append(SceneBeats(outline, (replace(beats[0], transition=None), *beats[1:]), line, beats[0].transition))
        elif outline.heading:
            scenes.append(SceneBeats(outline, (), line, pending))
            pending = None
    return Story(scenes, pending, notes)


class _SceneReader:
    def __init__(self, pending: Transition | None, notes: list[str], cast: Cast, black: Black) -> None:
        self.beats: list[Beat] = []
        self.pending = pending
        self.notes = notes
        self.cue: Cue | None = None
        self.deliveries: list[Paragraph] = []
        self.part = 0
        self.silence_s = 0.0
        self.paragraph = 0
        self.cast = cast
        self.black = black

    def read(self, element: Element) -> None:
        if isinstance(element, Cue):
            self._close_speech()
            self.cue = element
        elif isinstance(element, Paragraph):
            self._read_paragraph(element)
        else:
            self._close_speech()

    def finish(self) -> tuple[list[Beat], Transition | None]:
        self._close_speech()
        return self.beats, self.pending

    def _read_paragraph(self, element: Paragraph) -> None:
        match element.type:
            case "parenthetical":
                self.deliveries.append(element)
            case "dialogue" | "lyric":
                self._speak(element)
            case "note" | "synopsis":
                pass
            case "action" if not is_transition(element.text):
                self._close_speech()
                self._act(element.text, element.line)
            case "centered":
                self._close_speech()
                self._show(element, plain(element.text))
            case _:
                self._close_speech()
                self._change(element)

    def _act(self, text: str, line: int) -> None:
        text = plain(text).strip()
        if _ONLY_PAUSE.fullmatch(text):
            self.silence_s += pause_s(text)
            return
        shown = _SUPER.match(text)
        if shown:
            self._show(Paragraph(type="action", text=text, line=line), shown.group(1))
            return
        last_line = line + text.count("\n") if line else 0
        pieces = action_pieces(text)
        direction = read_direction(pieces[0]) if pieces else None
        states = black_pieces(pieces, "" if direction else self.black, self.cast.named)
        for index, (piece, self.black) in enumerate(zip(pieces, states, strict=True)):
            self._add(Action(piece, line, last_line, self.paragraph, direction if index == 0 and not self.black else None))
        self.paragraph += 1

    def _show(self, element: Paragraph, shown: str) -> None:
        lines = tuple(line.strip().strip('"“”«»„') for line in shown.splitlines() if line.strip())
        if lines:
            text = plain(element.text).strip()
            self._add(Words(lines, text, element.line, element.line + element.text.count("\n") if element.line else 0))

    def _change(self, element: Paragraph) -> None:
        transition = read_transition(plain(element.text))
        if transition is None:
            self.notes.append(f"line {element.line}: transition '{element.text.strip()}' is not known; a cut is used")
            transition = CUT
        self.pending = transition
        self.black = "screen" if is_to_black(element.text) else ""

    def _speak(self, element: Paragraph) -> None:
        cue = self.cue or Cue(name="NARRATOR", extensions=["V.O."], line=element.line)
        placement, treatment = placed(cue.extensions)
        if is_narrator(cue.name):
            placement = "voice_over"
        elif (is_chorus(cue.name) or self.cast.is_creature(cue.name)) and placement == "on":
            placement = "off_screen"
        if placement == "on" and self.black == "room":
            self.black = ""  # who speaks in the dark is seen there
        elif placement == "on" and self.black:
            placement = "off_screen"
        if is_narrator(cue.name):
            self._drop_told(" ".join(plain(element.text).split()))
        deliveries = [plain(paragraph.text).strip().strip("()（）").strip() for paragraph in self.deliveries]
        pause = self.silence_s + sum(pause_s(delivery) for delivery in deliveries)
        self.silence_s = 0.0
        delivery = "; ".join(part for part in [*deliveries, treatment] if part)
        first_line = self.deliveries[0].line if self.deliveries else element.line
        self.deliveries = []
        is_verse = element.type == "lyric" or is_recited(delivery)
        if is_verse and self.beats and isinstance(self.beats[-1], Speech) and self.beats[-1].is_verse:
            pause += VERSE_PAUSE_S
        longest_s = LONGEST_NARRATION_S if is_narrator(cue.name) else LONGEST_SPEECH_S
        for index, (text, wait) in enumerate(verses(element) if is_verse else spoken_parts(element, longest_s)):
            self._add(
                Speech(
                    cue.name,
                    text,
                    delivery,
                    placement,
                    pause_before_s=wait + (pause if index == 0 else 0.0),
                    seconds=spoken_s(without_ssml(text)),
                    dual=cue.dual,
                    part=self.part,
                    is_verse=is_verse,
                    first_line=first_line,
                    last_line=element.line + element.text.count("\n"),
                )
            )
            self.part += 1

    def _drop_told(self, narration: str) -> None:
        """Action that the narrator then says word by word (as prose is read) is told once: spoken, over its picture."""
        told = ""
        for index in range(len(self.beats) - 1, -1, -1):
            beat = self.beats[index]
            if not isinstance(beat, Action) or len(told) > len(narration):
                return
            told = f"{' '.join(beat.text.split())} {told}".strip()
            if told == narration:
                self.pending = beat.transition or self.pending
                del self.beats[index:]
                return

    def _close_speech(self) -> None:
        """A parenthetical nobody speaks after is something the speaker does."""
        if self.cue is not None:
            for paragraph in self.deliveries:
                if _ONLY_PAUSE.fullmatch(paragraph.text.strip()):
                    self.silence_s += pause_s(paragraph.text)
                    continue
                self._add(Action(f"{self.cue.name}: {plain(paragraph.text).strip()}", paragraph.line, paragraph.line, self.paragraph))
                self.paragraph += 1
        else:
            for paragraph in self.deliveries:
                self._act(paragraph.text, paragraph.line)
        self.cue, self.deliveries, self.part = None, [], 0

    def _add(self, beat: Beat) -> None:
        transition = into_black(self.pending) if self.pending and self.black else self.pending
        self.beats.append(replace(beat, transition=transition, is_black=bool(self.black)))
        self.pending = None


def spoken_parts(element: Paragraph, longest_s: float = LONGEST_SPEECH_S) -> list[tuple[str, float]]:
    """What is said in a paragraph of dialogue: texts that each fit one shot, and the silence (seconds) written in front of each."""
    text = " ".join(plain(element.text).split())
    if without_ssml(text) != text:  # marked up for its voice: cut in two, neither part could be read
        return [(text, 0.0)]
    said: list[tuple[str, float]] = []
    begin, wait = 0, 0.0
    for match in [*INLINE_PAUSE.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = text[begin:end].strip()
        if piece:
            said += [(part, wait if index == 0 else 0.0) for index, part in enumerate(parts(piece, longest_s))]
            wait = 0.0
        if match:
            wait += pause_s(match.group())
            begin = match.end()
    return said


def verses(element: Paragraph) -> list[tuple[str, float]]:
    """The same for verse: every written line by itself; an empty line of a poem is a longer pause."""
    said: list[tuple[str, float]] = []
    wait = 0.0
    for line in plain(element.text).split("\n"):
        text = " ".join(line.split())
        if text:
            said += [(part, (wait or VERSE_PAUSE_S * bool(said)) if index == 0 else 0.0) for index, part in enumerate(parts(text))]
            wait = 0.0
        elif said:
            wait = 2 * VERSE_PAUSE_S
    return said


def action_pieces(text: str) -> list[str]:
    """A paragraph of action in pieces that each fit one shot: its sentences; a long one cut at clauses; one long clause stays whole."""
    pieces: list[str] = []
    for sentence in sentences(text):
        count = -(-len(sentence) // LONGEST_ACTION)
        if pieces and presents(sentence) and len(pieces[-1]) + len(sentence) <= LONGEST_ACTION:
            pieces[-1] = f"{pieces[-1]} {sentence}"  # "An old man waits. This is ARTHUR."
            continue
        pieces += [sentence] if count == 1 else joined(clauses(sentence), max(len(sentence) // count + 20, 60))
    return pieces
