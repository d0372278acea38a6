"""What processes open first: connections that live as long as their servers, and are replaced after that."""

import asyncio

from sqlalchemy import text

from deploy.stack.control import Stack
from schemas.settings import Settings
from tests.stack import new_database, settings_of
from workers.bootstrap import database


async def test_connections_that_the_server_closed_are_replaced(stack_parts: Stack) -> None:
    url = await new_database(stack_parts)
    engine = database(Settings(**{**settings_of(stack_parts), "database_url": url}))
    async with engine.connect() as one, engine.connect() as two:
        before = {await one.scalar(text("SELECT pg_backend_pid()")), await two.scalar(text("SELECT pg_backend_pid()"))}
    killer = database(Settings(**settings_of(stack_parts)))
    async with killer.connect() as connection:
        for process in before:
            await connection.execute(text("SELECT pg_terminate_backend(:process, 5000)"), {"process": process})
    await asyncio.sleep(0.1)

    async with engine.connect() as one, engine.connect() as two:
        after = {await one.scalar(text("SELECT pg_backend_pid()")), await two.scalar(text("SELECT pg_backend_pid()"))}
    await engine.dispose()
    await killer.dispose()

    assert len(after) == 2
    assert not before & after
