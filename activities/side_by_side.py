"""Does several things of one activity at once, a few at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


async def side_by_side(work: Callable[[A], Awaitable[B]], on: Iterable[A], at_once: int) -> list[B]:
    """Do the same with everything, and answer in order.

    The first failure, or a cancellation, ends the others too, and is raised only when they have ended: nothing works on in folders that
    are being taken away.

    Args:
        work: What is done.
        on: With what.
        at_once: How many at a time, at most.
    """
    few = asyncio.Semaphore(at_once)

    async def one(what: A) -> B:
        async with few:
            return await work(what)

    tasks = [asyncio.ensure_future(one(what)) for what in on]
    try:
        return list(await asyncio.gather(*tasks))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
