"""A ground is drawn as the picture it was made of, whichever part of the screen is asked for."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from activities.media.drawn.camera import Matrix, inverse, then
from activities.media.drawn.ground import Ground, draw_ground, ground_of, ground_of_rgb, smaller
from activities.media.drawn.layers import Sheet, packed
from activities.media.drawn.occlusion import Region
from activities.media.drawn.scaling import scratch_for
from activities.media.planes import Plane

WIDTH, HEIGHT = 320, 180
TO_SCREEN: Matrix = np.array([[0.731, 0.0, -12.3], [0.0, 0.731, -8.1]])


def photograph() -> NDArray[np.uint8]:
    """Soft colours with some detail; RGB."""
    coarse = np.random.Generator(np.random.PCG64(2)).integers(0, 256, (30, 50, 3)).astype(np.uint8)
    return cv2.resize(coarse, (480, 280), interpolation=cv2.INTER_CUBIC).astype(np.uint8)


def drawn(ground: Ground, region: Region, to_screen: Matrix = TO_SCREEN) -> tuple[Plane, Plane, Plane]:
    sizes = (region.height, region.width), (region.height // 2, region.width // 2), (region.height // 2, region.width // 2)
    luma, u, v = (np.zeros(size, np.uint8) for size in sizes)
    draw_ground(ground, inverse(then(ground.to_canvas, to_screen)), region, (luma, u, v), scratch_for(WIDTH, HEIGHT))
    return luma, u, v


def test_an_opaque_sheet_and_its_picture_make_the_same_ground() -> None:
    pixels = photograph()
    opaque = np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])

    of_sheet, of_picture = ground_of(Sheet(packed(opaque), 0, 0)), ground_of_rgb(pixels)

    assert all((one == other).all() for one, other in zip(of_sheet.planes, of_picture.planes, strict=True))


@pytest.mark.parametrize("softness", [1, 2, 4])
def test_a_part_is_the_same_as_in_the_whole(softness: int) -> None:
    pixels = photograph()
    opaque = np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])
    ground = ground_of(Sheet(packed(opaque), 0, 0, softness=softness))

    whole, part = drawn(ground, Region(0, 0, WIDTH, HEIGHT)), drawn(ground, Region(66, 40, 100, 80))

    # parts begin elsewhere, each to within a sixty-fourth of a pixel
    assert cv2.absdiff(whole[0][40:120, 66:166], part[0]).max() <= 3
    assert cv2.absdiff(whole[1][20:60, 33:83], part[1]).max() <= 3
    assert cv2.absdiff(whole[2][20:60, 33:83], part[2]).max() <= 3


def test_beyond_its_ends_its_border_goes_on() -> None:
    pixels = np.full((90, 160, 3), 30, np.uint8)
    pixels[:, -40:] = 200
    away: Matrix = np.array([[1.0, 0.0, -300.0], [0.0, 1.0, 0.0]])

    luma, _, _ = drawn(ground_of_rgb(pixels), Region(0, 0, WIDTH, HEIGHT), away)

    assert (luma == 16 + round(200 * 219 / 255)).all()


def test_a_smaller_one_lies_where_the_larger_one_did() -> None:
    ground = ground_of_rgb(cv2.GaussianBlur(photograph(), (0, 0), 4).astype(np.uint8))

    large, small = (drawn(each, Region(0, 0, WIDTH, HEIGHT)) for each in (ground, smaller(ground, 0.7)))

    assert small[0].std() > 10
    assert max(cv2.absdiff(one, other).mean() for one, other in zip(large, small, strict=True)) < 1
