"""ElevenLabs' voices (https://elevenlabs.io/docs/api-reference/text-to-speech/convert-with-timestamps).

A character has one of the premade voices by gender and age, or the one a line asks for: a name of `film voices`, or the id of any voice of
the account, cloned ones included (ElevenLabs asks for the speaker's consent: https://elevenlabs.io/docs/capabilities/voice-cloning). The
delivery becomes stability and style, with v3 models an audio tag. Facts: `characters`, `[first_sample, samples, character]`. The same seed
gives a like reading, not the same bytes.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field

from activities.engines import EngineOptions, Job, Made
from activities.hosted.buying import bought_at_once
from activities.hosted.elevenlabs import PLAN_NOTE, ElevenlabsOptions, service_of
from activities.hosted.engine import HostedEngine
from activities.hosted.options import offer, own, seed_of
from activities.hosted.service import Answer, Request
from activities.media.delivery import Delivery, delivery_of
from activities.voices.engine import VoiceEngine
from activities.voices.premade import voice_for
from activities.voices.ssml import Piece
from schemas.failures import Broken, Refused
from schemas.media import FLAC, SAMPLE_RATE_HZ
from schemas.models import Terms
from schemas.voices import SpeakLine, Voice

_SETTINGS = "FILM_VOICES_ELEVENLABS_"
_RATE_HZ = 24_000
"""The best of raw samples that every plan has."""
_SEEDS = 4_294_967_295
_MOST_CHARACTERS = 5_000
_SLOWEST, _FASTEST = 0.7, 1.2
_LONGEST_PAUSE_S = 3.0
_PRICES_USD = {"eleven_multilingual_v2": 0.0003, "eleven_v3": 0.0003, "eleven_flash_v2_5": 0.00015, "eleven_turbo_v2_5": 0.00015}
"""A character, at the price of further characters in the cheapest paid plan: https://elevenlabs.io/pricing/api."""
_ID = re.compile(r"[A-Za-z0-9]{20}")


class ElevenlabsVoiceOptions(ElevenlabsOptions):
    """Read from `FILM_VOICES_ELEVENLABS_*`."""

    model: str = "eleven_multilingual_v2"
    similarity: float = Field(default=0.75, ge=0, le=1)


class Elevenlabs(HostedEngine, VoiceEngine):
    """See the module."""

    settings: ClassVar[str] = _SETTINGS
    version: ClassVar[str] = "2"
    summary: ClassVar[str] = "ElevenLabs' voices in over thirty languages, cloned ones included, paid by the character"
    licence: ClassVar[str] = "LicenseRef-Filmwright AND LicenseRef-ElevenLabs-Terms"
    ignores: ClassVar[frozenset[str]] = frozenset({"pitch"})
    Options: ClassVar[type[EngineOptions]] = ElevenlabsVoiceOptions

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """Model and similarity, both of which shape the voice."""
        chosen = own(options, ElevenlabsVoiceOptions)
        return f"{chosen.model} {chosen.similarity:g}"

    @classmethod
    def terms(cls, options: EngineOptions) -> Terms:
        """Those of a paid plan."""
        _ = options
        return Terms(licence=cls.licence, commercial_use=True, note=PLAN_NOTE)

    def voices(self, language: str = "") -> list[Voice]:
        """The premade voices; all of them speak every language."""
        _ = language
        return list(_VOICES)

    def check_voice(self, voice: str) -> None:
        """Make sure it is a premade voice's name, or looks like the id of one of the account's."""
        _voice_id(voice)

    def check_text(self, text: str) -> None:
        """Make sure the model has means for its markup."""
        _in_one_manner(text, own(self.options, ElevenlabsVoiceOptions).model)

    def make(self, job: Job[SpeakLine]) -> Made:
        """Speak one line.

        Raises:
            Refused: The voice, the speed, the pitch or the text is none this engine can speak; or ElevenLabs refuses.
            Unavailable, Broken: See `activities.hosted.buying.bought_at_once`.
        """
        from activities.hosted.sounds import as_line, from_pcm  # noqa: PLC0415 - PyAV takes a while to load
        from activities.media.sound.waveform import write_sound  # noqa: PLC0415
        from activities.voices.silence import unspoken  # noqa: PLC0415
        from activities.voices.treatment import LEVEL_LUFS, levelled  # noqa: PLC0415

        order, options = job.order, own(self.options, ElevenlabsVoiceOptions)
        manner = _in_one_manner(order.text, options.model)
        text, speed = manner.text, order.speed * manner.rate
        _check(order, speed)
        self.sample(order)
        if not text:
            return unspoken(job)
        voice = _voice_id(order.voice) if order.voice else voice_for(order.character, _VOICES).id
        voice_id = _voice_id(voice)
        with bought_at_once(
            service_of(options, _SETTINGS),
            _request(order, options, voice_id, text, speed),
            job.purchase(),
            offer("ElevenLabs", options, _SETTINGS, _price_usd(options.model, text)),
            lambda: job.progress(0.1),
        ) as answer:
            content, characters = _spoken(answer)
            line, cut = as_line(from_pcm(content, _RATE_HZ), text)
        sound = levelled(line, LEVEL_LUFS + delivery_of(order.delivery).level_db + manner.level_db)
        path = job.folder / "speech.flac"
        samples = write_sound(path, sound, channels=1)
        job.progress(1.0)
        facts = {
            "voice": voice,
            "language": order.language,
            "is_spoken": True,
            "characters": _moved(characters, cut, samples),
            "provider": "ElevenLabs",
            "model": options.model,
            "request": answer.headers.get("request-id", ""),
        }
        return Made(path=path, media_type=FLAC, samples=samples, facts=facts)


def _check(order: SpeakLine, speed: float) -> None:
    if not _SLOWEST <= speed <= _FASTEST:
        msg = f"speed {speed:g} is outside {_SLOWEST} to {_FASTEST}, which is what ElevenLabs takes"
        raise Refused(msg)
    if order.pitch:
        msg = f"a pitch of {order.pitch:g} semitones was asked for; ElevenLabs' voices have no pitch to set: choose another voice"
        raise Refused(msg)
    if len(order.text) > _MOST_CHARACTERS:
        msg = f"a line of {len(order.text)} characters is too long for one call of ElevenLabs; at most {_MOST_CHARACTERS}"
        raise Refused(msg)


def _in_one_manner(text: str, model: str) -> Piece:
    from activities.voices.pieces import in_one_go  # noqa: PLC0415 - PyAV takes a while to load

    return in_one_go(text, f"ElevenLabs with {model}", None if _is_tagged(model) else _pause)


def _pause(seconds: float) -> str:
    """As https://elevenlabs.io/docs/best-practices/prompting/controls describes it, for models before v3."""
    if seconds > _LONGEST_PAUSE_S:
        msg = f"a pause of {seconds:g} s is longer than the {_LONGEST_PAUSE_S:g} s that ElevenLabs takes: divide the line there"
        raise Refused(msg)
    return f'<break time="{seconds:g}s" />'


def _is_tagged(model: str) -> bool:
    """Whether manners are told in the text, and no SSML is."""
    return model.startswith("eleven_v3")


def _request(order: SpeakLine, options: ElevenlabsVoiceOptions, voice_id: str, text: str, speed: float) -> Request:
    delivery = delivery_of(order.delivery)
    is_tagged = _is_tagged(options.model)
    body: dict[str, Any] = {
        "text": f"{_tag(delivery)}{text}" if is_tagged else text,
        "model_id": options.model,
        "seed": seed_of(order, _SEEDS),
        "voice_settings": _manner(delivery, speed, options.similarity, is_stepped=is_tagged),
    }
    if options.model != "eleven_multilingual_v2":  # which knows the language by the text and refuses to be told
        body["language_code"] = order.language.partition("-")[0]
    return Request("POST", f"/v1/text-to-speech/{voice_id}/with-timestamps", json=body, query={"output_format": f"pcm_{_RATE_HZ}"})


def _manner(delivery: Delivery, speed: float, similarity: float, *, is_stepped: bool) -> dict[str, float]:
    """A lively delivery is a less stable voice with more style; v3 knows three steps of stability only."""
    stability = min(1.0, max(0.0, 0.5 / max(0.1, delivery.liveliness)))
    pace = min(_FASTEST, max(_SLOWEST, speed * delivery.rate))
    return {
        "stability": round(stability * 2) / 2 if is_stepped else round(stability, 2),
        "similarity_boost": similarity,
        "style": round(min(1.0, max(0.0, (delivery.liveliness - 1) * 0.8)), 2),
        "speed": round(pace, 2),
    }


def _tag(delivery: Delivery) -> str:
    return "[whispers] " if delivery.is_whispered else "[shouts] " if delivery.level_db >= 5 else ""


def _voice_id(voice: str) -> str:
    known = {known.id: identifier for known, identifier in zip(_VOICES, _IDS, strict=True)}
    if voice in known:
        return known[voice]
    if _ID.fullmatch(voice):
        return voice
    msg = f"no voice '{voice}' for elevenlabs; there are {', '.join(known)}, and every voice of your account by its id of 20 characters"
    raise Refused(msg)


def _price_usd(model: str, text: str) -> float | None:
    price_usd = _PRICES_USD.get(model)
    return None if price_usd is None else price_usd * len(text)


def _spoken(answer: Answer) -> tuple[bytes, list[tuple[int, int, str]]]:
    told = answer.json()
    packed, alignment = told.get("audio_base64"), told.get("alignment")
    if not isinstance(packed, str):
        raise Broken("ElevenLabs' answer has no sound in it")
    try:
        return base64.b64decode(packed, validate=True), _characters(alignment if isinstance(alignment, dict) else {})
    except (ValueError, binascii.Error) as error:
        raise Broken("the sound in ElevenLabs' answer can't be decoded") from error


def _characters(alignment: Mapping[str, Any]) -> list[tuple[int, int, str]]:
    columns = [alignment.get(name) for name in ("characters", "character_start_times_seconds", "character_end_times_seconds")]
    if not all(isinstance(column, list) for column in columns):
        return []
    found = []
    for character, begin_s, end_s in zip(*columns, strict=True):
        first, last = round(float(begin_s) * SAMPLE_RATE_HZ), round(float(end_s) * SAMPLE_RATE_HZ)
        found.append((first, last - first, str(character)))
    return found


def _moved(characters: list[tuple[int, int, str]], cut: int, samples: int) -> list[list[int | str]]:
    """Times in the trimmed sound."""
    moved: list[list[int | str]] = []
    for first, length, character in characters:
        begin, end = min(samples, max(0, first - cut)), min(samples, max(0, first + length - cut))
        if end > begin:
            moved.append([begin, end - begin, character])
    return moved


_PREMADE = (
    ("sarah", "EXAVITQu4vr4xnSDxMaL", "female", ("young", "adult"), "young woman, soft, sure"),
    ("laura", "FGY2WhTYpPnrIDTdsKH5", "female", ("young",), "young woman, bright, quick"),
    ("jessica", "cgSgspJ2msm6clMCkdW9", "female", ("child", "young"), "young woman, light, playful"),
    ("alice", "Xb7hH8MSUJpSbSDYk0k2", "female", ("adult",), "woman, British, clear"),
    ("matilda", "XrExE9yKIg1WjnnlVkGX", "female", ("adult",), "woman, warm, calm"),
    ("lily", "pFZP5JQG7iQjIQuC4Bku", "female", ("adult", "old"), "woman, British, velvety"),
    ("liam", "TX3LPaxmHKxFdv7VOQHJ", "male", ("child", "young"), "young man, lively"),
    ("will", "bIHbv24MWmeRgasZH58o", "male", ("young",), "young man, relaxed"),
    ("charlie", "IKne3meq5aSn9XLyUdCD", "male", ("young", "adult"), "man, Australian, energetic"),
    ("chris", "iP95p4xoKVk53GoZ742B", "male", ("adult",), "man, natural, near"),
    ("eric", "cjVigY5qzO86Huf0OWal", "male", ("adult",), "man, smooth, trusty"),
    ("brian", "nPczCjzI2devNBz1zQrb", "male", ("adult",), "man, deep, resonant"),
    ("callum", "N2lVS1w4EtoT3dr4eOWO", "male", ("adult",), "man, husky, sly"),
    ("daniel", "onwK4e9ZLuTAKqWW03F9", "male", ("adult",), "man, British, formal"),
    ("george", "JBFqnCBsd6RMkjVDRZzb", "male", ("adult", "old"), "man, British, warm"),
    ("bill", "pqHfZKP75CvOlQylNhV4", "male", ("old",), "old man, plain, friendly"),
)
"""ElevenLabs' default voices: https://elevenlabs.io/docs/capabilities/voices#default-voices."""
_VOICES = tuple(
    Voice.model_validate({"id": name, "language": "", "gender": gender, "ages": ages, "description": description})
    for name, _, gender, ages, description in _PREMADE
)
_IDS = tuple(identifier for _, identifier, *_ in _PREMADE)
