"""Paid calls in the film database: one row a call, written before it, in transactions of its own.

An attempt that buys holds its row for `HOLD` and renews that while it lives, so that a second attempt can tell an attempt that is at it
from one whose worker was killed. All times are the database's. Engines run in threads; what they say is written on the worker's event loop.
"""

import asyncio
import secrets
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

import structlog
from asyncpg import PostgresError
from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from activities.ledger import Sessions, add_event
from activities.paid_calls import HOLD, NO_ANSWER, PaidCalls, lost_values, mine, not_bought_values, state_is, this
from activities.purchase import (
    Bought,
    Call,
    Kept,
    Lost,
    Offer,
    Purchase,
    PurchaseState,
    Record,
    decide,
    idempotency_key,
    is_repeated,
    spent_before,
)
from activities.till.counter import COUNTER
from activities.till.frames import PaidCall
from schemas.failures import FilmError, Unavailable
from schemas.order import Order
from schemas.tables import PaidCallRow

T = TypeVar("T")

_TOLD = 200
"""Characters of a reason that are passed on."""
_MICROS_MAX = 2**31 - 1
"""More than a column holds, 2147 US dollars, is a mistake of the provider's."""

_log = structlog.get_logger(__name__)


class OrderPurchases:
    """The paid calls of one attempt at one order."""

    def __init__(self, sessions: Sessions, order: Order) -> None:
        """Made on the event loop that its calls are written on."""
        self.sessions = sessions
        self.order = order
        self.holder = secrets.token_hex(8)
        self.is_used = False
        """Whether anything was begun."""
        self.rows = PaidCalls(sessions)
        self.offers: dict[int, Offer] = {}
        """By part."""
        self.spent: dict[int, int | None] = {}
        """By part: see `spent_before`."""
        self.out: set[int] = set()
        """Parts whose calls are under way: who waits for them may go, they are held by the till that makes them."""
        self._loop = asyncio.get_running_loop()
        self._renewing: asyncio.Task[None] | None = None

    def __call__(self, part: int = 1) -> Purchase:
        """The call for one part of the result."""
        return _PaidCall(self, part)

    @property
    def database(self) -> str:
        """The address of the film database, for the till."""
        address: str = self.sessions.kw["bind"].url.render_as_string(hide_password=False)
        return address

    def wait_for(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something on the event loop, from an engine's thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def begin(self, part: int, offer: Offer) -> Bought | None:
        """See `Purchase.begin`."""
        order = self.order
        async with self.sessions.begin() as session:
            # The row can't be locked before it exists; two first attempts would both find nothing.
            await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"paid {order.key} {part}", 0))))
            known = await self._known(session, part)
            now = decide(known, offer)
            values: dict[str, Any] = {
                "state": now.state.value,
                "job_id": now.job_id,
                "purchases": now.purchases,
                "amount_micros": now.amount_micros,
                "holder": self.holder,
                "held_until": func.clock_timestamp() + HOLD,
                "done_at": None,
            }
            if now.bought is None:
                values |= {"asked": now.asked, "submitted_at": None, **NO_ANSWER}
            new = insert(PaidCallRow).values(
                key=order.key,
                part=part,
                film_id=order.about.film,
                provider=offer.provider,
                idempotency_key=idempotency_key(order.key, part),
                reason="",
                **values,
            )
            await session.execute(new.on_conflict_do_update(index_elements=["key", "part"], set_=values))
            if is_repeated(known, now, offer):
                await self._tell(session, part, offer, now, _ended(known, offer))
        self.is_used = True
        self.offers[part], self.spent[part] = offer, spent_before(now, offer)
        if self._renewing is None:
            self._renewing = asyncio.create_task(self.rows.hold(*self._all_mine))
        return now.bought

    async def _known(self, session: AsyncSession, part: int) -> Record | None:
        is_held = (col(PaidCallRow.held_until) > func.clock_timestamp()) & (col(PaidCallRow.holder) != self.holder)
        found = (await session.execute(select(PaidCallRow, is_held).where(*this(self.order.key, part)))).first()
        if found is None:
            return None
        row, held = found
        answer = None if row.answer is None else Kept(row.answer, row.answer_headers)
        is_at_it = held and row.state in {PurchaseState.READY, PurchaseState.BEGUN}
        return Record(
            PurchaseState(row.state),
            row.job_id,
            row.purchases,
            row.reason,
            is_at_it,
            row.asked,
            row.amount_micros,
            answer,
            was_answered=row.submitted_at is not None,
        )

    async def _tell(self, session: AsyncSession, part: int, offer: Offer, now: Record, ended: str) -> None:
        about = self.order.about
        again = f"it is asked again (time {now.purchases} of {offer.times_max} at most)"
        message = f"{about.label}: {ended}, which may have been paid for; {again}"
        _log.warning("a paid call is made again", key=self.order.key, part=part, provider=offer.provider, purchases=now.purchases)
        data = {"cut": about.cut, "stage": self.order.stage, "target": about.target, "label": about.label, "message": message}
        await add_event(session, about.film, f"purchase {self.order.key} {part} {now.purchases}", "warning", data)

    async def disown(self, reason: str) -> None:
        """Throw away the answers that this order was given: what was made of them is not good enough."""
        mine = (col(PaidCallRow.key) == self.order.key) & (col(PaidCallRow.state) == PurchaseState.ANSWERED.value)
        async with self.sessions.begin() as session:
            await session.execute(update(PaidCallRow).where(mine).values(**lost_values(reason)))

    @property
    def _all_mine(self) -> tuple[ColumnElement[bool], ...]:
        return col(PaidCallRow.key) == self.order.key, col(PaidCallRow.holder) == self.holder

    async def close(self) -> None:
        """Let go of what this attempt held: it is over. If the database is away, the hold runs out by itself."""
        if self._renewing is None:
            return
        self._renewing.cancel()
        await asyncio.wait({self._renewing})  # or what it is writing would come after what is written here
        held = update(PaidCallRow).where(*self._all_mine, col(PaidCallRow.part).not_in(self.out))
        with suppress(SQLAlchemyError, PostgresError, OSError):
            async with self.sessions.begin() as session:
                await session.execute(held.values(held_until=func.clock_timestamp()))


def _ended(known: Record | None, offer: Offer) -> str:
    """How the last call ended, for people."""
    was_answered = known is not None and known.was_answered
    why = f" ({known.reason[:_TOLD]})" if known is not None and known.state is PurchaseState.LOST and known.reason else ""
    if was_answered:
        return f"what the last call of {offer.provider} came to is of no use{why}"
    return f"nobody knows how the last call of {offer.provider} ended{why}"


class _PaidCall:
    """One call, for an engine in its thread."""

    def __init__(self, calls: OrderPurchases, part: int) -> None:
        self._calls = calls
        self._part = part

    @property
    def idempotency_key(self) -> str:
        return idempotency_key(self._calls.order.key, self._part)

    def begin(self, offer: Offer) -> Bought | None:
        return self._calls.wait_for(self._calls.begin(self._part, offer))

    def carry_out(self, call: Call, tick: Callable[[], None]) -> Kept:
        calls, out, offer = self._calls, self._calls.out, self._calls.offers[self._part]
        paid = PaidCall(calls.database, calls.order.key, self._part, calls.holder, offer.price_micros, call, offer.asked)
        out.add(self._part)
        try:
            answer = COUNTER.carry_out(paid, tick)
        except FilmError as error:
            out.discard(self._part)
            if isinstance(error, Lost) and not self._is_lost(str(error)):
                msg = f"{error} before it had sent this, or after it had written down the answer"
                raise Unavailable(msg) from error
            raise
        out.discard(self._part)
        return answer

    def _is_lost(self, reason: str) -> bool:
        """Whether a call that nobody hears of any more was sent and not answered; notes that, for its till may not have come to it."""
        return self._note(state_is(PurchaseState.BEGUN, PurchaseState.LOST), **lost_values(reason))

    def submitted(self, job_id: str) -> None:
        self._note(state=PurchaseState.SUBMITTED.value, job_id=job_id, submitted_at=func.clock_timestamp(), **NO_ANSWER)

    def not_bought(self, reason: str) -> None:
        self._note(**not_bought_values(reason, self._calls.offers[self._part].price_micros))

    def lost(self, reason: str) -> None:
        self._note(**lost_values(reason))

    def cost(self, amount_micros: int) -> None:
        before = self._calls.spent[self._part]
        if before is not None:
            self._note(amount_micros=min(max(before + amount_micros, 0), _MICROS_MAX))

    def _note(self, *row: ColumnElement[bool], **values: Any) -> bool:
        own = mine(self._calls.order.key, self._part, self._calls.holder)
        return self._calls.wait_for(self._calls.rows.note(*own, *row, **values))
