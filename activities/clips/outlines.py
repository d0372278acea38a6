"""The outlines of a picture, white on black: what ControlNets and VACE follow."""

import cv2
import numpy as np

from activities.media.sizes import Rgb

_LOW, _HIGH = 60, 140
"""Of Canny's two thresholds, in levels of brightness between neighbours; drawn pictures have soft edges, so below the usual 100 and 200."""


def outlines(picture: Rgb) -> Rgb:
    """Canny's edges.

    Args:
        picture: Shape (height, width, 3).

    Returns:
        The same shape, 0 or 255 everywhere.
    """
    cv2.setNumThreads(1)
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return np.repeat(np.asarray(cv2.Canny(grey, _LOW, _HIGH), np.uint8)[..., None], 3, axis=2)
