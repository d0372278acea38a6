"""The side of `tests.fakes.gpu` that torch asks about its device: how much memory there is and is held, streams, the name of the card."""

import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from activities.models.torch_setup import torch_module

torch = torch_module()

NAME, GENERATION = "GPU of main memory", (9, 0)


class Memory:
    """What tensors hold of a GPU, each storage once; views and what shares one cost nothing."""

    def __init__(self, size_bytes: int) -> None:
        """A GPU with so much memory."""
        self.size_bytes = size_bytes
        self.share = 1.0
        """What of it this process may take."""
        self.held_bytes = 0
        self.reserved_bytes = 0
        self.peak_bytes = 0
        self._users: dict[int, int] = {}

    def keep(self, holder: object, inner: Any) -> None:
        """Count a tensor for as long as its holder lives.

        Raises:
            torch.OutOfMemoryError: There is no room for it.
        """
        storage = inner.untyped_storage()
        address, size_bytes = storage.data_ptr(), storage.nbytes()
        if not address:
            return
        if not self._users.get(address):
            if self.held_bytes + size_bytes > self.size_bytes * self.share:
                msg = f"CUDA out of memory. Tried to allocate {size_bytes} bytes, {self.held_bytes} are held of {self.size_bytes}"
                raise torch.OutOfMemoryError(msg)
            self.held_bytes += size_bytes
            self.reserved_bytes = max(self.reserved_bytes, self.held_bytes)
            self.peak_bytes = max(self.peak_bytes, self.held_bytes)
        self._users[address] = self._users.get(address, 0) + 1
        weakref.finalize(holder, self._let_go, address, size_bytes)

    def _let_go(self, address: int, size_bytes: int) -> None:
        self._users[address] -= 1
        if not self._users[address]:
            self.held_bytes -= size_bytes

    def give_back(self) -> None:
        """What nobody holds is free for others again."""
        self.reserved_bytes = self.held_bytes

    def forget_peak(self) -> None:
        """The peak is counted from here."""
        self.peak_bytes = self.held_bytes


class Stream:
    """Of work, which is done by the time it is asked for."""

    def __init__(self, *_arguments: object, **_named: object) -> None:
        """As torch's."""

    def synchronize(self) -> None:
        """Nothing is under way."""

    def wait_stream(self, _other: object) -> None:
        """Nothing is under way."""


@contextmanager
def driver(memory: Memory) -> Iterator[None]:
    """Inside, torch tells of one GPU with that memory."""
    # torch's own attributes are looked up by whoever asks, so they are the one place at which all of them can be told
    answers = _answers(memory)
    known = {(place, name): getattr(place, name) for place, name in answers}
    for (place, name), answer in answers.items():
        setattr(place, name, answer)
    try:
        yield
    finally:
        for (place, name), was in known.items():
            setattr(place, name, was)


def _answers(memory: Memory) -> dict[tuple[Any, str], Any]:
    def constant(value: Any) -> Callable[..., Any]:
        return lambda *_arguments, **_named: value

    def told(read: Callable[[], Any]) -> Callable[..., Any]:
        return lambda *_arguments, **_named: read()

    def limit(share: float, *_device: object) -> None:
        memory.share = share

    @contextmanager
    def on_stream(_stream: object) -> Iterator[None]:
        yield

    card = SimpleNamespace(name=NAME, major=GENERATION[0], minor=GENERATION[1], total_memory=memory.size_bytes, multi_processor_count=1)
    cuda: dict[str, Any] = {
        "is_available": constant(True),
        "is_initialized": constant(True),
        "_is_in_bad_fork": constant(False),
        "_lazy_init": constant(None),
        "_lazy_call": constant(None),
        "device_count": constant(1),
        "current_device": constant(0),
        "get_device_name": constant(NAME),
        "get_device_capability": constant(GENERATION),
        "get_device_properties": constant(card),
        "is_bf16_supported": constant(True),
        "mem_get_info": told(lambda: (memory.size_bytes - memory.reserved_bytes, memory.size_bytes)),
        "memory_allocated": told(lambda: memory.held_bytes),
        "memory_reserved": told(lambda: memory.reserved_bytes),
        "max_memory_allocated": told(lambda: memory.peak_bytes),
        "reset_peak_memory_stats": told(memory.forget_peak),
        "empty_cache": told(memory.give_back),
        "set_per_process_memory_fraction": limit,
        "synchronize": constant(None),
        "manual_seed": constant(None),
        "manual_seed_all": constant(None),
        "get_rng_state": told(lambda: torch.zeros(16, dtype=torch.uint8)),
        "set_rng_state": constant(None),
        "Stream": Stream,
        "current_stream": told(Stream),
        "stream": on_stream,
    }
    accelerator: dict[str, Any] = {"is_available": constant(True), "current_accelerator": constant(torch.device("cuda"))}
    return {(torch.cuda, name): answer for name, answer in cuda.items()} | {
        (torch.accelerator, name): answer for name, answer in accelerator.items()
    }
