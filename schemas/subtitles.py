"""A scene's lines in, the same lines in another language out."""

from typing import ClassVar

from schemas.media import ArtifactRef
from schemas.message import Message
from schemas.order import Order
from schemas.stages import Stage


class TranslateLines(Order):
    """Translate the lines of one scene for subtitles (stored as `TranslatedLines`, JSON)."""

    stage: ClassVar[Stage] = Stage.FILM

    uncounted: ClassVar[frozenset[str]] = frozenset({"about", "reel"})

    reel: ArtifactRef
    """Where to read what is said; its pictures and voices do not count."""
    said: str
    """`Reel.said_key`."""
    source: str
    """BCP 47 tag of the film's language."""
    target: str
    title: str = ""
    """Of the film: it tells a translator what it is about."""


class TranslatedLines(Message):
    """The lines of one scene in another language, in the order of the reel."""

    texts: list[str]
