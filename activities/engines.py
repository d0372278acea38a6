"""Finds engines: a file in a stage's `engines` folder is an engine.

Listing names imports nothing; `load` imports the one module asked for. An engine turns orders and paths into files and knows nothing of
Temporal, the store or the database.
"""

import importlib
import pkgutil
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from activities.purchase import MemoryPurchases, Purchases
from schemas.engines import EngineInfo, Queue, WantedEngine
from schemas.failures import Refused
from schemas.media import ArtifactRef, ClonedFrom
from schemas.models import Terms
from schemas.order import Order
from schemas.stages import Stage

O = TypeVar("O", bound=Order)  # noqa: E741 - the one type parameter of every engine: its order


COMPANY_S = 0.15
"""How long orders wait for company where their engine says nothing else."""
MADE_BY = "made_by"
"""The fact that names who stood in for the engine that was ordered."""
DOWNGRADES = ("memory", "fallback", "drift")
"""Facts that say a result was made otherwise than ordered, or is less than what was asked of it."""


@dataclass(frozen=True)
class Input:
    """An artifact an order refers to, fetched."""

    path: Path
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What its maker noted about it: phoneme times, the voice that spoke."""


@dataclass(frozen=True)
class Job(Generic[O]):
    """One order on the bench of an engine."""

    order: O
    inputs: Mapping[str, Input]
    """By artifact key."""
    folder: Path
    """Empty, the engine's own; files it leaves there beside its result are thrown away."""
    progress: Callable[[float], None] = lambda _fraction: None
    """Call it often (at least every second) with 0 to 1. It raises when the film was cancelled: let that pass."""
    purchase: Purchases = field(default_factory=MemoryPurchases)
    """The record of what is paid for: an engine that costs money begins `job.purchase()` before it sends anything."""

    def input(self, ref: ArtifactRef) -> Input:
        """The fetched file behind a reference of the order."""
        return self.inputs[ref.key]


@dataclass(frozen=True)
class Made:
    """What an engine made."""

    path: Path
    media_type: str
    width_px: int | None = None
    height_px: int | None = None
    frames: int | None = None
    fps: int | None = None
    samples: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    """JSON; kept with the artifact and handed to whoever uses it. A few ten kB at most."""
    names: tuple[str, ...] = ()
    """Keys of the artifacts without which it is worth nothing: they stay as long as it does."""

    @property
    def downgrades(self) -> tuple[str, ...]:
        """How it was made otherwise than ordered, or falls short: the facts of `DOWNGRADES`. They go into the film's log."""
        return tuple(str(self.facts[name]) for name in DOWNGRADES if name in self.facts)

    @property
    def notes(self) -> tuple[str, ...]:
        """What people are told of it in the film's manifest: the downgrades, and the fact `notes`."""
        return (*self.downgrades, *(str(note) for note in self.facts.get("notes", ())))

    @property
    def made_by(self) -> str:
        """Name and version of the engine that stood in for the one that was ordered; "" where that made it."""
        return str(self.facts.get(MADE_BY, ""))

    @property
    def cloned_from(self) -> ClonedFrom | None:
        """Whose voice speaks in it, as the fact `cloned_from` tells."""
        told = self.facts.get("cloned_from")
        return ClonedFrom.model_validate(told) if told else None


class EngineOptions(BaseModel):
    """An engine's own settings: from a profile, which count into the key, else from `FILM_<STAGE>_<ENGINE>_<OPTION>`, which do not.

    Where a service is and the key it wants belong into the environment; what shapes the result (a model, steps, a style) into the profile,
    or the engine names it as its `model`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Engine(ABC, Generic[O]):
    """One way of doing a stage.

    A subclass per file, one file per engine; its name in orders, settings and logs is the file's stem. Heavy libraries are imported in
    `__init__`, so that listing engines costs nothing.
    """

    stage: ClassVar[Stage]
    version: ClassVar[str]
    """Raise it with every change that makes other bytes from the same order."""
    summary: ClassVar[str]
    licence: ClassVar[str]
    """SPDX expression of the engine and its model together."""
    commercial_use: ClassVar[bool] = True
    is_generative: ClassVar[bool] = False
    queue: ClassVar[Queue] = Queue.CPU
    ignores: ClassVar[frozenset[str]] = frozenset()
    """What people can change of its orders and it does nothing with, by the names of `schemas.changes`: such a change is refused."""
    Options: ClassVar[type[EngineOptions]] = EngineOptions

    @classmethod
    def ignored(cls, options: EngineOptions) -> frozenset[str]:  # noqa: ARG003 - for those whose options decide it
        """`ignores` with these options."""
        return cls.ignores

    def __init__(self, options: EngineOptions) -> None:
        """Keep the options; load what is needed."""
        self.options = options

    @classmethod
    def unavailable(cls, options: EngineOptions) -> str | None:  # noqa: ARG003 - for those that need a server or a key
        """None when it can run here, else what to do about it: "set FILM_SCREENPLAY_LLM_BASE_URL"."""
        return None

    @classmethod
    def model(cls, options: EngineOptions) -> str:  # noqa: ARG003 - for those that have a model
        """The model it uses, with its revision; "" for engines without one. Counts into the key."""
        return ""

    @abstractmethod
    def make(self, job: Job[O]) -> Made:
        """Make one result; the same order gives the same bytes unless the engine's documentation says otherwise.

        Raises:
            Refused, Unavailable, Broken: See `schemas.failures`.
        """

    def make_many(self, jobs: Sequence[Job[O]]) -> list[Made]:
        """Make several results in one go, in the order of `jobs`; engines that can batch do it here."""
        return [self.make(job) for job in jobs]

    @classmethod
    def terms(cls, options: EngineOptions) -> Terms:  # noqa: ARG003 - for those whose licence is that of a model
        """Who may use what it makes with these options."""
        return Terms(licence=cls.licence, commercial_use=cls.commercial_use)

    def batch_key(self, order: O) -> Hashable | None:  # noqa: ARG002 - for those that can
        """Orders with equal keys, also of other films and owners, may go into one `make_many`; None: this one goes alone."""
        return None

    def batch_max(self, order: O) -> int:  # noqa: ARG002 - for those that can
        """How many orders like this one go into one `make_many` at most."""
        return 1

    def company_s(self, order: O) -> float:  # noqa: ARG002 - for whom waiting pays more, or never
        """How long an order like this one waits at most for others to share its `make_many`, seconds: little against what that takes."""
        return COMPANY_S


@cache
def engine_names(stage: Stage) -> tuple[str, ...]:
    """Names of a stage's engines, sorted; imports none of them, and looks into the folder once a process."""
    try:
        package = importlib.import_module(f"activities.{stage}.engines")
    except ModuleNotFoundError:
        return ()
    return tuple(sorted(module.name for module in pkgutil.iter_modules(package.__path__) if not module.name.startswith("_")))


def engine_class(stage: Stage, name: str) -> type[Engine[Any]]:
    """The engine class behind a name.

    Raises:
        Refused: There is no such engine; names those that exist.
    """
    names = engine_names(stage)
    if name not in names:
        msg = f"no engine '{name}' for {stage}; there are {', '.join(names) or 'none'}"
        raise Refused(msg)
    module = importlib.import_module(f"activities.{stage}.engines.{name}")
    found = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Engine) and value.__module__ == module.__name__ and not value.__abstractmethods__
    ]
    if len(found) != 1:
        msg = f"{module.__name__} must define exactly one engine, found {len(found)}"
        raise TypeError(msg)
    return found[0]


def engine_options(stage: Stage, name: str, settings: Mapping[str, str], given: Mapping[str, JsonValue] | None = None) -> EngineOptions:
    """The options of an engine.

    Args:
        stage: Its stage.
        name: Its name.
        settings: The environment: `FILM_<STAGE>_<ENGINE>_<OPTION>`; other variables are passed over.
        given: Options of the profile; they win.

    Raises:
        Refused: An option is unknown or has a wrong value; says which variable.
    """
    prefix = f"FILM_{stage}_{name}_".upper()
    here = {key[len(prefix) :].lower(): value for key, value in settings.items() if key.upper().startswith(prefix)}
    options = engine_class(stage, name).Options
    if "models_dir" in options.model_fields and settings.get("FILM_MODELS_DIR"):
        here = {"models_dir": settings["FILM_MODELS_DIR"], **here}
    try:
        return options.model_validate({**here, **(given or {})})
    except ValidationError as error:
        faults = "; ".join(
            f"{prefix}{'_'.join(str(part) for part in fault['loc']).upper()}: {_said(fault['msg'])}" for fault in error.errors()
        )
        msg = f"the options of {stage} engine '{name}' are wrong: {faults}"
        raise Refused(msg) from error


OF_THE_PLACE = frozenset(
    {
        "api_key",
        "base_url",
        "batch_max",
        "company_s",
        "compile",
        "device",
        "dtype",
        "is_idempotent",
        "models_dir",
        "offload",
        "price_usd",
        "purchases_max",
        "reproducible",
        "timeout_s",
    }
)
"""Options that say where things are, what they cost and how they are run: for whoever runs the place to set, not for who makes a film."""


def check_wanted(stage: Stage, wanted: WantedEngine) -> None:
    """Make sure that people may want an engine with these options; whether it can run here is another question.

    Raises:
        Refused: There is no such engine, it has no such option, the option is not theirs to set, or a value is wrong.
    """
    fields = engine_class(stage, wanted.engine).Options.model_fields
    known = sorted(set(fields) - OF_THE_PLACE)
    for name, value in wanted.options.items():
        if name not in known:
            why = "is set by whoever runs the place, in the environment" if name in fields else "is unknown"
            msg = f"the option {name} of {stage} engine '{wanted.engine}' {why}; a film can set {', '.join(known) or 'none'}"
            raise Refused(msg)
        if isinstance(value, str) and (value.startswith(("/", "~")) or ".." in re.split(r"[/\\]", value)):
            msg = f"the option {name} of {stage} engine '{wanted.engine}' leads out of its folder: {value}"
            raise Refused(msg)
    try:
        engine_class(stage, wanted.engine).Options.model_validate(wanted.options)
    except ValidationError as error:
        wrong = [fault for fault in error.errors() if fault["type"] != "missing"]  # what is missing here may be set by the place
        faults = "; ".join(f"{'.'.join(str(part) for part in fault['loc']) or 'together'}: {_said(fault['msg'])}" for fault in wrong)
        if wrong:
            msg = f"the options of {stage} engine '{wanted.engine}' are wrong: {faults}"
            raise Refused(msg) from error


def _said(message: str) -> str:
    """What a rule of ours says of a value, without pydantic's words before it."""
    return message.removeprefix("Value error, ")


def engine_info(stage: Stage, name: str, settings: Mapping[str, str], given: Mapping[str, JsonValue] | None = None) -> EngineInfo:
    """What can be said about an engine without building it; `settings` and `given` as in `engine_options`."""
    cls = engine_class(stage, name)
    terms = Terms(licence=cls.licence, commercial_use=cls.commercial_use)
    try:
        options = engine_options(stage, name, settings, given)
        reason, terms = cls.unavailable(options), cls.terms(options)
    except Refused as error:
        reason = str(error)
    return EngineInfo(
        stage=stage,
        name=name,
        version=cls.version,
        summary=cls.summary,
        queue=cls.queue,
        licence=terms.licence,
        commercial_use=terms.commercial_use,
        note=terms.conditions,
        is_generative=cls.is_generative,
        unavailable=f"not available: {reason}" if reason else None,
    )
