"""What stands under a Fountain cue, up to the blank line: spoken text, parentheticals, lyrics."""

from activities.screenplay.draft import Draft
from activities.screenplay.slug import narrow
from activities.screenplay.source import SourceLine

_PARENTHETICAL_LINES = 8
"""How far the end of a parenthetical is looked for; also keeps the reading linear."""


def read_speech(lines: list[SourceLine], start: int, draft: Draft) -> int:
    """Read one speech.

    Args:
        lines: All lines of the script.
        start: The line after the cue.
        draft: Is appended to.

    Returns:
        Index of the blank line that ends it, or the number of lines.
    """
    spoken: list[str] = []
    spoken_line = 0

    def flush() -> None:
        while spoken and not spoken[-1]:
            spoken.pop()
        if spoken:
            draft.dialogue("\n".join(spoken), spoken_line)
        spoken.clear()

    at = start
    while at < len(lines):
        line = lines[at]
        if line.is_blank and not line.keeps_speech_open:
            break
        end = _parenthetical_end(lines, at)
        if end:
            flush()
            draft.parenthetical("\n".join(part.text.strip() for part in lines[at:end]), line.number)
            at = end
            continue
        if line.bare.startswith("~") and line.bare[1:].strip():
            flush()
            draft.lyric(line.text.strip()[1:].strip(), line.number)
        elif len(line.bare) >= 3 and not line.bare.strip("="):
            flush()
            draft.page_break(line.number)
        elif not line.is_blank or spoken:
            spoken_line = spoken_line if spoken else line.number
            spoken.append(line.text.strip())
        at += 1
    flush()
    return at


def _parenthetical_end(lines: list[SourceLine], start: int) -> int:
    """Index after the parenthetical that begins here, 0 when none does: it must close, for the first time, at the end of a line."""
    if not narrow(lines[start].bare).startswith("("):
        return 0
    depth = 0
    for index in range(start, min(start + _PARENTHETICAL_LINES, len(lines))):
        bare = narrow(lines[index].bare)
        if not bare:
            return 0
        for position, character in enumerate(bare):
            if character in "()":
                depth += 1 if character == "(" else -1
                if depth == 0:
                    return index + 1 if position == len(bare) - 1 else 0
    return 0
