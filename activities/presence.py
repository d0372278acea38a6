"""Tells which workflows are still open."""

from temporalio import activity
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError, RPCStatusCode


class Presence:
    """The activity that looks workflows up in Temporal."""

    def __init__(self, temporal: Client) -> None:
        """Asks through `temporal`."""
        self._temporal = temporal

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
