"""Chance that repeats: numbers that depend on an order's seed and take and on what they are for, on nothing else."""

import hashlib

import numpy as np

from activities.media.drawn.performance import Wave


def chance(seed: int, take: int, *about: str) -> np.random.Generator:
    """A generator of its own for everything that is named.

    Args:
        seed: Of the order.
        take: Of the order; another take is another performance.
        about: What it is for: "camera", or "blinks" and a character's name.
    """
    text = "\x1f".join((str(seed), str(take), *about))
    return np.random.Generator(np.random.PCG64(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest())))


def between(dice: np.random.Generator, low: float, high: float) -> float:
    """An even chance between two numbers, to six digits so that a performance reads well."""
    return round(float(dice.uniform(low, high)), 6)


def unrest(dice: np.random.Generator, amplitude: float, periods_s: tuple[float, ...]) -> list[Wave]:
    """Noise within a band of frequencies: one wave per period, slower ones larger, together at most `amplitude`."""
    whole = sum(periods_s)
    waves = []
    for period_s in periods_s:
        share = round(amplitude * period_s / whole, 8)
        waves.append(Wave(amplitude=share, period_s=round(period_s * between(dice, 0.9, 1.1), 6), phase=between(dice, 0, 1)))
    return waves
