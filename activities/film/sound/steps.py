"""How a mixing and whoever carries it out talk to each other."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from schemas.media import ArtifactRef
from schemas.sound import SoundOrder, SoundTrack


@dataclass(frozen=True)
class Stored:
    """What an order came to."""

    ref: ArtifactRef
    facts: Mapping[str, Any]


Mixing: TypeAlias = Generator[Sequence[SoundOrder], Sequence[Stored], SoundTrack]
"""Yields orders, is sent what they came to, in their order, and returns the film's sound."""
