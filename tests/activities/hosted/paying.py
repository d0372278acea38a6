"""Benches, orders and workers of tests that pay."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

from sqlalchemy import text

from activities.film.engines.translator import Translator
from activities.making import Bench
from activities.purchase import Kept, Offer
from deploy.stack.control import Stack
from schemas.engines import EngineChoice
from schemas.film import FrameRange, Reel, ReelLine, ReelShot, StoreReel
from schemas.media import FLAC, ArtifactRef
from schemas.order import Order
from schemas.stages import Stage
from schemas.subtitles import TranslateLines
from schemas.tables import PaidCallRow
from tests.activities.conftest import Workplace
from tests.hosted.orders import picture_order, settings_for
from tests.hosted.server import Server

ROOT = Path(__file__).parents[3]
OFFER = Offer("Runway", price_micros=250_000, times_max=2, setting="FILM_X_PURCHASES_MAX")


@dataclass(frozen=True)
class Answering:
    """A call that is answered."""

    answer: Kept
    delay_s: float = 0.0

    def __call__(self, _tick: Callable[[], None]) -> Kept:
        time.sleep(self.delay_s)
        return self.answer


def tick() -> None:
    """Nobody is cancelled."""


def picture(name: str = "replicate_images", salt: str = "") -> Order:
    """A salt makes it another order: the store is shared by all tests, the database is each test's own."""
    return picture_order(name, prompt=f"A kitchen {salt}")


def bench_at(workplace: Workplace, server: Server, name: str = "replicate_images", stage: Stage = Stage.IMAGES) -> Bench:
    """A bench that buys from the server."""
    objects, ledger, scratch = workplace.bench.objects, workplace.bench.ledger, workplace.bench.scratch
    return Bench(objects, ledger, scratch, settings_for(server, stage, name))


async def paid_row(workplace: Workplace) -> PaidCallRow:
    """The only one."""
    (row,) = await workplace.rows(PaidCallRow)
    return row


async def until(is_so: Callable[[], bool]) -> None:
    """Until something has happened in another process."""
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to it within 60 s"
        await asyncio.sleep(0.05)


@contextmanager
def buying_worker(workplace: Workplace, stack: Stack, settings: Mapping[str, str], order: Order) -> Iterator["Popen[bytes]"]:
    """Another process that makes an order; killed at the end of the block."""
    path = workplace.settings.state_dir / "order.json"
    path.write_text(order.model_dump_json(), encoding="utf-8")
    environment = {
        **os.environ,  # noqa: TID251 - a child needs the paths of this process
        **stack.record.environment(),
        "FILM_DATABASE_URL": workplace.settings.database_url.get_secret_value(),
        "FILM_STATE_DIR": str(workplace.settings.state_dir / "buyer"),
        **settings,
    }
    process = Popen([sys.executable, "-m", "tests.hosted.buyer", str(path)], cwd=ROOT, env=environment)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


async def translation(workplace: Workplace, texts: list[str]) -> Order:
    """The order of a translation of a scene of some lines, whose reel is stored."""
    nothing = ArtifactRef(key="nothing", media_type=FLAC, size_bytes=0, sha256="0" * 64)
    source = FrameRange(clip=nothing, image=nothing, first_frame=0, frames=24)
    lines = [
        ReelLine(number=number, character="MARA", text=text, placement="on", speech=nothing, first_sample=0)
        for number, text in enumerate(texts, start=1)
    ]
    shot = ReelShot(number=1, title="", frames=24, segment=nothing, source=source, lines=lines, sounds=[], image=nothing, clip=nothing)
    reel = Reel(scene=1, heading="INT. HALL", fps=24, shots=[shot], music=nothing, music_mood="calm")
    engine = EngineChoice(stage=Stage.FILM, name="translator", version=Translator.version, model="tiny")
    about = picture().about
    stored = await workplace.bench.store_reel(StoreReel(engine=engine, about=about, reel=reel))
    return TranslateLines(engine=engine, about=about, reel=stored, said=reel.said_key, source="en", target="fr")


async def until_state(workplace: Workplace, *states: str) -> None:
    """Until the calls have come to this, by part."""
    async with asyncio.timeout(60):
        while True:
            rows = sorted(await workplace.rows(PaidCallRow), key=lambda row: row.part)
            if [row.state for row in rows] == [*states]:
                return
            await asyncio.sleep(0.1)


async def hold_runs_out(workplace: Workplace) -> None:
    """Time passes: what a killed worker held is held no longer."""
    async with workplace.sessions.begin() as session:
        await session.execute(text("UPDATE paid_calls SET held_until = clock_timestamp() - interval '1 second'"))
