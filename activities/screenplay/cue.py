"""The line above a speech: name, extensions in parentheses, the caret of dual dialogue."""

import re
from dataclasses import dataclass

from activities.screenplay.slug import is_upper, narrow
from schemas.markup import spoken

NAME_CHARACTERS = 120
"""A longer line is no name; with its extensions 200."""

CONTINUED = re.compile(r"(?:CONT[’'`]?D?|CONTINU(?:ED|ING|A|E|Ó)|FORTS(?:ETZUNG)?|SUITE|SEGUE|ПРОД|続き|续)\.?", re.IGNORECASE)


@dataclass(frozen=True)
class CueLine:
    """A cue taken apart."""

    name: str
    extensions: list[str]
    is_dual: bool
    """It ended with a caret: this speech is spoken together with the one before."""


def read_cue(line: str, *, forced: bool = False) -> CueLine | None:
    """The cue a line is, or None.

    Args:
        line: Without notes, indent and `@`.
        forced: The writer said that it is one: its name may have lower-case letters, or none at all.
    """
    text = line.strip()
    if not text or len(text) > NAME_CHARACTERS + 80:
        return None
    is_dual = text.endswith("^")
    name, extensions = split_extensions(spoken(text.rstrip("^ \t")))
    if not name or len(name) > NAME_CHARACTERS:
        return None
    if not forced and not (is_upper(name) and any(character.isupper() for character in name)):
        return None
    return CueLine(name, extensions, is_dual)


def split_extensions(text: str) -> tuple[str, list[str]]:
    """A name and what stands in the parentheses behind it, without them: several in a row, of either width."""
    extensions: list[str] = []
    name = text.strip()
    while len(name) <= NAME_CHARACTERS + 80 and narrow(name).endswith(")"):
        opening = narrow(name).rfind("(")
        if opening <= 0:
            break
        extensions.insert(0, name[opening + 1 : -1].strip())
        name = name[:opening].rstrip()
    return name, [extension for extension in extensions if extension]
