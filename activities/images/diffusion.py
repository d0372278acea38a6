"""What the model engines of this stage share: from orders to briefs, under the memory there is, to pictures of exactly the ordered size.

An engine says how it loads and how it paints briefs of one kind; cards, sizes, merging, memory, identity and facts are settled here.
"""

from abc import abstractmethod
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, ClassVar, Literal

from PIL import Image
from pydantic import Field

from activities.engines import EngineOptions, Job, Made
from activities.images.briefs import Brief, brief_of
from activities.images.engine import ImageEngine
from activities.images.identity import IdentityModel, best_likenesses, identities, sheet_facts, staged_boxes
from activities.images.titles import typeset
from activities.media.sizes import fitted
from activities.models.addons import folder_of
from activities.models.decoding import TILE_PX
from activities.models.diffusers_engine import DiffusersEngine, DiffusersOptions
from activities.models.headers import component_bytes
from activities.models.ladder import Conditions
from activities.models.needs import Activations
from activities.models.pool import warm_pool
from activities.models.seeds import generators
from activities.models.steps import Steps
from schemas.images import CARD_PROMPT, PaintImage
from schemas.media import PNG


class PictureOptions(DiffusersOptions):
    """What all diffusion engines of this stage can be told."""

    megapixels: float = Field(default=1.0, ge=0.003, le=8.0)
    """Area at which the model paints; the frame is then scaled and cropped from it."""
    cards: Literal["generated", "drawn"] = "generated"
    """The ground of titles and credits; their type is always set, never generated."""

    sheets: bool = False
    """In a profile: paint a sheet of every character first, and every shot from the sheets of those in it."""
    identity_model: str = ""
    """A vision model of the registry, as "facebook/dinov2-base", by which people are compared with their character sheets; "" does not."""
    identity_min: float = Field(default=0.0, ge=0.0, le=1.0)
    """A picture in which somebody is less like their sheet is painted again, from other noise."""
    identity_tries: int = Field(default=3, ge=1, le=10)
    """How often at most; the best is kept."""


class DiffusionImages(DiffusersEngine[PaintImage], ImageEngine):
    """Paints orders with a diffusers pipeline.

    A subclass names its pipeline classes, writes `load` and `paint`, and may narrow `kin`.
    """

    extra: ClassVar[str] = "images"
    Options: ClassVar[type[EngineOptions]] = PictureOptions
    multiple: ClassVar[int]
    """Sides of painted pictures are multiples of it."""
    bytes_per_pixel: ClassVar[int]
    """What a step takes on the GPU beside the weights, for each pixel of a picture; see `activities.models.needs`."""
    decoding_bytes_per_pixel: ClassVar[int] = 1540
    """What decoding takes; by default of the decoder that all but Qwen's models share."""

    no_sheets: ClassVar[str] = ""
    """What to do about sheets where it takes none."""

    picture: PictureOptions

    def __init__(self, options: EngineOptions) -> None:
        """Find the weights; they are loaded with the first order."""
        super().__init__(options)
        if not isinstance(options, PictureOptions):
            msg = f"a diffusion engine's options must be PictureOptions, got {type(options).__name__}"
            raise TypeError(msg)
        self.picture = options

    @classmethod
    def addons(cls, options: EngineOptions) -> list[str]:
        """Registry ids of what is put onto the model with these options."""
        return [*super().addons(options), *filter(None, [options.identity_model])] if isinstance(options, PictureOptions) else []

    @classmethod
    def ignored(cls, options: EngineOptions) -> frozenset[str]:
        """The words of a card whose ground is drawn; and what is not to be seen, where the model follows no guidance."""
        if not isinstance(options, PictureOptions):
            return cls.ignores
        words = {CARD_PROMPT} if options.cards == "drawn" else set()
        return cls.ignores | words | (set() if cls.heeds_negative(options) else {"negative_prompt"})

    @classmethod
    def takes_sheets(cls, options: EngineOptions) -> bool:  # noqa: ARG003 - for those that need something for it
        """Models that paint from pictures do."""
        return True

    @classmethod
    def unavailable(cls, options: EngineOptions) -> str | None:
        """As any diffusion engine, or that sheets are asked for and it can't paint from them."""
        wants_sheets = isinstance(options, PictureOptions) and options.sheets
        return super().unavailable(options) or (cls.no_sheets if wants_sheets and not cls.takes_sheets(options) else None)

    @classmethod
    def heeds_negative(cls, options: PictureOptions) -> bool:  # noqa: ARG003 - for those of which some don't
        """Whether what is not to be seen has any effect with these options."""
        return True

    @abstractmethod
    def paint(self, loaded: Any, briefs: Sequence[Brief], noise: Sequence[Any], steps: Steps) -> list[Image.Image]:
        """Pictures of briefs of one kin, each of its brief's size.

        Args:
            loaded: From `load`.
            briefs: At least one.
            noise: A generator for each.
            steps: Told of every step.
        """

    @property
    @abstractmethod
    def step_count(self) -> int:
        """Steps of one picture."""

    def total_steps(self, brief: Brief) -> int:  # noqa: ARG002 - for those that paint some in two passes
        """Steps until a picture is ready."""
        return self.step_count

    def kin(self, brief: Brief) -> Hashable:
        """Briefs of equal kin may be painted in one call."""
        return (brief.size, len(brief.references), brief.is_ground)

    def batch_key(self, order: PaintImage) -> Hashable | None:
        """Frame and number of references; None where bytes must not depend on neighbours."""
        if self.picture.reproducible:
            return None
        return (order.width_px, order.height_px, len(order.references), order.card is not None)

    def batch_max(self, order: PaintImage) -> int:  # noqa: ARG002 - all orders are painted at one area
        """About 8 megapixels at once on a GPU, one picture on a CPU."""
        if self.picture.reproducible:
            return 1
        if self.picture.batch_max:
            return self.picture.batch_max
        return 1 if self.device == "cpu" else max(1, min(16, int(8 / self.picture.megapixels)))

    def activations(self, brief: Brief) -> Activations:
        """What painting takes on the GPU beside the weights."""
        pixels = brief.size[0] * brief.size[1]
        decoding = self.decoding_bytes_per_pixel
        # a tile at a time, and the picture that they are put together to
        tiled = min(pixels, TILE_PX**2) * decoding + pixels * _PUT_TOGETHER
        return Activations(pixels * self.bytes_per_pixel, pixels * decoding, tiled)

    def make_many(self, jobs: Sequence[Job[PaintImage]]) -> list[Made]:
        """Paint orders, those of one kin together."""
        made: dict[int, Made] = {}
        groups: dict[Hashable, list[tuple[int, Brief]]] = {}
        for index, job in enumerate(jobs):
            brief = brief_of(job, self.picture.megapixels * 2**20, self.multiple)
            card = brief.order.card
            if card is not None and (self.picture.cards == "drawn" or card.kind in {"intertitle", "black"}):
                made[index] = _written(job, typeset(brief.order, None), {"card": "drawn type on a drawn ground"})
            else:
                groups.setdefault(self.kin(brief), []).append((index, brief))
        for group in groups.values():
            results = self._painted([brief for _, brief in group])
            made |= dict(zip((index for index, _ in group), results, strict=True))
        return [made[index] for index in range(len(jobs))]

    def _painted(self, briefs: Sequence[Brief]) -> list[Made]:
        by_job = {id(brief.job): brief for brief in briefs}
        activations = self.activations(max(briefs, key=lambda brief: len(brief.references)))

        def attempt(jobs: Sequence[Job[PaintImage]], conditions: Conditions) -> list[Made]:
            return self._attempt([by_job[id(job)] for job in jobs], conditions, activations)

        batch = min(len(briefs), self.batch_max(briefs[0].order))
        return self.within_memory([brief.job for brief in briefs], attempt, batch, activations, briefs[0].size)

    def _attempt(self, briefs: Sequence[Brief], conditions: Conditions, activations: Activations) -> list[Made]:
        def painted(some: Sequence[Brief], attempt: int, first: float, last: float) -> list[Image.Image]:
            jobs = [brief.job for brief in some]
            steps = Steps(jobs, self.total_steps(some[0]), first, last)
            with self.lent(conditions, activations, len(briefs)) as loaded:
                return self.paint(loaded, some, generators(jobs, *([f"try {attempt}"] if attempt else ())), steps)

        if not self.picture.identity_model or briefs[0].is_ground:
            pictures = painted(briefs, 0, 0.0, _PAINTED)
            return [self._finished(brief, picture, {}) for brief, picture in zip(briefs, pictures, strict=True)]
        chosen = best_likenesses(briefs, painted, self._identities, self.picture.identity_min, self.picture.identity_tries)
        return [self._finished(brief, each.picture, each.facts) for brief, each in zip(briefs, chosen, strict=True)]

    def _identities(self, brief: Brief, picture: Image.Image) -> dict[str, float]:
        """How much everybody who has a sheet looks like it."""
        if not any(reference.character for reference in brief.references):
            return {}
        folder = folder_of(self.settings.models_dir, self.picture.identity_model)
        name = f"identity {folder} {self.dtype}"  # with its revision
        size_bytes = sum(component_bytes(folder, self.dtype.itemsize).values())
        boxes = staged_boxes(brief) if self.is_staged(brief) else {}
        with warm_pool(self.device).borrow(name, size_bytes, lambda: IdentityModel(folder, self.device, self.dtype)) as model:
            return identities(model, picture, brief, boxes)

    def is_staged(self, brief: Brief) -> bool:  # noqa: ARG002 - for those that can
        """Whether people stand in the picture where the staging has them."""
        return False

    def _finished(self, brief: Brief, picture: Image.Image, likeness: Mapping[str, Any]) -> Made:
        own = self.facts(brief)
        notes = [*own.get("notes", []), *likeness.get("notes", [])]
        facts = {**own, **likeness, **({"notes": notes} if notes else {}), "painted_px": f"{picture.width}x{picture.height}"}
        if brief.order.sheet_of:
            facts |= sheet_facts(brief, is_staged=self.is_staged(brief))
        if brief.is_ground:
            return _written(brief.job, typeset(brief.order, picture), {**facts, "card": "drawn type on a generated ground"})
        return _written(brief.job, fitted(picture, brief.order.width_px, brief.order.height_px), facts)

    def facts(self, brief: Brief) -> dict[str, Any]:
        """What is noted about a picture."""
        found = {"prompt": brief.prompt, "steps": self.step_count}
        found |= {"references": len(brief.references)} if brief.references else {}
        return {**found, **self.facts_of_model()}


_PUT_TOGETHER = 24
"""Bytes a pixel: three colours twice, of 32 bits."""
_PAINTED = 0.95
"""How much of the work is done when a picture is painted; the rest is decoding and writing."""


def _written(job: Job[PaintImage], picture: Image.Image, facts: Mapping[str, Any]) -> Made:
    path = job.folder / "picture.png"
    # The least compression: pictures are written once and read once or twice.
    picture.save(path, format="PNG", compress_level=1)
    job.progress(1.0)
    return Made(path, PNG, width_px=picture.width, height_px=picture.height, facts=dict(facts))
