"""Noise that is an order's own: the same whoever shares its call, and on every device."""

import hashlib
from collections.abc import Sequence
from typing import Any

from activities.engines import Job
from activities.models.torch_setup import torch_module
from schemas.order import Order


def seed_of(order: Order, *salt: object) -> int:
    """A seed of 63 bits from the order's seed and take, and whatever else shall make other noise."""
    text = "/".join(str(part) for part in (order.seed, order.take, *salt))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) >> 1


def generators(jobs: Sequence[Job[Any]], *salt: object) -> list[Any]:
    """One `torch.Generator` on the CPU for each order: a shared one would make results depend on their neighbours."""
    torch = torch_module()
    return [torch.Generator("cpu").manual_seed(seed_of(job.order, *salt)) for job in jobs]
