"""Writes frames as a video file that loses nothing: what engines leave behind when a clip is no performance.

Method: H.264 with quantiser 0 (profile High 4:4:4 Predictive, which `VideoFile` and every libav player read) in MP4, no B-frames, a
keyframe a second, so that a range is found fast. One encoder thread and no metadata of clock or machine: equal frames are equal bytes.
Memory: one frame and the encoder.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from av.video.stream import VideoStream

from activities.media.planes import BT709, LIMITED_RANGE, new_frame, planes_of
from activities.media.rgb import Rgb, planes_from_rgb
from schemas.failures import Broken, Refused

_AVX_512F = 13
"""OpenCV's number for it. x264's AVX-512 code has made other bytes from the same frames (see `activities/film/coding/x264.py`)."""
_ASSEMBLY = ":asm=avx2" if cv2.checkHardwareSupport(_AVX_512F) else ""


def write_video(path: Path, frames: Iterable[Rgb], fps: int, width_px: int, height_px: int) -> int:
    """Write RGB pictures as a clip.

    Args:
        path: Where the file goes, by custom `clip.mp4`; media type `schemas.media.MP4`.
        frames: uint8 of shape (height_px, width_px, 3), taken one at a time.
        fps: Their rate.
        width_px: Even.
        height_px: Even.

    Returns:
        How many frames were written.

    Raises:
        Refused: The size is odd or there are no frames.
        Broken: A frame has another size.
    """
    return write_frames(path, _as_frames(frames, width_px, height_px), fps, width_px, height_px)


def write_frames(path: Path, frames: Iterable[av.VideoFrame], fps: int, width_px: int, height_px: int) -> int:
    """As `write_video`, from frames that are yuv420p BT.709 already (of a `FrameSource`): read back, they are the same to the bit."""
    if width_px % 2 or height_px % 2 or min(width_px, height_px) < 2:
        msg = f"a clip of {width_px} × {height_px} px can't be written: width and height must be even and above 0"
        raise Refused(msg)
    done = 0
    # Without the flag the muxer would name its version, and one day the clock.
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart", "fflags": "+bitexact"}) as container:
        stream = container.add_stream("libx264", rate=fps)
        assert isinstance(stream, VideoStream)  # libx264 makes no other
        _set_up(stream, fps, width_px, height_px)
        for frame in frames:
            if (frame.width, frame.height, frame.format.name) != (width_px, height_px, "yuv420p"):
                found = f"{frame.width} × {frame.height} {frame.format.name}"
                msg = f"frame {done} of the clip is {found}, wanted {width_px} × {height_px} yuv420p"
                raise Broken(msg)
            frame.pts, frame.time_base = done, Fraction(1, fps)
            container.mux(stream.encode(frame))
            done += 1
        if not done:
            msg = f"{path.name} would have no frames: a clip has at least one"
            raise Refused(msg)
        container.mux(stream.encode(None))
    return done


def _set_up(stream: VideoStream, fps: int, width_px: int, height_px: int) -> None:
    encoder = stream.codec_context
    encoder.width, encoder.height, encoder.pix_fmt = width_px, height_px, "yuv420p"
    encoder.time_base, encoder.framerate = Fraction(1, fps), Fraction(fps)
    encoder.sample_aspect_ratio = Fraction(1)
    encoder.colorspace = encoder.color_primaries = encoder.color_trc = BT709
    encoder.color_range = LIMITED_RANGE
    encoder.thread_count = 1
    stream.options = {
        "preset": "superfast",
        "qp": "0",
        "x264-params": f"keyint={fps}:min-keyint=1:scenecut=0:bframes=0:force-cfr=1{_ASSEMBLY}",
    }


def _as_frames(pictures: Iterable[Rgb], width_px: int, height_px: int) -> Iterator[av.VideoFrame]:
    for number, picture in enumerate(pictures):
        if picture.shape != (height_px, width_px, 3) or picture.dtype != np.uint8:
            msg = f"frame {number} of the clip is {picture.dtype} {picture.shape}, wanted uint8 ({height_px}, {width_px}, 3)"
            raise Broken(msg)
        frame = new_frame(width_px, height_px)
        for into, plane in zip(planes_of(frame), planes_from_rgb(picture), strict=True):
            into[:] = plane
        yield frame
