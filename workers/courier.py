"""Begins to tell hooks: wherever an event was written for one, the workflow that tells it is started, or told to look.

What is to be told is in its table since the event is. Each process that runs workflows hears of it by a notification, and looks every few
seconds for what was due and nobody sent: a notification that was lost, a process that was killed, a Temporal that was away.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import asyncpg
import structlog
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import col
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.service import RPCError, RPCStatusCode

from activities.hooks.outbox import CHANNEL
from schemas.engines import Queue
from schemas.hook_tables import DeliveryRow, HookRow
from schemas.hooks import DeliverHook, DeliveryState
from workers.bootstrap import Services

LOOK_EVERY_S = 10.0
_LOST_AFTER = timedelta(seconds=5)
_RPC_TIMEOUT = timedelta(seconds=5)
_RECONNECT_S = 1.0
_AWAY = frozenset({RPCStatusCode.UNAVAILABLE, RPCStatusCode.DEADLINE_EXCEEDED, RPCStatusCode.CANCELLED})

_log = structlog.get_logger(__name__)


async def begin_to_tell(temporal: Client, hook: str, *, is_new: bool = True) -> None:
    """Have what waits for a hook sent: by the workflow that runs for it, or by one that is started now.

    Args:
        temporal: Where workflows run.
        hook: The hook's id.
        is_new: Something was written just now: a workflow that sleeps until another attempt is woken. What is only overdue must not wake
            it again and again, for its history has an end; it looks by itself within `workflows/delivering.py:LONGEST_SLEEP`.
    """
    await temporal.start_workflow(
        "DeliverHook",
        DeliverHook(hook=hook),
        id=f"hook-{hook}",
        task_queue=Queue.WORKFLOWS,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        start_signal="ask" if is_new else None,
        static_summary="Tell a webhook",
        rpc_timeout=_RPC_TIMEOUT,
    )


class Courier:
    """Hears of what is to be told."""

    def __init__(self, services: Services, look_every_s: float = LOOK_EVERY_S) -> None:
        """Over the film database and Temporal."""
        self._services, self._look_every_s = services, look_every_s
        self._heard: set[str] = set()
        self._bell = asyncio.Event()

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Listen and look meanwhile."""
        running = asyncio.create_task(self.run())
        try:
            yield
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    async def run(self) -> None:
        """Listen and look until cancelled, through every loss of a connection."""
        while True:
            try:
                await self._listen()
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, DBAPIError, RPCError, RuntimeError) as error:
                # what was heard is in its table, and found there when it is overdue
                _log.warning("could not begin to tell webhooks; trying again", error=str(error) or type(error).__name__)
            await asyncio.sleep(_RECONNECT_S)

    async def _listen(self) -> None:
        address = self._services.settings.database_url.get_secret_value().replace("postgresql+asyncpg://", "postgresql://", 1)
        connection = await asyncpg.connect(address, timeout=5)
        try:
            await connection.add_listener(CHANNEL, self._hear)
            while True:
                await connection.execute("SELECT 1", timeout=5)  # a connection that is gone is noticed
                await self._begin(await self._overdue(), is_new=False)
                await self._wait()
        finally:
            connection.terminate()

    async def _wait(self) -> None:
        """Begin what is heard of, until it is time to look."""
        loop = asyncio.get_running_loop()
        look_at_s = loop.time() + self._look_every_s
        while (left_s := look_at_s - loop.time()) > 0:
            try:
                async with asyncio.timeout(left_s):
                    await self._bell.wait()
            except TimeoutError:
                return
            self._bell.clear()
            heard, self._heard = self._heard, set()
            await self._begin(heard, is_new=True)

    async def _begin(self, hooks: set[str], *, is_new: bool) -> None:
        for hook in sorted(hooks):
            try:
                await begin_to_tell(self._services.temporal, hook, is_new=is_new)
            except RPCError as error:
                if error.status in _AWAY:
                    raise
                _log.warning("could not begin to tell a webhook", hook=hook, error=str(error))

    async def _overdue(self) -> set[str]:
        lost = (
            select(col(DeliveryRow.hook_id))
            .join(HookRow, col(HookRow.id) == col(DeliveryRow.hook_id))
            .where(  # of those that are off as well: what was written while they were switched off is to be given up
                col(DeliveryRow.state) == DeliveryState.WAITING,
                func.greatest(col(DeliveryRow.due_at), col(HookRow.rests_until)) < func.clock_timestamp() - _LOST_AFTER,
            )
            .distinct()
        )
        async with self._services.sessions() as session:
            return set(await session.scalars(lost))

    def _hear(self, _connection: Any, _pid: int, _channel: str, hook: object) -> None:
        self._heard.add(str(hook))
        self._bell.set()
