"""Films that wait for a person: nothing behind a gate is made before somebody has looked, everything else goes on."""

import pytest
from temporalio.client import WorkflowFailureError, WorkflowHandle, WorkflowUpdateFailedError

from schemas.approvals import ApproveScenes, ScenesApproved
from schemas.changes import ChangeShot, EditFilm
from schemas.making import CancelFilm, FilmMade
from schemas.options import FilmOptions
from schemas.stages import Stage
from schemas.states import FilmState
from tests.fakes.crew import Crew
from tests.workflows.conftest import FilmSet
from tests.workflows.test_film import edit, until
from workflows.film import MakeFilm

SCENES = [0, 1, 2]
Film = WorkflowHandle[MakeFilm, FilmMade]


async def approve(film: Film, stage: Stage, *scenes: int) -> list[int]:
    order = ApproveScenes.model_validate({"stage": stage, "scenes": scenes})
    answer: ScenesApproved = await film.execute_update("approve", order, result_type=ScenesApproved)
    return answer.scenes


def waiting(crew: Crew, stage: Stage) -> list[int]:
    """Scenes of which it was written that they wait behind a stage."""
    return sorted(scene for one in crew.approvals if one.stage == stage and not one.is_approved for scene in one.scenes)


def stages_of(crew: Crew) -> set[str]:
    """Of which something was made, once the script was looked through."""
    return {what.partition(" ")[0] for what in crew.ran} - {"moderation"}


async def test_pictures_lines_and_music_are_made_and_the_rest_waits(film_set: FilmSet) -> None:
    film = await film_set.start(options=FilmOptions(approve=[Stage.IMAGES]))
    await until(lambda: waiting(film_set.crew, Stage.IMAGES) == SCENES)

    before = stages_of(film_set.crew)
    approved = await approve(film, Stage.IMAGES)
    made = await film.result()

    assert before == {"screenplay", "shots", "images", "voices", "music"}
    assert approved == SCENES
    assert made.state is FilmState.COMPLETED
    assert len(film_set.crew.ran) == len(set(film_set.crew.ran))


async def test_scenes_are_approved_one_by_one(film_set: FilmSet) -> None:
    film = await film_set.start(options=FilmOptions(approve=[Stage.IMAGES]))
    await until(lambda: waiting(film_set.crew, Stage.IMAGES) == SCENES)

    await approve(film, Stage.IMAGES, 2)
    await until(lambda: {"film shot 4", "film shot 5"} <= set(film_set.crew.ran))
    clips = {what for what in film_set.crew.ran if what.startswith("clips")}
    rest = await approve(film, Stage.IMAGES)

    assert clips == {"clips shot 4", "clips shot 5"}
    assert rest == [0, 1]
    assert (await film.result()).cut == 1


async def test_a_picture_is_made_again_while_its_scene_waits(film_set: FilmSet) -> None:
    film = await film_set.start(options=FilmOptions(approve=[Stage.IMAGES]))
    await until(lambda: waiting(film_set.crew, Stage.IMAGES) == SCENES)
    film_set.crew.ran.clear()

    await edit(film, EditFilm(id="e1", changes=[ChangeShot(shot=2, prompt="Mara by the window")]))
    await until(lambda: "images shot 2" in film_set.crew.ran)

    assert set(film_set.crew.ran) == {"moderation edit", "images shot 2"}
    await approve(film, Stage.IMAGES)
    assert (await film.result()).cut == 1


async def test_gates_stand_one_behind_the_other(film_set: FilmSet) -> None:
    film = await film_set.start(options=FilmOptions(approve=[Stage.CLIPS, Stage.SHOTS, Stage.IMAGES]))
    seen = []
    for gate in (Stage.SHOTS, Stage.IMAGES, Stage.CLIPS):
        await until(lambda: waiting(film_set.crew, gate) == SCENES)  # noqa: B023 - awaited here
        seen.append(stages_of(film_set.crew))
        await approve(film, gate)

    assert (await film.result()).state is FilmState.COMPLETED
    assert seen[0] == {"screenplay", "shots"}
    assert seen[1] == seen[0] | {"images", "voices", "music"}
    assert seen[2] == seen[1] | {"clips", "lipsync"}


async def test_what_is_approved_beforehand_waits_for_nobody(film_set: FilmSet) -> None:
    released = film_set.crew.hold("images shot 1")
    film = await film_set.start(options=FilmOptions(approve=[Stage.IMAGES]))
    await until(lambda: "images shot 1" in film_set.crew.begun)

    first, again = await approve(film, Stage.IMAGES), await approve(film, Stage.IMAGES)
    released.set()

    assert (first, again) == (SCENES, [])
    assert (await film.result()).state is FilmState.COMPLETED


async def test_a_film_that_waits_is_cancelled_like_any_other(film_set: FilmSet) -> None:
    film = await film_set.start(options=FilmOptions(approve=[Stage.SHOTS]))
    await until(lambda: waiting(film_set.crew, Stage.SHOTS) == SCENES)

    await film.signal(MakeFilm.cancel, CancelFilm(reason="no"))

    assert (await film.result()).state is FilmState.CANCELLED


@pytest.mark.parametrize(
    ("gates", "stage", "scene", "reason"),
    [
        ([Stage.IMAGES], Stage.CLIPS, 1, "this film waits for no approval of clips; it was ordered with approval of images"),
        ([Stage.IMAGES], Stage.IMAGES, 9, "no scene 9; the film has scenes 0 to 2"),
    ],
)
async def test_what_nobody_waits_for_is_refused(film_set: FilmSet, gates: list[Stage], stage: Stage, scene: int, reason: str) -> None:
    film = await film_set.start(options=FilmOptions.model_validate({"approve": gates}))
    await until(lambda: waiting(film_set.crew, gates[0]) == SCENES)

    with pytest.raises(WorkflowUpdateFailedError) as refused:
        await approve(film, stage, scene)

    assert str(refused.value.cause) == f"Refused: {reason}"
    await film.cancel()


async def waits(film_set: FilmSet, owner: str = "one", **changes: object) -> Film:
    """A film that has been made as far as its pictures, and waits."""
    film = await film_set.start(owner=owner, films_at_once=1, options=FilmOptions(approve=[Stage.IMAGES], seed=7), **changes)
    await until(lambda: any(one.film == film.id.removeprefix("film-") and not one.is_approved for one in film_set.crew.approvals))
    return film


async def test_a_film_that_waits_for_a_person_keeps_no_other_from_being_made(film_set: FilmSet) -> None:
    first = await waits(film_set)

    second = await film_set.start(owner="one", films_at_once=1, options=FilmOptions(seed=8))
    made = await second.result()
    await approve(first, Stage.IMAGES)

    assert made.state is FilmState.COMPLETED
    assert (await first.result()).state is FilmState.COMPLETED


async def test_an_approved_film_goes_on_when_a_place_is_free_before_those_that_were_not_begun(film_set: FilmSet) -> None:
    first = await waits(film_set)
    released = film_set.crew.hold("images shot 1")
    film_set.crew.made.clear()
    second = await film_set.start(owner="one", films_at_once=1, options=FilmOptions(seed=8))
    await until(lambda: film_set.crew.begun.count("images shot 1") == 2)
    third = await film_set.start(owner="one", films_at_once=1, options=FilmOptions(seed=9))

    approved = await approve(first, Stage.IMAGES)
    await until(lambda: any("goes on when" in notice for notice in film_set.crew.notices))
    before = "clips shot 1" in film_set.crew.ran  # the first film's: the second's picture is held
    released.set()
    ended = [(await one.result()).state for one in (first, second, third)]

    assert (approved, before) == (SCENES, False)
    assert ended == [FilmState.COMPLETED] * 3
    completed = [one.film for one in film_set.crew.states if one.state is FilmState.COMPLETED]
    assert completed.index(first.id.removeprefix("film-")) < completed.index(third.id.removeprefix("film-"))


async def test_a_film_of_which_one_scene_is_approved_takes_its_place_and_gives_it_back(film_set: FilmSet) -> None:
    first = await waits(film_set)
    await approve(first, Stage.IMAGES, 2)
    await until(lambda: {"film shot 4", "film shot 5"} <= set(film_set.crew.ran))

    second = await film_set.start(owner="one", films_at_once=1, options=FilmOptions(seed=8))
    made = await second.result()
    await approve(first, Stage.IMAGES)

    assert made.state is FilmState.COMPLETED
    assert (await first.result()).state is FilmState.COMPLETED


async def test_a_film_that_gave_its_place_back_can_be_cancelled(film_set: FilmSet) -> None:
    first = await waits(film_set)
    second = await waits(film_set)

    await first.signal(MakeFilm.cancel, CancelFilm(reason="no"))
    await approve(second, Stage.IMAGES)

    assert [(await one.result()).state for one in (first, second)] == [FilmState.CANCELLED, FilmState.COMPLETED]


async def test_a_film_that_can_not_take_its_turn_again_fails_and_says_why(film_set: FilmSet) -> None:
    first = await waits(film_set)
    film_set.crew.refuses_notice = "goes on when"
    released = film_set.crew.hold("images shot 1")
    film_set.crew.made.clear()
    second = await film_set.start(owner="one", films_at_once=1, options=FilmOptions(seed=8))
    await until(lambda: film_set.crew.begun.count("images shot 1") == 2)

    await approve(first, Stage.IMAGES)
    with pytest.raises(WorkflowFailureError):
        await first.result()
    released.set()

    assert (await second.result()).state is FilmState.COMPLETED
    (failed,) = [one for one in film_set.crew.states if one.state is FilmState.FAILED]
    assert "no room for it" in failed.reason
