"""A clip and its speech in, the same clip with moving lips out."""

from typing import ClassVar

from schemas.media import ArtifactRef
from schemas.message import Message
from schemas.order import Order
from schemas.shots import Subject
from schemas.stages import Stage


class SpokenLine(Message):
    """One speech laid against the clip."""

    character: str
    speech: ArtifactRef
    first_sample: int
    """Where it begins in the shot, in samples of 48 kHz."""


class SyncLips(Order):
    """Move the lips of those who speak on screen.

    The result has the clip's own media type family (a `PERFORMANCE` stays one), size, rate and number of frames; what is not a mouth is
    untouched, but by engines that make the shot to its voices, which say so in the fact `remade`.
    """

    stage: ClassVar[Stage] = Stage.LIPSYNC

    clip: ArtifactRef
    image: ArtifactRef
    speeches: list[SpokenLine]
    motion: str = ""
    """What happens in the shot, for an engine that makes all of it to its voices."""
    subjects: list[Subject] = []
    """Who is in the picture and where, the silent ones too: how an engine that finds faces knows whose each is."""
