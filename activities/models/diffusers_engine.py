"""What engines over diffusers pipelines share: which models they run, what is put onto them, and how it is run."""

from pathlib import Path
from typing import Any, ClassVar, Literal, Self, TypeVar

from pydantic import Field, field_validator, model_validator

from activities.engines import EngineOptions
from activities.models.addons import absent, card_of, folder_of, joint_terms, read_loras, weights_file
from activities.models.cards import active_card, model_folder
from activities.models.embeddings import embedding_cache
from activities.models.engine import ModelOptions
from activities.models.headers import component_bytes, file_bytes
from activities.models.ladder import Conditions
from activities.models.lending import LendingEngine
from activities.models.loading import LoadedPipeline, Manner, pipeline_class
from activities.models.needs import ADD_ON, DENOISERS
from activities.models.rungs import Rung
from activities.models.words import Words
from schemas.failures import Refused
from schemas.models import Terms
from schemas.order import Order

O = TypeVar("O", bound=Order)  # noqa: E741 - the engine's order


class DiffusersOptions(ModelOptions):
    """What all engines over diffusers pipelines can be told."""

    steps: int = Field(default=0, ge=0, le=150)
    """0: as many as the model, or its scheduler, is made for."""
    guidance: float = Field(default=-1.0, ge=-1.0, le=30.0)
    """How closely to follow the words; below 0: what suits the model."""
    storage: Literal["auto", "fp8"] = "auto"
    """How the denoiser's weights are kept. auto: as `dtype`; fp8: in 8 bits, widened layer by layer."""
    lora: str = ""
    """LoRAs of the registry: "organisation/name:file.safetensors@0.8", parted by commas; file and weight may be left out."""
    compile: bool = False
    """Compile the denoiser's blocks; pays from some dozens of results of one size on."""
    cache: float = Field(default=0.0, ge=0.0, le=0.5)
    """Of a transformer: in steps that change its first block by less than this share, its other blocks are not computed but taken from the
    step before. 0 computes them all; 0.05 to 0.12 are usual; for models of some dozens of steps, not for few-step ones."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if self.cache and self.compile:
            msg = "cache and compile exclude each other: what is skipped is decided from step to step, and can't be compiled"
            raise ValueError(msg)
        if self.storage == "fp8" and self.compile:
            msg = "storage=fp8 and compile exclude each other: layers that are widened as they are used can't be compiled"
            raise ValueError(msg)
        return self

    @field_validator("lora")
    @classmethod
    def _readable_loras(cls, value: str) -> str:
        read_loras(value)
        return value


class DiffusersEngine(LendingEngine[O]):
    """An engine over one diffusers pipeline; a subclass names the classes it runs, and what else is put onto them."""

    needs: ClassVar[tuple[str, ...]] = ("torch", "diffusers", "transformers", "accelerate")
    needs_files: ClassVar[tuple[str, ...]] = ("model_index.json",)
    Options: ClassVar[type[EngineOptions]] = DiffusersOptions
    pipelines: ClassVar[frozenset[str]]
    """Classes that `model_index.json` may name."""
    in_full: ClassVar[tuple[str, ...]] = ()
    """Parts that are loaded with 32 bits, whatever the others have."""
    tiles: ClassVar[bool] = True

    def __init__(self, options: EngineOptions) -> None:
        """Find the weights; they are loaded with the first order."""
        super().__init__(options)
        if not isinstance(options, DiffusersOptions):
            msg = f"a diffusion engine's options must be DiffusersOptions, got {type(options).__name__}"
            raise TypeError(msg)
        self.diffusion = options
        contrary = self.contrary(options, self.folder)
        if contrary:
            raise Refused(contrary)
        self.encoder_with_loras = self._encoder_with_loras()
        """As `encoder`, for models whose text encoders LoRAs reach too."""

    @classmethod
    def unavailable(cls, options: EngineOptions) -> str | None:
        """As any model engine, or that the weights are those of another kind of model."""
        reason = super().unavailable(options)
        if reason or not isinstance(options, ModelOptions):
            return reason
        reason = absent(options.models_dir, cls.addons(options))
        if reason:
            return reason
        card = active_card(options.models_dir, options.model)
        found = pipeline_class(model_folder(options.models_dir, card)) if card else ""
        if card and found in cls.pipelines:
            return cls.contrary(options, model_folder(options.models_dir, card))
        return f"the model {options.model} is a {found or 'model of unknown kind'}; this engine runs {', '.join(sorted(cls.pipelines))}"

    @classmethod
    def contrary(cls, options: EngineOptions, folder: Path) -> str | None:  # noqa: ARG003 - for those whose weights differ in what they can
        """What of the options the weights in `folder` can't do, and what to do about it; None when they can. Asked before a film begins."""
        return None

    @classmethod
    def addons(cls, options: EngineOptions) -> list[str]:
        """Registry ids of what is put onto the model with these options."""
        return [lora.id for lora in read_loras(options.lora)] if isinstance(options, DiffusersOptions) else []

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """The model and what is put onto it, each with its revision."""
        own = super().model(options)
        if not own or not isinstance(options, ModelOptions):
            return own
        cards = [active_card(options.models_dir, model_id) for model_id in cls.addons(options)]
        return " + ".join([own, *(card.name for card in cards if card)])

    @classmethod
    def terms(cls, options: EngineOptions) -> Terms:
        """What the model and everything put onto it allow."""
        own = super().terms(options)
        if not isinstance(options, ModelOptions):
            return own
        cards = [active_card(options.models_dir, model_id) for model_id in cls.addons(options)]
        return joint_terms([own, *(card.terms for card in cards if card)])

    @property
    def weights_key(self) -> str:
        """Model, precision, what is put onto it and how it is run."""
        settings = self.diffusion
        manner = "compiled" if settings.compile else f"cache {settings.cache:g}" if settings.cache else "eager"
        return f"{self.card.name} {self.dtype} {settings.storage} {settings.lora} {manner}"

    @property
    def encoder(self) -> str:
        """What makes the model's text encoders other ones, for remembering what they made of words."""
        return f"{self.card.name} {self.dtype} {self.device}"

    def _encoder_with_loras(self) -> str:
        models_dir, loras = self.settings.models_dir, read_loras(self.diffusion.lora)
        named = [f"{card_of(models_dir, lora.id).name}:{lora.file}@{lora.weight:g}" for lora in loras]
        return " + ".join([self.encoder, *named])

    def words(self, pipeline: Any, length: int, kind: type[Words] = Words) -> Words:
        """The words of a pipeline, each text of `length` tokens."""
        return kind(pipeline, embedding_cache(self.settings.models_dir), self.encoder, length)

    @property
    def manner(self) -> Manner:
        """How the denoiser is to be run."""
        settings = self.diffusion
        loras = tuple(read_loras(settings.lora))
        return Manner(self.dtype, settings.storage == "fp8", settings.compile, settings.models_dir, loras, settings.cache)

    def components(self) -> dict[str, int]:
        """Bytes of each part once loaded."""
        size = self.dtype.itemsize
        whole = component_bytes(self.folder, 4) if self.in_full else {}
        own = {**component_bytes(self.folder, size), **{name: whole[name] for name in self.in_full if name in whole}}
        known = {**own, **{f"{ADD_ON} {number}": each for number, each in enumerate(self.addon_bytes())}}
        is_fp8 = self.diffusion.storage == "fp8"
        return {name: each // 2 if is_fp8 and name in DENOISERS else each for name, each in known.items()}

    def addon_bytes(self) -> list[int]:
        """Bytes of each thing put onto the model once loaded; of the files in use, for many add-ons lie in one repository."""
        models_dir, size = self.settings.models_dir, self.dtype.itemsize
        loras = read_loras(self.diffusion.lora)
        files = [file_bytes(weights_file(models_dir, lora.id, lora.file), size) for lora in loras]
        others = self.addons(self.options)[len(loras) :]
        return [*files, *(sum(component_bytes(folder_of(models_dir, other), size).values()) for other in others)]

    def loaded(self, pipeline: Any, rung: Rung) -> LoadedPipeline:
        """A pipeline that lies in main memory, on its rung."""
        return LoadedPipeline(pipeline, rung, self.device, self.manner)

    def make_ready(self, loaded: Any, conditions: Conditions) -> None:
        """Have what `load` gave, usually `loaded` of a pipeline, decode in tiles or whole, and know nothing of the call before."""
        loaded.make_ready(is_tiled=conditions.is_tiled)

    def facts_of_model(self) -> dict[str, Any]:
        """What is noted about a result beside the model's name, which stands in its order."""
        return {"lora": self.diffusion.lora} if self.diffusion.lora else {}
