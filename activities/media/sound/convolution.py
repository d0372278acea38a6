"""Convolves and correlates sound by Fourier transforms, block by block, so that what lies between is small whatever the length."""

import numpy as np
from numpy.typing import NDArray

_LENGTHS = (2, 3, 4, 6, 8)
"""Transforms that are tried are about so many times as long as what is convolved with: shorter ones overlap more, longer ones hold more."""


def convolved(sound: NDArray[np.floating], impulse: NDArray[np.floating]) -> NDArray[np.floating]:
    """Every channel of a sound with that of an impulse response.

    Args:
        sound: Shape (channels, samples), at least one sample.
        impulse: Shape (channels, taps), or (1, taps) for all, at least one.

    Returns:
        Shape (channels, samples + taps − 1), of the more precise of both types.
    """
    samples, taps = sound.shape[1], impulse.shape[1]
    made = np.zeros((sound.shape[0], samples + taps - 1), np.result_type(sound, impulse))
    size = _cheapest(samples, taps)
    step = size - taps + 1
    spectrum = np.fft.rfft(impulse, size, axis=1)
    for first in range(0, samples, step):
        answer = np.fft.irfft(np.fft.rfft(sound[:, first : first + step], size, axis=1) * spectrum, size, axis=1)
        length = min(size, made.shape[1] - first)
        made[:, first : first + length] += answer[:, :length]
    return made


def _cheapest(samples: int, taps: int) -> int:
    """The length of transform that takes the least work for a sound."""
    sizes = sorted({transform_size(min(samples + taps - 1, taps * times)) for times in _LENGTHS})
    return min(sizes, key=lambda size: (1 + 2 * -(-samples // (size - taps + 1))) * size)


def sliding_products(field: NDArray[np.floating], pattern: NDArray[np.floating]) -> NDArray[np.float64]:
    """The sum of products of a pattern with what lies under it, at each of its places in a longer field.

    Args:
        field: Shape (samples,).
        pattern: Shape (width,), not longer.

    Returns:
        Shape (samples − width + 1,).
    """
    size = transform_size(len(field))
    products = np.fft.irfft(np.fft.rfft(field, size) * np.fft.rfft(pattern, size).conj(), size)
    return np.asarray(products[: len(field) - len(pattern) + 1], dtype=np.float64)


def transform_size(least: int) -> int:
    """The smallest length of at least `least` that transforms fast: a power of two, or three, five or nine eighths of one and the like."""
    power = 1 << max(0, (least - 1).bit_length() - 4)
    return min(power * factor for factor in (1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16) if power * factor >= least)


def widest(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The highest value within `reach` places of each, shape (values,); doubled step by step, so that a wide reach costs little more."""
    padded = np.pad(values, reach, mode="edge")
    width, wanted = 1, 2 * reach + 1
    while width < wanted:
        step = min(width, wanted - width)
        padded = np.maximum(padded[:-step], padded[step:])
        width += step
    return padded
