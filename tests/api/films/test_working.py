"""What is at work for a film is told, and shown."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from httpx import AsyncClient
from rich.console import Console
from temporalio.api.enums.v1 import TimeoutType
from temporalio.api.failure.v1 import Failure, TimeoutFailureInfo
from temporalio.worker import Worker

from api.answers import Progress, StageProgress, StepAtWork
from api.commands.showing import ShowBars, ShowJson, ShowLines, shares
from api.films.working import trouble_of
from api.starting import workflow_id
from schemas.stages import Stage
from schemas.states import CutState, FilmState
from tests.api.commanding import film as command
from tests.api.conftest import Face
from tests.api.rows import set_state
from tests.api.submitting import submit
from tests.fakes.busy_film import QUEUE, TROUBLE, BusyFilm, BusyScene, paint, record, speak
from workers.bootstrap import Services
from workers.sandbox import RUNNER

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
async def busy(http: AsyncClient, project: str, services: Services) -> AsyncIterator[str]:
    """A film of which a picture is at 45 % and a line waits for its second attempt."""
    film = str((await submit(http, project))["id"])
    await set_state(services, film, FilmState.PROCESSING)
    await services.temporal.get_workflow_handle(workflow_id(film)).terminate()
    worker = Worker(
        services.temporal, task_queue=QUEUE, workflows=[BusyFilm, BusyScene], activities=[paint, speak, record], workflow_runner=RUNNER
    )
    async with worker:
        handle = await services.temporal.start_workflow(BusyFilm.run, id=workflow_id(film), task_queue=QUEUE)
        async with asyncio.timeout(30):
            while len((await http.get(f"/api/films/{film}/working")).json()["steps"]) < 2:  # noqa: ASYNC110 - the server has no event for it
                await asyncio.sleep(0.1)
        yield film
        await handle.terminate()


def step(target: str, fraction: float, stage: Stage = Stage.IMAGES, trouble: str = "") -> StepAtWork:
    """One that a worker has in hand."""
    return StepAtWork(
        stage=stage, target=target, label=f"{target} · {stage}", state="working", fraction=fraction, scheduled_at=NOW, began_at=NOW,
        worker="host-1", attempt=2 if trouble else 1, trouble=trouble,
    )  # fmt: skip


def progress(**counts: int) -> Progress:
    """A film with so many things of each stage made, of four."""
    stages = {Stage(name): StageProgress(planned=4, made=made, reused=0) for name, made in counts.items()}
    return Progress(
        state=FilmState.PROCESSING, reason="", is_paused=False, cut=1, cut_state=CutState.PROCESSING, shots=4, last_event=1, stages=stages
    )


async def test_what_a_worker_has_in_hand_is_told_with_its_share_and_what_failed_with_its_reason(http: AsyncClient, busy: str) -> None:
    painted, spoken = (await http.get(f"/api/films/{busy}/working")).json()["steps"]

    assert (painted["stage"], painted["target"], painted["state"], painted["fraction"]) == ("images", "shot 3", "working", 0.45)
    assert painted["label"] == "Scene 1 · Shot 3 · image · sdxl · take 1"
    assert painted["trouble"] == ""
    assert (spoken["stage"], spoken["state"], spoken["attempt"], spoken["trouble"]) == ("voices", "waiting", 2, TROUBLE)


def test_a_worker_that_is_gone_is_told_of_in_words() -> None:
    gone = Failure(
        message="activity Heartbeat timeout", timeout_failure_info=TimeoutFailureInfo(timeout_type=TimeoutType.TIMEOUT_TYPE_HEARTBEAT)
    )
    other = Failure(message="the store does not answer")

    assert trouble_of(gone) == "its worker gave no sign of life any more"
    assert trouble_of(other) == "the store does not answer"


async def test_the_command_shows_it(face: Face, busy: str) -> None:
    code, out, _ = await command(face.url, "show", busy)

    assert code == 0
    assert "at work     Scene 1 · Shot 3 · image · sdxl · take 1, 45 %" in out
    assert f"at work     speak line, waiting; the attempt before failed: {TROUBLE}" in out


async def test_nothing_is_at_work_for_a_film_that_nobody_makes(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project))["id"]
    await services.temporal.get_workflow_handle(workflow_id(film)).terminate()

    answer = await http.get(f"/api/films/{film}/working")

    assert (answer.status_code, answer.json()) == (200, {"steps": []})


async def test_of_nobodys_film_nothing_is_told(http: AsyncClient) -> None:
    assert (await http.get("/api/films/nobodys/working")).status_code == 404


def test_shares_are_told_of_what_has_begun_and_of_many_only_how_many_more() -> None:
    steps = [step(f"shot {number}", number / 10) for number in range(6)]

    assert shares(steps, Stage.IMAGES) == "shot 1 10 %, shot 2 20 %, shot 3 30 %, 2 more"
    assert shares(steps, Stage.CLIPS) == ""


def test_lines_tell_shares_beside_the_counts_and_a_trouble_once(capsys: pytest.CaptureFixture[str]) -> None:
    shown = ShowLines()
    shown.progress(progress(images=4, clips=1))
    capsys.readouterr()
    shown._shown_s -= 60
    for _ in range(3):
        shown.working([step("shot 2", 0.5, Stage.CLIPS, TROUBLE)])

    assert capsys.readouterr().err.splitlines() == [
        f"shot 2 · clips: attempt 2, for the one before failed: {TROUBLE}",
        "images 4/4, clips 1/4 (shot 2 50 %)",
    ]


def test_no_command_that_is_told_is_broken_where_a_terminal_ends() -> None:
    terminal = io.StringIO()
    sentence = f"the film goes on; `film watch {'a' * 10}` follows it, `film cancel {'a' * 10}` ends it"

    ShowBars(Console(file=terminal, width=60)).say(sentence)

    assert terminal.getvalue() == f"{sentence}\n"


def test_machines_hear_of_it_when_it_changes(capsys: pytest.CaptureFixture[str]) -> None:
    shown = ShowJson()
    for fraction in (0.25, 0.25, 0.5):
        shown.working([step("shot 2", fraction)])

    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [(each["event"], each["steps"][0]["fraction"]) for each in told] == [("working", 0.25), ("working", 0.5)]
