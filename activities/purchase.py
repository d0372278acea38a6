"""What an engine says about a call that costs money, so that a retry in another process does not buy the same thing twice.

An engine calls `begin` before it sends anything, and `submitted` as soon as the provider has named its job. What a second attempt does:

    nothing known, or known not to be bought,
    or not to have been sent                    it buys
    a job is named                              it is told the job, and fetches it
    an answer is kept                           it has that
    another attempt is buying at this moment    Unavailable: it comes back in some seconds
    begun, and nobody knows how it ended        it buys again while the offer allows, and the film's log says so; else Refused

The record is the database's in a worker (`activities/purchases.py`), and `MemoryPurchases` where an engine is run without one.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from schemas.failures import Refused, Unavailable
from schemas.keys import text_key

HELD_RETRY_S = 5.0
"""When an attempt looks again whether another one, which is buying, has ended."""


class Lost(Unavailable):
    """The request was sent and no usable answer came back: it may have been paid for."""


class PurchaseState(StrEnum):
    """How far a paid call came."""

    READY = "ready"
    """Somebody is about to hand it over: nothing was sent."""
    BEGUN = "begun"
    """It is being sent, or was: until something else is known it may have been paid for."""
    SUBMITTED = "submitted"
    """The provider has named its job."""
    ANSWERED = "answered"
    """The provider has answered with what was bought, which is kept until the artifact is stored."""
    LOST = "lost"
    """It ended without anything that can be used, and may have been paid for."""
    FAILED = "failed"
    """The provider did not take it: nothing was bought."""
    DONE = "done"
    """What was bought is stored as an artifact."""


@dataclass(frozen=True)
class Kept:
    """What a call answered with."""

    content: bytes
    headers: Mapping[str, str]
    """By lower-case name."""


Call = Callable[[Callable[[], None]], Kept]
"""Makes a paid call and waits for its answer, calling what it is given several times a second; can be pickled."""


@dataclass(frozen=True)
class Bought:
    """What an attempt need not buy, because one before it did: a job that is to be fetched, or an answer."""

    job_id: str = ""
    answer: Kept | None = None


@dataclass(frozen=True)
class Offer:
    """What is to be bought, and how often at most."""

    provider: str
    """For people: "Runway"."""
    price_micros: int = 0
    """What one purchase costs by the provider's list, in millionths of a US dollar; 0 when it is not known."""
    times_max: int = 2
    """How often one result may be paid for: 1 never buys again what may have been bought."""
    is_idempotent: bool = False
    """Whether the provider keeps `idempotency_key`: then asking again is not buying again."""
    setting: str = "PURCHASES_MAX"
    """The setting behind `times_max`, for messages."""
    asked: str = ""
    """The hash of what is asked: a kept answer is that of this question only, whatever settings have changed meanwhile."""


@dataclass(frozen=True)
class Record:
    """What is known of one paid call."""

    state: PurchaseState
    job_id: str = ""
    purchases: int = 1
    """How often it may have been paid for."""
    reason: str = ""
    """Why the last call failed or was lost."""
    is_held: bool = False
    """Whether another attempt is at it now."""
    asked: str = ""
    """The offer's."""
    amount_micros: int = 0
    """What all that was, or may have been, paid for comes to, in millionths of a US dollar."""
    answer: Kept | None = None
    """While it is `ANSWERED`."""
    was_answered: bool = False
    """Whether the provider has answered the last call, or named its job, of whatever use that was."""

    @property
    def bought(self) -> Bought | None:
        """What an attempt that finds this has; None if it is to buy."""
        is_had = self.state in {PurchaseState.SUBMITTED, PurchaseState.ANSWERED}
        return Bought(self.job_id, self.answer) if is_had else None


class Purchase(Protocol):
    """One paid call of one order; thread-safe, its methods block."""

    @property
    def idempotency_key(self) -> str:
        """The same for every attempt at this call: at most 64 hexadecimal digits."""

    def begin(self, offer: Offer) -> Bought | None:
        """Note that something is about to be bought.

        Returns:
            None to go on and buy; else what was bought already.

        Raises:
            Unavailable: Another attempt is buying it at this moment, or the record can't be written: nothing was sent.
            Refused: It may have been paid for as often as the offer allows.
        """

    def carry_out(self, call: Call, tick: Callable[[], None]) -> Kept:
        """Make the call and note what it comes to, its answer included: from now on every attempt has that.

        In a worker another process makes it, which outlives this one: what is under way is brought home, whatever happens here.

        Args:
            call: What is begun.
            tick: Called several times a second; may raise, which ends the waiting and not the call.

        Raises:
            Lost: Nobody knows whether it was bought.
            Refused, Unavailable: Nothing was bought, or the next attempt has it.
        """

    def submitted(self, job_id: str) -> None:
        """Note the provider's job: from now on every attempt fetches it."""

    def not_bought(self, reason: str) -> None:
        """Note that the provider did not take the call; another attempt may try as if nothing had been."""

    def lost(self, reason: str) -> None:
        """Note that the call ended without anything to use, though it may have been paid for; what it answered is thrown away."""

    def cost(self, amount_micros: int) -> None:
        """Note what the provider says this purchase cost, in millionths of a US dollar, in place of the offer's price."""


class Purchases(Protocol):
    """The paid calls of one order: most engines need the first only."""

    def __call__(self, part: int = 1) -> Purchase:
        """The call for one part of the result, from 1."""


def decide(known: Record | None, offer: Offer) -> Record:
    """What an attempt that begins does: the record that is to stand, whose `bought` is what it has.

    Raises:
        Unavailable: Another attempt is at it.
        Refused: It may have been paid for as often as the offer allows.
    """
    fresh = Record(PurchaseState.READY, asked=offer.asked, amount_micros=offer.price_micros)
    if known is None:
        return fresh
    once_more = replace(fresh, purchases=known.purchases + 1, amount_micros=known.amount_micros + offer.price_micros)
    as_before = replace(fresh, purchases=known.purchases, amount_micros=known.amount_micros)
    if known.answer is not None and known.asked == offer.asked:
        return known
    if known.job_id and known.state in {PurchaseState.SUBMITTED, PurchaseState.DONE}:
        # The artifact of what is done with is gone: if its job is too, it is wanted anew, and was not bought in vain before.
        had = replace(known, state=PurchaseState.SUBMITTED, is_held=False)
        return replace(had, purchases=0, amount_micros=0) if known.state is PurchaseState.DONE else had
    if known.is_held:
        msg = f"another attempt is buying this from {offer.provider} at this moment"
        raise Unavailable(msg, retry_after_s=HELD_RETRY_S)
    match known.state:
        case PurchaseState.FAILED | PurchaseState.ANSWERED:  # an answer that is here no more, or to another question, was used
            return once_more
        case PurchaseState.DONE:  # the artifact is gone: it is wanted anew
            return fresh
        case PurchaseState.READY:
            return as_before
        case _ if offer.is_idempotent:
            return as_before
        case _ if known.purchases < offer.times_max:
            return once_more
        case _:
            raise Refused(_spent(known, offer))


def is_repeated(known: Record | None, now: Record, offer: Offer) -> bool:
    """Whether beginning now may pay for the same thing once more, which a film's log must say."""
    is_open = known is not None and known.state in {PurchaseState.BEGUN, PurchaseState.LOST}
    return is_open and now.state is PurchaseState.READY and not offer.is_idempotent


def spent_before(now: Record, offer: Offer) -> int | None:
    """What was spent before a purchase, in millionths of a US dollar; None where nobody can tell it apart, or another film paid for it."""
    if now.bought is None:
        return max(0, now.amount_micros - offer.price_micros)
    return 0 if now.purchases == 1 else None


def idempotency_key(key: str, part: int) -> str:
    """The key a provider knows a call by; tells nothing of the order."""
    return text_key(f"purchase {key} {part}")[:48]


def _spent(known: Record, offer: Offer) -> str:
    times = "once" if known.purchases == 1 else f"{known.purchases} times"
    why = f" ({known.reason})" if known.reason else ""
    return (
        f"this was asked of {offer.provider} {times} and nothing came of it{why}; it may have been "
        f"paid for {times} and is not bought again: look at your account there, then order another take, or allow more with "
        f"{offer.setting} (now {offer.times_max})"
    )


class MemoryPurchases:
    """Keeps paid calls in memory, for engines that are run without a worker: what a process bought is forgotten with it."""

    def __init__(self, key: str = "") -> None:
        """`key` is that of the order."""
        self._key = key
        self._lock = threading.Lock()
        self.records: dict[int, Record] = {}

    def __call__(self, part: int = 1) -> Purchase:
        """The call for one part of the result."""
        return _InMemory(self, part)

    def change(self, part: int, change: Callable[[Record | None], Record]) -> Record:
        """Replace the record of a part."""
        with self._lock:
            self.records[part] = change(self.records.get(part))
            return self.records[part]

    @property
    def key(self) -> str:
        """The order's."""
        return self._key

    @property
    def costs(self) -> dict[int, int]:
        """By part, in millionths of a US dollar."""
        return {part: record.amount_micros for part, record in self.records.items()}


class _InMemory:
    def __init__(self, book: MemoryPurchases, part: int) -> None:
        self._book = book
        self._part = part
        self._price_micros = 0
        self._before_micros: int | None = None

    @property
    def idempotency_key(self) -> str:
        return idempotency_key(self._book.key, self._part)

    def begin(self, offer: Offer) -> Bought | None:
        stands = self._book.change(self._part, lambda known: decide(known, offer))
        self._price_micros, self._before_micros = offer.price_micros, spent_before(stands, offer)
        return stands.bought

    def carry_out(self, call: Call, tick: Callable[[], None]) -> Kept:
        self._change(lambda known: replace(known, state=PurchaseState.BEGUN))
        try:
            answer = call(tick)
        except Lost as error:
            self.lost(str(error))
            raise
        except (Refused, Unavailable) as error:
            self.not_bought(str(error))
            raise
        self._change(lambda known: replace(known, state=PurchaseState.ANSWERED, answer=answer))
        return answer

    def submitted(self, job_id: str) -> None:
        self._change(lambda known: replace(known, state=PurchaseState.SUBMITTED, job_id=job_id, answer=None))

    def not_bought(self, reason: str) -> None:
        self._change(
            lambda known: replace(
                known,
                state=PurchaseState.FAILED,
                job_id="",
                purchases=known.purchases - 1,
                amount_micros=known.amount_micros - self._price_micros,
                reason=reason,
            )
        )

    def lost(self, reason: str) -> None:
        self._change(lambda known: replace(known, state=PurchaseState.LOST, job_id="", answer=None, reason=reason))

    def cost(self, amount_micros: int) -> None:
        before = self._before_micros
        if before is not None:
            self._change(lambda known: replace(known, amount_micros=before + amount_micros))

    def _change(self, change: Callable[[Record], Record]) -> None:
        def on(known: Record | None) -> Record:
            assert known is not None, "a purchase is begun before anything else is said of it"
            return change(known)

        self._book.change(self._part, on)
