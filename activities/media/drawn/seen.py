"""How much of a layer the camera ever sees: a canvas is larger than the screen, and what stays outside all the time need not be kept.

What is drawn does not change: parts are cut between blocks, so that what a sheet knows of its ink stays the same.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from activities.media.drawn.camera import Matrix, then
from activities.media.drawn.layers import BLOCK_PX, Sheet

_MARGIN_PX = 16
"""Of the screen, around it: interpolation reaches so far, also at a quarter of the size."""
_CELLS_PX = 64, 36
"""What is hidden is found by such cells (see `occlusion`), of which the last may reach beyond the screen."""
_WORTHWHILE = 0.9


def seen_part(sheet: Sheet, to_screen: Sequence[Matrix], width_px: int, height_px: int) -> Sheet | None:
    """The part of a sheet that is ever on the screen; the sheet itself when that is nearly all of it, None when it is nothing.

    Args:
        sheet: Moved by nothing but the camera.
        to_screen: From the canvas to the screen, one for each frame.
        width_px: Of the screen.
        height_px: Of the screen.
    """
    high, wide = sheet.packed.shape[:2]
    left, top, right, bottom = _reach(np.stack([then(sheet.to_canvas, matrix) for matrix in to_screen]), width_px, height_px)
    left, top, right, bottom = max(0, left), max(0, top), min(wide, right), min(high, bottom)
    if left >= right or top >= bottom:
        return None
    if (right - left) * (bottom - top) > _WORTHWHILE * wide * high:
        return sheet
    part = sheet.packed[top:bottom, left:right].copy()
    return Sheet(part, sheet.x + left / sheet.scale_x, sheet.y + top / sheet.scale_y, sheet.scale_x, sheet.scale_y, sheet.softness)


def _reach(to_screen: NDArray[np.float64], width_px: int, height_px: int) -> tuple[int, int, int, int]:
    """Left, upper, right and lower end, in whole blocks, of what lies on the screen or near it at one of the frames."""
    right, bottom = (-(-size // cell) * cell + _MARGIN_PX for size, cell in zip((width_px, height_px), _CELLS_PX, strict=True))
    corners = np.array([[-_MARGIN_PX, right, -_MARGIN_PX, right], [-_MARGIN_PX, -_MARGIN_PX, bottom, bottom]], np.float64)
    a, b, c = to_screen[:, 0, :1], to_screen[:, 0, 1:2], to_screen[:, 0, 2:]
    d, e, f = to_screen[:, 1, :1], to_screen[:, 1, 1:2], to_screen[:, 1, 2:]
    across, down, det = corners[0] - c, corners[1] - f, a * e - b * d
    x, y = (e * across - b * down) / det, (a * down - d * across) / det
    ends = (np.floor(x.min() / BLOCK_PX), np.floor(y.min() / BLOCK_PX), np.ceil(x.max() / BLOCK_PX), np.ceil(y.max() / BLOCK_PX))
    first_x, first_y, last_x, last_y = (int(end) * BLOCK_PX for end in ends)
    return first_x, first_y, last_x, last_y
