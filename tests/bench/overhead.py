"""What orchestration costs: our films with a crew that makes only references, against a flat workflow of activities that do nothing.

Both run on the same Temporal server, in turns, with the same worker settings, as many activities, as large payloads and as many of them
under way at once. CPU is the server's and the worker's together. Latency is measured on films of one shot and a flat workflow that does
one step after another: from the end of a step to the beginning of the one that waits for it.
"""

import asyncio
import itertools
import secrets
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from temporalio import activity
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import ActivityInboundInterceptor, ExecuteActivityInput, Interceptor, Worker

from schemas.engines import Queue
from schemas.media import ArtifactRef
from schemas.message import Message
from schemas.order import Order
from schemas.settings import Settings
from schemas.shots import Line, Scene, Shot, ShotList, Subject
from tests.bench.floor import FlatFilm, FlatOrder, Nothing, do_nothing
from tests.bench.meter import cpu_s, middle, show
from tests.fakes.crew import Crew
from tests.small import MARA
from tests.stack import private_stack
from tests.workflows.conftest import film_order
from workers.sandbox import RUNNER
from workflows.admission import AdmitFilms
from workflows.film import MakeFilm
from workflows.scenes import MakeScenes

SCENES, SHOTS = 12, 5
"""60 shots of five orders each, 12 cues: 312 orders, mix and cut beside them."""
ROUNDS = 5
SMALL_FILMS = 4
"""A round, for latency."""
AT_ONCE = 50
"""Ten scenes are made at once: so many shots are under way."""


@dataclass
class Ran:
    """One activity that ran."""

    name: str
    target: str
    begun_s: float
    ended_s: float
    sent: int
    """Bytes of its argument as JSON."""
    answered: int


@dataclass
class Notebook(Interceptor):
    """Writes down every activity of a worker."""

    ran: list[Ran] = field(default_factory=list)

    def intercept_activity(self, next: ActivityInboundInterceptor) -> ActivityInboundInterceptor:
        return _Writer(next, self.ran)


class _Writer(ActivityInboundInterceptor):
    def __init__(self, following: ActivityInboundInterceptor, ran: list[Ran]) -> None:
        super().__init__(following)
        self._ran = ran

    async def execute_activity(self, input: ExecuteActivityInput) -> Any:
        begun_s = time.monotonic()
        result = await super().execute_activity(input)
        order = input.args[0]
        target = order.about.target if isinstance(order, Order) else ""
        self._ran.append(Ran(activity.info().activity_type, target, begun_s, time.monotonic(), _size(order), _size(result)))
        return result


def _size(value: object) -> int:
    return len(value.model_dump_json()) if isinstance(value, Message | ArtifactRef) else 4


@dataclass
class Round:
    """One way of doing it, once."""

    activities: int
    server_ms: float
    """CPU, per activity."""
    worker_ms: float
    wall_s: float
    latencies_ms: list[float]


def shot_list(scenes: int, shots: int) -> ShotList:
    """A film of scenes of equal shots, in each of which somebody is seen saying a line."""
    return ShotList(
        title="Overhead",
        characters=[MARA],
        scenes=[
            Scene(
                number=scene,
                heading=f"INT. ROOM {scene} - NIGHT",
                shots=[_shot(scene, scene * shots + index + 1) for index in range(shots)],
            )
            for scene in range(scenes)
        ],
    )


def _shot(scene: int, number: int) -> Shot:
    line = Line(number=number, character=MARA, text=f"This is line {number}.")
    return Shot(number=number, scene=scene, size="MS", prompt=f"Mara, {number}", subjects=[Subject(character=MARA)], lines=[line])


class Bench:
    """The two ways, on one server."""

    def __init__(self, client: Client, server_pid: int) -> None:
        """Workers are opened for each round, so that nobody's memory holds another round's workflows."""
        self._client = client
        self._server, self._worker = server_pid, psutil.Process().pid

    def _spent(self) -> tuple[float, float, float]:
        """CPU seconds of server and worker and seconds on the wall, so far."""
        return cpu_s([self._server]), cpu_s([self._worker]), time.monotonic()

    def _round(self, before: tuple[float, float, float], ran: list[Ran], gaps: list[float]) -> Round:
        server_s, worker_s, wall_s = (now - then for now, then in zip(self._spent(), before, strict=True))
        return Round(len(ran), server_s * 1000 / len(ran), worker_s * 1000 / len(ran), wall_s, gaps)

    async def film(self, scenes: int, shots: int) -> tuple[Round, list[Ran]]:
        """Make a film whose crew makes only references."""
        notebook, crew = Notebook(), Crew(self._client, shot_list(scenes, shots))
        async with self._workers(notebook, crew.activities(), [MakeFilm, MakeScenes, AdmitFilms]):
            before = self._spent()
            order = film_order()
            await (await self._client.start_workflow(MakeFilm.run, order, id=f"film-{order.film}", task_queue=Queue.WORKFLOWS)).result()
            made = self._round(before, notebook.ran, [])
            await self._client.get_workflow_handle(f"admission-{order.owner}").terminate()
        made.latencies_ms = _latencies_of_shots(notebook.ran)
        return made, notebook.ran

    async def flat(self, order: FlatOrder) -> Round:
        """Do as much nothing."""
        notebook = Notebook()
        async with self._workers(notebook, [do_nothing], [FlatFilm]):
            before = self._spent()
            await self._client.execute_workflow(FlatFilm.run, order, id=f"flat-{secrets.token_hex(6)}", task_queue=Queue.WORKFLOWS)
            made = self._round(before, notebook.ran, [])
        if order.at_once == 1:
            made.latencies_ms = [(two.begun_s - one.ended_s) * 1000 for one, two in itertools.pairwise(notebook.ran)]
        return made

    @asynccontextmanager
    async def _workers(self, notebook: Notebook, activities: list[Any], workflows: list[type]) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for queue in (Queue.WORKFLOWS, Queue.CPU):
                worker = Worker(
                    self._client,
                    task_queue=queue,
                    workflows=workflows if queue is Queue.WORKFLOWS else [],
                    activities=activities,
                    workflow_runner=RUNNER,
                    interceptors=[notebook],
                    max_concurrent_workflow_tasks=Settings.model_fields["workflow_tasks"].default,
                )
                await stack.enter_async_context(worker)
            yield


def _latencies_of_shots(ran: list[Ran]) -> list[float]:
    """Milliseconds from the end of a clip to its lip sync, and from there to its segment."""
    found = []
    by_step = {(one.name, one.target): one for one in ran}
    for before, after in (("animate_clip", "sync_lips"), ("sync_lips", "encode_segment")):
        for (name, target), one in by_step.items():
            if name == after:
                found.append((one.begun_s - by_step[before, target].ended_s) * 1000)
    return found


async def run(client: Client, server_pid: int) -> None:
    """Measure in turns and print."""
    bench = Bench(client, server_pid)
    _, ran = await bench.film(SCENES, SHOTS)  # the first one warms everything up, and tells the sizes
    chains, steps = SCENES * SHOTS, round(len(ran) / (SCENES * SHOTS))
    sent, answered = round(middle(ran, lambda one: one.sent)), round(middle(ran, lambda one: one.answered))
    flat = FlatOrder(chains=chains, steps=steps, at_once=AT_ONCE, payload=Nothing(text="x" * sent), answer=answered)
    single = flat.model_copy(update={"chains": 1, "steps": 20, "at_once": 1})
    films, flats, small_films, small_flats = [], [], [], []
    for _ in range(ROUNDS):
        films.append((await bench.film(SCENES, SHOTS))[0])
        flats.append(await bench.flat(flat))
        for _ in range(SMALL_FILMS):
            small_films.append((await bench.film(1, 1))[0])
        small_flats.append(await bench.flat(single))
    server = (middle(films, lambda one: one.server_ms), middle(flats, lambda one: one.server_ms))
    worker = (middle(films, lambda one: one.worker_ms), middle(flats, lambda one: one.worker_ms))
    cpu = (server[0] + worker[0], server[1] + worker[1])
    wall = (middle(films, lambda one: one.wall_s), middle(flats, lambda one: one.wall_s))
    latency = tuple(middle([gap for one in many for gap in one.latencies_ms], float) for many in (small_films, small_flats))
    show(
        f"Overhead of orchestration: {films[0].activities} activities, {sent} bytes in and {answered} out (medians of {ROUNDS})",
        ["", "MakeFilm", "flat floor", "ratio"],
        [
            ["activities", films[0].activities, flats[0].activities, films[0].activities / flats[0].activities],
            ["CPU ms per activity, server and worker", *cpu, cpu[0] / cpu[1]],
            ["of it the server", *server, server[0] / server[1]],
            ["of it the worker", *worker, worker[0] / worker[1]],
            ["wall s", *wall, wall[0] / wall[1]],
            ["activities per s", films[0].activities / wall[0], flats[0].activities / wall[1], wall[1] / wall[0]],
            ["step to step ms, one shot at a time", *latency, latency[0] / latency[1]],
        ],
    )


async def main() -> None:
    """On a server of one's own."""
    with tempfile.TemporaryDirectory() as folder, private_stack(Path(folder) / ".film", ["temporal"], is_lasting=True) as stack:
        client = await Client.connect(stack.record.temporal_address, namespace="films", data_converter=pydantic_data_converter)
        process = stack.status.parts["temporal"].process
        assert process is not None
        await run(client, process.pid)


if __name__ == "__main__":
    asyncio.run(main())
