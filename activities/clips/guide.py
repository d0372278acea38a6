"""A shot as the camera engine plays it, drawn frame by frame: where the clips of models begin, end, and what they may follow.

Drawn pictures live in it already: people walk and gesture, rain falls; over flat pictures the camera moves.
"""

import numpy as np
from PIL import Image

from activities.clips.engines.camera import Camera
from activities.engines import EngineOptions, Job
from activities.media.drawn.flat import read_flat
from activities.media.drawn.picture import read_merged, read_rig
from activities.media.frames import open_clip
from activities.media.planes import planes_of
from activities.media.rgb import rgb_from_planes
from activities.media.sizes import Rgb, fitted
from schemas.clips import AnimateClip
from schemas.media import PICTURE


class Guide:
    """The frames of one order's performance at the film's size and rate."""

    def __init__(self, job: Job[AnimateClip]) -> None:
        """Write the performance; frames are drawn as they are asked for.

        Raises:
            Refused: See `activities.clips.engines.camera.Camera.make`.
        """
        order, picture = job.order, job.input(job.order.image).path
        folder = job.folder / "guide"
        folder.mkdir(exist_ok=True)
        made = Camera(EngineOptions()).make(Job(order=order, inputs=job.inputs, folder=folder))
        self._source = open_clip(made.path, made.media_type, picture, order.width_px, order.height_px, order.fps)
        self.frames = self._source.frames

    def frame(self, number: int) -> Rgb:
        """One frame, shape (height, width, 3)."""
        frame = next(iter(self._source.read(number, 1)))
        return rgb_from_planes(*planes_of(frame))


def picture_at_rest(job: Job[AnimateClip]) -> Rgb:
    """The still of a shot as it stands, at the film's size: shape (height, width, 3).

    Raises:
        Refused, Broken: The picture can't be read.
    """
    order, path = job.order, job.input(job.order.image).path
    if order.image.media_type != PICTURE:
        return np.asarray(fitted(Image.fromarray(read_flat(path)), order.width_px, order.height_px))
    left, top, width, height = read_rig(path).frame
    box = (left, top, left + width, top + height)
    canvas = Image.fromarray(read_merged(path)).convert("RGB")
    return np.asarray(canvas.resize((order.width_px, order.height_px), Image.Resampling.LANCZOS, box=box))


def is_card(job: Job[AnimateClip]) -> bool:
    """Whether the picture is lettering: the order says so, or there is a layer of it."""
    order = job.order
    if order.is_card or order.image.media_type != PICTURE:
        return order.is_card
    return any(layer.role == "text" for layer in read_rig(job.input(order.image).path).layers)
