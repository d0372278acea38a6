"""A private stack for tests: real PostgreSQL, Temporal and S3 on free ports, started once a test run.

Registered by `tests/conftest.py`, so every test can ask for it:

    async def test_rows_are_kept(stack_parts: Stack) -> None:
        url = await new_database(stack_parts)              # postgresql+asyncpg://..., empty, this test's own
        async with lent_database(stack_parts) as url:      # the same with the tables of now, until the end of the block
        client = await Client.connect(stack_parts.record.temporal_address, namespace="films")
        settings = Settings(**settings_of(stack_parts))    # or hand `stack_parts.record.environment()` to a child process

The first test that asks waits about 3 s; nothing is started if none asks. Tests share the servers: use a database of your own, task queues
and workflow ids with a random part, and object keys that are random or content-addressed. The stack ends with the test run, also when
that is killed. No workers and no API run in it. To kill, stop or restart parts, make a stack of your own with `private_stack`.
"""

import asyncio
import os
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from deploy.migrations import upgrade
from deploy.stack import control
from deploy.stack.control import Stack
from deploy.stack.parts import FOUNDATION
from deploy.stack.parts.postgres import MOVED

_FREE: dict[str, list[str]] = {}
"""Databases that may be lent again, by the address of the stack's own."""
_KEPT = "alembic_version"


@pytest.fixture(scope="session")
def stack_parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """PostgreSQL, Temporal and the S3 store, shared by the whole test run."""
    with private_stack(tmp_path_factory.mktemp("stack") / ".film") as stack:
        yield stack


@contextmanager
def private_stack(state_dir: Path, parts: Sequence[str] = FOUNDATION, *, is_lasting: bool = False) -> Iterator[Stack]:
    """A stack of one's own on free ports, ended on leaving; it spares the disk unless it shall be as users have it."""
    try:
        yield control.up(state_dir, parts=parts, wanted_ports=control.ANY_PORTS, dies_with=os.getpid(), is_lasting=is_lasting)
    finally:
        control.down(state_dir)
        # As root under a private folder, the database lay elsewhere.
        if (state_dir / "postgres" / MOVED).is_symlink():
            shutil.rmtree((state_dir / "postgres" / MOVED).readlink())


def cluster_of(state_dir: Path) -> Path:
    """Where the database of a stack lies."""
    near = state_dir / "postgres"
    return (near / MOVED).resolve() / "data" if (near / MOVED).is_symlink() else near / "data"


def settings_of(stack: Stack) -> Mapping[str, Any]:
    """The fields of `schemas.settings.Settings` that lead to a stack."""
    prefix = "FILM_"
    environment = stack.record.environment()
    return {name.removeprefix(prefix).lower(): value for name, value in environment.items() if name.startswith(prefix)}


async def new_database(stack: Stack) -> str:
    """Makes an empty database and returns its SQLAlchemy address."""
    name, url = f"test_{secrets.token_hex(6)}", stack.record.database_url
    connection = await asyncpg.connect(plain_url(url))
    try:
        await connection.execute(f'CREATE DATABASE "{name}"')
    finally:
        await connection.close()
    return f"{url.rpartition('/')[0]}/{name}"


@asynccontextmanager
async def lent_database(stack: Stack) -> AsyncIterator[str]:
    """The SQLAlchemy address of a database with the tables of now and no rows, for nobody else until the end of the block.

    Then it is emptied for the next who asks: a database is 400 files, and a run that made one for each of its tests took minutes to delete
    them, hours on a slow disk.
    """
    free = _FREE.setdefault(stack.record.database_url, [])
    if free:
        url = free.pop()
    else:
        url = await new_database(stack)
        await asyncio.to_thread(upgrade, url)
    yield url
    await _empty(url)
    free.append(url)


async def _empty(url: str) -> None:
    connection = await asyncpg.connect(plain_url(url))
    try:
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        await connection.execute(f"SELECT pg_terminate_backend(pid, 5000) {others}")
        tables = await connection.fetch(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> $1", _KEPT
        )
        await connection.execute("SET session_replication_role = replica")  # in any order: no keys are checked
        await connection.execute("; ".join(f"DELETE FROM {table}" for (table,) in tables))
        await connection.execute("SELECT setval(quote_ident(sequencename)::regclass, start_value, false) FROM pg_sequences")
    finally:
        await connection.close()


def plain_url(url: str) -> str:
    """SQLAlchemy's address of a database as asyncpg wants it."""
    return url.replace("postgresql+asyncpg://", "postgresql://")
