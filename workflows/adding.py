"""Adds a model to a registry: asks for its commit first, so that every attempt fetches the same, and leaves nothing half-made behind."""

import asyncio
from datetime import timedelta

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError, TimeoutError, TimeoutType

from schemas.models import FetchModel, ModelFetched, ModelFound
from schemas.steps import DISCARD_MODEL, FETCH_MODEL, LOOK_UP_MODEL
from workflows.steps import done_at, in_full

NOBODY_S = 120
"""A registry whose queue nobody serves for so long has no worker: the download fails with that, instead of waiting for ever."""


@workflow.defn
class AddModel:
    """Fetches one model."""

    @workflow.run
    async def run(self, order: FetchModel) -> ModelFetched:
        """Fetch it, however often its worker or its hub goes away."""
        found = await _found(order)
        pinned = order.model_copy(update={"revision": found.commit})
        try:
            fetched: ModelFetched = await done_at(
                pinned.queue, FETCH_MODEL, pinned, f"Fetch {found.files} files, {found.size_bytes / 1e9:.2f} GB"
            )
        except (ActivityError, asyncio.CancelledError):
            await in_full(done_at(pinned.queue, DISCARD_MODEL, pinned, "Delete what came of it"))
            raise
        return fetched


async def _found(order: FetchModel) -> ModelFound:
    try:
        found: ModelFound = await done_at(order.queue, LOOK_UP_MODEL, order, f"Look up {order.revision}", timedelta(seconds=NOBODY_S))
    except ActivityError as error:
        if isinstance(error.cause, TimeoutError) and error.cause.type is TimeoutType.SCHEDULE_TO_START:
            msg = (
                "no worker sees the API's folder of models: `film up` starts one; elsewhere start `python -m workers cpu` with the same "
                "FILM_MODELS_DIR, anew if that folder was replaced meanwhile, or use `film models download` on the machine itself"
            )
            raise ApplicationError(msg, type="Refused", non_retryable=True) from error
        raise
    return found
