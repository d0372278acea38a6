"""The plumbing of every step that makes an artifact: look up, fetch, make, check, store, note.

A retry, another film or another user that orders the same thing finds it by its key and pays nothing.
"""

import asyncio
import contextlib
import shutil
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import structlog
from asyncpg import PostgresError
from sqlalchemy.exc import SQLAlchemyError
from temporalio import activity

from activities.batching import Batcher
from activities.engines import MADE_BY, Engine, Input, Job, Made, engine_class, engine_options
from activities.failures import for_temporal, named, told_of
from activities.heartbeat import alive, beaten
from activities.ledger import Ledger
from activities.purchases import OrderPurchases
from activities.storage.objects import Objects
from activities.storage.removals import Removals
from schemas.engines import EngineChoice
from schemas.failures import Broken, DoesNotFit, Refused, Superseded, Unavailable
from schemas.film import StoreReel
from schemas.media import JSON, ArtifactRef
from schemas.order import About, Order
from schemas.progress import StepBeat
from schemas.tables import ArtifactRow

T = TypeVar("T")
O = TypeVar("O", bound=Order)  # noqa: E741 - the order type of one step
Check = Callable[[O, Made], str | None]
"""What is wrong with a result, or None."""
Further = Callable[[Mapping[str, Input]], Iterable[ArtifactRef]]
"""What else is needed, told by what an order refers to itself: a reel names the recordings of its lines."""

RETRY_S = 1.0
"""Between two tries to store a result."""
TOLD_AFTER_TRIES = 10
"""A service that is started anew is back before, and is no news to those who follow a film."""
LITTLE_SPACE_BYTES = 100_000_000
"""With less, a store that refuses does so for want of room."""

_log = structlog.get_logger(__name__)

PAUSE_LOOK_S = 5.0
"""How often something that was ordered before a pause looks whether it is over."""


class Bench:
    """Where artifacts are made: one per worker process."""

    def __init__(self, objects: Objects, ledger: Ledger, scratch: Path, engine_settings: Mapping[str, str]) -> None:
        """`scratch` holds a folder per running job; `engine_settings` are the `FILM_<STAGE>_<ENGINE>_*` variables."""
        self.objects = objects
        self.ledger = ledger
        self.removals = Removals(ledger.sessions, objects)
        self.scratch = scratch
        self._engine_settings = engine_settings
        self._engines: dict[str, Engine[Any]] = {}
        self._building = threading.Lock()
        scratch.mkdir(parents=True, exist_ok=True)
        self._batcher = Batcher(scratch)

    async def make(self, order: O, check: Check[O] | None = None) -> ArtifactRef:
        """Make what an engine is ordered to make, or find it made."""
        return await self.make_with(order, self._run, check)

    async def make_with(
        self, order: O, work: Callable[[Job[O]], Made], check: Check[O] | None = None, further: Further | None = lambda _inputs: ()
    ) -> ArtifactRef:
        """Make what an order describes by a function, or find it made; without `further` the function needs no inputs at all."""
        with for_temporal():
            inputs = [ref.key for ref in order.inputs()] if further else []
            known = await alive(self.ledger.look(order.about.film, [*order.keys, *inputs]))
            key = next((key for key in order.keys if key in known.artifacts), None)
            if key is not None:
                await alive(self.ledger.record([order.made_as(key)], reused=True))
                return ArtifactRef.model_validate(known.artifacts[key].ref)
            if known.is_paused and not order.goes_through_pauses:
                msg = "the film is paused; this is begun when it goes on"
                raise Unavailable(msg, retry_after_s=PAUSE_LOOK_S)
            with told_of(order.about.label):
                return await self._make(order, work, check, further, known.artifacts)

    async def _make(
        self,
        order: O,
        work: Callable[[Job[O]], Made],
        check: Check[O] | None,
        further: Further | None,
        known: Mapping[str, ArtifactRow],
    ) -> ArtifactRef:
        folder = Path(tempfile.mkdtemp(prefix=f"{order.stage}-", dir=self.scratch))
        purchases = OrderPurchases(self.ledger.sessions, order)
        try:
            inputs = await alive(self.fetch(order, folder, further, known), lambda: beat_of(order, 0.0)) if further else {}
            work_folder = folder / "work"
            work_folder.mkdir()
            begun = time.monotonic()
            made = await beaten(
                lambda tell: work(
                    Job(order=order, inputs=inputs, folder=work_folder, progress=telling(order, tell), purchase=purchases),
                ),
                beat_of(order, 0.0),
            )
            seconds = time.monotonic() - begun
            fault = check(order, made) if check else None
            if fault:
                msg = f"{order.about.label}: {fault}"
                if purchases.is_used:
                    await alive(purchases.disown(msg))
                raise Broken(msg)
            for what in made.downgrades:
                await alive(self.ledger.warn(order, what))
            storing = self.commit(order, order.key, made, seconds, is_paid=purchases.is_used)
            ref = await alive(storing, lambda: beat_of(order, 1.0))
            if order.about.cut > 1:
                await alive(self._tell_sameness(order, ref))
            return ref
        finally:
            await purchases.close()
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    async def _tell_sameness(self, order: Order, ref: ArtifactRef) -> None:
        """An edit that changed an order and not what came of it would else look as if it had had an effect.

        Not when it was made of something else: under another picture, a camera may move as it did.
        """
        for number, row in await self.ledger.same_takes(order, ref):
            former = type(order).model_validate((await asyncio.to_thread(self.objects.provenance, row))["order"] | {"about": order.about})
            if [part.sha256 for part in former.inputs()] == [part.sha256 for part in order.inputs()]:
                told = f"came out like take {number}, to the byte: {order.engine.name} makes nothing else of what was changed"
                await self.ledger.warn(order, told)
                return

    async def read(self, ref: ArtifactRef) -> bytes:
        """The bytes of a small artifact."""
        row = (await self.ledger.find([ref.key])).get(ref.key)
        if row is None:
            msg = f"the artifact {ref.key} does not exist"
            raise Refused(msg)
        with tempfile.TemporaryDirectory(prefix="read-", dir=self.scratch) as folder:
            path = await asyncio.to_thread(self.objects.lend, row, Path(folder))
            return await asyncio.to_thread(path.read_bytes)

    async def order_of(self, key: str, kind: type[O], about: About) -> O:
        """The order an artifact was made from, out of its provenance, now for somebody.

        Raises:
            Refused: There is no such artifact, or another kind of order made it.
        """
        row = (await self.ledger.find([key])).get(key)
        if row is None or row.kind != kind.__name__:
            msg = f"nothing was made by {kind.__name__} under the key {key}"
            raise Refused(msg)
        told = await asyncio.to_thread(self.objects.provenance, row)
        return kind.model_validate(told["order"] | {"about": about})

    async def store_reel(self, order: StoreReel) -> ArtifactRef:
        """Store a scene's reel as JSON; it only names the files it refers to."""
        return await self.make_with(order, _written_reel, further=None)

    async def fetch(
        self,
        order: Order,
        folder: Path,
        further: Further = lambda _inputs: (),
        known: Mapping[str, ArtifactRow] | None = None,
    ) -> dict[str, Input]:
        """Every artifact an order refers to, and those that these name, as files in `folder`; `known` are rows that were read already."""
        inputs = await self._fetch(order.inputs(), folder, known or {})
        return inputs | await self._fetch(further(inputs), folder, known or {})

    async def _fetch(self, refs: Iterable[ArtifactRef], folder: Path, known: Mapping[str, ArtifactRow]) -> dict[str, Input]:
        keys = {ref.key for ref in refs}
        rows = {key: known[key] for key in keys if key in known} | await self.ledger.find(keys - known.keys())
        missing = sorted(keys - rows.keys())
        if missing:
            msg = f"the artifact {missing[0]}, which something is to be made from, does not exist"
            raise Refused(msg)
        paths = await asyncio.gather(*(asyncio.to_thread(self.objects.lend, row, folder) for row in rows.values()))
        return {row.key: Input(path=path, facts=row.facts) for row, path in zip(rows.values(), paths, strict=True)}

    async def commit(self, order: Order, key: str, made: Made, seconds: float, *, is_paid: bool = False) -> ArtifactRef:
        """Store a result under a key, with its provenance; the first result stored under a key stays.

        A store or a database that is away is waited for: what was made, and perhaps paid for, is not made again because of them.
        """
        attempt = activity.info().attempt if activity.in_activity() else 1
        settled_at: datetime | None = None
        while True:
            row = await self._patiently(order, lambda: asyncio.to_thread(self.objects.put, order, key, made, seconds, attempt))
            commit = partial(self.ledger.commit, row, order, is_paid=is_paid, settled_at=settled_at)
            stands = await self._patiently(order, commit)
            if stands is not None:
                await asyncio.to_thread(self.objects.shelve, row, made.path)
                return ArtifactRef.model_validate(stands.ref)
            # What was stored under this key before was removed, and the object that was just stored may have gone with it.
            settled_at = await self._patiently(order, lambda: self.removals.settle(key))

    async def _patiently(self, order: Order, work: Callable[[], Awaitable[T]]) -> T:
        tried = 0
        while True:
            try:
                return await work()
            except (Unavailable, SQLAlchemyError, PostgresError, OSError) as error:
                known = named(error)
                if not isinstance(known, Unavailable):
                    raise
                _log.warning("what was made waits to be stored", reason=str(known))
                tried += 1
                if tried == TOLD_AFTER_TRIES:
                    await self._tell_waiting(order, str(known))
            await asyncio.sleep(RETRY_S)

    async def _tell_waiting(self, order: Order, reason: str) -> None:
        """Whoever follows the film should know what it waits for; a store on a full disk says no more than that it failed."""
        free = shutil.disk_usage(self.scratch).free
        room = f"the disk is full ({free // 1_000_000} MB are free); " if free < LITTLE_SPACE_BYTES else ""
        with contextlib.suppress(SQLAlchemyError, PostgresError, OSError):  # it is in the worker's log
            await self.ledger.warn(order, f"is made, and waits to be stored: {room}{reason}")

    def _run(self, job: Job[O]) -> Made:
        choice = job.order.engine
        engine = self._engine(choice)
        try:
            return self._batcher.make(engine, job) if engine.queue.merges else engine.make(job)
        except DoesNotFit as error:
            if choice.fallback is None:
                raise Refused(str(error)) from error
            made = self._run(replace(job, order=job.order.model_copy(update={"engine": choice.fallback})))
            # without whose it was, which stands before it wherever it is told: so shots that fell back alike are told together
            reason = str(error).removeprefix(f"{job.order.about.label}: ")
            told = {"fallback": f"made by {choice.fallback.name}, because {reason}", MADE_BY: choice.fallback.title}
            return replace(made, facts={**made.facts, **told})

    def _engine(self, choice: EngineChoice) -> Engine[Any]:
        """The engine of an order, built once a process.

        Raises:
            Refused: It is not there, can't run here, or is of another version than the one ordered.
        """
        name = choice.model_dump_json()
        with self._building:  # two first orders must not load one model twice
            if name not in self._engines:
                self._engines[name] = self._built(choice)
            return self._engines[name]

    def _built(self, choice: EngineChoice) -> Engine[Any]:
        cls = engine_class(choice.stage, choice.name)
        options = engine_options(choice.stage, choice.name, self._engine_settings, choice.options)
        model = cls.model(options)
        if (cls.version, model) != (choice.version, choice.model):
            here = f"{cls.version}{f' with {model}' if model else ''}"
            wanted = f"{choice.version}{f' with {choice.model}' if choice.model else ''}"
            msg = f"this worker has {choice.stage} engine '{choice.name}' {here}; {wanted} was ordered"
            raise Superseded(msg)
        reason = cls.unavailable(options)
        if reason:
            msg = f"{choice.stage} engine '{choice.name}' is not available: {reason}"
            raise Refused(msg)
        return cls(options)


def beat_of(order: Order, fraction: float) -> StepBeat:
    """What the step of an order says of itself."""
    return StepBeat(target=order.about.target, label=order.about.label, fraction=round(fraction, 3))


def telling(order: Order, tell: Callable[[StepBeat], None]) -> Callable[[float], None]:
    """The progress of an order's job, told with what it is of."""
    return lambda fraction: tell(beat_of(order, fraction))


def _written_reel(job: Job[StoreReel]) -> Made:
    path = job.folder / "reel.json"
    path.write_text(job.order.reel.model_dump_json(indent=1), encoding="utf-8")
    return Made(path=path, media_type=JSON, frames=sum(shot.frames for shot in job.order.reel.shots), fps=job.order.reel.fps)
