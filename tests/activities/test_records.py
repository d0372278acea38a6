"""The rows of a film's life: true, written once, and heard by those who watch."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col
from temporalio.exceptions import ApplicationError

from activities.records import Records
from schemas.approvals import RecordApproval
from schemas.film import CutFiles
from schemas.making import FilmOrder, RecordCut, RecordPause, RecordState
from schemas.media import MP4, TEXT, ArtifactRef
from schemas.moderation import Category, Moderation, Verdict
from schemas.shots import Shot, Subject
from schemas.stages import Stage
from schemas.states import CutState, FilmState
from schemas.tables import ApprovalRow, CharacterRow, CutRow, EventRow, FilmRow, ShotRow, StateChangeRow, StepRow, TakeRow
from tests.activities.conftest import NOW, Workplace
from tests.small import MARA, TOM, small_plan

FILE = ArtifactRef(key="k", media_type=MP4, size_bytes=1, sha256="0" * 64)
FILES = CutFiles(film=FILE, poster=FILE, contact_sheet=FILE, manifest=FILE)


def _state(number: int, state: FilmState, *, is_paused: bool = False) -> RecordState:
    return RecordState(film="f", number=number, state=state, reason="r", at=NOW, is_paused=is_paused)


def _cut(number: int, state: CutState, *, done: bool = False, seen: dict[str, int] | None = None) -> RecordCut:
    plan = small_plan() if done else None
    return RecordCut(film="f", cut=number, state=state, reason="r", at=NOW, plan=plan, files=FILES if done else None, seen=seen or {})


async def _film(workplace: Workplace) -> FilmRow:
    return (await workplace.rows(FilmRow))[0]


async def _completed(workplace: Workplace) -> Records:
    records = Records(workplace.sessions)
    for number, state in enumerate((FilmState.QUEUED, FilmState.PROCESSING), 1):
        await records.record_state(_state(number, state))
    await records.record_cut(_cut(1, CutState.PROCESSING))
    await records.record_cut(_cut(1, CutState.COMPLETED, done=True, seen={"e1": 1}))
    await records.record_state(_state(3, FilmState.COMPLETED))
    ref = FILE.model_dump(mode="json")
    async with workplace.sessions.begin() as session:
        await session.execute(update(FilmRow).where(col(FilmRow.id) == "f").values(screenplay=ref, shots=ref))
    return records


async def test_a_step_written_twice_is_one_step(workplace: Workplace) -> None:
    records = Records(workplace.sessions)
    for _ in range(2):
        await records.record_state(_state(1, FilmState.QUEUED))

    assert [(row.number, row.from_state, row.to_state) for row in await workplace.rows(StateChangeRow)] == [(1, "pending", "queued")]
    assert [row.kind for row in await workplace.rows(EventRow)] == ["state"]


async def test_what_was_found_in_a_script_is_kept_with_the_state_that_follows_from_it(workplace: Workplace) -> None:
    records = Records(workplace.sessions)
    found = Moderation(
        policy="refuse", threshold=0.5, engine="words 1", categories=[Category.HATE], verdict=Verdict(scores={Category.HATE: 0.8})
    )
    await records.record_state(_state(1, FilmState.QUEUED))
    await records.record_state(_state(2, FilmState.MODERATING))

    await records.record_state(_state(3, FilmState.MODERATION_FAILED).model_copy(update={"moderation": found}))

    film = await _film(workplace)
    assert film.state == "moderation_failed"
    assert Moderation.model_validate(film.moderation) == found
    told = [row.data for row in await workplace.rows(EventRow)]
    assert told[-1] == {"state": "moderation_failed", "reason": "r", "categories": ["hate"], "scores": {"hate": 0.8}}


async def test_a_step_that_comes_late_does_not_undo_the_end(workplace: Workplace) -> None:
    """An attempt that was given up may still run when the film was cancelled meanwhile."""
    records = Records(workplace.sessions)
    await records.record_state(_state(1, FilmState.QUEUED))
    await records.record_state(_state(3, FilmState.CANCELLED))

    with pytest.raises(ApplicationError, match="is cancelled and can't become processing"):
        await records.record_state(_state(2, FilmState.PROCESSING))

    assert (await _film(workplace)).state == "cancelled"
    assert [row.number for row in await workplace.rows(StateChangeRow)] == [1, 3]


async def test_a_film_paused_in_the_queue_is_still_paused_when_its_turn_comes(workplace: Workplace) -> None:
    records = Records(workplace.sessions)
    await records.record_state(_state(1, FilmState.QUEUED))
    await records.record_pause(RecordPause(film="f", is_paused=True, at=NOW))

    await records.record_state(_state(2, FilmState.PROCESSING, is_paused=True))

    assert (await _film(workplace)).is_paused


async def test_a_pause_and_a_resume_of_one_moment_are_both_heard(workplace: Workplace) -> None:
    records = Records(workplace.sessions)
    for is_paused in (True, False):
        await records.record_pause(RecordPause(film="f", is_paused=is_paused, at=NOW))

    assert [row.data["is_paused"] for row in await workplace.rows(EventRow)] == [True, False]


async def test_what_was_approved_does_not_wait_again_whatever_is_written_later(workplace: Workplace) -> None:
    records = Records(workplace.sessions)
    waits = RecordApproval(film="f", stage=Stage.IMAGES, scenes=[1], is_approved=False, at=NOW)
    for order in (waits, waits.model_copy(update={"is_approved": True, "scenes": [1, 2]}), waits, waits):
        await records.record_approval(order)

    assert {(row.scene, row.is_approved) for row in await workplace.rows(ApprovalRow)} == {(1, True), (2, True)}
    assert [row.data["is_approved"] for row in await workplace.rows(EventRow)] == [False, True]


async def test_what_comes_after_a_cut_was_finished_changes_and_tells_nothing(workplace: Workplace) -> None:
    records = await _completed(workplace)
    before = [row.mark for row in await workplace.rows(EventRow)]

    for state in (CutState.CANCELLED, CutState.PROCESSING, CutState.COMPLETED):
        await records.record_cut(_cut(1, state))

    assert [(row.state, row.files is not None) for row in await workplace.rows(CutRow)] == [("completed", True)]
    assert [row.mark for row in await workplace.rows(EventRow)] == before


async def test_a_film_is_taken_up_as_its_rows_tell(workplace: Workplace) -> None:
    records = await _completed(workplace)
    await records.record_cut(_cut(2, CutState.PROCESSING))
    await records.record_cut(_cut(2, CutState.FAILED))

    resume = await records.load_film(_order())

    assert (resume.cut, resume.begun_cut, resume.transitions, resume.seen) == (1, 2, 3, {"e1": 1})
    assert resume.plan == small_plan()
    assert resume.files == FILES


async def test_characters_are_taken_up_in_the_order_of_the_cast(workplace: Workplace) -> None:
    """A take of a character sheet is named by that number; by their names TOM came before ZOE, whose sheet was then another's."""
    records = await _completed(workplace)
    zoe, tom = MARA.model_copy(update={"name": "ZOE", "number": 1}), TOM.model_copy(update={"number": 2})
    shot = Shot(number=1, scene=1, subjects=[Subject(character=zoe), Subject(character=tom)])
    async with workplace.sessions.begin() as session:
        session.add(ShotRow(film_id="f", number=1, scene=1, shot=shot.model_dump(mode="json")))
        session.add_all(CharacterRow(film_id="f", name=name) for name in ("ANN", "TOM", "ZOE"))

    resume = await records.load_film(_order())

    assert resume.places.characters == ["ZOE", "TOM", "ANN"]


async def test_a_cut_whose_workflow_was_ended_is_not_in_the_making_for_ever(workplace: Workplace) -> None:
    records = await _completed(workplace)
    await records.record_cut(_cut(2, CutState.PROCESSING))

    resume = await records.load_film(_order())

    assert resume.begun_cut == 2
    assert {row.number: row.state for row in await workplace.rows(CutRow)} == {1: "completed", 2: "cancelled"}
    assert "cut 2 cancelled" in [row.mark for row in await workplace.rows(EventRow)]


async def test_a_film_that_is_not_completed_is_not_taken_up(workplace: Workplace) -> None:
    with pytest.raises(ApplicationError, match="is pending; only a completed film can be edited"):
        await Records(workplace.sessions).load_film(_order())


async def test_times_are_those_of_the_workflow(workplace: Workplace) -> None:
    later = NOW + timedelta(hours=1)
    await Records(workplace.sessions).record_state(_state(1, FilmState.QUEUED).model_copy(update={"at": later}))

    assert (await _film(workplace)).updated_at == later


def _order() -> FilmOrder:
    script = ArtifactRef(key="script", media_type=TEXT, size_bytes=1, sha256="0" * 64)
    return FilmOrder(film="f", owner="local", project="p", script=script, script_name="small", is_made=True)


async def test_a_cut_that_was_given_up_gives_the_former_takes_back(workplace: Workplace) -> None:
    records = await _completed(workplace)
    async with workplace.sessions.begin() as session:
        for cut, key in ((1, "old"), (2, "new")):
            step = StepRow(film_id="f", cut=cut, stage="images", target="shot 1", state="made", key=key)
            session.add(StepRow.model_validate(step.model_dump(exclude_none=True) | {"at": NOW}))
            take = TakeRow(film_id="f", stage="images", target="shot 1", number=cut, key=key, is_selected=cut == 2)
            session.add(TakeRow.model_validate(take.model_dump(exclude_none=True) | {"created_at": NOW}))
    await records.record_cut(_cut(2, CutState.PROCESSING))

    await records.record_cut(_cut(2, CutState.FAILED))

    assert {row.key: row.is_selected for row in await workplace.rows(TakeRow)} == {"old": True, "new": False}
