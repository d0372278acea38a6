"""The activities that fetch models into the registry of this machine, by the same functions as `film models` does."""

import asyncio

from temporalio import activity

from activities.failures import for_temporal
from activities.heartbeat import alive, beaten
from activities.models.cards import registry_name
from activities.models.hub import Hub
from activities.models.registry import Registry, Watch
from schemas.failures import Refused
from schemas.models import FetchModel, ModelFetched, ModelFound


class ModelsActivities:
    """Fetches for one registry."""

    def __init__(self, registry: Registry, endpoint: str | None = None, token: str | None = None) -> None:
        """Nothing is asked yet.

        Args:
            registry: Where models go.
            endpoint: The hub's address; None for Hugging Face's.
            token: For gated models. It stays here: no order, and so no history, has one.
        """
        self._registry = registry
        self._endpoint, self._token = endpoint, token

    @activity.defn
    async def look_up_model(self, order: FetchModel) -> ModelFound:
        """Which commit would be fetched, and how much that is; refuses what can't be."""
        with for_temporal():
            return await alive(asyncio.to_thread(self._look_up, order))

    @activity.defn
    async def fetch_model(self, order: FetchModel) -> ModelFetched:
        """Fetch it, and use it from now on; goes on where an earlier attempt, or anybody else, ended."""
        with for_temporal():
            before = activity.info().heartbeat_details
            return await beaten(lambda progress: self._fetch(order, progress), begun=before[0] if before else None)

    @activity.defn
    async def discard_model(self, order: FetchModel) -> None:
        """Delete what came of it, unless it is whole."""
        with for_temporal():
            self._check(order)
            await asyncio.to_thread(self._registry.discard, order.id, order.revision)

    def _look_up(self, order: FetchModel) -> ModelFound:
        self._check(order)
        with Hub(self._endpoint, self._token) as hub:
            found = self._registry.look_up(hub, order.id, order.revision, order.terms)
        return ModelFound(commit=found.commit, files=len(found.files), size_bytes=found.size_bytes)

    def _fetch(self, order: FetchModel, progress: Watch) -> ModelFetched:
        self._check(order)
        with Hub(self._endpoint, self._token) as hub:
            card = self._registry.download(hub, order.id, order.revision, order.terms, watch=progress)
        return ModelFetched(id=card.id, revision=card.revision, files=len(card.files), size_bytes=card.size_bytes)

    def _check(self, order: FetchModel) -> None:
        """Make sure that the folder is still the registry that was meant: it may have been deleted, or another mounted in its place."""
        name = registry_name(self._registry.models_dir)
        if name != order.registry:
            msg = (
                f"{self._registry.models_dir} is another folder of models than when this worker began: start the worker anew, and ask again"
            )
            raise Refused(msg)
