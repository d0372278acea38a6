"""Samples of voices, and the consent of those whose voices they are."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from schemas.keys import text_key
from schemas.media import ArtifactRef, ClonedFrom
from schemas.message import Message, Request
from schemas.options import LanguageTag

SAMPLE_STAGE = "sample"
"""Where samples lie among the artifacts; they are kept nowhere else, so that a consent can be withdrawn."""
SHORTEST_S, LONGEST_S = 3, 60
LARGEST_BYTES = 32 * 1024 * 1024
"""A minute of stereo at 48 kHz and 24 bit is 17 MB."""
_PREFIX = "sample:"

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=20, max_length=4000)]


class Consent(Request):
    """That somebody lets films speak with their voice, and how far."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "example": {
                "speaker": "Ann Example",
                "words": "I agree that my recorded voice is used to speak lines of the films of Example Pictures.",
                "recorded_by": "Bob Example, Example Pictures",
                "given_on": "2026-11-01",
                "commercial_use": True,
                "languages": ["en", "de"],
                "expires_on": "2028-11-01",
            }
        },
    )

    speaker: _Name = Field(description="Whose voice it is.")
    words: _Words = Field(description="What the speaker said or signed, word for word.")
    recorded_by: _Name = Field(description="Who asked for the consent and keeps the proof of it.")
    given_on: date = Field(description="The day it was given.")
    commercial_use: bool = Field(default=False, description="Whether films that allow commercial use may speak with it.")
    languages: list[LanguageTag] = Field(default=[], max_length=50, description="In which languages; [] for any.")
    expires_on: date | None = Field(default=None, description="The last day on which new lines may be spoken; null for no end.")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.expires_on is not None and self.expires_on < self.given_on:
            msg = f"expires_on ({self.expires_on}) is before given_on ({self.given_on})"
            raise ValueError(msg)
        return self

    def why_not(self, language: str, today: date, *, commercial_only: bool) -> str | None:
        """Why a new line may not be spoken under it, or None.

        Args:
            language: BCP 47 tag of the line; "auto" while it is not known.
            today: When it is to be spoken.
            commercial_only: Whether the film must allow commercial use.
        """
        if self.expires_on is not None and today > self.expires_on:
            return f"the consent of {self.speaker} ended on {self.expires_on}"
        if commercial_only and not self.commercial_use:
            return f"the consent of {self.speaker} excludes commercial use, and this film must allow it"
        if self.languages and language != "auto" and not any(_is_of(language, allowed) for allowed in self.languages):
            return f"the consent of {self.speaker} is for {', '.join(self.languages)}, not for '{language}'"
        return None


class Sample(Message):
    """A sample as an engine is given it."""

    recording: ArtifactRef
    """Mono FLAC at 48 kHz, 3 to 60 s of speech at −20 LUFS."""
    told: ClonedFrom


class SampleMeasures(Message):
    """What a recording was measured to be when it was taken in."""

    format: str
    """Of the file: "wav", "flac", "mp3" or "mp4"."""
    sample_rate_hz: int
    channels: int
    file_s: float
    """Of the file, before silence was cut from its ends."""
    duration_s: float
    voiced_s: float
    """How long vocal cords are heard in it."""
    range_db: float
    """From its quiet moments to its loud ones: how far the voice stands out."""


def sample_id(owner: str, sha256: str) -> str:
    """The id of a recording of an owner: two owners never share one, and equal recordings of one owner have the same."""
    return text_key(f"voice sample {owner} {sha256}")[:20]


def sample_voice(sample: str) -> str:
    """The voice to ask for: "sample:ID"."""
    return f"{_PREFIX}{sample}"


def sample_of(voice: str) -> str | None:
    """The id of the sample that a voice names; None for a voice of an engine's own."""
    return voice.removeprefix(_PREFIX) if voice.startswith(_PREFIX) else None


def samples_of(voices: Iterable[str]) -> list[str]:
    """The ids of all samples that some voices name, each once."""
    return list(dict.fromkeys(sample for voice in voices if (sample := sample_of(voice)) is not None))


def can_not_clone(engine: str, able: Sequence[str]) -> str:
    """What is told of an engine that speaks with its own voices only."""
    return f"the voices engine '{engine}' can't speak with a sample's voice; those that can: {', '.join(able) or 'none'}"


def withdrawn(sample: str, speaker: str, on: date, reason: str) -> str:
    """What is told of a sample whose consent was withdrawn."""
    return f"the consent of {speaker} for sample '{sample}' was withdrawn on {on}{f': {reason}' if reason else ''}"


def _is_of(language: str, allowed: str) -> bool:
    """Whether a tag is the allowed one or more exact: en-GB is of en, en is not of en-GB."""
    return f"{language.lower()}-".startswith(f"{allowed.lower()}-")
