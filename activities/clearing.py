"""The activities that clear the store: each removes a batch, so that whoever is killed between two has lost nothing."""

from temporalio import activity

from activities.failures import for_temporal
from activities.storage.removals import Removals
from schemas.clearing import Cleared, ClearedSome, ClearSome

BATCH = 200
"""Artifacts in one go: a second's work, far below the activity's minute."""


class Clearing:
    """Removes what no film has."""

    def __init__(self, removals: Removals) -> None:
        """Over the film database and the store."""
        self._removals = removals

    @activity.defn
    async def clear_some(self, order: ClearSome) -> ClearedSome:
        """Remove a batch; what an earlier attempt or an ended clearing had begun on goes first."""
        with for_temporal():
            erased = await self._removals.erase(order.clearing, BATCH)
            is_over = erased < BATCH and not await self._removals.discard(order.clearing, BATCH)
            if is_over:
                await self._removals.forget()
            return ClearedSome(artifacts=erased, is_over=is_over)

    @activity.defn
    async def tell_cleared(self, order: ClearSome) -> Cleared:
        """How much a clearing removed in all."""
        with for_temporal():
            return await self._removals.cleared(order.clearing)
