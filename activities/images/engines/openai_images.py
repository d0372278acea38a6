"""OpenAI's image models (https://platform.openai.com/docs/api-reference/images), or any server that speaks like them.

The nearest of three sizes is painted, then scaled and cut to the film's frame. Reference pictures go through the edits endpoint. The models
know no seed: the same order gives another picture every time it is really made.
"""

import base64
import binascii
from typing import Any, ClassVar, Literal

from activities.engines import EngineOptions, Job, Made
from activities.hosted.buying import bought_at_once
from activities.hosted.engine import HostedEngine
from activities.hosted.openai_api import OpenaiOptions, service_of
from activities.hosted.options import offer, own
from activities.hosted.service import Answer, Request
from activities.images.drawn_cards import CARD_VERSION, drawn_card
from activities.images.engine import ImageEngine
from activities.media.prompting import image_prompt, negative_prompt
from schemas.failures import Broken
from schemas.images import CARD_PROMPT, PaintImage
from schemas.media import PNG

_SETTINGS = "FILM_IMAGES_OPENAI_IMAGES_"
_SIZES = ((1536, 1024), (1024, 1536), (1024, 1024))
_LARGEST_REFERENCE_BYTES = 20 * 1024**2
_PRICES_USD = {
    "gpt-image-1": {"low": (0.011, 0.016), "medium": (0.042, 0.063), "high": (0.167, 0.25)},
    "gpt-image-1-mini": {"low": (0.005, 0.006), "medium": (0.011, 0.015), "high": (0.036, 0.052)},
    "gpt-image-1.5": {"low": (0.009, 0.013), "medium": (0.034, 0.05), "high": (0.133, 0.2)},
}
"""Of a square and of an oblong picture: https://platform.openai.com/docs/pricing. Reference pictures cost a little more."""


class OpenaiImagesOptions(OpenaiOptions):
    """Read from `FILM_IMAGES_OPENAI_IMAGES_*`."""

    model: str = "gpt-image-1"
    quality: Literal["low", "medium", "high"] = "medium"
    moderation: Literal["auto", "low"] = "auto"


class OpenaiImages(HostedEngine, ImageEngine):
    """See the module."""

    settings: ClassVar[str] = _SETTINGS
    version: ClassVar[str] = f"1+cards{CARD_VERSION}"
    summary: ClassVar[str] = "OpenAI's image models, paid by the picture; cards are drawn"
    licence: ClassVar[str] = "LicenseRef-Filmwright AND LicenseRef-OpenAI-Terms"
    ignores: ClassVar[frozenset[str]] = frozenset({CARD_PROMPT})
    Options: ClassVar[type[EngineOptions]] = OpenaiImagesOptions

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """Model and quality, both of which shape the picture."""
        chosen = own(options, OpenaiImagesOptions)
        return f"{chosen.model} {chosen.quality}"

    def make(self, job: Job[PaintImage]) -> Made:
        """Paint one picture.

        Raises:
            Refused, Unavailable, Broken: See `activities.hosted.buying.bought_at_once`.
        """
        from activities.hosted.pictures import nearest_size, write_fitted  # noqa: PLC0415 - as in `drawn`: listing engines must cost nothing

        card = drawn_card(job)
        if card is not None:
            return card
        order, options = job.order, own(self.options, OpenaiImagesOptions)
        size = nearest_size(order.width_px, order.height_px, _SIZES)
        path = job.folder / "picture.png"
        with bought_at_once(
            service_of(options, _SETTINGS),
            self._request(job, size),
            job.purchase(),
            offer("OpenAI", options, _SETTINGS, _price_usd(options, size)),
            lambda: job.progress(0.1),
        ) as answer:
            facts = write_fitted(_picture(answer), order.width_px, order.height_px, path, "OpenAI")
        job.progress(1.0)
        facts |= {"provider": "OpenAI", "model": options.model, "request": answer.headers.get("x-request-id", "")}
        return Made(path, PNG, width_px=order.width_px, height_px=order.height_px, facts=facts)

    def _request(self, job: Job[PaintImage], size: tuple[int, int]) -> Request:
        from activities.hosted.pictures import still_of  # noqa: PLC0415

        order, options = job.order, own(self.options, OpenaiImagesOptions)
        told: dict[str, Any] = {
            "model": options.model,
            "prompt": _prompt(order),
            "n": 1,
            "size": f"{size[0]}x{size[1]}",
            "quality": options.quality,
            "output_format": "png",
        }
        if not order.references:
            return Request("POST", "/images/generations", json={**told, "moderation": options.moderation})
        files = []
        for number, reference in enumerate(order.references, 1):
            width_px, height_px = reference.width_px or size[0], reference.height_px or size[1]
            packed = still_of(job.input(reference).path, reference.media_type, width_px, height_px, _LARGEST_REFERENCE_BYTES)
            files.append(("image[]", (f"reference-{number}.jpg", packed, "image/jpeg")))
        return Request("POST", "/images/edits", form={name: str(value) for name, value in told.items()}, files=tuple(files))


def _prompt(order: PaintImage) -> str:
    unwanted = negative_prompt(order)
    return f"{image_prompt(order)}. Not in the picture: {unwanted}." if unwanted else image_prompt(order)


def _price_usd(options: OpenaiImagesOptions, size: tuple[int, int]) -> float | None:
    prices = _PRICES_USD.get(options.model)
    return prices[options.quality][0 if size[0] == size[1] else 1] if prices else None


def _picture(answer: Answer) -> bytes:
    match answer.json():
        case {"data": [{"b64_json": str(packed)}, *_]}:
            pass
        case _:
            raise Broken("OpenAI's answer has no picture in it")
    try:
        return base64.b64decode(packed, validate=True)
    except (ValueError, binascii.Error) as error:
        raise Broken("the picture in OpenAI's answer can't be decoded") from error
