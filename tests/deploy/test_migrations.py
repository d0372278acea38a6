"""Migrations: from nothing to the tables of now, however many begin at once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import SQLModel

import schemas.hook_tables
import schemas.tables
from deploy.migrations import current, head, upgrade
from deploy.stack.control import Stack
from tests.stack import new_database, plain_url


def differences(connection: Connection) -> list[object]:
    """What the tables of a database lack or have too much, after `schemas/tables.py`."""
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, SQLModel.metadata))


async def test_the_migrated_tables_are_those_of_the_code(stack_parts: Stack) -> None:
    assert schemas.tables.FilmRow.metadata is schemas.hook_tables.HookRow.metadata is SQLModel.metadata
    url = await new_database(stack_parts)

    upgrade(url)

    engine = create_async_engine(url)
    async with engine.connect() as connection:
        found = await connection.run_sync(differences)
    await engine.dispose()
    assert found == []
    assert current(url) == head()


async def test_workers_that_run_while_tables_change_still_buy(stack_parts: Stack) -> None:
    """A stack is migrated before its workers are replaced: those of before know nothing of an answer's columns."""
    url = await new_database(stack_parts)
    upgrade(url)
    connection = await asyncpg.connect(plain_url(url))

    await connection.execute(
        "INSERT INTO paid_calls (key, part, film_id, provider, idempotency_key, state, job_id, purchases, amount_micros, reason, holder)"
        " VALUES ('k', 1, 'f', 'Runway', 'i', 'begun', '', 1, 0, '', 'h')"
    )
    row = await connection.fetchrow("SELECT asked, answer, answer_headers FROM paid_calls")
    await connection.close()

    assert row is not None
    assert tuple(row) == ("", None, "{}")


async def test_four_at_once_migrate_once(stack_parts: Stack) -> None:
    url = await new_database(stack_parts)

    with ThreadPoolExecutor(4) as threads:
        await asyncio.gather(*(asyncio.get_running_loop().run_in_executor(threads, upgrade, url) for _ in range(4)))

    assert current(url) == head()


async def test_a_database_without_our_tables_has_no_revision(stack_parts: Stack) -> None:
    assert current(await new_database(stack_parts)) is None


async def test_a_database_of_a_newer_version_is_left_alone(stack_parts: Stack) -> None:
    url = await new_database(stack_parts)
    upgrade(url)
    connection = await asyncpg.connect(plain_url(url))
    await connection.execute("UPDATE alembic_version SET version_num = 'newer'")
    await connection.close()

    with pytest.raises(CommandError, match="newer"):
        upgrade(url)
