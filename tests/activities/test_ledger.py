"""Takes, steps, costs and events: numbered without gaps, each once, in the order watchers see them."""

import asyncio
import time

from sqlalchemy import event
from sqlmodel import col, select

from activities.ledger import Ledger, add_event
from schemas.order import Order
from schemas.tables import CostRow, EventRow, StepRow, TakeRow
from tests.activities.conftest import Workplace, line_order


async def _takes(workplace: Workplace) -> dict[int, bool]:
    return {row.number: row.is_selected for row in sorted(await workplace.rows(TakeRow), key=lambda row: row.number)}


async def test_takes_are_numbered_in_the_order_they_were_made_and_the_newest_is_selected(workplace: Workplace) -> None:
    await workplace.store(*(line_order(take=take) for take in (1, 2, 3)))

    for take in (1, 2, 3):
        await workplace.bench.ledger.record([line_order(take=take)], reused=False, seconds=1)

    assert await _takes(workplace) == {1: False, 2: False, 3: True}


async def test_going_back_selects_the_old_take_and_adds_none(workplace: Workplace) -> None:
    ledger = workplace.bench.ledger
    await workplace.store(*(line_order(take=take) for take in (1, 2)))
    for take, cut in ((1, 1), (2, 2)):
        await ledger.record([line_order(take=take, cut=cut)], reused=False)

    await ledger.record([line_order(take=1, cut=3)], reused=True)

    assert await _takes(workplace) == {1: True, 2: False}


async def test_takes_made_at_once_have_numbers_of_their_own(workplace: Workplace) -> None:
    orders = [line_order(take=take) for take in range(1, 13)]
    await workplace.store(*orders)

    await asyncio.gather(*(Ledger(workplace.sessions).record([order], reused=False) for order in orders))

    takes = await _takes(workplace)
    assert list(takes) == list(range(1, 13))
    assert sum(takes.values()) == 1


async def test_records_of_the_same_orders_in_any_order_do_not_block_each_other(workplace: Workplace) -> None:
    orders: list[Order] = [line_order(number) for number in (1, 2, 3, 4)]
    await workplace.store(*orders)

    async def record(turn: int) -> None:
        await Ledger(workplace.sessions).record(orders[turn:] + orders[:turn], reused=turn % 2 == 0)

    await asyncio.gather(*(record(turn % 4) for turn in range(12)))

    assert sorted(row.target for row in await workplace.rows(StepRow)) == ["line 1", "line 2", "line 3", "line 4"]


async def test_what_was_made_stays_made_when_a_retry_finds_it(workplace: Workplace) -> None:
    ledger, order = workplace.bench.ledger, line_order()
    await workplace.store(order)
    await ledger.plan([order])
    await ledger.record([order], reused=False, seconds=2)
    await ledger.record([order], reused=True)

    assert [row.state for row in await workplace.rows(StepRow)] == ["made"]
    assert [row.seconds for row in await workplace.rows(CostRow)] == [2]
    assert len(await workplace.rows(EventRow)) == 1


async def test_a_watcher_that_goes_on_behind_the_last_event_it_saw_misses_none(workplace: Workplace) -> None:
    """Ids are given before commits; an event with a lower id that is committed later would never be seen."""
    seen: list[int] = []

    async def tell(number: int) -> None:
        async with workplace.sessions.begin() as session:
            await add_event(session, "f", f"mark {number}", "step", {"number": number})
            await asyncio.sleep(0.02 if number % 3 else 0.0)

    async def watch() -> None:
        deadline = time.monotonic() + 60
        while len(seen) < 30 and time.monotonic() < deadline:
            async with workplace.sessions() as session:
                behind = select(EventRow).where(col(EventRow.id) > (seen[-1] if seen else 0)).order_by(col(EventRow.id))
                seen.extend(row.id or 0 for row in await session.scalars(behind))

    await asyncio.gather(watch(), *(tell(number) for number in range(30)))

    assert len(seen) == 30


async def test_a_big_scene_that_is_all_there_is_recorded_in_a_few_statements(workplace: Workplace) -> None:
    """Scenes of one film wait for each other here; one by one, 300 orders took 8 s."""
    orders = [_for_line(number) for number in range(300)]
    await workplace.store(*orders)
    asked: list[str] = []
    engine = workplace.sessions.kw["bind"].sync_engine
    event.listen(engine, "before_cursor_execute", lambda _connection, _cursor, statement, *_: asked.append(statement))

    await workplace.bench.ledger.record(orders, reused=True)

    assert len(asked) < 30, asked
    assert len(await workplace.rows(TakeRow)) == len(await workplace.rows(StepRow)) == 300


def _for_line(number: int) -> Order:
    order = line_order(salt=str(number))
    return order.model_copy(update={"about": order.about.model_copy(update={"target": f"line {number}"})})
