"""Paid calls are brought home whatever becomes of the worker that wanted them."""

import asyncio
import json
import sys
import threading
from asyncio.subprocess import PIPE
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from psutil import Process
from temporalio.exceptions import ApplicationError

from activities.making import Bench
from activities.purchase import Kept
from activities.purchases import OrderPurchases
from activities.till.frames import Order, PaidCall, packed
from deploy.stack.control import Stack
from schemas.stages import Stage
from schemas.subtitles import TranslatedLines
from schemas.tables import CostRow, EventRow, PaidCallRow
from tests.activities.conftest import Workplace
from tests.activities.hosted.paying import (
    OFFER,
    ROOT,
    Answering,
    bench_at,
    buying_worker,
    hold_runs_out,
    picture,
    translation,
    until,
    until_state,
)
from tests.fakes.llm_server import Reply, llm_server
from tests.hosted.orders import effects_order, settings_for
from tests.hosted.server import Fault, Server


async def test_a_worker_killed_after_it_bought_leaves_a_job_that_the_next_one_fetches(
    workplace: Workplace, stack_parts: Stack, server: Server
) -> None:
    order = picture(salt="killed after")
    server.looks = 10**6
    with buying_worker(workplace, stack_parts, settings_for(server, order.engine.stage, order.engine.name), order):
        await until(lambda: bool(server.requests("replicate.look")))
    for job in server.jobs.values():
        job["looks"] = 0

    ref = await bench_at(workplace, server).make(order)

    assert ref.width_px == 320
    assert server.sold == {"replicate": 1}
    assert [(cost.amount_micros) for cost in await workplace.rows(CostRow)] == [25_000]
    assert [event.kind for event in await workplace.rows(EventRow)] == ["step"]


async def test_what_a_killed_worker_was_buying_is_brought_home_without_it(workplace: Workplace, stack_parts: Stack, server: Server) -> None:
    order = picture("openai_images", "killed while")
    refused = threading.Event()
    server.fail("openai.submit", Fault(held=refused))
    with buying_worker(workplace, stack_parts, settings_for(server, order.engine.stage, order.engine.name), order):
        await until(lambda: server.sold == {"openai": 1})
    bench = bench_at(workplace, server, "openai_images")

    with pytest.raises(ApplicationError, match="at this moment") as held:
        await bench.make(order)
    refused.set()
    await until_state(workplace, "answered")
    await bench.make(order)

    assert held.value.next_retry_delay is not None
    assert server.sold == {"openai": 1}
    assert [cost.amount_micros for cost in await workplace.rows(CostRow)] == [63_000]
    assert [event.kind for event in await workplace.rows(EventRow)] == ["step"]


async def test_what_nobody_brought_home_is_bought_once_more_and_the_film_is_told(
    workplace: Workplace, stack_parts: Stack, server: Server
) -> None:
    order = picture("openai_images", "killed with its till")
    server.fail("openai.submit", Fault(delay_s=30))
    with buying_worker(workplace, stack_parts, settings_for(server, order.engine.stage, order.engine.name), order) as worker:
        await until(lambda: server.sold == {"openai": 1})
        for till in Process(worker.pid).children():
            till.kill()
        worker.kill()
    await hold_runs_out(workplace)

    await bench_at(workplace, server, "openai_images").make(order)

    assert server.sold == {"openai": 2}
    warnings = [event.data["message"] for event in await workplace.rows(EventRow) if event.kind == "warning"]
    assert len(warnings) == 1
    assert "may have been paid for" in warnings[0]
    assert [cost.amount_micros for cost in await workplace.rows(CostRow)] == [126_000]


async def test_a_film_that_is_cancelled_while_it_buys_has_what_it_bought_when_it_is_ordered_again(
    workplace: Workplace, server: Server
) -> None:
    order = picture("openai_images", "cancelled")
    cancelled = threading.Event()
    server.fail("openai.submit", Fault(held=cancelled))
    bench = bench_at(workplace, server, "openai_images")
    making = asyncio.create_task(bench.make(order))
    await until(lambda: server.sold == {"openai": 1})
    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making
    cancelled.set()

    await until_state(workplace, "answered")
    await bench.make(order)

    assert server.sold == {"openai": 1}


async def test_a_till_that_is_ended_loses_what_is_under_way_and_is_opened_again(workplace: Workplace, server: Server) -> None:
    order = picture("openai_images", "till")
    server.fail("openai.submit", Fault(delay_s=30))
    bench = bench_at(workplace, server, "openai_images")
    making = asyncio.create_task(bench.make(order))
    await until(lambda: server.sold == {"openai": 1})
    tills = _tills()
    for till in tills:
        till.kill()

    with pytest.raises(ApplicationError, match="makes paid calls was ended"):
        await making
    await bench.make(order)

    assert len(tills) == 1
    assert server.sold == {"openai": 2}


async def test_a_worker_killed_between_two_parts_leaves_what_it_bought(workplace: Workplace, stack_parts: Stack, server: Server) -> None:
    order = effects_order("elevenlabs", action="killed between")
    killed = threading.Event()
    server.fail("elevenlabs.submit", Fault(), Fault(429, held=killed))
    with buying_worker(workplace, stack_parts, settings_for(server, order.engine.stage, order.engine.name), order):
        await until(lambda: len(server.seen) == 2)
    killed.set()
    await until_state(workplace, "answered", "failed")

    await bench_at(workplace, server, "elevenlabs", Stage.EFFECTS).make(order)

    rows = await workplace.rows(PaidCallRow)
    assert server.sold == {"elevenlabs": 3}
    assert {(row.state, row.answer, row.answer_headers == {}) for row in rows} == {("done", None, True)}


async def test_a_worker_killed_between_two_questions_leaves_both_answers(workplace: Workplace, stack_parts: Stack) -> None:
    """The server thinks about the second question until the worker is dead."""
    left = threading.Event()

    def thinking(request: dict[str, Any]) -> Reply:
        if len(llm.requests) == 2:
            left.wait(60)
        lines = json.loads(request["messages"][-1]["content"])["lines"]
        answer = {"lines": [{"number": line["number"], "text": line["text"].upper()} for line in lines]}
        usage = {"prompt_tokens": 1_000, "completion_tokens": 500}
        return Reply(body=json.dumps({"choices": [{"message": {"content": json.dumps(answer)}}], "usage": usage}))

    with llm_server(thinking) as llm:
        where = {"BASE_URL": llm.base_url, "MODEL": "tiny", "PRICE_IN_USD": "0.5", "PRICE_OUT_USD": "2"}
        settings = {f"FILM_FILM_TRANSLATOR_{name}": value for name, value in where.items()}
        order = await translation(workplace, ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"] * 5)
        with buying_worker(workplace, stack_parts, settings, order):
            await until(lambda: len(llm.requests) == 2)
        left.set()
        await until_state(workplace, "answered", "answered")
        bench = Bench(workplace.bench.objects, workplace.bench.ledger, workplace.bench.scratch, settings)

        ref = await bench.make(order)

    told = TranslatedLines.model_validate_json(await bench.read(ref))
    assert told.texts == list("ABCDEFGHIJ") * 5
    assert [len(request["messages"]) for request in llm.requests] == [2, 2]
    assert [(row.state, row.provider, row.amount_micros) for row in await workplace.rows(PaidCallRow)] == [
        ("done", urlsplit(llm.base_url).netloc, 1_500)
    ] * 2


async def test_an_order_that_can_not_be_read_ends_no_call_that_is_under_way(workplace: Workplace) -> None:
    order = picture(salt="unreadable")
    purchases = OrderPurchases(workplace.sessions, order)
    await purchases.begin(1, OFFER)
    call = PaidCall(purchases.database, order.key, 1, purchases.holder, OFFER.price_micros, Answering(Kept(b"a picture", {}), delay_s=1))
    orders = BytesIO()
    orders.write(packed(Order(1, call)))
    orders.write((7).to_bytes(8) + b"garbage")

    till = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "activities.till.process", stdin=PIPE, stdout=PIPE, stderr=PIPE, cwd=ROOT
    )
    _, told = await till.communicate(orders.getvalue())

    (row,) = await workplace.rows(PaidCallRow)
    assert (row.state, row.answer) == ("answered", b"a picture")
    assert b"UnpicklingError" in told
    await purchases.close()


def _tills() -> list[Process]:
    return [child for child in Process().children() if "activities.till.process" in child.cmdline()]
