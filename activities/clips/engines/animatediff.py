"""AnimateDiff: a motion module in Stable Diffusion 1.5 that paints over the shot as the camera engine plays it, 16 frames at a time.

The model can't be given a first frame; it is given a whole video, of which `strength` is painted over, and where a ControlNet is used its
outlines. The next window's first frame is the last of the one before in that video, so that it begins where the other ended.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydantic import Field

from activities.clips.moving_shot import Call
from activities.clips.outlines import outlines
from activities.clips.video_diffusion import CAMERA_VERSION, ClipOptions, DiffusionClips
from activities.engines import EngineOptions
from activities.media.windows import Lengths
from activities.models.addons import folder_of
from activities.models.clip_text import long_embeddings
from activities.models.embeddings import embedding_cache
from activities.models.faults import refusing
from activities.models.loading import LoadedPipeline, load_pipeline, weights_variant
from activities.models.rungs import Rung
from activities.models.torch_setup import torch_module
from schemas.clips import AnimateClip


class AnimateDiffOptions(ClipOptions):
    """How AnimateDiff moves."""

    model: str = "stable-diffusion-v1-5/stable-diffusion-v1-5"
    megapixels: float = Field(default=0.28, ge=0.003, le=1.0)
    motion_model: str = "guoyww/animatediff-motion-adapter-v1-5-3"
    most_frames: int = Field(default=16, ge=4, le=32)
    """In one call; motion modules were trained on 16."""
    rate: int = Field(default=8, ge=4, le=30)
    """Frames a second that are painted; the film's others are made between them."""
    strength: float = Field(default=0.55, gt=0.0, le=1.0)
    """How much of the played shot is painted over: 1 leaves nothing of it."""
    control: Literal["", "edges"] = ""
    """Keep to the outlines of the played shot, through a ControlNet."""
    control_model: str = "lllyasviel/control_v11p_sd15_canny"
    control_scale: float = Field(default=0.8, ge=0.0, le=2.0)


class AnimateDiff(DiffusionClips):
    """Sets pictures in motion with AnimateDiff."""

    version: ClassVar[str] = f"2+camera{CAMERA_VERSION}"
    summary: ClassVar[str] = "AnimateDiff on Stable Diffusion 1.5: paints over the played shot, with ControlNet; for small cards"
    licence: ClassVar[str] = "CreativeML Open RAIL-M AND Apache-2.0"
    Options: ClassVar[type[EngineOptions]] = AnimateDiffOptions
    pipelines: ClassVar[frozenset[str]] = frozenset({"StableDiffusionPipeline", "AnimateDiffPipeline"})
    multiple = 32
    bytes_per_pixel: ClassVar[int] = 530
    decoding_bytes_per_pixel: ClassVar[int] = 1540
    tiled_bytes_per_pixel: ClassVar[int] = 110
    follows = True

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, AnimateDiffOptions):
            raise TypeError("the options of animatediff must be AnimateDiffOptions")
        self.animatediff = options

    @classmethod
    def addons(cls, options: EngineOptions) -> list[str]:
        """LoRAs, the motion module, the ControlNet where one is used."""
        if not isinstance(options, AnimateDiffOptions):
            return []
        return [*super().addons(options), options.motion_model, *([options.control_model] if options.control else [])]

    @property
    def step_count(self) -> int:
        """Steps that are really taken: the rest of the noise levels is left out."""
        return self.animatediff.steps or 20

    @property
    def guidance(self) -> float:
        """How closely words are followed."""
        return 7.5 if self.animatediff.guidance < 0 else self.animatediff.guidance

    @property
    def lengths(self) -> Lengths:
        """Any from 4."""
        return Lengths(4, 1, self.animatediff.most_frames)

    @property
    def weights_key(self) -> str:
        """Those of the model and what is put onto it."""
        chosen = self.animatediff
        return f"{super().weights_key} {chosen.motion_model} {chosen.control and chosen.control_model}"

    def rate(self, order: AnimateClip) -> Fraction:
        """As set, at most the film's."""
        return Fraction(min(self.animatediff.rate, order.fps))

    def load(self, rung: Rung) -> LoadedPipeline:
        """Stable Diffusion with the motion module in it."""
        torch_module()
        from diffusers import ControlNetModel, DDIMScheduler, MotionAdapter  # noqa: PLC0415 - seconds

        chosen = self.animatediff
        parts = {"motion_adapter": self._part(MotionAdapter, chosen.motion_model)}
        if chosen.control:
            parts["controlnet"] = self._part(ControlNetModel, chosen.control_model)
        name = "AnimateDiffVideoToVideoControlNetPipeline" if chosen.control else "AnimateDiffVideoToVideoPipeline"
        pipeline = load_pipeline(name, self.folder, self.dtype, **parts)
        # what the motion modules were trained with
        linear = {"beta_schedule": "linear", "clip_sample": False, "timestep_spacing": "linspace", "steps_offset": 1}
        pipeline.scheduler = DDIMScheduler.from_config(pipeline.scheduler.config, **linear)
        return self.loaded(pipeline, rung)

    def _part(self, kind: Any, model_id: str) -> Any:
        folder = folder_of(self.settings.models_dir, model_id)
        variant = "fp16" if any(folder.glob("*.fp16.safetensors")) else weights_variant(folder)
        with refusing(f"{model_id} is no {kind.__name__}"):
            return kind.from_pretrained(folder, dtype=self.dtype, variant=variant, use_safetensors=True, local_files_only=True)

    def facts(self, order: AnimateClip) -> dict[str, Any]:
        """What steered the clip."""
        chosen = self.animatediff
        found = {"guidance": self.guidance, "strength": chosen.strength}
        return {**super().facts(order), **found, **({"control": chosen.control} if chosen.control else {})}

    def animate(self, loaded: LoadedPipeline, calls: Sequence[Call], noise: Sequence[Any], told: Any) -> Sequence[NDArray[Any]]:
        """One call each: one video is what the pipelines take."""
        return [self._animate(loaded, call, one, told) for call, one in zip(calls, noise, strict=True)]

    def _animate(self, loaded: LoadedPipeline, call: Call, noise: Any, told: Any) -> NDArray[Any]:
        height, width = call.start.shape[:2]
        chosen = self.animatediff
        video = [call.start, *call.guide[1:]]
        control: dict[str, Any] = {}
        if chosen.control:
            lines = [Image.fromarray(outlines(frame)) for frame in video]
            control = {"conditioning_frames": lines, "controlnet_conditioning_scale": chosen.control_scale}
        cache, encoder = embedding_cache(self.settings.models_dir), self.encoder_with_loras
        frames: NDArray[Any] = loaded.pipeline(
            video=[Image.fromarray(np.ascontiguousarray(frame)) for frame in video],
            **long_embeddings(loaded.pipeline, cache, encoder, call.prompt, chosen.negative if self.guidance > 1 else None),
            **control,
            width=width,
            height=height,
            num_inference_steps=self.step_count,
            enforce_inference_steps=True,
            strength=chosen.strength,
            guidance_scale=self.guidance,
            decode_chunk_size=1 if loaded.is_tiled else 16,
            generator=noise,
            callback_on_step_end=told,
            output_type="np",
        ).frames[0]
        return frames
