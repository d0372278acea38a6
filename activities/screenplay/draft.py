"""A screenplay in the making: elements and warnings in script order, within the limits."""

from typing import Literal

from activities.screenplay.limits import ScriptLimits, refuse_over
from activities.screenplay.slug import Place
from schemas.markup import notes, spoken, without_notes
from schemas.screenplay import Cue, Element, PageBreak, Paragraph, SceneHeading, ScriptWarning, Section


class Draft:
    """What a parser fills; `activities.screenplay.parse` makes the `Screenplay` of it."""

    def __init__(self, limits: ScriptLimits | None = None) -> None:
        self.limits = limits or ScriptLimits()
        self.title_page: dict[str, list[str]] = {}
        self.elements: list[Element] = []
        self.breaks: dict[int, Place] = {}
        """Where a scene begins without a slug line: index of its first element, and where and when it plays."""
        self._warnings: list[ScriptWarning] = []
        self._more_warnings = 0

    @property
    def warnings(self) -> list[ScriptWarning]:
        """All warnings by line; those over the limit are counted in a last one."""
        listed = sorted(self._warnings, key=lambda warning: warning.line)
        if self._more_warnings:
            listed.append(ScriptWarning(line=0, message=f"{self._more_warnings:,} more warnings are not listed"))
        return listed

    def warn(self, line: int, message: str) -> None:
        """Note that something was understood differently from what the writer may have meant."""
        if len(self._warnings) < self.limits.warnings:
            self._warnings.append(ScriptWarning(line=line, message=message))
        else:
            self._more_warnings += 1

    def add(self, element: Element) -> None:
        """Append one element.

        Raises:
            Refused: There are more than the limit.
        """
        self.elements.append(element)
        if len(self.elements) > self.limits.elements:
            refuse_over(self.limits.elements, len(self.elements), "elements", f" up to line {element.line}")

    def action(self, text: str, line: int) -> None:
        """Append action; text that is nothing but notes becomes notes."""
        self._text("action", text, line)

    def dialogue(self, text: str, line: int) -> None:
        """Append spoken text; text that is nothing but notes becomes notes."""
        self._text("dialogue", text, line)

    def parenthetical(self, text: str, line: int) -> None:
        """Append a parenthetical, parentheses included."""
        self.add(Paragraph(type="parenthetical", text=text, line=line))

    def lyric(self, text: str, line: int) -> None:
        """Append sung text."""
        self.add(Paragraph(type="lyric", text=text, line=line))

    def transition(self, text: str, line: int) -> None:
        """Append a transition; its notes follow it."""
        self.add(Paragraph(type="transition", text=without_notes(text).strip(), line=line))
        self.notes_of(text, line)

    def centered(self, text: str, line: int) -> None:
        """Append centered text."""
        self.add(Paragraph(type="centered", text=text, line=line))

    def synopsis(self, text: str, line: int) -> None:
        """Append a synopsis."""
        self.add(Paragraph(type="synopsis", text=text, line=line))

    def note(self, text: str, line: int) -> None:
        """Append a note, brackets off."""
        self.add(Paragraph(type="note", text=text, line=line))

    def heading(self, text: str, number: str | None, line: int) -> None:
        """Append a scene heading; its notes follow it."""
        self.add(SceneHeading(text=without_notes(text).strip(), number=number, line=line))
        self.notes_of(text, line)

    def section(self, level: int, text: str, line: int) -> None:
        """Append an outline heading; its notes follow it."""
        self.add(Section(level=level, text=without_notes(text).strip(), line=line))
        self.notes_of(text, line)

    def page_break(self, line: int) -> None:
        """Append a page break."""
        self.add(PageBreak(line=line))

    def cue(self, name: str, extensions: list[str], line: int) -> None:
        """Append the name above a speech."""
        self.add(Cue(name=name, extensions=extensions, line=line))

    def scene_break(self, place: Place) -> None:
        """Let a new scene begin with the next element."""
        self.breaks[len(self.elements)] = place

    def pair_speeches(self, left: int, right: int) -> None:
        """Let the speeches whose cues have these indices be spoken at the same time."""
        for index, side in ((left, "left"), (right, "right")):
            cue = self.elements[index]
            assert isinstance(cue, Cue)
            self.elements[index] = cue.model_copy(update={"dual": side})

    def _text(self, kind: Literal["action", "dialogue"], text: str, line: int) -> None:
        if "[[" in text and not spoken(text) and notes(text):
            self.notes_of(text, line)
        else:
            self.add(Paragraph(type=kind, text=text, line=line))

    def notes_of(self, text: str, line: int) -> None:
        """Append the notes that stand in a text whose own element has no place for them."""
        if "[[" in text:
            for note in notes(text):
                self.note(note, line)
