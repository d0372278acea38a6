"""Entries: one statement writes for every order what a row at a time would."""

import secrets

import asyncpg

from activities.engines import Made
from schemas.media import FLAC
from schemas.tables import CostRow, EventRow, StepRow, TakeRow
from tests.activities.conftest import Workplace, line_order
from tests.stack import plain_url


async def test_of_two_orders_for_one_place_the_last_counts(workplace: Workplace) -> None:
    orders = [line_order(take=1), line_order(take=2)]
    await workplace.store(*orders)

    await workplace.bench.ledger.record(orders, reused=False, seconds=1.5)

    assert [row.key for row in await workplace.rows(StepRow)] == [orders[1].key]
    assert [(row.key, row.is_selected) for row in await workplace.rows(TakeRow)] == [(orders[1].key, True)]
    assert {row.key: row.seconds for row in await workplace.rows(CostRow)} == dict.fromkeys([order.key for order in orders], 1.5)


async def test_takes_keep_the_settings_they_were_made_with(workplace: Workplace) -> None:
    order = line_order(salt='"quoted" \\ Ünï 漢字')
    await workplace.store(order)

    await workplace.bench.ledger.record([order], reused=True)

    row = (await workplace.rows(TakeRow))[0]
    assert (row.settings["text"], row.settings["take"], row.number) == (order.model_dump()["text"], 1, 1)


async def test_events_come_in_the_order_of_the_orders(workplace: Workplace) -> None:
    orders = [line_order(number) for number in (3, 1, 2)]
    await workplace.store(*orders)

    await workplace.bench.ledger.record(orders, reused=False)

    rows = sorted(await workplace.rows(EventRow), key=lambda row: row.id or 0)
    assert [row.data["target"] for row in rows] == ["line 3", "line 1", "line 2"]
    assert rows[0].data == {"cut": 1, "stage": "voices", "target": "line 3", "label": orders[0].about.label}


async def test_watchers_are_woken_by_what_is_made_and_not_by_what_was_there(workplace: Workplace) -> None:
    heard: list[str] = []
    connection = await asyncpg.connect(plain_url(workplace.settings.database_url.get_secret_value()))
    await connection.add_listener("film_events", lambda _connection, _process, _channel, film: heard.append(str(film)))
    order = line_order(salt=secrets.token_hex(4))
    await workplace.store(order)

    await workplace.bench.ledger.record([order], reused=True)
    await connection.execute("SELECT 1")
    before = list(heard)
    await workplace.bench.ledger.record([order], reused=False)
    await connection.execute("SELECT 1")
    await connection.close()

    assert (before, heard) == ([], ["f"])


async def test_an_artifact_keeps_its_facts_to_the_last_digit(workplace: Workplace) -> None:
    order = line_order(salt=secrets.token_hex(4))
    path = workplace.settings.state_dir / "made"
    path.write_bytes(b"sound")
    facts = {"loudness": -16.123456789012345, "nested": {"list": [1, None, True, "é"]}}

    await workplace.bench.commit(order, order.key, Made(path=path, media_type=FLAC, samples=1, facts=facts), 0.1)

    row = (await workplace.bench.ledger.find([order.key]))[order.key]
    assert (row.facts, row.seconds) == (facts, 0.1)
