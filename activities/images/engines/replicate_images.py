"""Any image model on Replicate (https://replicate.com/collections/text-to-image), by default FLUX.1 dev.

What is sent: `prompt`, `aspect_ratio` (the nearest the model has), `seed`, `output_format`; `inputs` adds, replaces or (null) leaves out.
The picture is scaled and cut to the film's frame. The same seed gives a like picture, not the same bytes.
"""

from collections.abc import Mapping
from typing import ClassVar

from activities.engines import EngineOptions, Job, Made
from activities.hosted.buying import result_of
from activities.hosted.engine import MarketEngine
from activities.hosted.market import with_inputs
from activities.hosted.options import own, seed_of
from activities.hosted.replicate import Prediction, ReplicateOptions, service_of
from activities.images.drawn_cards import CARD_VERSION, drawn_card
from activities.images.engine import ImageEngine
from activities.media.prompting import image_prompt
from schemas.images import CARD_PROMPT, PaintImage
from schemas.media import PNG

_SETTINGS = "FILM_IMAGES_REPLICATE_IMAGES_"
_SHAPES = ((1, 1), (16, 9), (21, 9), (3, 2), (2, 3), (4, 5), (5, 4), (3, 4), (4, 3), (9, 16), (9, 21))
_PRICES_USD = {
    "black-forest-labs/flux-schnell": 0.003,
    "black-forest-labs/flux-dev": 0.025,
    "black-forest-labs/flux-1.1-pro": 0.04,
    "black-forest-labs/flux-1.1-pro-ultra": 0.06,
}
"""A picture: https://replicate.com/pricing."""


class ReplicateImagesOptions(ReplicateOptions):
    """Read from `FILM_IMAGES_REPLICATE_IMAGES_*`."""

    model: str = "black-forest-labs/flux-dev"


class ReplicateImages(MarketEngine, ImageEngine):
    """See the module."""

    provider: ClassVar[str] = "Replicate"
    settings: ClassVar[str] = _SETTINGS
    prices_usd: ClassVar[Mapping[str, float]] = _PRICES_USD
    version: ClassVar[str] = f"1+cards{CARD_VERSION}"
    summary: ClassVar[str] = "Any image model on Replicate, paid by the picture; cards are drawn"
    licence: ClassVar[str] = "LicenseRef-Filmwright AND LicenseRef-Replicate-Terms AND LicenseRef-Model"
    ignores: ClassVar[frozenset[str]] = frozenset({"negative_prompt", CARD_PROMPT})
    Options: ClassVar[type[EngineOptions]] = ReplicateImagesOptions

    def make(self, job: Job[PaintImage]) -> Made:
        """Paint one picture.

        Raises:
            Refused, Unavailable, Broken: See `activities.hosted.buying.result_of`.
        """
        from activities.hosted.pictures import nearest_size, write_fitted  # noqa: PLC0415 - as in `drawn`: listing engines must cost nothing

        card = drawn_card(job)
        if card is not None:
            return card
        order, options = job.order, own(self.options, ReplicateImagesOptions)
        across, down = nearest_size(order.width_px, order.height_px, _SHAPES)
        filled = {"prompt": image_prompt(order), "aspect_ratio": f"{across}:{down}", "seed": seed_of(order), "output_format": "png"}
        prediction = Prediction(service_of(options, _SETTINGS), options.model, with_inputs(filled, options.inputs, _SETTINGS))
        price = self.offer_of(options)
        got = job.folder / "got"
        name = result_of(prediction, job.purchase(), price, got, job.progress)
        path = job.folder / "picture.png"
        facts = write_fitted(got.read_bytes(), order.width_px, order.height_px, path, "Replicate")
        job.progress(1.0)
        facts |= {"provider": "Replicate", "model": options.model, "job": name}
        return Made(path, PNG, width_px=order.width_px, height_px=order.height_px, facts=facts)
