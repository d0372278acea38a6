"""The till: makes paid calls for one worker, writes down what they come to, and goes when the worker has gone and nothing is under way.

It is a process of its own in a session of its own, so that `kill -9` of the worker, or a signal to its group, leaves a call that is under
way to somebody who brings its answer home. While a call lasts its row is held, so that the next attempt waits instead of buying again.
A request to end, as service managers send it to every process of a worker, is not heard: it ends by itself.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import IO

import structlog
from asyncpg import PostgresError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

from activities.failures import named
from activities.paid_calls import HOLD, PaidCalls, answered_values, lost_values, mine, not_bought_values, state_is, unanswered
from activities.purchase import Call, Kept, Lost, PurchaseState
from activities.till.frames import Order, Outcome, PaidCall, packed, read_frame, write_packed
from schemas.failures import Broken, FilmError, Refused, Unavailable

CALLS_MAX = 256
"""At a time; a worker makes as many as it has activities, which are far fewer."""
PATIENCE_S = 600.0
"""How long a database that is away is waited for, once an answer is here."""
_STATEMENT_S = 60.0
"""How long a database may take over one statement: one that is cut off from us never says that it is away."""

_log = structlog.get_logger(__name__)


class _Till:
    def __init__(self, answers: IO[bytes]) -> None:
        self._answers = answers
        self._writing = asyncio.Lock()
        self._threads = ThreadPoolExecutor(CALLS_MAX)

    async def serve(self, orders: IO[bytes]) -> None:
        """Make what is ordered, until nobody orders any more and all is made."""
        working: set[asyncio.Task[None]] = set()
        try:
            while isinstance(order := await asyncio.to_thread(read_frame, orders), Order):
                making = asyncio.create_task(self._carry_out(order))
                working.add(making)
                making.add_done_callback(working.discard)
        finally:  # also when an order can't be read, or one of them ends in a way that nobody thought of
            await asyncio.gather(*working, return_exceptions=True)

    async def _carry_out(self, order: Order) -> None:
        try:
            outcome = packed(Outcome(order.number, await self._made(order.paid)))
        except Exception as error:  # noqa: BLE001 - whatever it is, the worker waits for it
            outcome = packed(Outcome(order.number, _unexpected(error)))
        with suppress(OSError):  # the worker has gone; the row says what it came to
            async with self._writing:
                await asyncio.to_thread(write_packed, self._answers, outcome)

    async def _made(self, paid: PaidCall) -> Kept | FilmError:
        limits = {"command_timeout": _STATEMENT_S}
        engine = create_async_engine(paid.database, poolclass=NullPool, hide_parameters=True, connect_args=limits)
        rows = PaidCalls(async_sessionmaker(engine))
        own = mine(paid.key, paid.part, paid.holder)
        try:
            if not await rows.mark_sent(paid.key, paid.part, paid.holder):
                return Unavailable("another attempt has taken this over")
        except (SQLAlchemyError, PostgresError, OSError) as error:
            # The mark may be there, though nobody heard of it, and nothing was sent. Nobody waits for long.
            await _noted(rows.note(*own, state_is(PurchaseState.BEGUN), state=PurchaseState.READY.value), HOLD.total_seconds())
            return named(error)
        holding = asyncio.create_task(rows.hold(*own))
        try:
            result = await asyncio.get_running_loop().run_in_executor(self._threads, _result, paid.call)
            values = _values(result, paid.price_micros)
            # An answer is worth having whoever is at it by now; that nothing came of a call concerns nobody else's.
            row = unanswered(paid.key, paid.part, paid.asked) if isinstance(result, Kept) else own
            if values:
                await _noted(rows.note(*row, **values), PATIENCE_S)
        finally:
            holding.cancel()
        return result


async def _noted(noting: Awaitable[bool], patience_s: float) -> None:
    """Write something, or go without: what a call came to is still told to the worker."""
    try:
        await asyncio.wait_for(noting, patience_s)
    except (SQLAlchemyError, PostgresError, OSError) as error:
        _log.warning("what a paid call came to is not noted", reason=str(named(error)))


def _result(call: Call) -> Kept | FilmError:
    try:
        return call(lambda: None)
    except FilmError as error:
        return error.with_traceback(None)
    except Exception as error:  # noqa: BLE001 - whatever it is, the worker waits for it
        return _unexpected(error)


def _unexpected(error: Exception) -> Broken:
    return Broken(f"{type(error).__name__}: {error}")


def _values(result: Kept | FilmError, price_micros: int) -> dict[str, object]:
    match result:
        case Kept():
            return answered_values(result)
        case Lost():
            return lost_values(str(result))
        case Refused() | Unavailable():
            return not_bought_values(str(result), price_micros)
        case _:
            return {}


def _answers() -> IO[bytes]:
    """The pipe to the worker, for answers only: what a library or a log says there goes where errors go."""
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return pipe


if __name__ == "__main__":
    for request in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(request, signal.SIG_IGN)
    asyncio.run(_Till(_answers()).serve(sys.stdin.buffer))
