"""ElevenLabs' sound effects (https://elevenlabs.io/docs/api-reference/text-to-sound-effects/convert): words and a length in, a sound out.

A call for every sound of a shot, each between half a second and half a minute. The model knows no seed: another sound every time one is
really made. What was bought is kept only with all sounds of the shot: so where ElevenLabs is busy between two of them, that is waited for.
"""

import time
from collections.abc import Callable
from typing import ClassVar

from pydantic import Field

from activities.effects.engine import EffectsEngine
from activities.effects.wording import effect_prompt
from activities.engines import EngineOptions, Job, Made
from activities.hosted.buying import bought_at_once
from activities.hosted.elevenlabs import PLAN_NOTE, ElevenlabsOptions, service_of
from activities.hosted.engine import HostedEngine
from activities.hosted.options import offer, own
from activities.hosted.service import Answer, Request
from schemas.effects import MakeEffects, WantedSound
from schemas.failures import Refused, Unavailable
from schemas.media import SAMPLE_RATE_HZ
from schemas.models import Terms

_SETTINGS = "FILM_EFFECTS_ELEVENLABS_"
_SHORTEST_S, _LONGEST_S = 0.5, 30.0
_LEAD_S = 0.5
"""What may lie in front of a sound and is cut off."""
_TICK_S = 0.1
_WAIT_S = 2.0
"""Before a sound is asked for again, where ElevenLabs does not say how long."""


class ElevenlabsEffectsOptions(ElevenlabsOptions):
    """Read from `FILM_EFFECTS_ELEVENLABS_*`."""

    model: str = "eleven_text_to_sound_v2"
    influence: float = Field(default=0.5, ge=0.0, le=1.0)
    """How closely to follow the words."""
    patience_s: float = Field(default=900.0, ge=0.0)
    """How long ElevenLabs may be away between two sounds of a shot before those that were bought are given up."""


class Elevenlabs(HostedEngine, EffectsEngine):
    """See the module."""

    settings: ClassVar[str] = _SETTINGS
    version: ClassVar[str] = "1"
    summary: ClassVar[str] = "ElevenLabs' sound effects from words, paid by the sound"
    licence: ClassVar[str] = "LicenseRef-Filmwright AND LicenseRef-ElevenLabs-Terms"
    Options: ClassVar[type[EngineOptions]] = ElevenlabsEffectsOptions

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """Model and influence, both of which shape the sound."""
        chosen = own(options, ElevenlabsEffectsOptions)
        return f"{chosen.model} {chosen.influence:g}"

    @classmethod
    def terms(cls, options: EngineOptions) -> Terms:
        """Those of a paid plan."""
        _ = options
        return Terms(licence=cls.licence, commercial_use=True, note=PLAN_NOTE)

    def make(self, job: Job[MakeEffects]) -> Made:
        """Make the sounds of one shot.

        Raises:
            Refused: A sound is longer than ElevenLabs makes one; or ElevenLabs refuses.
            Unavailable, Broken: See `activities.hosted.buying.bought_at_once`.
        """
        from activities.effects.finishing import finished, write_effects  # noqa: PLC0415 - PyAV takes a while to load
        from activities.hosted.sounds import decoded  # noqa: PLC0415

        order, options = job.order, own(self.options, ElevenlabsEffectsOptions)
        requests = [_request(order, sound, options) for sound in order.sounds]
        sounds = []
        for part, (wanted, request) in enumerate(zip(order.sounds, requests, strict=True), start=1):
            done = 0.05 + 0.9 * (part - 1) / len(requests)
            answer = self._bought(job, part, request, done)
            got = job.folder / f"got-{part}.mp3"
            got.write_bytes(answer.content)
            sounds.append(finished(decoded(got, 2), wanted, "ElevenLabs"))
        prompts = [effect_prompt(order, sound) for sound in order.sounds]
        return write_effects(job, sounds, {"provider": "ElevenLabs", "model": options.model, "prompts": prompts})

    def _bought(self, job: Job[MakeEffects], part: int, request: Request, done: float) -> Answer:
        options = own(self.options, ElevenlabsEffectsOptions)
        until = time.monotonic() + (options.patience_s if part > 1 else 0.0)
        while True:
            try:
                return bought_at_once(
                    service_of(options, _SETTINGS),
                    request,
                    job.purchase(part),
                    offer("ElevenLabs", options, _SETTINGS, None),
                    lambda: job.progress(done),
                )
            except Unavailable as error:
                wait_s = _WAIT_S if error.retry_after_s is None else error.retry_after_s
                if time.monotonic() + wait_s > until:
                    raise
                _rest(wait_s, lambda: job.progress(done))


def _request(order: MakeEffects, wanted: WantedSound, options: ElevenlabsEffectsOptions) -> Request:
    seconds = max(_SHORTEST_S, wanted.samples / SAMPLE_RATE_HZ + _LEAD_S)
    if wanted.samples < 1 or seconds > _LONGEST_S:
        msg = f"{order.about.label}: a sound of {wanted.samples / SAMPLE_RATE_HZ:g} s is ordered; ElevenLabs makes some of up to 29.5 s"
        raise Refused(msg)
    body = {
        "text": effect_prompt(order, wanted),
        "duration_seconds": round(seconds, 2),
        "prompt_influence": options.influence,
        "model_id": options.model,
    }
    return Request("POST", "/v1/sound-generation", json=body, query={"output_format": "mp3_44100_128"})


def _rest(seconds: float, progress: Callable[[], None]) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        progress()
        time.sleep(_TICK_S)
