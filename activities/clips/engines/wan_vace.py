"""Wan 2.1 VACE: motion that follows the shot as the camera engine plays it, its lines or its light, or is filled in between given frames.

The model reads a video in which some frames are given and the others are either empty or say what is to be seen there.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydantic import Field, field_validator

from activities.clips.moving_shot import Call, check_words
from activities.clips.outlines import outlines
from activities.clips.video_diffusion import CAMERA_VERSION, DiffusionClips, EndingOptions
from activities.clips.wan_parts import load_wan, shift_noise, sides_multiple, wan_activations, whole_call
from activities.engines import EngineOptions
from activities.media.sizes import Rgb
from activities.media.windows import Lengths
from activities.models.loading import LoadedPipeline
from activities.models.needs import Activations
from activities.models.rungs import Rung
from schemas.clips import AnimateClip

_TOKENS = 512
_EMPTY = 127
"""The grey of frames that nothing is said about."""


class WanVaceOptions(EndingOptions):
    """How Wan VACE moves."""

    model: str = "Wan-AI/Wan2.1-VACE-1.3B-diffusers"
    most_frames: int = Field(default=81, ge=5, le=161)
    """In one call, 4k + 1."""
    control: Literal["", "edges", "grey"] = ""
    """What of the played shot is followed: its outlines, or its light and dark; "": nothing between the frames that are given."""
    control_scale: float = Field(default=1.0, ge=0.0, le=2.0)
    """How strongly frames, lines and reference work."""
    reference: bool = True
    """Give the still as a reference picture too, so that people stay themselves."""
    shift: float = Field(default=3.0, gt=0.0, le=20.0)
    """Of the noise levels."""

    @field_validator("most_frames")
    @classmethod
    def _is_a_call(cls, frames: int) -> int:
        return whole_call("wan_vace", frames)


class WanVace(DiffusionClips):
    """Sets pictures in motion with Wan VACE."""

    version: ClassVar[str] = f"2+camera{CAMERA_VERSION}"
    summary: ClassVar[str] = "Wan 2.1 VACE: motion along the played shot, between first and last frame, with the still as reference"
    licence: ClassVar[str] = "Apache-2.0"
    needs: ClassVar[tuple[str, ...]] = ("torch", "diffusers", "transformers", "accelerate", "ftfy")
    Options: ClassVar[type[EngineOptions]] = WanVaceOptions
    pipelines: ClassVar[frozenset[str]] = frozenset({"WanVACEPipeline"})
    in_full: ClassVar[tuple[str, ...]] = ("vae",)
    bytes_per_pixel: ClassVar[int] = 110

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, WanVaceOptions):
            raise TypeError("the options of wan_vace must be WanVaceOptions")
        self.vace = options
        self.follows = bool(options.control)
        self.multiple = sides_multiple(self.folder)

    def activations(self, size: tuple[int, int], frames: int) -> Activations:
        """As Wan's."""
        return wan_activations(size, frames, self.bytes_per_pixel, is_wide=False)

    @property
    def step_count(self) -> int:
        """Steps of one call."""
        return self.vace.steps or 30

    @property
    def guidance(self) -> float:
        """How closely words are followed."""
        return 5.0 if self.vace.guidance < 0 else self.vace.guidance

    @property
    def lengths(self) -> Lengths:
        """4k + 1."""
        return Lengths(5, 4, self.vace.most_frames)

    def rate(self, order: AnimateClip) -> Fraction:  # noqa: ARG002 - the model's own
        """The model's."""
        return Fraction(16)

    def load(self, rung: Rung) -> LoadedPipeline:
        """The pipeline on its rung."""
        return self.loaded(load_wan("WanVACEPipeline", self.folder, self.dtype), rung)

    def facts(self, order: AnimateClip) -> dict[str, Any]:
        """What steered the clip."""
        found = {"guidance": self.guidance, "reference": self.vace.reference}
        return {**super().facts(order), **found, **({"control": self.vace.control} if self.vace.control else {})}

    def animate(self, loaded: LoadedPipeline, calls: Sequence[Call], noise: Sequence[Any], told: Any) -> Sequence[NDArray[Any]]:
        """One call each: the pipeline takes one video."""
        check_words(loaded.pipeline.tokenizer, calls, _TOKENS)
        shift_noise(loaded.pipeline, self.vace.shift)
        return [self._animate(loaded, call, one, told) for call, one in zip(calls, noise, strict=True)]

    def _animate(self, loaded: LoadedPipeline, call: Call, noise: Any, told: Any) -> NDArray[Any]:
        height, width = call.start.shape[:2]
        video, is_free = video_to_read(call, self.vace.control)
        frames: NDArray[Any] = loaded.pipeline(
            video=[Image.fromarray(frame) for frame in video],
            mask=[Image.new("L", (width, height), 255 if free else 0) for free in is_free],
            reference_images=[Image.fromarray(call.start)] if self.vace.reference else None,
            conditioning_scale=self.vace.control_scale,
            **self.words(loaded.pipeline, _TOKENS).embeddings([call.prompt], [self.vace.negative] if self.guidance > 1 else None),
            width=width,
            height=height,
            num_frames=call.window.frames,
            num_inference_steps=self.step_count,
            guidance_scale=self.guidance,
            generator=noise,
            callback_on_step_end=told,
            output_type="np",
        ).frames[0]
        return frames


def video_to_read(call: Call, control: str) -> tuple[list[Rgb], list[bool]]:
    """What the model reads, and which frames of it are to be made: all but the first, and the last where one is given."""
    match control:
        case "edges":
            video = [outlines(frame) for frame in call.guide]
        case "grey":
            video = [_grey(frame) for frame in call.guide]
        case _:
            video = [np.full_like(call.start, _EMPTY) for _ in range(call.window.frames)]
    is_free = [True] * len(video)
    video[0], is_free[0] = call.start, False
    if call.end is not None:
        video[-1], is_free[-1] = call.end, False
    return video, is_free


def _grey(frame: Rgb) -> Rgb:
    return np.repeat(np.asarray(Image.fromarray(frame).convert("L"))[..., None], 3, axis=2)
