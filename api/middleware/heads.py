"""HEAD wherever GET is: the same status and headers, and no body (RFC 9110, 9.3.2)."""

import asyncio
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ENDS_WITHIN_S = 1.0
"""What would go on for ever, as events do, is stopped then; its headers went out at once."""


class HeadsAsGets:
    """Asks the application as by GET, and sends on what comes before the body."""

    def __init__(self, app: ASGIApp, has_own: Callable[[Scope], bool]) -> None:
        """`has_own` tells whether an address answers HEAD by itself."""
        self.app = app
        self._has_own = has_own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD" or self._has_own(scope):
            await self.app(scope, receive, send)
            return
        has_begun = asyncio.Event()

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
                await send({"type": "http.response.body", "body": b"", "more_body": False})
                has_begun.set()

        asking = asyncio.ensure_future(self.app({**scope, "method": "GET"}, receive, send_head))
        beginning = asyncio.ensure_future(has_begun.wait())
        try:
            await asyncio.wait({asking, beginning}, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait({asking}, timeout=_ENDS_WITHIN_S)
        finally:
            beginning.cancel()
            if not asking.done():
                asking.cancel()
        if asking.done():
            asking.result()  # a failure is the server's to log, as of any other request
