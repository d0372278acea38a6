"""RGB pictures as planes of yuv420p and back, in whole numbers: the same bytes on every machine.

8-bit RGB with BT.709 primaries and transfer; 8-bit yuv420p, BT.709 matrix, limited range, chroma sited left as H.264 has it: a chroma
sample lies on the even columns and halfway between two rows. Matrix: Rec. ITU-R BT.709-6, items 3.2 to 3.4, with factors of 2⁻¹⁶ (back:
2⁻¹⁴), which err by less than 0.01 of a level.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from activities.media.planes import Plane

Rgb: TypeAlias = NDArray[np.uint8]
"""Shape (height, width, 3)."""
_Wide: TypeAlias = NDArray[np.int32]

_BITS = 16
_LUMA = (11966, 40254, 4064)
_BLUE = (-6596, -22188, 28784)
_RED = (28784, -26145, -2639)
"""Of R, G and B: 219/255 and 224/255 of the rows of the BT.709 matrix, times 2¹⁶; the chroma rows add up to 0, so grey has no colour."""
_BACK_BITS = 14
_GAIN = 19077
_RED_OF_V, _GREEN_OF_U, _GREEN_OF_V, _BLUE_OF_U = 29372, -3494, -8731, 34610
"""255/219, and the inverse matrix times 255/224, times 2¹⁴."""


def planes_from_rgb(picture: Rgb) -> tuple[Plane, Plane, Plane]:
    """Y, U and V of a picture.

    Args:
        picture: Shape (height, width, 3), both even.

    Returns:
        uint8 of shapes (height, width) and twice (height / 2, width / 2).
    """
    wide = picture.astype(np.int32)
    luma = (_weighted(wide, _LUMA) + (16 << _BITS) + (1 << _BITS - 1)) >> _BITS
    rows = wide[0::2] + wide[1::2]
    left = np.concatenate([rows[:, :1], rows[:, 1:-1:2]], axis=1)
    # 2 rows × (1, 2, 1) columns: eighths
    eighths = left + 2 * rows[:, 0::2] + rows[:, 1::2]
    half = 1 << _BITS + 2
    u, v = (((_weighted(eighths, row) + half) >> _BITS + 3) + 128 for row in (_BLUE, _RED))
    return luma.astype(np.uint8), u.astype(np.uint8), v.astype(np.uint8)


def rgb_from_planes(y: Plane, u: Plane, v: Plane) -> Rgb:
    """The picture of three planes; chroma between two samples is interpolated.

    Args:
        y: Shape (height, width), both even.
        u: Shape (height / 2, width / 2).
        v: As `u`.

    Returns:
        Shape (height, width, 3); what lies outside RGB is clipped.
    """
    light = (y.astype(np.int32) - 16) * _GAIN + (1 << _BACK_BITS - 1)
    blue, red = (_raised(plane.astype(np.int32) - 128) for plane in (u, v))
    channels = (
        light + ((_RED_OF_V * red) >> 3),
        light + ((_GREEN_OF_U * blue + _GREEN_OF_V * red) >> 3),
        light + ((_BLUE_OF_U * blue) >> 3),
    )
    return np.stack([np.clip(channel >> _BACK_BITS, 0, 255).astype(np.uint8) for channel in channels], axis=-1)


def _weighted(picture: _Wide, weights: tuple[int, int, int]) -> _Wide:
    red, green, blue = weights
    return np.asarray(picture[..., 0] * red + picture[..., 1] * green + picture[..., 2] * blue, np.int32)


def _raised(plane: _Wide) -> _Wide:
    """Chroma at the size of luma, in eighths."""
    above, below = np.concatenate([plane[:1], plane[:-1]]), np.concatenate([plane[1:], plane[-1:]])
    rows = np.stack([3 * plane + above, 3 * plane + below], axis=1).reshape(2 * len(plane), -1)
    right = np.concatenate([rows[:, 1:], rows[:, -1:]], axis=1)
    return np.asarray(np.stack([2 * rows, rows + right], axis=2).reshape(len(rows), -1), np.int32)
