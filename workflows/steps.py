"""How a workflow has a step done: with the queue, timeouts and retries written beside the step's signature."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from temporalio import workflow
from temporalio.common import Priority
from temporalio.workflow import ActivityCancellationType

from schemas.engines import Queue
from schemas.film import AssembleFilm, CutFiles
from schemas.media import ArtifactRef
from schemas.order import Order
from schemas.plan import FilmPlan
from schemas.steps import CLERK, STEPS

A = TypeVar("A")
B = TypeVar("B")


async def carry_out(order: Order, plan: FilmPlan) -> ArtifactRef:
    """Have an artifact made; cancelling waits until its engine has really stopped."""
    step = STEPS[type(order)]
    made: ArtifactRef = await workflow.execute_activity(
        step.function,
        order,
        task_queue=step.queue or plan.queues[order.stage],
        start_to_close_timeout=step.timeout,
        heartbeat_timeout=step.heartbeat,
        retry_policy=step.retry,
        cancellation_type=ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
        summary=order.about.label,
        priority=Priority(fairness_key=plan.owner[:64]),
    )
    return made


async def note(step: Callable[[A], Awaitable[B]], order: A, summary: str, timeout: timedelta = CLERK.timeout) -> B:
    """Have rows read or written, however long their database is away."""
    return await workflow.execute_activity(
        step,
        order,
        task_queue=Queue.WORKFLOWS,
        start_to_close_timeout=timeout,
        retry_policy=CLERK.retry,
        summary=summary,
    )


async def make_film(order: AssembleFilm) -> CutFiles:
    """Have a cut joined."""
    step = STEPS[AssembleFilm]
    files: CutFiles = await workflow.execute_activity(
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
    return files


def say_why(error: BaseException) -> str:
    """The innermost cause of a failure: what the engine said, not how Temporal carried it."""
    while error.__cause__ is not None:
        error = error.__cause__
    return str(error) or type(error).__name__
