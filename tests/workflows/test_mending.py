"""A cut that fails its check: what is at fault is made again, once; then the cut fails and says where."""

import pytest
from temporalio.client import WorkflowFailureError

from schemas.changes import ChangeCue, ChangeShot, EditFilm
from schemas.quality import CheckFilm, Finding, Redo
from schemas.stages import Stage
from schemas.states import CutState, FilmState
from tests.workflows.conftest import FilmSet
from tests.workflows.test_film import edit, until
from workflows.film import MakeFilm
from workflows.mending import Mending


def black(shot: int, redo: Redo | None = Stage.IMAGES) -> Finding:
    """A fault of a shot."""
    return Finding(
        check="black",
        is_fault=True,
        message=f"shot {shot} of scene 1 at 0:04.000 is black for 2.0 s",
        scene=1,
        shot=shot,
        line=1 if redo is Stage.VOICES else None,
        at="0:04.000",
        measured=2,
        limit=0.5,
        unit="s",
        redo=redo,
    )


@pytest.mark.parametrize(
    ("redo", "again"),
    [
        (Stage.IMAGES, {"images shot 2", "clips shot 2", "lipsync shot 2", "film shot 2"}),
        (Stage.CLIPS, {"clips shot 2", "lipsync shot 2", "film shot 2"}),
        (Stage.VOICES, {"voices line 1", "lipsync shot 2", "film shot 2", "film mix"}),
    ],
)
async def test_what_is_at_fault_is_made_again_and_the_film_says_so(film_set: FilmSet, redo: Redo, again: set[str]) -> None:
    crew = film_set.crew
    crew.finds = lambda checked: [black(2, redo)] if len(checked) == 1 else []
    film = await film_set.start()

    result = await film.result()

    twice = {what for what in crew.ran if crew.ran.count(what) == 2}
    assert twice == again | {"film film"}
    told = f"shot 2 of scene 1 at 0:04.000 is black for 2.0 s; another take of its {redo} was made"
    assert crew.notices == [told]
    assert crew.checked[-1].notes == [told]
    assert result.files is not None
    assert result.files.quality is not None
    assert result.files.quality.key == crew.checked[-1].key
    assert crew.cuts[-1].edits.revision == 1, "the cut tells which take it has"


async def test_an_edit_that_comes_while_it_is_told_what_is_made_again_is_in_the_cut(film_set: FilmSet) -> None:
    crew = film_set.crew
    crew.finds = lambda checked: [black(2)] if len(checked) == 1 else []
    told = crew.hold("notice")
    film = await film_set.start()
    await until(lambda: bool(crew.notices))

    accepted = await edit(film, EditFilm(id="e", changes=[ChangeShot(shot=4, prompt="The sea at night")]))
    told.set()
    made = await film.result()

    assert (accepted.cut, made.cut) == (1, 1)
    assert [crew.ran.count(what) for what in ("images shot 2", "images shot 4")] == [2, 2]
    assert crew.cuts[-1].edits.shots[4].prompt == "The sea at night"


async def test_a_fault_that_another_take_does_not_mend_fails_the_film_with_shot_and_time(film_set: FilmSet) -> None:
    film_set.crew.finds = lambda _checked: [black(2)]
    film = await film_set.start()

    with pytest.raises(WorkflowFailureError):
        await film.result()

    assert len(film_set.crew.checked) == 2
    assert film_set.crew.states[-1].state is FilmState.FAILED
    assert film_set.crew.states[-1].reason.endswith(
        "the cut failed its check after it was made again: shot 2 of scene 1 at 0:04.000 is black for 2.0 s"
    )


async def test_a_fault_of_the_whole_film_is_not_tried_again(film_set: FilmSet) -> None:
    film_set.crew.finds = lambda _checked: [black(0, None)]
    film = await film_set.start()

    with pytest.raises(WorkflowFailureError):
        await film.result()

    assert len(film_set.crew.checked) == 1


async def test_a_later_cut_that_fails_its_check_leaves_the_film_as_it_was(film_set: FilmSet) -> None:
    crew = film_set.crew

    def finds(checked: list[CheckFilm]) -> list[Finding]:
        return [black(2)] if checked[-1].about.cut == 2 else []

    crew.finds = finds
    film = await film_set.start(idle_days=1)
    await until(lambda: bool(crew.cuts) and crew.cuts[-1].state is CutState.COMPLETED)

    await edit(film, EditFilm(id="e1", changes=[ChangeCue(scene=1, reroll=True)]))
    await until(lambda: crew.cuts[-1].state is CutState.FAILED)

    status = await film.query(MakeFilm.status)
    assert (status.state, status.cut, status.revision) == (FilmState.COMPLETED, 1, 0)
    await film.cancel()


def test_what_was_bought_is_not_bought_again_unasked() -> None:
    mending, fault = Mending(), black(2, Stage.CLIPS)

    assert mending.changes([fault], [Stage.CLIPS]) == []
    assert [note.partition(";")[2] for note in mending.notes] == [
        " its clips were bought, and another take is made only when you ask for it (`film regenerate`)"
    ]
    assert mending.changes([fault]) == [ChangeShot(shot=2, reroll=[Stage.CLIPS])]
