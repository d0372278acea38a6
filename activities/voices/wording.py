"""Prepares a line's text for a voice: takes out what is not spoken, keeps everything that is."""

import re
import unicodedata

_SPOKEN_SYMBOLS = frozenset("°©®™№%&+=$€£¥₹#@<>")
_LOUD_LETTERS = 4
"""A line in capitals of fewer letters may be an abbreviation: FBI, USA."""


def spoken_text(text: str) -> str:
    """The words of a line: no control characters, pictographs or notes; "" when nothing in it can be spoken."""
    kept = "".join(char if _is_kept(char) else " " for char in unicodedata.normalize("NFC", text))
    words = " ".join(kept.split())
    if not any(unicodedata.category(char)[0] in "LN" or char in _SPOKEN_SYMBOLS for char in words):
        return ""
    return words.capitalize() if is_loud(words) else words


def is_loud(text: str) -> bool:
    """Whether a line is written in capitals throughout, which a voice would spell out and an actor would shout."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= _LOUD_LETTERS and all(char.isupper() for char in letters)


def _is_kept(char: str) -> bool:
    category = unicodedata.category(char)
    if category == "So":
        return char in _SPOKEN_SYMBOLS
    # format characters join letters in Indic scripts and Persian
    return char in "\u200c\u200d" or category[0] not in "C"


def with_pauses(text: str) -> str:
    """The words with pauses as eSpeak NG makes them: a dash 0.45 s, dots 0.8 s, or 0.6 s after a single word, as when somebody stammers.

    Unspaced dashes and dots are no longer than a comma to it; an empty line is its longest pause.
    """
    text = re.sub(r"\s*(?:—|–(?=\s)|--+)\s*(?=\w)", " — ", text)
    return re.sub(r"(\w+\W+)?(\w+)\s*(?:…|\.{3,})\s*(?=\w)", _hesitating, text)


def _hesitating(found: "re.Match[str]") -> str:
    return f"{found[1]}{found[2]}…\n\n" if found[1] else f"{found[2]}… — "
