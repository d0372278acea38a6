"""Beating while an engine works, and stopping it."""

import asyncio
import contextlib
import time
from collections.abc import Callable

import pytest
from temporalio.testing import ActivityEnvironment

from activities.heartbeat import alive, beaten


def _working(seconds: float, ended: list[str]) -> Callable[[Callable[[float], None]], str]:
    def work(progress: Callable[[float], None]) -> str:
        try:
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                progress(0.5)
                time.sleep(0.02)
            return "made"
        finally:
            ended.append("thread")

    return work


async def test_a_long_call_is_heard_every_second() -> None:
    environment = ActivityEnvironment()
    beats: list[float] = []
    environment.on_heartbeat = beats.append

    made = await environment.run(beaten, _working(2.3, []))

    assert made == "made"
    assert beats == [0.5, 0.5]


async def test_fetching_and_storing_are_heard_too() -> None:
    environment = ActivityEnvironment()
    beats: list[float] = []
    environment.on_heartbeat = beats.append

    await environment.run(alive, asyncio.sleep(2.3))

    assert len(beats) == 2


async def test_a_cancelled_engine_stops_at_once_and_before_its_activity_does() -> None:
    ended: list[str] = []
    making = asyncio.create_task(beaten(_working(30, ended)))
    await asyncio.sleep(0.2)
    begun = time.monotonic()
    making.cancel()

    with contextlib.suppress(asyncio.CancelledError):
        await making

    assert making.cancelled()
    assert ended == ["thread"]
    assert time.monotonic() - begun < 0.5


async def test_what_an_engine_makes_of_its_cancellation_does_not_hide_it() -> None:
    """Libraries turn what passes through them into errors of their own; the film is cancelled, not failed."""

    def work(progress: Callable[[float], None]) -> str:
        try:
            while True:
                progress(0.1)
                time.sleep(0.02)
        except BaseException as error:
            raise ValueError("the encoder's callback failed") from error

    making = asyncio.create_task(beaten(work))
    await asyncio.sleep(0.1)
    making.cancel()

    with pytest.raises(asyncio.CancelledError):
        await making


async def test_an_impatient_second_cancel_does_not_leave_the_engine_alone_in_its_folder() -> None:
    ended: list[str] = []

    def work(progress: Callable[[float], None]) -> str:
        time.sleep(0.6)  # one long call into a model
        ended.append("thread")
        return "made"

    making = asyncio.create_task(beaten(work))
    await asyncio.sleep(0.1)
    making.cancel()
    await asyncio.sleep(0.1)
    making.cancel()

    with contextlib.suppress(asyncio.CancelledError):
        await making

    assert ended == ["thread"]
