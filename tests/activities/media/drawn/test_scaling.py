"""Scaling a plane to where a camera sees it gives what warping does."""

import cv2
import numpy as np
import pytest

from activities.media.drawn.camera import Matrix
from activities.media.drawn.scaling import scale_into, scratch_for
from activities.media.planes import Plane

WIDTH, HEIGHT = 320, 240


def picture() -> Plane:
    """Noise as coarse as a photograph's detail."""
    coarse = np.random.Generator(np.random.PCG64(1)).integers(0, 256, (225, 250)).astype(np.uint8)
    return cv2.resize(coarse, (1000, 900), interpolation=cv2.INTER_CUBIC).astype(np.uint8)


def place(scale: float, x: float, y: float, slant: float = 0.0) -> Matrix:
    return np.array([[scale, slant, x], [0.0, scale, y]])


def scaled(matrix: Matrix) -> tuple[bool, Plane]:
    into = np.full((HEIGHT, WIDTH), 7, np.uint8)
    return scale_into(picture(), matrix, into, scratch_for(WIDTH, HEIGHT)), into


@pytest.mark.parametrize("scale", [0.731, 0.9419, 1.371, 1.4567])
def test_every_pixel_is_where_warping_puts_it(scale: float) -> None:
    matrix = place(scale, 140.3, 135.81)

    done, into = scaled(matrix)

    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    plain = cv2.warpAffine(picture(), matrix, (WIDTH, HEIGHT), flags=flags)
    # a sixty-fourth of a pixel each way, at the steepest edge there is
    assert done
    assert cv2.absdiff(into, plain.astype(np.uint8)).max() <= 3


@pytest.mark.parametrize(
    "matrix",
    [
        place(1.2, 140, 140, slant=0.01),
        place(-1.2, 600, 140),
        place(1.371, -3, 140),
        place(1.371, 140, 700),
        place(1.0, 140.4, 140.4),
        place(4 / 3, 140.34, 140.34),
    ],
    ids=["turned", "mirrored", "past the left end", "past the lower end", "not scaled", "always a third off"],
)
def test_what_does_not_fit_is_left_alone(matrix: Matrix) -> None:
    done, into = scaled(matrix)

    assert not done
    assert (into == 7).all()
