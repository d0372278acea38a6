"""Wan 2.2: I2V-A14B, whose two experts share the steps between them (coarse first, then fine), and TI2V-5B for smaller cards.

A14B takes a last frame too; TI2V-5B makes 24 frames a second through a decoder that is four times coarser.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

from numpy.typing import NDArray
from PIL import Image
from pydantic import Field, field_validator

from activities.clips.moving_shot import Call, check_words
from activities.clips.video_diffusion import CAMERA_VERSION, DiffusionClips, EndingOptions
from activities.clips.wan_parts import load_wan, put_on_wan_loras, shift_noise, sides_multiple, wan_activations, whole_call
from activities.engines import EngineOptions
from activities.media.windows import Lengths
from activities.models.loading import LoadedPipeline
from activities.models.needs import Activations
from activities.models.rungs import Rung
from schemas.clips import AnimateClip

_TOKENS = 512
_LARGE_MEGAPIXELS = 0.6
"""From here on Wan 2.1 spends more steps on the coarse, as its makers advise for 720p."""


class WanOptions(EndingOptions):
    """How Wan moves."""

    model: str = "Wan-AI/Wan2.2-I2V-A14B-Diffusers"
    most_frames: int = Field(default=0, ge=0, le=241)
    """In one call, 4k + 1; 0: 81 for A14B, 121 for TI2V-5B."""
    rate: int = Field(default=0, ge=0, le=30)
    """Frames a second; 0: 16 for A14B, 24 for TI2V-5B."""
    fine_guidance: float = Field(default=-1.0, ge=-1.0, le=30.0)
    """Of the expert for fine noise; below 0: as the other's."""
    shift: float = Field(default=0.0, ge=0.0, le=20.0)
    """Of the noise levels; 0: 5, for small frames of Wan 2.1 3."""

    @field_validator("most_frames")
    @classmethod
    def _is_a_call(cls, frames: int) -> int:
        return whole_call("wan", frames) if frames else frames


class Wan(DiffusionClips):
    """Sets pictures in motion with Wan 2.2."""

    version: ClassVar[str] = f"3+camera{CAMERA_VERSION}"
    summary: ClassVar[str] = "Wan 2.2: the most natural motion from a picture and words; free for commercial films"
    licence: ClassVar[str] = "Apache-2.0"
    needs: ClassVar[tuple[str, ...]] = ("torch", "diffusers", "transformers", "accelerate", "ftfy")
    Options: ClassVar[type[EngineOptions]] = WanOptions
    pipelines: ClassVar[frozenset[str]] = frozenset({"WanImageToVideoPipeline", "WanPipeline"})
    in_full: ClassVar[tuple[str, ...]] = ("vae",)
    bytes_per_pixel: ClassVar[int] = 120

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, WanOptions):
            raise TypeError("the options of wan must be WanOptions")
        index = _index(self.folder)
        self._is_small = bool(index.get("expand_timesteps"))
        self._has_two = index.get("boundary_ratio") is not None
        self.wan = options
        self.multiple = sides_multiple(self.folder)

    @classmethod
    def contrary(cls, options: EngineOptions, folder: Path) -> str | None:
        """Weights that take no picture; a last frame for TI2V-5B, which takes none."""
        index = _index(folder)
        if not isinstance(options, WanOptions):
            return None
        is_small = bool(index.get("expand_timesteps"))
        if index.get("_class_name") == "WanPipeline" and not is_small:
            return f"{options.model} makes clips from words alone; Wan-AI/Wan2.2-I2V-A14B-Diffusers takes a picture"
        if is_small and options.ending != "free":
            return f"{options.model} takes a first frame only: set ENDING=free, or use Wan-AI/Wan2.2-I2V-A14B-Diffusers"
        return None

    def activations(self, size: tuple[int, int], frames: int) -> Activations:
        """TI2V-5B has a quarter of the places in its latents, and a wider decoder."""
        making = self.bytes_per_pixel // 2 if self._is_small else self.bytes_per_pixel
        return wan_activations(size, frames, making, is_wide=self._is_small)

    @property
    def step_count(self) -> int:
        """Steps of one call, both experts together."""
        return self.wan.steps or (50 if self._is_small else 40)

    @property
    def guidance(self) -> float:
        """How closely words are followed."""
        return (5.0 if self._is_small else 3.5) if self.wan.guidance < 0 else self.wan.guidance

    @property
    def shift(self) -> float:
        """Of the noise levels: for 2.2 its makers' 5 (`wan/configs` of https://github.com/Wan-Video/Wan2.2), for small ones of 2.1 3."""
        is_coarse = self._is_small or self._has_two or self.wan.megapixels >= _LARGE_MEGAPIXELS
        return self.wan.shift or (5.0 if is_coarse else 3.0)

    @property
    def lengths(self) -> Lengths:
        """4k + 1."""
        return Lengths(5, 4, self.wan.most_frames or (121 if self._is_small else 81))

    def rate(self, order: AnimateClip) -> Fraction:  # noqa: ARG002 - the model's own
        """The model's."""
        return Fraction(self.wan.rate or (24 if self._is_small else 16))

    def load(self, rung: Rung) -> LoadedPipeline:
        """The pipeline on its rung."""
        pipeline = load_wan("WanImageToVideoPipeline", self.folder, self.dtype)
        put_on_wan_loras(pipeline, self.settings.models_dir, self.manner.loras)
        return LoadedPipeline(pipeline, rung, self.device, replace(self.manner, loras=()))

    def facts(self, order: AnimateClip) -> dict[str, Any]:
        """What steered the clip."""
        return {**super().facts(order), "guidance": self.guidance}

    def animate(self, loaded: LoadedPipeline, calls: Sequence[Call], noise: Sequence[Any], told: Any) -> Sequence[NDArray[Any]]:
        """One call each: the pipeline takes one picture."""
        check_words(loaded.pipeline.tokenizer, calls, _TOKENS)
        shift_noise(loaded.pipeline, self.shift)
        return [self._animate(loaded, call, one, told) for call, one in zip(calls, noise, strict=True)]

    def _animate(self, loaded: LoadedPipeline, call: Call, noise: Any, told: Any) -> NDArray[Any]:
        height, width = call.start.shape[:2]
        fine = self.guidance if self.wan.fine_guidance < 0 else self.wan.fine_guidance
        frames: NDArray[Any] = loaded.pipeline(
            image=Image.fromarray(call.start),
            last_image=None if call.end is None else Image.fromarray(call.end),
            **self.words(loaded.pipeline, _TOKENS).embeddings([call.prompt], [self.wan.negative] if self.guidance > 1 else None),
            width=width,
            height=height,
            num_frames=call.window.frames,
            num_inference_steps=self.step_count,
            guidance_scale=self.guidance,
            guidance_scale_2=fine if self._has_two else None,
            generator=noise,
            callback_on_step_end=told,
            output_type="np",
        ).frames[0]
        return frames


def _index(folder: Path) -> dict[str, Any]:
    index: dict[str, Any] = json.loads((folder / "model_index.json").read_text(encoding="utf-8"))
    return index
