"""Beats while an engine works, and stops it when the film is cancelled.

The beat comes from the event loop, not from the engine: an engine inside one long call must not look dead. Cancellation is cooperative:
the progress callable raises in the engine's thread, and the activity ends only when the thread has, so that its slot is truly free.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeVar

from temporalio import activity

T = TypeVar("T")

BEAT_S = 1.0


class Cancelled(BaseException):
    """Raised inside an engine by its progress callable; no engine should catch it."""


async def beaten(work: Callable[[Callable[[Any], None]], T], begun: object = 0.0) -> T:
    """Run blocking `work(progress)` in a thread, heartbeating its progress every second.

    Args:
        work: Tells `progress` how far it is, again and again: engines as a fraction, others as a message of their own.
        begun: How far it is before it has told.

    Raises:
        asyncio.CancelledError: The activity was cancelled; the thread has ended, whatever it ended with.
    """
    told = begun
    stop = False

    def progress(value: object) -> None:
        nonlocal told
        told = value
        if stop:
            raise Cancelled

    thread = asyncio.ensure_future(asyncio.to_thread(work, progress))
    try:
        return await alive(asyncio.shield(thread), lambda: told)
    except asyncio.CancelledError:
        stop = True
        while not thread.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait({thread})
        if not thread.cancelled():
            thread.exception()  # asked for, so that asyncio does not complain that nobody did
        raise


async def alive(work: Awaitable[T], progress: Callable[[], object] = lambda: 0.0) -> T:
    """Await what an activity does beside its engine (fetching, storing), heartbeating every second.

    Without it a large upload, or a store that is away for some seconds, would make the server give the activity up and start it again.
    """
    waited = asyncio.ensure_future(work)
    try:
        while not (await asyncio.wait({waited}, timeout=BEAT_S))[0]:
            if activity.in_activity():
                activity.heartbeat(progress())
    except asyncio.CancelledError:
        waited.cancel()
        await asyncio.wait({waited})
        raise
    return waited.result()
