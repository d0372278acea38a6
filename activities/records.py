"""Writes the life of a film into its rows: state changes and cuts, each once, however often the activity runs."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from temporalio import activity

from activities.failures import as_application_error
from activities.ledger import Sessions, add_event
from schemas.approvals import RecordApproval
from schemas.edits import Places
from schemas.failures import Refused
from schemas.film import CutFiles
from schemas.keys import text_key
from schemas.making import FilmOrder, RecordCut, RecordNotice, RecordPause, RecordState, Resume
from schemas.media import ArtifactRef
from schemas.plan import FilmPlan
from schemas.states import CutState, FilmState
from schemas.tables import ApprovalRow, CharacterRow, CutRow, FilmRow, LineRow, ShotRow, StateChangeRow, StepRow, TakeRow


class Records:
    """The activities that keep a film's rows true."""

    def __init__(self, sessions: Sessions) -> None:
        """Writes through `sessions`."""
        self._sessions = sessions

    @activity.defn
    async def record_state(self, order: RecordState) -> None:
        """Write one step in a film's life; a step that is written already is left as it is."""
        async with self._sessions.begin() as session:
            film = await session.scalar(select(FilmRow).where(col(FilmRow.id) == order.film).with_for_update())
            if film is None:
                msg = f"there is no film '{order.film}'"
                raise as_application_error(Refused(msg))
            new = insert(StateChangeRow).values(
                film_id=order.film, number=order.number, from_state=film.state, to_state=order.state, reason=order.reason, at=order.at
            )
            written = await session.execute(new.on_conflict_do_nothing().returning(col(StateChangeRow.number)))
            if written.first() is None:
                return
            if not FilmState(film.state).may_become(order.state):
                msg = f"film '{order.film}' is {film.state} and can't become {order.state}"
                raise as_application_error(Refused(msg))
            film.state, film.reason, film.is_paused, film.updated_at = order.state, order.reason, order.is_paused, order.at
            data: dict[str, Any] = {"state": order.state, "reason": order.reason}
            if order.moderation is not None:
                film.moderation = order.moderation.model_dump(mode="json")
                data |= {"categories": film.moderation["categories"], "scores": film.moderation["verdict"]["scores"]}
            await add_event(session, order.film, f"state {order.number}", "state", data)

    @activity.defn
    async def record_cut(self, order: RecordCut) -> None:
        """Write what became of a cut; a finished cut is never changed."""
        async with self._sessions.begin() as session:
            fields = {
                "state": order.state,
                "reason": order.reason,
                "edits": order.edits.model_dump(mode="json"),
                "files": order.files.model_dump(mode="json") if order.files else None,
                "frames": order.frames,
                "fps": order.fps,
                "finished_at": None if order.state is CutState.PROCESSING else order.at,
            }
            new = insert(CutRow).values(film_id=order.film, number=order.cut, started_at=order.at, **fields)
            unfinished = new.on_conflict_do_update(
                index_elements=["film_id", "number"], set_=fields, where=col(CutRow.state) == CutState.PROCESSING
            )
            written = await session.execute(unfinished.returning(col(CutRow.number)))
            if written.first() is None:
                return
            if order.state is CutState.COMPLETED and order.plan is not None:
                await session.execute(
                    update(FilmRow)
                    .where(col(FilmRow.id) == order.film)
                    .values(
                        cut=func.greatest(col(FilmRow.cut), order.cut),
                        title=order.plan.edits.title or order.plan.title,
                        plan=order.plan.model_dump(mode="json"),
                        edits_seen=order.seen,
                        updated_at=order.at,
                    )
                )
            if order.state in {CutState.FAILED, CutState.CANCELLED}:
                await _select_former_takes(session, order.film)
            data = {"cut": order.cut, "state": order.state, "reason": order.reason, "frames": order.frames, "fps": order.fps}
            await add_event(session, order.film, f"cut {order.cut} {order.state}", "cut", data)

    @activity.defn
    async def record_notice(self, order: RecordNotice) -> None:
        """Tell a film's watchers something, once."""
        async with self._sessions.begin() as session:
            data = {"cut": order.cut, "message": order.message}
            await add_event(session, order.film, f"notice {order.cut} {text_key(order.message)[:16]}", "warning", data)

    @activity.defn
    async def record_approval(self, order: RecordApproval) -> None:
        """Write that scenes wait, or are approved; what is approved waits no more, whatever is written later."""
        if not order.scenes:
            return
        rows = [
            {"film_id": order.film, "stage": order.stage, "scene": scene, "is_approved": order.is_approved, "at": order.at}
            for scene in order.scenes
        ]
        new = insert(ApprovalRow).values(rows)
        key = ["film_id", "stage", "scene"]
        approved = new.on_conflict_do_update(index_elements=key, set_={"is_approved": True, "at": order.at})
        async with self._sessions.begin() as session:
            await session.execute(approved if order.is_approved else new.on_conflict_do_nothing())
            data = {"stage": order.stage, "scenes": order.scenes, "is_approved": order.is_approved}
            mark = text_key(json.dumps([order.stage, order.scenes, order.is_approved]))[:32]
            await add_event(session, order.film, f"approval {mark}", "approval", data)

    @activity.defn
    async def record_pause(self, order: RecordPause) -> None:
        """Write that a film is paused, or goes on."""
        async with self._sessions.begin() as session:
            await session.execute(update(FilmRow).where(col(FilmRow.id) == order.film).values(is_paused=order.is_paused))
            data = {"is_paused": order.is_paused}
            await add_event(session, order.film, f"pause {order.at.isoformat()} {order.is_paused}", "pause", data)

    @activity.defn
    async def load_film(self, order: FilmOrder) -> Resume:
        """A finished film as its rows tell of it, to go on with.

        Raises:
            Refused: The film is not there, or did not end as completed.
        """
        async with self._sessions.begin() as session:
            await _close_cuts(session, order.film)
            film = await session.get(FilmRow, order.film)
            changes = await session.scalar(select(func.count()).where(col(StateChangeRow.film_id) == order.film))
            cuts = await session.scalar(select(func.coalesce(func.max(col(CutRow.number)), 0)).where(col(CutRow.film_id) == order.film))
            newest = await session.get(CutRow, (order.film, film.cut)) if film else None
            places = await _places(session, order.film)
        if film is None or film.state != FilmState.COMPLETED or not film.plan or not film.screenplay or not film.shots:
            state = f"is {film.state}" if film else "does not exist"
            msg = f"film '{order.film}' {state}; only a completed film can be edited"
            raise as_application_error(Refused(msg))
        return Resume(
            state=FilmState.COMPLETED,
            transitions=changes or 0,
            cut=film.cut,
            begun_cut=cuts or 0,
            screenplay=ArtifactRef.model_validate(film.screenplay),
            shots=ArtifactRef.model_validate(film.shots),
            plan=FilmPlan.model_validate(film.plan),
            places=places,
            is_paused=film.is_paused,
            seen=film.edits_seen or {},
            files=CutFiles.model_validate(newest.files) if newest and newest.files else None,
        )


async def _select_former_takes(session: AsyncSession, film: str) -> None:
    """A cut that was given up leaves the film as its last finished cuts made it: so with the takes that count as selected."""
    used = (
        select(col(StepRow.stage), col(StepRow.target), col(StepRow.key))
        .join(CutRow, (col(CutRow.film_id) == col(StepRow.film_id)) & (col(CutRow.number) == col(StepRow.cut)))
        .where(col(StepRow.film_id) == film, col(CutRow.state) == CutState.COMPLETED)
        .ext(distinct_on(col(StepRow.stage), col(StepRow.target)))
        .order_by(col(StepRow.stage), col(StepRow.target), col(StepRow.cut).desc())
        .subquery()
    )
    await session.execute(
        update(TakeRow)
        .where(col(TakeRow.film_id) == film, col(TakeRow.stage) == used.c.stage, col(TakeRow.target) == used.c.target)
        .values(is_selected=col(TakeRow.key) == used.c.key)
    )


async def _close_cuts(session: AsyncSession, film: str) -> None:
    """End the cuts in the making of a film that nobody makes: its workflow was ended from outside, and is only now taken up again."""
    reason = "its workflow was ended"
    ended = {"state": CutState.CANCELLED, "reason": reason, "finished_at": func.clock_timestamp()}
    being_made = update(CutRow).where(col(CutRow.film_id) == film, col(CutRow.state) == CutState.PROCESSING)
    for number in list(await session.scalars(being_made.values(ended).returning(col(CutRow.number)))):
        data = {"cut": number, "state": CutState.CANCELLED, "reason": reason, "frames": 0, "fps": 0}
        await add_event(session, film, f"cut {number} {CutState.CANCELLED}", "cut", data)


async def _places(session: AsyncSession, film: str) -> Places:
    scenes: dict[int, list[int]] = {}
    for number, scene in await session.execute(
        select(col(ShotRow.number), col(ShotRow.scene)).where(col(ShotRow.film_id) == film).order_by(col(ShotRow.number))
    ):
        scenes.setdefault(scene, []).append(number)
    lines: dict[int, list[int]] = {}
    for number, shot in await session.execute(
        select(col(LineRow.number), col(LineRow.shot)).where(col(LineRow.film_id) == film).order_by(col(LineRow.number))
    ):
        lines.setdefault(shot, []).append(number)
    names = await session.scalars(select(col(CharacterRow.name)).where(col(CharacterRow.film_id) == film).order_by(col(CharacterRow.name)))
    shots = await session.scalars(select(col(ShotRow.shot)).where(col(ShotRow.film_id) == film))
    return Places(scenes=scenes, lines=lines, characters=_in_cast_order(list(names), shots))


def _in_cast_order(names: Sequence[str], shots: Iterable[dict[str, Any]]) -> list[str]:
    """The names of a film's characters, each at its number in the cast, as far as its `shots` tell; takes of sheets are named by it."""
    characters = (one["character"] for shot in shots for one in (*shot.get("subjects", ()), *shot.get("lines", ())))
    numbers = {character["name"]: character.get("number", 0) for character in characters}
    cast = {number: name for name, number in numbers.items() if name in names and 0 < number <= len(names)}
    rest = iter([name for name in names if name not in cast.values()])
    return [cast[number] if number in cast else next(rest) for number in range(1, len(names) + 1)]
