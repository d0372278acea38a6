"""Stable Diffusion XL: the image model that can be steered most.

Options choose the scheduler and with it few-step models (LCM, Lightning).
"""

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar, Literal

from PIL import Image

from activities.engines import EngineOptions
from activities.images.briefs import Brief
from activities.images.clip_text import ClipWords, window_count
from activities.images.diffusion import DiffusionImages, PictureOptions
from activities.images.loading import compile_blocks, load_pipeline, store_in_fp8
from activities.images.samplers import SAMPLERS, scheduler_of
from activities.models.embeddings import embedding_cache
from activities.models.rungs import Rung, place
from activities.models.steps import Steps
from activities.models.torch_setup import torch_module

_GUIDED_ABOVE = 1.0
"""The pipeline asks the model twice, with and without the words, above this guidance."""


class SdxlOptions(PictureOptions):
    """How SDXL paints."""

    model: str = "stabilityai/stable-diffusion-xl-base-1.0"
    scheduler: Literal["auto", "euler", "dpmpp_2m", "lcm", "lightning"] = "auto"
    """auto: the model's own; lcm and lightning need weights, or a LoRA, made for few steps."""


class Sdxl(DiffusionImages):
    """Paints with Stable Diffusion XL."""

    version: ClassVar[str] = "1"
    summary: ClassVar[str] = "Stable Diffusion XL: pictures from words, steered by staging, references and LoRAs"
    licence: ClassVar[str] = "OpenRAIL++-M"
    needs: ClassVar[tuple[str, ...]] = ("torch", "diffusers", "transformers", "accelerate", "peft")
    Options: ClassVar[type[EngineOptions]] = SdxlOptions
    pipelines: ClassVar[frozenset[str]] = frozenset({"StableDiffusionXLPipeline"})
    multiple: ClassVar[int] = 32
    bytes_per_pixel: ClassVar[int] = 5000

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, SdxlOptions):
            raise TypeError("the options of sdxl must be SdxlOptions")
        self.sdxl = options
        self._sampler = SAMPLERS[options.scheduler]
        self._tokenizer: Any = None

    @property
    def step_count(self) -> int:
        """Steps of one picture."""
        return self.sdxl.steps or self._sampler.steps

    @property
    def guidance(self) -> float:
        """How closely words are followed."""
        return self._sampler.guidance if self.sdxl.guidance < 0 else self.sdxl.guidance

    @property
    def weights_key(self) -> str:
        """Those of the model, and the scheduler."""
        return f"{super().weights_key} {self.sdxl.scheduler}"

    def load(self, rung: Rung) -> Any:
        """The pipeline on its rung."""
        pipeline = load_pipeline("StableDiffusionXLPipeline", self.folder, self.dtype)
        pipeline.scheduler = scheduler_of(pipeline.scheduler, self.sdxl.scheduler)
        if self.sdxl.storage == "fp8":
            store_in_fp8(pipeline.unet, self.dtype)
        place(pipeline, rung, self.device)
        if self.sdxl.compile:
            compile_blocks(pipeline.unet)
        return pipeline

    def kin(self, brief: Brief) -> Hashable:
        """Texts of different length are not painted together: the shorter would be filled up, and come out differently."""
        if self._tokenizer is None:
            torch_module()
            from transformers import CLIPTokenizer  # noqa: PLC0415 - seconds

            self._tokenizer = CLIPTokenizer.from_pretrained(self.folder / "tokenizer", local_files_only=True)
        texts = (brief.prompt, brief.negative) if self.guidance > _GUIDED_ABOVE else (brief.prompt,)
        return (super().kin(brief), max(window_count(self._tokenizer, text) for text in texts))

    def paint(self, loaded: Any, briefs: Sequence[Brief], noise: Sequence[Any], steps: Steps) -> list[Image.Image]:
        """Pictures from words."""
        words = ClipWords(loaded, embedding_cache(self.settings.models_dir), f"{self.card.name} {self.dtype} {self.device}")
        told = words.embeddings(
            [brief.prompt for brief in briefs], [brief.negative for brief in briefs], guided=self.guidance > _GUIDED_ABOVE
        )
        width, height = briefs[0].size
        painted = loaded(
            **told,
            width=width,
            height=height,
            num_inference_steps=self.step_count,
            guidance_scale=self.guidance,
            generator=list(noise),
            callback_on_step_end=steps.callback,
        )
        return list(painted.images)
