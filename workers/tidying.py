"""Hands memory that finished activities freed back to the system: the allocator keeps it, scattered between what is still in use.

After a film of 12 shots at 1080p a worker held 360 MiB that nothing used, and some 100 MiB of that at its peak. Handing over takes 6 ms of
CPU, so it is done at most once every `PAUSE_S`, in a thread of its own; nobody waits for it.
"""

import asyncio
import time
from contextlib import suppress
from typing import Any

from temporalio.worker import ActivityInboundInterceptor, ExecuteActivityInput, Interceptor

from workers.allocator import hand_over

PAUSE_S = 2.0
"""From one time to the next."""


class Tidying(Interceptor):
    """Tidies up after activities."""

    def __init__(self, pause_s: float = PAUSE_S) -> None:
        """Not before `pause_s` have passed."""
        self._pause_s = pause_s
        self._done_s = time.monotonic()
        self._is_due = False

    def intercept_activity(self, next: ActivityInboundInterceptor) -> ActivityInboundInterceptor:
        """An activity, and tidying after it."""
        return _Tidied(next, self)

    def tidy(self) -> None:
        """Hand over what is free: now, or when the pause since the last time is over."""
        if not self._is_due:
            self._is_due = True
            loop = asyncio.get_running_loop()
            loop.call_later(max(0.0, self._done_s + self._pause_s - time.monotonic()), self._hand_over, loop)

    def _hand_over(self, loop: asyncio.AbstractEventLoop) -> None:
        self._is_due, self._done_s = False, time.monotonic()
        with suppress(RuntimeError):  # a worker that is ending has shut its threads down
            loop.run_in_executor(None, hand_over)


class _Tidied(ActivityInboundInterceptor):
    def __init__(self, inside: ActivityInboundInterceptor, tidying: Tidying) -> None:
        super().__init__(inside)
        self._tidying = tidying

    async def execute_activity(self, input: ExecuteActivityInput) -> Any:
        try:
            return await super().execute_activity(input)
        finally:
            self._tidying.tidy()
