"""Any image model on fal (https://fal.ai/models), by default FLUX.1 dev.

What is sent: `prompt`, `image_size` of the film's shape, about a million pixels in steps of 16, `seed`, `num_images` and `output_format`;
`inputs` adds, replaces or (null) leaves out. The picture is scaled to the film's frame. The same seed gives a like picture.
"""

from collections.abc import Mapping
from typing import ClassVar

from activities.engines import EngineOptions, Job, Made
from activities.hosted.buying import result_of
from activities.hosted.engine import MarketEngine
from activities.hosted.fal import FalOptions, QueuedRequest, service_of
from activities.hosted.market import with_inputs
from activities.hosted.options import own, seed_of
from activities.images.drawn_cards import CARD_VERSION, drawn_card
from activities.images.engine import ImageEngine
from activities.media.prompting import image_prompt
from schemas.images import CARD_PROMPT, PaintImage
from schemas.media import PNG

_SETTINGS = "FILM_IMAGES_FAL_IMAGES_"
_PIXELS, _STEP_PX = 1024 * 1024, 16
_PRICES_USD = {"fal-ai/flux/schnell": 0.003, "fal-ai/flux/dev": 0.025, "fal-ai/flux-pro/v1.1": 0.04}
"""A million pixels: https://fal.ai/pricing."""


class FalImagesOptions(FalOptions):
    """Read from `FILM_IMAGES_FAL_IMAGES_*`."""

    model: str = "fal-ai/flux/dev"


class FalImages(MarketEngine, ImageEngine):
    """See the module."""

    provider: ClassVar[str] = "fal"
    settings: ClassVar[str] = _SETTINGS
    prices_usd: ClassVar[Mapping[str, float]] = _PRICES_USD
    version: ClassVar[str] = f"1+cards{CARD_VERSION}"
    summary: ClassVar[str] = "Any image model on fal, paid by the picture; cards are drawn"
    licence: ClassVar[str] = "LicenseRef-Filmwright AND LicenseRef-fal-Terms AND LicenseRef-Model"
    ignores: ClassVar[frozenset[str]] = frozenset({"negative_prompt", CARD_PROMPT})
    Options: ClassVar[type[EngineOptions]] = FalImagesOptions

    def make(self, job: Job[PaintImage]) -> Made:
        """Paint one picture.

        Raises:
            Refused, Unavailable, Broken: See `activities.hosted.buying.result_of`.
        """
        from activities.hosted.pictures import write_fitted  # noqa: PLC0415 - as in `drawn`: listing engines must cost nothing

        card = drawn_card(job)
        if card is not None:
            return card
        order, options = job.order, own(self.options, FalImagesOptions)
        width_px, height_px = painted_size(order.width_px, order.height_px)
        filled = {
            "prompt": image_prompt(order),
            "image_size": {"width": width_px, "height": height_px},
            "seed": seed_of(order),
            "num_images": 1,
            "output_format": "png",
        }
        request = QueuedRequest(service_of(options, _SETTINGS), options.model, with_inputs(filled, options.inputs, _SETTINGS))
        price = self.offer_of(options)
        got = job.folder / "got"
        name = result_of(request, job.purchase(), price, got, job.progress)
        path = job.folder / "picture.png"
        facts = write_fitted(got.read_bytes(), order.width_px, order.height_px, path, "fal")
        job.progress(1.0)
        facts |= {"provider": "fal", "model": options.model, "job": name}
        return Made(path, PNG, width_px=order.width_px, height_px=order.height_px, facts=facts)


def painted_size(width_px: int, height_px: int) -> tuple[int, int]:
    """A size of about a million pixels with the shape of a frame, both sides in steps of 16 px."""
    scale = (_PIXELS / (width_px * height_px)) ** 0.5
    width, height = (_STEP_PX * max(1, round(side * scale / _STEP_PX)) for side in (width_px, height_px))
    return width, height
