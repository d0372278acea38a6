"""Qwen-Image-Edit: repaints the storyboard as a film frame, with the people of the character sheets.

It knows no noise without a picture: where an order brings no references, and for the storyboard's composition in any case, it is given the
drawn engine's picture of the shot. The grounds of cards are drawn.
"""

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar, Literal

from PIL import Image
from pydantic import field_validator

from activities.engines import EngineOptions
from activities.images.briefs import Brief
from activities.images.diffusion import DiffusionImages, PictureOptions
from activities.images.engines.drawn import Drawn
from activities.images.qwen_pictures import picture_processor
from activities.images.reading import picture_facts, pictured_prompt, reading_length
from activities.models.loading import LoadedPipeline, load_pipeline
from activities.models.rungs import Rung
from activities.models.steps import Steps
from schemas.images import PaintImage

_PICTURES = 3
"""More than three it mixes up."""


class QwenEditOptions(PictureOptions):
    """How Qwen-Image-Edit paints."""

    model: str = "Qwen/Qwen-Image-Edit-2511"
    storyboard: Literal["always", "without_references"] = "always"
    """When it is given the drawn picture of the shot, whose composition it is to keep."""
    cards: Literal["generated", "drawn"] = "drawn"
    """Only "drawn": it edits pictures, and a ground is none yet."""

    @field_validator("cards")
    @classmethod
    def _are_drawn(cls, cards: str) -> str:
        if cards != "drawn":
            raise ValueError("qwen_edit edits pictures and can't generate the ground of a card: leave CARDS=drawn")
        return cards


class QwenEdit(DiffusionImages):
    """Paints with Qwen-Image-Edit-Plus."""

    # The storyboard it repaints is drawn: another drawing makes another picture.
    version: ClassVar[str] = f"2.{Drawn.version}"
    summary: ClassVar[str] = "Qwen-Image-Edit: the storyboard repainted with the people of the character sheets"
    licence: ClassVar[str] = "Apache-2.0"
    Options: ClassVar[type[EngineOptions]] = QwenEditOptions
    pipelines: ClassVar[frozenset[str]] = frozenset({"QwenImageEditPlusPipeline"})
    multiple: ClassVar[int] = 16
    bytes_per_pixel: ClassVar[int] = 1500
    decoding_bytes_per_pixel: ClassVar[int] = 3500

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, QwenEditOptions):
            raise TypeError("the options of qwen_edit must be QwenEditOptions")
        self.qwen = options

    @classmethod
    def heeds_negative(cls, options: PictureOptions) -> bool:
        """With guidance, as usual."""
        return not 0 <= options.guidance <= 1

    @property
    def step_count(self) -> int:
        """Forty; with a LoRA made for few steps, as many as STEPS says."""
        return self.qwen.steps or 40

    @property
    def guidance(self) -> float:
        """Above 1 the model is asked twice a step."""
        return 4.0 if self.qwen.guidance < 0 else self.qwen.guidance

    def load(self, rung: Rung) -> LoadedPipeline:
        """The pipeline on its rung."""
        processor = picture_processor(self.folder)
        pipeline = load_pipeline("QwenImageEditPlusPipeline", self.folder, self.dtype, processor=processor)
        return self.loaded(pipeline, rung)

    def batch_key(self, order: PaintImage) -> Hashable | None:  # noqa: ARG002 - whatever the order
        """Its pipeline takes one order at a time."""
        return None

    def batch_max(self, order: PaintImage) -> int:  # noqa: ARG002 - whatever the order
        """One."""
        return 1

    def kin(self, brief: Brief) -> Hashable:
        """Nobody's."""
        return id(brief)

    def is_staged(self, brief: Brief) -> bool:
        """Whether people stand where the staging has them."""
        return self._has_storyboard(brief)

    def facts(self, brief: Brief) -> dict[str, Any]:
        """What it was shown."""
        has_storyboard = self._has_storyboard(brief)
        taken = picture_facts(brief, _PICTURES - has_storyboard)
        return {**super().facts(brief), **taken, "guidance": self.guidance, "storyboard": has_storyboard}

    def paint(self, loaded: LoadedPipeline, briefs: Sequence[Brief], noise: Sequence[Any], steps: Steps) -> list[Image.Image]:
        """One picture from words and pictures."""
        from activities.images.staging import staged  # noqa: PLC0415 - skia, OpenCV

        (brief,) = briefs
        width, height = brief.size
        storyboard = Image.fromarray(staged(brief.order, width, height).picture) if self._has_storyboard(brief) else None
        text, pictures = pictured_prompt(brief, storyboard, _PICTURES)
        reading_length(loaded.pipeline.tokenizer, text, brief.order.about.label)
        result = loaded.pipeline(
            image=pictures,
            prompt=text,
            negative_prompt=(brief.negative or " ") if self.guidance > 1 else None,
            true_cfg_scale=self.guidance,
            width=width,
            height=height,
            num_inference_steps=self.step_count,
            generator=list(noise),
            callback_on_step_end=steps.callback,
        )
        return list(result.images)

    def _has_storyboard(self, brief: Brief) -> bool:
        return self.qwen.storyboard == "always" or not brief.references
