"""Counts the requests of this process and how long each took to be answered, by route, for `GET /api/metrics`."""

import time
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the buckets that answers are counted in, those that Prometheus' own clients have."""
_NO_ROUTE = "none"
"""For addresses that are none of ours: they are for senders to choose, and there is no end to them."""


@dataclass
class Answers:
    """All answers of one route with one method and status."""

    seconds: float = 0.0
    """Together, each from the request to the first of its answer: streams would count for as long as somebody listens."""
    buckets: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS_S) + 1))
    """How many took as long as each of `BUCKETS_S` or less, but longer than the one before; the last one longer than all."""

    @property
    def count(self) -> int:
        """How many there were."""
        return sum(self.buckets)


class Timing:
    """What `TimedRequests` counted."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str, int], Answers] = defaultdict(Answers)
        """By method, route and status."""

    def add(self, method: str, route: str, status: int, seconds: float) -> None:
        """An answer began after so many seconds."""
        answers = self.answers[method, route, status]
        answers.seconds += seconds
        answers.buckets[bisect_left(BUCKETS_S, seconds)] += 1


class TimedRequests:
    """Measures every request of the application."""

    def __init__(self, app: ASGIApp, timing: Timing) -> None:
        self.app = app
        self._timing = timing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began_s = time.monotonic()

        async def timed(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", _NO_ROUTE)
                self._timing.add(scope["method"], route, message["status"], time.monotonic() - began_s)
            await send(message)

        await self.app(scope, receive, timed)
