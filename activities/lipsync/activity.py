"""Move the lips of those who speak: the plumbing of the lipsync stage."""

from temporalio import activity

from activities.engines import Made
from activities.making import Bench
from schemas.lipsync import SyncLips
from schemas.media import ArtifactRef


class LipsyncActivities:
    """The activity of the lipsync stage."""

    def __init__(self, bench: Bench) -> None:
        """Makes things on `bench`."""
        self._bench = bench

    @activity.defn
    async def sync_lips(self, order: SyncLips) -> ArtifactRef:
        """Move the lips of those who speak."""
        return await self._bench.make(order, fault)


def fault(order: SyncLips, made: Made) -> str | None:
    """What is wrong with a result, or None."""
    wanted, got = (order.clip.frames, order.clip.fps), (made.frames, made.fps)
    return None if wanted == got else f"wanted {wanted[0]} frames at {wanted[1]} fps as in the clip, got {got[0]} at {got[1]}"
