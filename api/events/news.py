"""Hears of events: one connection of this process listens to the database and wakes whoever waits for a film.

A notification only says "look again": events are read from their table, so nothing depends on a notification arriving. While the
connection is down (or a notification was lost with a killed database) waiting ends after a few seconds anyway.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg
import structlog

CHANNEL = "film_events"

_POLL_S = 5.0
"""Longest wait while notifications arrive; guards against a lost one."""
_POLL_DEAF_S = 1.0
"""Longest wait while the listening connection is down."""
_RECONNECT_S = 1.0
_KEEPALIVE_S = 20.0

_log = structlog.get_logger(__name__)


class FilmNews:
    """Wakes those who wait for news of a film; `run` must be running for wakings to be prompt."""

    def __init__(self, database_url: str) -> None:
        """`database_url` as in the settings: `postgresql+asyncpg://...`."""
        self._address = database_url.replace("postgresql+asyncpg://", "postgresql://", 1)
        self._bells: dict[str, set[asyncio.Event]] = {}
        self._hears = False

    @contextmanager
    def bell(self, film: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever there may be news of `film`; whoever waits clears it."""
        bell = asyncio.Event()
        bells = self._bells.setdefault(film, set())
        bells.add(bell)
        try:
            yield bell
        finally:
            bells.discard(bell)
            if not bells:
                self._bells.pop(film, None)

    async def wait(self, bell: asyncio.Event) -> None:
        """Wait for the bell, or for as long as it is wise not to look."""
        try:
            async with asyncio.timeout(_POLL_S if self._hears else _POLL_DEAF_S):
                await bell.wait()
        except TimeoutError:
            return

    async def run(self) -> None:
        """Listen until cancelled, through every loss of the connection."""
        while True:
            try:
                await self._listen()
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                _log.warning("not hearing of events; polling instead", error=str(error) or type(error).__name__)
            self._hears = False
            await asyncio.sleep(_RECONNECT_S)

    async def _listen(self) -> None:
        connection = await asyncpg.connect(self._address, timeout=5)
        try:
            await connection.add_listener(CHANNEL, self._heard)
            self._hears = True
            for film in list(self._bells):  # whatever was said while nobody listened
                self._ring(film)
            while True:
                await asyncio.sleep(_KEEPALIVE_S)
                await connection.execute("SELECT 1", timeout=5)
        finally:
            self._hears = False
            connection.terminate()

    def _heard(self, _connection: Any, _pid: int, _channel: str, film: object) -> None:
        self._ring(str(film))

    def _ring(self, film: str) -> None:
        for bell in self._bells.get(film, ()):
            bell.set()
