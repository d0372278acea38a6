"""ACE-Step 1.5 through diffusers: instrumental music of up to ten minutes at 48 kHz, free for commercial films.

The cue's tempo is told as metadata, and its length: the model plans an ending. Turbo weights need eight steps and no guidance, base weights
some thirty with guidance; which they are the model says itself.
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
from activities.models.sounding import as_sounds, placed
from activities.models.steps import Steps
from activities.music.generating import GeneratedMusic, MusicOptions
from schemas.failures import Refused
from schemas.music import ComposeMusic

_TURBO_STEPS, _BASE_STEPS = 8, 32
_BASE_GUIDANCE = 7.0
_INSTRUMENTAL = "[Instrumental]"
_SHORTEST_S = 1.0


class AceStepOptions(MusicOptions):
    """How ACE-Step plays."""

    model: str = "ACE-Step/acestep-v15-xl-turbo-diffusers"
    longest_s: float = Field(default=240.0, ge=1.0, le=600.0)
    """Longer cues are played so far and then go round, spliced unheard."""
    steps: int = Field(default=0, ge=0, le=200)
    """0: as many as the weights are made for."""
    shift: float = Field(default=3.0, ge=1.0, le=3.0)
    """More spends the steps on the course of the music, less on its sound."""
    key: str = Field(default="", pattern=r"^([A-G][#b]? (major|minor))?$")
    """As "A minor"; "" leaves it to the model."""


class AceStep(GeneratedMusic):
    """See the module."""

    version: ClassVar[str] = "3"
    summary: ClassVar[str] = "ACE-Step 1.5: music from words at 48 kHz, up to ten minutes"
    licence: ClassVar[str] = "MIT"
    needs: ClassVar[tuple[str, ...]] = ("torch", "diffusers", "transformers", "accelerate")
    needs_files: ClassVar[tuple[str, ...]] = ("model_index.json",)
    Options: ClassVar[type[EngineOptions]] = AceStepOptions
    bytes_per_second: ClassVar[int] = 25_000_000

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, AceStepOptions):
            raise TypeError("the options of ace_step must be AceStepOptions")
        self.ace = options
        self._is_turbo = _is_turbo(self.folder)
        if self._is_turbo and options.guidance > 1:
            msg = f"{self.card.name} is distilled and takes no guidance: leave GUIDANCE out, or use base weights"
            raise Refused(msg)

    def load(self, rung: Rung) -> Any:
        """The pipeline, on its rung."""
        return placed("AceStepPipeline", self.folder, self.dtype, rung, self.device)

    def steps(self, seconds: float) -> int:
        """The same for every length."""
        _ = seconds
        return self.ace.steps or (_TURBO_STEPS if self._is_turbo else _BASE_STEPS)

    def kin(self, order: ComposeMusic) -> int:
        """The tempo is told once a call."""
        return order.cue.tempo_bpm

    def play(self, model: Any, orders: Sequence[ComposeMusic], seconds: float, noise: Sequence[Any], steps: Steps) -> list[Sound]:
        """One call of the pipeline."""
        guidance = 1.0 if self._is_turbo else _BASE_GUIDANCE if self.ace.guidance < 0 else self.ace.guidance
        result = model(
            prompt=[music_prompt(order) for order in orders],
            lyrics=[_INSTRUMENTAL] * len(orders),
            audio_duration=max(seconds, _SHORTEST_S),
            num_inference_steps=self.steps(seconds),
            guidance_scale=max(1.0, guidance),
            shift=self.ace.shift,
            generator=list(noise),
            bpm=orders[0].cue.tempo_bpm,
            keyscale=self.ace.key or None,
            callback_on_step_end=steps.callback,
        )
        return as_sounds(result.audios, model.sample_rate)


def _is_turbo(folder: Path) -> bool:
    try:
        told = json.loads((folder / "transformer" / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        msg = f"the model in {folder} has no readable transformer/config.json: {error}"
        raise Refused(msg) from error
    return bool(told.get("is_turbo")) or told.get("model_version") == "turbo"
