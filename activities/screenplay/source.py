"""A Fountain script as logical lines: boneyard out, notes that run over line breaks in one piece, every line with its number.

Both run over the text once, whatever it holds.
"""

from dataclasses import dataclass

from activities.screenplay.draft import Draft
from schemas.markup import note_spans, without_notes


@dataclass(frozen=True)
class SourceLine:
    """One line to be classified."""

    number: int
    """Where it begins in the script, from 1."""
    text: str
    """As written; holds line breaks only inside a note."""
    bare: str
    """Without notes and blanks around, for classifying."""

    @property
    def is_blank(self) -> bool:
        """Nothing on it but blanks; what holds a note is not blank."""
        return not self.text or self.text.isspace()

    @property
    def keeps_speech_open(self) -> bool:
        """A line of two or more blanks: an empty line inside a speech."""
        return len(self.text) >= 2 and self.text.isspace()

    @property
    def is_note(self) -> bool:
        """Notes and nothing else."""
        return not self.bare and not self.is_blank


def source_lines(text: str, draft: Draft) -> list[SourceLine]:
    """The lines of a Fountain script.

    Warns of a boneyard that is never closed: it is shown, as everything that is not understood.
    """
    kept, starts, numbers = _without_boneyard(text, draft)
    spans = note_spans(kept)
    lines: list[SourceLine] = []
    begin = span = stretch = counted = 0
    number = 1
    while begin <= len(kept):
        if stretch + 1 < len(starts) and starts[stretch + 1] <= begin:
            while stretch + 1 < len(starts) and starts[stretch + 1] <= begin:
                stretch += 1
            number, counted = numbers[stretch], starts[stretch]
        number += kept.count("\n", counted, begin)
        counted = begin
        end = _line_end(kept, begin)
        while span < len(spans) and spans[span][0] < end:
            if spans[span][1] > end:
                end = _line_end(kept, spans[span][1])
            span += 1
        piece = kept[begin:end]
        lines.append(SourceLine(number, piece, (without_notes(piece) if "[[" in piece else piece).strip()))
        begin = end + 1
    return lines


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _without_boneyard(text: str, draft: Draft) -> tuple[str, list[int], list[int]]:
    """The text without `/* */`, and for each kept stretch where it begins in the result and its line number there.

    Lines that hold nothing but boneyard vanish; a line cut in its middle goes on after the closing mark.
    """
    kept: list[str] = []
    starts, numbers = [0], [1]
    at, length, line = 0, 0, 1
    while (opening := text.find("/*", at)) >= 0:
        closing = text.find("*/", opening + 2)
        if closing < 0:
            draft.warn(line + text.count("\n", at, opening), "'/*' is never closed by '*/': it is shown as written")
            break
        end = closing + 2
        line += text.count("\n", at, end)
        if _fills_lines(text, opening, end) and text[end : end + 1] == "\n":
            end += 1
            line += 1
        stretch = text[at:opening]
        kept.append(stretch)
        length += len(stretch)
        starts.append(length)
        numbers.append(line)
        at = end
    kept.append(text[at:])
    return "".join(kept), starts, numbers


def _fills_lines(text: str, opening: int, end: int) -> bool:
    return (opening == 0 or text[opening - 1] == "\n") and text[end : end + 1] in {"\n", ""}
