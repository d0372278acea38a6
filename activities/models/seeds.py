"""Noise that is an order's own: the same whoever shares its call, and on every device."""

import hashlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from activities.engines import Job
from activities.models.torch_setup import torch_module
from schemas.order import Order

_global_source = threading.RLock()


def seed_of(order: Order, *salt: object) -> int:
    """A seed of 63 bits from the order's seed and take, and whatever else shall make other noise."""
    text = "/".join(str(part) for part in (order.seed, order.take, *salt))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) >> 1


def generators(jobs: Sequence[Job[Any]], *salt: object) -> list[Any]:
    """One `torch.Generator` on the CPU for each order: a shared one would make results depend on their neighbours."""
    torch = torch_module()
    return [torch.Generator("cpu").manual_seed(seed_of(job.order, *salt)) for job in jobs]


@contextmanager
def drawing_from(order: Order, device: str, *salt: object) -> Iterator[None]:
    """For libraries that draw from torch's global source and take no generator: inside, that source is this order's own.

    One order at a time in a process; outside, the source goes on where it was. On a GPU the noise is another than on a CPU.
    """
    torch = torch_module()
    devices = [torch.cuda.current_device()] if device == "cuda" else []
    with _global_source, torch.random.fork_rng(devices=devices):
        torch.manual_seed(seed_of(order, *salt))
        yield
