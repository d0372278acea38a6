"""Any image-to-video model on fal (https://fal.ai/models?categories=image-to-video), by default Kling 2.1.

What is sent: the prompt, the shot's picture (as a data address, under the name `image_input`) and a duration (`duration_input`, as text, as
most models there want it); `inputs` adds, replaces or (null) leaves out. The same order gives another video every time.
"""

from collections.abc import Mapping
from typing import ClassVar

from activities.clips.bought import CAMERA_VERSION, Videos, bought_clip
from activities.clips.engine import ClipEngine
from activities.clips.lengths import durations_of
from activities.engines import EngineOptions, Job, Made
from activities.hosted.engine import MarketEngine
from activities.hosted.fal import FalOptions, QueuedRequest, service_of
from activities.hosted.market import with_inputs
from activities.hosted.options import own
from activities.hosted.service import data_address
from activities.media.prompting import motion_prompt
from schemas.clips import AnimateClip

_SETTINGS = "FILM_CLIPS_FAL_CLIPS_"
_PRICES_USD = {"fal-ai/kling-video/v2.1/standard/image-to-video": 0.05, "fal-ai/kling-video/v2.1/pro/image-to-video": 0.09}
"""A second: https://fal.ai/pricing."""


class FalClipsOptions(FalOptions):
    """Read from `FILM_CLIPS_FAL_CLIPS_*`."""

    model: str = "fal-ai/kling-video/v2.1/standard/image-to-video"
    image_input: str = "image_url"
    duration_input: str = "duration"
    is_duration_text: bool = True
    """Whether a duration is sent as "5"; some models want 5."""
    durations_s: str = "5,10"
    """Whole seconds the model offers, with commas."""


class FalClips(MarketEngine, ClipEngine):
    """See the module."""

    provider: ClassVar[str] = "fal"
    settings: ClassVar[str] = _SETTINGS
    prices_usd: ClassVar[Mapping[str, float]] = _PRICES_USD
    version: ClassVar[str] = f"1+camera{CAMERA_VERSION}"
    summary: ClassVar[str] = "Any image-to-video model on fal, paid by the second; over cards the camera moves"
    licence: ClassVar[str] = "LicenseRef-Filmwright AND LicenseRef-fal-Terms AND LicenseRef-Model"
    ignores: ClassVar[frozenset[str]] = frozenset({"intensity"})
    Options: ClassVar[type[EngineOptions]] = FalClipsOptions

    def make(self, job: Job[AnimateClip]) -> Made:
        """Set one picture in motion; see `activities.clips.bought.bought_clip`."""
        order, options = job.order, own(self.options, FalClipsOptions)
        service = service_of(options, _SETTINGS)

        def task(still: bytes, duration_s: int, part: int) -> QueuedRequest:
            _ = part
            filled = {
                "prompt": motion_prompt(order),
                options.image_input: data_address(still, "image/jpeg"),
                options.duration_input: str(duration_s) if options.is_duration_text else duration_s,
            }
            return QueuedRequest(service, options.model, with_inputs(filled, options.inputs, _SETTINGS))

        videos = Videos(
            provider="fal",
            model=options.model,
            durations_s=durations_of(options.durations_s, f"{_SETTINGS}DURATIONS_S"),
            still_px=None,
            task=task,
            offer=lambda duration_s: self.offer_of(options, duration_s),
        )
        return bought_clip(job, videos)
