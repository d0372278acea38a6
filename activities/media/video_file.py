"""Frames of a video file, by exact number, at the film's size.

Method: one pass over the packets lists when each frame is shown; a range is decoded from the last keyframe at or before it, so that a
frame is the same whichever range asked for it. Memory: the list of times and one decoder.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from activities.media.planes import new_frame, planes_of, tag
from schemas.failures import Broken, Refused

_UNSPECIFIED = 2
"""AVCOL_SPC_UNSPECIFIED."""
_HD_LINES = 720
"""Untagged video of at least so many lines is BT.709, below it BT.601: what cameras and players agree on."""


@dataclass(frozen=True)
class _Index:
    """When the frames of a file are shown, in ticks of its stream."""

    shown: list[int]
    """Every frame, in the order of showing."""
    keyframes: list[int]
    """Those a decoder can start from, sorted."""


class VideoFile:
    """A video file as a `FrameSource`; frames are scaled to cover the film's frame and cut to it in the middle."""

    def __init__(self, path: Path, width_px: int, height_px: int, fps: int) -> None:
        """Read the file's index.

        Args:
            path: Any file that libav reads, with a video stream of constant `fps`.
            width_px: Width of the frames to deliver; even.
            height_px: Height of the frames to deliver; even.
            fps: The film's rate.

        Raises:
            Refused: The file has no video, can't be read, or runs at another rate.
        """
        self.path = path
        self.width_px = width_px
        self.height_px = height_px
        self.fps = fps
        self._index = _read_index(path, fps)
        self.frames = len(self._index.shown)

    def read(self, first_frame: int, frames: int) -> Iterator[av.VideoFrame]:
        """Frames `first_frame` to `first_frame + frames - 1`, decoded as they are asked for.

        Raises:
            Refused: The range is not inside the clip.
            Broken: The file does not hold the frames its packets promise.
        """
        if first_frame < 0 or frames < 0 or first_frame + frames > self.frames:
            msg = f"frames {first_frame} to {first_frame + frames - 1} asked of {self.path.name}, which has {self.frames}"
            raise Refused(msg)
        wanted = self._index.shown[first_frame : first_frame + frames]
        if not wanted:
            return
        fit = _Fit(self.width_px, self.height_px)
        number = first_frame
        for frame in self._decode_from(wanted[0]):
            if frame.pts is None or frame.pts < wanted[0]:
                continue
            yield fit.apply(frame, number, self.fps)
            number += 1
            if number == first_frame + frames:
                return
        msg = f"{self.path.name} ended after frame {number - 1}; {first_frame + frames - 1} was wanted"
        raise Broken(msg)

    def _decode_from(self, pts: int) -> Iterator[av.VideoFrame]:
        key = max((tick for tick in self._index.keyframes if tick <= pts), default=self._index.shown[0])
        with av.open(str(self.path)) as container:
            stream = container.streams.video[0]
            # Seeking goes by decoding time in some containers and may land behind the keyframe; then everything is decoded.
            container.seek(key, stream=stream, backward=True)
            first = next(container.demux(stream), None)
            if first is None or first.pts is None or first.pts > key:
                container.seek(min(0, self._index.shown[0]), stream=stream, backward=True)
            else:
                yield from first.decode()
            yield from container.decode(stream)


def _read_index(path: Path, fps: int) -> _Index:
    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                msg = f"{path.name} has no video stream"
                raise Refused(msg)
            stream = container.streams.video[0]
            rate = stream.average_rate or stream.guessed_rate
            packets = [(packet.pts, packet.is_keyframe) for packet in container.demux(stream) if packet.pts is not None]
    except av.FFmpegError as error:
        msg = f"{path.name} can't be read as video: {error}"
        raise Refused(msg) from error
    if not packets:
        msg = f"{path.name} has no video frames"
        raise Refused(msg)
    if rate is None or abs(rate - fps) > Fraction(1, 100):
        msg = f"{path.name} runs at {rate} frames a second, the film at {fps}; convert the clip to {fps}"
        raise Refused(msg)
    return _Index(shown=sorted(pts for pts, _ in packets), keyframes=sorted(pts for pts, is_key in packets if is_key))


class _Fit:
    """Scales to cover and cuts the middle."""

    def __init__(self, width_px: int, height_px: int) -> None:
        self._size = (width_px, height_px)
        self._scaler = VideoReformatter()

    def apply(self, frame: av.VideoFrame, number: int, fps: int) -> av.VideoFrame:
        width_px, height_px = self._size
        scale = max(width_px / frame.width, height_px / frame.height)
        wide = max(width_px, 2 * round(frame.width * scale / 2))
        high = max(height_px, 2 * round(frame.height * scale / 2))
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
        # A frame that needed no scaling still belongs to the decoder, which predicts later frames from it: always a copy.
        result = _middle(scaled, width_px, height_px) if scaled is frame or (wide, high) != self._size else scaled
        tag(result)
        result.pts = number
        result.time_base = Fraction(1, fps)
        return result


def _colorspace(frame: av.VideoFrame) -> int:
    if frame.colorspace != _UNSPECIFIED:
        return int(frame.colorspace)
    return int(Colorspace.ITU709 if frame.height >= _HD_LINES else Colorspace.ITU601)


def _middle(frame: av.VideoFrame, width_px: int, height_px: int) -> av.VideoFrame:
    cut = new_frame(width_px, height_px)
    left = (frame.width - width_px) // 4 * 2
    top = (frame.height - height_px) // 4 * 2
    for number, (source, target) in enumerate(zip(planes_of(frame), planes_of(cut), strict=True)):
        shift = 0 if number == 0 else 1
        rows, columns = target.shape
        np.copyto(target, source[top >> shift : (top >> shift) + rows, left >> shift : (left >> shift) + columns])
    return cut
