"""Engines that are updated while a film is made, and between its cuts: it goes on, and what exists stays."""

import asyncio

import pytest

from schemas.changes import ChangeShot, EditFilm
from schemas.stages import Stage
from schemas.states import CutState, FilmState
from tests.workflows.conftest import FilmSet
from tests.workflows.test_film import edit, until
from workflows.film import MakeFilm


async def test_an_update_while_a_film_is_made_remakes_nothing_and_the_film_goes_on(film_set: FilmSet) -> None:
    crew = film_set.crew
    held = crew.hold("images shot 5")
    film = await film_set.start()
    await until(lambda: "images shot 5" in crew.begun and "film shot 2" in crew.ran and "film shot 3" in crew.ran)
    before = list(crew.ran)

    crew.version = "2"
    held.set()
    result = await film.result()

    assert result.state is FilmState.COMPLETED
    assert {what for what in before if crew.ran.count(what) > 1} == set()
    assert any("images: made with draft 1 before, since then with draft 2" in note for note in crew.notices)
    assert any("images: made with draft 1" in note for note in crew.checked[-1].notes)


async def test_an_edit_after_an_update_makes_what_it_changes_and_nothing_else(film_set: FilmSet) -> None:
    crew = film_set.crew
    film = await film_set.start(idle_days=1)
    await until(lambda: bool(crew.cuts) and crew.cuts[-1].state is CutState.COMPLETED)
    crew.ran.clear()

    crew.version = "2"
    await edit(film, EditFilm(id="e1", changes=[ChangeShot(shot=2, camera="push_in")]))
    await until(lambda: crew.cuts[-1].cut == 2 and crew.cuts[-1].state is CutState.COMPLETED)

    assert sorted(crew.ran) == ["clips shot 2", "film film", "film shot 2", "lipsync shot 2"]
    plan = crew.cuts[-1].plan
    assert plan is not None
    assert (plan.engines[Stage.CLIPS].version, [engine.version for engine in plan.former[Stage.CLIPS]]) == ("2", ["1"])
    await film.cancel()


@pytest.mark.slow
async def test_a_film_waits_while_workers_are_updated_one_after_the_other(film_set: FilmSet) -> None:
    """The worker that casts is still the old one when the first new one refuses; the film asks again until they agree."""
    crew = film_set.crew
    crew.refused_version = "1"
    film = await film_set.start()
    await until(lambda: crew.refusals > 0)
    assert (await film.query(MakeFilm.status)).state is FilmState.MODERATING

    await asyncio.sleep(0.5)
    crew.refused_version = None

    assert (await film.result()).state is FilmState.COMPLETED
