"""Samples a plane for a camera that does not turn, with OpenCV's scaling instead of its warping: two thirds of the time, as smooth.

Scaling samples at places that are fixed in the source, so a picture can't be moved by a fraction of a pixel. But it may begin earlier: of
a plane scaled by 1.37, the twelfth sample lies 0.44 px off the raster of the first. The fewest samples that must be left out at the left
and on top are sought for each frame, so that the rest lie where they should, to within `_TOLERANCE_PX`. Filling 1920 × 1080 takes 1.4 ms
instead of 2.0 in bands and 3.7 by warping (one core).
"""

import math
from typing import NamedTuple

import cv2
import numpy as np

from activities.media.drawn.camera import Matrix
from activities.media.planes import Plane

REACH_PX = 128
"""What a source should have around what is shown, so that there is room to begin earlier."""
_TOLERANCE_PX = 1 / 48
"""Most that a frame may be off its place: over a move 0.012 px rms, of the 0.02 that make it shake."""
_MOST_LEFT_OUT = np.arange(160)
_WORTHWHILE = 1.3
"""Samples for each one that is wanted; with more of them warping is as fast."""


class _Run(NamedTuple):
    """Along one axis: of the source, `length` pixels from `first` on become `samples`; of these, `left_out` come before those wanted."""

    first: int
    length: int
    samples: int
    left_out: int


def scale_into(source: Plane, matrix: Matrix, into: Plane, scratch: Plane) -> bool:
    """Fill a plane from another one, linearly interpolated.

    Args:
        source: What is shown, and `REACH_PX` around it.
        matrix: From indices of `into` to indices of `source`.
        into: Overwritten, or left as it was.
        scratch: Overwritten; where `into` is scaled to before it is cut, see `scratch_for`.

    Returns:
        Whether it could be done: the map neither turns nor mirrors nor reaches past the ends of the source, and there is a beginning that
        fits.
    """
    (across, slant, first_x), (slope, down, first_y) = matrix.tolist()
    if slant or slope or across <= 0 or down <= 0:
        return False
    height, width = into.shape
    columns, rows = _run(across, first_x, width, source.shape[1]), _run(down, first_y, height, source.shape[0])
    if columns is None or rows is None or columns.samples * rows.samples > _WORTHWHILE * width * height:
        return False
    if rows.samples > scratch.shape[0] or columns.samples > scratch.shape[1]:
        return False
    part = source[rows.first : rows.first + rows.length, columns.first : columns.first + columns.length]
    drawn = scratch[: rows.samples, : columns.samples]
    # by factors, not by sizes: sizes would round the scale to what makes them whole
    cv2.resize(part, None, dst=drawn, fx=1 / across, fy=1 / down, interpolation=cv2.INTER_LINEAR)
    np.copyto(into, drawn[rows.left_out : rows.left_out + height, columns.left_out : columns.left_out + width])
    return True


def scratch_for(width_px: int, height_px: int) -> Plane:
    """Memory that is enough to fill planes of up to this size."""
    return np.empty((math.ceil(height_px * _WORTHWHILE), math.ceil(width_px * _WORTHWHILE)), np.uint8)


def _run(step: float, first: float, wanted: int, available: int) -> _Run | None:
    """How to get samples at `first`, `first + step` and so on; None when no beginning fits.

    OpenCV's sample i lies at `(i + ½) step − ½`, counted from the first pixel that it is given.
    """
    begin = first + 0.5 - 0.5 * step
    starts = begin - _MOST_LEFT_OUT * step
    fits = np.abs(starts - np.rint(starts)) <= _TOLERANCE_PX
    left_out = int(fits.argmax())
    if not fits[left_out]:
        return None
    start = round(begin - left_out * step)
    samples = wanted + left_out
    # the last sample's right neighbour, and as many pixels as make OpenCV count no fewer samples than these
    length = max(math.floor((samples - 0.5) * step - 0.5) + 2, math.ceil((samples - 0.5) * step) + 1)
    if start < 0 or start + length > available or (step < 1 and not left_out):
        return None  # the first sample of an enlarged picture lies before its first pixel
    return _Run(start, length, round(length * (1 / step)), left_out)
