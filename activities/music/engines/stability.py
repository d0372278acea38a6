"""Stability AI's Stable Audio 2 (https://platform.stability.ai/docs/api-reference#tag/Text-to-Audio): up to 190 seconds of music.

Longer cues go round. The same seed gives a like piece, not the same bytes.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from activities.engines import EngineOptions, Job, Made
from activities.hosted.buying import bought_at_once
from activities.hosted.engine import HostedEngine
from activities.hosted.options import HostedOptions, offer, own, seed_of
from activities.hosted.service import Request, Service, words_of
from activities.media.prompting import music_prompt
from activities.music.engine import MusicEngine
from schemas.failures import Refused
from schemas.media import FLAC, SAMPLE_RATE_HZ
from schemas.music import ComposeMusic

_SETTINGS = "FILM_MUSIC_STABILITY_"
_LONGEST_S = 190
_SEEDS = 4_294_967_295
_STEPS = {"stable-audio-2.5": (4, 8, 8), "stable-audio-2": (30, 100, 50)}
"""The fewest, the most, and those taken when nothing is said."""
_PRICE_USD = 0.2
"""A piece of any length: https://platform.stability.ai/pricing."""


class StabilityMusicOptions(HostedOptions):
    """Read from `FILM_MUSIC_STABILITY_*`."""

    base_url: str = "https://api.stability.ai"
    model: Literal["stable-audio-2", "stable-audio-2.5"] = "stable-audio-2.5"
    steps: int = Field(default=0, ge=0)
    """0: as many as the model is usually given."""

    @model_validator(mode="after")
    def _steps_suit_the_model(self) -> Self:
        least, most, _ = _STEPS[self.model]
        if self.steps and not least <= self.steps <= most:
            raise ValueError(f"{self.model} takes {least} to {most} steps, not {self.steps}")
        return self

    @property
    def steps_taken(self) -> int:
        """Of one piece."""
        return self.steps or _STEPS[self.model][2]


class Stability(HostedEngine, MusicEngine):
    """See the module."""

    settings: ClassVar[str] = _SETTINGS
    version: ClassVar[str] = "2"
    summary: ClassVar[str] = "Stability AI's Stable Audio, longer cues go round after 190 s, paid by the piece"
    licence: ClassVar[str] = "LicenseRef-Filmwright AND LicenseRef-Stability-AI-Terms"
    Options: ClassVar[type[EngineOptions]] = StabilityMusicOptions

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """Model and steps, both of which shape the music."""
        chosen = own(options, StabilityMusicOptions)
        return f"{chosen.model} {chosen.steps_taken}"

    def make(self, job: Job[ComposeMusic]) -> Made:
        """Compose one cue.

        Raises:
            Refused: The cue has no length; or Stability AI refuses.
            Unavailable, Broken: See `activities.hosted.buying.bought_at_once`.
        """
        from activities.music.bought import write_cue  # noqa: PLC0415 - PyAV takes a while to load

        order, options = job.order, own(self.options, StabilityMusicOptions)
        if order.samples < 1:
            msg = f"a cue of {order.samples} samples was ordered; at least 1"
            raise Refused(msg)
        length_s = min(-(-order.samples // SAMPLE_RATE_HZ), _LONGEST_S)
        form = {
            "prompt": music_prompt(order),
            "duration": str(length_s),
            "seed": str(seed_of(order, _SEEDS)),
            "steps": str(options.steps_taken),
            "model": options.model,
            "output_format": "mp3",
        }
        parts = tuple((name, (None, value.encode(), None)) for name, value in form.items())
        got, path = job.folder / "got.mp3", job.folder / "music.flac"
        with bought_at_once(
            _service(options),
            Request("POST", "/v2beta/audio/stable-audio-2/text-to-audio", files=parts),
            job.purchase(),
            offer("Stability AI", options, _SETTINGS, _PRICE_USD),
            lambda: job.progress(0.1),
        ) as answer:
            got.write_bytes(answer.content)
            notes = write_cue(got, order, length_s * SAMPLE_RATE_HZ, path, "Stability AI")
        job.progress(1.0)
        return Made(path, FLAC, samples=order.samples, facts={"provider": "Stability AI", "model": options.model, "notes": notes})


def _service(options: StabilityMusicOptions) -> Service:
    headers = {"Authorization": f"Bearer {options.api_key.get_secret_value()}", "Accept": "audio/*"}
    return Service("Stability AI", options.base_url, headers, _SETTINGS, options.timeout_s, _refusal)


def _refusal(status: int, body: Mapping[str, Any]) -> str | None:
    """403 with `name` "content_moderation" is the content, any other 403 the key."""
    return words_of(body) if status == 403 and body.get("name") == "content_moderation" else None
