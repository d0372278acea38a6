"""Merges compatible orders of many films into one engine call; at most one call runs in a process, which has one GPU.

    activity threads ── make(engine, job) ──► waiting orders ──► one thread ──► engine.make_many ──► each its own result

Orders wait a moment for company, as long as their engine says. The engine that is warm goes on as long as it has orders, so that models are
not swapped for every shot, but nobody waits longer than `PATIENCE_S` for another engine's orders. A call that fails is tried again order by
order, so that a bad order fails alone. What is ordered several times at once, as a character sheet that some scenes wait for, is made once.
A cancelled order leaves at once; the call it was part of goes on for the others, or stops at its next step if there are none.
"""

import copy
import os
import shutil
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import structlog

from activities.engines import Engine, Job, Made
from activities.heartbeat import Cancelled
from activities.models.faults import is_broken_device

PATIENCE_S = 30.0
"""How long an order waits at most while another engine is kept warm."""
LOOK_S = 0.25
"""How often a waiting order looks whether its film was cancelled."""

EXIT_STATUS = 75
"""EX_TEMPFAIL of sysexits.h: start me again."""

_log = structlog.get_logger(__name__)


def end_process(fault: BaseException) -> None:
    """End at once: the supervisor starts another, and what was in the making is taken up by its next attempt."""
    _log.critical("the device's context is broken; the process ends to be started again", reason=str(fault)[:500])
    os._exit(EXIT_STATUS)


@dataclass(eq=False)
class _Waiting:
    """One order that wants to be made."""

    engine: Engine[Any]
    job: Job[Any]
    group: Hashable
    most: int
    """Different orders in a call with it."""
    company_s: float
    """How long it waits for others to share its call."""
    since: float
    done: threading.Event = field(default_factory=threading.Event)
    made: Made | None = None
    fault: BaseException | None = None
    fraction: float = 0.0
    is_cancelled: bool = False


class Batcher:
    """The waiting orders of a process and the thread that makes them."""

    def __init__(
        self,
        scratch: Path,
        *,
        patience_s: float = PATIENCE_S,
        on_call: Callable[[int], None] = lambda _orders: None,
        on_broken_device: Callable[[BaseException], None] = end_process,
    ) -> None:
        """Opens no thread yet.

        Args:
            scratch: Calls write into folders here.
            patience_s: How long an order waits while another engine is kept warm.
            on_call: Told the number of orders of each call, for measurements.
            on_broken_device: Told of a fault after which nothing can run on the device any more.
        """
        self._scratch = scratch
        self._patience_s = patience_s
        self._on_call = on_call
        self._on_broken_device = on_broken_device
        self._waiting: list[_Waiting] = []
        self._changed = threading.Condition()
        self._last: Engine[Any] | None = None
        self._thread: threading.Thread | None = None

    def make(self, engine: Engine[Any], job: Job[Any]) -> Made:
        """Make one order, perhaps together with others; blocks, and calls `job.progress` several times a second.

        Raises:
            Refused, Unavailable, Broken: As the engine says.
            Cancelled: `job.progress` said so.
        """
        key = engine.batch_key(job.order)
        group = (id(engine), "alone", job.order.key) if key is None else (id(engine), key)
        most, company_s = engine.batch_max(job.order), engine.company_s(job.order)
        waiting = _Waiting(engine, job, group=group, most=most, company_s=company_s, since=time.monotonic())
        with self._changed:
            self._waiting.append(waiting)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="engine calls", daemon=True)
                self._thread.start()
            self._changed.notify_all()
        try:
            while not waiting.done.wait(LOOK_S):
                job.progress(waiting.fraction)
        except BaseException:
            with self._changed:
                waiting.is_cancelled = True
                if waiting in self._waiting:
                    self._waiting.remove(waiting)
            raise
        if waiting.fault is not None:
            raise _own(waiting.fault)
        if waiting.made is None:
            raise RuntimeError("an engine call ended without a result")
        return waiting.made

    def _work(self) -> None:
        while True:
            batch = self._next()
            self._on_call(len(batch))
            faults = self._call(batch)
            alike = _alike(waiting for waiting in batch if not waiting.is_cancelled)
            if faults is not None and len(_alike(batch)) > 1 and alike:
                _log.warning("a merged call failed; its orders are made one by one", orders=len(alike), reason=str(faults))
                for same in alike:
                    fault = self._call(same)
                    for waiting in same:
                        waiting.fault = fault or waiting.fault
                        waiting.done.set()
            for waiting in batch:
                if not waiting.done.is_set():
                    waiting.fault = faults or waiting.fault
                    waiting.done.set()

    def _next(self) -> list[_Waiting]:
        """The orders of the next call; waits for them, and for their company."""
        with self._changed:
            while True:
                while not self._waiting:
                    self._changed.wait()
                first = self._first()
                batch = self._together(first)
                left_s = first.since + first.company_s - time.monotonic()
                if len({waiting.job.order.key for waiting in batch}) >= first.most or left_s <= 0:
                    for waiting in batch:
                        self._waiting.remove(waiting)
                    self._last = first.engine
                    return batch
                self._changed.wait(left_s)

    def _together(self, first: _Waiting) -> list[_Waiting]:
        """Those that may go into a call with `first`; whoever orders the very same thing always may, and costs nothing."""
        keys = list(dict.fromkeys(waiting.job.order.key for waiting in self._waiting if waiting.group == first.group))[: first.most]
        return [waiting for waiting in self._waiting if waiting.group == first.group and waiting.job.order.key in keys]

    def _first(self) -> _Waiting:
        oldest = self._waiting[0]
        if time.monotonic() - oldest.since > self._patience_s:
            return oldest
        return next((waiting for waiting in self._waiting if waiting.engine is self._last), oldest)

    def _call(self, batch: list[_Waiting]) -> BaseException | None:
        """Make some orders in one call; gives what went wrong."""
        alike, begun = _alike(batch), time.monotonic()
        try:
            with tempfile.TemporaryDirectory(prefix="call-", dir=self._scratch, ignore_cleanup_errors=True) as folder:
                made = batch[0].engine.make_many([self._watched(same, batch, Path(folder)) for same in alike])
                for same, result in zip(alike, made, strict=True):
                    for waiting in (waiting for waiting in same if not waiting.is_cancelled):
                        self._deliver(result, waiting, is_last=waiting is same[-1])
                _tell(batch, len(alike), time.monotonic() - begun)
        except BaseException as fault:  # noqa: BLE001 - every fault belongs to the orders, and the thread lives on
            if is_broken_device(fault):
                self._on_broken_device(fault)
            # the fault may be held for long, and its frames hold the tensors of the call
            traceback.clear_frames(fault.__traceback__)
            return fault
        return None

    @staticmethod
    def _deliver(result: Made, waiting: _Waiting, *, is_last: bool) -> None:
        """Give one order its result. Its folder goes when it is cancelled, perhaps at this moment: that is nobody else's fault."""
        deliver = shutil.move if is_last else shutil.copyfile
        try:
            waiting.made = replace(result, path=Path(deliver(result.path, waiting.job.folder / result.path.name)))
        except OSError as fault:
            waiting.fault = fault

    def _watched(self, same: list[_Waiting], batch: list[_Waiting], folder: Path) -> Job[Any]:
        """The job as the call sees it: a folder that outlives a cancellation, progress that stops the call once nobody wants it."""
        own = folder / str(batch.index(same[0]))
        own.mkdir()

        def progress(fraction: float) -> None:
            for waiting in same:
                waiting.fraction = fraction
            if all(other.is_cancelled for other in batch):
                raise Cancelled

        return replace(same[0].job, folder=own, progress=progress)


def _own(fault: BaseException) -> BaseException:
    """A fault for one of those who get it: each notes in it what of theirs it is about, at the same time as the others."""
    try:
        own = copy.copy(fault)
    except TypeError:  # it is made of other things than it tells
        return fault
    own.__cause__ = fault.__cause__
    return own.with_traceback(fault.__traceback__)


def _tell(batch: list[_Waiting], made: int, seconds: float) -> None:
    engine = batch[0].engine
    name = type(engine).__module__.rpartition(".")[2]
    films = sorted({waiting.job.order.about.film for waiting in batch})
    _log.info("an engine call", stage=str(engine.stage), engine=name, orders=made, films=films, seconds=round(seconds, 3))


def _alike(batch: Iterable[_Waiting]) -> list[list[_Waiting]]:
    """Those that wait for the very same thing, together."""
    found: dict[str, list[_Waiting]] = {}
    for waiting in batch:
        found.setdefault(waiting.job.order.key, []).append(waiting)
    return list(found.values())
