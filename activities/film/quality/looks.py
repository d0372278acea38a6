"""Measures how an encoded shot looks: where it is black, where it stands still, whether pictures are shown twice.

Sizes of packets tell where to look: a picture that is like the one before takes a few bytes, a black one a few more. Only groups of
pictures with such packets are decoded, and nine frames in the middle of the shot. In drawn films no two pictures are alike, and of their
packets at 720p only single ones are as small as 37 bytes.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from activities.media.planes import planes_of
from activities.media.segment import Segment, SegmentHeader
from schemas.message import Message

DARKEST_SEEN = 32
"""Limited-range luma; brighter pixels are seen on any screen. Coding noise of black stays below 20."""
SEEN_SHARE = 0.0005
"""Of the picture, that must be brighter for it not to be black."""
_NOISE = 3
"""Levels of luma that coding may add to a picture that stays."""
_MOVED_SHARE = 1e-5
"""Of the picture, that must change for it to count as moved: nine pixels of 720p, less than a blink in a wide shot."""
_NOISE_OF_KEYS, _MOVED_SHARE_OF_KEYS = 10, 1e-3
"""A key frame shows the same picture with other noise; what it is taken for matters only where both sides of it stay."""
_RUN = 12
"""So many packets of pictures that stay, one after the other, are looked at."""
_SAMPLE = 9
"""Frames in the middle that are looked at in any case."""

Run = tuple[int, int]
"""First frame, counted in the segment, and how many."""


class Looks(Message):
    """What was measured."""

    black: list[Run] = []
    still: list[Run] = []
    """Runs of equal pictures, of two on."""
    sampled: int = 0
    """Pairs of neighbours in the middle of the shot that were compared."""
    doubled: int = 0
    """Those of them that are equal."""


def looks_of(segment: Segment) -> Looks:
    """Measure a segment.

    Raises:
        Broken: Its packets can't be read.
    """
    header = segment.header
    black = np.zeros(header.frames, bool)
    same = np.zeros(header.frames, bool)
    for first, end in _worth_a_look(header):
        _compare(segment.decoded(_packet_of(header, first)), first, end, black, same)
    middle = _middle_key(header)
    sample = min(middle + _SAMPLE, header.frames)
    doubled = same.copy()
    _compare(segment.decoded(_packet_of(header, middle)), middle, sample, black, doubled)
    return Looks(
        black=_runs(black),
        still=[(first - 1, frames + 1) for first, frames in _runs(same)],
        sampled=max(0, sample - middle - 1),
        doubled=int(np.count_nonzero(doubled[middle + 1 : sample])),
    )


def _compare(frames: Iterator[av.VideoFrame], first: int, end: int, black: NDArray[np.bool_], same: NDArray[np.bool_]) -> None:
    """Note of the frames `first` to `end` which are black, and which equal the one before."""
    before: NDArray[np.uint8] | None = None
    for frame in frames:
        number = frame.pts or 0
        if number >= end:
            return
        luma = planes_of(frame if frame.format.name == "yuv420p" else frame.reformat(format="yuv420p"))[0].copy()
        black[number] = cv2.countNonZero(cv2.threshold(luma, DARKEST_SEEN, 1, cv2.THRESH_BINARY)[1]) < luma.size * SEEN_SHARE
        if before is not None and number > first:
            noise, share = (_NOISE_OF_KEYS, _MOVED_SHARE_OF_KEYS) if frame.key_frame else (_NOISE, _MOVED_SHARE)
            moved = cv2.threshold(cv2.absdiff(luma, before), noise, 1, cv2.THRESH_BINARY)[1]
            same[number] = cv2.countNonZero(moved) <= luma.size * share
        before = luma


def _worth_a_look(header: SegmentHeader) -> Iterator[Run]:
    """Runs of frames, from a key frame to the next but one or further, in which something may be black or still; `(first, end)`."""
    sizes = np.zeros(header.frames, np.int64)
    keys = np.zeros(header.frames, bool)
    for size, frame, key in zip(header.sizes, header.shown, header.keys, strict=True):
        sizes[frame], keys[frame] = size, bool(key)
    blocks = header.encoding.width_px * header.encoding.height_px / 256
    is_tiny = sizes <= 32 + blocks / 40
    if keys.all():  # every picture by itself: equal ones are equally large
        is_tiny = np.concatenate([[False], sizes[1:] == sizes[:-1]])
    edges = [*np.flatnonzero(keys).tolist(), header.frames]
    suspicious = [
        bool(sizes[first] <= 200 + blocks) or any(frames >= min(_RUN, end - first - 1) > 0 for _, frames in _runs(is_tiny[first:end]))
        for first, end in pairwise(edges)
    ]
    if keys.all():
        suspicious = (is_tiny | (sizes <= 200 + blocks)).tolist()
    for first, count in _runs(_with_neighbours(suspicious)):
        yield edges[first], edges[first + count]


def _with_neighbours(marked: Sequence[bool]) -> NDArray[np.bool_]:
    """What stays may begin in the group before, and end in the one after."""
    padded = np.concatenate([[False], np.asarray(marked, bool), [False]])
    return np.asarray(padded[1:-1] | padded[:-2] | padded[2:], bool)


def _packet_of(header: SegmentHeader, key_frame: int) -> int:
    return next(index for index, frame in enumerate(header.shown) if frame == key_frame and header.keys[index])


def _middle_key(header: SegmentHeader) -> int:
    keys = [frame for frame, key in zip(header.shown, header.keys, strict=True) if key]
    return min(keys, key=lambda frame: abs(frame + _SAMPLE // 2 - header.frames // 2))


def _runs(marked: NDArray[np.bool_] | Sequence[bool]) -> list[Run]:
    """Runs of true values: first index and length."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], np.asarray(marked, np.int8), [0]]))).tolist()
    return [(first, end - first) for first, end in zip(edges[::2], edges[1::2], strict=True)]
