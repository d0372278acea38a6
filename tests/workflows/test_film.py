"""The life of a film in a real Temporal server, with a crew that makes references."""

import asyncio
from collections.abc import Callable

import pytest
from temporalio.client import WithStartWorkflowOperation, WorkflowFailureError, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy

from schemas.changes import ChangeCharacter, ChangeLine, ChangeShot, EditAccepted, EditFilm
from schemas.engines import Queue
from schemas.making import CancelFilm, FilmMade
from schemas.stages import Stage
from schemas.states import CutState, FilmState
from tests.workflows.conftest import FilmSet, film_order
from workflows.film import MakeFilm


async def until(condition: Callable[[], bool], timeout_s: float = 60) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(timeout_s):
        while not condition():  # noqa: ASYNC110 - what is waited for is in another process
            await asyncio.sleep(0.02)


async def edit(film: WorkflowHandle[MakeFilm, FilmMade], change: EditFilm) -> EditAccepted:
    """Send an edit and wait for its answer."""
    accepted: EditAccepted = await film.execute_update("edit", change, result_type=EditAccepted)
    return accepted


async def test_a_film_goes_through_its_states_to_its_first_cut(film_set: FilmSet) -> None:
    film = await film_set.start()

    result = await film.result()

    assert [step.state for step in film_set.crew.states] == [
        FilmState.QUEUED,
        FilmState.MODERATING,
        FilmState.PROCESSING,
        FilmState.COMPLETED,
    ]
    assert [step.number for step in film_set.crew.states] == [1, 2, 3, 4]
    assert (result.state, result.cut) == (FilmState.COMPLETED, 1)
    assert len(film_set.crew.ran) == len(set(film_set.crew.ran))


async def test_an_edit_of_a_finished_film_makes_a_second_cut(film_set: FilmSet) -> None:
    film = await film_set.start(idle_days=1)
    await until(lambda: bool(film_set.crew.cuts) and film_set.crew.cuts[-1].state is CutState.COMPLETED)
    film_set.crew.ran.clear()

    accepted = await edit(film, EditFilm(id="e1", changes=[ChangeShot(shot=2, camera="push_in")]))
    await until(lambda: film_set.crew.cuts[-1].cut == 2 and film_set.crew.cuts[-1].state is CutState.COMPLETED)

    assert (accepted.cut, accepted.revision) == (2, 1)
    assert sorted(film_set.crew.ran) == ["clips shot 2", "film film", "film shot 2", "lipsync shot 2"]
    assert (await film.query(MakeFilm.status)).cut == 2
    assert [step.state for step in film_set.crew.states][-1] is FilmState.COMPLETED
    await film.cancel()


async def test_another_sheet_of_a_character_paints_their_shots_again_and_nobody_else_s(film_set: FilmSet) -> None:
    film_set.crew.image_options = {"sheets": True}
    film = await film_set.start(idle_days=1)
    await until(lambda: bool(film_set.crew.cuts) and film_set.crew.cuts[-1].state is CutState.COMPLETED)
    painted = [what for what in film_set.crew.ran if what.startswith("images")]
    film_set.crew.ran.clear()

    await edit(film, EditFilm(id="e1", changes=[ChangeCharacter(name="MARA", reroll=True)]))
    await until(lambda: film_set.crew.cuts[-1].cut == 2 and film_set.crew.cuts[-1].state is CutState.COMPLETED)

    assert painted.count("images character 0") >= 2
    assert painted.index("images character 0") < painted.index("images shot 2")
    assert {what for what in film_set.crew.ran if what.startswith("images")} == {"images character 0", "images shot 2", "images shot 5"}
    await film.cancel()


async def test_the_same_edit_sent_twice_counts_once(film_set: FilmSet) -> None:
    film = await film_set.start(idle_days=1)
    await until(lambda: bool(film_set.crew.cuts) and film_set.crew.cuts[-1].state is CutState.COMPLETED)
    change = EditFilm(id="once", changes=[ChangeLine(line=1, reroll=True)])

    first = await edit(film, change)
    again = await edit(film, change)

    assert (first.revision, again.revision) == (1, 1)
    await film.cancel()


async def test_an_impossible_edit_is_refused_with_what_there_is(film_set: FilmSet) -> None:
    film = await film_set.start(idle_days=1)
    await until(lambda: bool(film_set.crew.cuts))

    with pytest.raises(WorkflowUpdateFailedError) as refused:
        await edit(film, EditFilm(id="x", changes=[ChangeShot(shot=99, prompt="?")]))

    assert str(refused.value.cause) == "Refused: no shot 99; the film has shots 0 to 5"
    await film.cancel()


async def test_an_edit_that_would_change_nothing_is_refused_and_makes_no_cut(film_set: FilmSet) -> None:
    film = await film_set.start(idle_days=1)
    await until(lambda: bool(film_set.crew.cuts) and film_set.crew.cuts[-1].state is CutState.COMPLETED)

    with pytest.raises(WorkflowUpdateFailedError) as idle:
        await edit(film, EditFilm(id="same", changes=[ChangeShot(shot=2, camera="static")]))
    with pytest.raises(WorkflowUpdateFailedError) as unfit:
        await edit(film, EditFilm(id="cut", changes=[ChangeShot(shot=3, prompt="else", transition_s=1)]))
    await film.signal(MakeFilm.regenerate, EditFilm(id="signal", changes=[ChangeCharacter(name="MARA", reroll=True)]))
    accepted = await edit(film, EditFilm(id="other", changes=[ChangeShot(shot=2, camera="push_in")]))
    await until(lambda: film_set.crew.cuts[-1].cut == 2 and film_set.crew.cuts[-1].state is CutState.COMPLETED)

    assert str(idle.value.cause) == "Refused: nothing would change: shot 2 is that already"
    assert str(unfit.value.cause) == "Refused: transition_s: shot 3 begins with a cut, which has no length; name a transition with it"
    assert (accepted.revision, accepted.cut) == (1, 2)
    assert sorted({cut.cut for cut in film_set.crew.cuts}) == [1, 2]
    await film.cancel()


async def test_an_edit_in_the_making_touches_only_its_dependants(film_set: FilmSet) -> None:
    crew = film_set.crew
    held = [crew.hold("clips shot 1"), crew.hold("images shot 5")]
    film = await film_set.start()
    await until(lambda: {"clips shot 1", "film shot 2", "images shot 5"} <= set(crew.begun))
    await until(lambda: "film shot 2" in crew.ran)

    await edit(film, EditFilm(id="e", changes=[ChangeShot(shot=2, prompt="Another")]))
    await until(lambda: crew.ran.count("film shot 2") == 2)
    for event in held:
        event.set()
    result = await film.result()

    assert result.cut == 1
    assert crew.begun.count("clips shot 1") == 1, "what the edit does not concern was not stopped"
    assert crew.begun.count("images shot 5") == 1
    assert crew.ran.count("images shot 2") == 2
    assert crew.ran.count("voices line 1") == 1


async def test_cancel_stops_what_is_running(film_set: FilmSet) -> None:
    film_set.crew.hold("images shot 1")
    film = await film_set.start()
    await until(lambda: "images shot 1" in film_set.crew.begun)

    await film.signal(MakeFilm.cancel, CancelFilm(reason="enough"))
    async with asyncio.timeout(30):
        result = await film.result()

    assert result.state is FilmState.CANCELLED
    assert film_set.crew.states[-1].reason == "enough"
    assert film_set.crew.cuts[-1].state is CutState.CANCELLED


async def test_cancelling_in_temporal_does_the_same(film_set: FilmSet) -> None:
    film_set.crew.hold("images shot 1")
    film = await film_set.start()
    await until(lambda: "images shot 1" in film_set.crew.begun)

    await film.cancel()
    async with asyncio.timeout(30):
        with pytest.raises(WorkflowFailureError):
            await film.result()

    assert film_set.crew.states[-1].state is FilmState.CANCELLED
    assert film_set.crew.cuts[-1].state is CutState.CANCELLED


async def test_a_paused_film_orders_nothing_new(film_set: FilmSet) -> None:
    crew = film_set.crew
    held = crew.hold("images shot 1")
    film = await film_set.start()
    await until(lambda: "images shot 1" in crew.begun)
    await film.signal(MakeFilm.pause)
    await until(lambda: crew.pauses == [True])
    held.set()
    await until(lambda: "images shot 1" in crew.ran)
    await asyncio.sleep(0.5)

    assert "clips shot 1" not in crew.begun

    await film.signal(MakeFilm.resume)
    assert (await film.result()).state is FilmState.COMPLETED


async def test_a_refused_step_fails_the_film_with_its_reason(film_set: FilmSet) -> None:
    film_set.crew.refuses = lambda order: "no voice 'x'" if order.about.target == "line 2" else None
    film = await film_set.start()

    with pytest.raises(WorkflowFailureError):
        await film.result()

    assert film_set.crew.states[-1].state is FilmState.FAILED
    assert film_set.crew.states[-1].reason == "no voice 'x'"


async def test_an_edit_that_fails_leaves_the_finished_film_as_it_was(film_set: FilmSet) -> None:
    crew = film_set.crew
    film = await film_set.start(idle_days=1)
    await until(lambda: bool(crew.cuts) and crew.cuts[-1].state is CutState.COMPLETED)
    crew.refuses = lambda order: "no such voice" if getattr(order, "voice", "") == "x" else None

    await edit(film, EditFilm(id="bad", changes=[ChangeLine(line=1, voice="x")]))
    await until(lambda: crew.cuts[-1].state is CutState.FAILED)
    await edit(film, EditFilm(id="good", changes=[ChangeShot(shot=1, reroll=[Stage.IMAGES])]))
    await until(lambda: crew.cuts[-1].state is CutState.COMPLETED and crew.cuts[-1].cut == 3)

    assert (await film.query(MakeFilm.status)).state is FilmState.COMPLETED
    assert 1 not in crew.cuts[-1].edits.lines, "the edit that failed was taken back"
    await film.cancel()


async def test_an_edit_that_comes_as_another_one_fails_is_made(film_set: FilmSet) -> None:
    crew = film_set.crew
    film = await film_set.start(idle_days=1)
    await until(lambda: bool(crew.cuts) and crew.cuts[-1].state is CutState.COMPLETED)
    crew.refuses = lambda order: "no such voice" if getattr(order, "voice", "") == "x" else None
    writing = crew.hold("cut 2 failed")

    await edit(film, EditFilm(id="bad", changes=[ChangeLine(line=1, voice="x")]))
    await until(lambda: crew.cuts[-1].state is CutState.FAILED)
    accepted = await edit(film, EditFilm(id="good", changes=[ChangeShot(shot=1, reroll=[Stage.IMAGES])]))
    writing.set()
    await until(lambda: crew.cuts[-1].state is CutState.COMPLETED and crew.cuts[-1].cut == 3)

    assert accepted.cut == 3
    assert 1 in crew.cuts[-1].edits.shots
    assert 1 not in crew.cuts[-1].edits.lines
    await film.cancel()


async def test_a_film_that_idled_out_is_taken_up_by_the_next_edit(film_set: FilmSet) -> None:
    film = await film_set.start()
    await film.result()
    film_set.crew.ran.clear()
    order = film_order(film=film.id.removeprefix("film-"), is_made=True)
    start = WithStartWorkflowOperation(
        MakeFilm.run,
        order,
        id=film.id,
        task_queue=Queue.WORKFLOWS,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
    )

    change = EditFilm(id="late", changes=[ChangeLine(line=2, reroll=True)])
    accepted = await film_set.client.execute_update_with_start_workflow(
        "edit", change, start_workflow_operation=start, result_type=EditAccepted
    )
    await until(lambda: film_set.crew.cuts[-1].cut == 2 and film_set.crew.cuts[-1].state is CutState.COMPLETED)

    assert accepted.cut == 2
    assert sorted(film_set.crew.ran) == ["film film", "film mix", "voices line 2"]


async def test_films_of_one_owner_wait_for_their_turn_in_order(film_set: FilmSet) -> None:
    held = film_set.crew.hold("screenplay film")
    first = await film_set.start(owner="one", films_at_once=1)
    await until(lambda: "screenplay film" in film_set.crew.begun)
    second = await film_set.start(owner="one", films_at_once=1)
    await until(lambda: [step.state for step in film_set.crew.states].count(FilmState.QUEUED) == 2)

    assert (await second.query(MakeFilm.status)).state is FilmState.QUEUED

    held.set()
    assert (await first.result()).state is FilmState.COMPLETED
    assert (await second.result()).state is FilmState.COMPLETED


async def test_timeline_tells_where_each_shot_lies(film_set: FilmSet) -> None:
    film = await film_set.start(idle_days=1)
    await until(lambda: bool(film_set.crew.cuts) and film_set.crew.cuts[-1].state is CutState.COMPLETED)

    timeline = await film.query(MakeFilm.timeline)

    assert [shot.shot for shot in timeline.shots] == [0, 1, 2, 3, 4, 5]
    assert timeline.frames == film_set.crew.cuts[-1].frames
    assert timeline.shots[4].first_frame == timeline.shots[3].first_frame + timeline.shots[3].frames - 12
    await film.cancel()
