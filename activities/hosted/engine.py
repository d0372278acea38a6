"""What engines behind a provider have in common: the queue, the key they want, and the terms and prices of models of somebody's choice."""

from collections.abc import Mapping
from typing import ClassVar

from activities.engines import EngineOptions
from activities.hosted.market import MarketOptions
from activities.hosted.options import HostedOptions, offer, own, terms_of_model
from activities.purchase import Offer
from schemas.engines import Queue
from schemas.models import Terms


class HostedEngine:
    """An engine that asks a provider; stands before the stage's engine among the bases."""

    settings: ClassVar[str]
    """How the names of its settings in the environment begin: `FILM_<STAGE>_<ENGINE>_`."""
    is_generative: ClassVar[bool] = True
    queue: ClassVar[Queue] = Queue.HOSTED

    @classmethod
    def unavailable(cls, options: EngineOptions) -> str | None:
        """Which key to set."""
        has_key = isinstance(options, HostedOptions) and options.api_key.get_secret_value()
        return None if has_key else f"set {cls.settings}API_KEY"


class MarketEngine(HostedEngine):
    """An engine that asks a provider of many models for the one its options name."""

    provider: ClassVar[str]
    prices_usd: ClassVar[Mapping[str, float]]
    """By model, of one of what is sold: a picture, a second. What these models make may be used commercially when it is bought there."""
    licence: ClassVar[str]

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """The model and what it is told besides the order."""
        chosen = own(options, MarketOptions)
        return f"{chosen.model} {chosen.inputs}"

    @classmethod
    def terms(cls, options: EngineOptions) -> Terms:
        """Those of the models we know; of others nothing is promised."""
        return terms_of_model(cls.licence, own(options, MarketOptions).model, cls.prices_usd)

    def offer_of(self, options: MarketOptions, amount: float = 1) -> Offer:
        """What `amount` of what the model makes costs."""
        price_usd = self.prices_usd.get(options.model)
        return offer(self.provider, options, self.settings, None if price_usd is None else price_usd * amount)
