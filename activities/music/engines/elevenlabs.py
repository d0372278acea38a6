"""ElevenLabs' music (https://elevenlabs.io/docs/api-reference/music/compose): a prompt and a length in, an instrumental piece out.

Between 3 seconds and 10 minutes; a shorter cue is the faded beginning of 3 seconds, a longer one goes round. The models know no seed with a
prompt: another piece every time a cue is really composed.
"""

from typing import ClassVar

from activities.engines import EngineOptions, Job, Made
from activities.hosted.buying import bought_at_once
from activities.hosted.elevenlabs import PLAN_NOTE, ElevenlabsOptions, service_of
from activities.hosted.engine import HostedEngine
from activities.hosted.options import offer, own
from activities.hosted.service import Request
from activities.media.prompting import music_prompt
from activities.music.engine import MusicEngine
from schemas.failures import Refused
from schemas.media import FLAC, SAMPLE_RATE_HZ
from schemas.models import Terms
from schemas.music import ComposeMusic

_SETTINGS = "FILM_MUSIC_ELEVENLABS_"
_SHORTEST_MS, _LONGEST_MS = 3_000, 600_000
_PRICES_USD = {"music_v1": 0.8 / 60}
"""A second: https://elevenlabs.io/pricing/api."""


class ElevenlabsMusicOptions(ElevenlabsOptions):
    """Read from `FILM_MUSIC_ELEVENLABS_*`."""

    model: str = "music_v1"
    timeout_s: float = 900.0


class Elevenlabs(HostedEngine, MusicEngine):
    """See the module."""

    settings: ClassVar[str] = _SETTINGS
    version: ClassVar[str] = "2"
    summary: ClassVar[str] = "ElevenLabs' music, longer cues go round after ten minutes, paid by the second"
    licence: ClassVar[str] = "LicenseRef-Filmwright AND LicenseRef-ElevenLabs-Music-Terms"
    Options: ClassVar[type[EngineOptions]] = ElevenlabsMusicOptions

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """As ElevenLabs calls it."""
        return own(options, ElevenlabsMusicOptions).model

    @classmethod
    def terms(cls, options: EngineOptions) -> Terms:
        """Those of a paid plan."""
        _ = options
        return Terms(licence=cls.licence, commercial_use=True, note=PLAN_NOTE)

    def make(self, job: Job[ComposeMusic]) -> Made:
        """Compose one cue.

        Raises:
            Refused: The cue has no length; or ElevenLabs refuses.
            Unavailable, Broken: See `activities.hosted.buying.bought_at_once`.
        """
        from activities.music.bought import write_cue  # noqa: PLC0415 - PyAV takes a while to load

        order, options = job.order, own(self.options, ElevenlabsMusicOptions)
        if order.samples < 1:
            msg = f"a cue of {order.samples} samples was ordered; at least 1"
            raise Refused(msg)
        length_ms = min(max(_SHORTEST_MS, -(-order.samples * 1000 // SAMPLE_RATE_HZ)), _LONGEST_MS)
        body = {"prompt": music_prompt(order), "music_length_ms": length_ms, "model_id": options.model, "force_instrumental": True}
        price_usd = _PRICES_USD.get(options.model)
        got, path = job.folder / "got.mp3", job.folder / "music.flac"
        with bought_at_once(
            service_of(options, _SETTINGS),
            Request("POST", "/v1/music", json=body, query={"output_format": "mp3_44100_128"}),
            job.purchase(),
            offer("ElevenLabs", options, _SETTINGS, None if price_usd is None else price_usd * length_ms / 1000),
            lambda: job.progress(0.1),
        ) as answer:
            got.write_bytes(answer.content)
            notes = write_cue(got, order, length_ms * SAMPLE_RATE_HZ // 1000, path, "ElevenLabs")
        job.progress(1.0)
        facts = {"provider": "ElevenLabs", "model": options.model, "song": answer.headers.get("song-id", ""), "notes": notes}
        return Made(path=path, media_type=FLAC, samples=order.samples, facts=facts)
