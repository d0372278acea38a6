"""VITS models of Coqui TTS: one language or several, one speaker or hundreds, quick even on a CPU.

Pace is the model's own; pitch, pauses and manners are put on afterwards. Many of these models read phonemes and need eSpeak NG's program
for it; without it they say so. Whose the voices are, and what they may be used for, differs from model to model: the card says it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from pydantic import Field

from activities.engines import EngineOptions
from activities.media.sound.waveform import Sound
from activities.models.engine import ModelOptions
from activities.models.faults import refusing
from activities.models.rungs import Rung
from activities.models.torch_setup import torch_module
from activities.voices.coqui import configuration, plain_configuration, table
from activities.voices.modelled import ModelVoice, Saying, described, language_error, model_options
from schemas.failures import Refused
from schemas.voices import Voice


class VitsOptions(ModelOptions):
    """How VITS speaks."""

    model: str = "coqui/vits-vctk"
    language: str = ""
    """BCP 47, of a model of one language; "" takes what its configuration says."""
    noise: float = Field(default=-1.0, ge=-1.0, le=2.0)
    """How much readings differ in tone; below 0: what the model is made for."""
    noise_of_lengths: float = Field(default=-1.0, ge=-1.0, le=2.0)
    """How much they differ in rhythm."""


class VitsCoqui(ModelVoice):
    """See the module."""

    version: ClassVar[str] = "5"
    summary: ClassVar[str] = "Coqui's VITS voices: quick, many speakers; each model has its own terms"
    licence: ClassVar[str] = "LicenseRef-per-voice"
    commercial_use: ClassVar[bool] = False
    needs: ClassVar[tuple[str, ...]] = ("torch", "TTS", "torchaudio", "torchcodec")
    needs_files: ClassVar[tuple[str, ...]] = ("config.json",)
    Options: ClassVar[type[EngineOptions]] = VitsOptions
    rates: ClassVar[tuple[float, float]] = (0.6, 1.7)

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        model_options(options, VitsOptions)
        assert isinstance(options, VitsOptions)
        self.vits = options

    def voices(self, language: str = "") -> list[Voice]:
        """Speakers by the names they have in the model."""
        _ = language
        names = _names(self.folder, "speakers_file")
        return [described(name, "", description=f"speaker {name}") for name in names] if len(names) > 1 else []

    def language_of(self, language: str) -> str:
        """The model's name for the language."""
        names = _names(self.folder, "language_ids_file") or [self.vits.language or _language(self.folder)]
        if not names[0]:
            msg = f"{self.settings.model} does not say which language it speaks: set FILM_VOICES_VITS_LANGUAGE"
            raise Refused(msg)
        wanted = language.lower()
        for same in (wanted, wanted.partition("-")[0]):
            for name in names:
                if same in {name.lower(), name.lower().partition("-")[0]}:
                    return name
        raise language_error(self.settings.model, language, names)

    def load(self, rung: Rung) -> Any:  # noqa: ARG002 - it has one
        """The model."""
        config = configuration(self.folder)
        from TTS.tts.models.vits import Vits  # noqa: PLC0415 - seconds

        with refusing(f"the model {self.card.name} can't be loaded as Coqui's VITS"):
            network = Vits(config)
            network.load_checkpoint(config, str(_weights(self.folder)), eval=True)
        network.to(self.device)
        return network, (network.inference_noise_scale, network.inference_noise_scale_dp)

    def modules(self, model: Any) -> Sequence[Any]:
        """Its encoder's, flow's and vocoder's parts."""
        network, _ = model
        return [network.text_encoder, *network.flow.flows, *network.waveform_decoder.resblocks]

    def say(self, model: Any, saying: Saying) -> tuple[Sound, float]:
        """Speech of one piece."""
        network, usual = model
        torch = torch_module()
        # set with every line: engines of other options share the warm model
        network.length_scale = 1 / saying.rate
        network.inference_noise_scale = self.vits.noise if self.vits.noise >= 0 else usual[0]
        network.inference_noise_scale_dp = self.vits.noise_of_lengths if self.vits.noise_of_lengths >= 0 else usual[1]
        language = saying.language if network.args.use_language_embedding else None
        letters = network.tokenizer.text_to_ids(saying.text, language=language)
        if len(letters) < 3:
            msg = f"{self.settings.model} knows none of the letters of: {saying.text[:80]}"
            raise Refused(msg)
        with torch.inference_mode():
            result = network.synthesize(saying.text, speaker=saying.voice or None, language=language)
        return np.asarray(result["wav"], np.float32).reshape(1, -1), float(network.config.audio.sample_rate)


def _names(folder: Path, key: str) -> list[str]:
    told = plain_configuration(folder)
    named = told.get(key) or told.get("model_args", {}).get(key)
    return list(table(folder / Path(str(named)).name)) if named else []


def _language(folder: Path) -> str:
    told = plain_configuration(folder)
    datasets = told.get("datasets") or [{}]
    return str(told.get("phoneme_language") or datasets[0].get("language") or "")


def _weights(folder: Path) -> Path:
    found = [folder / name for name in ("model_file.pth", "model.pth", "best_model.pth") if (folder / name).is_file()]
    if not found:
        msg = f"the model in {folder} has no weights: wanted model_file.pth or model.pth"
        raise Refused(msg)
    return found[0]
