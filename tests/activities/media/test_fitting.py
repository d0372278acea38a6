"""Pictures at a model's size and back."""

import numpy as np
import pytest

from activities.media.fitting import to_film, to_model
from activities.media.sizes import Rgb

_FILM = (320, 180)


def _picture() -> Rgb:
    """A soft gradient with a square in the middle."""
    across = np.linspace(20, 220, _FILM[0])[None, :, None]
    down = np.linspace(0, 30, _FILM[1])[:, None, None]
    picture = np.repeat(across + down, 3, axis=2)
    picture[82:98, 152:168] = 10
    return picture.astype(np.uint8)


@pytest.mark.parametrize("model", [(320, 192), (480, 320), (320, 320), (192, 320), (640, 192)])
def test_what_stands_somewhere_stands_there_afterwards(model: tuple[int, int]) -> None:
    picture = _picture()
    back = to_film(to_model(picture, model), _FILM)

    assert back.shape == picture.shape
    assert float(np.abs(back.astype(int) - picture).mean()) < 2.5


@pytest.mark.parametrize("model", [(480, 320), (320, 320)])
def test_a_square_stays_a_square(model: tuple[int, int]) -> None:
    dark = to_model(_picture(), model)[..., 0] < 15
    height, width = dark.any(axis=1).sum(), dark.any(axis=0).sum()

    assert width / height == pytest.approx(1.0, abs=0.1)
