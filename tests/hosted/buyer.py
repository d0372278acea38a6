"""A worker's bench in a process of its own, to be killed: `python -m tests.hosted.buyer ORDER.json`, settings from the environment."""

import asyncio
import sys
from pathlib import Path

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import async_sessionmaker

from activities.ledger import Ledger
from activities.making import Bench
from activities.storage.objects import Objects
from activities.storage.shelf import Shelf
from activities.storage.store import Store
from schemas.effects import MakeEffects
from schemas.images import PaintImage
from schemas.subtitles import TranslateLines
from workers.bootstrap import database, engine_settings, read_settings

AnyOrder = PaintImage | MakeEffects | TranslateLines
_ORDERS: TypeAdapter[AnyOrder] = TypeAdapter(AnyOrder)


async def main(order: AnyOrder) -> None:
    """Make what is ordered."""
    settings = read_settings()
    engine = database(settings)
    objects = Objects(Store(settings), Shelf(settings.state_dir / "shelf", 10**8), "buyer")
    bench = Bench(objects, Ledger(async_sessionmaker(engine, expire_on_commit=False)), settings.state_dir / "scratch", engine_settings())
    await bench.make(order)
    await engine.dispose()


if __name__ == "__main__":
    asyncio.run(main(_ORDERS.validate_json(Path(sys.argv[1]).read_bytes())))
