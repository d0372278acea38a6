"""Clips with a real face in them, for tests: scikit-image's photograph of Eileen Collins (NASA, public domain), slightly moved."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import skimage.data

from activities.media.rgb import Rgb
from activities.media.video_writer import write_video

WIDTH_PX, HEIGHT_PX, FPS = 320, 240, 24
EYES, MOUTH = (224.0, 103.0), (224.0, 145.0)
"""In the photograph, in pixels."""


@cache
def photograph() -> Rgb:
    """Shape (512, 512, 3)."""
    return np.ascontiguousarray(skimage.data.astronaut()[..., :3])


def portrait(number: int = 0, *, centre_x: float = 0.5, size: float = 0.9) -> Rgb:
    """The face in a frame, moved by a pixel or so with the number of the frame.

    Args:
        number: Of the frame.
        centre_x: Where the face is, in shares of the frame's width.
        size: Of the photograph, 1 as it is.
    """
    across = centre_x * WIDTH_PX - size * EYES[0] + 2 * np.sin(number / 5)
    down = 0.5 * HEIGHT_PX - size * 124 + 1.5 * np.cos(number / 7)
    matrix = np.array([[size, 0, across], [0, size, down]])
    moved = cv2.warpAffine(photograph(), matrix, (WIDTH_PX, HEIGHT_PX), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(moved, np.uint8)


def two_portraits(number: int = 0) -> Rgb:
    """The same face twice, left and right."""
    half = WIDTH_PX // 2
    left, right = (portrait(number + 20 * side, size=0.6)[:, half // 2 : half // 2 + half] for side in (0, 1))
    return np.concatenate([left, right], axis=1)


def empty(number: int = 0) -> Rgb:
    """A frame without anybody: the sky behind her, brighter from frame to frame."""
    frame = np.full((HEIGHT_PX, WIDTH_PX, 3), (180, 170, 168), np.uint8)
    frame[: number + 1] = 90
    return frame


def write_clip(path: Path, pictures: Iterator[Rgb]) -> Path:
    """A lossless clip at `FPS`."""
    write_video(path, pictures, FPS, WIDTH_PX, HEIGHT_PX)
    return path
