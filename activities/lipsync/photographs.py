"""Opens clips whose mouths are photographed, or painted flat: video, and what a camera moves over a picture without layers."""

from activities.engines import Job
from activities.media.frames import FrameSource, open_clip
from schemas.failures import Broken, Refused
from schemas.lipsync import SyncLips
from schemas.media import JPEG, PNG

_FLAT = (PNG, JPEG)
"""Pictures without layers."""


def photographed(job: Job[SyncLips]) -> FrameSource:
    """The frames of an order's clip.

    Raises:
        Refused: Its mouths are drawn.
        Broken: It is stored without its size or rate.
    """
    clip, image = job.order.clip, job.order.image
    is_video = clip.media_type.startswith("video/")
    if not is_video and image.media_type not in _FLAT:
        msg = (
            f"this engine moves photographed mouths, the clip is {clip.media_type} of {image.media_type}; drawn mouths are moved by the "
            "lipsync engine 'visemes', or make the clip with a clips engine that makes video"
        )
        raise Refused(msg)
    if not (clip.width_px and clip.height_px and clip.fps):
        msg = f"the clip of {job.order.about.label} is stored without its size or rate"
        raise Broken(msg)
    path = job.input(clip).path
    # a camera over a painted picture is drawn from that picture
    return open_clip(path, clip.media_type, path if is_video else job.input(image).path, clip.width_px, clip.height_px, clip.fps)
