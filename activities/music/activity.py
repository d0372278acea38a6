"""Compose a cue: the plumbing of the music stage."""

from temporalio import activity

from activities.engines import Made
from activities.making import Bench
from schemas.media import ArtifactRef
from schemas.music import ComposeMusic


class MusicActivities:
    """The activity of the music stage."""

    def __init__(self, bench: Bench) -> None:
        """Makes things on `bench`."""
        self._bench = bench

    @activity.defn
    async def compose_music(self, order: ComposeMusic) -> ArtifactRef:
        """Compose a cue."""
        return await self._bench.make(order, fault)


def fault(order: ComposeMusic, made: Made) -> str | None:
    """What is wrong with a result, or None."""
    return None if made.samples == order.samples else f"wanted {order.samples} samples, got {made.samples}"
