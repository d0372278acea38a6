"""Stable Audio 3 through diffusers: a shot's sounds from words, under Stability's community licence."""

from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic import Field

from activities.effects.generating import EffectsOptions, GeneratedEffects
from activities.engines import EngineOptions
from activities.media.sound.waveform import Sound
from activities.models.rungs import Rung
from activities.models.stable_audio import BYTES_PER_SECOND, loaded, manner_of, played
from activities.models.steps import Steps


class StableAudioOptions(EffectsOptions):
    """How Stable Audio makes sounds."""

    model: str = "stabilityai/stable-audio-3-medium"
    steps: int = Field(default=0, ge=0, le=500)
    """0: as many as the weights are made for."""
    avoid: str = ""
    """What is not to be heard; with guidance only, so with base weights."""


class StableAudio(GeneratedEffects):
    """See the module."""

    version: ClassVar[str] = "2"
    summary: ClassVar[str] = "Stable Audio 3: what is heard of the action, from words, at 44.1 kHz"
    licence: ClassVar[str] = "LicenseRef-Stability-AI-Community"
    needs: ClassVar[tuple[str, ...]] = ("torch", "diffusers", "transformers", "accelerate")
    needs_files: ClassVar[tuple[str, ...]] = ("model_index.json",)
    Options: ClassVar[type[EngineOptions]] = StableAudioOptions
    bytes_per_second: ClassVar[int] = BYTES_PER_SECOND

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, StableAudioOptions):
            raise TypeError("the options of stable_audio must be StableAudioOptions")
        self._manner = manner_of(self.folder, self.card.name, steps=options.steps, guidance=options.guidance, avoid=options.avoid)

    def load(self, rung: Rung) -> Any:
        """The pipeline, on its rung."""
        return loaded(self.folder, self.dtype, rung, self.device)

    def steps(self) -> int:
        """The same for every length."""
        return self._manner.steps

    def play(self, model: Any, prompts: Sequence[str], seconds: float, noise: Sequence[Any], steps: Steps) -> list[Sound]:
        """One call of the pipeline."""
        return played(model, prompts, seconds, self._manner, noise, steps)
