"""Which scenes are made together, and that each thing of theirs is made once and told of wherever it is wanted."""

from collections.abc import AsyncIterator

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client, WorkflowHandle
from temporalio.contrib.pydantic import pydantic_data_converter

from deploy.stack.control import Stack
from schemas.changes import ChangeShot, EditFilm
from schemas.edits import Places
from schemas.making import FilmMade
from schemas.shots import Scene, Shot, ShotList
from schemas.states import CutState
from tests.fakes.crew import Crew
from tests.small import small_shot_list
from tests.workflows.conftest import FilmSet, crew_at_work
from tests.workflows.test_film import edit, until
from workflows.film import MakeFilm
from workflows.schedule import split


async def children(film: WorkflowHandle[MakeFilm, FilmMade]) -> list[str]:
    """The ids of the workflows that a film began, without what they have in common."""
    begun = EventType.EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED
    events = [event async for event in film.fetch_history_events() if event.event_type == begun]
    ids = [event.start_child_workflow_execution_initiated_event_attributes.workflow_id for event in events]
    return [one.removeprefix(f"{film.id}/") for one in ids]


def with_long_scenes() -> ShotList:
    """The small film, and two more scenes of 12 shots each."""
    shots = small_shot_list()
    kitchen = shots.scenes[1].shots[0]
    more = [
        Scene(number=3, heading="INT. HALL - DAY", shots=[_like(kitchen, 3, number) for number in range(6, 18)]),
        Scene(number=4, heading="INT. HALL - NIGHT", shots=[_like(kitchen, 4, number) for number in range(18, 30)]),
    ]
    return shots.model_copy(update={"scenes": [*shots.scenes, *more]})


def _like(shot: Shot, scene: int, number: int) -> Shot:
    own = {"number": number, "scene": scene, "prompt": f"The hall, {number}", "transition_in": "cut", "transition_s": 0.0}
    return shot.model_copy(update=own)


@pytest.fixture
async def long_film_set(stack_parts: Stack) -> AsyncIterator[FilmSet]:
    """A crew whose films have five scenes of 1, 3, 2, 12 and 12 shots."""
    client = await Client.connect(stack_parts.record.temporal_address, namespace="films", data_converter=pydantic_data_converter)
    async with crew_at_work(client, Crew(client, with_long_scenes())) as film_set:
        yield film_set


def test_scenes_are_split_by_their_shots_and_by_their_number() -> None:
    """What is told of a scene has kilobytes, however few shots it has, and an answer has a limit."""
    one_shot_each = Places(scenes={number: [number] for number in range(250)}, lines={}, characters=[])
    long_first = Places(scenes={0: list(range(30)), 1: [30], 2: [31, 32]}, lines={}, characters=[])

    assert [len(batch) for batch in split(one_shot_each, list(range(250)), 200, 100)] == [100, 100, 50]
    assert list(split(long_first, [0, 1, 2], 20, 20)) == [[0], [1, 2]]


async def test_small_scenes_are_made_together_and_large_ones_are_not(long_film_set: FilmSet) -> None:
    film = await long_film_set.start()

    await film.result()

    assert await children(film) == ["scenes-0-to-3/cut-1", "scene-4/cut-1"]


async def test_an_edit_begins_those_scenes_alone_that_it_concerns(film_set: FilmSet) -> None:
    film = await film_set.start(idle_days=1)
    await until(lambda: bool(film_set.crew.cuts) and film_set.crew.cuts[-1].state is CutState.COMPLETED)

    await edit(film, EditFilm(id="e2", changes=[ChangeShot(shot=2, camera="push_in")]))
    await until(lambda: film_set.crew.cuts[-1].cut == 2 and film_set.crew.cuts[-1].state is CutState.COMPLETED)
    await film.cancel()

    assert await children(film) == ["scenes-0-to-2/cut-1", "scene-1/cut-2"]


async def test_an_edit_of_scenes_that_are_made_while_others_are_not_is_in_the_same_cut(long_film_set: FilmSet) -> None:
    crew = long_film_set.crew
    held = crew.hold("images shot 20")
    film = await long_film_set.start()
    await until(lambda: "film shot 17" in crew.ran and "images shot 20" in crew.begun)
    await until(lambda: crew.stored >= {0, 1, 2, 3})

    accepted = await edit(film, EditFilm(id="e1", changes=[ChangeShot(shot=2, prompt="Mara by the window")]))
    held.set()
    made = await film.result()

    assert (accepted.cut, made.cut) == (1, 1)
    assert crew.ran.count("images shot 2") == 2
    assert (await children(film))[2:] == ["scene-1/cut-1"]


async def test_a_line_said_twice_is_spoken_once_and_told_of_twice(film_set: FilmSet) -> None:
    crew = film_set.crew
    beach = crew.shots.scenes[2].shots[1]
    kitchen = crew.shots.scenes[1].shots[1]
    again = beach.lines[0].model_copy(update={"text": kitchen.lines[0].text})
    scene = crew.shots.scenes[2].model_copy(update={"shots": [crew.shots.scenes[2].shots[0], beach.model_copy(update={"lines": [again]})]})
    crew.shots = crew.shots.model_copy(update={"scenes": [*crew.shots.scenes[:2], scene]})

    await (await film_set.start()).result()

    assert len([what for what in crew.ran if what in {"voices line 1", "voices line 4"}]) == 1
    assert {"voices line 1", "voices line 4"} <= set(crew.asked)
