"""The till: makes paid calls for one worker, writes down what they come to, and goes when the worker has gone and nothing is under way.

It is a process of its own in a session of its own, so that `kill -9` of the worker, or a signal to its group, leaves a call that is under
way to somebody who brings its answer home. While a call lasts its row is held, so that the next attempt waits instead of buying again.
"""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import IO

from asyncpg import PostgresError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

from activities.failures import named
from activities.paid_calls import PaidCalls, answered_values, lost_values, not_bought_values
from activities.purchase import Call, Kept, Lost
from activities.till.frames import Order, Outcome, PaidCall, read_frame, write_frame
from schemas.failures import Broken, FilmError, Refused, Unavailable

CALLS_MAX = 256
"""At a time; a worker makes as many as it has activities, which are far fewer."""
PATIENCE_S = 600.0
"""How long a database that is away is waited for, once an answer is here."""


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
        engine = create_async_engine(order.paid.database, poolclass=NullPool, hide_parameters=True)
        result = await self._made(order.paid, PaidCalls(async_sessionmaker(engine)))
        with suppress(OSError):  # the worker has gone; the row says what it came to
            async with self._writing:
                await asyncio.to_thread(write_frame, self._answers, Outcome(order.number, result))

    async def _made(self, paid: PaidCall, rows: PaidCalls) -> Kept | FilmError:
        try:
            if not await rows.mark_sent(paid.key, paid.part, paid.holder):
                return Unavailable("another attempt has taken this over")
        except (SQLAlchemyError, PostgresError, OSError) as error:
            return named(error)
        holding = asyncio.create_task(rows.hold(paid.key, paid.part))
        try:
            result = await asyncio.get_running_loop().run_in_executor(self._threads, _result, paid.call)
            values = _values(result, paid.price_micros)
            if values:
                with suppress(TimeoutError):
                    await asyncio.wait_for(rows.note(paid.key, paid.part, **values), PATIENCE_S)
        except (SQLAlchemyError, PostgresError, OSError) as error:
            return named(error)
        finally:
            holding.cancel()
        return result


def _result(call: Call) -> Kept | FilmError:
    try:
        return call(lambda: None)
    except FilmError as error:
        return error.with_traceback(None)
    except Exception as error:  # noqa: BLE001 - whatever it is, the worker waits for it
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


if __name__ == "__main__":
    asyncio.run(_Till(sys.stdout.buffer).serve(sys.stdin.buffer))
