"""Takes from another version of a clip only what was really changed: providers encode the whole picture again, mouths are what was ordered.

Method: where two frames differ, averaged over a neighbourhood, by more than an encoder's noise, the other is taken, with soft edges. How
much that noise is, the frame tells itself: most of it was not changed, so it is at most three times the middle one of all differences. All
in whole numbers, so that equal frames give equal bytes.
"""

from collections.abc import Iterable, Iterator

import av
import cv2
import numpy as np

from activities.media.planes import FULL, blend, halved, planes_of

_REACH = 0.02
"""Of the frame's height: how far around a changed pixel the other version is taken."""
_NOISE = 4
"""Mean difference of 8-bit luma that is never a change."""
_SPAN = 8
"""From the noise on, over so many levels, more and more is taken."""


def with_changes(originals: Iterable[av.VideoFrame], others: Iterable[av.VideoFrame]) -> Iterator[av.VideoFrame]:
    """The originals, with what is different in the others.

    Args:
        originals: yuv420p, as many as `others`.
        others: Of the same size.
    """
    for original, other in zip(originals, others, strict=True):
        first, second = planes_of(original)[0], planes_of(other)[0]
        across = 2 * round(first.shape[0] * _REACH) + 1
        difference = cv2.blur(cv2.absdiff(first, second), (across, across)).astype(np.int32)
        middle = int(np.partition(difference, difference.size // 2, axis=None)[difference.size // 2])
        sure = np.clip((difference - _NOISE - 3 * middle) * FULL // _SPAN, 0, FULL)
        spread = cv2.dilate(np.minimum(sure, FULL - 1).astype(np.uint8), np.ones((across, across), np.uint8))
        luma = cv2.blur(spread, (across, across)).astype(np.uint16)
        luma[luma == FULL - 1] = FULL
        yield blend(original, other, luma, halved(luma))
