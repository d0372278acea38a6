"""Z-Image-Turbo: a transformer of six billion weights distilled to eight steps, free for commercial films.

The shot's staging steers it through one ControlNet for poses, depth and outlines.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, ClassVar, Literal, Self

from PIL import Image
from pydantic import Field, model_validator

from activities.engines import EngineOptions
from activities.images.briefs import Brief
from activities.images.diffusion import DiffusionImages, PictureOptions
from activities.images.engines.drawn import Drawn
from activities.images.reading import reading_length
from activities.models.addons import folder_of
from activities.models.embeddings import embedding_cache
from activities.models.faults import refusing
from activities.models.loading import LoadedPipeline, load_pipeline
from activities.models.rungs import Rung
from activities.models.steps import Steps
from activities.models.torch_setup import torch_module
from schemas.failures import Refused


class ZImageOptions(PictureOptions):
    """How Z-Image paints."""

    model: str = "Tongyi-MAI/Z-Image-Turbo"
    control: Literal["", "pose", "depth", "canny"] = ""
    """What of the staging the picture must keep; "" leaves it to the words."""
    control_model: str = "hlky/Z-Image-Turbo-Fun-Controlnet-Union-2.1"
    """One ControlNet for all kinds, in diffusers' format."""
    control_scale: float = Field(default=0.75, ge=0.0, le=2.0)
    start: Literal["noise", "drawn"] = "noise"
    """drawn: paint over the drawn engine's picture of the shot; not together with `control`, which the pipelines have not."""
    strength: float = Field(default=0.7, gt=0.0, le=1.0)
    """How much of the drawing is painted over: 1 leaves nothing of it."""

    @model_validator(mode="after")
    def _is_steered_in_one_way(self) -> Self:
        if self.control and self.start == "drawn":
            raise ValueError("z_image: the drawing is either the start (START=drawn) or the control (CONTROL), not both")
        return self


class ZImage(DiffusionImages):
    """Paints with Z-Image."""

    # What is staged and what stands on cards is drawn: another drawing makes another picture.
    version: ClassVar[str] = f"2.{Drawn.version}"
    summary: ClassVar[str] = "Z-Image-Turbo: fast, detailed pictures in eight steps, steered by staging"
    licence: ClassVar[str] = "Apache-2.0"
    Options: ClassVar[type[EngineOptions]] = ZImageOptions
    pipelines: ClassVar[frozenset[str]] = frozenset({"ZImagePipeline"})
    multiple: ClassVar[int] = 16
    bytes_per_pixel: ClassVar[int] = 800

    no_sheets: ClassVar[str] = "z_image takes no reference pictures, so it can't paint from character sheets: leave the option sheets out"

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, ZImageOptions):
            raise TypeError("the options of z_image must be ZImageOptions")
        if options.sheets:
            raise Refused(self.no_sheets)
        self.z_image = options

    @classmethod
    def addons(cls, options: EngineOptions) -> list[str]:
        """LoRAs, and the ControlNet where one is used."""
        return [*super().addons(options), *([options.control_model] if isinstance(options, ZImageOptions) and options.control else [])]

    @classmethod
    def takes_sheets(cls, options: EngineOptions) -> bool:  # noqa: ARG003 - whatever they are
        """Never: it takes no pictures."""
        return False

    @classmethod
    def heeds_negative(cls, options: PictureOptions) -> bool:
        """With guidance, which is distilled in."""
        return options.guidance > 0

    @property
    def step_count(self) -> int:
        """Nine in the loop, of which the last costs nothing: eight of the model."""
        return self.z_image.steps or 9

    @property
    def guidance(self) -> float:
        """Distilled in; above 0 the model is asked twice a step."""
        return max(self.z_image.guidance, 0.0)

    @property
    def weights_key(self) -> str:
        """Those of the model and of the ControlNet."""
        return f"{super().weights_key} {self.z_image.control and self.z_image.control_model}"

    def kin(self, brief: Brief) -> Hashable:
        """Grounds of cards are never staged."""
        return (brief.size, brief.is_ground)

    def load(self, rung: Rung) -> LoadedPipeline:
        """The pipeline on its rung."""
        pipeline = load_pipeline("ZImagePipeline", self.folder, self.dtype)
        if self.z_image.control:
            pipeline = self._with_control(pipeline)
        return self.loaded(pipeline, rung)

    def is_staged(self, brief: Brief) -> bool:
        """Whether people stand where the staging has them."""
        return not brief.is_ground and (bool(self.z_image.control) or self.z_image.start == "drawn")

    def facts(self, brief: Brief) -> dict[str, Any]:
        """What steered the picture."""
        z_image, found = self.z_image, super().facts(brief)
        if "references" in found:
            del found["references"]
            found["notes"] = [f"{len(brief.references)} reference pictures are not used: Z-Image takes none"]
        if not brief.is_ground:
            found |= {"control": z_image.control} if z_image.control else {}
            found |= {"start": f"drawn, painted over by {z_image.strength:g}"} if z_image.start == "drawn" else {}
        return found

    def paint(self, loaded: LoadedPipeline, briefs: Sequence[Brief], noise: Sequence[Any], steps: Steps) -> list[Image.Image]:
        """Pictures from words, or over what is staged."""
        pipeline, given, first = self._chosen(loaded, briefs)
        width, height = briefs[0].size
        told = {"prompt_embeds": [self._words(loaded, brief, brief.prompt) for brief in briefs]}
        if self.guidance > 0:
            told["negative_prompt_embeds"] = [self._words(loaded, brief, brief.negative) for brief in briefs]
        result = pipeline(
            **told,
            **given,
            width=width,
            height=height,
            num_inference_steps=self.step_count,
            guidance_scale=self.guidance,
            generator=list(noise),
            callback_on_step_end=steps.after(first),
        )
        loaded.rest()
        return list(result.images)

    def _chosen(self, loaded: LoadedPipeline, briefs: Sequence[Brief]) -> tuple[Any, Mapping[str, Any], int]:
        """The pipeline, its arguments beside the words, and how many steps it skips."""
        z_image = self.z_image
        if briefs[0].is_ground or (not z_image.control and z_image.start == "noise"):
            return loaded.pipeline if not z_image.control else loaded.other("ZImagePipeline"), {}, 0
        from activities.images.staging import staged  # noqa: PLC0415 - skia, OpenCV
        from activities.images.steering import control_tensors  # noqa: PLC0415

        stagings = [staged(brief.order, *brief.size) for brief in briefs]
        if z_image.control:
            (tensor,) = control_tensors(stagings, [z_image.control])
            # this pipeline takes the tensor as it is, where SDXL's take 0 to 1
            return loaded.pipeline, {"control_image": tensor * 2 - 1, "controlnet_conditioning_scale": z_image.control_scale}, 0
        pictures = [Image.fromarray(staging.picture) for staging in stagings]
        skipped = self.step_count - max(1, int(self.step_count * z_image.strength))
        return loaded.other("ZImageImg2ImgPipeline"), {"image": pictures, "strength": z_image.strength}, skipped

    def _words(self, loaded: LoadedPipeline, brief: Brief, text: str) -> Any:
        pipeline = loaded.pipeline
        length = reading_length(pipeline.tokenizer, text, brief.order.about.label)

        def encode() -> dict[str, Any]:
            with torch_module().no_grad():
                return {"states": pipeline.encode_prompt(text, do_classifier_free_guidance=False, max_sequence_length=length)[0][0]}

        cache = embedding_cache(self.settings.models_dir)
        return cache.get(f"{self.encoder} {length} tokens", text, encode)["states"].to(pipeline._execution_device)

    def _with_control(self, pipeline: Any) -> Any:
        from diffusers import ZImageControlNetModel, ZImageControlNetPipeline  # noqa: PLC0415 - seconds

        folder = folder_of(self.settings.models_dir, self.z_image.control_model)
        with refusing(f"{self.z_image.control_model} is no ControlNet for Z-Image in diffusers' format"):
            net = ZImageControlNetModel.from_pretrained(folder, dtype=self.dtype, local_files_only=True, use_safetensors=True)
        made = ZImageControlNetPipeline(**pipeline.components, controlnet=net)
        made.set_progress_bar_config(disable=True)
        return made
