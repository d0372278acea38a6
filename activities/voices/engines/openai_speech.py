"""OpenAI's voices (https://platform.openai.com/docs/api-reference/audio/createSpeech), or any server that speaks like them.

A character has one of the voices by gender; children and old people differ by what the model is told (`instructions`), as does the
delivery: models before gpt-4o are told neither. The models know no seed: another reading every time a line is really spoken.
"""

from typing import Any, ClassVar

from activities.engines import EngineOptions, Job, Made
from activities.hosted.buying import bought_at_once
from activities.hosted.engine import HostedEngine
from activities.hosted.openai_api import OpenaiOptions, service_of
from activities.hosted.options import offer, own
from activities.hosted.service import Request
from activities.media.delivery import delivery_of
from activities.voices.engine import VoiceEngine
from activities.voices.premade import voice_for
from activities.voices.ssml import Piece
from schemas.failures import Refused
from schemas.media import FLAC
from schemas.voices import SpeakLine, Voice

_SETTINGS = "FILM_VOICES_OPENAI_SPEECH_"
_RATE_HZ = 24_000
"""Of `response_format: pcm`: 16 bits, little-endian, mono."""
_SLOWEST, _FASTEST = 0.25, 4.0
_MOST_CHARACTERS = 4_096
_PRICES_USD = {"tts-1": 0.000015, "tts-1-hd": 0.00003, "gpt-4o-mini-tts": 0.00002}
"""A character (gpt-4o-mini-tts: about, at 1.5 US cents a minute): https://platform.openai.com/docs/pricing."""
_OLD_MODELS = frozenset({"tts-1", "tts-1-hd"})
_AGES = {"child": "a child", "young": "a young person", "adult": "an adult", "old": "an old person"}


class OpenaiSpeechOptions(OpenaiOptions):
    """Read from `FILM_VOICES_OPENAI_SPEECH_*`."""

    model: str = "gpt-4o-mini-tts"


class OpenaiSpeech(HostedEngine, VoiceEngine):
    """See the module."""

    settings: ClassVar[str] = _SETTINGS
    version: ClassVar[str] = "2"
    summary: ClassVar[str] = "OpenAI's voices, told how to speak in words, paid by the character"
    licence: ClassVar[str] = "LicenseRef-Filmwright AND LicenseRef-OpenAI-Terms"
    ignores: ClassVar[frozenset[str]] = frozenset({"pitch"})
    Options: ClassVar[type[EngineOptions]] = OpenaiSpeechOptions

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """As OpenAI calls it."""
        return own(options, OpenaiSpeechOptions).model

    def voices(self, language: str = "") -> list[Voice]:
        """Every voice a line can ask for; all of them speak every language."""
        _ = language
        return list(_VOICES)

    def check_voice(self, voice: str) -> None:
        """Make sure there is such a voice."""
        names = [known.id for known in _VOICES]
        if voice not in names:
            msg = f"no voice '{voice}' for openai_speech; there are {', '.join(names)}"
            raise Refused(msg)

    def check_text(self, text: str) -> None:
        """Make sure there are means for its markup."""
        _in_one_manner(text)

    def make(self, job: Job[SpeakLine]) -> Made:
        """Speak one line.

        Raises:
            Refused: The voice, the speed, the pitch or the text is none this engine can speak; or OpenAI refuses.
            Unavailable, Broken: See `activities.hosted.buying.bought_at_once`.
        """
        from activities.hosted.sounds import as_line, from_pcm  # noqa: PLC0415 - PyAV takes a while to load
        from activities.media.sound.waveform import write_sound  # noqa: PLC0415
        from activities.voices.silence import unspoken  # noqa: PLC0415
        from activities.voices.treatment import LEVEL_LUFS, levelled  # noqa: PLC0415

        order, options = job.order, own(self.options, OpenaiSpeechOptions)
        manner = _in_one_manner(order.text)
        text, speed = manner.text, order.speed * manner.rate
        _check(order, speed)
        self.sample(order)
        if not text:
            return unspoken(job)
        if order.voice:
            self.check_voice(order.voice)
        voice = order.voice or voice_for(order.character, _VOICES).id
        price_usd = _PRICES_USD.get(options.model)
        with bought_at_once(
            service_of(options, _SETTINGS),
            Request("POST", "/audio/speech", json=_body(order, options.model, voice, text, speed)),
            job.purchase(),
            offer("OpenAI", options, _SETTINGS, None if price_usd is None else price_usd * len(text)),
            lambda: job.progress(0.1),
        ) as answer:
            line, _ = as_line(from_pcm(answer.content, _RATE_HZ), text)
        sound = levelled(line, LEVEL_LUFS + delivery_of(order.delivery).level_db + manner.level_db)
        path = job.folder / "speech.flac"
        samples = write_sound(path, sound, channels=1)
        job.progress(1.0)
        request = answer.headers.get("x-request-id", "")
        facts = {"voice": voice, "language": order.language, "is_spoken": True}
        facts |= {"provider": "OpenAI", "model": options.model, "request": request}
        return Made(path=path, media_type=FLAC, samples=samples, facts=facts)


def _in_one_manner(text: str) -> Piece:
    from activities.voices.pieces import in_one_go  # noqa: PLC0415 - PyAV takes a while to load

    return in_one_go(text, "OpenAI", None)


def _check(order: SpeakLine, speed: float) -> None:
    if not _SLOWEST <= speed <= _FASTEST:
        msg = f"speed {speed:g} is outside {_SLOWEST} to {_FASTEST:g}, which is what OpenAI takes"
        raise Refused(msg)
    if order.pitch:
        msg = f"a pitch of {order.pitch:g} semitones was asked for; OpenAI's voices have no pitch to set: choose another voice"
        raise Refused(msg)
    if len(order.text) > _MOST_CHARACTERS:
        msg = f"a line of {len(order.text)} characters is too long for one call of OpenAI; at most {_MOST_CHARACTERS}"
        raise Refused(msg)


def _body(order: SpeakLine, model: str, voice: str, text: str, speed: float) -> dict[str, Any]:
    told = {"model": model, "voice": voice, "input": text, "response_format": "pcm", "speed": speed}
    return told if model in _OLD_MODELS else {**told, "instructions": _instructions(order)}


def _instructions(order: SpeakLine) -> str:
    who = order.character
    words = [f"You are an actor in a film. Speak as {_AGES[who.age]}, in the language tagged {order.language}."]
    if who.description:
        words.append(f"The character: {who.description.rstrip('.')}.")
    if order.delivery:
        words.append(f"How the line is said: {order.delivery}.")
    return " ".join(words)


_ALL_AGES = ("child", "young", "adult", "old")
_VOICES = tuple(
    Voice.model_validate({"id": name, "language": "", "gender": gender, "ages": ages, "description": description})
    for name, gender, ages, description in (
        ("alloy", "female", _ALL_AGES, "even, neutral"),
        ("coral", "female", ("young", "adult"), "warm, friendly"),
        ("nova", "female", ("child", "young", "adult"), "bright, lively"),
        ("sage", "female", ("adult", "old"), "calm, clear"),
        ("shimmer", "female", ("young", "adult"), "soft, gentle"),
        ("ash", "male", ("young", "adult"), "clear, direct"),
        ("ballad", "male", ("adult", "old"), "tender, British"),
        ("echo", "male", ("child", "young", "adult"), "smooth, plain"),
        ("fable", "male", _ALL_AGES, "storyteller, British"),
        ("onyx", "male", ("adult", "old"), "deep, firm"),
    )
)
"""https://platform.openai.com/docs/guides/text-to-speech#voice-options; those all models have, but ballad."""
