"""Runs orders under the memory there is: fewer at once, then in tiles, then with less of the model on the GPU; never silently.

The torch exception is left before anything is tried again, because it holds the frames, and with them the tensors, of what failed.
"""

import gc
import itertools
import sys
import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import structlog

from activities.engines import Job, Made
from activities.models.faults import is_memory_short
from activities.models.learnt import Learnt, keep, recall
from activities.models.needs import Activations, needed_bytes
from activities.models.pool import ABOVE_LIMIT, memory_limit, warm_pool
from activities.models.rungs import LADDER, Rung, free_bytes
from activities.models.torch_setup import torch_module
from schemas.failures import DoesNotFit
from schemas.order import Order

O = TypeVar("O", bound=Order)  # noqa: E741 - the engine's order

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Conditions:
    """How a model is run this time."""

    batch: int
    """Orders a call at most."""
    is_tiled: bool
    """Whether pictures are decoded in tiles; slightly other bytes."""
    rung: Rung

    def __str__(self) -> str:
        """For logs and facts: "2 at once, in tiles, group offload"."""
        return f"{self.batch} at once{', in tiles' if self.is_tiled else ''}, {self.rung} weights"


Attempt = Callable[[Sequence[Job[O]], Conditions], list[Made]]

_worked: dict[Hashable, Conditions] = {}
"""Where what failed led to, by engine, weights, size, device and rung begun with: nobody pays for the same failure twice. What other
processes learnt is read when it is first asked for, see `activities.models.learnt`."""
_worked_lock = threading.Lock()
_rooms: dict[str, int] = {}
"""By device, as `steady` has it."""
_STEADY_SHARE = 0.05


def first_conditions(offload: str, batch: int, components: Mapping[str, int], activations: Activations, device: str) -> Conditions:
    """Where to begin: the highest rung that fits by estimate, or the one a person chose, and on it as many orders a call as fit.

    Fewer orders at once cost little, tiles some time and a lower rung much: so it is as in `below`.

    Args:
        offload: "auto" or a rung.
        batch: Orders a call at most.
        components: Bytes of the model's parts once loaded.
        activations: What a call takes beside the weights, estimated.
        device: "cpu" or "cuda".
    """
    if device == "cpu":
        return Conditions(batch=batch, is_tiled=False, rung=Rung.RESIDENT if offload == "auto" else Rung(offload))
    return fitting(LADDER if offload == "auto" else (Rung(offload),), batch, components, activations, room_of(device))


def room_of(device: str) -> int:
    """What a call can take, once models that are not in use are let go."""
    measured = free_bytes(device) + warm_pool(device).size_bytes
    with _worked_lock:
        room = _rooms[device] = steady(_rooms.get(device, 0), measured)
    return min(room, memory_limit() or sys.maxsize)


def steady(known: int, measured: int) -> int:
    """Room as it was before, unless it has changed by more than a twentieth.

    What just fits shall not go down a rung, and load its model anew, whenever another process takes a little of the device.
    """
    return known if abs(measured - known) <= _STEADY_SHARE * known else measured


def fitting(rungs: Sequence[Rung], batch: int, components: Mapping[str, int], activations: Activations, room: int) -> Conditions:
    """The best conditions under which a call fits into `room` bytes, else the least demanding there are."""
    tiles = (False,) if activations.tiled is None else (False, True)
    for rung, is_tiled in itertools.product(rungs, tiles):
        for count in range(batch, 0, -1):
            if needed_bytes(rung, components, activations, count, is_tiled=is_tiled) <= room:
                return Conditions(batch=count, is_tiled=is_tiled, rung=rung)
    return Conditions(batch=1, is_tiled=tiles[-1], rung=rungs[-1])


def rung_that_fits(under: Rung, components: Mapping[str, int], activations: Activations, room: int) -> Rung | None:
    """The highest rung under one on which a single order fits into `room` bytes by estimate; None where none does."""
    is_tiled = activations.tiled is not None
    lower = LADDER[LADDER.index(under) + 1 :]
    return next((rung for rung in lower if needed_bytes(rung, components, activations, 1, is_tiled=is_tiled) <= room), None)


def below(conditions: Conditions, device: str, *, may_tile: bool = True, is_fixed: bool = False) -> Conditions | None:
    """The next try after running out of memory: half the orders, then tiles, then the next rung; None at the bottom.

    Args:
        conditions: What did not fit.
        device: On a CPU all rungs hold the whole model in the same memory, so there is only the batch and the tiles.
        may_tile: Whether the model can decode in tiles.
        is_fixed: Whether a person chose the rung.
    """
    if conditions.batch > 1:
        return replace(conditions, batch=conditions.batch // 2)
    if may_tile and not conditions.is_tiled:
        return replace(conditions, is_tiled=True)
    lower = LADDER[LADDER.index(conditions.rung) + 1 :]
    return replace(conditions, rung=lower[0]) if lower and device != "cpu" and not is_fixed else None


def run_down(  # noqa: PLR0913 - a call's whole circumstances
    jobs: Sequence[Job[O]],
    attempt: Attempt[O],
    start: Conditions,
    remembered_as: Hashable,
    device: str,
    *,
    may_tile: bool = True,
    is_fixed: bool = False,
    is_whole: bool = False,
    advised: Rung | None = None,
    models_dir: Path | None = None,
) -> list[Made]:
    """Make all orders, under worse conditions whenever memory runs out.

    Args:
        jobs: Orders of equal `batch_key`.
        attempt: Makes some of them under given conditions.
        start: See `first_conditions`.
        remembered_as: Engine, weights and size: what worked for it is where the next call begins. Between processes by its `repr`.
        device: "cpu" or "cuda".
        may_tile: See `below`.
        is_fixed: See `below`.
        is_whole: Whether the model runs with all of its weights on the device only.
        advised: Below a rung that a person chose, the one that fits by estimate.
        models_dir: The registry, where what is learnt of a GPU is kept for other processes; None for none.

    Returns:
        As many results as orders. Those made under worse conditions than `start` say so in the fact `memory`; those made in tiles or with
        part of the model elsewhere, which may have been so from the start, in the fact `conditions`.

    Raises:
        DoesNotFit: Even the last rung is too much; says what was tried.
    """
    memory = _Memory((remembered_as, str(start.rung), start.is_tiled, is_fixed, device), device, models_dir)
    known = memory.known() or start
    now = replace(known, batch=min(known.batch, start.batch))
    if start.is_tiled or start.rung is not Rung.RESIDENT:
        _log.info("what was counted does not fit whole", order=jobs[0].order.about.label, begins=str(start), is_chosen=is_fixed)
    made: list[Made] = []
    has_cleared = False
    while len(made) < len(jobs):
        loans = warm_pool(device).loans
        results, reason, may_clear = _attempted(attempt, jobs[len(made) : len(made) + now.batch], now)
        if results is not None:
            note = {} if now == start else {"memory": f"memory was short: {now} instead of {start}"}
            note |= {"conditions": str(now)} if now.is_tiled or now.rung is not Rung.RESIDENT else {}
            made += [replace(result, facts={**result.facts, **note}) for result in results]
            continue
        _collect(device)
        if may_clear and not has_cleared and warm_pool(device).let_go(loans):
            # others were in the way: that is no reason to do worse
            has_cleared = True
            continue
        worse = below(now, device, may_tile=may_tile, is_fixed=is_fixed or is_whole)
        if worse is None:
            memory.remember(now)
            may_offload = is_fixed and not is_whole and below(now, device, may_tile=False) is not None
            offload = f"allow offload={advised}, which fits by estimate, or auto" if advised else "allow offload=auto"
            raise DoesNotFit(_does_not_fit(jobs[0].order, now, reason, offload if may_offload else "", has_pixels=may_tile))
        _log.warning("memory is short", order=jobs[0].order.about.label, was=str(now), next=str(worse), reason=reason)
        if now.rung is not Rung.RESIDENT or worse.rung is not now.rung:
            # loaded anew for its rung; and what streams its layers may have stopped anywhere
            warm_pool(device).let_go()
        # at once: whatever ends the next try, the one before is known to be in vain
        memory.remember(worse)
        now = worse
    return made


class _Memory:
    """What is known of calls of one kind."""

    def __init__(self, begin: Hashable, device: str, models_dir: Path | None) -> None:
        """Of calls that begin like `begin`; other processes' where they run on a GPU, whose memory is not everybody's."""
        self._begin = begin
        self._device = device
        self._models_dir = models_dir if device != "cpu" else None

    def known(self) -> Conditions | None:
        """Where what failed led to."""
        with _worked_lock:
            known = _worked.get(self._begin)
        if known is not None or self._models_dir is None:
            return known
        learnt = recall(self._models_dir, self._subject, room_of(self._device))
        if learnt is None:
            return None
        conditions = Conditions(learnt.batch, learnt.is_tiled, learnt.rung)
        _log.info("what memory is enough for was learnt before", subject=self._subject, begins=str(conditions))
        with _worked_lock:
            return _worked.setdefault(self._begin, conditions)

    def remember(self, conditions: Conditions) -> None:
        """Also of what does not fit at all: the next shot shall not load a model rung by rung to be told so again, only once."""
        with _worked_lock:
            _worked[self._begin] = conditions
        if self._models_dir is not None:
            room_bytes = room_of(self._device)
            learnt = Learnt(
                subject=self._subject,
                batch=conditions.batch,
                is_tiled=conditions.is_tiled,
                rung=conditions.rung,
                room_bytes=room_bytes,
            )
            keep(self._models_dir, learnt)

    @property
    def _subject(self) -> str:
        """What calls begin like, and on what: another device, another limit or another torch has other room or takes other memory."""
        torch = torch_module()
        card = torch.cuda.get_device_properties(torch.cuda.current_device())
        return f"{self._begin!r} on {card.name}, {card.total_memory} bytes, at most {memory_limit() or 'all'}, torch {torch.__version__}"


def _attempted(attempt: Attempt[O], jobs: Sequence[Job[O]], conditions: Conditions) -> tuple[list[Made] | None, str, bool]:
    """Results, or why there are none and whether other models may have been in the way."""
    try:
        return attempt(jobs, conditions), "", False
    except (RuntimeError, MemoryError, OSError) as error:
        if not is_memory_short(error):
            raise
        return None, str(error).partition("\n")[0], ABOVE_LIMIT not in getattr(error, "__notes__", ())


def _collect(device: str) -> None:
    """Give back what the failed call held."""
    gc.collect()
    if device != "cpu":
        torch_module().cuda.empty_cache()


def _does_not_fit(order: Order, last: Conditions, reason: str, offload: str, *, has_pixels: bool) -> str:
    """Why, and what helps.

    Args:
        order: What was to be made.
        last: What was tried last.
        reason: What the device said.
        offload: What to allow, where less of the model on the device would have been tried, had nobody forbidden it.
        has_pixels: Whether what it takes grows with the pixels at which the model works; the film's own are others.
    """
    fewer = f"lower megapixels of {order.stage} engine '{order.engine.name}', " if has_pixels else ""
    advice = offload or f"{fewer}use a smaller model or a GPU with more memory"
    return f"{order.about.label}: the model does not fit into memory even with {last}; {advice} ({reason})"
