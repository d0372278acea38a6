"""Asks Temporal on behalf of workflows: for a turn, and who is still there."""

from temporalio import activity
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.service import RPCError, RPCStatusCode

from schemas.admission import AdmissionOrder, AdmissionRequest
from schemas.engines import Queue


class Presence:
    """The activities that talk to Temporal itself."""

    def __init__(self, temporal: Client) -> None:
        """Asks through `temporal`."""
        self._temporal = temporal

    @activity.defn
    async def ask_admission(self, order: AdmissionRequest) -> str:
        """Ask an owner's admission for a turn, opening it when it is closed; answers with its workflow id."""
        door = await self._temporal.start_workflow(
            "AdmitFilms",
            AdmissionOrder(owner=order.owner, limit=order.limit),
            id=f"admission-{order.owner}",
            task_queue=Queue.WORKFLOWS,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            start_signal="enter",
            start_signal_args=[order],
            static_summary=f"Admission of {order.owner}'s films",
        )
        return door.id

    @activity.defn
    async def films_open(self, order: list[str]) -> list[str]:
        """Those of some workflows, by id, that are still open, in the same order."""
        return [workflow_id for workflow_id in order if await self._is_open(workflow_id)]

    async def _is_open(self, workflow_id: str) -> bool:
        try:
            found = await self._temporal.get_workflow_handle(workflow_id).describe()
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                return False
            raise
        return found.status is WorkflowExecutionStatus.RUNNING
