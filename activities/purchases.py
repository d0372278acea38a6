"""Paid calls in the film database: one row a call, written before it, in transactions of its own.

An attempt that buys holds its row for `HOLD` and renews that while it lives, so that a second attempt can tell an attempt that is at it
from one whose worker was killed. All times are the database's. Engines run in threads; what they say is written on the worker's event loop.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeVar

import structlog
from asyncpg import PostgresError
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from activities.failures import named
from activities.ledger import Sessions, add_event
from activities.purchase import Offer, Purchase, PurchaseState, Record, decide, idempotency_key, is_repeated
from schemas.failures import Unavailable
from schemas.order import Order
from schemas.tables import PaidCallRow

T = TypeVar("T")

HOLD = timedelta(seconds=20)
_RENEW_S = 5.0
_RETRY_S = 1.0
_REASON_CHARACTERS = 500

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
        self._loop = asyncio.get_running_loop()
        self._renewing: asyncio.Task[None] | None = None

    def __call__(self, part: int = 1) -> Purchase:
        """The call for one part of the result."""
        return _PaidCall(self, part)

    def wait_for(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something on the event loop, from an engine's thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def begin(self, part: int, offer: Offer) -> str:
        """See `Purchase.begin`."""
        order = self.order
        async with self.sessions.begin() as session:
            # The row can't be locked before it exists; two first attempts would both find nothing.
            await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"paid {order.key} {part}", 0))))
            known = await self._known(session, part)
            now = decide(known, offer)
            values = {
                "state": now.state.value,
                "job_id": now.job_id,
                "purchases": now.purchases,
                "amount_micros": offer.price_micros * now.purchases,
                "holder": self.holder,
                "held_until": func.clock_timestamp() + HOLD,
                "done_at": None,
            }
            if now.state is PurchaseState.SUBMITTED:
                del values["amount_micros"]
            new = insert(PaidCallRow).values(
                key=order.key,
                part=part,
                film_id=order.about.film,
                provider=offer.provider,
                idempotency_key=idempotency_key(order.key, part),
                reason="",
                **{"amount_micros": 0, **values},
            )
            await session.execute(new.on_conflict_do_update(index_elements=["key", "part"], set_=values))
            if is_repeated(known, now, offer):
                await self._tell(session, part, now, offer)
        self.is_used = True
        if self._renewing is None:
            self._renewing = asyncio.create_task(self._renew())
        return now.job_id if now.state is PurchaseState.SUBMITTED else ""

    async def _known(self, session: AsyncSession, part: int) -> Record | None:
        is_held = (col(PaidCallRow.held_until) > func.clock_timestamp()) & (col(PaidCallRow.holder) != self.holder)
        found = (await session.execute(select(PaidCallRow, is_held).where(*self._this(part)))).first()
        if found is None:
            return None
        row, held = found
        return Record(PurchaseState(row.state), row.job_id, row.purchases, row.reason, held and row.state == PurchaseState.BEGUN)

    async def _tell(self, session: AsyncSession, part: int, now: Record, offer: Offer) -> None:
        about = self.order.about
        message = (
            f"{about.label}: nobody knows how the last call of {offer.provider} ended, which may have been paid for; it is asked again "
            f"(time {now.purchases} of {offer.times_max} at most)"
        )
        _log.warning("a paid call is made again", key=self.order.key, part=part, provider=offer.provider, purchases=now.purchases)
        data = {"cut": about.cut, "stage": self.order.stage, "target": about.target, "label": about.label, "message": message}
        await add_event(session, about.film, f"purchase {self.order.key} {part} {now.purchases}", "warning", data)

    async def note(self, part: int, **values: Any) -> None:
        """Write something about a call; waits for a database that is away, for what was bought must not be forgotten."""

        async def write() -> None:
            async with self.sessions.begin() as session:
                await session.execute(update(PaidCallRow).where(*self._this(part)).values(**values))

        await _patiently(write)

    def _this(self, part: int) -> tuple[Any, Any]:
        return col(PaidCallRow.key) == self.order.key, col(PaidCallRow.part) == part

    async def _renew(self) -> None:
        mine = (col(PaidCallRow.key) == self.order.key) & (col(PaidCallRow.holder) == self.holder)
        while True:
            await asyncio.sleep(_RENEW_S)
            with suppress(SQLAlchemyError, PostgresError, OSError):  # a database that is away is asked again
                async with self.sessions.begin() as session:
                    await session.execute(update(PaidCallRow).where(mine).values(held_until=func.clock_timestamp() + HOLD))

    async def close(self) -> None:
        """Let go of what this attempt held: it is over. If the database is away, the hold runs out by itself."""
        if self._renewing is None:
            return
        self._renewing.cancel()
        mine = (col(PaidCallRow.key) == self.order.key) & (col(PaidCallRow.holder) == self.holder)
        with suppress(SQLAlchemyError, PostgresError, OSError):
            async with self.sessions.begin() as session:
                await session.execute(update(PaidCallRow).where(mine).values(held_until=func.clock_timestamp()))


class _PaidCall:
    """One call, for an engine in its thread."""

    def __init__(self, calls: OrderPurchases, part: int) -> None:
        self._calls = calls
        self._part = part

    @property
    def idempotency_key(self) -> str:
        return idempotency_key(self._calls.order.key, self._part)

    def begin(self, offer: Offer) -> str:
        return self._calls.wait_for(self._calls.begin(self._part, offer))

    def submitted(self, job_id: str) -> None:
        self._note(state=PurchaseState.SUBMITTED.value, job_id=job_id, submitted_at=func.clock_timestamp())

    def not_bought(self, reason: str) -> None:
        fewer = col(PaidCallRow.purchases) - 1
        each = col(PaidCallRow.amount_micros) // col(PaidCallRow.purchases)
        self._note(
            state=PurchaseState.FAILED.value,
            job_id="",
            reason=reason[:_REASON_CHARACTERS],
            purchases=fewer,
            amount_micros=each * fewer,
        )

    def lost(self, reason: str) -> None:
        self._note(state=PurchaseState.LOST.value, job_id="", reason=reason[:_REASON_CHARACTERS])

    def cost(self, amount_micros: int) -> None:
        self._note(amount_micros=amount_micros)

    def _note(self, **values: Any) -> None:
        self._calls.wait_for(self._calls.note(self._part, **values))


async def _patiently(work: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            return await work()
        except (SQLAlchemyError, PostgresError, OSError) as error:
            if not isinstance(named(error), Unavailable):
                raise
            _log.warning("what was bought waits to be noted", reason=str(named(error)))
        await asyncio.sleep(_RETRY_S)
