"""Models kept warm: loaded once, lent while they are used, let go by age when others need their memory.

One pool per process, and one process per GPU. Sizes are measured, not believed: what the allocator holds more after loading than before.
"""

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import structlog

from activities.models.estimates import bytes_in_words
from activities.models.rungs import free_bytes
from activities.models.torch_setup import torch_module

ABOVE_LIMIT = "whatever else is let go of"
"""Noted on faults that no room in the pool would have helped."""

_log = structlog.get_logger(__name__)


@dataclass
class _Warm:
    model: Any
    size_bytes: int
    users: int = 0
    use: int = 0
    """The how-manieth loan of the pool its last one was."""


class WarmPool:
    """Loaded models by name, least recently used first."""

    def __init__(self, device: str) -> None:
        """Models of this pool are on one device, "cuda" or "cpu"."""
        self.device = device
        self.loans = 0
        """So far."""
        self._warm: OrderedDict[str, _Warm] = OrderedDict()
        self._lock = threading.RLock()

    @contextmanager
    def borrow(self, name: str, estimate_bytes: int, load: Callable[[], Any], weights_bytes: int = 0) -> Iterator[Any]:
        """A model, loaded if it is not warm; others are let go first when there is no room for it.

        What would pass this process's limit (`limit_memory`) is treated as the device would: with torch's own out-of-memory error.

        Args:
            name: What makes it another model: engine, weights, rung, precision.
            estimate_bytes: What it will take on the device, weights and activations.
            load: Loads it.
            weights_bytes: What passes through main memory while it loads, and stays there when it is offloaded.

        Yields:
            The model; it stays while somebody uses it. Whatever way its use ends badly, its parts are brought back to where they rest.
        """
        if _limit_bytes and estimate_bytes > _limit_bytes:
            short = f"about {bytes_in_words(estimate_bytes)} are needed, and FILM_GPU_MEMORY_MAX leaves {bytes_in_words(_limit_bytes)}"
            fault = torch_module().OutOfMemoryError(short)
            fault.add_note(ABOVE_LIMIT)
            raise fault
        with self._lock:
            warm = self._warm.get(name)
            if warm is None:
                self.make_room(estimate_bytes, weights_bytes)
                warm = self._warm[name] = self._load(name, load)
                warm.users = 1
            else:
                warm.users += 1
                # what it takes beside its weights
                self.make_room(estimate_bytes - warm.size_bytes)
            self._warm.move_to_end(name)
            self.loans += 1
            warm.use = self.loans
        try:
            yield warm.model
        except BaseException:
            _bring_to_rest(name, warm.model)
            raise
        finally:
            with self._lock:
                warm.users -= 1

    def drop(self, name: str) -> None:
        """Let one model go."""
        with self._lock:
            if self._warm.pop(name, None) is not None:
                _give_back(self.device)

    def make_room(self, wanted_bytes: int, main_bytes: int = 0) -> None:
        """Let models go, the least recently used first, until so much is free or nothing unused is left.

        Args:
            wanted_bytes: Of the device.
            main_bytes: Of main memory, where the device is another.
        """
        with self._lock:
            for name in [name for name, warm in self._warm.items() if not warm.users]:
                has_main = self.device == "cpu" or free_bytes("cpu") >= main_bytes
                if self._room() >= wanted_bytes and has_main:
                    return
                if has_main and self.device != "cpu" and not self._warm[name].size_bytes:
                    # offloaded: the device would gain nothing
                    continue
                _log.info("a model is let go for another", model=name, size_bytes=self._warm[name].size_bytes)
                del self._warm[name]
                _give_back(self.device)

    def let_go(self, lent_before: int | None = None) -> bool:
        """Let unused models go: those that were not lent since the pool had made so many loans, or all of them.

        Returns:
            Whether there were any.
        """
        with self._lock:
            found = [name for name, warm in self._warm.items() if not warm.users and (lent_before is None or warm.use <= lent_before)]
            for name in found:
                del self._warm[name]
            if found:
                _log.info("models are let go, for memory is short", models=found)
                _give_back(self.device)
            return bool(found)

    @property
    def names(self) -> list[str]:
        """The models that are warm, least recently used first."""
        with self._lock:
            return list(self._warm)

    @property
    def size_bytes(self) -> int:
        """What they take on the device."""
        with self._lock:
            return sum(warm.size_bytes for warm in self._warm.values())

    def _room(self) -> int:
        """What the device has left, and this process's limit of what it may take."""
        free = free_bytes(self.device)
        return min(free, _limit_bytes - self.size_bytes) if _limit_bytes else free

    def _load(self, name: str, load: Callable[[], Any]) -> _Warm:
        before = _held(self.device)
        model = load()
        size_bytes = max(_held(self.device) - before, 0)
        _log.info("a model is loaded", model=name, size_bytes=size_bytes)
        return _Warm(model=model, size_bytes=size_bytes)


def _held(device: str) -> int:
    if device == "cpu":
        import psutil  # noqa: PLC0415 - engines on a GPU don't need it

        return int(psutil.Process().memory_info().rss)
    return int(torch_module().cuda.memory_allocated())


def _bring_to_rest(name: str, model: Any) -> None:
    """What moves its parts leaves them where they were when a call is broken off, and the next would find them in its way."""
    rest = getattr(model, "rest", None) or getattr(model, "maybe_free_model_hooks", None)
    if rest is None:
        return
    try:
        rest()
    except RuntimeError as error:
        # of a device that is broken; why the call ended says more
        _log.warning("a model can't be brought to rest", model=name, reason=str(error).partition("\n")[0])


def _give_back(device: str) -> None:
    gc.collect()
    if device != "cpu":
        torch_module().cuda.empty_cache()


def limit_memory(size_bytes: int | None) -> None:
    """From now on this process takes no more of its device than so much; None: all there is.

    On a GPU the allocator holds to it. On a CPU, whose memory has no allocator that could be told, it is held to by estimate.
    """
    global _limit_bytes  # noqa: PLW0603 - it is the process's, as the device is
    _limit_bytes = size_bytes or 0
    torch = torch_module()
    if torch.cuda.is_available():
        total = torch.cuda.get_device_properties(0).total_memory
        torch.cuda.set_per_process_memory_fraction(min(_limit_bytes / total, 1.0) if _limit_bytes else 1.0)


def memory_limit() -> int | None:
    """What `limit_memory` was told last."""
    return _limit_bytes or None


_limit_bytes = 0
_pools: dict[str, WarmPool] = {}
_pools_lock = threading.Lock()


def warm_pool(device: str) -> WarmPool:
    """This process's pool for a device."""
    with _pools_lock:
        return _pools.setdefault(device, WarmPool(device))
