"""Rows of paid calls: what a call comes to is written down however long that takes, and a row is held while its call lasts."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeVar

import structlog
from asyncpg import PostgresError
from sqlalchemy import ColumnElement, func, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlmodel import col

from activities.failures import named
from activities.purchase import Kept, PurchaseState
from schemas.failures import Unavailable
from schemas.tables import PaidCallRow

T = TypeVar("T")

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

    async def note(self, *row: ColumnElement[bool], **values: Any) -> bool:
        """Write something about a call whose row is like this; False where none is.

        Waits for a database that is away, for what was bought must not be forgotten.
        """
        noted = update(PaidCallRow).where(*row).values(**values).returning(col(PaidCallRow.part))

        async def write() -> bool:
            async with self._sessions.begin() as session:
                return (await session.execute(noted)).first() is not None

        return await _patiently(write)

    async def mark_sent(self, key: str, part: int, holder: str) -> bool:
        """Note that a call is about to be sent; False where another attempt has taken it over, which then sends it."""
        ready = (*mine(key, part, holder), state_is(PurchaseState.READY))
        begun = {"state": PurchaseState.BEGUN.value, "held_until": func.clock_timestamp() + HOLD}
        async with self._sessions.begin() as session:
            sent = update(PaidCallRow).where(*ready).values(**begun).returning(col(PaidCallRow.part))
            return (await session.execute(sent)).first() is not None

    async def hold(self, *row: ColumnElement[bool]) -> None:
        """Hold rows that are like this, and are held now, until cancelled."""
        pause_s = RENEW_S
        while True:
            await asyncio.sleep(pause_s)
            pause_s = _RETRY_S
            with suppress(SQLAlchemyError, PostgresError, OSError):  # a database that is away is asked again
                async with self._sessions.begin() as session:
                    await session.execute(update(PaidCallRow).where(*row).values(held_until=func.clock_timestamp() + HOLD))
                pause_s = RENEW_S


def this(key: str, part: int) -> tuple[ColumnElement[bool], ...]:
    """The row of one call."""
    return col(PaidCallRow.key) == key, col(PaidCallRow.part) == part


def mine(key: str, part: int, holder: str) -> tuple[ColumnElement[bool], ...]:
    """The row of one call as long as no other attempt has taken it over: of whose call an earlier one has nothing to say."""
    return *this(key, part), col(PaidCallRow.holder) == holder


def unanswered(key: str, part: int, asked: str) -> tuple[ColumnElement[bool], ...]:
    """The row of one call, whoever is at it, that wants the answer to this question and has none."""
    wanting = (PurchaseState.READY, PurchaseState.BEGUN, PurchaseState.LOST, PurchaseState.FAILED)
    return *this(key, part), col(PaidCallRow.asked) == asked, state_is(*wanting)


def state_is(*states: PurchaseState) -> ColumnElement[bool]:
    """A row that has come so far."""
    return col(PaidCallRow.state).in_([state.value for state in states])


def answered_values(answer: Kept) -> dict[str, Any]:
    """What a row says of an answer; nothing where that is too large to be kept."""
    if len(answer.content) > _KEPT_BYTES:
        return {}
    kept = {"answer": answer.content, "answer_headers": dict(answer.headers)}
    return {"state": PurchaseState.ANSWERED.value, "submitted_at": func.clock_timestamp(), **kept}


def lost_values(reason: str) -> dict[str, Any]:
    """What a row says of a call that ended without anything to use."""
    return {"state": PurchaseState.LOST.value, "job_id": "", "reason": _storable(reason), **NO_ANSWER}


def not_bought_values(reason: str, price_micros: int) -> dict[str, Any]:
    """What a row says of a call that the provider did not take, and that would have cost so much."""
    return {
        "state": PurchaseState.FAILED.value,
        "job_id": "",
        "reason": _storable(reason),
        "purchases": col(PaidCallRow.purchases) - 1,
        "amount_micros": func.greatest(col(PaidCallRow.amount_micros) - price_micros, 0),
    }


def _storable(reason: str) -> str:
    """Providers' words may hold signs that no text of the database can: NUL, and halves of characters."""
    return reason[:_REASON_CHARACTERS].replace("\0", "").encode("utf-8", "replace").decode()


async def _patiently(work: Callable[[], Awaitable[T]]) -> T:
    while True:
        try:
            return await work()
        except (SQLAlchemyError, PostgresError, OSError) as error:
            if not isinstance(named(error), Unavailable):
                raise
            _log.warning("what was bought waits to be noted", reason=str(named(error)))
        await asyncio.sleep(_RETRY_S)
