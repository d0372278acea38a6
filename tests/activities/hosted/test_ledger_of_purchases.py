"""The record of paid calls in the database: nothing is bought twice unseen, and what was answered is there for the next attempt."""

import asyncio
import json
import threading
from dataclasses import replace

import pytest
from sqlalchemy import update
from temporalio.exceptions import ApplicationError

from activities.paid_calls import HOLD
from activities.purchase import Bought, Kept, PurchaseState
from activities.purchases import OrderPurchases
from schemas.failures import Refused, Unavailable
from schemas.tables import CostRow, EventRow, PaidCallRow
from tests.activities.conftest import Workplace
from tests.activities.hosted.paying import (
    OFFER,
    Answering,
    bench_at,
    paid_row,
    picture,
    tick,
    until,
)
from tests.hosted.server import Fault, Server


async def test_a_call_is_written_down_before_it_is_sent(workplace: Workplace, server: Server) -> None:
    looked = threading.Event()
    server.fail("openai.submit", Fault(held=looked))
    making = asyncio.create_task(bench_at(workplace, server, "openai_images").make(picture("openai_images", "before")))

    await until(lambda: bool(server.seen))
    row = await paid_row(workplace)
    looked.set()
    await making

    assert (row.state, row.provider, row.purchases, row.amount_micros) == ("begun", "OpenAI", 1, 63_000)
    assert server.seen[0].headers["idempotency-key"] == row.idempotency_key
    assert (await paid_row(workplace)).state == "done"


async def test_what_was_paid_stands_in_the_films_costs(workplace: Workplace, server: Server) -> None:
    await bench_at(workplace, server).make(picture(salt="cost"))

    (cost,) = await workplace.rows(CostRow)
    assert (cost.amount_micros, cost.currency, cost.engine) == (25_000, "USD", "replicate_images")
    assert (await paid_row(workplace)).done_at is not None


async def test_what_may_have_been_paid_for_twice_is_refused_the_third_time(workplace: Workplace, server: Server) -> None:
    order = picture("openai_images", "thrice")
    bench = bench_at(workplace, server, "openai_images")
    server.fail("openai.submit", *[Fault(is_cut=True)] * 2)
    for _ in range(2):
        with pytest.raises(ApplicationError, match="broke before its answer was whole"):
            await bench.make(order)

    with pytest.raises(ApplicationError, match="2 times and nothing came of it") as refused:
        await bench.make(order)

    assert refused.value.non_retryable
    assert server.sold == {"openai": 2}


async def test_two_attempts_at_once_buy_once(workplace: Workplace, server: Server) -> None:
    order = picture("openai_images", "two at once")
    other_tried = threading.Event()
    server.fail("openai.submit", Fault(held=other_tried))
    attempts = [asyncio.create_task(bench_at(workplace, server, "openai_images").make(order)) for _ in range(2)]

    (refused,), (buying,) = await asyncio.wait(attempts, return_when=asyncio.FIRST_COMPLETED)
    other_tried.set()
    await buying

    refusal = refused.exception()
    assert isinstance(refusal, ApplicationError)
    assert refusal.type == "Unavailable"
    assert server.sold == {"openai": 1}


async def test_ten_attempts_that_begin_at_once_agree_on_one(workplace: Workplace) -> None:
    calls = [OrderPurchases(workplace.sessions, picture(salt="ten")) for _ in range(10)]

    begun = await asyncio.gather(*(call.begin(1, OFFER) for call in calls), return_exceptions=True)

    assert begun.count(None) == 1
    assert sum(isinstance(one, Unavailable) for one in begun) == 9
    for call in calls:
        await call.close()


async def test_a_job_is_told_to_everybody_who_begins_after_it_was_named(workplace: Workplace) -> None:
    first, second = (OrderPurchases(workplace.sessions, picture(salt="named")) for _ in range(2))
    await first.begin(1, OFFER)
    await asyncio.to_thread(first(1).submitted, "job-1")

    assert await second.begin(1, OFFER) == Bought("job-1")
    assert (await paid_row(workplace)).submitted_at is not None
    await first.close()
    await second.close()


async def test_what_was_not_bought_costs_nothing_and_may_be_tried_without_end(workplace: Workplace) -> None:
    for _ in range(4):
        call = OrderPurchases(workplace.sessions, picture(salt="free"))
        assert await call.begin(1, OFFER) is None
        await asyncio.to_thread(call(1).not_bought, "503")
        await call.close()

    row = await paid_row(workplace)
    assert (row.state, row.purchases, row.amount_micros, row.reason) == ("failed", 0, 0, "503")


async def test_parts_of_a_result_are_bought_apart_and_summed(workplace: Workplace) -> None:
    call = OrderPurchases(workplace.sessions, picture(salt="parts"))

    await call.begin(1, OFFER)
    await call.begin(2, OFFER)

    rows = await workplace.rows(PaidCallRow)
    assert [row.part for row in sorted(rows, key=lambda row: row.part)] == [1, 2]
    assert len({row.idempotency_key for row in rows}) == 2
    await call.close()


async def test_an_answer_is_kept_for_whoever_asks_the_same_until_the_artifact_is_stored(workplace: Workplace) -> None:
    first, second, third = (OrderPurchases(workplace.sessions, picture(salt="kept")) for _ in range(3))
    told, asked = Kept(b"a picture", {"x-request-id": "7"}), replace(OFFER, asked="this")
    await first.begin(1, asked)
    await asyncio.to_thread(first(1).carry_out, Answering(told), tick)

    assert await second.begin(1, asked) == Bought(answer=told)
    assert await third.begin(1, replace(OFFER, asked="something else")) is None
    row = await paid_row(workplace)
    assert (row.answer, row.purchases, row.amount_micros) == (None, 2, 2 * OFFER.price_micros)
    for call in (first, second, third):
        await call.close()


async def test_an_answer_that_is_of_no_use_is_thrown_away_and_counted(workplace: Workplace) -> None:
    call = OrderPurchases(workplace.sessions, picture(salt="no use"))
    for _ in range(OFFER.times_max):
        assert await call.begin(1, OFFER) is None
        await asyncio.to_thread(call(1).carry_out, Answering(Kept(b"half a picture", {})), tick)
        await asyncio.to_thread(call(1).lost, "it is no picture")

    with pytest.raises(Refused, match="it is no picture"):
        await call.begin(1, OFFER)
    assert (await paid_row(workplace)).answer is None
    await call.close()


async def test_what_a_provider_says_it_cost_is_added_to_what_was_spent_in_vain(workplace: Workplace) -> None:
    call = OrderPurchases(workplace.sessions, picture(salt="sum"))
    await call.begin(1, OFFER)
    await asyncio.to_thread(call(1).cost, 90_000)
    await asyncio.to_thread(call(1).lost, "half a picture")
    await call.begin(1, OFFER)
    listed = (await paid_row(workplace)).amount_micros
    for told in (100_000, 120_000):  # it may say so again while it works
        await asyncio.to_thread(call(1).cost, told)
    said = (await paid_row(workplace)).amount_micros
    await asyncio.to_thread(call(1).lost, "again")
    await call.close()

    assert (listed, said) == (90_000 + OFFER.price_micros, 90_000 + 120_000)


async def test_what_a_check_refuses_is_not_made_of_the_kept_answer_again(workplace: Workplace, server: Server) -> None:
    bench, order = bench_at(workplace, server, "openai_images"), picture("openai_images", "too dark")
    with pytest.raises(ApplicationError, match="too dark"):
        await bench.make(order, lambda _order, _made: "too dark")

    await bench.make(order)

    assert server.sold == {"openai": 2}


async def test_the_last_reason_is_told_when_nothing_more_is_bought(workplace: Workplace) -> None:
    for _ in range(2):
        call = OrderPurchases(workplace.sessions, picture(salt="reason"))
        await call.begin(1, OFFER)
        await asyncio.to_thread(call(1).lost, "the stars were wrong")
        await call.close()

    with pytest.raises(Refused, match=r"the stars were wrong.*FILM_X_PURCHASES_MAX"):
        await OrderPurchases(workplace.sessions, picture(salt="reason")).begin(1, OFFER)


async def test_an_attempt_that_was_given_up_says_nothing_of_the_call_of_the_next(workplace: Workplace) -> None:
    first, second = (OrderPurchases(workplace.sessions, picture(salt="given up")) for _ in range(2))
    for attempt in (first, second):
        await attempt.begin(1, OFFER)
        assert await attempt.rows.mark_sent(attempt.order.key, 1, attempt.holder)
        await attempt.close()

    await asyncio.to_thread(first(1).not_bought, "503")
    await asyncio.to_thread(first(1).lost, "the connection broke")
    await asyncio.to_thread(first(1).cost, 1)

    row = await paid_row(workplace)
    assert (row.state, row.reason, row.purchases, row.amount_micros) == ("begun", "", 2, 2 * OFFER.price_micros)


async def test_a_film_is_told_what_is_known_of_the_call_that_is_made_again(workplace: Workplace) -> None:
    unknown, useless = (OrderPurchases(workplace.sessions, picture(salt=salt)) for salt in ("unknown", "useless"))
    await unknown.begin(1, OFFER)
    await unknown.rows.mark_sent(unknown.order.key, 1, unknown.holder)
    await useless.begin(1, OFFER)
    await asyncio.to_thread(useless(1).carry_out, Answering(Kept(b"half", {})), tick)
    await asyncio.to_thread(useless(1).lost, "it is no picture")

    for attempt in (unknown, useless):
        await attempt.begin(1, OFFER)
        await attempt.close()

    told = [event.data["message"].partition(": ")[2] for event in await workplace.rows(EventRow)]
    assert told == [
        "nobody knows how the last call of Runway ended, which may have been paid for; it is asked again (time 2 of 2 at most)",
        "what the last call of Runway came to is of no use (it is no picture), which may have been paid for; "
        "it is asked again (time 2 of 2 at most)",
    ]


async def test_words_that_no_row_can_hold_are_noted_without_what_it_can_not(workplace: Workplace) -> None:
    call = OrderPurchases(workplace.sessions, picture(salt="words"))
    await call.begin(1, OFFER)

    await asyncio.to_thread(call(1).lost, "no\0 wa\ud800y")
    await call.close()

    assert (await paid_row(workplace)).reason == "no wa?y"


async def test_what_was_bought_and_removed_with_its_film_is_bought_anew_however_often(workplace: Workplace) -> None:
    """The provider forgets a job after a while; a film that is deleted and made again then was not bought in vain before."""
    for turn in range(4):
        call = OrderPurchases(workplace.sessions, picture(salt="removed"))
        if await call.begin(1, OFFER):
            await asyncio.to_thread(call(1).lost, "the job is no longer known there")
            assert await call.begin(1, OFFER) is None
        await asyncio.to_thread(call(1).submitted, f"job-{turn}")
        await call.close()
        async with workplace.sessions.begin() as session:
            await session.execute(update(PaidCallRow).values(state=PurchaseState.DONE.value))

    row = await paid_row(workplace)
    assert (row.job_id, row.purchases, row.amount_micros) == ("job-3", 1, OFFER.price_micros)


@pytest.mark.slow
async def test_a_living_attempt_keeps_its_hold(workplace: Workplace) -> None:
    call = OrderPurchases(workplace.sessions, picture(salt="hold"))
    await call.begin(1, OFFER)
    before = (await paid_row(workplace)).held_until

    await asyncio.sleep(6)

    assert (await paid_row(workplace)).held_until > before
    await call.close()
    row = await paid_row(workplace)
    assert (row.held_until - before) < HOLD


async def test_no_key_is_written_anywhere(workplace: Workplace, server: Server) -> None:
    ref = await bench_at(workplace, server).make(picture(salt="secret"))

    found = (await workplace.bench.ledger.find([ref.key]))[ref.key]
    told = workplace.bench.objects.provenance(found)
    assert "secret-key" not in json.dumps(told)
    assert told["facts"]["provider"] == "Replicate"
