"""What every engine behind a provider is told: where it is, the key, and how often a result may be paid for."""

from collections.abc import Collection
from typing import TypeVar

from pydantic import Field, SecretStr

from activities.engines import EngineOptions
from activities.purchase import Offer
from schemas.models import Terms
from schemas.order import Order

_MICROS = 1_000_000

T = TypeVar("T", bound="HostedOptions")


class HostedOptions(EngineOptions):
    """Read by the worker from `FILM_<STAGE>_<ENGINE>_*`; a profile may set what shapes the result."""

    base_url: str
    """Where the provider answers; each engine has the provider's own as its default."""
    api_key: SecretStr = SecretStr("")
    timeout_s: float = Field(default=300.0, gt=0)
    """For one answer, not for a job."""
    purchases_max: int = Field(default=2, ge=1)
    """How often one result may be paid for when answers get lost: 1 never buys again what may have been bought."""
    is_idempotent: bool = False
    """Whether what answers at `base_url` keeps `Idempotency-Key` (a gateway may; no provider here promises it): then a lost call is asked
    for again without being counted."""
    price_usd: float | None = Field(default=None, ge=0)
    """What one result costs, for the film's costs; None goes by the provider's list as far as the engine knows it."""


def own(options: EngineOptions, kind: type[T]) -> T:
    """The options as the kind an engine declares."""
    if not isinstance(options, kind):
        msg = f"wanted {kind.__name__}, got {type(options).__name__}"
        raise TypeError(msg)
    return options


def offer(provider: str, options: HostedOptions, settings: str, price_usd: float | None) -> Offer:
    """What is bought at a provider; `price_usd` is that of its list, None when it is not known."""
    price = options.price_usd if options.price_usd is not None else price_usd or 0.0
    return Offer(
        provider=provider,
        price_micros=round(price * _MICROS),
        times_max=options.purchases_max,
        is_idempotent=options.is_idempotent,
        setting=f"{settings}PURCHASES_MAX",
    )


def terms_of_model(licence: str, model: str, allowed: Collection[str]) -> Terms:
    """Who may use what a model of somebody's choice makes: commercially only where we know that it is allowed.

    Args:
        licence: Of the engine.
        model: As the provider calls it.
        allowed: Models whose results may be used commercially when they are bought there.
    """
    if model in allowed:
        return Terms(licence=licence, commercial_use=True)
    note = f"whether results of {model} may be used commercially stands on its page at the provider; it is taken to be forbidden"
    return Terms(licence=licence, commercial_use=False, note=note)


def seed_of(order: Order, limit: int = 2**31) -> int:
    """A provider's seed: another one for every take, the order's own for the first."""
    return (order.seed + 7919 * (order.take - 1)) % limit
