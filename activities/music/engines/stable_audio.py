"""Stable Audio 3 through diffusers: beds and music of up to six minutes, under Stability's community licence."""

from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic import Field

from activities.engines import EngineOptions
from activities.media.prompting import music_prompt
from activities.media.sound.waveform import Sound
from activities.models.rungs import Rung
from activities.models.stable_audio import BYTES_PER_SECOND, MOST_S, loaded, manner_of, played
from activities.models.steps import Steps
from activities.music.generating import GeneratedMusic, MusicOptions
from schemas.music import ComposeMusic


class StableAudioOptions(MusicOptions):
    """How Stable Audio plays."""

    model: str = "stabilityai/stable-audio-3-medium"
    steps: int = Field(default=0, ge=0, le=500)
    """0: as many as the weights are made for."""
    avoid: str = ""
    """What is not to be heard; with guidance only, so with base weights."""


class StableAudio(GeneratedMusic):
    """See the module."""

    version: ClassVar[str] = "4"
    summary: ClassVar[str] = "Stable Audio 3: beds and music from words at 44.1 kHz"
    licence: ClassVar[str] = "LicenseRef-Stability-AI-Community"
    needs: ClassVar[tuple[str, ...]] = ("torch", "diffusers", "transformers", "accelerate")
    needs_files: ClassVar[tuple[str, ...]] = ("model_index.json",)
    Options: ClassVar[type[EngineOptions]] = StableAudioOptions
    bytes_per_second: ClassVar[int] = BYTES_PER_SECOND
    most_s: ClassVar[float] = MOST_S

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, StableAudioOptions):
            raise TypeError("the options of stable_audio must be StableAudioOptions")
        self._manner = manner_of(self.folder, self.card.name, steps=options.steps, guidance=options.guidance, avoid=options.avoid)

    def load(self, rung: Rung) -> Any:
        """The pipeline, on its rung."""
        return loaded(self.folder, self.dtype, rung, self.device)

    def steps(self, seconds: float) -> int:
        """The same for every length."""
        _ = seconds
        return self._manner.steps

    def play(self, model: Any, orders: Sequence[ComposeMusic], seconds: float, noise: Sequence[Any], steps: Steps) -> list[Sound]:
        """One call of the pipeline."""
        return played(model, [music_prompt(order) for order in orders], seconds, self._manner, noise, steps)
