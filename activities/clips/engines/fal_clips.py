"""Any image-to-video model on fal (https://fal.ai/models?categories=image-to-video), by default Kling 2.1.

What is sent: the prompt, the shot's picture (as a data address, under the name `image_input`) and a duration (`duration_input`, as text, as
most models there want it); `inputs` adds, replaces or (null) leaves out. The same order gives another video every time.
"""

from typing import ClassVar

from activities.clips.bought import CAMERA_VERSION, Videos, bought_clip
from activities.clips.engine import ClipEngine
from activities.clips.lengths import durations_of
from activities.engines import EngineOptions, Job, Made
from activities.hosted.fal import FalOptions, QueuedRequest, service_of
from activities.hosted.options import missing_key, offer, own, terms_of_model
from activities.hosted.replicate import with_inputs
from activities.hosted.service import data_address
from activities.media.prompting import motion_prompt
from schemas.clips import AnimateClip
from schemas.engines import Queue
from schemas.models import Terms

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


class FalClips(ClipEngine):
    """See the module."""

    version: ClassVar[str] = f"1+camera{CAMERA_VERSION}"
    summary: ClassVar[str] = "Any image-to-video model on fal, paid by the second; over cards the camera moves"
    licence: ClassVar[str] = "LicenseRef-Filmwright AND LicenseRef-fal-Terms AND LicenseRef-Model"
    is_generative: ClassVar[bool] = True
    queue: ClassVar[Queue] = Queue.HOSTED
    Options: ClassVar[type[EngineOptions]] = FalClipsOptions

    @classmethod
    def unavailable(cls, options: EngineOptions) -> str | None:
        """Which key to set."""
        return missing_key(options, _SETTINGS)

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """The model and what it is told besides the order."""
        chosen = own(options, FalClipsOptions)
        return f"{chosen.model} {chosen.inputs}"

    @classmethod
    def terms(cls, options: EngineOptions) -> Terms:
        """Those of the models we know; of others nothing is promised."""
        return terms_of_model(cls.licence, own(options, FalClipsOptions).model, _PRICES_USD)

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
            offer=lambda duration_s: offer("fal", options, _SETTINGS, _per_second(options.model, duration_s)),
        )
        return bought_clip(job, videos)


def _per_second(model: str, duration_s: int) -> float | None:
    price_usd = _PRICES_USD.get(model)
    return None if price_usd is None else price_usd * duration_s
