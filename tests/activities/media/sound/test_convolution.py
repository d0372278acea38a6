"""Convolution and correlation of sound."""

import numpy as np
import pytest

from activities.media.sound.convolution import convolved, sliding_products, transform_size, widest

RANDOM = np.random.Generator(np.random.PCG64(2))


@pytest.mark.parametrize(("samples", "taps"), [(1, 1), (5, 9), (1_000, 3), (1_000, 1_000), (5_000, 700), (7, 3_000)])
def test_convolution_is_that_of_the_definition(samples: int, taps: int) -> None:
    sound, impulse = RANDOM.standard_normal((2, samples)), RANDOM.standard_normal((2, taps))
    made = convolved(sound, impulse)

    for channel in range(2):
        assert made[channel] == pytest.approx(np.convolve(sound[channel], impulse[channel]), abs=1e-10)


def test_one_impulse_response_serves_every_channel() -> None:
    sound, impulse = RANDOM.standard_normal((3, 500)), RANDOM.standard_normal((1, 20))

    assert np.array_equal(convolved(sound, impulse), convolved(sound, np.repeat(impulse, 3, axis=0)))


def test_float32_stays_float32() -> None:
    assert convolved(np.ones((1, 100), np.float32), np.ones((1, 10), np.float32)).dtype == np.float32


def test_products_are_highest_where_the_pattern_lies() -> None:
    field = RANDOM.standard_normal(1_000)
    products = sliding_products(field, field[321:521])

    assert products == pytest.approx(np.correlate(field, field[321:521], "valid"), abs=1e-10)
    assert int(products.argmax()) == 321


@pytest.mark.parametrize("reach", [1, 3, 16, 240])
def test_the_widest_is_the_highest_within_reach(reach: int) -> None:
    values = RANDOM.standard_normal(600)
    expected = [values[max(0, place - reach) : place + reach + 1].max() for place in range(600)]

    assert widest(values, reach).tolist() == expected


def test_transforms_are_long_enough_and_little_longer() -> None:
    for least in range(1, 5_000):
        assert least <= transform_size(least) <= max(least + 1, least * 1.26)
