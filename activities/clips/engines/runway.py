"""Runway's image-to-video models (https://docs.dev.runwayml.com/guides/models/), by default Gen-4 Turbo.

The shot's picture is the first frame. The video is bought in the nearest of Runway's shapes and lengths, and made exactly the film's. The
same seed gives a like video, not the same bytes.
"""

from typing import Any, ClassVar, Literal

from activities.clips.bought import CAMERA_VERSION, Videos, bought_clip
from activities.clips.engine import ClipEngine
from activities.engines import EngineOptions, Job, Made
from activities.hosted.engine import HostedEngine
from activities.hosted.options import HostedOptions, offer, own, seed_of
from activities.hosted.runway import ImageToVideo, service_of
from activities.hosted.service import data_address
from activities.media.prompting import motion_prompt
from schemas.clips import AnimateClip

_SETTINGS = "FILM_CLIPS_RUNWAY_"
_SHAPES = ((1280, 720), (720, 1280), (1104, 832), (832, 1104), (960, 960), (1584, 672))
_DURATIONS_S = {"gen4_turbo": (5, 10), "gen4.5": tuple(range(2, 11))}
_PRICES_USD = {"gen4_turbo": 0.05, "gen4.5": 0.12}
"""A second, when Runway does not tell what a task cost: https://docs.dev.runwayml.com/guides/pricing/."""
_PROMPT_UNITS = 1000
"""UTF-16 code units, the longest `promptText`."""


class RunwayOptions(HostedOptions):
    """Read from `FILM_CLIPS_RUNWAY_*`."""

    base_url: str = "https://api.dev.runwayml.com"
    model: Literal["gen4_turbo", "gen4.5"] = "gen4_turbo"


class Runway(HostedEngine, ClipEngine):
    """See the module."""

    settings: ClassVar[str] = _SETTINGS
    version: ClassVar[str] = f"1+camera{CAMERA_VERSION}"
    summary: ClassVar[str] = "Runway's image-to-video models, paid by the second; over cards the camera moves"
    licence: ClassVar[str] = "LicenseRef-Filmwright AND LicenseRef-Runway-Terms"
    ignores: ClassVar[frozenset[str]] = frozenset({"intensity"})
    Options: ClassVar[type[EngineOptions]] = RunwayOptions

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """As Runway calls it."""
        return own(options, RunwayOptions).model

    def make(self, job: Job[AnimateClip]) -> Made:
        """Set one picture in motion; see `activities.clips.bought.bought_clip`."""
        from activities.hosted.pictures import nearest_size  # noqa: PLC0415 - OpenCV takes a while to load

        order, options = job.order, own(self.options, RunwayOptions)
        service = service_of(options, _SETTINGS)
        shape = nearest_size(order.width_px, order.height_px, _SHAPES)

        def task(still: bytes, duration_s: int, part: int) -> ImageToVideo:
            body: dict[str, Any] = {
                "model": options.model,
                "promptImage": data_address(still, "image/jpeg"),
                "ratio": f"{shape[0]}:{shape[1]}",
                "duration": duration_s,
                "seed": (seed_of(order) + part - 1) % 2**31,
            }
            words = _shortened(motion_prompt(order))
            return ImageToVideo(service, {**body, "promptText": words} if words else body)

        price_usd = _PRICES_USD[options.model]
        videos = Videos(
            provider="Runway",
            model=options.model,
            durations_s=_DURATIONS_S[options.model],
            still_px=shape,
            task=task,
            offer=lambda duration_s: offer("Runway", options, _SETTINGS, price_usd * duration_s),
        )
        return bought_clip(job, videos)


def _shortened(words: str) -> str:
    return words.encode("utf-16-le")[: 2 * _PROMPT_UNITS].decode("utf-16-le", "ignore")
