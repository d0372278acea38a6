"""Brings a database to the tables of this version; safe to run by several processes at once.

    upgrade(url)   to the newest revision; at the newest already: one query
    current(url)   the revision the database is at
    head()         the newest revision there is

Alembic does the work over asyncpg, the driver everything else uses. A lock of the database itself (advisory, session-level) makes a second
process wait for the first; each revision is one transaction, so a killed process leaves whole revisions behind.
"""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

T = TypeVar("T")

_LOCK = 0x46_49_4C_4D
"""Key of the advisory lock: "FILM" in ASCII. Nothing else of Filmwright takes a lock of that number."""


def upgrade(database_url: str) -> None:
    """Bring a database to the newest revision.

    Args:
        database_url: `postgresql+asyncpg://user:password@host:port/name`; the database exists.

    Raises:
        OSError, sqlalchemy.exc.DBAPIError: The database does not answer or refuses.
        alembic.util.CommandError: The database is at a revision this version does not know (it is newer).
    """
    _in_own_loop(lambda: _on_connection(database_url, _upgrade))


def current(database_url: str) -> str | None:
    """The revision a database is at; None for one without our tables."""
    return _in_own_loop(lambda: _on_connection(database_url, _current))


def head() -> str:
    """The newest revision of this version."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    assert revision is not None, "there is at least one revision"
    return revision


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection) -> None:
    if _current(connection) == head():
        return
    connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
    # The lock belongs to the session, not to this transaction: it stays through the commits of the revisions, and goes with the
    # connection if this process is killed.
    connection.commit()
    try:
        command.upgrade(_config(connection), "head")
        connection.commit()
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _LOCK})


async def _on_connection(database_url: str, work: Callable[[Connection], T]) -> T:
    engine = create_async_engine(database_url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(work)
    finally:
        await engine.dispose()


def _in_own_loop(work: Callable[[], Coroutine[None, None, T]]) -> T:
    # A thread of its own, so that it can also be called where an event loop is running.
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(lambda: asyncio.run(work())).result()
