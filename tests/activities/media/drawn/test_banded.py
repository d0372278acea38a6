"""Warping by bands gives what warping does."""

import cv2
import numpy as np
import pytest

from activities.media.drawn.banded import warp_banded
from activities.media.drawn.camera import Matrix
from activities.media.planes import Plane

WIDTH, HEIGHT = 160, 720


def picture() -> Plane:
    """Noise as coarse as a photograph's detail."""
    coarse = np.random.Generator(np.random.PCG64(1)).integers(0, 256, (300, 90)).astype(np.uint8)
    return cv2.resize(coarse, (360, 1200), interpolation=cv2.INTER_CUBIC).astype(np.uint8)


def plain(matrix: Matrix) -> Plane:
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(picture(), matrix, (WIDTH, HEIGHT), flags=flags, borderMode=cv2.BORDER_REPLICATE).astype(np.uint8)


def place(scale: float, x: float, y: float, slant: float = 0.0) -> Matrix:
    return np.array([[scale, slant, x], [0.0, scale, y]])


@pytest.mark.parametrize("scale", [0.5, 1.0, 1.371, 1.4567])
def test_bands_are_where_the_whole_would_have_them(scale: float) -> None:
    into = np.zeros((HEIGHT, WIDTH), np.uint8)

    done = warp_banded(picture(), place(scale, 3.3, 4.7), into)

    # a hundredth of a pixel, at the steepest edge there is
    assert done
    assert cv2.absdiff(into, plain(place(scale, 3.3, 4.7))).max() <= 3


@pytest.mark.parametrize(
    "matrix",
    [place(1.2, 3, 4, slant=0.01), place(-1.2, 300, 4), place(1.2, -0.1, 4), place(1.2, 3, 400.5), place(1.0 + 1 / 1900, 3, 4)],
    ids=["turned", "mirrored", "past the left end", "past the lower end", "no band on whole rows"],
)
def test_what_bands_do_not_fit_is_left_alone(matrix: Matrix) -> None:
    into = np.full((HEIGHT, WIDTH), 7, np.uint8)

    done = warp_banded(picture(), matrix, into)

    assert not done
    assert (into == 7).all()


def test_small_pictures_are_not_cut_into_bands() -> None:
    assert not warp_banded(picture(), place(1.0, 3, 4), np.zeros((480, WIDTH), np.uint8))
