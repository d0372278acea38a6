"""Speak a line: the plumbing of the voices stage."""

from datetime import UTC, datetime

from temporalio import activity

from activities.engines import Made
from activities.failures import for_temporal
from activities.heartbeat import alive
from activities.making import Bench
from activities.voices.consent import with_sample
from schemas.media import FLAC, ArtifactRef
from schemas.samples import sample_of
from schemas.voices import SpeakLine


class VoicesActivities:
    """The activity of the voices stage."""

    def __init__(self, bench: Bench) -> None:
        """Makes things on `bench`."""
        self._bench = bench

    @activity.defn
    async def speak_line(self, order: SpeakLine) -> ArtifactRef:
        """Speak a line; with the voice of a sample only while its speaker consents, unless it was spoken before."""
        if sample_of(order.voice) is not None:
            with for_temporal():
                if not await alive(self._bench.ledger.find(order.keys)):
                    order = await alive(with_sample(self._bench.ledger.sessions, order, datetime.now(UTC).date()))
        return await self._bench.make(order, fault)


def fault(order: SpeakLine, made: Made) -> str | None:
    """What is wrong with a result, or None."""
    if made.media_type != FLAC:
        return f"wanted {FLAC}, got {made.media_type}"
    return None if made.samples else f"no sound for '{order.text[:80]}'"
