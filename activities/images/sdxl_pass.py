"""One call of SDXL: which of its pipelines, with which pictures and tensors beside the words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image

from activities.images.briefs import Brief
from activities.images.sdxl_model import SdxlModel
from activities.images.staging import Staging, staged
from activities.images.steering import control_tensors, over_ground, people_mask, regions
from activities.models.clip_text import ClipWords
from activities.models.steps import Steps


@dataclass(frozen=True)
class Words:
    """What is to be seen, and what not."""

    prompt: str
    negative: str


@dataclass(frozen=True)
class PassSettings:
    """What the engine's options come to; see `activities.images.engines.sdxl.SdxlOptions`."""

    step_count: int
    guidance: float
    is_guided: bool
    controls: tuple[str, ...]
    control_scale: float
    control_end: float
    reference_scale: float
    strength: float | None
    """How much of the drawing is painted over; None starts from noise."""


_REPAINT = 0.99
"""Strength with which people are painted into a ground: from noise, with the ground just showing through."""


class SdxlPass:
    """Paints some briefs of one kin."""

    def __init__(self, model: SdxlModel, words: ClipWords, settings: PassSettings, noise: list[Any], steps: Steps) -> None:
        """One generator for each brief that will be painted."""
        self._model = model
        self._words = words
        self._settings = settings
        self._noise = noise
        self._steps = steps
        self._done = 0

    def painted(self, briefs: Sequence[Brief], told: Sequence[Words]) -> list[Image.Image]:
        """People and set in one go."""
        if briefs[0].is_ground:
            return self._from_noise(briefs, told, None)
        settings = self._settings
        is_apart = sum(bool(reference.character) for reference in briefs[0].references) > 1
        needs_staging = bool(settings.controls) or settings.strength is not None or (self._model.has_adapter and is_apart)
        stagings = [staged(brief.order, *brief.size) for brief in briefs] if needs_staging else None
        if settings.strength is None or stagings is None:
            return self._from_noise(briefs, told, stagings)
        return self._over(briefs, told, stagings, [Image.fromarray(staging.picture) for staging in stagings], settings.strength)

    def split(self, briefs: Sequence[Brief], told: Sequence[Words], places: Sequence[Words], *, is_drawn: bool) -> list[Image.Image]:
        """First the set, then over it the people: drawn, or painted where the staging has them."""
        stagings = [staged(brief.order, *brief.size) for brief in briefs]
        deserted = [staging.deserted() for staging in stagings]
        strength = self._settings.strength
        if strength is None:
            grounds = self._from_noise(briefs, places, deserted, has_references=False)
        else:
            drawn = [Image.fromarray(staging.picture) for staging in deserted]
            grounds = self._over(briefs, places, deserted, drawn, strength, has_references=False)
        if is_drawn:
            return [over_ground(ground, staging) for ground, staging in zip(grounds, stagings, strict=True)]
        return self._into(briefs, told, stagings, grounds)

    def _from_noise(
        self, briefs: Sequence[Brief], told: Sequence[Words], stagings: Sequence[Staging] | None, *, has_references: bool = True
    ) -> list[Image.Image]:
        control = self._control(stagings, "image")
        pipeline = self._model.pipeline("ControlNet" if control else "")
        references = self._references(pipeline, briefs, stagings, is_given=has_references)
        return self._call(pipeline, briefs, told, {**control, **references}, self._settings.step_count)

    def _over(
        self,
        briefs: Sequence[Brief],
        told: Sequence[Words],
        stagings: Sequence[Staging],
        pictures: list[Image.Image],
        strength: float,
        *,
        has_references: bool = True,
    ) -> list[Image.Image]:
        control = self._control(stagings, "control_image")
        pipeline = self._model.pipeline("ControlNetImg2Img" if control else "Img2Img")
        references = self._references(pipeline, briefs, stagings, is_given=has_references)
        given = {**control, **references, "image": pictures, "strength": strength}
        return self._call(pipeline, briefs, told, given, max(1, int(self._settings.step_count * strength)))

    def _into(
        self, briefs: Sequence[Brief], told: Sequence[Words], stagings: Sequence[Staging], grounds: list[Image.Image]
    ) -> list[Image.Image]:
        control = self._control(stagings, "control_image")
        pipeline = self._model.pipeline("ControlNetInpaint" if control else "Inpaint")
        references = self._references(pipeline, briefs, stagings)
        masks = [people_mask(staging) for staging in stagings]
        given = {**control, **references, "image": grounds, "mask_image": masks, "strength": _REPAINT}
        painted = self._call(pipeline, briefs, told, given, self._settings.step_count)
        # The decoder changes what was not to be touched a little; the ground itself is put back there.
        return [Image.composite(people, ground, mask) for people, ground, mask in zip(painted, grounds, masks, strict=True)]

    def _call(
        self, pipeline: Any, briefs: Sequence[Brief], told: Sequence[Words], given: dict[str, Any], step_count: int
    ) -> list[Image.Image]:
        settings = self._settings
        words = self._words.embeddings([each.prompt for each in told], [each.negative for each in told], guided=settings.is_guided)
        width, height = briefs[0].size
        skipped = settings.step_count - step_count
        result = pipeline(
            **words,
            **given,
            width=width,
            height=height,
            num_inference_steps=settings.step_count,
            guidance_scale=settings.guidance,
            generator=self._noise,
            callback_on_step_end=self._steps.after(self._done + skipped),
        )
        self._done += settings.step_count
        self._model.rest()
        return list(result.images)

    def _control(self, stagings: Sequence[Staging] | None, name: str) -> dict[str, Any]:
        settings = self._settings
        if not settings.controls or stagings is None:
            return {}
        tensors = control_tensors(stagings, settings.controls)
        is_one = len(tensors) == 1
        return {
            name: tensors[0] if is_one else tensors,
            "controlnet_conditioning_scale": settings.control_scale if is_one else [settings.control_scale] * len(tensors),
            "control_guidance_end": settings.control_end,
        }

    def _references(
        self, pipeline: Any, briefs: Sequence[Brief], stagings: Sequence[Staging] | None, *, is_given: bool = True
    ) -> dict[str, Any]:
        """The adapter is part of the denoiser: without references it is given black pictures, and works at scale 0."""
        model, settings = self._model, self._settings
        if not model.has_adapter:
            return {}
        guided = settings.is_guided
        count = len(briefs[0].references) if is_given else 0
        if not count:
            black = [[Image.new("RGB", (64, 64))] for _ in briefs]
            return dict(model.give_references(pipeline, model.reference_embeddings(black, guided=guided), 0.0))
        pictures = [[reference.picture for reference in brief.references] for brief in briefs]
        embeddings = model.reference_embeddings(pictures, guided=guided)
        if stagings is None:
            return dict(model.give_references(pipeline, embeddings, settings.reference_scale))
        given = model.give_references(pipeline, embeddings, [settings.reference_scale] * count)
        return {**given, "cross_attention_kwargs": {"ip_adapter_masks": [regions(briefs, stagings, guided=guided)]}}
