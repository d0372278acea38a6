"""Randomness that depends on words alone, the same in every process."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")

Random = np.random.Generator


def seed_of(*parts: object) -> int:
    """64 bits from the words of `parts`."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def random_of(*parts: object) -> Random:
    """A generator that `parts` alone decide."""
    return np.random.Generator(np.random.PCG64(seed_of(*parts)))


def choose(random: Random, options: Sequence[T]) -> T:
    """One of the options."""
    return options[int(random.integers(len(options)))]


def between(random: Random, low: float, high: float) -> float:
    """A number from `low` to `high`."""
    return float(random.uniform(low, high))
