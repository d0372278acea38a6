"""Stability AI's Stable Image (https://platform.stability.ai/docs/api-reference#tag/Generate): core, ultra, sd3.

The nearest of nine shapes is painted, then scaled and cut to the film's frame. The same seed gives a like picture, not the same bytes.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from activities.engines import EngineOptions, Job, Made
from activities.hosted.buying import bought_at_once
from activities.hosted.engine import HostedEngine
from activities.hosted.options import HostedOptions, offer, own, seed_of
from activities.hosted.service import Request, Service, words_of
from activities.images.drawn_cards import CARD_VERSION, drawn_card
from activities.images.engine import ImageEngine
from activities.media.prompting import image_prompt, negative_prompt
from schemas.failures import Refused
from schemas.images import CARD_PROMPT, PaintImage
from schemas.media import PNG

_SETTINGS = "FILM_IMAGES_STABILITY_"
_SHAPES = ((16, 9), (1, 1), (21, 9), (2, 3), (3, 2), (4, 5), (5, 4), (9, 16), (9, 21))
_PRICES_USD = {"core": 0.03, "ultra": 0.08, "sd3.5-large": 0.065, "sd3.5-large-turbo": 0.04, "sd3.5-medium": 0.035}
"""A credit is a cent: https://platform.stability.ai/pricing."""
_SEEDS = 4_294_967_295
_PROMPT_CHARACTERS = 10_000


class StabilityOptions(HostedOptions):
    """Read from `FILM_IMAGES_STABILITY_*`."""

    base_url: str = "https://api.stability.ai"
    model: Literal["core", "ultra", "sd3.5-large", "sd3.5-large-turbo", "sd3.5-medium"] = "core"


class Stability(HostedEngine, ImageEngine):
    """See the module."""

    settings: ClassVar[str] = _SETTINGS
    version: ClassVar[str] = f"1+cards{CARD_VERSION}"
    summary: ClassVar[str] = "Stability AI's Stable Image, paid by the picture; cards are drawn"
    licence: ClassVar[str] = "LicenseRef-Filmwright AND LicenseRef-Stability-AI-Terms"
    ignores: ClassVar[frozenset[str]] = frozenset({CARD_PROMPT})
    Options: ClassVar[type[EngineOptions]] = StabilityOptions

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """As Stability AI calls it."""
        return own(options, StabilityOptions).model

    def make(self, job: Job[PaintImage]) -> Made:
        """Paint one picture.

        Raises:
            Refused, Unavailable, Broken: See `activities.hosted.buying.bought_at_once`.
        """
        from activities.hosted.pictures import nearest_size, write_fitted  # noqa: PLC0415 - as in `drawn`: listing engines must cost nothing

        card = drawn_card(job)
        if card is not None:
            return card
        order, options = job.order, own(self.options, StabilityOptions)
        shape = nearest_size(order.width_px, order.height_px, _SHAPES)
        path = job.folder / "picture.png"
        with bought_at_once(
            _service(options),
            _request(order, options, shape),
            job.purchase(),
            offer("Stability AI", options, _SETTINGS, _PRICES_USD.get(options.model)),
            lambda: job.progress(0.1),
        ) as answer:
            if answer.headers.get("finish-reason", "SUCCESS") == "CONTENT_FILTERED":
                raise Refused("Stability AI refuses the content: the finished picture was blurred by its filter")
            facts = write_fitted(answer.content, order.width_px, order.height_px, path, "Stability AI")
        job.progress(1.0)
        facts |= {"provider": "Stability AI", "model": options.model, "request": answer.headers.get("x-request-id", "")}
        return Made(path, PNG, width_px=order.width_px, height_px=order.height_px, facts=facts)


def _service(options: StabilityOptions) -> Service:
    headers = {"Authorization": f"Bearer {options.api_key.get_secret_value()}", "Accept": "image/*"}
    return Service("Stability AI", options.base_url, headers, _SETTINGS, options.timeout_s, _refusal)


def _refusal(status: int, body: Mapping[str, Any]) -> str | None:
    """403 with `name` "content_moderation" is the content, any other 403 the key."""
    return words_of(body) if status == 403 and body.get("name") == "content_moderation" else None


def _request(order: PaintImage, options: StabilityOptions, shape: tuple[int, int]) -> Request:
    family = "sd3" if options.model.startswith("sd3") else options.model
    form = {
        "prompt": image_prompt(order)[:_PROMPT_CHARACTERS],
        "aspect_ratio": f"{shape[0]}:{shape[1]}",
        "seed": str(seed_of(order, _SEEDS)),
        "output_format": "png",
    }
    unwanted = negative_prompt(order)[:_PROMPT_CHARACTERS]
    if unwanted:
        form["negative_prompt"] = unwanted
    if family == "sd3":
        form["model"] = options.model
    # The service takes multipart only; without a file httpx would send a plain form, so every field goes as a part of its own.
    parts = tuple((name, (None, value.encode(), None)) for name, value in form.items())
    return Request("POST", f"/v2beta/stable-image/generate/{family}", files=parts)
