"""What the store holds, and clearing it of what no film has any more."""

from fastapi import APIRouter
from temporalio.client import Client, WorkflowExecutionStatus, WorkflowFailureError
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.service import RPCError, RPCStatusCode

from activities.storage.removals import counted, sizes, unused
from api.deps import OwnerDep, ServicesDep, SessionDep
from api.films.clearing_answers import HREF, ClearingAnswer, ClearingState, StorageAnswer
from api.problems import Problem, documented
from api.starting import RPC_TIMEOUT, check_temporal
from schemas.clearing import Cleared, ClearStore
from schemas.engines import Queue

router = APIRouter(prefix="/api/storage", tags=["operating"])

CLEARING = "clear-store"
"""The workflow's id: one at a time."""


@router.get("", summary="What the store holds")
async def read_storage(session: SessionDep, _owner: OwnerDep) -> StorageAnswer:
    """How much of it no film has any more: films that were deleted had it, and no other has. Removes nothing."""
    held = await counted(session, sizes())
    return StorageAnswer(**held.model_dump(), unused=await unused(session), clearing=HREF)


@router.post("/clearing", status_code=202, summary="Remove what no film has")
async def clear(services: ServicesDep, _owner: OwnerDep) -> ClearingAnswer:
    """Starts removing files that no film has any more; asking twice joins the clearing that runs. It goes on after whatever happens.

    What any film has, finished, failed or in the making, stays with all its takes and cuts; so do samples of voices.
    """
    await check_temporal(services.temporal)
    await start_clearing(services.temporal)
    return await _told(services.temporal)


@router.get("/clearing", summary="How far the newest clearing is", responses=documented(404))
async def read_clearing(services: ServicesDep, _owner: OwnerDep) -> ClearingAnswer:
    """Temporal keeps it for a while after it has ended."""
    return await _told(services.temporal)


async def start_clearing(temporal: Client) -> None:
    """Have the store cleared: by a clearing that is begun now, or by the one that runs."""
    await temporal.start_workflow(
        "ClearStore",
        ClearStore(),
        id=CLEARING,
        task_queue=Queue.WORKFLOWS,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        start_signal="ask",
        static_summary="Remove what no film has",
        rpc_timeout=RPC_TIMEOUT,
    )


async def _told(temporal: Client) -> ClearingAnswer:
    try:
        found = await temporal.get_workflow_handle(CLEARING).describe(rpc_timeout=RPC_TIMEOUT)
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
        raise Problem(404, f"nothing was cleared lately; POST {HREF} does it") from error
    times = {"begun_at": found.start_time, "ended_at": found.close_time}
    if found.status is WorkflowExecutionStatus.RUNNING:
        return ClearingAnswer(state=ClearingState.RUNNING, **times)
    try:
        removed: Cleared = await temporal.get_workflow_handle(CLEARING, run_id=found.run_id, result_type=Cleared).result(
            follow_runs=False, rpc_timeout=RPC_TIMEOUT
        )
    except WorkflowFailureError as error:
        return ClearingAnswer(state=ClearingState.FAILED, reason=str(error.cause), **times)
    return ClearingAnswer(state=ClearingState.COMPLETED, **removed.model_dump(), **times)
