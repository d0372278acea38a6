"""Counts the requests of this process and how long each took to be answered, by route, for `GET /api/metrics`."""

import time

from prometheus_client import CollectorRegistry, Histogram, disable_created_metrics
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NO_ROUTE = "none"
"""For addresses that are none of ours: they are for senders to choose, and there is no end to them."""

disable_created_metrics()  # type: ignore[no-untyped-call]  # a line more for each series, which nobody asks for


class Timing:
    """What `TimedRequests` counted."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        """Has the one histogram."""
        self._answers = Histogram(
            "filmwright_http_request_seconds",
            "Requests of this process, by how soon their answer began.",
            ["method", "route", "status"],
            registry=self.registry,
        )

    def add(self, method: str, route: str, status: int, seconds: float) -> None:
        """An answer began after so many seconds: streams would else count for as long as somebody listens."""
        self._answers.labels(method, route, str(status)).observe(seconds)


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
