"""Edits that come more than once, and what their senders are told."""

from schemas.changes import ChangeLine, EditFilm
from schemas.states import CutState
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
