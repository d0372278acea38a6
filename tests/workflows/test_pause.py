"""Pausing a film at every moment."""

import asyncio

from schemas.states import FilmState
from tests.workflows.conftest import FilmSet
from tests.workflows.test_film import until
from workflows.film import MakeFilm


async def test_a_film_paused_before_its_shots_are_listed_makes_no_scene(film_set: FilmSet) -> None:
    crew = film_set.crew
    held = crew.hold("shots film")
    film = await film_set.start()
    await until(lambda: "shots film" in crew.begun)
    await film.signal(MakeFilm.pause)
    await until(lambda: crew.pauses == [True])
    held.set()
    await until(lambda: "shots film" in crew.ran)
    await asyncio.sleep(0.5)

    assert crew.begun == ["screenplay film", "moderation film", "shots film"]

    await film.signal(MakeFilm.resume)
    assert (await film.result()).state is FilmState.COMPLETED


async def test_a_film_paused_while_it_waits_for_its_turn_says_so_when_it_has_come(film_set: FilmSet) -> None:
    held = film_set.crew.hold("screenplay film")
    first = await film_set.start(owner="one", films_at_once=1)
    await until(lambda: "screenplay film" in film_set.crew.begun)
    second = await film_set.start(owner="one", films_at_once=1)
    await second.signal(MakeFilm.pause)
    await until(lambda: film_set.crew.pauses == [True])

    held.set()
    await first.result()
    await until(lambda: film_set.crew.states[-1].film in second.id and film_set.crew.states[-1].state is FilmState.MODERATING)

    assert film_set.crew.states[-1].is_paused
    await second.cancel()


async def test_pause_and_resume_in_one_breath_leave_nothing_paused(film_set: FilmSet) -> None:
    crew = film_set.crew
    held = crew.hold("images shot 1")
    film = await film_set.start()
    await until(lambda: "images shot 1" in crew.begun)

    for _ in range(3):
        await film.signal(MakeFilm.pause)
        await film.signal(MakeFilm.resume)
    held.set()

    assert (await film.result()).state is FilmState.COMPLETED
    assert crew.pauses[-1] is False
