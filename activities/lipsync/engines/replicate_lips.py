"""Lip-sync models on Replicate (https://replicate.com/collections/lipsync), by default sync's lipsync-2: for photographed faces.

What is sent: the clip (uploaded, under the name `video_input`) and all that is said on screen in it (`audio_input`); `inputs` adds,
replaces or (null) leaves out. Of what comes back only what was changed is taken, so that the rest of the picture stays as it was. The same
order gives other mouths every time. Several speakers: the model decides whose mouth moves.
"""

from collections.abc import Mapping
from typing import ClassVar

from activities.engines import EngineOptions, Job, Made
from activities.hosted.buying import result_of
from activities.hosted.engine import MarketEngine
from activities.hosted.market import with_inputs
from activities.hosted.options import own
from activities.hosted.replicate import Prediction, ReplicateOptions, service_of, uploaded
from activities.lipsync.engine import LipsyncEngine
from schemas.failures import Refused
from schemas.lipsync import SyncLips
from schemas.media import MP4
from schemas.timeline import samples_per_frame

_SETTINGS = "FILM_LIPSYNC_REPLICATE_LIPS_"
_PRICES_USD = {"sync/lipsync-2": 0.05, "sync/lipsync-2-pro": 0.08325}
"""A second: https://replicate.com/pricing."""


class ReplicateLipsOptions(ReplicateOptions):
    """Read from `FILM_LIPSYNC_REPLICATE_LIPS_*`."""

    model: str = "sync/lipsync-2"
    video_input: str = "video"
    audio_input: str = "audio"


class ReplicateLips(MarketEngine, LipsyncEngine):
    """See the module."""

    provider: ClassVar[str] = "Replicate"
    settings: ClassVar[str] = _SETTINGS
    prices_usd: ClassVar[Mapping[str, float]] = _PRICES_USD
    version: ClassVar[str] = "1"
    summary: ClassVar[str] = "Photographed mouths by lip-sync models on Replicate, paid by the second"
    licence: ClassVar[str] = "LicenseRef-Filmwright AND LicenseRef-Replicate-Terms AND LicenseRef-Model"
    Options: ClassVar[type[EngineOptions]] = ReplicateLipsOptions

    def make(self, job: Job[SyncLips]) -> Made:
        """Move the mouths of one clip.

        Raises:
            Refused: The clip is drawn; or Replicate refuses.
            Unavailable, Broken: See `activities.hosted.buying.result_of`.
        """
        from activities.hosted.videos import frames_of  # noqa: PLC0415 - OpenCV and PyAV take a while to load
        from activities.lipsync.changed import with_changes  # noqa: PLC0415
        from activities.media.video_file import VideoFile  # noqa: PLC0415
        from activities.media.video_writer import write_frames  # noqa: PLC0415

        clip, options = job.order.clip, own(self.options, ReplicateLipsOptions)
        width_px, height_px, frames, fps = _shape(job.order)
        service = service_of(options, _SETTINGS)
        prediction = Prediction(service, options.model, lambda: self._inputs(job))
        price = self.offer_of(options, frames / fps)
        got, path, notes = job.folder / "got.mp4", job.folder / "clip.mp4", list[str]()
        name = result_of(prediction, job.purchase(), price, got, job.progress)
        source = VideoFile(job.input(clip).path, width_px, height_px, fps)
        others = frames_of(got, frames, fps, (width_px, height_px), notes.append)
        write_frames(path, with_changes(source.read(0, frames), others), fps, width_px, height_px)
        job.progress(1.0)
        facts = {"provider": "Replicate", "model": options.model, "job": name, **({"notes": notes} if notes else {})}
        return Made(path, MP4, width_px=width_px, height_px=height_px, frames=frames, fps=fps, facts=facts)

    def _inputs(self, job: Job[SyncLips]) -> dict[str, object]:
        from activities.hosted.sending import pack_speech, pack_video  # noqa: PLC0415
        from activities.media.sound.waveform import read_sound  # noqa: PLC0415
        from activities.media.video_file import VideoFile  # noqa: PLC0415

        order, options = job.order, own(self.options, ReplicateLipsOptions)
        width_px, height_px, frames, fps = _shape(order)
        service, video, speech = service_of(options, _SETTINGS), job.folder / "sent.mp4", job.folder / "sent.wav"
        source = VideoFile(job.input(order.clip).path, width_px, height_px, fps)
        pack_video(video, source.read(0, frames), fps, width_px, height_px)
        spoken = [(line.first_sample, read_sound(job.input(line.speech).path)) for line in order.speeches]
        pack_speech(speech, spoken, frames * samples_per_frame(fps))
        filled = {
            options.video_input: uploaded(service, video.read_bytes(), "clip.mp4", MP4, lambda: job.progress(0.0)),
            options.audio_input: uploaded(service, speech.read_bytes(), "speech.wav", "audio/wav", lambda: job.progress(0.0)),
        }
        return with_inputs(filled, options.inputs, _SETTINGS)


def _shape(order: SyncLips) -> tuple[int, int, int, int]:
    """Width, height, frames and rate of the clip.

    Raises:
        Refused: It is no video.
    """
    clip = order.clip
    if not clip.media_type.startswith("video/") or not (clip.width_px and clip.height_px and clip.frames and clip.fps):
        msg = (
            f"this engine moves photographed mouths in a video, the clip is {clip.media_type}; use the lipsync engine 'visemes' or 'still'"
        )
        raise Refused(msg)
    return clip.width_px, clip.height_px, clip.frames, clip.fps
