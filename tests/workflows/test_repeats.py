"""Edits that come more than once, and what their senders are told."""

from temporalio.api.enums.v1 import EventType

from schemas.changes import ChangeLine, EditFilm
from schemas.states import CutState, FilmState
from tests.workflows.conftest import FilmSet
from tests.workflows.test_film import edit, until


async def test_a_repeated_edit_is_answered_with_the_cut_that_has_it(film_set: FilmSet) -> None:
    crew = film_set.crew
    film = await film_set.start(idle_days=1)
    await until(lambda: bool(crew.cuts) and crew.cuts[-1].state is CutState.COMPLETED)
    change = EditFilm(id="once", changes=[ChangeLine(line=1, reroll=True)])
    first = await edit(film, change)
    await until(lambda: crew.cuts[-1].cut == 2 and crew.cuts[-1].state is CutState.COMPLETED)

    again = await edit(film, change)

    assert (first.cut, again.cut) == (2, 2)
    await film.cancel()


async def test_a_film_of_which_everything_exists_begins_no_scene(film_set: FilmSet) -> None:
    crew = film_set.crew
    await (await film_set.start()).result()
    ran = list(crew.ran)

    again = await film_set.start()
    made = await again.result()

    assert made.state is FilmState.COMPLETED
    assert crew.ran == ran, "nothing was made again"
    children = {event.event_type async for event in again.fetch_history_events()}
    assert EventType.EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED not in children
