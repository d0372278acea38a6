"""Rows of paid calls: what a call comes to is written down however long that takes, and a row is held while its call lasts."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import structlog
from asyncpg import PostgresError
from sqlalchemy import func, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlmodel import col

from activities.failures import named
from activities.purchase import Kept, PurchaseState
from schemas.failures import Unavailable
from schemas.tables import PaidCallRow

HOLD = timedelta(seconds=20)
RENEW_S = 5.0
NO_ANSWER: dict[str, Any] = {"answer": None, "answer_headers": {}}

_RETRY_S = 1.0
_REASON_CHARACTERS = 500
_KEPT_BYTES = 64 * 1024**2
"""Larger answers are not kept: a row of the database has a gigabyte at most, and is in memory more than once while it is written."""

_log = structlog.get_logger(__name__)


class PaidCalls:
    """Rows of paid calls."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        """Over the film database."""
        self._sessions = sessions

    async def note(self, key: str, part: int, **values: Any) -> None:
        """Write something about a call; waits for a database that is away, for what was bought must not be forgotten."""

        async def write() -> None:
            async with self._sessions.begin() as session:
                await session.execute(update(PaidCallRow).where(*this(key, part)).values(**values))

        await _patiently(write)

    async def mark_sent(self, key: str, part: int, holder: str) -> bool:
        """Note that a call is about to be sent; False where another attempt has taken it over, which then sends it."""
        mine = (*this(key, part), col(PaidCallRow.holder) == holder, col(PaidCallRow.state) == PurchaseState.READY.value)
        sent = update(PaidCallRow).where(*mine).values(state=PurchaseState.BEGUN.value).returning(col(PaidCallRow.part))
        async with self._sessions.begin() as session:
            return (await session.execute(sent)).first() is not None

    async def hold(self, key: str, part: int) -> None:
        """Hold a row until cancelled, for whoever began it."""
        while True:
            with suppress(SQLAlchemyError, PostgresError, OSError):  # a database that is away is asked again
                async with self._sessions.begin() as session:
                    await session.execute(update(PaidCallRow).where(*this(key, part)).values(held_until=func.clock_timestamp() + HOLD))
            await asyncio.sleep(RENEW_S)


def this(key: str, part: int) -> tuple[Any, Any]:
    """The row of one call."""
    return col(PaidCallRow.key) == key, col(PaidCallRow.part) == part


def answered_values(answer: Kept) -> dict[str, Any]:
    """What a row says of an answer; nothing where that is too large to be kept."""
    if len(answer.content) > _KEPT_BYTES:
        return {}
    kept = {"answer": answer.content, "answer_headers": dict(answer.headers)}
    return {"state": PurchaseState.ANSWERED.value, "submitted_at": func.clock_timestamp(), **kept}


def lost_values(reason: str) -> dict[str, Any]:
    """What a row says of a call that ended without anything to use."""
    return {"state": PurchaseState.LOST.value, "job_id": "", "reason": reason[:_REASON_CHARACTERS], **NO_ANSWER}


def not_bought_values(reason: str, price_micros: int) -> dict[str, Any]:
    """What a row says of a call that the provider did not take, and that would have cost so much."""
    return {
        "state": PurchaseState.FAILED.value,
        "job_id": "",
        "reason": reason[:_REASON_CHARACTERS],
        "purchases": col(PaidCallRow.purchases) - 1,
        "amount_micros": func.greatest(col(PaidCallRow.amount_micros) - price_micros, 0),
    }


async def _patiently(work: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            return await work()
        except (SQLAlchemyError, PostgresError, OSError) as error:
            if not isinstance(named(error), Unavailable):
                raise
            _log.warning("what was bought waits to be noted", reason=str(named(error)))
        await asyncio.sleep(_RETRY_S)
