"""Beating while an engine works, and stopping it."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable

import pytest
from temporalio.testing import ActivityEnvironment

from activities.heartbeat import BEAT_S, alive, beaten


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to it within 30 s"
        time.sleep(0.02)


async def test_a_long_call_is_heard_every_second() -> None:
    environment = ActivityEnvironment()
    beats: list[float] = []
    environment.on_heartbeat = beats.append

    def work(progress: Callable[[float], None]) -> str:
        progress(0.5)
        _until(lambda: len(beats) == 2)
        return "made"

    begun = time.monotonic()
    made = await environment.run(beaten, work)

    assert made == "made"
    assert beats == [0.5, 0.5]
    assert time.monotonic() - begun >= 2 * BEAT_S


async def test_fetching_and_storing_are_heard_too() -> None:
    environment = ActivityEnvironment()
    beats: list[float] = []
    environment.on_heartbeat = beats.append

    await environment.run(alive, asyncio.to_thread(_until, lambda: len(beats) == 2))

    assert len(beats) == 2


async def test_a_cancelled_engine_stops_with_its_next_step_and_before_its_activity_does() -> None:
    begun, ended = threading.Event(), list[str]()

    def work(progress: Callable[[float], None]) -> str:
        try:
            while True:  # until it is told to stop
                progress(0.5)
                begun.set()
                time.sleep(0.02)
        finally:
            ended.append("thread")

    making = asyncio.create_task(beaten(work))
    assert await asyncio.to_thread(begun.wait, 60)
    making.cancel()

    with contextlib.suppress(asyncio.CancelledError):
        await making

    assert making.cancelled()
    assert ended == ["thread"]


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
