"""Single frames out of a film's segments, for the poster and the contact sheet."""

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

from activities.media.segment import Segment
from schemas.film import ReelShot

Rgb = NDArray[np.uint8]
"""Shape (height, width, 3), sRGB."""

_CARDS = frozenset({"title", "intertitle", "credits"})


def middle_frame(shot: ReelShot) -> int:
    """A frame of the shot near its middle that no transition covers and, where there is one, without a burned subtitle; shot frames."""
    first, end = shot.overlap_in_frames, shot.frames - shot.overlap_out_frames
    middle = min(max(shot.frames // 2, first), end - 1)
    tries = [middle, *(first + (end - first) * share // 100 for share in (40, 60, 30, 70))]
    written = [(text.first_frame, text.first_frame + text.frames) for text in shot.source.burned]
    return next((frame for frame in tries if not any(start <= frame < stop for start, stop in written)), middle)


def still(shot: ReelShot, segment: Segment, frame: int) -> Rgb:
    """Frame `frame` of a shot as it is in the film.

    Args:
        shot: The shot.
        segment: Its body.
        frame: Counted in the shot; one that the body covers.

    Raises:
        Broken: The body does not cover it.
    """
    return as_rgb(segment.frame(frame - shot.overlap_in_frames))


def as_rgb(frame: av.VideoFrame) -> Rgb:
    """A film frame as RGB."""
    converted = frame.reformat(
        format="rgb24", src_colorspace=Colorspace.ITU709, src_color_range=ColorRange.MPEG, dst_color_range=ColorRange.JPEG
    )
    return np.asarray(converted.to_ndarray(), np.uint8)


def is_card(shot: ReelShot) -> bool:
    """Whether words stand in for a picture: a title, an intertitle, credits."""
    return shot.title in _CARDS
