"""Bark through transformers: speech with laughs, sighs and hesitation, in thirteen languages; free for commercial films.

It has no setting for pace or pitch: those are put on afterwards, as are manners other than its own: a laugh, a sigh, a gasp, a cleared
throat, song, each of which a delivery brings in. Its voices are the presets that come with the weights.
"""

import json
from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
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

_LANGUAGES = ("de", "en", "es", "fr", "hi", "it", "ja", "ko", "pl", "pt", "ru", "tr", "zh")
_SOUNDS = (
    ("laugh chuckl giggl", "[laughs] "),
    ("sigh", "[sighs] "),
    ("gasp", "[gasps] "),
    ("throat cough", "[clears throat] "),
    ("singing sings humming hums", "♪ "),
)
"""By how words of a delivery begin."""
_TOKENS_HZ = 49.9
_PRESETS = "speaker_embeddings_path.json"
_PROMPTS = ("semantic_prompt", "coarse_prompt", "fine_prompt")


class BarkOptions(ModelOptions):
    """How Bark speaks."""

    model: str = "suno/bark"
    temperature: float = Field(default=0.7, ge=0.05, le=2.0)
    """Of what is said and how."""
    sound_temperature: float = Field(default=0.7, ge=0.05, le=2.0)
    """Of how it sounds."""
    longest_s: float = Field(default=14.0, ge=0.2, le=14.0)
    """Of a phrase; it was made for up to fourteen seconds."""


class Bark(ModelVoice):
    """See the module."""

    version: ClassVar[str] = "6"
    summary: ClassVar[str] = "Bark: speech with laughs and sighs in 13 languages"
    licence: ClassVar[str] = "MIT"
    needs: ClassVar[tuple[str, ...]] = ("torch", "transformers")
    needs_files: ClassVar[tuple[str, ...]] = ("config.json", "generation_config.json")
    Options: ClassVar[type[EngineOptions]] = BarkOptions
    gpu_dtype: ClassVar[str] = "bfloat16"
    halves: ClassVar[bool] = True
    most_characters: ClassVar[int] = 180

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        model_options(options, BarkOptions)
        assert isinstance(options, BarkOptions)
        self.bark = options

    def voices(self, language: str = "") -> list[Voice]:
        """The presets that are there, of one language or of all."""
        wanted = language.lower().partition("-")[0]
        found = [described(name, _language(name), description="preset") for name in sorted(self._presets())]
        return [voice for voice in found if wanted in {"", voice.language}]

    def language_of(self, language: str) -> str:
        """One of thirteen."""
        wanted = language.lower().partition("-")[0]
        if wanted not in _LANGUAGES:
            raise language_error(self.settings.model, language, _LANGUAGES)
        return wanted

    def load(self, rung: Rung) -> Any:  # noqa: ARG002 - it has one
        """Model and tokenizer."""
        torch_module()
        from transformers import AutoTokenizer, BarkModel  # noqa: PLC0415 - seconds

        with refusing(f"the model in {self.folder} can't be loaded as Bark"):
            network = BarkModel.from_pretrained(self.folder, dtype=self.dtype, local_files_only=True)
            tokenizer = AutoTokenizer.from_pretrained(self.folder, local_files_only=True)
        # its language models may be of 16 bits; of a codec's 8 bits of bfloat16 the rounding is heard as noise
        network.codec_model.float()
        return network.to(self.device).eval(), tokenizer

    def modules(self, model: Any) -> Sequence[Any]:
        """Its three language models."""
        network, _ = model
        return [network.semantic, network.coarse_acoustics, network.fine_acoustics]

    def say(self, model: Any, saying: Saying) -> tuple[Sound, float]:
        """Speech of one piece."""
        network, tokenizer = model
        torch = torch_module()
        text = _with_sounds(saying.text, saying.order.delivery)
        told = tokenizer(text, max_length=256, truncation=True, padding="max_length", add_special_tokens=False, return_tensors="pt")
        history = self._history(saying.voice) if saying.voice else None
        with torch.inference_mode():
            made = network.generate(
                input_ids=told["input_ids"].to(self.device),
                attention_mask=told["attention_mask"].to(self.device),
                history_prompt=history,
                do_sample=True,
                semantic_temperature=self.bark.temperature,
                coarse_temperature=self.bark.sound_temperature,
                fine_temperature=self.bark.sound_temperature,
                semantic_max_new_tokens=max(4, round(self.bark.longest_s * _TOKENS_HZ)),
            )
        return made.reshape(1, -1).float().cpu().numpy(), float(network.generation_config.sample_rate)

    def _history(self, name: str) -> dict[str, Any]:
        """What a preset has said before, as codes."""
        torch = torch_module()
        files = self._presets()[name]
        with refusing(f"the preset {name} of {self.card.name} can't be read"):
            loaded = {kind: np.load(self.folder / files[kind], allow_pickle=False) for kind in _PROMPTS}
        return {kind: torch.as_tensor(codes.astype(np.int64)).to(self.device) for kind, codes in loaded.items()}

    def _presets(self) -> dict[str, dict[str, str]]:
        """Files by preset and kind, below the model's folder, of those presets that are there."""
        try:
            told = json.loads((self.folder / _PRESETS).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            msg = f"{self.card.name}: {_PRESETS} can't be read: {error}"
            raise Refused(msg) from error
        presets = {name: files for name, files in told.items() if isinstance(files, dict)}
        return {name: files for name, files in presets.items() if all((self.folder / file).is_file() for file in files.values())}


def _language(preset: str) -> str:
    return preset.rpartition("/")[2].partition("_")[0]


def _with_sounds(text: str, delivery: str) -> str:
    words = delivery.casefold().replace(",", " ").split()
    marks = [mark for stems, mark in _SOUNDS if any(word.startswith(tuple(stems.split())) for word in words)]
    return "".join(marks) + text
