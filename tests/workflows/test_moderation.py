"""What words are looked through, when, and what comes of it."""

import pytest
from temporalio.client import WorkflowFailureError, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError

from schemas.changes import ChangeLine, ChangeShot, EditFilm
from schemas.making import FilmMade
from schemas.moderation import Category, ModerateText, TextFinding, Verdict
from schemas.options import FilmOptions, ModerationPolicy
from schemas.states import CutState, FilmState
from tests.workflows.conftest import FilmSet
from tests.workflows.test_film import edit, until
from workflows.film import MakeFilm

FOUND = Verdict(
    scores={Category.HATE: 0.8},
    findings=[TextFinding(category=Category.HATE, score=0.8, scene=2, line=41, quote="as it stands there", reason="a slur")],
)


def of_words(order: ModerateText) -> Verdict:
    """Something is found in words with "vile" in them; nothing in the script."""
    return FOUND if any("vile" in words.text for words in order.words) else Verdict()


def under(policy: ModerationPolicy, **more: object) -> FilmOptions:
    return FilmOptions.model_validate({"moderation": policy, **more})


async def open_film(film_set: FilmSet, policy: ModerationPolicy) -> WorkflowHandle[MakeFilm, FilmMade]:
    """A finished film in whose edits "vile" words are found."""
    film_set.crew.judges = of_words
    film = await film_set.start(idle_days=1, options=under(policy))
    await until(lambda: bool(film_set.crew.cuts) and film_set.crew.cuts[-1].state is CutState.COMPLETED)
    film_set.crew.moderated.clear()
    return film


async def test_nothing_is_made_before_the_script_was_looked_through(film_set: FilmSet) -> None:
    crew = film_set.crew
    held = crew.hold("moderation film")
    film = await film_set.start()
    await until(lambda: "moderation film" in crew.begun)

    status = await film.query(MakeFilm.status)
    begun = list(crew.begun)
    held.set()
    await film.result()

    assert (status.state, status.stage) == (FilmState.MODERATING, "moderation")
    assert begun == ["screenplay film", "moderation film"]


async def test_a_script_below_the_threshold_passes_without_a_word(film_set: FilmSet) -> None:
    film_set.crew.judges = lambda _order: FOUND
    film = await film_set.start(options=under("refuse", moderation_threshold=0.9))

    await film.result()

    passed = next(step for step in film_set.crew.states if step.state is FilmState.PROCESSING)
    assert passed.moderation is not None
    assert (passed.moderation.categories, passed.moderation.verdict) == ([], FOUND)
    assert film_set.crew.notices == []


async def test_a_script_that_is_refused_ends_its_film_and_nothing_of_it_is_made(film_set: FilmSet) -> None:
    film_set.crew.judges = lambda _order: FOUND
    film = await film_set.start(options=under("refuse"))

    with pytest.raises(WorkflowFailureError):
        await film.result()

    last = film_set.crew.states[-1]
    assert (last.state, last.moderation is not None) == (FilmState.MODERATION_FAILED, True)
    assert last.reason.startswith("its script is refused for ")
    assert "line 41: “as it stands there” (a slur)" in last.reason
    assert film_set.crew.ran == ["screenplay film", "moderation film"]


async def test_a_warning_is_told_and_the_film_is_made(film_set: FilmSet) -> None:
    film_set.crew.judges = lambda _order: FOUND
    film = await film_set.start(options=under("warn"))

    result = await film.result()

    assert result.state is FilmState.COMPLETED
    assert film_set.crew.notices == ["hate: score 0.80 of a threshold of 0.50, line 41: “as it stands there” (a slur)"]
    assert (await film.query(MakeFilm.status)).cautions == film_set.crew.notices
    assert film_set.crew.cuts[-1].plan is not None
    assert film_set.crew.cuts[-1].plan.cautions == film_set.crew.notices


async def test_a_film_that_is_not_moderated_costs_no_step_more(film_set: FilmSet) -> None:
    film = await film_set.start(options=under("off"))

    await film.result()

    assert [step.state for step in film_set.crew.states] == [FilmState.QUEUED, FilmState.PROCESSING, FilmState.COMPLETED]
    assert film_set.crew.moderated == []
    names = [
        event.activity_task_scheduled_event_attributes.activity_type.name
        async for event in film.fetch_history_events()
        if event.HasField("activity_task_scheduled_event_attributes")
    ]
    assert "moderate_text" not in names


async def test_the_title_that_a_film_is_given_is_looked_through_with_its_script(film_set: FilmSet) -> None:
    film_set.crew.judges = of_words
    film = await film_set.start(options=under("refuse", title="A vile title"))

    with pytest.raises(WorkflowFailureError):
        await film.result()

    assert film_set.crew.states[-1].state is FilmState.MODERATION_FAILED


async def test_words_of_an_edit_are_refused_and_the_film_stays_as_it_was(film_set: FilmSet) -> None:
    film = await open_film(film_set, "refuse")

    with pytest.raises(WorkflowUpdateFailedError) as raised:
        await edit(film, EditFilm(id="e1", changes=[ChangeShot(shot=2, prompt="a vile picture")]))

    cause = raised.value.cause
    assert isinstance(cause, ApplicationError)
    assert cause.type == "Refused"
    assert cause.message.startswith("the edit is refused for its words: hate")
    status = await film.query(MakeFilm.status)
    assert (status.cut, status.making_cut, status.revision) == (1, None, 0)
    await film.cancel()


async def test_words_that_pass_are_looked_through_once_for_an_edit_that_is_sent_twice(film_set: FilmSet) -> None:
    film = await open_film(film_set, "refuse")
    change = EditFilm(id="e1", changes=[ChangeLine(line=1, text="Who is there?")])

    first, again = await edit(film, change), await edit(film, change)

    assert first == again
    assert [[words.text for words in order.words] for order in film_set.crew.moderated] == [["Who is there?"]]
    await film.cancel()


async def test_an_edit_without_words_is_not_looked_through(film_set: FilmSet) -> None:
    film = await open_film(film_set, "refuse")

    await edit(film, EditFilm(id="e1", changes=[ChangeShot(shot=2, camera="push_in")]))

    assert film_set.crew.moderated == []
    await film.cancel()


async def test_an_edit_by_signal_is_looked_through_as_well(film_set: FilmSet) -> None:
    film = await open_film(film_set, "refuse")

    await film.signal(MakeFilm.regenerate, EditFilm(id="e1", changes=[ChangeShot(shot=2, prompt="a vile picture")]))
    await until(lambda: bool(film_set.crew.moderated))
    await edit(film, EditFilm(id="e2", changes=[ChangeShot(shot=1, camera="push_in")]))
    await until(lambda: film_set.crew.cuts[-1].cut == 2 and film_set.crew.cuts[-1].state is CutState.COMPLETED)

    assert film_set.crew.cuts[-1].edits.shots.keys() == {1}
    await film.cancel()


async def test_what_is_warned_of_in_an_edit_is_told_with_its_cut(film_set: FilmSet) -> None:
    film = await open_film(film_set, "warn")

    await edit(film, EditFilm(id="e1", changes=[ChangeShot(shot=2, prompt="a vile picture")]))
    await until(lambda: film_set.crew.cuts[-1].cut == 2 and film_set.crew.cuts[-1].state is CutState.COMPLETED)

    assert len(film_set.crew.notices) == 1
    assert film_set.crew.cuts[-1].plan is not None
    assert film_set.crew.cuts[-1].plan.cautions == film_set.crew.notices
    await film.cancel()


async def test_a_paused_film_answers_to_edits_with_words(film_set: FilmSet) -> None:
    film = await open_film(film_set, "refuse")
    await film.signal(MakeFilm.pause)
    await until(lambda: film_set.crew.pauses == [True])

    accepted = await edit(film, EditFilm(id="e1", changes=[ChangeLine(line=1, text="Who is there?")]))

    assert accepted.cut == 2
    await film.cancel()
