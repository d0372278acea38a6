"""Sends one message to one receiver, and tells how that ended; nothing a receiver does raises anything.

Redirects are not followed: where a receiver sends us is its choice, and was not checked. Proxies of the environment are not asked.
"""

import asyncio
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from activities.hooks.addresses import Bounds, read_url, resolve
from schemas.failures import Refused, Unavailable

if TYPE_CHECKING:
    from activities.hooks.sending import Sender

TIMEOUT_S = 15.0
"""For all of it: name, connection, answer."""
GONE = 410
_SHOWN_CHARACTERS = 300


@dataclass(frozen=True)
class Answer:
    """How an attempt ended."""

    status: int | None
    """HTTP status; None when there was no answer."""
    reason: str
    """Why it failed, in a sentence; empty when it did not."""
    duration_s: float
    beginning: str = ""
    """Of what the receiver answered."""
    retry_after_s: float | None = None

    @property
    def is_success(self) -> bool:
        """Whether the receiver has it."""
        return not self.reason

    @property
    def told(self) -> str:
        """In a word, without what a receiver wrote and where it is."""
        return str(self.status or "no answer")


class Post:
    """Sends within bounds."""

    def __init__(self, bounds: Bounds, agent: str, timeout_s: float = TIMEOUT_S, trust: ssl.SSLContext | None = None) -> None:
        """Nothing is opened yet.

        Args:
            bounds: Where to.
            agent: The header `user-agent`.
            timeout_s: For one message.
            trust: Which certificates are believed; those of public authorities by default.
        """
        self._bounds, self._agent, self._timeout_s, self._trust = bounds, agent, timeout_s, trust
        self._sender: Sender | None = None

    async def send(self, url: str, headers: Mapping[str, str], body: str) -> Answer:
        """Send a JSON body."""
        begun_s = time.monotonic()
        try:
            async with asyncio.timeout(self._timeout_s):
                target = read_url(url, self._bounds)
                addresses = await resolve(target, self._bounds)
                own = {"content-type": "application/json", "user-agent": self._agent}
                status, answered, read = await self._opened().send(target, addresses, {**own, **headers}, body)
        except (Refused, Unavailable) as error:
            return Answer(None, str(error), time.monotonic() - begun_s)
        except TimeoutError:
            return Answer(None, f"no answer within {self._timeout_s:g} s", time.monotonic() - begun_s)
        return _judged(status, answered, read, time.monotonic() - begun_s)

    def _opened(self) -> "Sender":
        if self._sender is None:
            from activities.hooks.sending import Sender as Opened  # noqa: PLC0415 - see there

            self._sender = Opened(self._trust)
        return self._sender


def _judged(status: int, headers: Mapping[str, str], read: bytes, duration_s: float) -> Answer:
    beginning = _printable(read.decode("utf-8", errors="replace"))
    if 200 <= status < 300:
        return Answer(status, "", duration_s, beginning)
    if 300 <= status < 400:
        where = _printable(headers.get("location", "")[:_SHOWN_CHARACTERS])
        return Answer(
            status, f"answered {status}; redirects are not followed, give the hook the last address: {where}", duration_s, beginning
        )
    return Answer(status, f"answered {status}", duration_s, beginning, _retry_after_s(headers.get("retry-after", "").strip()))


def _printable(text: str) -> str:
    """A receiver's words without what would move the cursor of the terminal they are shown in."""
    return "".join(sign if sign.isprintable() or sign in "\n\t" else "\ufffd" for sign in text)


def _retry_after_s(said: str) -> float | None:
    """When the receiver wants to be asked again: seconds, or a date (RFC 9110, 10.2.3)."""
    if said.isascii() and said.isdigit() and len(said) < 10:
        return float(said)
    try:
        at = parsedate_to_datetime(said)
    except (ValueError, OverflowError):  # years and zones beyond all numbers
        return None
    return max(0.0, ((at if at.tzinfo else at.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds())
