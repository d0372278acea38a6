"""Pictures at the size a model works at, and back: what stands where in the still stands there in the clip.

A model's shape is mostly a few percent off the film's: pictures are squeezed by that much before and stretched back after. Where it is
farther off, squeezed people would be thin people: the picture is continued above and below, or at the sides, by its mirror image, and what
the model made there is cut off.
"""

import cv2
import numpy as np

from activities.media.sizes import Rgb

_SQUEEZED = 1.08
"""By how much at most."""


def to_model(picture: Rgb, size: tuple[int, int]) -> Rgb:
    """A frame of the film at a model's size, width and height."""
    extra_across, extra_down = _margins((picture.shape[1], picture.shape[0]), size)
    if extra_across or extra_down:
        around = (extra_down, extra_down, extra_across, extra_across)
        picture = np.asarray(cv2.copyMakeBorder(picture, *around, cv2.BORDER_REFLECT_101), np.uint8)
    return scaled(picture, size)


def to_film(frame: Rgb, size: tuple[int, int]) -> Rgb:
    """A model's frame at the film's size, width and height: what `to_model` added is cut off."""
    extra_across, extra_down = _margins(size, (frame.shape[1], frame.shape[0]))
    whole = (size[0] + 2 * extra_across, size[1] + 2 * extra_down)
    rows, columns = slice(extra_down, extra_down + size[1]), slice(extra_across, extra_across + size[0])
    return np.ascontiguousarray(scaled(frame, whole)[rows, columns])


def _margins(film: tuple[int, int], model: tuple[int, int]) -> tuple[int, int]:
    """Pixels of the film to add at each side, and above and below."""
    longer = model[0] / model[1] / (film[0] / film[1])
    if 1 / _SQUEEZED <= longer <= _SQUEEZED:
        return 0, 0
    if longer > 1:
        return round(film[0] * (longer - 1) / 2), 0
    return 0, round(film[1] * (1 / longer - 1) / 2)


def scaled(picture: Rgb, size: tuple[int, int]) -> Rgb:
    """A picture at another size, width and height each by its own factor; by area where it shrinks, so that nothing flickers."""
    if (picture.shape[1], picture.shape[0]) == size:
        return picture
    shrinks = size[0] < picture.shape[1] and size[1] < picture.shape[0]
    cv2.setNumThreads(1)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC), np.uint8)
