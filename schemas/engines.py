"""How an engine is named in an order: what counts into the key, and where it runs."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from schemas.message import Message, Request
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

    @property
    def title(self) -> str:
        """Name and version, as manifests tell them."""
        return f"{self.name} {self.version}"


OptionName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,60}$")]
OptionValue = Annotated[str, Field(max_length=4000)] | int | float | bool


class WantedEngine(Request):
    """An engine that people want for a stage instead of the profile's, or the profile's with other options."""

    engine: str = Field(pattern=r"^[a-z][a-z0-9_]{0,60}$")
    """As `film engines` lists it."""
    options: dict[OptionName, OptionValue] = Field(default={}, max_length=50)
    """Those that shape what it makes; where things are and what they cost is up to whoever runs the place."""

    @property
    def told(self) -> str:
        """For messages: "sdxl (steps 20, control pose)"."""
        options = ", ".join(f"{name} {value}" for name, value in self.options.items())
        return f"{self.engine} ({options})" if options else self.engine


class Wish(Message):
    """An engine wanted for a stage of some shots."""

    stage: Stage
    wanted: WantedEngine


class Guest(Message):
    """A wish that came true: who makes a stage of the shots for which it was wished."""

    wish: Wish
    choice: EngineChoice
    queue: Queue
    beneath: EngineChoice | None = None
    """Who makes the clips, where this one makes the whole shot over them; see `EnginesChosen`."""
    former: list[EngineChoice] = []
    """Those that the same wish led to before workers were updated, the first of them first; what exists of theirs stays."""


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
    note: str = ""
    """A condition of that licence in a sentence: "free below 1 M USD of yearly revenue"."""
    is_generative: bool
    """Whether its results count as AI-generated in the film's provenance."""
    unavailable: str | None = None
    """None when it can run here; else what to do, as "not available: <what to do>"."""
