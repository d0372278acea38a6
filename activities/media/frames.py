"""Where the frames of a clip come from, whatever the clip is: a performance that is drawn, or a video file that is decoded."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import av

from activities.media.drawn.performance import read_performance
from activities.media.drawn.render import DrawnClip
from activities.media.video_file import VideoFile
from schemas.failures import Refused
from schemas.media import PERFORMANCE


class FrameSource(Protocol):
    """A clip, frame by frame.

    Frame k is the same, to the bit, whichever range asked for it, in any process and with any number of threads.
    """

    @property
    def frames(self) -> int:
        """Length of the clip."""

    @property
    def width_px(self) -> int:
        """Width of every frame."""

    @property
    def height_px(self) -> int:
        """Height of every frame."""

    @property
    def fps(self) -> int:
        """Frames a second."""

    def read(self, first_frame: int, frames: int) -> Iterator[av.VideoFrame]:
        """Frames `first_frame` to `first_frame + frames - 1`, made as they are asked for.

        Yields:
            yuv420p, BT.709, limited range, chroma sited left, colour tags set; `pts` is the number of the frame in the clip, `time_base`
            1/fps. The caller owns them and may write into their planes.

        Raises:
            Refused: The range is not inside the clip.
        """


def open_clip(clip_path: Path, clip_media_type: str, image_path: Path, width_px: int, height_px: int, fps: int) -> FrameSource:
    """The frames of a clip.

    Args:
        clip_path: A `PERFORMANCE`, or a video file.
        clip_media_type: As its reference says.
        image_path: The picture the clip was made from; a performance is drawn from it.
        width_px: Width of the frames to deliver; even.
        height_px: Height of the frames to deliver; even.
        fps: The film's rate.

    Raises:
        Refused: The clip is of a kind that has no frames, has another rate or can't be read.
    """
    if width_px % 2 or height_px % 2:
        msg = f"frames of {width_px} × {height_px} asked; yuv420p needs an even width and height"
        raise Refused(msg)
    if clip_media_type.startswith("video/"):
        return VideoFile(clip_path, width_px, height_px, fps)
    if clip_media_type == PERFORMANCE:
        performance = read_performance(clip_path)
        if performance.fps != fps:
            msg = f"{clip_path.name} was made for {performance.fps} frames a second, the film has {fps}; make the clip again"
            raise Refused(msg)
        return DrawnClip(performance, image_path, width_px, height_px)
    msg = f"{clip_media_type} is no moving picture; a clip is a performance or a video file"
    raise Refused(msg)
