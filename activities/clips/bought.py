"""A clip out of a provider's videos, whoever the provider is: which to buy, in what order, and what to make of them.

Cards are not sent anywhere: what is lettering must not be set in motion by a model, and the camera moves over it for nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from activities.clips.engines.camera import Camera
from activities.engines import EngineOptions, Job, Made
from activities.hosted.buying import Jobs, result_of
from activities.purchase import Offer
from schemas.clips import AnimateClip
from schemas.failures import Refused
from schemas.media import JPEG, MP4, PICTURE, PNG

CAMERA_VERSION = Camera.version
"""Part of the version of every engine whose cards the camera moves over."""
_SENT_PX = 1280
"""The longer side of a still that is sent: models work at 720p, more is more to upload."""
_LARGEST_STILL_BYTES = 3_600_000
"""Base64 makes it a third larger; Runway takes data addresses of 5 MB."""


@dataclass(frozen=True)
class Videos:
    """What a provider sells."""

    provider: str
    model: str
    durations_s: Sequence[int]
    still_px: tuple[int, int] | None
    """What size the still has to have; None: the film's."""
    task: Callable[[bytes, int, int], Jobs]
    """The job for a still (JPEG), a duration in seconds and the number of the part, from 1."""
    offer: Callable[[int], Offer]
    """What so many seconds cost."""


def bought_clip(job: Job[AnimateClip], videos: Videos) -> Made:
    """Set one picture in motion.

    Facts: `provider`, `model`, `jobs`; `notes` when the video is played slower than it was made or was bought in parts.

    Raises:
        Refused: The picture is none; the provider refuses.
        Unavailable, Broken: See `activities.hosted.buying.result_of`.
    """
    from activities.hosted import videos as video_files  # noqa: PLC0415 - OpenCV takes a while to load, which listing engines must not cost

    order = job.order
    _check(order)
    if _is_card(job):
        return Camera(EngineOptions()).make(job)
    parts = video_files.parts_of(order.frames, order.fps, videos.durations_s)
    got: list[tuple[Path, video_files.Part]] = []
    names: list[str] = []
    for number, part in enumerate(parts, 1):
        still = _still(job, videos, got)
        path = job.folder / f"part-{number}.mp4"
        progress = _share(job, number - 1, len(parts))
        names.append(
            result_of(videos.task(still, part.duration_s, number), job.purchase(number), videos.offer(part.duration_s), path, progress)
        )
        got.append((path, part))
    made = job.folder / "clip.mp4"
    notes = video_files.write_clip(made, got, order.fps, order.width_px, order.height_px)
    if len(parts) > 1:
        notes.append(f"bought in {len(parts)} parts, each begun with the last frame of the one before")
    job.progress(1.0)
    facts = {"provider": videos.provider, "model": videos.model, "jobs": names, **({"notes": notes} if notes else {})}
    return Made(made, MP4, width_px=order.width_px, height_px=order.height_px, frames=order.frames, fps=order.fps, facts=facts)


def _check(order: AnimateClip) -> None:
    if order.frames < 1 or order.fps < 1:
        msg = f"a clip of {order.frames} frames at {order.fps} frames a second; at least one of each is needed"
        raise Refused(msg)
    if order.width_px < 2 or order.height_px < 2 or order.width_px % 2 or order.height_px % 2:
        msg = f"a clip of {order.width_px} × {order.height_px}; width and height must be even and above zero"
        raise Refused(msg)
    if order.image.media_type not in {PICTURE, PNG, JPEG}:
        msg = f"a picture is set in motion, {order.image.media_type} is none; give it {PICTURE}, {PNG} or {JPEG}"
        raise Refused(msg)


def _is_card(job: Job[AnimateClip]) -> bool:
    from activities.media.drawn.picture import read_rig  # noqa: PLC0415

    order = job.order
    return order.image.media_type == PICTURE and any(layer.role == "text" for layer in read_rig(job.input(order.image).path).layers)


def _still(job: Job[AnimateClip], videos: Videos, got: Sequence[tuple[Path, object]]) -> bytes:
    from activities.hosted.pictures import as_picture, jpeg, still_of  # noqa: PLC0415
    from activities.hosted.videos import Part, last_frame  # noqa: PLC0415

    order = job.order
    if got:
        path, part = got[-1]
        assert isinstance(part, Part)
        return jpeg(as_picture(last_frame(path, part, order.fps, order.width_px, order.height_px)), _LARGEST_STILL_BYTES)
    width_px, height_px = videos.still_px or sent_size(order.width_px, order.height_px)
    return still_of(job.input(order.image).path, order.image.media_type, width_px, height_px, _LARGEST_STILL_BYTES)


def sent_size(width_px: int, height_px: int) -> tuple[int, int]:
    """The size of a still that is sent: the frame's shape, its longer side at most 1280 px, both even."""
    scale = min(1.0, _SENT_PX / max(width_px, height_px))
    return 2 * round(width_px * scale / 2), 2 * round(height_px * scale / 2)


def _share(job: Job[AnimateClip], before: int, parts: int) -> Callable[[float], None]:
    return lambda fraction: job.progress((before + fraction) / parts * 0.95)
