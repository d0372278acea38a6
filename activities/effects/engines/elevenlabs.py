"""ElevenLabs' sound effects (https://elevenlabs.io/docs/api-reference/text-to-sound-effects/convert): words and a length in, a sound out.

A call for every sound of a shot, each between half a second and half a minute; what was bought of a shot is kept until it has all.
The model knows no seed: another sound every time one is really made.
"""

from functools import partial
from typing import ClassVar

from pydantic import Field

from activities.effects.engine import EffectsEngine
from activities.effects.wording import effect_prompt
from activities.engines import EngineOptions, Job, Made
from activities.hosted.buying import bought_at_once
from activities.hosted.elevenlabs import PLAN_NOTE, ElevenlabsOptions, service_of
from activities.hosted.engine import HostedEngine
from activities.hosted.options import offer, own
from activities.hosted.service import Request
from schemas.effects import MakeEffects, WantedSound
from schemas.failures import Refused
from schemas.media import SAMPLE_RATE_HZ
from schemas.models import Terms

_SETTINGS = "FILM_EFFECTS_ELEVENLABS_"
_SHORTEST_S, _LONGEST_S = 0.5, 30.0
_LEAD_S = 0.5
"""What may lie in front of a sound and is cut off."""


class ElevenlabsEffectsOptions(ElevenlabsOptions):
    """Read from `FILM_EFFECTS_ELEVENLABS_*`."""

    model: str = "eleven_text_to_sound_v2"
    influence: float = Field(default=0.5, ge=0.0, le=1.0)
    """How closely to follow the words."""


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
        price = offer("ElevenLabs", options, _SETTINGS, None)
        sounds = []
        for part, (wanted, request) in enumerate(zip(order.sounds, requests, strict=True), start=1):
            got, share = job.folder / f"got-{part}.mp3", 0.05 + 0.9 * (part - 1) / len(requests)
            tick = partial(job.progress, share)
            with bought_at_once(service_of(options, _SETTINGS), request, job.purchase(part), price, tick) as answer:
                got.write_bytes(answer.content)
                sounds.append(finished(decoded(got, 2), wanted, "ElevenLabs"))
        prompts = [effect_prompt(order, sound) for sound in order.sounds]
        return write_effects(job, sounds, {"provider": "ElevenLabs", "model": options.model, "prompts": prompts})


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
