"""Hands a finished cut to an editor: one activity, as durable as the film it comes from."""

from temporalio import workflow
from temporalio.common import Priority
from temporalio.workflow import ActivityCancellationType

from schemas.engines import Queue
from schemas.exports import ExportCut
from schemas.media import ArtifactRef
from schemas.steps import STEPS


@workflow.defn
class ExportFilm:
    """Exports one cut in one format."""

    @workflow.run
    async def run(self, order: ExportCut) -> ArtifactRef:
        """Make the file, or find it made."""
        step = STEPS[ExportCut]
        made: ArtifactRef = await workflow.execute_activity(
            step.function,
            order,
            task_queue=step.queue or Queue.CPU,
            start_to_close_timeout=step.timeout,
            heartbeat_timeout=step.heartbeat,
            retry_policy=step.retry,
            cancellation_type=ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
            summary=order.about.label,
            priority=Priority(fairness_key=order.about.owner[:64]),
        )
        return made
