"""A cue on paper, and what of it can be sung."""

import numpy as np
import pytest

from activities.media.sound.waveform import root_mean_square
from activities.music.composition import composed, tune_of
from schemas.failures import Refused
from tests.activities.music.playing import SECOND, cue


def test_the_same_order_is_composed_alike_and_another_theme_otherwise() -> None:
    order = cue(8 * SECOND, theme="The Lighthouse")

    assert composed(order).score == composed(order).score
    assert composed(order).score != composed(cue(8 * SECOND, theme="The Lift")).score


def test_a_tune_is_as_long_as_its_cue() -> None:
    tune = tune_of(cue(4 * SECOND + 17))

    assert tune.shape == (2, 4 * SECOND + 17)
    assert root_mean_square(tune) > 0.01


def test_a_tune_has_no_drums() -> None:
    order = cue(8 * SECOND)
    loud = order.model_copy(update={"cue": order.cue.model_copy(update={"genre": "action", "intensity": 1.0})})

    assert any(part.role == "drums" and notes for part, notes in composed(loud).score.parts)
    # a stroke moves the lowest octaves most
    assert _share_below(tune_of(loud), 60.0) < 0.01


def test_a_length_that_is_none_is_refused() -> None:
    with pytest.raises(Refused, match="0 samples"):
        composed(cue(0))


def _share_below(sound: np.ndarray, limit_hz: float) -> float:
    """Of a sound's power."""
    power = np.abs(np.fft.rfft(sound.mean(axis=0))) ** 2
    return float(power[: round(limit_hz * sound.shape[1] / SECOND)].sum() / power.sum())
