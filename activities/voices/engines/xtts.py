"""XTTS v2 of Coqui TTS: seventeen languages, some sixty studio voices or that of a sample, expressive; not for commercial films.

Pace is the model's own; pitch, pauses and manners are put on afterwards. It is loaded from the registry's folder and fetches nothing.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from pydantic import Field

from activities.engines import EngineOptions
from activities.media.sound.waveform import Sound, read_sound, resampled
from activities.models.engine import ModelOptions
from activities.models.faults import refusing
from activities.models.rungs import Rung
from activities.models.torch_setup import torch_module
from activities.voices.coqui import configuration, plain_configuration, table
from activities.voices.modelled import ModelVoice, Saying, described, language_error, model_options
from schemas.failures import Refused
from schemas.media import SAMPLE_RATE_HZ
from schemas.voices import Voice

_RATE_HZ = 24_000.0
_REFERENCE_HZ = 22_050
"""What it was trained to listen to."""
_CHUNK_S = 4
_SPEAKERS = "speakers_xtts.pth"
_MEN = frozenset({
    "Aaron", "Abrahan", "Adde", "Andrew", "Badr", "Baldur", "Craig", "Damien", "Damjan", "Dionisio", "Eugenio", "Ferran",
    "Filip", "Gilberto", "Ige", "Ilkin", "Kazuhiko", "Kumar", "Ludvig", "Luis", "Marcos", "Royston", "Suad", "Torcull",
    "Viktor", "Wulf", "Xavier", "Zacharie",
})  # fmt: skip
_WOMEN = frozenset({
    "Alexandra", "Alison", "Alma", "Ana", "Annmarie", "Asya", "Barbora", "Brenda", "Camilla", "Chandra", "Claribel",
    "Daisy", "Gitta", "Gracie", "Henriette", "Lidiya", "Lilya", "Maja", "Narelle", "Nova", "Rosemary", "Sofia", "Szofi",
    "Tammie", "Tammy", "Tanja", "Uta", "Vjollca", "Zofija",
})  # fmt: skip
"""First names of the studio voices; others are of unknown gender."""


class XttsOptions(ModelOptions):
    """How XTTS speaks."""

    model: str = "coqui/XTTS-v2"
    temperature: float = Field(default=0.75, ge=0.05, le=2.0)
    """More is livelier and less sure."""
    top_k: int = Field(default=50, ge=1, le=1024)
    top_p: float = Field(default=0.85, gt=0.0, le=1.0)
    repetition_penalty: float = Field(default=10.0, ge=1.0, le=50.0)
    reference_s: int = Field(default=30, ge=3, le=60)
    """How much of a sample is listened to, from its beginning."""


class Xtts(ModelVoice):
    """See the module."""

    version: ClassVar[str] = "5"
    summary: ClassVar[str] = "XTTS v2: expressive speech in 17 languages, also with the voice of a sample; not for commercial films"
    licence: ClassVar[str] = "LicenseRef-CPML-1.0.0"
    commercial_use: ClassVar[bool] = False
    needs: ClassVar[tuple[str, ...]] = ("torch", "TTS", "torchaudio", "torchcodec")
    needs_files: ClassVar[tuple[str, ...]] = ("config.json", "model.pth", "vocab.json", _SPEAKERS)
    Options: ClassVar[type[EngineOptions]] = XttsOptions
    clones: ClassVar[bool] = True
    rates: ClassVar[tuple[float, float]] = (0.7, 1.5)
    most_characters: ClassVar[int] = 160

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        model_options(options, XttsOptions)
        assert isinstance(options, XttsOptions)
        self.xtts = options
        self._voices: list[Voice] = []

    def voices(self, language: str = "") -> list[Voice]:
        """The studio voices, all of which speak every language."""
        _ = language
        if not self._voices:
            self._voices = [described(name, "", _gender(name), "studio voice") for name in table(self.folder / _SPEAKERS)]
        return self._voices

    def language_of(self, language: str) -> str:
        """The model's name for the language: Chinese is zh-cn."""
        spoken = [str(name) for name in plain_configuration(self.folder).get("languages", [])]
        wanted = language.lower().partition("-")[0]
        found = [name for name in spoken if name.partition("-")[0] == wanted]
        if not found:
            raise language_error(self.settings.model, language, spoken)
        return found[0]

    def load(self, rung: Rung) -> Any:  # noqa: ARG002 - it has one
        """The model with its voices."""
        config = configuration(self.folder)
        from TTS.tts.models.xtts import Xtts as Network  # noqa: PLC0415 - seconds

        with refusing(f"the model {self.card.name} can't be loaded as XTTS"):
            network = Network(config)
            network.load_checkpoint(config, checkpoint_dir=str(self.folder), eval=True)
        # `load_checkpoint` has set it to evaluation; its own `eval` gives nothing back
        network.to(self.device)
        return network

    def learn(self, model: Any, recording: Path) -> Any:
        """What the language model is conditioned on, averaged over pieces of a few seconds, and the vocoder's speaker embedding."""
        torch = torch_module()
        # by our own reader: the library's needs FFmpeg on the machine
        sound = torch.from_numpy(resampled(read_sound(recording), SAMPLE_RATE_HZ, _REFERENCE_HZ))[
            :, : self.xtts.reference_s * _REFERENCE_HZ
        ]
        with torch.inference_mode():
            latent = model.get_gpt_cond_latents(sound, _REFERENCE_HZ, length=self.xtts.reference_s, chunk_length=_CHUNK_S)
            embedding = model.get_speaker_embedding(sound, _REFERENCE_HZ)
        return latent, embedding

    def modules(self, model: Any) -> Sequence[Any]:
        """A step of the language model is a twentieth of a second of speech."""
        return [model.gpt.gpt_inference, model.hifigan_decoder]

    def say(self, model: Any, saying: Saying) -> tuple[Sound, float]:
        """Speech of one piece."""
        torch = torch_module()
        latent, embedding = saying.learned or model.speaker_manager.speakers[saying.voice].values()
        try:
            with torch.inference_mode():
                result = model.inference(
                    saying.text,
                    saying.language,
                    latent,
                    embedding,
                    temperature=self.xtts.temperature,
                    top_k=self.xtts.top_k,
                    top_p=self.xtts.top_p,
                    repetition_penalty=self.xtts.repetition_penalty,
                    speed=saying.rate,
                )
        except ImportError as error:
            msg = f"XTTS needs a package to read '{saying.language}': {error}"
            raise Refused(msg) from error
        return np.asarray(result["wav"], np.float32).reshape(1, -1), _RATE_HZ


def _gender(name: str) -> str:
    first = name.partition(" ")[0]
    return "male" if first in _MEN else "female" if first in _WOMEN else "unknown"
