"""Stable Diffusion XL: the image model that can be steered most.

The shot's staging (poses, depth, outlines) conditions it through ControlNets, character sheets through an IP-Adapter that works only where
each character stands, LoRAs change its manner; the drawing can be its starting point, and people can be painted into a ground of their own.
"""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Literal

from PIL import Image
from pydantic import Field, field_validator

from activities.engines import EngineOptions
from activities.images.briefs import NO_PEOPLE, Brief, place_prompt
from activities.images.diffusion import DiffusionImages, PictureOptions
from activities.images.engines.drawn import Drawn
from activities.images.sdxl_model import SdxlModel, SdxlParts
from activities.models.addons import folder_of, read_loras, weights_file
from activities.models.clip_text import ClipWords, window_count
from activities.models.embeddings import embedding_cache
from activities.models.headers import component_bytes, file_bytes
from activities.models.needs import Activations
from activities.models.rungs import Rung
from activities.models.samplers import SAMPLERS
from activities.models.steps import Steps
from activities.models.torch_setup import torch_module
from schemas.failures import Refused

_GUIDED_ABOVE = 1.0
"""The pipeline asks the model twice, with and without the words, above this guidance."""


class SdxlOptions(PictureOptions):
    """How SDXL paints."""

    model: str = "stabilityai/stable-diffusion-xl-base-1.0"
    scheduler: Literal["auto", "euler", "dpmpp_2m", "lcm", "lightning"] = "auto"
    """auto: the model's own; lcm and lightning need weights, or a LoRA, made for few steps."""
    control: str = ""
    """What of the staging the picture must keep: "pose", "depth", "canny", or several joined by +; "" leaves it to the words."""
    control_scale: float = Field(default=0.6, ge=0.0, le=2.0)
    control_end: float = Field(default=0.8, gt=0.0, le=1.0)
    """The staging counts during this share of the steps; the rest is the model's."""
    pose_model: str = "xinsir/controlnet-openpose-sdxl-1.0"
    depth_model: str = "diffusers/controlnet-depth-sdxl-1.0"
    canny_model: str = "diffusers/controlnet-canny-sdxl-1.0"
    adapter: str = ""
    """The IP-Adapter through which references work, as "h94/IP-Adapter"; "": references are not used."""
    adapter_file: str = "sdxl_models/ip-adapter-plus_sdxl_vit-h.safetensors"
    adapter_encoder: str = "models/image_encoder"
    reference_scale: float = Field(default=0.6, ge=0.0, le=1.5)
    start: Literal["noise", "drawn"] = "noise"
    """drawn: paint over the drawn engine's picture of the shot."""
    strength: float = Field(default=0.7, gt=0.0, le=1.0)
    """How much of the drawing is painted over: 1 leaves nothing of it."""
    people: Literal["together", "inpainted", "drawn"] = "together"
    """together: people and set in one go; inpainted: first the set, then the people where the staging has them; drawn: drawn people over
    the painted set."""

    @field_validator("control")
    @classmethod
    def _known_controls(cls, value: str) -> str:
        unknown = [kind for kind in value.split("+") if kind and kind not in {"pose", "depth", "canny"}]
        if unknown:
            msg = f"no control '{unknown[0]}'; there are pose, depth, canny, joined by +"
            raise ValueError(msg)
        return value

    @property
    def controls(self) -> list[str]:
        """The kinds of control in use."""
        return list(dict.fromkeys(filter(None, self.control.split("+"))))

    @property
    def control_models(self) -> list[str]:
        """The ControlNet for each of `controls`."""
        models = {"pose": self.pose_model, "depth": self.depth_model, "canny": self.canny_model}
        return [models[kind] for kind in self.controls]


class Sdxl(DiffusionImages):
    """Paints with Stable Diffusion XL."""

    # What is staged and what stands on cards is drawn: another drawing makes another picture.
    version: ClassVar[str] = f"2.{Drawn.version}"
    summary: ClassVar[str] = "Stable Diffusion XL: pictures from words, steered by staging, references and LoRAs"
    licence: ClassVar[str] = "OpenRAIL++-M"
    needs: ClassVar[tuple[str, ...]] = ("torch", "diffusers", "transformers", "accelerate", "peft")
    Options: ClassVar[type[EngineOptions]] = SdxlOptions
    pipelines: ClassVar[frozenset[str]] = frozenset({"StableDiffusionXLPipeline"})
    multiple: ClassVar[int] = 32
    bytes_per_pixel: ClassVar[int] = 500

    no_sheets: ClassVar[str] = (
        "sdxl paints from character sheets through an IP-Adapter: set the option adapter (h94/IP-Adapter), or leave sheets out"
    )

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, SdxlOptions):
            raise TypeError("the options of sdxl must be SdxlOptions")
        if options.sheets and not options.adapter:
            raise Refused(self.no_sheets)
        self.sdxl = options
        self._sampler = SAMPLERS[options.scheduler]
        self._tokenizer: Any = None

    @classmethod
    def addons(cls, options: EngineOptions) -> list[str]:
        """LoRAs, ControlNets and the adapter in use."""
        if not isinstance(options, SdxlOptions):
            return []
        return [*super().addons(options), *options.control_models, *filter(None, [options.adapter])]

    def addon_bytes(self) -> list[int]:
        """The repository of adapters holds a dozen of them, of which one and its image encoder are loaded."""
        sdxl, models_dir, size = self.sdxl, self.settings.models_dir, self.dtype.itemsize
        if not sdxl.adapter:
            return super().addon_bytes()
        others = [file_bytes(weights_file(models_dir, lora.id, lora.file), size) for lora in read_loras(sdxl.lora)]
        ids = [*sdxl.control_models, *filter(None, [sdxl.identity_model])]
        others += [sum(component_bytes(folder_of(models_dir, each), size).values()) for each in ids]
        encoder = sum(component_bytes(folder_of(models_dir, sdxl.adapter) / sdxl.adapter_encoder, size).values())
        return [*others, file_bytes(weights_file(models_dir, sdxl.adapter, sdxl.adapter_file), size) + encoder]

    def activations(self, brief: Brief) -> Activations:
        """A picture that is begun from is encoded first, in 32 bits."""
        usual = super().activations(brief)
        if self.sdxl.start == "noise" and self._people(brief) != "inpainted":
            return usual
        return replace(usual, decoding=usual.decoding * 5 // 3, tiled=(usual.tiled or 0) * 5 // 3)

    @classmethod
    def takes_sheets(cls, options: EngineOptions) -> bool:
        """With an IP-Adapter."""
        return isinstance(options, SdxlOptions) and bool(options.adapter)

    @classmethod
    def heeds_negative(cls, options: PictureOptions) -> bool:
        """With guidance: few-step samplers have none."""
        usual = SAMPLERS[options.scheduler].guidance if isinstance(options, SdxlOptions) else 0.0
        return (usual if options.guidance < 0 else options.guidance) > _GUIDED_ABOVE

    @property
    def step_count(self) -> int:
        """Steps of one pass."""
        return self.sdxl.steps or self._sampler.steps

    def total_steps(self, brief: Brief) -> int:
        """People who are painted into a ground take a second pass."""
        return self.step_count * (2 if self._people(brief) == "inpainted" else 1)

    @property
    def guidance(self) -> float:
        """How closely words are followed."""
        return self._sampler.guidance if self.sdxl.guidance < 0 else self.sdxl.guidance

    @property
    def is_guided(self) -> bool:
        """Whether the model is asked twice a step."""
        return self.guidance > _GUIDED_ABOVE

    @property
    def weights_key(self) -> str:
        """Those of the model, and what is put onto it."""
        sdxl = self.sdxl
        return f"{super().weights_key} {sdxl.scheduler} {sdxl.control_models} {sdxl.adapter} {sdxl.adapter_file} {sdxl.adapter_encoder}"

    def load(self, rung: Rung) -> SdxlModel:
        """The model and everything put onto it, on its rung."""
        sdxl = self.sdxl
        parts = SdxlParts(
            models_dir=self.settings.models_dir,
            folder=self.folder,
            scheduler=sdxl.scheduler,
            controls=tuple(sdxl.control_models),
            loras=tuple(read_loras(sdxl.lora)),
            adapter=(sdxl.adapter, sdxl.adapter_file, sdxl.adapter_encoder) if sdxl.adapter else None,
            in_fp8=sdxl.storage == "fp8",
            is_compiled=sdxl.compile,
            cache=sdxl.cache,
        )
        return SdxlModel(parts, rung, self.device, self.dtype)

    def kin(self, brief: Brief) -> Hashable:
        """Texts of different length are not painted together: the shorter would be filled up, and come out differently."""
        if self._tokenizer is None:
            torch_module()
            from transformers import CLIPTokenizer  # noqa: PLC0415 - seconds

            self._tokenizer = CLIPTokenizer.from_pretrained(self.folder / "tokenizer", local_files_only=True)
        texts = [(brief.prompt, brief.negative)]
        if self._people(brief) != "together":
            texts.append(_place(brief))
        windows = [max(window_count(self._tokenizer, text) for text in (pair if self.is_guided else pair[:1])) for pair in texts]
        return (super().kin(brief), self._people(brief), *windows)

    def is_staged(self, brief: Brief) -> bool:
        """Whether people stand where the staging has them."""
        return not brief.is_ground and (bool(self.sdxl.controls) or self.sdxl.start == "drawn" or self._people(brief) != "together")

    def facts(self, brief: Brief) -> dict[str, Any]:
        """What steered the picture."""
        sdxl, found = self.sdxl, super().facts(brief)
        if brief.references and not sdxl.adapter:
            del found["references"]
            found["notes"] = [f"{len(brief.references)} reference pictures are not used: no adapter is set (FILM_IMAGES_SDXL_ADAPTER)"]
        if not brief.is_ground:
            found |= {"control": sdxl.control} if sdxl.control else {}
            found |= {"start": f"drawn, painted over by {sdxl.strength:g}"} if sdxl.start == "drawn" else {}
            found |= {"people": self._people(brief)} if self._people(brief) != "together" else {}
        return {**found, "guidance": self.guidance}

    def paint(self, loaded: SdxlModel, briefs: Sequence[Brief], noise: Sequence[Any], steps: Steps) -> list[Image.Image]:
        """One pass, or the set first and then the people."""
        from activities.images.sdxl_pass import PassSettings, SdxlPass, Words  # noqa: PLC0415 - draws the staging: skia, OpenCV

        sdxl, people = self.sdxl, self._people(briefs[0])
        settings = PassSettings(
            step_count=self.step_count,
            guidance=self.guidance,
            is_guided=self.is_guided,
            controls=tuple(sdxl.controls),
            control_scale=sdxl.control_scale,
            control_end=sdxl.control_end,
            reference_scale=sdxl.reference_scale,
            strength=sdxl.strength if sdxl.start == "drawn" else None,
        )
        cache = embedding_cache(self.settings.models_dir)
        words = ClipWords(loaded.words, cache, self.encoder_with_loras)
        one = SdxlPass(loaded, words, settings, list(noise), steps)
        told = [Words(brief.prompt, brief.negative) for brief in briefs]
        if people == "together":
            return one.painted(briefs, told)
        return one.split(briefs, told, [Words(*_place(brief)) for brief in briefs], is_drawn=people == "drawn")

    def _people(self, brief: Brief) -> str:
        order = brief.order
        return self.sdxl.people if order.subjects and not brief.is_ground and not order.sheet_of else "together"


def _place(brief: Brief) -> tuple[str, str]:
    """The set alone in words, and what it must not have."""
    return place_prompt(brief.order), ", ".join(filter(None, (brief.negative, NO_PEOPLE)))
