"""The record of paid calls in the database: what a killed worker bought is fetched, and nothing is bought twice unseen."""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen

import pytest
from sqlalchemy import text, update
from temporalio.exceptions import ApplicationError

from activities.making import Bench
from activities.purchase import Offer, PurchaseState
from activities.purchases import HOLD, OrderPurchases
from deploy.stack.control import Stack
from schemas.failures import Refused, Unavailable
from schemas.order import Order
from schemas.stages import Stage
from schemas.tables import CostRow, EventRow, PaidCallRow
from tests.activities.conftest import Workplace
from tests.hosted.orders import picture_order, settings_for
from tests.hosted.server import Fault, Server

ROOT = Path(__file__).parents[3]
OFFER = Offer("Runway", price_micros=250_000, times_max=2, setting="FILM_X_PURCHASES_MAX")


def _order(name: str = "replicate_images", salt: str = "") -> Order:
    """A salt makes it another order: the store is shared by all tests, the database is each test's own."""
    return picture_order(name, prompt=f"A kitchen {salt}")


def _bench(workplace: Workplace, server: Server, name: str = "replicate_images", **more: str) -> Bench:
    objects, ledger, scratch = workplace.bench.objects, workplace.bench.ledger, workplace.bench.scratch
    return Bench(objects, ledger, scratch, settings_for(server, Stage.IMAGES, name, **more))


async def _row(workplace: Workplace) -> PaidCallRow:
    (row,) = await workplace.rows(PaidCallRow)
    return row


async def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to it within 60 s"
        await asyncio.sleep(0.05)


@contextmanager
def _worker(workplace: Workplace, stack: Stack, server: Server, order: Order) -> Iterator["Popen[bytes]"]:
    """Another process that makes an order; killed at the end of the block."""
    path = workplace.settings.state_dir / "order.json"
    path.write_text(order.model_dump_json(), encoding="utf-8")
    environment = {
        **os.environ,  # noqa: TID251 - a child needs the paths of this process
        **stack.record.environment(),
        "FILM_DATABASE_URL": workplace.settings.database_url.get_secret_value(),
        "FILM_STATE_DIR": str(workplace.settings.state_dir / "buyer"),
        **settings_for(server, Stage.IMAGES, order.engine.name),
    }
    process = Popen([sys.executable, "-m", "tests.hosted.buyer", str(path)], cwd=ROOT, env=environment)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


async def test_a_call_is_written_down_before_it_is_sent(workplace: Workplace, server: Server) -> None:
    server.fail("openai.submit", Fault(delay_s=1.0))
    making = asyncio.create_task(_bench(workplace, server, "openai_images").make(_order("openai_images", "before")))

    await _until(lambda: bool(server.seen))
    row = await _row(workplace)
    await making

    assert (row.state, row.provider, row.purchases, row.amount_micros) == ("begun", "OpenAI", 1, 63_000)
    assert server.seen[0].headers["idempotency-key"] == row.idempotency_key
    assert (await _row(workplace)).state == "done"


async def test_what_was_paid_stands_in_the_films_costs(workplace: Workplace, server: Server) -> None:
    await _bench(workplace, server).make(_order(salt="cost"))

    (cost,) = await workplace.rows(CostRow)
    assert (cost.amount_micros, cost.currency, cost.engine) == (25_000, "USD", "replicate_images")
    assert (await _row(workplace)).done_at is not None


async def test_a_worker_killed_after_it_bought_leaves_a_job_that_the_next_one_fetches(
    workplace: Workplace, stack_parts: Stack, server: Server
) -> None:
    order = _order(salt="killed after")
    server.looks = 10**6
    with _worker(workplace, stack_parts, server, order):
        await _until(lambda: bool(server.requests("replicate.look")))
    for job in server.jobs.values():
        job["looks"] = 0

    ref = await _bench(workplace, server).make(order)

    assert ref.width_px == 320
    assert server.sold == {"replicate": 1}
    assert [(cost.amount_micros) for cost in await workplace.rows(CostRow)] == [25_000]
    assert [event.kind for event in await workplace.rows(EventRow)] == ["step"]


async def test_a_worker_killed_while_it_bought_is_waited_for_then_it_is_bought_once_more_and_the_film_is_told(
    workplace: Workplace, stack_parts: Stack, server: Server
) -> None:
    order = _order("openai_images", "killed while")
    server.fail("openai.submit", Fault(delay_s=30))
    with _worker(workplace, stack_parts, server, order):
        await _until(lambda: server.sold == {"openai": 1})
    bench = _bench(workplace, server, "openai_images")
    with pytest.raises(ApplicationError, match="at this moment") as held:
        await bench.make(order)
    await _hold_runs_out(workplace)

    await bench.make(order)

    assert held.value.next_retry_delay is not None
    assert server.sold == {"openai": 2}
    warnings = [event.data["message"] for event in await workplace.rows(EventRow) if event.kind == "warning"]
    assert len(warnings) == 1
    assert "may have been paid for" in warnings[0]
    assert [cost.amount_micros for cost in await workplace.rows(CostRow)] == [126_000]


async def test_what_may_have_been_paid_for_twice_is_refused_the_third_time(workplace: Workplace, server: Server) -> None:
    order = _order("openai_images", "thrice")
    bench = _bench(workplace, server, "openai_images")
    server.fail("openai.submit", *[Fault(is_cut=True)] * 2)
    for _ in range(2):
        with pytest.raises(ApplicationError, match="broke before its answer was whole"):
            await bench.make(order)

    with pytest.raises(ApplicationError, match="2 times and nothing came of it") as refused:
        await bench.make(order)

    assert refused.value.non_retryable
    assert server.sold == {"openai": 2}


async def test_two_attempts_at_once_buy_once(workplace: Workplace, server: Server) -> None:
    order = _order("openai_images", "two at once")
    server.fail("openai.submit", Fault(delay_s=1.0))

    made = await asyncio.gather(*(_bench(workplace, server, "openai_images").make(order) for _ in range(2)), return_exceptions=True)

    assert server.sold == {"openai": 1}
    assert sum(isinstance(one, ApplicationError) and one.type == "Unavailable" for one in made) == 1


async def test_ten_attempts_that_begin_at_once_agree_on_one(workplace: Workplace) -> None:
    calls = [OrderPurchases(workplace.sessions, _order(salt="ten")) for _ in range(10)]

    begun = await asyncio.gather(*(call.begin(1, OFFER) for call in calls), return_exceptions=True)

    assert begun.count("") == 1
    assert sum(isinstance(one, Unavailable) for one in begun) == 9
    for call in calls:
        await call.close()


async def test_a_job_is_told_to_everybody_who_begins_after_it_was_named(workplace: Workplace) -> None:
    first, second = (OrderPurchases(workplace.sessions, _order(salt="named")) for _ in range(2))
    await first.begin(1, OFFER)
    await asyncio.to_thread(first(1).submitted, "job-1")

    assert await second.begin(1, OFFER) == "job-1"
    assert (await _row(workplace)).submitted_at is not None
    await first.close()
    await second.close()


async def test_what_was_not_bought_costs_nothing_and_may_be_tried_without_end(workplace: Workplace) -> None:
    for _ in range(4):
        call = OrderPurchases(workplace.sessions, _order(salt="free"))
        assert await call.begin(1, OFFER) == ""
        await asyncio.to_thread(call(1).not_bought, "503")
        await call.close()

    row = await _row(workplace)
    assert (row.state, row.purchases, row.amount_micros, row.reason) == ("failed", 0, 0, "503")


async def test_parts_of_a_result_are_bought_apart_and_summed(workplace: Workplace) -> None:
    call = OrderPurchases(workplace.sessions, _order(salt="parts"))

    await call.begin(1, OFFER)
    await call.begin(2, OFFER)

    rows = await workplace.rows(PaidCallRow)
    assert [row.part for row in sorted(rows, key=lambda row: row.part)] == [1, 2]
    assert len({row.idempotency_key for row in rows}) == 2
    await call.close()


async def test_the_last_reason_is_told_when_nothing_more_is_bought(workplace: Workplace) -> None:
    for _ in range(2):
        call = OrderPurchases(workplace.sessions, _order(salt="reason"))
        await call.begin(1, OFFER)
        await asyncio.to_thread(call(1).lost, "the stars were wrong")
        await call.close()

    with pytest.raises(Refused, match=r"the stars were wrong.*FILM_X_PURCHASES_MAX"):
        await OrderPurchases(workplace.sessions, _order(salt="reason")).begin(1, OFFER)


async def test_what_was_bought_and_removed_with_its_film_is_bought_anew_however_often(workplace: Workplace) -> None:
    """The provider forgets a job after a while; a film that is deleted and made again then was not bought in vain before."""
    for turn in range(4):
        call = OrderPurchases(workplace.sessions, _order(salt="removed"))
        if await call.begin(1, OFFER):
            await asyncio.to_thread(call(1).lost, "the job is no longer known there")
            assert await call.begin(1, OFFER) == ""
        await asyncio.to_thread(call(1).submitted, f"job-{turn}")
        await call.close()
        async with workplace.sessions.begin() as session:
            await session.execute(update(PaidCallRow).values(state=PurchaseState.DONE.value))

    row = await _row(workplace)
    assert (row.job_id, row.purchases, row.amount_micros) == ("job-3", 1, OFFER.price_micros)


@pytest.mark.slow
async def test_a_living_attempt_keeps_its_hold(workplace: Workplace) -> None:
    call = OrderPurchases(workplace.sessions, _order(salt="hold"))
    await call.begin(1, OFFER)
    before = (await _row(workplace)).held_until

    await asyncio.sleep(6)

    assert (await _row(workplace)).held_until > before
    await call.close()
    row = await _row(workplace)
    assert (row.held_until - before) < HOLD


async def test_no_key_is_written_anywhere(workplace: Workplace, server: Server) -> None:
    ref = await _bench(workplace, server).make(_order(salt="secret"))

    found = (await workplace.bench.ledger.find([ref.key]))[ref.key]
    told = workplace.bench.objects.provenance(found)
    assert "secret-key" not in json.dumps(told)
    assert told["facts"]["provider"] == "Replicate"


async def _hold_runs_out(workplace: Workplace) -> None:
    """Time passes: what a killed worker held is held no longer."""
    async with workplace.sessions.begin() as session:
        await session.execute(text("UPDATE paid_calls SET held_until = clock_timestamp() - interval '1 second'"))
