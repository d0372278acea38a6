"""Sheets are painted strip by strip, which nobody sees."""

import tracemalloc
from collections.abc import Callable

import cv2
import numpy as np
import pytest

from activities.media.drawn.brush import Easel
from activities.media.drawn.camera import Matrix
from activities.media.drawn.layers import Packed, Sheet
from activities.media.planes import BLACK, Plane, planes_of

WIDTH_PX, HEIGHT_PX = 960, 540
TO_SCREEN: Matrix = np.array([[1.07, 0.0, -61.3], [0.0, 1.07, -40.7]])
"""From the sheet: a camera that came a little nearer, so that no sample lies on a pixel."""
Painting = Callable[[Easel, Sheet], None]


def soft_noise() -> Packed:
    """A sheet larger than the screen, as smooth as a drawing; alpha is 40 to 215."""
    coarse = np.random.Generator(np.random.PCG64(5)).integers(40, 216, (30, 50, 4), np.uint8)
    packed: Packed = cv2.resize(coarse, (1000, 600), interpolation=cv2.INTER_LINEAR).astype(np.uint8)
    packed[..., :3] = np.minimum(packed[..., :3], packed[..., 3:])
    return packed


def wave() -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return (9 * np.sin(np.arange(HEIGHT_PX) / 11)).astype(np.float32)


def painted(paint: Painting) -> Plane:
    """The luma of a frame with a sheet over black."""
    easel = Easel(WIDTH_PX, HEIGHT_PX)
    paint(easel, Sheet(soft_noise(), 0, 0))
    return planes_of(easel.finished())[0].copy()


def at_once(shift: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Plane:
    """The same, sampled by one call and blended in floats."""
    x = (np.arange(WIDTH_PX) + 0.5 - TO_SCREEN[0, 2]) / TO_SCREEN[0, 0] - 0.5
    y = (np.arange(HEIGHT_PX) + 0.5 - TO_SCREEN[1, 2]) / TO_SCREEN[1, 1] - 0.5
    map_x = (x[None, :] - shift[:, None]).astype(np.float32)
    map_y = np.broadcast_to(y[:, None], map_x.shape).astype(np.float32)
    found = cv2.remap(soft_noise().astype(np.float32), map_x, map_y, cv2.INTER_LINEAR)
    return np.asarray(np.rint(BLACK[0] * (1 - found[..., 3] / 255) + found[..., 0]), np.uint8)


@pytest.mark.parametrize(
    ("paint", "shift"),
    [
        (lambda easel, sheet: easel.draw(sheet, TO_SCREEN), np.zeros(HEIGHT_PX, np.float32)),
        (lambda easel, sheet: easel.ripple(sheet, TO_SCREEN, wave()), wave()),
    ],
    ids=["blended", "rippled"],
)
def test_strips_meet_without_a_seam(paint: Painting, shift: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> None:
    found = painted(paint)

    # OpenCV knows places to a thirty-second of a pixel
    assert cv2.absdiff(found, at_once(shift)).max() <= 2


@pytest.mark.parametrize(
    "paint",
    [lambda easel, sheet: easel.draw(sheet, TO_SCREEN), lambda easel, sheet: easel.ripple(sheet, TO_SCREEN, wave())],
    ids=["blended", "rippled"],
)
def test_painting_holds_little_beside_the_frame(paint: Painting) -> None:
    sheet, easel = Sheet(soft_noise(), 0, 0), Easel(WIDTH_PX, HEIGHT_PX)
    tracemalloc.start()
    paint(easel, sheet)
    easel.finished()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 1.25 * WIDTH_PX * HEIGHT_PX * 4
