"""Picture sizes: what a model paints well, and how that becomes exactly the frame that was ordered."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from schemas.failures import Refused

Rgb = NDArray[np.uint8]
"""A flat picture: shape (height, width, 3)."""

SIDE_PX = (16, 7680)
"""Shortest and longest side of a frame."""
_AREA_SLACK = 0.14
"""A bucket's area may differ from what the model likes by this share, where that brings it closer to the film's aspect."""
_LONGEST_ASPECT = 4.0


def check_frame(width_px: int, height_px: int) -> None:
    """Refuse frames that can't be painted.

    Raises:
        Refused: A side is out of range.
    """
    if not all(SIDE_PX[0] <= side <= SIDE_PX[1] for side in (width_px, height_px)):
        msg = f"a picture of {width_px}x{height_px} px was ordered: each side must have {SIDE_PX[0]} to {SIDE_PX[1]} px"
        raise Refused(msg)


def bucket(width_px: int, height_px: int, pixels: float, multiple: int) -> tuple[int, int]:
    """The size near `pixels` in area, both sides multiples, whose aspect is nearest to the frame's.

    Args:
        width_px: The frame's.
        height_px: The frame's.
        pixels: Area the model was trained on.
        multiple: Both sides are multiples of it.

    Returns:
        Width and height; of two that lose equally little of the frame the one nearer to `pixels`.
    """
    aspect = min(max(width_px / height_px, 1 / _LONGEST_ASPECT), _LONGEST_ASPECT)
    ideal = (pixels / aspect) ** 0.5
    best, best_cost = (multiple, multiple), float("inf")
    for rows in range(max(1, int(ideal * 0.8 / multiple)), int(ideal * 1.25 / multiple) + 2):
        columns = max(1, round(rows * aspect))
        area = rows * columns * multiple**2
        lost = abs(np.log(columns / rows / aspect))
        strayed = abs(np.log(area / pixels))
        cost = float(lost + 0.05 * strayed + (strayed if strayed > _AREA_SLACK else 0.0))
        if cost < best_cost:
            best, best_cost = (columns * multiple, rows * multiple), cost
    return best


def fitted(picture: Image.Image, width_px: int, height_px: int) -> Image.Image:
    """A picture scaled (Lanczos) until it fills the frame, and cropped around its middle.

    Returns:
        RGB, exactly `width_px` × `height_px`.
    """
    across, down = width_px / picture.width, height_px / picture.height
    scale = max(across, down)
    wide, high = width_px / scale, height_px / scale
    left, top = (picture.width - wide) / 2, (picture.height - high) / 2
    box = (left, top, left + wide, top + high)
    return picture.convert("RGB").resize((width_px, height_px), Image.Resampling.LANCZOS, box=box)
