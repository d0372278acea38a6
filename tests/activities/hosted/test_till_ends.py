"""Whatever becomes of a till, nobody waits for ever, and no answer that arrived is thrown away."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from psutil import Process
from sqlalchemy import text

from activities.purchase import Kept
from activities.purchases import OrderPurchases
from activities.till.counter import Counter
from activities.till.frames import PaidCall
from schemas.failures import Broken, Refused, Unavailable
from tests.activities.conftest import Workplace
from tests.activities.hosted.paying import OFFER, Answering, paid_row, picture, tick, until

PICTURE = Kept(b"a picture", {})


@dataclass(frozen=True)
class Waiting:
    """A call that is answered when a file is there; makes another one when it begins."""

    folder: Path

    def __call__(self, _tick: Callable[[], None]) -> Kept:
        (self.folder / "begun").touch()
        while not (self.folder / "answered").exists():
            threading.Event().wait(0.05)
        return PICTURE

    @property
    def is_begun(self) -> bool:
        return (self.folder / "begun").exists()

    def answer(self) -> None:
        (self.folder / "answered").touch()


@dataclass(frozen=True)
class Talking:
    """A call that says something on its way, as a library would."""

    def __call__(self, _tick: Callable[[], None]) -> Kept:
        os.write(1, b"2026-11-22 a warning from somewhere\n")
        return PICTURE


class Odd(Refused):
    """A failure that is not found again where it is sent to: pickle makes it of its message alone."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


@dataclass(frozen=True)
class Failing:
    """A call that fails so."""

    def __call__(self, _tick: Callable[[], None]) -> Kept:
        raise Odd("no", "way")


def end_this_process() -> None:
    """`kill -9`."""
    os.kill(os.getpid(), signal.SIGKILL)


class Deadly:
    """Ends the process that reads it."""

    def __reduce__(self) -> tuple[Any, tuple[()]]:
        return end_this_process, ()

    def __call__(self, _tick: Callable[[], None]) -> Kept:
        return PICTURE


class DeadlyHeaders(dict[str, str]):
    """End the process that sends them to another."""

    def __reduce__(self) -> Any:
        end_this_process()


@dataclass(frozen=True)
class AnsweringLast:
    """A call whose answer is written down, after which its till is killed."""

    def __call__(self, _tick: Callable[[], None]) -> Kept:
        return Kept(PICTURE.content, DeadlyHeaders())


class Desk:
    """A counter of a test's own, and threads in which its calls are waited for."""

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self.counter = Counter()
        self.is_over = False
        self._threads = threads

    async def carry_out(self, call: PaidCall) -> Kept:
        """What a call comes to, within a minute."""
        return await asyncio.wait_for(asyncio.wrap_future(self._threads.submit(self.counter.carry_out, call, self._tick)), 60)

    @property
    def till(self) -> Process:
        """That which is open."""
        assert self.counter._till is not None
        return Process(self.counter._till.pid)

    def _tick(self) -> None:
        if self.is_over:
            raise TimeoutError


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Where calls are handed over."""
    with ThreadPoolExecutor() as threads:
        made = Desk(threads)
        yield made
        made.is_over = True
        made.counter.close()


async def begun(workplace: Workplace, call: Any, salt: str) -> PaidCall:
    """A call whose row is there."""
    order = picture(salt=salt)
    purchases = OrderPurchases(workplace.sessions, order)
    await purchases.begin(1, OFFER)
    await purchases.close()
    return PaidCall(purchases.database, order.key, 1, purchases.holder, OFFER.price_micros, call)


async def test_what_a_call_prints_is_taken_for_no_answer(workplace: Workplace, desk: Desk) -> None:
    talking = asyncio.create_task(desk.carry_out(await begun(workplace, Talking(), "prints")))

    assert await talking == PICTURE


async def test_what_can_not_be_read_leaves_nobody_waiting(workplace: Workplace, desk: Desk) -> None:
    odd = asyncio.create_task(desk.carry_out(await begun(workplace, Failing(), "odd")))
    with pytest.raises(Unavailable, match="was ended"):
        await odd

    other = asyncio.create_task(desk.carry_out(await begun(workplace, Answering(PICTURE), "after odd")))

    assert await other == PICTURE


async def test_a_call_whose_row_can_not_be_reached_at_all_is_broken(workplace: Workplace, desk: Desk) -> None:
    call = replace(await begun(workplace, Answering(PICTURE), "nowhere"), database="nonsense://nowhere")

    with pytest.raises(Broken, match="nonsense"):
        await desk.carry_out(call)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs a system where a process's pipes can be opened by name, as Linux is")
async def test_a_till_that_was_ended_answers_for_no_call_of_the_next(workplace: Workplace, desk: Desk, tmp_path: Path) -> None:
    """The pipe of the first stays open beyond its end, so that its end is heard only when the second is at work."""
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        folder.mkdir()
    first, second = (Waiting(folder) for folder in folders)
    ended = asyncio.create_task(desk.carry_out(await begun(workplace, first, "first till")))
    await until(lambda: first.is_begun)
    till = desk.till
    pipe = os.open(answers_of(till), os.O_WRONLY)
    till.kill()
    await until(lambda: not till.is_running() or till.status() == "zombie")
    going = asyncio.create_task(desk.carry_out(await begun(workplace, second, "second till")))
    await until(lambda: second.is_begun)

    os.close(pipe)
    with pytest.raises(Unavailable, match="was ended"):
        await ended
    second.answer()

    assert await going == PICTURE


async def test_a_request_to_end_ends_no_call(workplace: Workplace, desk: Desk, tmp_path: Path) -> None:
    """A service manager asks every process of a worker to end."""
    call = Waiting(tmp_path)
    going = asyncio.create_task(desk.carry_out(await begun(workplace, call, "asked to end")))
    await until(lambda: call.is_begun)
    desk.till.terminate()
    call.answer()

    assert await going == PICTURE


async def test_a_till_has_no_settings_of_its_worker(
    workplace: Workplace, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FILM_CLIPS_RUNWAY_API_KEY", "secret-key")
    monkeypatch.setenv("TEMPORAL_API_KEY", "secret-key")
    call = Waiting(tmp_path)
    going = asyncio.create_task(desk.carry_out(await begun(workplace, call, "settings")))
    await until(lambda: call.is_begun)
    till = desk.till

    told: Mapping[str, str] = till.environ()
    call.answer()
    await going

    assert [name for name in told if name.startswith(("FILM_", "TEMPORAL_"))] == []
    assert "secret-key" not in " ".join([*told.values(), *till.cmdline()])


async def test_a_late_answer_is_none_to_another_question(workplace: Workplace, desk: Desk, tmp_path: Path) -> None:
    """While the database was away longer than a hold lasts, another attempt has begun, whose worker has other settings."""
    call = Waiting(tmp_path)
    going = asyncio.create_task(desk.carry_out(await begun(workplace, call, "late")))
    await until(lambda: call.is_begun)
    async with workplace.sessions.begin() as session:
        await session.execute(text("UPDATE paid_calls SET holder = 'another', asked = 'something else'"))

    call.answer()
    await going

    row = await paid_row(workplace)
    assert (row.state, row.answer, row.holder) == ("begun", None, "another")


async def test_an_answer_that_a_till_could_not_tell_any_more_is_kept(workplace: Workplace) -> None:
    purchases = OrderPurchases(workplace.sessions, picture(salt="told no more"))
    await purchases.begin(1, OFFER)

    with pytest.raises(Unavailable, match="was ended"):
        await asyncio.wait_for(asyncio.to_thread(purchases(1).carry_out, AnsweringLast(), tick), 60)

    found = await purchases.begin(1, OFFER)
    assert found is not None
    assert found.answer == PICTURE
    await purchases.close()


async def test_a_till_that_ended_before_it_sent_anything_has_bought_nothing(workplace: Workplace) -> None:
    purchases = OrderPurchases(workplace.sessions, picture(salt="not sent"))
    for _ in range(OFFER.times_max + 1):
        await purchases.begin(1, OFFER)
        with pytest.raises(Unavailable, match="was ended"):
            await asyncio.wait_for(asyncio.to_thread(purchases(1).carry_out, Deadly(), tick), 60)

    row = await paid_row(workplace)
    assert (row.state, row.purchases, row.amount_micros) == ("ready", 1, OFFER.price_micros)
    await purchases.close()


def answers_of(till: Process) -> str:
    """Where the pipe lies by which a till answers, to be opened once more: the only one that it writes to and is not its errors'."""
    folder = Path(f"/proc/{till.pid}/fd")
    orders, errors = os.readlink(folder / "0"), os.readlink(folder / "2")
    (pipe,) = {
        str(path) for path in folder.iterdir() if os.readlink(path).startswith("pipe:") and os.readlink(path) not in {orders, errors}
    }
    return pipe
