"""The planes of a video frame as arrays, and whole-number arithmetic on them, so that a blend gives the same bytes on every machine.

Frames between stages are 8-bit yuv420p, BT.709, limited range: luma 16 to 235, chroma 16 to 240 around 128.
"""

from typing import TypeAlias

import av
import cv2
import numpy as np
from numpy.typing import NDArray

Plane: TypeAlias = NDArray[np.uint8]
Weight: TypeAlias = NDArray[np.uint16]
"""Share of the second picture, 0 to `FULL`; shape (height, width) or anything that broadcasts to it."""

FULL = 256
"""The weight at which only the second picture is seen."""
BLACK = (16, 128, 128)
"""Limited-range black in Y, U, V."""
BT709 = 1
LIMITED_RANGE = 1
"""`colorspace`, `color_primaries`, `color_trc` and `color_range` as FFmpeg numbers them."""


def new_frame(width_px: int, height_px: int) -> av.VideoFrame:
    """An uninitialised yuv420p frame, tagged BT.709 limited range."""
    frame = av.VideoFrame(width_px, height_px, "yuv420p")
    tag(frame)
    return frame


def tag(frame: av.VideoFrame) -> None:
    """Say on the frame that it is BT.709 limited range; players guess BT.601 otherwise."""
    frame.colorspace = BT709
    frame.color_primaries = BT709
    frame.color_trc = BT709
    frame.color_range = LIMITED_RANGE


def planes_of(frame: av.VideoFrame) -> tuple[Plane, Plane, Plane]:
    """Y, U and V as views into the frame: writing to them writes the frame.

    A frame that came from a decoder or from somebody's iterator may be referred to elsewhere: write only to frames of `new_frame`.
    """
    y, u, v = (
        np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]  # type: ignore[call-overload]
        for plane in frame.planes
    )
    return y, u, v


def copy_of(frame: av.VideoFrame) -> av.VideoFrame:
    """A frame with the same pixels that may be written to."""
    made = new_frame(frame.width, frame.height)
    for into, plane in zip(planes_of(made), planes_of(frame), strict=True):
        into[:] = plane
    return made


def blend(first: av.VideoFrame, second: av.VideoFrame, luma: Weight, chroma: Weight) -> av.VideoFrame:
    """`first` where the weight is 0, `second` where it is `FULL`, a mixture between, rounded to the nearest level.

    Args:
        first: yuv420p.
        second: Of the same size.
        luma: Weights of the Y plane.
        chroma: Weights of the U and V planes, half as large in both directions.
    """
    made = new_frame(first.width, first.height)
    for into, one, other, weight in zip(planes_of(made), planes_of(first), planes_of(second), (luma, chroma, chroma), strict=True):
        if weight.size == 1:
            _mixed(one, other, int(weight.item()), into)
        else:
            # 255 * 256 + 128 still fits 16 bits
            into[:] = (one * (FULL - weight) + other * weight + FULL // 2) >> 8
    return made


def _mixed(one: Plane, other: Plane, weight: int, into: Plane) -> None:
    """The same for a weight that is everywhere alike, in a quarter of the time.

    Shares of 256 and levels of 8 bits are exact as floating-point numbers, on every machine; what is added breaks ties upwards, as above.
    """
    cv2.addWeighted(one, 1 - weight / FULL, other, weight / FULL, 1 / (4 * FULL), dst=into)


def to_black(frame: av.VideoFrame, share: int) -> av.VideoFrame:
    """The frame with `share` (0 to `FULL`) of black in it."""
    made = new_frame(frame.width, frame.height)
    levels = np.arange(256, dtype=np.int32)
    for into, plane, black in zip(planes_of(made), planes_of(frame), BLACK, strict=True):
        table = ((levels * (FULL - share) + black * share + FULL // 2) >> 8).astype(np.uint8)
        into[:] = table[plane]
    return made


def halved(luma: Weight) -> Weight:
    """Weights of the chroma planes: the mean of each 2 × 2 luma weights.

    Args:
        luma: Height and width even, or 1 where all rows or columns are alike.
    """
    height, width = luma.shape
    rows, columns = min(height, 2), min(width, 2)
    blocks = luma.reshape(height // rows, rows, width // columns, columns).sum(axis=(1, 3), dtype=np.uint32)
    return np.asarray((blocks + rows * columns // 2) // (rows * columns), np.uint16)
