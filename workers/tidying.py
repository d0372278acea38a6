"""Hands memory that activities freed back to the system: the allocator keeps it, scattered between what is still in use.

After a film of 12 shots at 1080p a worker held 360 MiB that nothing used, and some 100 MiB of that at its peak. While a shot is encoded,
what its layers were made with is free as well: 20 to 30 MiB. Handing over takes 1 to 6 ms of CPU, so it is done once every `PAUSE_S` while
activities run and once when the last has ended, in a thread of its own; nobody waits for it.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from temporalio.worker import ActivityInboundInterceptor, ExecuteActivityInput, Interceptor

from workers.allocator import hand_over

PAUSE_S = 0.5
"""From one time to the next."""


class Tidying(Interceptor):
    """Tidies up behind activities."""

    def __init__(self, pause_s: float = PAUSE_S) -> None:
        """Not before `pause_s` have passed."""
        self._pause_s = pause_s
        self._done_s = time.monotonic()
        self._is_due = False
        self._running = 0

    def intercept_activity(self, next: ActivityInboundInterceptor) -> ActivityInboundInterceptor:
        """An activity, and tidying behind it."""
        return _Tidied(next, self)

    @contextmanager
    def around(self) -> Iterator[None]:
        """Hand over what is free again and again while something runs, and once more when it has ended."""
        self._running += 1
        self._tidy()
        try:
            yield
        finally:
            self._running -= 1
            self._tidy()

    def _tidy(self) -> None:
        """Hand over what is free: now, or when the pause since the last time is over."""
        if not self._is_due:
            self._is_due = True
            loop = asyncio.get_running_loop()
            loop.call_later(max(0.0, self._done_s + self._pause_s - time.monotonic()), self._hand_over, loop)

    def _hand_over(self, loop: asyncio.AbstractEventLoop) -> None:
        self._is_due, self._done_s = False, time.monotonic()
        with suppress(RuntimeError):  # a worker that is ending has shut its threads down
            loop.run_in_executor(None, hand_over)
            if self._running:
                self._tidy()


class _Tidied(ActivityInboundInterceptor):
    def __init__(self, inside: ActivityInboundInterceptor, tidying: Tidying) -> None:
        super().__init__(inside)
        self._tidying = tidying

    async def execute_activity(self, input: ExecuteActivityInput) -> Any:
        with self._tidying.around():
            return await super().execute_activity(input)
