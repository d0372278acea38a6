"""Cancelling a film at every moment: it is felt, once, and what people are told stays true."""

from schemas.changes import ChangeShot, EditFilm
from schemas.engines import Queue
from schemas.making import CancelFilm
from schemas.states import CutState, FilmState
from tests.workflows.conftest import FilmSet, film_order
from tests.workflows.test_film import edit, until
from workflows.film import MakeFilm


async def test_a_cancel_is_felt_when_the_step_that_runs_ends_all_the_same(film_set: FilmSet) -> None:
    """A short step is made before its worker hears of the cancellation, which only comes with a heartbeat."""
    held = film_set.crew.hold("screenplay film")
    film = await film_set.start()
    await until(lambda: "screenplay film" in film_set.crew.begun)

    await film.signal(MakeFilm.cancel, CancelFilm(reason="enough"))
    held.set()
    result = await film.result()

    assert "screenplay film" in film_set.crew.ran
    assert (result.state, film_set.crew.states[-1].reason) == (FilmState.CANCELLED, "enough")
    assert "shots film" not in film_set.crew.begun


async def test_a_film_that_is_cancelled_before_a_worker_saw_it_is_never_made(film_set: FilmSet) -> None:
    order = film_order()
    film = await film_set.client.start_workflow(
        MakeFilm.run,
        order,
        id=f"film-{order.film}",
        task_queue=Queue.WORKFLOWS,
        start_signal="cancel",
        start_signal_args=[CancelFilm(reason="a mistake")],
    )

    result = await film.result()

    assert result.state is FilmState.CANCELLED
    assert [(step.number, step.state, step.reason) for step in film_set.crew.states] == [(1, FilmState.CANCELLED, "a mistake")]
    assert film_set.crew.begun == []


async def test_cancelling_a_later_cut_in_temporal_keeps_the_film_open_with_its_earlier_cut(film_set: FilmSet) -> None:
    crew = film_set.crew
    film = await film_set.start(idle_days=1)
    await until(lambda: bool(crew.cuts) and crew.cuts[-1].state is CutState.COMPLETED)
    held = crew.hold("clips shot 2")
    await edit(film, EditFilm(id="e1", changes=[ChangeShot(shot=2, camera="push_in")]))
    await until(lambda: "clips shot 2" in crew.begun[-1:])

    await film.cancel()
    await until(lambda: crew.cuts[-1].state is CutState.CANCELLED)
    held.set()
    accepted = await edit(film, EditFilm(id="e2", changes=[ChangeShot(shot=1, camera="push_in")]))
    await until(lambda: (crew.cuts[-1].cut, crew.cuts[-1].state) == (accepted.cut, CutState.COMPLETED))

    assert accepted.cut == 3
    assert list(crew.cuts[-1].edits.shots) == [1], "the edit whose cut was cancelled is taken back"
    assert (await film.query(MakeFilm.status)).state is FilmState.COMPLETED


async def test_a_film_that_waits_asks_again_when_the_admission_was_ended(film_set: FilmSet) -> None:
    crew = film_set.crew
    held = crew.hold("screenplay film")
    first = await film_set.start(owner="lone", films_at_once=1)
    await until(lambda: "screenplay film" in crew.begun)
    second = await film_set.start(owner="lone", films_at_once=1, asks_again_s=0.5)
    await until(lambda: [step.state for step in crew.states].count(FilmState.QUEUED) == 2)

    await film_set.client.get_workflow_handle("admission-lone").terminate("by hand")
    held.set()

    assert (await second.result()).state is FilmState.COMPLETED
    assert (await first.result()).state is FilmState.COMPLETED
