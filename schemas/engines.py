"""How an engine is named in an order: what counts into the key, and where it runs."""

from enum import StrEnum

from schemas.message import Message
from schemas.stages import Stage


class Queue(StrEnum):
    """A Temporal task queue."""

    WORKFLOWS = "workflows"
    CPU = "cpu"
    GPU = "gpu"
    AUDIOCRAFT = "audiocraft"
    """As gpu, for workers in the environment of audiocraft, whose libraries no other engine can live with."""
    HOSTED = "hosted"
    """Engines that wait for a provider: many at once, for they need little more than patience."""

    @property
    def merges(self) -> bool:
        """Whether its workers own a GPU, and make orders that wait together in one call."""
        return self in {Queue.GPU, Queue.AUDIOCRAFT}

    @property
    def remedy(self) -> str:
        """How to get a worker of it, for whoever finds none."""
        packages = {Queue.GPU: "models", Queue.AUDIOCRAFT: "audiocraft"}.get(self)
        once = f" once `./film install {packages}` was run" if packages else ""
        return f"`film up` starts one{once}; elsewhere start `python -m workers {self}`"


class EngineChoice(Message):
    """One engine of one stage with everything of it that shapes its result."""

    stage: Stage
    name: str
    """The file's stem in `activities/<stage>/engines/`."""
    version: str
    """Raised by whoever changes what the engine makes; old artifacts then stay, new ones are made."""
    model: str = ""
    """Model id and revision, or "" for engines without a model."""
    options: dict[str, str | int | float | bool] = {}
    fallback: "EngineChoice | None" = None
    """Who makes it when the model does not fit into the memory of the worker that took the order; said in the film's log and manifest."""


class EngineInfo(Message):
    """What `film engines` and `GET /api/engines` tell about one engine."""

    stage: Stage
    name: str
    version: str
    summary: str
    queue: Queue
    licence: str
    """SPDX expression of the engine and its model together."""
    commercial_use: bool
    is_generative: bool
    """Whether its results count as AI-generated in the film's provenance."""
    unavailable: str | None = None
    """None when it can run here; else what to do, as "not available: <what to do>"."""
