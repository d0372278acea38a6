"""Single frames out of a film's segments, for the poster and the contact sheet."""

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

from activities.media.segment import Segment, SegmentHeader
from schemas.film import ReelShot

Rgb = NDArray[np.uint8]
"""Shape (height, width, 3), sRGB."""

_CARDS = frozenset({"title", "intertitle", "credits"})


def still(shot: ReelShot, body: Segment) -> Rgb:
    """A shot as it is in the film, near its middle.

    Args:
        shot: The shot.
        body: Its segment.
    """
    return as_rgb(body.frame(middle_frame(shot, body.header) - shot.overlap_in_frames))


def middle_frame(shot: ReelShot, body: SegmentHeader) -> int:
    """A frame near the middle of a shot that its body covers, if possible without a burned subtitle; counted in the shot.

    A key frame in the middle third is taken before others: it costs one decoded frame instead of up to two seconds of them.
    """
    first, end = shot.overlap_in_frames, shot.overlap_in_frames + body.frames
    middle = min(max(shot.frames // 2, first), end - 1)
    keys = [first + frame for frame, is_key in zip(body.shown, body.keys, strict=True) if is_key]
    central = sorted((key for key in keys if abs(key - middle) * 6 <= end - first), key=lambda key: abs(key - middle))
    tries = [*central, middle, *(first + body.frames * share // 100 for share in (40, 60, 30, 70))]
    written = [(text.first_frame, text.first_frame + text.frames) for text in shot.source.burned]
    return next((frame for frame in tries if not any(start <= frame < stop for start, stop in written)), middle)


def as_rgb(frame: av.VideoFrame) -> Rgb:
    """A film frame as RGB."""
    converted = frame.reformat(
        format="rgb24", src_colorspace=Colorspace.ITU709, src_color_range=ColorRange.MPEG, dst_color_range=ColorRange.JPEG
    )
    return np.asarray(converted.to_ndarray(), np.uint8)


def is_card(shot: ReelShot) -> bool:
    """Whether words stand in for a picture: a title, an intertitle, credits."""
    return shot.title in _CARDS
