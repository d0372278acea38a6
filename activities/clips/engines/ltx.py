"""LTX-Video 0.9: the fastest of the models that follow words, at the film's own rate, with first and last frame.

Models of 0.9 (pipelines `LTXPipeline`, `LTXImageToVideoPipeline`) take a first frame; from 0.9.5 on (`LTXConditionPipeline`) a last one
too. 0.9.1 is refused: its pipeline draws noise for the decoder on the GPU only, and for one order a call. Distilled ones have noise levels
of their own and no guidance.
"""

import json
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar, Literal

from numpy.typing import NDArray
from PIL import Image
from pydantic import Field, field_validator

from activities.clips.moving_shot import Call, check_words
from activities.clips.video_diffusion import CAMERA_VERSION, DiffusionClips, EndingOptions
from activities.engines import EngineOptions
from activities.media.windows import Lengths
from activities.models.loading import LoadedPipeline, load_pipeline, pipeline_class
from activities.models.rungs import Rung
from schemas.clips import AnimateClip

_TOKENS = 256
_CONDITION = "LTXConditionPipeline"
_DISTILLED_TIMESTEPS = (1000.0, 993.0, 987.0, 981.0, 975.0, 909.0, 725.0)
"""What the distilled models were trained at (model card of LTX-Video-0.9.8-13B-distilled)."""


class LtxOptions(EndingOptions):
    """How LTX-Video moves."""

    model: str = "Lightricks/LTX-Video"
    kind: Literal["auto", "dev", "distilled"] = "auto"
    """auto: distilled when the model's name says so."""
    most_frames: int = Field(default=161, ge=9, le=257)
    """In one call, 8k + 1; longer shots are made in windows."""
    strength: float = Field(default=1.0, ge=0.0, le=1.0)
    """How firmly the first frame, and the last, are held to; below 1 only from 0.9.5 on."""
    decode_timestep: float = Field(default=0.05, ge=0.0, le=1.0)
    """How noisy the decoder takes the frames to be, from 0.9.1 on."""
    decode_noise: float = Field(default=0.025, ge=0.0, le=1.0)
    """How much noise it is given to make detail from."""

    @field_validator("most_frames")
    @classmethod
    def _is_a_call(cls, frames: int) -> int:
        if frames % 8 != 1:
            msg = f"ltx makes 8k + 1 frames in a call: {frames} is none, take {frames // 8 * 8 + 1}"
            raise ValueError(msg)
        return frames


class Ltx(DiffusionClips):
    """Sets pictures in motion with LTX-Video."""

    version: ClassVar[str] = f"2+camera{CAMERA_VERSION}"
    summary: ClassVar[str] = "LTX-Video: fast motion from words, with first and last frame, at the film's rate"
    licence: ClassVar[str] = "LTX-Video RAIL-M"
    commercial_use: ClassVar[bool] = False
    needs: ClassVar[tuple[str, ...]] = ("torch", "diffusers", "transformers", "accelerate", "sentencepiece")
    Options: ClassVar[type[EngineOptions]] = LtxOptions
    pipelines: ClassVar[frozenset[str]] = frozenset({"LTXPipeline", "LTXImageToVideoPipeline", _CONDITION})
    multiple = 32
    bytes_per_pixel: ClassVar[int] = 36
    decoding_bytes_per_pixel: ClassVar[int] = 110
    tiled_bytes_per_pixel: ClassVar[int] = 65
    is_merging: ClassVar[bool] = True

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, LtxOptions):
            raise TypeError("the options of ltx must be LtxOptions")
        self._takes_last = pipeline_class(self.folder) == _CONDITION
        self.ltx = options
        self._is_distilled = options.kind == "distilled" or (options.kind == "auto" and "distilled" in options.model.lower())

    @classmethod
    def contrary(cls, options: EngineOptions, folder: Path) -> str | None:
        """A last frame for weights before 0.9.5, which take none; weights of 0.9.1."""
        if not isinstance(options, LtxOptions) or pipeline_class(folder) == _CONDITION:
            return None
        if options.ending != "free" or options.strength < 1:
            return f"{options.model} takes a first frame only: set ENDING=free and STRENGTH=1, or use LTX-Video 0.9.5 or later"
        if _decodes_noise(folder):
            return f"{options.model} is LTX-Video 0.9.1, whose pipeline takes no noise of an order's own: take 0.9, or 0.9.5 and later"
        return None

    @property
    def step_count(self) -> int:
        """Steps of one call."""
        return self.ltx.steps or (len(_DISTILLED_TIMESTEPS) if self._is_distilled else 40)

    @property
    def guidance(self) -> float:
        """How closely words are followed."""
        return (1.0 if self._is_distilled else 3.0) if self.ltx.guidance < 0 else self.ltx.guidance

    @property
    def lengths(self) -> Lengths:
        """8k + 1."""
        return Lengths(9, 8, self.ltx.most_frames)

    def rate(self, order: AnimateClip) -> Fraction:
        """The film's: the model is told."""
        return Fraction(order.fps)

    def load(self, rung: Rung) -> LoadedPipeline:
        """The pipeline on its rung."""
        name = _CONDITION if self._takes_last else "LTXImageToVideoPipeline"
        pipeline = load_pipeline(name, self.folder, self.dtype)
        if self._takes_last:
            # its noise levels are given, so nothing shall shift them
            plain = {"use_dynamic_shifting": False, "shift": 1.0, "shift_terminal": None}
            pipeline.scheduler = type(pipeline.scheduler).from_config(pipeline.scheduler.config, **plain)
        return self.loaded(pipeline, rung)

    def facts(self, order: AnimateClip) -> dict[str, Any]:
        """What steered the clip."""
        return {**super().facts(order), "guidance": self.guidance}

    def animate(self, loaded: LoadedPipeline, calls: Sequence[Call], noise: Sequence[Any], told: Any) -> Sequence[NDArray[Any]]:
        """One call for all."""
        height, width = calls[0].start.shape[:2]
        check_words(loaded.pipeline.tokenizer, calls, _TOKENS)
        negatives = [self.ltx.negative] * len(calls) if self.guidance > 1 else None
        words = self.words(loaded.pipeline, _TOKENS).embeddings([call.prompt for call in calls], negatives)
        frames: NDArray[Any] = loaded.pipeline(
            **self._conditions(calls),
            **words,
            width=width,
            height=height,
            num_frames=calls[0].window.frames,
            frame_rate=calls[0].job.order.fps,
            num_inference_steps=self.step_count,
            guidance_scale=self.guidance,
            decode_timestep=self.ltx.decode_timestep,
            decode_noise_scale=self.ltx.decode_noise,
            generator=list(noise),
            callback_on_step_end=told,
            output_type="np",
        ).frames
        return list(frames)

    def _conditions(self, calls: Sequence[Call]) -> dict[str, Any]:
        starts = [Image.fromarray(call.start) for call in calls]
        if not self._takes_last:
            return {"image": starts}
        from diffusers.pipelines.ltx.pipeline_ltx_condition import (  # noqa: PLC0415 - seconds
            LTXVideoCondition,
            linear_quadratic_schedule,
        )

        held = [LTXVideoCondition(image=starts, frame_index=0, strength=self.ltx.strength)]
        ends = [Image.fromarray(call.end) for call in calls if call.end is not None]
        if ends:
            last = calls[0].window.frames - 1
            held.append(LTXVideoCondition(image=ends, frame_index=last, strength=self.ltx.strength))
        is_distilled = self._is_distilled and not self.ltx.steps
        levels = _DISTILLED_TIMESTEPS if is_distilled else (1000 * linear_quadratic_schedule(self.step_count)).tolist()
        return {"conditions": held, "timesteps": list(levels)}


def _decodes_noise(folder: Path) -> bool:
    config = json.loads((folder / "vae" / "config.json").read_text(encoding="utf-8"))
    return bool(config.get("timestep_conditioning"))
