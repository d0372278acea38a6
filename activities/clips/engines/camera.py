"""Moves a camera over a picture and lets what is in it live: a clip that is drawn when it is encoded."""

from typing import ClassVar

from activities.clips.engine import ClipEngine
from activities.clips.freezing import freeze_frame
from activities.clips.moves import camera_path
from activities.clips.playing import figure_motions, strangers
from activities.clips.surroundings import surroundings
from activities.engines import Job, Made
from activities.media.drawn.camera import Screen, edges_of
from activities.media.drawn.flat import flat_rig
from activities.media.drawn.performance import Performance, write_performance
from activities.media.drawn.picture import Rig, read_rig
from schemas.clips import AnimateClip
from schemas.failures import Refused
from schemas.media import JPEG, PERFORMANCE, PICTURE, PNG


class Camera(ClipEngine):
    """Camera moves with parallax; breathing, blinking, nodding, walking figures; weather. Over a flat image only the camera moves."""

    version: ClassVar[str] = "6"
    summary: ClassVar[str] = "Smooth camera moves over drawn or flat pictures; people breathe and blink, rain falls"
    licence: ClassVar[str] = "LicenseRef-Filmwright"

    def make(self, job: Job[AnimateClip]) -> Made:
        """Write the performance of one order.

        Raises:
            Refused: Length, rate or size make no film; the picture is of a kind that can't be moved over.
        """
        order = job.order
        _check(order)
        rig = self._rig(job)
        screen = Screen(order.width_px, order.height_px, rig.frame)
        job.progress(0.2)
        performance = Performance(
            frames=order.frames,
            fps=order.fps,
            width_px=order.width_px,
            height_px=order.height_px,
            seed=order.seed,
            image_media_type=order.image.media_type,
            camera=camera_path(order, rig, screen, edges_of(rig)),
            figures=figure_motions(order, rig),
            surroundings=surroundings(order),
            still_from=freeze_frame(order),
            notes=strangers(order, rig) if rig.figures else [],
        )
        path = job.folder / "performance.json"
        write_performance(path, performance)
        job.progress(1.0)
        return Made(
            path=path,
            media_type=PERFORMANCE,
            width_px=order.width_px,
            height_px=order.height_px,
            frames=order.frames,
            fps=order.fps,
            facts={"notes": performance.notes} if performance.notes else {},
        )

    def _rig(self, job: Job[AnimateClip]) -> Rig:
        order, path = job.order, job.input(job.order.image).path
        if order.image.media_type == PICTURE:
            return read_rig(path)
        if order.image.media_type in (PNG, JPEG):
            return flat_rig(path, order.width_px, order.height_px)
        msg = f"a camera can't move over {order.image.media_type}; give it {PICTURE}, {PNG} or {JPEG}"
        raise Refused(msg)


def _check(order: AnimateClip) -> None:
    if order.frames < 1 or order.fps < 1:
        msg = f"a clip of {order.frames} frames at {order.fps} frames a second; at least one of each is needed"
        raise Refused(msg)
    if order.width_px < 2 or order.height_px < 2 or order.width_px % 2 or order.height_px % 2:
        msg = f"a clip of {order.width_px} × {order.height_px}; width and height must be even and above zero"
        raise Refused(msg)
