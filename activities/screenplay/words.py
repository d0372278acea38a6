"""Word lists as one text each."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text that lists them, separated by blanks and line breaks."""
    return frozenset(text.split())
