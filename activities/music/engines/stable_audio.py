"""Stable Audio 3 through diffusers: effects, beds and music of up to six minutes, under Stability's community licence.

The distilled weights need eight steps and no guidance and draw fresh noise at every step; the base weights about a hundred with
guidance. Which they are, their scheduler says.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field

from activities.engines import EngineOptions
from activities.media.prompting import music_prompt
from activities.media.sound.waveform import Sound
from activities.models.rungs import Rung
from activities.models.steps import Steps
from activities.music.diffused import as_sounds, placed
from activities.music.generating import GeneratedMusic, MusicOptions
from schemas.failures import Refused
from schemas.music import ComposeMusic

_DISTILLED_STEPS, _BASE_STEPS = 8, 100
_BASE_GUIDANCE = 6.0


class StableAudioOptions(MusicOptions):
    """How Stable Audio plays."""

    model: str = "stabilityai/stable-audio-3-medium"
    steps: int = Field(default=0, ge=0, le=500)
    """0: as many as the weights are made for."""
    avoid: str = ""
    """What is not to be heard; with guidance only, so with base weights."""


class StableAudio(GeneratedMusic):
    """See the module."""

    version: ClassVar[str] = "3"
    summary: ClassVar[str] = "Stable Audio 3: effects, beds and music from words at 44.1 kHz"
    licence: ClassVar[str] = "LicenseRef-Stability-AI-Community"
    needs: ClassVar[tuple[str, ...]] = ("torch", "diffusers", "transformers", "accelerate")
    needs_files: ClassVar[tuple[str, ...]] = ("model_index.json",)
    Options: ClassVar[type[EngineOptions]] = StableAudioOptions
    bytes_per_second: ClassVar[int] = 25_000_000
    most_s: ClassVar[float] = 380.0

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, StableAudioOptions):
            raise TypeError("the options of stable_audio must be StableAudioOptions")
        self.stable = options
        self._is_distilled = _is_distilled(self.folder)
        if self._is_distilled and (options.guidance > 1 or options.avoid):
            msg = f"{self.card.name} is distilled and takes neither GUIDANCE nor AVOID: leave them out, or use base weights"
            raise Refused(msg)

    def load(self, rung: Rung) -> Any:
        """The pipeline, on its rung."""
        return placed("StableAudio3Pipeline", self.folder, self.dtype, rung, self.device)

    def steps(self, seconds: float) -> int:
        """The same for every length."""
        _ = seconds
        return self.stable.steps or (_DISTILLED_STEPS if self._is_distilled else _BASE_STEPS)

    def play(self, model: Any, orders: Sequence[ComposeMusic], seconds: float, noise: Sequence[Any], steps: Steps) -> list[Sound]:
        """One call of the pipeline."""
        guidance = 1.0 if self._is_distilled else _BASE_GUIDANCE if self.stable.guidance < 0 else max(1.0, self.stable.guidance)
        result = model(
            prompt=[music_prompt(order) for order in orders],
            negative_prompt=[self.stable.avoid] * len(orders) if self.stable.avoid else None,
            duration=seconds,
            num_inference_steps=self.steps(seconds),
            guidance_scale=guidance,
            generator=list(noise),
            callback_on_step_end=steps.callback,
        )
        return as_sounds(result.audios, model.vae.config.sampling_rate)


def _is_distilled(folder: Path) -> bool:
    try:
        told = json.loads((folder / "scheduler" / "scheduler_config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        msg = f"the model in {folder} has no readable scheduler/scheduler_config.json: {error}"
        raise Refused(msg) from error
    return bool(told.get("stochastic_sampling"))
