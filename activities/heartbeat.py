"""Beats while an engine works, and stops it when the film is cancelled.

The beat comes from the event loop, not from the engine: an engine inside one long call must not look dead. Cancellation is cooperative:
the progress callable raises in the engine's thread, and the activity ends only when the thread has, so that its slot is truly free.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from temporalio import activity

T = TypeVar("T")

BEAT_S = 1.0


class Cancelled(BaseException):
    """Raised inside an engine by its progress callable; no engine should catch it."""


async def beaten(work: Callable[[Callable[[float], None]], T]) -> T:
    """Run blocking `work(progress)` in a thread, heartbeating its progress every second.

    Raises:
        asyncio.CancelledError: The activity was cancelled; the thread has ended.
    """
    fraction = 0.0
    stop = False

    def progress(value: float) -> None:
        nonlocal fraction
        fraction = value
        if stop:
            raise Cancelled

    thread = asyncio.ensure_future(asyncio.to_thread(work, progress))
    try:
        while True:
            done, _ = await asyncio.wait({thread}, timeout=BEAT_S)
            if done:
                return thread.result()
            if activity.in_activity():
                activity.heartbeat(fraction)
    except asyncio.CancelledError:
        stop = True
        with suppress(Cancelled):
            await asyncio.shield(thread)
        raise
