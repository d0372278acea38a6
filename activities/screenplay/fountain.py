"""Fountain 1.1 (https://fountain.io/syntax), complete, in one pass over the lines.

Where the specification is silent: a slug line needs no blank line after it, `FADE IN:` and its kin are transitions, a two-line
parenthetical is one. Every such reading leaves a warning with its line number; what is not understood is action.
"""

from activities.screenplay.cue import CueLine, read_cue
from activities.screenplay.draft import Draft
from activities.screenplay.slug import (
    heading_prefix,
    is_black_screen,
    is_transition,
    is_upper,
    leading_number,
    localised_prefix,
    narrow,
)
from activities.screenplay.source import SourceLine, source_lines
from activities.screenplay.speech import read_speech
from activities.screenplay.title_page import read_title_page
from schemas.markup import plain
from schemas.screenplay import Cue


def read_fountain(text: str, draft: Draft, first_line: int = 1) -> None:
    """Parse Fountain into a draft.

    Args:
        text: The script, or a part of it; lines end with LF.
        draft: Is appended to.
        first_line: The number of the text's first line in the script.
    """
    lines = source_lines(text, draft)
    if first_line > 1:
        lines = [SourceLine(line.number + first_line - 1, line.text, line.bare) for line in lines]
    start = read_title_page(lines, draft) if not draft.elements else 0
    _Reader(lines, start, draft).read()


class _Reader:
    """Where the reading stands."""

    def __init__(self, lines: list[SourceLine], start: int, draft: Draft) -> None:
        self.lines = lines
        self.at = start
        self.draft = draft
        self.after_blank = True
        """Whether what comes next has a blank line before it, as slug lines, cues and transitions need."""
        self.action: list[str] = []
        self.action_line = 0
        self.last_cue: int | None = None
        """Index of the cue of the speech just before, while a dual speech may still join it."""

    def read(self) -> None:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.is_blank:
                self.flush()
                self.after_blank = True
            elif line.is_note and self.is_alone(self.at):
                self.flush()
                self.draft.action(line.text.strip(), line.number)
            else:
                self.read_line(line)
            self.at += 1
        self.flush()

    def read_line(self, line: SourceLine) -> None:
        """Classify one line that is neither blank nor a note."""
        if self.structure(line):
            self.after_blank = True
            return
        if self.forced_line(line):
            self.after_blank = False
            return
        if self.after_blank and (self.heading(line) or self.transition(line) or self.speech(line)):
            return
        self.plain_action(line, line.text)

    def flush(self) -> None:
        """End the action paragraph being collected."""
        if self.action:
            self.draft.action("\n".join(self.action), self.action_line)
            self.action = []
            self.last_cue = None

    def is_alone(self, index: int) -> bool:
        """Whether a note line is not part of an action paragraph: nothing is being collected and no text follows directly."""
        return not self.action or self.next_is_blank(index)

    def next_is_blank(self, index: int) -> bool:
        return index + 1 >= len(self.lines) or self.lines[index + 1].is_blank

    def structure(self, line: SourceLine) -> bool:
        """Page breaks, sections and synopses: they need no blank line and leave the next line as if after one."""
        bare = line.bare
        if len(bare) >= 3 and not bare.strip("="):
            self.flush()
            self.draft.page_break(line.number)
        elif bare.startswith("#") and bare.lstrip("#").strip():
            self.flush()
            title = line.text.strip().lstrip("#")
            self.draft.section(len(bare) - len(bare.lstrip("#")), title.strip(), line.number)
        elif bare.startswith("=") and bare[1:].strip() and not bare.startswith("==="):
            self.flush()
            self.draft.synopsis(line.text.strip()[1:].strip(), line.number)
        else:
            return False
        self.last_cue = None
        return True

    def forced_line(self, line: SourceLine) -> bool:
        """Lines whose first character says what they are, wherever they stand: `!`, `~`, `>`."""
        bare = line.bare
        if bare.startswith("!"):
            self.plain_action(line, line.text.replace("!", "", 1))
        elif bare.startswith("~") and bare[1:].strip():
            self.flush()
            self.draft.lyric(line.text.strip()[1:].strip(), line.number)
        elif bare.startswith(">") and bare.endswith("<") and len(bare) > 2:
            self.flush()
            self.draft.centered(line.text.strip()[1:-1].strip() if line.text.strip().endswith("<") else bare[1:-1].strip(), line.number)
        elif bare.startswith(">") and bare[1:].strip():
            self.flush()
            self.draft.transition(line.text.strip()[1:].strip(), line.number)
        else:
            return False
        if not bare.startswith("!"):
            self.last_cue = None
        return True

    def heading(self, line: SourceLine) -> bool:
        """A slug line; its emphasis does not matter."""
        forced = len(line.bare) > 1 and line.bare[0] == "." and line.bare[1].isalnum()
        shape = plain(line.bare).strip()
        crowded = not self.next_is_blank(self.at)
        number: str | None = None
        text = line.bare[1:].strip() if forced else line.bare
        if not forced:
            number, unnumbered = leading_number(shape)
            if number is not None:
                text = unnumbered
            if not heading_prefix(unnumbered):
                return self.unusual_heading(line, shape, crowded)
            if crowded and unnumbered[heading_prefix(unnumbered) - 1] not in ".．。" and not is_upper(unnumbered):
                return False
        if crowded:
            self.draft.warn(line.number, "no blank line after this scene heading: taken as one anyway")
        self.add_heading(line, text, number)
        return True

    def unusual_heading(self, line: SourceLine, shape: str, crowded: bool) -> bool:
        """A written-out prefix in capitals: INNEN., INTERIOR., 内景."""
        if crowded or not localised_prefix(shape):
            return False
        self.draft.warn(
            line.number, "taken as a scene heading, though it does not begin with INT or EXT; begin it with '!' if it is action"
        )
        self.add_heading(line, line.bare, None)
        return True

    def add_heading(self, line: SourceLine, text: str, number: str | None) -> None:
        text, trailing = split_scene_number(text)
        self.draft.heading(text, trailing or number, line.number)
        self.draft.notes_of(line.text, line.number)
        self.after_blank = True
        self.last_cue = None

    def transition(self, line: SourceLine) -> bool:
        ends_openly = line.text != line.text.rstrip() and narrow(line.bare).endswith(":")
        if not is_transition(plain(line.bare).strip()) or ends_openly:
            return False
        if not self.next_is_blank(self.at):
            self.draft.warn(line.number, "no blank line after this transition: taken as one anyway")
        self.draft.transition(line.text.strip(), line.number)
        self.after_blank = True
        self.last_cue = None
        return True

    def speech(self, line: SourceLine) -> bool:
        """A cue with the speech under it."""
        forced = line.bare.startswith("@")
        cue = read_cue(line.bare.removeprefix("@"), forced=forced)
        if cue is None or (not forced and is_black_screen(cue.name)):
            return False
        if self.next_is_blank(self.at) and not self.opens_with_blanks(self.at):
            if forced:
                self.draft.warn(line.number, f"nothing is spoken under '{line.bare}': taken as action")
            return False
        index = len(self.draft.elements)
        self.draft.cue(cue.name, cue.extensions, line.number)
        self.draft.notes_of(line.text, line.number)
        self.at = read_speech(self.lines, self.at + 1, self.draft) - 1
        self.pair(cue, index, line.number)
        self.after_blank = False
        return True

    def opens_with_blanks(self, index: int) -> bool:
        """A line of two blanks under the cue keeps the speech open before its first word."""
        return index + 2 < len(self.lines) and self.lines[index + 1].keeps_speech_open and not self.lines[index + 2].is_blank

    def pair(self, cue: CueLine, index: int, number: int) -> None:
        """Join a dual speech to the one before."""
        before = self.last_cue
        self.last_cue = index
        if not cue.is_dual:
            return
        left = self.draft.elements[before] if before is not None else None
        if before is None or not isinstance(left, Cue) or left.dual is not None:
            self.draft.warn(number, f"'^' of {cue.name} has no speech before it to be spoken with")
            return
        self.draft.pair_speeches(before, index)

    def plain_action(self, line: SourceLine, text: str) -> None:
        if not self.action:
            self.action_line = line.number
            if line.bare.startswith("#") and not line.bare.strip("#"):
                self.draft.warn(line.number, "a section without a title: taken as action")
        self.action.append(text.expandtabs(4).rstrip())
        self.after_blank = False


def split_scene_number(text: str) -> tuple[str, str | None]:
    """A slug line and the number between its last two `#`, if that is one: letters, digits, dashes and periods."""
    stripped = text.rstrip()
    if not stripped.endswith("#"):
        return text, None
    opening = stripped.rfind("#", 0, len(stripped) - 1)
    number = stripped[opening + 1 : -1]
    if opening < 0 or not number or not all(character.isalnum() or character in "-." for character in number):
        return text, None
    return stripped[:opening].rstrip(), number
