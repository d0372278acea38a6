"""Parse a script: the plumbing of the screenplay stage."""

from temporalio import activity

from activities.engines import Made
from activities.making import Bench
from schemas.media import JSON, ArtifactRef
from schemas.screenplay import WriteScreenplay


class ScreenplayActivities:
    """The activity of the screenplay stage."""

    def __init__(self, bench: Bench) -> None:
        """Makes things on `bench`."""
        self._bench = bench

    @activity.defn
    async def write_screenplay(self, order: WriteScreenplay) -> ArtifactRef:
        """Parse a script."""
        return await self._bench.make(order, fault)


def fault(_order: WriteScreenplay, made: Made) -> str | None:
    """What is wrong with a result, or None."""
    return None if made.media_type == JSON else f"wanted {JSON}, got {made.media_type}"
