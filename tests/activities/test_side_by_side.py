"""Several things of one activity at once."""

import asyncio

import pytest

from activities.side_by_side import side_by_side


async def test_answers_come_in_order_whatever_ends_first() -> None:
    async def after(turns: int) -> int:
        for _ in range(turns):
            await asyncio.sleep(0)
        return turns

    assert await side_by_side(after, [9, 1, 5], 3) == [9, 1, 5]


async def test_no_more_than_asked_are_under_way() -> None:
    under_way, most = 0, 0

    async def work(_number: int) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0)
        under_way -= 1

    await side_by_side(work, range(10), 3)
    assert most == 3


async def test_a_failure_is_raised_when_the_others_have_ended() -> None:
    ended = asyncio.Event()

    async def work(fails: bool) -> None:
        if fails:
            raise LookupError
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.01)
            ended.set()

    with pytest.raises(LookupError):
        await side_by_side(work, [False, True], 2)
    assert ended.is_set()
