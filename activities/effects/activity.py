"""Make the sounds of a shot's action: the plumbing of the effects stage."""

from temporalio import activity

from activities.engines import Made
from activities.making import Bench
from schemas.effects import MakeEffects
from schemas.media import ArtifactRef


class EffectsActivities:
    """The activity of the effects stage."""

    def __init__(self, bench: Bench) -> None:
        """Makes things on `bench`."""
        self._bench = bench

    @activity.defn
    async def make_effects(self, order: MakeEffects) -> ArtifactRef:
        """Make the sounds of a shot's action."""
        return await self._bench.make(order, fault)


def fault(order: MakeEffects, made: Made) -> str | None:
    """What is wrong with a result, or None."""
    return None if made.samples == order.samples else f"wanted {order.samples} samples, got {made.samples}"
