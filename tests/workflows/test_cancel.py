"""Cancelling a film at every moment: it is felt, once, and what people are told stays true."""

from schemas.engines import Queue
from schemas.making import CancelFilm
from schemas.states import FilmState
from tests.workflows.conftest import FilmSet, film_order
from tests.workflows.test_film import until
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
