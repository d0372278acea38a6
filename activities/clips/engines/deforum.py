"""A camera loop: every frame is the one before, moved as the played shot moves, and painted over a little by Stable Diffusion XL.

What moves whereto is the dense flow between the frames that the camera engine plays (parallax, people, weather and all), so the picture
travels with the shot while its surface is dreamed on. Each frame is held a little to what is played, so that it does not drift away.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydantic import Field

from activities.clips.interpolation import carried
from activities.clips.moving_shot import Call
from activities.clips.video_diffusion import CAMERA_VERSION, ClipOptions, DiffusionClips
from activities.engines import EngineOptions
from activities.media.sizes import Rgb
from activities.media.windows import Lengths
from activities.models.clip_text import ClipWords
from activities.models.embeddings import embedding_cache
from activities.models.loading import LoadedPipeline, load_pipeline
from activities.models.rungs import Rung
from activities.models.samplers import SAMPLERS, scheduler_of
from schemas.clips import AnimateClip


class DeforumOptions(ClipOptions):
    """How the loop goes."""

    model: str = "stabilityai/stable-diffusion-xl-base-1.0"
    megapixels: float = Field(default=0.6, ge=0.003, le=2.0)
    scheduler: Literal["auto", "euler", "dpmpp_2m", "lcm", "lightning"] = "auto"
    """auto: the model's own; lcm and lightning need weights, or a LoRA, made for few steps."""
    rate: int = Field(default=8, ge=2, le=30)
    """Frames a second that are painted; the film's others are made between them."""
    strength: float = Field(default=0.4, ge=0.1, le=1.0)
    """How much of each frame is painted over."""
    blend: float = Field(default=0.8, gt=0.0, le=1.0)
    """How much of what is painted is taken; the rest is the frame before, moved: less flickers less."""
    hold: float = Field(default=0.1, ge=0.0, le=1.0)
    """How much each frame is held to what is played."""


class Deforum(DiffusionClips):
    """Sets pictures in motion frame by frame with Stable Diffusion XL."""

    version: ClassVar[str] = f"2+camera{CAMERA_VERSION}"
    summary: ClassVar[str] = "A camera loop with Stable Diffusion XL: the shot as it is played, dreamed on from frame to frame"
    licence: ClassVar[str] = "OpenRAIL++-M"
    Options: ClassVar[type[EngineOptions]] = DeforumOptions
    pipelines: ClassVar[frozenset[str]] = frozenset({"StableDiffusionXLPipeline"})
    multiple = 32
    bytes_per_pixel: ClassVar[int] = 160
    decoding_bytes_per_pixel: ClassVar[int] = 1300
    tiled_bytes_per_pixel: ClassVar[int] = 350
    follows = True

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, DeforumOptions):
            raise TypeError("the options of deforum must be DeforumOptions")
        self.deforum = options
        self._sampler = SAMPLERS[options.scheduler]

    @property
    def _steps_of_noise(self) -> int:
        """Steps of the whole way from noise, of which `strength` is gone."""
        wanted = self.deforum.steps or max(2, round(self._sampler.steps * self.deforum.strength))
        return int(np.ceil(wanted / self.deforum.strength))

    @property
    def step_count(self) -> int:
        """Steps of one frame."""
        return max(1, min(self._steps_of_noise, int(self._steps_of_noise * self.deforum.strength)))

    @property
    def guidance(self) -> float:
        """How closely words are followed."""
        return self._sampler.guidance if self.deforum.guidance < 0 else self.deforum.guidance

    @property
    def lengths(self) -> Lengths:
        """A frame from the one before."""
        return Lengths(2, 0, 2)

    def rate(self, order: AnimateClip) -> Fraction:
        """As set, at most the film's."""
        return Fraction(min(self.deforum.rate, order.fps))

    def load(self, rung: Rung) -> LoadedPipeline:
        """The pipeline on its rung."""
        return self.loaded(load_pipeline("StableDiffusionXLImg2ImgPipeline", self.folder, self.dtype, add_watermarker=False), rung)

    def facts(self, order: AnimateClip) -> dict[str, Any]:
        """What steered the clip."""
        loop = self.deforum
        return {**super().facts(order), "guidance": self.guidance, "strength": loop.strength, "blend": loop.blend, "hold": loop.hold}

    def animate(self, loaded: LoadedPipeline, calls: Sequence[Call], noise: Sequence[Any], told: Any) -> Sequence[NDArray[Any]]:
        """The frame before, and the next."""
        pipeline = loaded.pipeline
        pipeline.scheduler = scheduler_of(pipeline.scheduler, self.deforum.scheduler)
        cache = embedding_cache(self.settings.models_dir)
        words = ClipWords(pipeline, cache, self.encoder_with_loras)
        return [self._next(pipeline, words, call, one, told) for call, one in zip(calls, noise, strict=True)]

    def _next(self, pipeline: Any, words: ClipWords, call: Call, noise: Any, told: Any) -> NDArray[Any]:
        moved = mixed(carried(call.start, call.guide[0], call.guide[1]), call.guide[1], self.deforum.hold)
        is_guided = self.guidance > 1
        painted = pipeline(
            image=Image.fromarray(moved),
            **words.embeddings([call.prompt], [self.deforum.negative], guided=is_guided),
            strength=self.deforum.strength,
            num_inference_steps=self._steps_of_noise,
            guidance_scale=self.guidance,
            generator=noise,
            callback_on_step_end=told,
            output_type="np",
        ).images[0]
        next_frame = np.clip(np.rint(painted * 255), 0, 255).astype(np.uint8)
        return np.stack([call.start, mixed(moved, next_frame, self.deforum.blend)])


def mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    """Two pictures of one size, with `share` of the second."""
    return np.asarray(np.rint(one * np.float32(1 - share) + other * np.float32(share)), np.uint8)
