"""Faces by the cascade of local binary patterns that comes with scikit-image: no weights to fetch, faces from the front only.

Liao et al., Learning Multi-scale Block Local Binary Patterns for Face Recognition (2007). It runs on one thread and in whole numbers, so
that the same picture gives the same faces everywhere. Cost: 30 to 200 ms for 360 lines, by how small a face may be.
"""

import importlib.metadata
from typing import Any

import cv2
import numpy as np

from activities.lipsync.faces import Face, without_doubles
from activities.media.rgb import Rgb

_SEARCH_LINES = 360
"""Pictures are searched at this height at most."""
_SMALLEST_PX = 32
"""Of a face in the picture that is searched: an eleventh of its height."""
_NEIGHBOURS = 8
"""So many windows must agree: fewer also find faces in cloth and leaves, more miss heads that are tilted by 12°."""
_SCALE_STEP, _WINDOW_STEP = 1.15, 1.0
_EYES_DOWN, _MOUTH_DOWN = 0.355, 0.805
"""Where eyes and mouth are in a window of this cascade, measured on frontal faces."""


class CascadeFaces:
    """A `FaceDetector`."""

    every_frames = 3

    def __init__(self) -> None:
        """Load the cascade."""
        from skimage.data import lbp_frontal_face_cascade_filename  # noqa: PLC0415 - an extra
        from skimage.feature import Cascade  # noqa: PLC0415 - an extra

        self.name = f"scikit-image-lbp-{importlib.metadata.version('scikit-image')}"
        self._cascade: Any = Cascade(lbp_frontal_face_cascade_filename())

    def find(self, picture: Rgb) -> list[Face]:
        """The faces that look at the camera, each at least an eleventh of the picture's height."""
        factor = min(1.0, _SEARCH_LINES / picture.shape[0])
        small = picture if factor == 1.0 else cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        high, wide = small.shape[:2]
        largest = min(high, wide)
        if largest < _SMALLEST_PX:
            return []
        windows = self._cascade.detect_multi_scale(
            img=np.ascontiguousarray(small),
            scale_factor=_SCALE_STEP,
            step_ratio=_WINDOW_STEP,
            min_size=(_SMALLEST_PX, _SMALLEST_PX),
            max_size=(largest, largest),
            min_neighbor_number=_NEIGHBOURS,
        )
        return without_doubles([_face(window).scaled(picture.shape[0] / high) for window in windows])

    def close(self) -> None:
        """It holds nothing but memory."""


def _face(window: dict[str, int]) -> Face:
    middle_x, top, high = window["c"] + window["width"] / 2, window["r"], window["height"]
    return Face(middle_x, top + _EYES_DOWN * high, middle_x, top + _MOUTH_DOWN * high, float(high))
