"""Cancel, pause, resume, approve: what is said to a film in the making."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Body
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from activities.ledger import add_event
from api.answers import ApprovalTaken, SignalTaken
from api.asks import Approval, Cancellation
from api.deps import FilmDep, ServicesDep, SessionDep
from api.problems import Problem, documented
from api.starting import RPC_TIMEOUT, workflow_id
from schemas.approvals import ApproveScenes, ScenesApproved
from schemas.making import CancelFilm
from schemas.message import Message
from schemas.states import CutState, FilmState
from schemas.tables import CutRow, FilmRow, StateChangeRow

router = APIRouter(prefix="/api/films/{film_id}", tags=["control"])

_UPDATE_TIMEOUT = timedelta(seconds=20)


@router.post("/cancel", status_code=202, summary="Cancel a film, or the cut in the making", responses=documented(404, 409))
async def cancel_film(
    film: FilmDep, session: SessionDep, services: ServicesDep, words: Annotated[Cancellation | None, Body()] = None
) -> SignalTaken:
    """Felt within seconds, in the middle of any step. A finished film stays finished: only the cut that is being made is cancelled."""
    await _must_be_in_the_making(session, film)
    reason = (words or Cancellation()).reason
    if await _told(services.temporal, film.id, "cancel", CancelFilm(reason=reason)):
        return SignalTaken(film=film.id, state=FilmState(film.state), is_paused=film.is_paused, detail="it is being cancelled")
    if FilmState(film.state).is_final:
        raise Problem(409, f"film '{film.id}' is {film.state} and nothing of it is being made")
    await _bury(session, film, reason)
    return SignalTaken(
        film=film.id, state=FilmState.CANCELLED, is_paused=False, detail="nobody was making it any more; it is cancelled now"
    )


@router.post("/pause", status_code=202, summary="Pause a film", responses=documented(404, 409))
async def pause_film(film: FilmDep, session: SessionDep, services: ServicesDep) -> SignalTaken:
    """What is running is finished, nothing new is begun."""
    return await _pause(film, session, services.temporal, paused=True)


@router.post("/resume", status_code=202, summary="Go on with a paused film", responses=documented(404, 409))
async def resume_film(film: FilmDep, session: SessionDep, services: ServicesDep) -> SignalTaken:
    return await _pause(film, session, services.temporal, paused=False)


@router.post("/approvals", status_code=202, summary="Approve scenes", responses=documented(404, 409, 422))
async def approve_scenes(ask: Approval, film: FilmDep, session: SessionDep, services: ServicesDep) -> ApprovalTaken:
    """Lets scenes of a film that was ordered with `approve` go on; also scenes that are not there yet. What was approved stays so."""
    await _must_be_in_the_making(session, film)
    handle = services.temporal.get_workflow_handle(workflow_id(film.id))
    try:
        answer: ScenesApproved = await handle.execute_update(
            "approve", ApproveScenes(stage=ask.stage, scenes=ask.scenes), result_type=ScenesApproved, rpc_timeout=_UPDATE_TIMEOUT
        )
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
        raise Problem(409, f"film '{film.id}' is {film.state}, but nobody is making it; it can be cancelled") from error
    return ApprovalTaken(film=film.id, stage=ask.stage, scenes=answer.scenes)


async def _pause(film: FilmRow, session: AsyncSession, temporal: Client, *, paused: bool) -> SignalTaken:
    await _must_be_in_the_making(session, film)
    if not await _told(temporal, film.id, "pause" if paused else "resume"):
        raise Problem(409, f"film '{film.id}' is {film.state}, but nobody is making it; it can be cancelled")
    detail = "it pauses after what is running" if paused else "it goes on"
    return SignalTaken(film=film.id, state=FilmState(film.state), is_paused=paused, detail=detail)


async def _must_be_in_the_making(session: AsyncSession, film: FilmRow) -> None:
    if not FilmState(film.state).is_final:
        return
    making = select(CutRow).where(col(CutRow.film_id) == film.id, col(CutRow.state) == CutState.PROCESSING)
    if film.state != FilmState.COMPLETED or await session.scalar(making) is None:
        raise Problem(409, f"film '{film.id}' is {film.state} and nothing of it is being made")


async def _told(temporal: Client, film: str, signal: str, message: Message | None = None) -> bool:
    """Whether there was a workflow to tell."""
    handle = temporal.get_workflow_handle(workflow_id(film))
    try:
        await handle.signal(signal, args=[message] if message is not None else [], rpc_timeout=RPC_TIMEOUT)
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
        return False
    return True


async def _bury(session: AsyncSession, film: FilmRow, reason: str) -> None:
    """Write down the end of a film whose workflow is gone (terminated by an operator, or never started)."""
    numbers = select(func.coalesce(func.max(col(StateChangeRow.number)), 0)).where(col(StateChangeRow.film_id) == film.id)
    at = datetime.now(UTC)
    session.add(
        StateChangeRow(
            film_id=film.id,
            number=(await session.scalar(numbers) or 0) + 1,
            from_state=film.state,
            to_state=FilmState.CANCELLED,
            reason=reason,
            at=at,
        )
    )
    film.state, film.reason, film.is_paused, film.updated_at = FilmState.CANCELLED, reason, False, at
    making = select(CutRow).where(col(CutRow.film_id) == film.id, col(CutRow.state) == CutState.PROCESSING)
    for cut in await session.scalars(making):
        cut.state, cut.reason, cut.finished_at = CutState.CANCELLED, reason, at
    await add_event(session, film.id, "state buried", "state", {"state": FilmState.CANCELLED, "reason": reason})
    await session.commit()
