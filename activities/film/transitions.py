"""How one picture gives way to the next, as weights of the second picture per frame; no floating point reaches a pixel.

A fade through white is white in its middle. Wipes and the iris have a soft edge: a wipe to the left moves its edge from the right border
to the left one; an iris opens on the new picture from the middle to the corners.
"""

from collections.abc import Callable

import av
import numpy as np
from numpy.typing import NDArray

from activities.media.planes import FULL, Weight, blend, halved, new_frame, planes_of
from schemas.failures import Refused
from schemas.shots import TransitionKind

_WHITE = (235, 128, 128)
"""Limited-range white in Y, U, V."""
_SOFT_EDGE = 1 / 20
"""Width of a soft edge, in frame widths."""


def joined(kind: TransitionKind, tail: av.VideoFrame, head: av.VideoFrame, frame: int, frames: int) -> av.VideoFrame:
    """Frame `frame` of a transition of `frames` frames from `tail` to `head`.

    Raises:
        Refused: The kind joins no frames (a cut, a fade).
    """
    share = (2 * frame + 1) / (2 * frames)
    weights = _WEIGHTS.get(kind)
    if weights is None:
        msg = f"a {kind.replace('_', ' ')} joins no frames of two shots; those that do are {', '.join(sorted(_WEIGHTS))}"
        raise Refused(msg)
    if kind == "fade_through_white":
        # an odd number of frames has one that is all white
        tail, head, share = (tail, _white(tail), 2 * share) if share <= 1 / 2 else (_white(tail), head, 2 * share - 1)
    luma = weights(tail.width, tail.height, share)
    return blend(tail, head, luma, halved(luma))


def _white(like: av.VideoFrame) -> av.VideoFrame:
    """A white frame of the same size."""
    frame = new_frame(like.width, like.height)
    for plane, level in zip(planes_of(frame), _WHITE, strict=True):
        plane[:] = level
    return frame


def _dissolve(_width: int, _height: int, share: float) -> Weight:
    return np.full((1, 1), round(share * FULL), np.uint16)


def _wipe_left(width: int, _height: int, share: float) -> Weight:
    soft = width * _SOFT_EDGE
    edge = (width + soft) * (1 - share) - soft / 2
    return _weights((np.arange(width) + 0.5 - edge) / soft + 0.5)[np.newaxis]


def _wipe_right(width: int, height: int, share: float) -> Weight:
    return _wipe_left(width, height, share)[:, ::-1]


def _iris(width: int, height: int, share: float) -> Weight:
    soft = width * _SOFT_EDGE
    across = (np.arange(width) + 0.5 - width / 2)[np.newaxis]
    down = (np.arange(height) + 0.5 - height / 2)[:, np.newaxis]
    corner = float(np.hypot(width / 2, height / 2))
    radius = (corner + soft) * share - soft / 2
    return _weights((radius - np.sqrt(across * across + down * down)) / soft + 0.5)


def _weights(share: NDArray[np.floating]) -> Weight:
    return np.asarray(np.rint(np.clip(share, 0, 1) * FULL), np.uint16)


_WEIGHTS: dict[TransitionKind, Callable[[int, int, float], Weight]] = {
    "dissolve": _dissolve,
    "fade_through_white": _dissolve,
    "wipe_left": _wipe_left,
    "wipe_right": _wipe_right,
    "iris": _iris,
}
