"""Draws a performance over its picture, frame by frame, straight into the planes of video frames.

Method: every layer is warped once per frame by one affine map (camera and its own motion together), linearly, only where it lies. Memory:
the layers once, 4 bytes a pixel, and one frame. A slow move is off its ideal path by less than 0.02 px rms (measured in
`tests/activities/media/drawn/test_render_smoothness.py`).
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from pathlib import Path

import av
import cv2

from activities.media.drawn.brush import Easel
from activities.media.drawn.camera import Screen, view_at
from activities.media.drawn.elements import Element, Moment
from activities.media.drawn.flat import flat_rig
from activities.media.drawn.performance import Performance
from activities.media.drawn.picture import read_rig
from activities.media.drawn.scene import Scene
from schemas.failures import Refused
from schemas.media import PICTURE


class DrawnClip:
    """A performance and its picture as a `FrameSource`."""

    def __init__(self, performance: Performance, picture_path: Path, width_px: int, height_px: int) -> None:
        """Open the picture.

        Args:
            performance: What happens.
            picture_path: The picture it was made for: a `PICTURE`, or what `performance.image_media_type` says.
            width_px: Width of the frames to deliver; even.
            height_px: Height of the frames to deliver; even.

        Raises:
            Broken: The file is not that picture.
        """
        self.performance = performance
        self.width_px = width_px
        self.height_px = height_px
        self.fps = performance.fps
        self.frames = performance.frames
        self._path = picture_path
        self._rig = read_rig(picture_path) if performance.image_media_type == PICTURE else flat_rig(picture_path, width_px, height_px)
        self._screen = Screen(width_px, height_px, self._rig.frame)

    def read(self, first_frame: int, frames: int) -> Iterator[av.VideoFrame]:
        """Frames `first_frame` to `first_frame + frames - 1`, drawn as they are asked for.

        Raises:
            Refused: The range is not inside the clip.
            Broken: A layer can't be read.
        """
        if first_frame < 0 or frames < 0 or first_frame + frames > self.frames:
            msg = f"frames {first_frame} to {first_frame + frames - 1} asked of a performance of {self.frames}"
            raise Refused(msg)
        easel = Easel(self.width_px, self.height_px)
        for frame in range(first_frame, first_frame + frames):
            yield self._drawn(easel, frame)

    def _drawn(self, easel: Easel, frame: int) -> av.VideoFrame:
        still_from = self.performance.still_from
        shown = frame if still_from is None else min(frame, still_from)
        view = view_at(self.performance.camera, shown, self.frames, self.fps)
        moment = Moment(self.performance, self._screen, shown, view)
        for element in self._elements:
            element.paint(easel, moment)
        made = easel.finished()
        made.pts = frame
        made.time_base = Fraction(1, self.fps)
        return made

    @cached_property
    def _elements(self) -> list[Element]:
        # Shots are drawn side by side, each on its own core; OpenCV's threads would only get into each other's way.
        cv2.setNumThreads(1)
        return Scene(self.performance, self._path, self._rig, self._screen).elements()
