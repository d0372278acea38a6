"""FLUX.2 klein: four steps, and pictures to stay close to: character sheets, mood boards, the storyboard of the shot."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from PIL import Image

from activities.engines import EngineOptions
from activities.images.briefs import Brief
from activities.images.diffusion import DiffusionImages, PictureOptions
from activities.images.engines.drawn import Drawn
from activities.images.reading import picture_facts, pictured_prompt, reading_length
from activities.models.embeddings import embedding_cache
from activities.models.loading import LoadedPipeline, load_pipeline
from activities.models.needs import Activations
from activities.models.rungs import Rung
from activities.models.steps import Steps
from activities.models.torch_setup import torch_module
from schemas.images import PaintImage

_PICTURES = 4
"""What klein was trained to take beside the words."""
_SHOWN_BYTES = 540_000_000
"""What a picture beside the words takes in a step: its pipeline makes each a megapixel at most."""
_SIDE_PX = 64
"""The shortest side its pipeline takes of a picture."""


class Flux2KleinOptions(PictureOptions):
    """How FLUX.2 klein paints."""

    model: str = "black-forest-labs/FLUX.2-klein-4B"
    storyboard: bool = False
    """Give it the drawn engine's picture of the shot, whose composition it is to keep."""


class Flux2Klein(DiffusionImages):
    """Paints with FLUX.2 klein."""

    # What is staged and what stands on cards is drawn: another drawing makes another picture.
    version: ClassVar[str] = f"2.{Drawn.version}"
    summary: ClassVar[str] = "FLUX.2 klein: four steps, from words, character sheets and the storyboard"
    licence: ClassVar[str] = "Apache-2.0"
    Options: ClassVar[type[EngineOptions]] = Flux2KleinOptions
    pipelines: ClassVar[frozenset[str]] = frozenset({"Flux2KleinPipeline"})
    multiple: ClassVar[int] = 16
    bytes_per_pixel: ClassVar[int] = 600

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, Flux2KleinOptions):
            raise TypeError("the options of flux2_klein must be Flux2KleinOptions")
        self.flux = options

    def activations(self, brief: Brief) -> Activations:
        """Pictures beside the words lengthen what it reads in every step."""
        usual = super().activations(brief)
        shown = min(len(brief.references) + self._storyboards(brief), _PICTURES)
        return replace(usual, making=usual.making + shown * _SHOWN_BYTES)

    @classmethod
    def heeds_negative(cls, options: PictureOptions) -> bool:  # noqa: ARG003 - whatever they are
        """Never: its weights are distilled, and guidance is against nothing."""
        return False

    @property
    def step_count(self) -> int:
        """Four, for which it is distilled."""
        return self.flux.steps or 4

    def load(self, rung: Rung) -> LoadedPipeline:
        """The pipeline on its rung."""
        return self.loaded(load_pipeline("Flux2KleinPipeline", self.folder, self.dtype), rung)

    def batch_key(self, order: PaintImage) -> Hashable | None:
        """The pipeline shows all pictures to every order of a call: only orders without any are merged."""
        has_pictures = order.card is None and (order.references or self.flux.storyboard)
        return None if has_pictures else super().batch_key(order)

    def kin(self, brief: Brief) -> Hashable:
        """As for merging."""
        has_pictures = bool(self._storyboards(brief) or brief.references)
        return (brief.size, brief.is_ground, id(brief) if has_pictures else None)

    def is_staged(self, brief: Brief) -> bool:
        """Whether people stand where the staging has them."""
        return self._storyboards(brief)

    def facts(self, brief: Brief) -> dict[str, Any]:
        """What it was shown."""
        has_storyboard = self._storyboards(brief)
        taken = picture_facts(brief, _PICTURES - has_storyboard)
        return {**super().facts(brief), **taken, **({"storyboard": True} if has_storyboard else {})}

    def paint(self, loaded: LoadedPipeline, briefs: Sequence[Brief], noise: Sequence[Any], steps: Steps) -> list[Image.Image]:
        """Pictures from words, or from words and pictures."""
        torch = torch_module()
        told: list[str] = []
        pictures: list[Image.Image] = []
        for brief in briefs:
            text, pictures = pictured_prompt(brief, self._drawn(brief) if self._storyboards(brief) else None, _PICTURES)
            told.append(text)
        tokenizer = loaded.pipeline.tokenizer
        length = max(reading_length(tokenizer, text, brief.order.about.label) for text, brief in zip(told, briefs, strict=True))
        guidance = 1.0 if self.flux.guidance < 0 else self.flux.guidance
        given = {"prompt_embeds": torch.cat([self._words(loaded, text, length) for text in told])}
        if guidance > 1 and not loaded.pipeline.config.is_distilled:
            given["negative_prompt_embeds"] = torch.cat([self._words(loaded, "", length)] * len(briefs))
        width, height = briefs[0].size
        result = loaded.pipeline(
            **given,
            image=[_large_enough(picture) for picture in pictures] or None,
            width=width,
            height=height,
            num_inference_steps=self.step_count,
            guidance_scale=guidance,
            generator=list(noise),
            callback_on_step_end=steps.callback,
        )
        return list(result.images)

    def _storyboards(self, brief: Brief) -> bool:
        return self.flux.storyboard and not brief.is_ground

    def _drawn(self, brief: Brief) -> Image.Image:
        from activities.images.staging import staged  # noqa: PLC0415 - skia, OpenCV

        return Image.fromarray(staged(brief.order, *brief.size).picture)

    def _words(self, loaded: LoadedPipeline, text: str, length: int) -> Any:
        pipeline = loaded.pipeline

        def encode() -> dict[str, Any]:
            with torch_module().no_grad():
                return {"states": pipeline.encode_prompt(text, max_sequence_length=length)[0]}

        cache = embedding_cache(self.settings.models_dir)
        return cache.get(f"{self.encoder} {length} tokens", text, encode)["states"].to(pipeline._execution_device)


def _large_enough(picture: Image.Image) -> Image.Image:
    scale = _SIDE_PX / min(picture.size)
    if scale <= 1:
        return picture
    size = (max(_SIDE_PX, round(picture.width * scale)), max(_SIDE_PX, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS)
