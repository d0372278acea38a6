"""Single frames out of a film's segments, for the poster and the contact sheet.

A segment keeps a small picture of one of its frames, made when it was encoded; what joins a film decodes none but the poster.
"""

import io
from collections.abc import Iterable, Iterator
from math import sqrt

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation
from numpy.typing import NDArray
from PIL import Image

from activities.media.segment import Segment, Still
from schemas.film import FrameRange, ReelShot

Rgb = NDArray[np.uint8]
"""Shape (height, width, 3), sRGB."""

SMALL_AREA = 400 * 225
"""Pixels of a small picture, whatever its shape."""
_BLACK = "black"
_CARDS = frozenset({"title", "intertitle", "credits", _BLACK})
_QUALITY = 92


def small_size(width_px: int, height_px: int) -> tuple[int, int]:
    """Width and height of the small picture of a frame."""
    scale = min(1.0, sqrt(SMALL_AREA / (width_px * height_px)))
    return max(1, round(width_px * scale)), max(1, round(height_px * scale))


class StillTaker:
    """Makes the small picture of a segment while its frames go by."""

    def __init__(self, frame: int) -> None:
        """Of that frame, counted in the segment."""
        self._frame = frame
        self.still: Still | None = None
        """Once the frame has gone by."""

    def watched(self, frames: Iterable[av.VideoFrame]) -> Iterator[av.VideoFrame]:
        """The frames as they are."""
        for number, frame in enumerate(frames):
            if number == self._frame:
                self.still = Still(number, _jpeg(as_rgb(frame, small_size(frame.width, frame.height))))
            yield frame


def small_still(shot: ReelShot, body: Segment) -> Rgb:
    """A shot as it is in the film, near its middle; small, unless the segment was made before segments had small pictures.

    Args:
        shot: The shot.
        body: Its segment.
    """
    kept = body.still()
    if kept is None:
        return still(shot, body)
    with Image.open(io.BytesIO(kept.jpeg)) as image:
        return np.asarray(image.convert("RGB"))


def still(shot: ReelShot, body: Segment) -> Rgb:
    """The same frame in the film's size."""
    header = body.header
    if header.still_bytes:
        return as_rgb(body.frame(header.still_frame))
    part = shot.source.model_copy(update={"first_frame": shot.overlap_in_frames, "frames": header.frames})
    return as_rgb(body.frame(middle_frame(part, (frame for frame, is_key in zip(header.shown, header.keys, strict=True) if is_key))))


def middle_frame(part: FrameRange, keys: Iterable[int]) -> int:
    """A frame near the middle of a part of a shot, if possible without a burned subtitle; counted in the part.

    A key frame in the middle third is taken before others: it costs one decoded frame instead of up to two seconds of them.

    Args:
        part: What a segment shows.
        keys: Which of its frames are, or will be, key frames.
    """
    middle = part.frames // 2
    central = sorted((key for key in keys if abs(key - middle) * 6 <= part.frames), key=lambda key: (abs(key - middle), key))
    tries = [*central, middle, *(part.frames * share // 100 for share in (40, 60, 30, 70))]
    written = [(text.first_frame - part.first_frame, text.first_frame + text.frames - part.first_frame) for text in part.burned]
    return next((frame for frame in tries if not any(start <= frame < stop for start, stop in written)), middle)


def as_rgb(frame: av.VideoFrame, size: tuple[int, int] | None = None) -> Rgb:
    """A film frame as RGB, in its own or another size."""
    width_px, height_px = size or (frame.width, frame.height)
    converted = frame.reformat(
        width=width_px,
        height=height_px,
        format="rgb24",
        src_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
        interpolation=Interpolation.BICUBIC,
    )
    return np.asarray(converted.to_ndarray(), np.uint8)


def _jpeg(picture: Rgb) -> bytes:
    written = io.BytesIO()
    Image.fromarray(picture).save(written, "JPEG", quality=_QUALITY, subsampling=0)
    return written.getvalue()


def is_card(shot: ReelShot) -> bool:
    """Whether words or a black screen stand in for a picture: a title, an intertitle, credits."""
    return shot.title in _CARDS


def is_black_screen(shot: ReelShot) -> bool:
    """Whether the script asks for a black screen there."""
    return shot.title == _BLACK
