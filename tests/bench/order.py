"""What an order costs beside its engine: looking it up, keeping what was made, and writing that it is there.

`python -m tests.bench.order [--orders 150] [--rounds 3]`. Orders whose engine writes 2 kB are made by a worker's bench, two at a time, and
then ordered again; CPU is that of this process, which stands for the worker, of PostgreSQL and of the object store. Temporal has no part.
"""

import argparse
import asyncio
import secrets
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy.ext.asyncio import async_sessionmaker

from activities.engines import Job, Made
from activities.ledger import Ledger
from activities.making import Bench
from activities.storage.objects import Objects
from activities.storage.shelf import Shelf
from activities.storage.store import Store
from deploy.migrations import upgrade
from deploy.stack.control import Stack
from schemas.media import FLAC
from schemas.order import Order
from schemas.settings import Settings
from schemas.tables import FilmRow, ProjectRow
from tests.activities.conftest import line_order
from tests.bench.meter import cpu_s, middle, show
from tests.stack import new_database, private_stack, settings_of
from workers.bootstrap import database

AT_ONCE = 2
PARTS = ("worker", "postgres", "objects")


def _work(job: Job[Any]) -> Made:
    path = job.folder / "made"
    path.write_bytes(job.order.key.encode() * 32)
    return Made(path=path, media_type=FLAC, samples=1)


async def spent(bench: Bench, orders: Sequence[Order], pids: dict[str, int]) -> dict[str, float]:
    """Milliseconds of CPU for each order, by part, and `wall`."""
    before, begun_s = {part: cpu_s([pid]) for part, pid in pids.items()}, time.monotonic()
    waiting = iter(orders)

    async def make() -> None:
        for order in waiting:
            await bench.make_with(order, _work)

    await asyncio.gather(*(make() for _ in range(AT_ONCE)))
    wall_s = time.monotonic() - begun_s
    return {part: (cpu_s([pid]) - before[part]) * 1000 / len(orders) for part, pid in pids.items()} | {"wall": wall_s * 1000 / len(orders)}


def _orders(number: int) -> list[Order]:
    salt = secrets.token_hex(4)
    orders = [line_order(salt=f"{salt} {index}") for index in range(number)]
    return [
        order.model_copy(update={"about": order.about.model_copy(update={"target": f"line {index}"})}) for index, order in enumerate(orders)
    ]


def _as_new(orders: Sequence[Order]) -> list[Order]:
    """As they come from Temporal: nobody has asked them for their keys."""
    return [type(order).model_validate(order.model_dump()) for order in orders]


async def run(bench: Bench, pids: dict[str, int], orders: int, rounds: int) -> None:
    """Measure and print; the first round warms everything up."""
    made, found = [], []
    for _ in range(rounds + 1):
        ordered = _orders(orders)
        made.append(await spent(bench, _as_new(ordered), pids))
        found.append(await spent(bench, _as_new(ordered), pids))
    rows: list[list[object]] = []
    for name, all_spent in (("made", made[1:]), ("found", found[1:])):
        parts = [middle(all_spent, lambda one: one[part]) for part in PARTS]  # noqa: B023 - called at once
        rows.append(
            [name, *parts, middle(all_spent, lambda one: sum(one[part] for part in PARTS)), middle(all_spent, lambda one: one["wall"])]
        )
    head = ["", *(f"CPU ms {part}" for part in PARTS), "CPU ms together", "wall ms"]
    show(f"An order beside its engine, {AT_ONCE} at a time (medians of {rounds} rounds of {orders})", head, rows)


async def _with_film(stack: Stack, folder: Path, orders: int, rounds: int) -> None:
    url = await new_database(stack)
    await asyncio.to_thread(upgrade, url)
    settings = Settings(**{**settings_of(stack), "database_url": url, "state_dir": folder})
    engine = database(settings)
    sessions = async_sessionmaker(engine, expire_on_commit=False)
    now = datetime.now(UTC)
    async with sessions.begin() as session:
        session.add(ProjectRow(id="p", owner="local", title="Bench", created_at=now, updated_at=now))
        await session.flush()
        session.add(
            FilmRow(
                id="f",
                owner="local",
                project_id="p",
                title="Bench",
                state="processing",
                options={},
                script={},
                script_name="bench",
                created_at=now,
                updated_at=now,
            )
        )
    store = Store(settings)
    await asyncio.to_thread(store.make_bucket)
    bench = Bench(Objects(store, Shelf(folder / "shelf", 10**9), "here"), Ledger(sessions), folder / "scratch", {})
    pids = {"worker": psutil.Process().pid}
    pids |= {name: part.process.pid for name, part in stack.status.parts.items() if part.process is not None and name in PARTS}
    await run(bench, pids, orders, rounds)
    await engine.dispose()


async def main() -> None:
    """On a stack of one's own."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    asked.add_argument("--orders", type=int, default=150)
    asked.add_argument("--rounds", type=int, default=3)
    ask = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, private_stack(Path(folder) / ".film", ["postgres", "objects"], is_lasting=True) as stack:
        await _with_film(stack, Path(folder), ask.orders, ask.rounds)


if __name__ == "__main__":
    asyncio.run(main())
