"""The bench of a worker over a real database and a real object store, with one film to make."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlmodel import SQLModel, select

from activities.ledger import Ledger
from activities.making import Bench
from activities.storage.objects import Objects
from activities.storage.shelf import Shelf
from activities.storage.store import Store
from deploy.stack.control import Stack
from schemas.order import Order
from schemas.orders import speak_order
from schemas.settings import Settings
from schemas.tables import ArtifactRow, FilmRow, ProjectRow
from tests.small import made_from, small_plan, small_shot_list
from tests.stack import lent_database, settings_of
from workers.bootstrap import database

R = TypeVar("R", bound=SQLModel)
NOW = datetime(2026, 11, 21, tzinfo=UTC)


@dataclass(frozen=True)
class Workplace:
    """A bench and what lies behind it; the film is called "f"."""

    bench: Bench
    sessions: async_sessionmaker[AsyncSession]
    settings: Settings

    async def rows(self, table: type[R]) -> list[R]:
        """Every row of a table."""
        async with self.sessions() as session:
            return list(await session.scalars(select(table)))

    async def store(self, *orders: Order) -> None:
        """Let what some orders make be there: rows without objects."""
        rows = [stored_row(order).model_dump(exclude={"created_at"}) for order in orders]
        async with self.sessions.begin() as session:
            await session.execute(insert(ArtifactRow).values(rows).on_conflict_do_nothing())

    def second_bench(self, name: str = "other", shelf_bytes: int = 10**9, endpoint: str | None = None) -> Bench:
        """The bench of another worker on another machine, which reaches the store at `endpoint`."""
        settings = self.settings.model_copy(update={"s3_endpoint": endpoint or self.settings.s3_endpoint})
        folder = self.settings.state_dir / name
        shelf = Shelf(folder / "shelf", shelf_bytes)
        return Bench(Objects(Store(settings), shelf, name), Ledger(self.sessions), folder / "scratch", {})


@pytest.fixture
async def database_url(stack_parts: Stack) -> AsyncIterator[str]:
    """A database with the tables of now, empty, nobody else's during the test."""
    async with lent_database(stack_parts) as url:
        yield url


@pytest.fixture
async def workplace(stack_parts: Stack, database_url: str, tmp_path: Path) -> AsyncIterator[Workplace]:
    """A database of the test's own with its tables and one film; the store is shared, its names are hashes."""
    settings = Settings(**{**settings_of(stack_parts), "database_url": database_url, "state_dir": tmp_path})
    engine = database(settings)
    sessions = async_sessionmaker(engine, expire_on_commit=False)
    store = Store(settings)
    await asyncio.to_thread(store.make_bucket)
    bench = Bench(Objects(store, Shelf(tmp_path / "shelf", 10**9), "here"), Ledger(sessions), tmp_path / "scratch", {})
    async with sessions.begin() as session:
        session.add(ProjectRow(id="p", owner="local", title="Tests", created_at=NOW, updated_at=NOW))
        await session.flush()
        session.add(
            FilmRow(
                id="f",
                owner="local",
                project_id="p",
                title="Small",
                state="pending",
                options={},
                script={},
                script_name="small",
                created_at=NOW,
                updated_at=NOW,
            )
        )
    yield Workplace(bench=bench, sessions=sessions, settings=settings)
    await engine.dispose()


def stored_row(order: Order) -> ArtifactRow:
    """The row of what an order makes."""
    return ArtifactRow(
        key=order.key,
        stage=order.stage,
        kind=type(order).__name__,
        ref=made_from(order).model_dump(mode="json"),
        object_name=f"artifacts/{order.key}",
        engine=order.engine.name,
        engine_version=order.engine.version,
        worker="here",
    )


def line_order(number: int = 1, *, salt: str = "", cut: int = 1, take: int = 1) -> Order:
    """An order of the film "f" for a line; another `salt` makes it another order."""
    line = next(line for scene in small_shot_list().scenes for shot in scene.shots for line in shot.lines if line.number == number)
    return speak_order(small_plan(), cut, line).model_copy(update={"text": f"{line.text} {salt}", "take": take})
