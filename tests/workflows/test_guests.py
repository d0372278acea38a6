"""Shots that have engines of their own: an edit brings them, they stay through later cuts, and what can't be had is refused."""

import pytest
from temporalio.client import WorkflowExecutionStatus, WorkflowUpdateFailedError

from schemas.changes import ChangeShot, EditFilm
from schemas.engines import WantedEngine
from schemas.stages import Stage
from schemas.states import CutState
from tests.workflows.conftest import FilmSet
from tests.workflows.test_film import edit, until
from workflows.film import MakeFilm

SKETCH = WantedEngine(engine="sketch", options={"lines": 3})


async def test_a_shot_gets_an_engine_of_its_own_keeps_it_and_goes_back(film_set: FilmSet) -> None:
    crew = film_set.crew
    film = await film_set.start(idle_days=1)
    await until(lambda: bool(crew.cuts) and crew.cuts[-1].state is CutState.COMPLETED)
    ran = []
    for number, change in enumerate(
        [
            ChangeShot(shot=2, engines={Stage.IMAGES: SKETCH}),
            ChangeShot(shot=3, camera="push_in"),
            ChangeShot(shot=2, engines={Stage.IMAGES: None}),
        ],
        start=2,
    ):
        crew.ran.clear()
        await edit(film, EditFilm(id=f"e{number}", changes=[change]))
        await until(lambda cut=number: crew.cuts[-1].cut == cut and crew.cuts[-1].state is CutState.COMPLETED)  # type: ignore[misc]
        ran.append({what for what in crew.ran if what.startswith("images")})
    await film.cancel()

    # going back finds the first picture again
    assert ran == [{"images shot 2"}, set(), set()]
    plans = [cut.plan for cut in crew.cuts if cut.plan is not None]
    assert [[guest.choice.name for guest in plan.guests] for plan in plans] == [[], ["sketch"], ["sketch"], []]


async def test_an_engine_that_can_not_be_had_is_refused_with_the_reason_and_makes_no_cut(film_set: FilmSet) -> None:
    crew = film_set.crew
    crew.casts_no = "oils"
    film = await film_set.start(idle_days=1)
    await until(lambda: bool(crew.cuts) and crew.cuts[-1].state is CutState.COMPLETED)

    wanted = {Stage.IMAGES: WantedEngine(engine="oils")}
    with pytest.raises(WorkflowUpdateFailedError) as refused:
        await edit(film, EditFilm(id="e1", changes=[ChangeShot(shot=2, engines=wanted)]))
    await film.cancel()

    assert "no engine 'oils'" in str(refused.value.cause)
    assert crew.cuts[-1].cut == 1


async def test_an_engine_that_fails_when_it_is_looked_for_does_not_end_a_film_that_was_only_told_of_it(film_set: FilmSet) -> None:
    crew = film_set.crew
    crew.casts_no, crew.casts_no_for = "oils", "Broken"
    film = await film_set.start(idle_days=1)
    await until(lambda: bool(crew.cuts) and crew.cuts[-1].state is CutState.COMPLETED)

    wanted = {Stage.IMAGES: WantedEngine(engine="oils")}
    await film.signal(MakeFilm.regenerate, EditFilm(id="e1", changes=[ChangeShot(shot=2, engines=wanted)]))
    await edit(film, EditFilm(id="e2", changes=[ChangeShot(shot=3, camera="push_in")]))
    await until(lambda: crew.cuts[-1].cut == 2 and crew.cuts[-1].state is CutState.COMPLETED)

    assert (await film.describe()).status is WorkflowExecutionStatus.RUNNING
    await film.cancel()
