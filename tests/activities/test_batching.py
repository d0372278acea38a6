"""Orders of many films share engine calls, and none pays for another's fault or cancellation."""

import threading
import time
import weakref
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar

import pytest

from activities.batching import Batcher
from activities.engines import Engine, EngineOptions, Job, Made
from activities.failures import told_of
from activities.heartbeat import Cancelled
from schemas.engines import EngineChoice, Queue
from schemas.failures import Refused
from schemas.media import TEXT
from schemas.order import About
from schemas.stages import Stage
from schemas.voices import SpeakLine
from tests.small import MARA


class Tensors:
    """What a call holds while it goes on."""


class Slate(Engine[SpeakLine]):
    """Writes down what was said, and with how many others; four steps a call."""

    stage: ClassVar[Stage] = Stage.VOICES
    version: ClassVar[str] = "1"
    summary: ClassVar[str] = "Writes lines down."
    licence: ClassVar[str] = "CC0-1.0"
    queue: ClassVar[Queue] = Queue.GPU

    def __init__(self, step_s: float = 0.0, company_s: float = 0.3) -> None:
        super().__init__(EngineOptions())
        self.step_s = step_s
        self.wait_s = company_s
        self.steps = 0
        self.held: list[weakref.ref[Tensors]] = []

    def batch_key(self, order: SpeakLine) -> Hashable | None:
        return None if order.text.startswith("alone") else order.language

    def batch_max(self, order: SpeakLine) -> int:
        return 3

    def company_s(self, order: SpeakLine) -> float:
        return self.wait_s

    def make(self, job: Job[SpeakLine]) -> Made:
        return self.make_many([job])[0]

    def make_many(self, jobs: Sequence[Job[SpeakLine]]) -> list[Made]:
        tensors = Tensors()
        self.held.append(weakref.ref(tensors))
        for step in range(4):
            self.steps += 1
            time.sleep(self.step_s)
            for job in jobs:
                job.progress((step + 1) / 4)
        return [self._written(job, len(jobs)) for job in jobs]

    @staticmethod
    def _written(job: Job[SpeakLine], together: int) -> Made:
        if job.order.text == "bad":
            raise Refused("a bad order")
        if job.order.text == "broken device" or (job.order.text == "breaks alone" and together == 1):
            raise RuntimeError("CUDA error: an illegal memory access was encountered")
        path = job.folder / "said.txt"
        path.write_text(f"{job.order.text} {together}", encoding="utf-8")
        return Made(path=path, media_type=TEXT)


class Run:
    """Several orders at once on one batcher."""

    def __init__(self, folder: Path, patience_s: float = 30.0) -> None:
        self.calls: list[int] = []
        self.broken: list[str] = []
        self.folder = folder
        self.threads = ThreadPoolExecutor(12)
        self.batcher = Batcher(
            folder,
            patience_s=patience_s,
            on_call=self.calls.append,
            on_broken_device=lambda fault: self.broken.append(str(fault)),
        )

    def order(
        self, engine: Slate, text: str, language: str = "en", progress: Callable[[float], None] = lambda _fraction: None
    ) -> Future[Made]:
        own = self.folder / f"order-{time.monotonic_ns()}"
        own.mkdir()
        job = Job(order=_order(text, language), inputs={}, folder=own, progress=progress)
        return self.threads.submit(self.batcher.make, engine, job)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path)


def test_orders_of_two_films_share_a_call_up_to_the_engine_s_limit(run: Run) -> None:
    engine = Slate()
    made = [run.order(engine, f"line {number}") for number in range(4)]

    texts = [future.result(60).path.read_text(encoding="utf-8") for future in made]
    assert sorted(run.calls) == [1, 3]
    assert [text.rsplit(" ", 1)[0] for text in texts] == [f"line {number}" for number in range(4)]


@pytest.mark.parametrize(("company_s", "calls"), [(0.0, [1, 1]), (2.0, [2])])
def test_an_engine_says_how_long_its_orders_wait_for_company(run: Run, company_s: float, calls: list[int]) -> None:
    engine = Slate(company_s=company_s)
    first = run.order(engine, "first")
    time.sleep(0.5)
    for made in (first, run.order(engine, "second")):
        made.result(60)

    assert run.calls == calls


def test_what_does_not_fit_together_is_made_apart(run: Run) -> None:
    engine = Slate()
    apart = [run.order(engine, "one"), run.order(engine, "uno", "es"), run.order(engine, "alone 1"), run.order(engine, "alone 2")]
    for future in apart:
        future.result(60)

    assert run.calls == [1, 1, 1, 1]


@pytest.mark.parametrize("text", ["same", "alone"])
def test_what_is_ordered_several_times_is_made_once_for_all(run: Run, text: str) -> None:
    engine = Slate()
    futures = [run.order(engine, text) for _ in range(5)]
    made = [future.result(60) for future in futures]

    assert engine.steps == 4
    assert {result.path.read_text(encoding="utf-8") for result in made} == {f"{text} 1"}
    assert len({result.path for result in made}) == 5


def test_a_bad_order_fails_alone(run: Run) -> None:
    engine = Slate()
    good, bad, other = run.order(engine, "good"), run.order(engine, "bad"), run.order(engine, "other")

    with pytest.raises(Refused, match="a bad order"):
        bad.result(60)
    assert {future.result(60).path.read_text(encoding="utf-8") for future in (good, other)} == {"good 1", "other 1"}


def test_what_is_ordered_several_times_fails_once(run: Run) -> None:
    engine = Slate()
    bad = [run.order(engine, "bad") for _ in range(3)]
    for future in bad:
        with pytest.raises(Refused, match="a bad order"):
            future.result(60)

    assert engine.steps == 4


def test_who_waits_for_the_same_gets_a_fault_of_their_own(run: Run) -> None:
    engine = Slate()
    bad = [run.order(engine, "bad") for _ in range(3)]
    said = []
    for number, future in enumerate(bad):
        with pytest.raises(Refused) as fault, told_of(f"Shot {number}"):
            future.result(60)
        said.append(str(fault.value))

    assert said == [f"Shot {number}: a bad order" for number in range(3)]


def test_a_worker_whose_disk_is_gone_goes_on_when_it_is_back(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    batcher = Batcher(scratch)
    job = Job(order=_order("one", "en"), inputs={}, folder=tmp_path)
    with pytest.raises(FileNotFoundError, match="call-"):
        batcher.make(Slate(), job)
    scratch.mkdir()

    assert batcher.make(Slate(), job).path.is_file()
    assert list(scratch.iterdir()) == []


def test_a_fault_holds_nothing_of_its_call(run: Run) -> None:
    engine = Slate()
    with pytest.raises(Refused) as fault:
        run.order(engine, "bad").result(60)

    assert [held() for held in engine.held] == [None]
    assert fault.value.__traceback__ is not None


def test_a_cancelled_order_leaves_at_once_and_the_others_go_on(run: Run) -> None:
    engine, cancelled = Slate(step_s=0.4), threading.Event()
    leaving = run.order(engine, "leaving", progress=_until(cancelled))
    staying = run.order(engine, "staying")
    _wait_until(lambda: engine.steps > 0)
    cancelled.set()

    with pytest.raises(Cancelled):
        leaving.result(60)
    assert not staying.done()
    assert staying.result(60).path.read_text(encoding="utf-8") == "staying 2"


def test_an_order_whose_folder_goes_as_results_come_takes_none_with_it(run: Run) -> None:
    engine = Slate(step_s=0.2)
    gone, staying = run.order(engine, "gone"), run.order(engine, "staying")
    _wait_until(lambda: engine.steps > 0)
    min(run.folder.glob("order-*")).rmdir()

    with pytest.raises(OSError):  # noqa: PT011 - which one depends on how the result is brought
        gone.result(60)
    assert staying.result(60).path.read_text(encoding="utf-8") == "staying 2"
    assert run.calls == [2]
    assert engine.steps == 4


def test_a_call_that_nobody_wants_any_more_stops_at_its_next_step(run: Run) -> None:
    engine, cancelled = Slate(step_s=0.3), threading.Event()
    both = [run.order(engine, text, progress=_until(cancelled)) for text in ("one", "two")]
    _wait_until(lambda: engine.steps > 0)
    cancelled.set()
    for future in both:
        with pytest.raises(Cancelled):
            future.result(60)

    run.order(Slate(), "next").result(60)
    assert engine.steps < 4
    assert list(run.folder.glob("call-*")) == []


def test_the_warm_engine_goes_on_but_nobody_waits_forever(tmp_path: Path) -> None:
    run = Run(tmp_path, patience_s=0.6)
    warm, other = Slate(step_s=0.05, company_s=0.0), Slate(company_s=0.0)
    ends: list[str] = []
    first = run.order(warm, "alone")
    late = run.order(other, "late")
    more = [run.order(warm, f"alone {number}") for number in range(8)]
    late.add_done_callback(lambda _done: ends.append("late"))
    for future in more:
        future.add_done_callback(lambda _done: ends.append("more"))
    for future in [first, late, *more]:
        future.result(60)

    assert 0 < ends.index("late") < len(more)


def test_a_broken_device_ends_the_process(run: Run) -> None:
    with pytest.raises(RuntimeError, match="CUDA error"):
        run.order(Slate(), "broken device").result(60)

    assert run.broken == ["CUDA error: an illegal memory access was encountered"]


def test_a_device_that_breaks_as_orders_are_made_one_by_one_ends_the_process_too(run: Run) -> None:
    engine = Slate()
    orders = [run.order(engine, text) for text in ("bad", "breaks alone")]
    for future in orders:
        with pytest.raises((Refused, RuntimeError)):
            future.result(60)

    assert run.broken == ["CUDA error: an illegal memory access was encountered"]


def _order(text: str, language: str) -> SpeakLine:
    return SpeakLine(
        engine=EngineChoice(stage=Stage.VOICES, name="slate", version="1"),
        about=About(film="f", owner="o", cut=1, target="line 1", label="Line 1"),
        character=MARA,
        text=text,
        language=language,
    )


def _until(cancelled: threading.Event) -> Callable[[float], None]:
    def progress(_fraction: float) -> None:
        if cancelled.is_set():
            raise Cancelled

    return progress


def _wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)
