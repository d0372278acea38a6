"""What is turned away before a route sees it: foreign hosts, foreign pages, bodies that are too large.

In local mode nobody logs in, so the browser of this machine must not be usable against us: a page of elsewhere that resolves its own name
to 127.0.0.1 (DNS rebinding) is known by its `Host`, one that posts a form to us (cross-site request forgery) or opens a WebSocket, which
no browser forbids, by its `Origin`.
"""

import ipaddress
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Problem, problem_response

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_MEBIBYTE = 1024 * 1024


class LoopbackOnly:
    """Refuses requests that are not addressed to this machine by a loopback name, and changes and sockets asked for by foreign pages."""

    def __init__(self, app: ASGIApp, origins: Collection[str] = ()) -> None:
        """`origins` are those of pages elsewhere that are not foreign."""
        self.app = app
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        problem = _foreign(scope, self._origins) if scope["type"] in {"http", "websocket"} else None
        if problem is not None:
            await problem_response(problem, scope["path"])(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _foreign(scope: Scope, known: Collection[str]) -> Problem | None:
    headers = {name: value.decode("latin-1") for name, value in scope["headers"] if name in {b"host", b"origin", b"sec-fetch-site"}}
    host = headers.get(b"host", "")
    if not _is_loopback(f"//{host}"):
        return Problem(421, f"this server only answers to localhost and 127.0.0.1, not to '{host}'")
    origin = headers.get(b"origin")
    if scope.get("method") in _READING or origin in known:
        return None
    if (origin is not None and not _is_loopback(origin)) or headers.get(b"sec-fetch-site") == "cross-site":
        return Problem(403, f"a page of '{origin or 'another site'}' may not change anything here; FILM_API_ORIGINS lists those that may")
    return None


def _is_loopback(address: str) -> bool:
    try:
        name = urlsplit(address).hostname or ""
    except ValueError:
        return False
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


class BodyLimit:
    """Refuses bodies over a size: by their `Content-Length` at once, otherwise as soon as they are over it."""

    def __init__(self, app: ASGIApp, limit_bytes: int, limits_bytes: Mapping[str, int]) -> None:
        """`limits_bytes` are for addresses that end so: those that scripts and recordings are sent to; `limit_bytes` for all others."""
        self.app = app
        self.limit_bytes = limit_bytes
        self.limits_bytes = limits_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = next((limit for ending, limit in self.limits_bytes.items() if scope["path"].endswith(ending)), self.limit_bytes)
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > limit:
            await problem_response(Problem(413, _too_large(limit)), scope["path"])(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                # FastAPI lets an HTTPException of the body through to the handlers of `api/errors.py`; anything else becomes a 400.
                raise HTTPException(413, _too_large(limit))
            return message

        await self.app(scope, counted, send)


def _too_large(limit_bytes: int) -> str:
    return f"the request is larger than {limit_bytes / _MEBIBYTE:.3g} MiB, the most that is taken here"
