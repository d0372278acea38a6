"""How a download is told: read from its workflow, which Temporal keeps, and from the last beat of the worker that has it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import ConfigDict, Field
from temporalio.api.enums.v1 import PendingActivityState
from temporalio.api.workflow.v1 import PendingActivityInfo
from temporalio.client import Client, WorkflowExecutionDescription, WorkflowExecutionStatus, WorkflowFailureError
from temporalio.exceptions import ActivityError, FailureError
from temporalio.service import RPCError, RPCStatusCode

from activities.models.cards import folder_name
from api.starting import RPC_TIMEOUT
from schemas.message import Message
from schemas.models import FetchModel, FetchProgress, ModelFetched, Terms


class DownloadState(StrEnum):
    """Where a download is in its life."""

    WAITING = "waiting"
    """No worker has it at the moment; the reason says why."""
    FETCHING = "fetching"
    CHECKING = "checking"
    """All of it is here, and is read for its hashes."""
    CANCELLING = "cancelling"
    """It is to end, and what came of it is being deleted."""
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether nothing more comes of it."""
        return self in {DownloadState.COMPLETED, DownloadState.FAILED, DownloadState.CANCELLED}


class DownloadAnswer(Message):
    """The newest download of one model."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={
            "example": {
                "id": "Tongyi-MAI/Z-Image-Turbo",
                "revision": "main",
                "terms": {"licence": "Apache-2.0", "commercial_use": True, "regions_excluded": [], "note": ""},
                "state": "fetching",
                "reason": "",
                "commit": "5f0e8c1d2b3a49586776655443322110ffeeddcc",
                "bytes_done": 7340032000,
                "size_bytes": 20541000000,
                "attempt": 1,
                "begun_at": "2026-11-20T10:00:00Z",
                "ended_at": None,
                "href": "/api/models/Tongyi-MAI/Z-Image-Turbo/download",
                "model": None,
            }
        },
    )

    id: str
    revision: str = Field(description="As it was asked for: branch, tag or commit.")
    terms: Terms = Field(description="As they were accepted.")
    state: DownloadState = Field(
        description="waiting: no worker has it at the moment, `reason` says why. fetching. checking: all of it is here and is read for its "
        "hashes. cancelling: what came of it is being deleted. completed: it is in use. failed: `reason` says why; nothing is left of it. "
        "cancelled."
    )
    reason: str = Field(default="", description="Why it waits, or why it failed; empty otherwise.")
    commit: str | None = Field(default=None, description="What is fetched; null until the hub has said which it is.")
    bytes_done: int = Field(default=0, description="Fetched, by earlier attempts too; while it is checked, read.")
    size_bytes: int | None = Field(default=None, description="Of all its files; null until the hub has said.")
    attempt: int | None = Field(
        default=None, description="While it runs: 1, and one more whenever its worker or the hub went away and it went on."
    )
    begun_at: datetime
    ended_at: datetime | None = None
    href: str
    model: str | None = Field(default=None, description="Where the model is, once it is completed.")


def workflow_id(registry: str, model_id: str) -> str:
    """The id of the workflow that fetches a model into a registry: one at a time."""
    return f"model-{registry}-{folder_name(model_id)}"


def href(model_id: str) -> str:
    """Where a download is told of."""
    return f"/api/models/{model_id}/download"


async def download_answer(temporal: Client, workflow: str) -> DownloadAnswer | None:
    """The newest run of a workflow; None when there is none (any more)."""
    try:
        described = await temporal.get_workflow_handle(workflow).describe(rpc_timeout=RPC_TIMEOUT)
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return None
        raise
    order = await described.memo_value("order", type_hint=FetchModel)
    match described.status:
        case WorkflowExecutionStatus.RUNNING:
            told = await _running(temporal, described)
        case WorkflowExecutionStatus.COMPLETED | WorkflowExecutionStatus.FAILED | WorkflowExecutionStatus.TIMED_OUT:
            told = await _ended(temporal, described, order)
        case WorkflowExecutionStatus.TERMINATED:
            told = {"state": DownloadState.CANCELLED, "reason": "somebody ended its workflow; what had come of it is still there"}
        case _:
            told = {"state": DownloadState.CANCELLED}
    return DownloadAnswer(
        id=order.id,
        revision=order.revision,
        terms=order.terms,
        begun_at=described.start_time,
        ended_at=described.close_time,
        href=href(order.id),
        **told,
    )


async def _running(temporal: Client, described: WorkflowExecutionDescription) -> dict[str, Any]:
    doing = next(iter(described.raw_description.pending_activities), None)
    progress = await _progress(temporal, doing)
    told = {"commit": progress.commit, "bytes_done": progress.bytes_done, "size_bytes": progress.size_bytes} if progress else {}
    if described.raw_description.workflow_extended_info.cancel_requested:
        return told | {"state": DownloadState.CANCELLING, "reason": _trouble(doing)}
    if doing is None:
        return told | {"state": DownloadState.WAITING, "reason": "it has only been asked for"}
    told |= {"attempt": max(doing.attempt, 1)}
    if doing.state == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED:
        return told | {"state": progress.doing if progress else DownloadState.FETCHING}
    return told | {"state": DownloadState.WAITING, "reason": _trouble(doing) or "no worker has taken it yet"}


async def _progress(temporal: Client, doing: PendingActivityInfo | None) -> FetchProgress | None:
    """What the worker said last; nothing at first, and while the hub is asked."""
    if doing is None or doing.activity_type.name != "fetch_model" or not doing.heartbeat_details.payloads:
        return None
    (said,) = await temporal.data_converter.decode(list(doing.heartbeat_details.payloads)[:1])
    return FetchProgress.model_validate(said) if said else None


def _trouble(doing: PendingActivityInfo | None) -> str:
    """Why the last attempt ended."""
    if doing is None or not doing.HasField("last_failure"):
        return ""
    is_shut_down = doing.last_failure.application_failure_info.type == "WorkerShutdown"
    if is_shut_down or doing.last_failure.HasField("timeout_failure_info"):
        return "its worker went away; another goes on with it"
    return doing.last_failure.message


async def _ended(temporal: Client, described: WorkflowExecutionDescription, order: FetchModel) -> dict[str, Any]:
    handle = temporal.get_workflow_handle(described.id, run_id=described.run_id, result_type=ModelFetched)
    try:
        made = await handle.result(follow_runs=False, rpc_timeout=RPC_TIMEOUT)
    except WorkflowFailureError as error:
        cause = error.cause.cause if isinstance(error.cause, ActivityError) else error.cause
        return {"state": DownloadState.FAILED, "reason": cause.message if isinstance(cause, FailureError) else str(cause)}
    sizes = {"commit": made.revision, "bytes_done": made.size_bytes, "size_bytes": made.size_bytes}
    return {"state": DownloadState.COMPLETED, "model": f"/api/models/{order.id}?revision={made.revision}", **sizes}
