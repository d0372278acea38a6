"""Any image-to-video model on Replicate (https://replicate.com/collections/image-to-video), by default Kling 2.1.

What is sent: the prompt, the shot's picture (uploaded, under the name `image_input`) and a duration (`duration_input`); `inputs` adds,
replaces or (null) leaves out, which also takes out a name that a model does not know. The same order gives another video every time.
"""

from collections.abc import Mapping
from typing import ClassVar

from activities.clips.bought import CAMERA_VERSION, Videos, bought_clip
from activities.clips.engine import ClipEngine
from activities.clips.lengths import durations_of
from activities.engines import EngineOptions, Job, Made
from activities.hosted.engine import MarketEngine
from activities.hosted.market import with_inputs
from activities.hosted.options import own
from activities.hosted.replicate import Prediction, ReplicateOptions, service_of, uploaded
from activities.media.prompting import motion_prompt
from schemas.clips import AnimateClip

_SETTINGS = "FILM_CLIPS_REPLICATE_CLIPS_"
_PRICES_USD = {"kwaivgi/kling-v2.1": 0.05}
"""A second at 720p: https://replicate.com/pricing."""


class ReplicateClipsOptions(ReplicateOptions):
    """Read from `FILM_CLIPS_REPLICATE_CLIPS_*`."""

    model: str = "kwaivgi/kling-v2.1"
    image_input: str = "start_image"
    duration_input: str = "duration"
    durations_s: str = "5,10"
    """Whole seconds the model offers, with commas."""


class ReplicateClips(MarketEngine, ClipEngine):
    """See the module."""

    provider: ClassVar[str] = "Replicate"
    settings: ClassVar[str] = _SETTINGS
    prices_usd: ClassVar[Mapping[str, float]] = _PRICES_USD
    version: ClassVar[str] = f"1+camera{CAMERA_VERSION}"
    summary: ClassVar[str] = "Any image-to-video model on Replicate, paid by the second; over cards the camera moves"
    licence: ClassVar[str] = "LicenseRef-Filmwright AND LicenseRef-Replicate-Terms AND LicenseRef-Model"
    ignores: ClassVar[frozenset[str]] = frozenset({"intensity"})
    Options: ClassVar[type[EngineOptions]] = ReplicateClipsOptions

    def make(self, job: Job[AnimateClip]) -> Made:
        """Set one picture in motion; see `activities.clips.bought.bought_clip`."""
        order, options = job.order, own(self.options, ReplicateClipsOptions)
        service = service_of(options, _SETTINGS)

        def task(still: bytes, duration_s: int, part: int) -> Prediction:
            def inputs() -> dict[str, object]:
                address = uploaded(service, still, f"shot-{part}.jpg", "image/jpeg", lambda: job.progress(0.0))
                filled = {"prompt": motion_prompt(order), options.image_input: address, options.duration_input: duration_s}
                return with_inputs(filled, options.inputs, _SETTINGS)

            return Prediction(service, options.model, inputs)

        videos = Videos(
            provider="Replicate",
            model=options.model,
            durations_s=durations_of(options.durations_s, f"{_SETTINGS}DURATIONS_S"),
            still_px=None,
            task=task,
            offer=lambda duration_s: self.offer_of(options, duration_s),
        )
        return bought_clip(job, videos)
