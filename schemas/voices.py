"""A line in, speech out."""

from typing import ClassVar, Literal

from schemas.message import Message
from schemas.order import Order
from schemas.samples import Sample
from schemas.shots import Character
from schemas.stages import Stage


class SpeakLine(Order):
    """Speak one line.

    The result is mono FLAC at 48 kHz without leading or trailing silence beyond 50 ms, peak under −3 dBFS. Engines that know when each
    phoneme sounds say so in the fact `phonemes`: a list of `[first_sample, samples, IPA]`, in order, not overlapping.
    """

    stage: ClassVar[Stage] = Stage.VOICES
    uncounted: ClassVar[frozenset[str]] = frozenset({"about", "sample"})

    character: Character
    text: str
    delivery: str = ""
    language: str = "en"
    voice: str = ""
    """A voice the engine offers by name, or "sample:ID"; "" lets it choose one that fits the character and stays with it."""
    sample: Sample | None = None
    """What "sample:ID" names, as it is when the line is spoken. Does not count: a sample's id is the hash of its owner and its sound."""
    speed: float = 1.0
    """0.5 to 2, relative to the engine's natural pace."""
    pitch: float = 0.0
    """Semitones, −12 to 12."""


class Voice(Message):
    """One voice a line can ask for by its `id`."""

    id: str
    """"cello", or "en-gb-scotland/cello" for another accent than the line's language has."""
    language: str
    """The BCP 47 tag it speaks; "" for any."""
    gender: Literal["female", "male", "unknown"]
    """unknown: whoever made the voice does not say."""
    ages: tuple[str, ...]
    description: str
