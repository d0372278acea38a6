"""Parts a long text where a speaker would breathe, for models that say only so much at once."""

import re

_ENDS = (r"(?<=[.!?…。！？])\s*(?=\S)", r"(?<=[,;:—–،、，])\s*(?=\S)", r"\s+")
"""After sentences, else after clauses, else between words."""


def phrases(text: str, most_characters: int) -> list[str]:
    """The text in runs of at most so many characters; a word longer than that stays whole.

    Args:
        text: One line.
        most_characters: At least 1.
    """
    return _parted(text.strip(), most_characters, _ENDS)


def _parted(text: str, most: int, ends: tuple[str, ...]) -> list[str]:
    if len(text) <= most or not ends:
        return [text]
    runs: list[str] = []
    for part in (part for part in re.split(ends[0], text) if part):
        if runs and len(runs[-1]) + 1 + len(part) <= most:
            runs[-1] = f"{runs[-1]} {part}"
        else:
            runs.append(part)
    return [phrase for run in runs for phrase in _parted(run, most, ends[1:])]
