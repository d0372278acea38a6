"""Speak a line: the plumbing of the voices stage."""

from temporalio import activity

from activities.engines import Made
from activities.making import Bench
from schemas.media import FLAC, ArtifactRef
from schemas.voices import SpeakLine


class VoicesActivities:
    """The activity of the voices stage."""

    def __init__(self, bench: Bench) -> None:
        """Makes things on `bench`."""
        self._bench = bench

    @activity.defn
    async def speak_line(self, order: SpeakLine) -> ArtifactRef:
        """Speak a line."""
        return await self._bench.make(order, fault)


def fault(order: SpeakLine, made: Made) -> str | None:
    """What is wrong with a result, or None."""
    if made.media_type != FLAC:
        return f"wanted {FLAC}, got {made.media_type}"
    return None if made.samples else f"no sound for '{order.text[:80]}'"
