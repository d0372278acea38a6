"""VITS and MMS-TTS through transformers: small, quick models of one language each (https://huggingface.co/facebook/mms-tts).

Pace is the model's own; pitch, pauses and manners are put on afterwards. A model with several speakers offers each by number.
"""

import json
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, ClassVar

from pydantic import Field

from activities.engines import EngineOptions
from activities.media.sound.waveform import Sound
from activities.models.engine import ModelOptions
from activities.models.faults import refusing
from activities.models.rungs import Rung
from activities.models.torch_setup import torch_module
from activities.voices.modelled import ModelVoice, Saying, described, language_error, model_options
from schemas.failures import Refused
from schemas.voices import Voice

_THREE_LETTERS = {
    "ar": "ara", "bn": "ben", "cs": "ces", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fa": "fas", "fi": "fin", "fr": "fra",
    "he": "heb", "hi": "hin", "hu": "hun", "id": "ind", "it": "ita", "ko": "kor", "mr": "mar", "nl": "nld", "pl": "pol", "pt": "por",
    "ro": "ron", "ru": "rus", "sv": "swe", "sw": "swh", "ta": "tam", "te": "tel", "th": "tha", "tr": "tur", "uk": "ukr", "ur": "urd",
    "vi": "vie",
}  # fmt: skip
"""MMS names its models by ISO 639-3."""


class VitsHfOptions(ModelOptions):
    """How VITS speaks."""

    model: str = "facebook/mms-tts-eng"
    language: str = ""
    """BCP 47; "" takes what the model's tokenizer says."""
    noise: float = Field(default=-1.0, ge=-1.0, le=2.0)
    """How much readings differ in tone; below 0: what the model is made for."""
    noise_of_lengths: float = Field(default=-1.0, ge=-1.0, le=2.0)
    """How much they differ in rhythm."""


class VitsHf(ModelVoice):
    """See the module."""

    version: ClassVar[str] = "5"
    summary: ClassVar[str] = "MMS-TTS and other VITS models: small, quick, one language each; not for commercial films"
    licence: ClassVar[str] = "CC-BY-NC-4.0"
    commercial_use: ClassVar[bool] = False
    needs: ClassVar[tuple[str, ...]] = ("torch", "transformers")
    needs_files: ClassVar[tuple[str, ...]] = ("config.json", "vocab.json")
    Options: ClassVar[type[EngineOptions]] = VitsHfOptions
    halves: ClassVar[bool] = True
    rates: ClassVar[tuple[float, float]] = (0.6, 1.7)

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        model_options(options, VitsHfOptions)
        assert isinstance(options, VitsHfOptions)
        self.vits = options

    def voices(self, language: str = "") -> list[Voice]:
        """Speakers by number, where there are several."""
        _ = language
        speakers = int(self._told("config.json").get("num_speakers", 1))
        numbers = range(speakers if speakers > 1 else 0)
        return [described(f"speaker-{number}", self._language, description=f"speaker {number}") for number in numbers]

    def language_of(self, language: str) -> str:
        """The one language of the model."""
        spoken, wanted = self._language, language.partition("-")[0].lower()
        if not spoken:
            msg = f"{self.settings.model} does not say which language it speaks: set FILM_VOICES_VITS_HF_LANGUAGE"
            raise Refused(msg)
        primary = spoken.partition("-")[0].lower()
        if wanted not in {primary, _SHORT.get(primary, primary)}:
            raise language_error(self.settings.model, language, [_SHORT.get(primary, primary)])
        return spoken

    def load(self, rung: Rung) -> Any:  # noqa: ARG002 - it has one
        """Model and tokenizer."""
        torch_module()
        from transformers import AutoTokenizer, VitsModel  # noqa: PLC0415 - seconds

        with refusing(f"the model in {self.folder} can't be loaded as VITS"):
            network = VitsModel.from_pretrained(self.folder, dtype=self.dtype, local_files_only=True)
            tokenizer = AutoTokenizer.from_pretrained(self.folder, local_files_only=True)
        return network.to(self.device).eval(), tokenizer

    def modules(self, model: Any) -> Sequence[Any]:
        """The flow's layers and the vocoder's."""
        network, _ = model
        return [*network.text_encoder.encoder.layers, *network.flow.flows, *network.decoder.resblocks]

    def say(self, model: Any, saying: Saying) -> tuple[Sound, float]:
        """Speech of one piece."""
        network, tokenizer = model
        torch = torch_module()
        self._check_letters(tokenizer, saying.text)
        told = tokenizer(saying.text, return_tensors="pt").to(self.device)
        if told["input_ids"].shape[-1] < 3:
            msg = f"{self.settings.model} knows none of the letters of: {saying.text[:80]}"
            raise Refused(msg)
        speaker = int(saying.voice.removeprefix("speaker-")) if saying.voice else None
        # set with every line: engines of other options share the warm model
        network.noise_scale = self.vits.noise if self.vits.noise >= 0 else network.config.noise_scale
        lengths = self.vits.noise_of_lengths
        network.noise_scale_duration = lengths if lengths >= 0 else network.config.noise_scale_duration
        with torch.inference_mode():
            result = network(**told, speaker_id=speaker, speaking_rate=network.config.speaking_rate * saying.rate)
        samples = int(result.sequence_lengths[0])
        return result.waveform[:, :samples].float().cpu().numpy(), float(network.config.sampling_rate)

    def _check_letters(self, tokenizer: Any, text: str) -> None:
        """Some models read romanised text, and silently nothing else."""
        foreign = any(ord(char) > 0x24F and char.isalpha() for char in text)
        if getattr(tokenizer, "is_uroman", False) and foreign and find_spec("uroman") is None:
            msg = f"{self.settings.model} reads Latin letters only: pip install uroman, which writes other scripts in them"
            raise Refused(msg)
        if getattr(tokenizer, "phonemize", False) and find_spec("phonemizer") is None:
            msg = f"{self.settings.model} reads phonemes: pip install phonemizer"
            raise Refused(msg)

    @property
    def _language(self) -> str:
        return self.vits.language or str(self._told("tokenizer_config.json").get("language") or "")

    def _told(self, name: str) -> dict[str, Any]:
        try:
            told: dict[str, Any] = json.loads((self.folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            msg = f"{self.card.name}: {name} can't be read: {error}"
            raise Refused(msg) from error
        return told


_SHORT = {long: short for short, long in _THREE_LETTERS.items()}
