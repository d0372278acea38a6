"""Set a picture in motion: the plumbing of the clips stage."""

from temporalio import activity

from activities.engines import Made
from activities.making import Bench
from schemas.clips import AnimateClip
from schemas.media import ArtifactRef


class ClipsActivities:
    """The activity of the clips stage."""

    def __init__(self, bench: Bench) -> None:
        """Makes things on `bench`."""
        self._bench = bench

    @activity.defn
    async def animate_clip(self, order: AnimateClip) -> ArtifactRef:
        """Set a picture in motion."""
        return await self._bench.make(order, fault)


def fault(order: AnimateClip, made: Made) -> str | None:
    """What is wrong with a result, or None."""
    wanted, got = (order.frames, order.fps), (made.frames, made.fps)
    return None if wanted == got else f"wanted {wanted[0]} frames at {wanted[1]} fps, got {got[0]} at {got[1]}"
