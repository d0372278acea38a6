"""Where the samples of a frame lie, and warping a picture to them.

Luma is sampled at pixel centres, chroma at its own places: on the left column of each 2 × 2 block, between its rows (MPEG-2 and H.264
default).
"""

import cv2
import numpy as np

from activities.media.drawn.camera import Matrix
from activities.media.drawn.occlusion import Region
from activities.media.planes import Plane

LUMA_CENTRES: Matrix = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5]])
"""From indices of the luma plane to places on the screen."""
CHROMA_SITES: Matrix = np.array([[2.0, 0.0, 0.5], [0.0, 2.0, 1.0]])
"""The same for the chroma planes."""
_LINEAR = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP


def sampling(to_sheet: Matrix, sites: Matrix, region: Region) -> Matrix:
    """From indices of the region to indices of the sheet: OpenCV counts pixel centres as whole numbers.

    Args:
        to_sheet: From the screen to the sheet's pixels.
        sites: From indices to where on the screen is sampled; straight.
        region: Where the indices begin.
    """
    (a, b, c), (d, e, f) = to_sheet.tolist()
    (step_x, _, first_x), (_, step_y, first_y) = sites.tolist()
    x, y = step_x * region.left + first_x, step_y * region.top + first_y
    return np.array([[a * step_x, b * step_y, a * x + b * y + c - 0.5], [d * step_x, e * step_y, d * x + e * y + f - 0.5]])


def warp(source: Plane, to_sheet: Matrix, sites: Matrix, region: Region, *, into: Plane | None = None, goes_on: bool = False) -> Plane:
    """A region of the screen, linearly interpolated from a sheet's pixels.

    Args:
        source: One channel or several.
        to_sheet: From the screen to the sheet's pixels.
        sites: Where on the screen is sampled.
        region: Counted as the sites are.
        into: Where to; a new array when there is none.
        goes_on: Whether the sheet's border goes on beyond its ends, where else nothing is.
    """
    border = cv2.BORDER_REPLICATE if goes_on else cv2.BORDER_CONSTANT
    matrix = sampling(to_sheet, sites, region)
    size = (region.width, region.height)
    return cv2.warpAffine(source, matrix, size, dst=into, flags=_LINEAR, borderMode=border).astype(np.uint8, copy=False)
