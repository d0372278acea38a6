"""Video of providers made a clip: exactly the frames of the order, at the film's rate and size.

A provider offers whole seconds at its own rate. The nearest length that is long enough is bought, or one up to a tenth too short, which is
played that much slower; a shot longer than the longest is bought in parts, each beginning with the last frame of the one before.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter
from numpy.typing import NDArray

from activities.media.planes import new_frame, planes_of, tag
from activities.media.rgb import rgb_from_planes
from activities.media.video_writer import write_frames
from schemas.failures import Broken

SLOWEST = 1.1
"""How much slower than made a clip may be played."""
_UNSPECIFIED = 2
"""AVCOL_SPC_UNSPECIFIED."""
_HD_LINES = 720
"""Untagged video of at least so many lines is BT.709, below it BT.601: what cameras and players agree on."""


class Part(NamedTuple):
    """One video to buy."""

    frames: int
    """Of the film that it fills."""
    duration_s: int
    """What is ordered."""


def parts_of(frames: int, fps: int, durations_s: Sequence[int]) -> list[Part]:
    """What to buy for a shot.

    Args:
        frames: Of the whole shot.
        fps: The film's rate.
        durations_s: What the provider offers, in seconds.
    """
    longest = Fraction(max(durations_s)) * Fraction(SLOWEST).limit_denominator(100)
    count = -(-Fraction(frames, fps) // longest)
    ends = [frames * number // count for number in range(count + 1)]
    return [Part(end - begin, _enough(Fraction(end - begin, fps), durations_s)) for begin, end in pairwise(ends)]


def _enough(needed_s: Fraction, durations_s: Sequence[int]) -> int:
    return min(duration for duration in durations_s if duration * Fraction(SLOWEST).limit_denominator(100) >= needed_s)


def write_clip(path: Path, parts: Sequence[tuple[Path, Part]], fps: int, width_px: int, height_px: int) -> list[str]:
    """Write the parts as one clip.

    Args:
        path: Where the MP4 goes.
        parts: The provider's files with what each fills.
        fps: The film's rate.
        width_px: Even; the video is scaled to cover the frame and cut in the middle.
        height_px: Even.

    Returns:
        Notes: what was played slower.

    Raises:
        Broken: A file is no video, or is too short.
    """
    notes: list[str] = []

    def frames() -> Iterator[av.VideoFrame]:
        for source, part in parts:
            yield from frames_of(source, part.frames, fps, (width_px, height_px), notes.append)

    write_frames(path, frames(), fps, width_px, height_px)
    return list(dict.fromkeys(notes))


def last_frame(path: Path, part: Part, fps: int, width_px: int, height_px: int) -> NDArray[np.uint8]:
    """The last frame that a part shows, RGB of shape (height, width, 3): where the next part begins."""
    last = deque(frames_of(path, part.frames, fps, (width_px, height_px), lambda _note: None), maxlen=1)
    return rgb_from_planes(*planes_of(last[0]))


def frames_of(path: Path, frames: int, fps: int, size: tuple[int, int], note: Callable[[str], None]) -> Iterator[av.VideoFrame]:
    """Exactly `frames` frames of a video at the film's rate: of each moment the newest frame that was made; none is invented.

    Raises:
        Broken: The file is no video, or shorter than may be stretched.
    """
    times, rate = _times(path)
    length_s, needed_s = times[-1] - times[0] + 1 / rate, Fraction(frames, fps)
    slower = max(Fraction(1), needed_s / length_s)
    if slower > Fraction(SLOWEST).limit_denominator(100) + Fraction(1, 50):
        msg = f"{path.name} is {float(length_s):.2f} s long, {float(needed_s):.2f} s were ordered"
        raise Broken(msg)
    if slower > Fraction(1001, 1000):
        note(f"played {float(slower - 1):.1%} slower than it was made")
    early = 1 / (2 * rate)  # a moment that two clocks tell a little differently is the same moment
    numbers = [_newest(times, times[0] + Fraction(number, fps) / slower + early) for number in range(frames)]
    yield from _picked(path, numbers, size, fps)


def _newest(times: Sequence[Fraction], moment: Fraction) -> int:
    return max(0, int(np.searchsorted([float(time) for time in times], float(moment), side="right")) - 1)


def _times(path: Path) -> tuple[list[Fraction], Fraction]:
    """When each frame is shown, in seconds, and the rate."""
    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                msg = f"{path.name} has no video in it"
                raise Broken(msg)
            stream = container.streams.video[0]
            base = stream.time_base or Fraction(1, 90_000)
            times = sorted(packet.pts * base for packet in container.demux(stream) if packet.pts is not None)
            rate = stream.average_rate or stream.guessed_rate
    except av.FFmpegError as error:
        msg = f"{path.name} can't be read as video: {error}"
        raise Broken(msg) from error
    if not times or not rate:
        msg = f"{path.name} has no frames"
        raise Broken(msg)
    return times, Fraction(rate)


def _picked(path: Path, numbers: Sequence[int], size: tuple[int, int], fps: int) -> Iterator[av.VideoFrame]:
    fit, made = _Fit(*size), 0
    try:
        with av.open(str(path)) as container:
            for number, frame in enumerate(container.decode(video=0)):
                wanted = 0
                while made + wanted < len(numbers) and numbers[made + wanted] == number:
                    wanted += 1
                for _ in range(wanted):
                    yield fit.apply(frame, made, fps)
                    made += 1
                if made == len(numbers):
                    return
    except av.FFmpegError as error:
        msg = f"{path.name} can't be decoded: {error}"
        raise Broken(msg) from error
    msg = f"{path.name} ended after {made} of {len(numbers)} frames"
    raise Broken(msg)


class _Fit:
    """Scales to cover and cuts the middle."""

    def __init__(self, width_px: int, height_px: int) -> None:
        self._size = (width_px, height_px)
        self._scaler = VideoReformatter()

    def apply(self, frame: av.VideoFrame, number: int, fps: int) -> av.VideoFrame:
        width_px, height_px = self._size
        scale = max(width_px / frame.width, height_px / frame.height)
        wide, high = max(width_px, 2 * round(frame.width * scale / 2)), max(height_px, 2 * round(frame.height * scale / 2))
        scaled = self._scaler.reformat(
            frame,
            width=wide,
            height=high,
            format="yuv420p",
            src_colorspace=_colorspace(frame),
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
            interpolation=Interpolation.BICUBIC,
        )
        result = new_frame(width_px, height_px)
        left, top = (wide - width_px) // 4 * 2, (high - height_px) // 4 * 2
        for plane, (source, target) in enumerate(zip(planes_of(scaled), planes_of(result), strict=True)):
            shift = 0 if plane == 0 else 1
            rows, columns = target.shape
            target[:] = source[top >> shift : (top >> shift) + rows, left >> shift : (left >> shift) + columns]
        tag(result)
        result.pts, result.time_base = number, Fraction(1, fps)
        return result


def _colorspace(frame: av.VideoFrame) -> int:
    if frame.colorspace != _UNSPECIFIED:
        return int(frame.colorspace)
    return int(Colorspace.ITU709 if frame.height >= _HD_LINES else Colorspace.ITU601)
