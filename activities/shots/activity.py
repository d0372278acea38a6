"""Break a screenplay into shots: the plumbing of the shots stage."""

from temporalio import activity

from activities.engines import Made
from activities.making import Bench
from schemas.media import JSON, ArtifactRef
from schemas.shots import ListShots


class ShotsActivities:
    """The activity of the shots stage."""

    def __init__(self, bench: Bench) -> None:
        """Makes things on `bench`."""
        self._bench = bench

    @activity.defn
    async def list_shots(self, order: ListShots) -> ArtifactRef:
        """Break a screenplay into shots."""
        return await self._bench.make(order, fault)


def fault(_order: ListShots, made: Made) -> str | None:
    """What is wrong with a result, or None."""
    return None if made.media_type == JSON else f"wanted {JSON}, got {made.media_type}"
