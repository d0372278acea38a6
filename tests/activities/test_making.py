"""The bench: what is made exists once, whatever happens on the way."""

import asyncio
import secrets
import threading
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from temporalio import activity
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.exceptions import ApplicationError
from temporalio.worker import Worker

from activities.engines import Job, Made, engine_class
from activities.making import Bench
from deploy.stack.control import Stack
from schemas.clips import AnimateClip
from schemas.engines import EngineChoice
from schemas.media import FLAC, ArtifactRef
from schemas.order import Order
from schemas.stages import Stage
from schemas.tables import ArtifactRow, CostRow, EventRow, StepRow, TakeRow
from schemas.voices import SpeakLine
from tests.activities.conftest import Workplace, line_order


def _work(content: bytes = b"sound", *, seconds: float = 0.0, calls: list[str] | None = None) -> Callable[[Job[Any]], Made]:
    def work(job: Job[Any]) -> Made:
        if calls is not None:
            calls.append(job.order.about.target)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            job.progress(0.5)
            time.sleep(0.02)
        path = job.folder / "made"
        path.write_bytes(content)
        return Made(path=path, media_type=FLAC, samples=1)

    return work


def _objects(workplace: Workplace, key: str) -> list[str]:
    store = workplace.bench.objects.store
    return sorted(str(one.object_name) for one in store._client.list_objects(store.bucket, f"artifacts/voices/{key}/"))


def _scratch(bench: Bench) -> list[Path]:
    return list(bench.scratch.iterdir())


async def test_what_exists_is_found_and_not_made_again(workplace: Workplace) -> None:
    order, calls = line_order(salt=secrets.token_hex(4)), list[str]()
    first = await workplace.bench.make_with(order, _work(calls=calls))

    again = await workplace.second_bench().make_with(order, _work(calls=calls))

    assert first == again
    assert calls == ["line 1"]
    assert [row.state for row in await workplace.rows(StepRow)] == ["made"]


async def test_two_attempts_at_once_end_with_one_artifact_and_one_object(workplace: Workplace) -> None:
    order = line_order(salt=secrets.token_hex(4))
    benches = [workplace.bench, workplace.second_bench()]

    refs = await asyncio.gather(*(bench.make_with(order, _work(seconds=0.3)) for bench in benches))

    assert refs[0] == refs[1]
    assert [row.key for row in await workplace.rows(ArtifactRow)] == [order.key]
    assert len([name for name in _objects(workplace, order.key) if not name.endswith(".json")]) == 1
    assert len(await workplace.rows(CostRow)) == 1
    assert [(row.number, row.is_selected) for row in await workplace.rows(TakeRow)] == [(1, True)]
    assert [_scratch(bench) for bench in benches] == [[], []]


async def test_of_two_attempts_with_other_bytes_the_first_stands_for_both(workplace: Workplace) -> None:
    order = line_order(salt=secrets.token_hex(4))
    other = workplace.second_bench()

    refs = await asyncio.gather(
        workplace.bench.make_with(order, _work(b"a", seconds=0.2)), other.make_with(order, _work(b"b", seconds=0.2))
    )

    assert refs[0] == refs[1]
    row = (await workplace.rows(ArtifactRow))[0]
    assert await other.read(refs[0]) == await workplace.bench.read(refs[0])
    assert ArtifactRef.model_validate(row.ref) == refs[0]


async def test_an_artifact_and_its_cost_are_written_in_one_moment(workplace: Workplace) -> None:
    """A worker may die between any two transactions; a retry finds the artifact and would note it as reused, for nothing."""
    order = line_order(salt=secrets.token_hex(4))
    stranger = order.model_copy(update={"about": order.about.model_copy(update={"film": "nobody's"})})
    made = workplace.bench.scratch / "sound"
    made.write_bytes(b"sound")
    row = workplace.bench.objects.put(stranger, stranger.key, Made(path=made, media_type=FLAC), 1.0, 1)

    with pytest.raises(IntegrityError, match="steps"):
        await workplace.bench.ledger.commit(row, stranger)

    assert await workplace.rows(ArtifactRow) == []


async def test_what_a_job_was_given_stays_until_it_is_done(workplace: Workplace) -> None:
    """A long film's parts are more than a shelf holds; they may not be thrown out under the job that joins them."""
    bench = workplace.second_bench(shelf_bytes=10)
    parts = [await bench.make_with(line_order(number, salt=secrets.token_hex(4)), _work(secrets.token_bytes(20))) for number in (1, 2, 3)]

    def join(job: Job[Order]) -> Made:
        path = job.folder / "made"
        path.write_bytes(b"".join(job.input(part).path.read_bytes() for part in parts))
        return Made(path=path, media_type=FLAC)

    whole = await bench.make_with(line_order(4, salt=secrets.token_hex(4)), join, further=lambda _inputs: parts)

    assert whole.size_bytes == 60
    assert _scratch(bench) == []


async def test_a_store_that_is_away_is_waited_for_with_what_was_made(workplace: Workplace) -> None:
    order, calls = line_order(salt=secrets.token_hex(4)), list[str]()
    port = await _free_port()
    bench = workplace.second_bench(endpoint=f"http://127.0.0.1:{port}")
    making = asyncio.create_task(bench.make_with(order, _work(calls=calls)))
    await asyncio.sleep(2)

    async with _door(port, workplace.settings.s3_endpoint):
        ref = await making

    assert calls == ["line 1"]
    assert await workplace.bench.read(ref) == b"sound"


@pytest.mark.slow
async def test_what_waits_long_for_the_store_is_told_in_the_film_s_log(workplace: Workplace) -> None:
    order = line_order(salt=secrets.token_hex(4))
    port = await _free_port()
    making = asyncio.create_task(workplace.second_bench(endpoint=f"http://127.0.0.1:{port}").make_with(order, _work()))
    async with asyncio.timeout(60):
        while True:
            told = [row.data["message"] for row in await workplace.rows(EventRow) if row.kind == "warning"]
            if told:
                break
            await asyncio.sleep(0.5)

    async with _door(port, workplace.settings.s3_endpoint):
        await making

    assert [f"{order.about.label}: is made, and waits to be stored: the object store does not answer" in told[0], len(told)] == [True, 1]


async def test_an_engine_is_built_once_for_two_first_orders(workplace: Workplace) -> None:
    choice = EngineChoice(stage=Stage.VOICES, name="espeak", version=engine_class(Stage.VOICES, "espeak").version)
    together = threading.Barrier(6)

    def engine() -> int:
        together.wait()
        return id(workplace.bench._engine(choice))

    with ThreadPoolExecutor(6) as pool:
        found = {future.result() for future in [pool.submit(engine) for _ in range(6)]}

    assert len(found) == 1


async def test_an_engine_of_another_version_is_refused_by_name(workplace: Workplace) -> None:
    order = line_order().model_copy(update={"engine": EngineChoice(stage=Stage.VOICES, name="espeak", version="0")})

    with pytest.raises(ApplicationError, match=r"voices engine 'espeak' .*; 0 was ordered") as refused:
        await workplace.bench.make(order)

    assert refused.value.non_retryable


async def test_what_a_former_engine_of_the_film_made_is_taken_and_nothing_is_made(workplace: Workplace) -> None:
    old, calls = line_order(salt=secrets.token_hex(4)), list[str]()
    ref = await workplace.bench.make_with(old, _work())
    newer = old.model_copy(update={"engine": old.engine.model_copy(update={"version": "2"}), "former": [old.engine]})

    assert await workplace.bench.make_with(newer, _work(calls=calls)) == ref
    assert calls == []
    assert [(row.number, row.key) for row in await workplace.rows(TakeRow)] == [(1, old.key)]
    assert [row.key for row in await workplace.rows(StepRow)] == [old.key]


async def test_what_no_former_engine_made_is_made_by_the_new_one_under_its_own_key(workplace: Workplace) -> None:
    old = line_order(salt=secrets.token_hex(4))
    newer = old.model_copy(update={"engine": old.engine.model_copy(update={"version": "2"}), "former": [old.engine]})

    ref = await workplace.bench.make_with(newer, _work())

    assert ref.key == newer.key != old.key
    assert [row.engine_version for row in await workplace.rows(ArtifactRow)] == ["2"]


async def test_a_cancelled_activity_frees_its_slot_and_leaves_nothing(workplace: Workplace, stack_parts: Stack) -> None:
    client = await Client.connect(stack_parts.record.temporal_address, namespace="films", data_converter=pydantic_data_converter)
    begun = asyncio.Event()
    queue = f"slot-{secrets.token_hex(4)}"

    @activity.defn
    async def speak(order: SpeakLine) -> ArtifactRef:
        begun.set()
        return await workplace.bench.make_with(order, _work(seconds=60 if order.take == 1 else 0))

    async with Worker(
        client,
        task_queue=queue,
        activities=[speak],
        max_concurrent_activities=1,
        max_heartbeat_throttle_interval=timedelta(seconds=1),
        default_heartbeat_throttle_interval=timedelta(seconds=1),
    ):
        long = await client.start_activity(
            speak,
            _spoken(queue, 1),
            id=f"{queue}-1",
            task_queue=queue,
            start_to_close_timeout=timedelta(minutes=2),
            heartbeat_timeout=timedelta(seconds=5),
        )
        await begun.wait()
        await asyncio.sleep(0.3)
        cancelled_at = time.monotonic()
        await long.cancel()

        short = await client.execute_activity(
            speak, _spoken(queue, 2), id=f"{queue}-2", task_queue=queue, start_to_close_timeout=timedelta(minutes=2)
        )

    assert time.monotonic() - cancelled_at < 30, "the slot was free when the engine had run its minute"
    assert short.media_type == FLAC
    assert [row.key for row in await workplace.rows(ArtifactRow)] == [short.key]
    assert _scratch(workplace.bench) == []


def _spoken(salt: str, take: int) -> SpeakLine:
    order = line_order(salt=salt, take=take)
    assert isinstance(order, SpeakLine)
    return order


async def _free_port() -> int:
    server = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port = int(server.sockets[0].getsockname()[1])
    server.close()
    await server.wait_closed()
    return port


@asynccontextmanager
async def _door(port: int, endpoint: str) -> AsyncIterator[None]:
    """The store under another port, while it is open."""
    host, _, store_port = endpoint.partition("://")[2].partition(":")

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        writer.close()

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        store_reader, store_writer = await asyncio.open_connection(host, int(store_port))
        await asyncio.gather(pump(reader, store_writer), pump(store_reader, writer), return_exceptions=True)

    server = await asyncio.start_server(pass_on, "127.0.0.1", port)
    try:
        yield
    finally:
        server.close()


async def test_what_was_made_otherwise_than_ordered_is_told_in_the_film_s_log(workplace: Workplace) -> None:
    order = line_order(salt=secrets.token_hex(4))

    def work(job: Job[Any]) -> Made:
        return replace(_work()(job), facts={"memory": "memory was short: 1 at once, in tiles"})

    await workplace.bench.make_with(order, work)

    warnings = [row.data["message"] for row in await workplace.rows(EventRow) if row.kind == "warning"]
    assert warnings == [f"{order.about.label}: memory was short: 1 at once, in tiles"]


async def test_a_take_that_came_out_like_another_one_is_told_in_the_film_s_log(workplace: Workplace) -> None:
    salt = secrets.token_hex(4)
    first, again, other = (line_order(salt=salt, take=take, cut=take) for take in (1, 2, 3))

    for order, content in ((first, b"one"), (again, b"one"), (other, b"else")):
        await workplace.bench.make_with(order, _work(content))

    warnings = [row.data["message"] for row in await workplace.rows(EventRow) if row.kind == "warning"]
    assert warnings == [
        f"{again.about.label}: came out like take 1, to the byte: {again.engine.name} makes nothing else of what was changed"
    ]


async def test_a_clip_of_another_picture_may_come_out_like_another_one(workplace: Workplace) -> None:
    """A camera that moves as it did is told in the same bytes; the picture under it is another one all the same."""
    for take, picture in ((1, "a"), (2, "b")):
        image = ArtifactRef(key=picture, media_type="image/png", size_bytes=1, sha256=picture)
        about = line_order(cut=take).about.model_copy(update={"target": "shot 1"})
        engine = EngineChoice(stage=Stage.CLIPS, name="camera", version=secrets.token_hex(4))
        order = AnimateClip(
            engine=engine, about=about, take=take, image=image, width_px=64, height_px=36, frames=4, fps=24, move="pan_left"
        )
        await workplace.bench.make_with(order, _work(), further=None)

    assert [row.kind for row in await workplace.rows(EventRow) if row.kind == "warning"] == []


async def test_what_was_made_otherwise_than_ordered_is_told_in_the_log_and_on_the_artifact(workplace: Workplace) -> None:
    def work(job: Job[Any]) -> Made:
        return replace(_work()(job), facts={"memory": "memory was short", "notes": ["TOM's mouth is left as it is"], "steps": 4})

    ref = await workplace.bench.make_with(line_order(salt=secrets.token_hex(4)), work)

    warnings = [row.data["message"] for row in await workplace.rows(EventRow) if row.kind == "warning"]
    assert [message.endswith(": memory was short") for message in warnings] == [True]
    assert ref.notes == ("memory was short", "TOM's mouth is left as it is")
