"""Filter sections over sound."""

import numpy as np
import pytest

from activities.media.sound.sections import Cascade, through
from activities.media.sound.tone import bell, cut

SECTIONS = [cut("low", 120), bell(320, -1.5, 0.8), cut("high", 7_000)]


def sound(samples: int, channels: int = 2) -> np.ndarray:
    return np.random.Generator(np.random.PCG64(1)).standard_normal((channels, samples))


def recursion(sections: list[np.ndarray], wave: np.ndarray) -> np.ndarray:
    """The difference equation as textbooks have it, one sample after the other."""
    for b0, b1, b2, _, a1, a2 in sections:
        made = np.zeros_like(wave)
        for n in range(len(wave)):
            past = [(wave[n - k], made[n - k]) if n >= k else (0.0, 0.0) for k in (1, 2)]
            made[n] = b0 * wave[n] + b1 * past[0][0] + b2 * past[1][0] - a1 * past[0][1] - a2 * past[1][1]
        wave = made
    return wave


def test_sections_do_what_their_difference_equation_says() -> None:
    given = sound(2_000)
    made = through(SECTIONS, given)

    assert made[0] == pytest.approx(recursion(SECTIONS, given[0]), abs=1e-11)
    assert made[1] == pytest.approx(recursion(SECTIONS, given[1]), abs=1e-11)


@pytest.mark.parametrize("channels", [1, 2])
def test_pieces_of_any_length_come_to_the_same_bytes_as_the_whole(channels: int) -> None:
    whole = sound(10_000, channels)
    cascade = Cascade(SECTIONS, channels)
    pieces = [cascade.next(piece) for piece in np.split(whole, [1, 1, 7, 1_024, 9_000], axis=1)]

    assert np.array_equal(np.concatenate(pieces, axis=1), through(SECTIONS, whole))


def test_what_went_through_has_its_own_memory() -> None:
    cascade = Cascade(SECTIONS, 1)
    first = cascade.next(sound(1_000, 1))
    kept = first.copy()
    cascade.next(sound(1_000, 1) * 3)

    assert np.array_equal(first, kept)
