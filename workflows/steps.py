"""How a workflow has a step done: with the queue, timeouts and retries written beside the step's signature."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any, TypeVar

from temporalio import workflow
from temporalio.common import Priority
from temporalio.exceptions import ActivityError, ApplicationError, ChildWorkflowError, FailureError
from temporalio.workflow import ActivityCancellationType, ActivityHandle

from schemas.engines import Queue
from schemas.failures import NAMES
from schemas.film import AssembleFilm, CutFiles
from schemas.media import ArtifactRef
from schemas.message import Message
from schemas.moderation import ModerateText, TextModerated
from schemas.order import Order
from schemas.plan import FilmPlan
from schemas.quality import CheckFilm, FilmChecked
from schemas.steps import CLERK, STEPS, Step

A = TypeVar("A")
B = TypeVar("B")


async def carry_out(order: Order, plan: FilmPlan | None = None) -> ArtifactRef:
    """Have an artifact made; cancelling waits until its engine has really stopped.

    Without a plan the step must say itself on which queue it runs.
    """
    ref: ArtifactRef = await _carried_out(order, plan)
    return ref


async def join_film(order: AssembleFilm) -> CutFiles:
    """Have a cut joined."""
    files: CutFiles = await _carried_out(order)
    return files


async def look_over(order: CheckFilm) -> FilmChecked:
    """Have a cut checked."""
    checked: FilmChecked = await _carried_out(order)
    return checked


async def look_through(order: ModerateText, plan: FilmPlan, patience: timedelta | None = None) -> TextModerated:
    """Have words looked through; with `patience` not for longer than that, all attempts together."""
    moderated: TextModerated = await _carried_out(order, plan, patience)
    return moderated


async def _carried_out(order: Order, plan: FilmPlan | None = None, patience: timedelta | None = None) -> Any:
    step = STEPS[type(order)]
    queue = step.queue or (plan.queue_of(order) if plan else None)
    if queue is None:
        msg = f"{type(order).__name__} runs where its engine is: it needs a plan"
        raise RuntimeError(msg)
    return await _begun(
        queue,
        step.on(queue),
        order,
        order.about.label,
        in_all=patience,
        priority=Priority(fairness_key=order.about.owner[:64]),
    )


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


async def note_in_full(step: Callable[[A], Awaitable[None]], order: A, summary: str) -> None:
    """`note` for what has to be written whatever happens: a cancellation goes on when it is written."""
    await in_full(note(step, order, summary))


async def in_full(work: Coroutine[Any, Any, None]) -> None:
    """Do something whatever happens: a cancellation goes on when it is done."""
    doing = asyncio.create_task(work)
    is_cancelled = False
    while not doing.done():
        try:
            await asyncio.shield(doing)
        except asyncio.CancelledError:
            is_cancelled = True
    await doing
    if is_cancelled:
        raise asyncio.CancelledError


async def done_at(queue: str, step: Step, order: Message, summary: str, patience: timedelta | None = None) -> Any:
    """Have a step done that is no film's; cancelling waits until it has really stopped.

    Args:
        queue: Whose workers do it.
        step: How it is run.
        order: What is to be done.
        summary: For the Web UI.
        patience: How long it may wait for a worker to begin; None for ever.
    """
    return await _begun(queue, step, order, summary, to_begin=patience)


async def _begun(  # noqa: PLR0913 - what a step is run with
    queue: str,
    step: Step,
    order: Message,
    summary: str,
    *,
    to_begin: timedelta | None = None,
    in_all: timedelta | None = None,
    priority: Priority = Priority.default,
) -> Any:
    doing: ActivityHandle[Any] = workflow.start_activity(
        step.function,
        order,
        task_queue=queue,
        schedule_to_start_timeout=to_begin,
        schedule_to_close_timeout=in_all,
        start_to_close_timeout=step.timeout,
        heartbeat_timeout=step.heartbeat,
        retry_policy=step.retry,
        cancellation_type=ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
        summary=summary,
        priority=priority,
    )
    return await _cancellable(doing)


async def _cancellable(making: ActivityHandle[B]) -> B:
    """Wait for an activity; a cancellation ends it, and goes on also when the activity was done before it heard of it.

    `await making` alone forgets the cancellation then, and the film would be made as if nobody had cancelled it.
    """
    try:
        return await asyncio.shield(making)
    except asyncio.CancelledError:
        making.cancel()
        await asyncio.gather(making, return_exceptions=True)
        raise


def say_why(error: BaseException) -> str:
    """What the step said that failed: under what Temporal carried it in, above what it had its reasons from.

    The name of one of our own failures stands before it in Temporal's words, which is for programs and not for people.
    """
    while isinstance(error, ActivityError | ChildWorkflowError) and error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, ApplicationError) and error.type in NAMES:
        return error.message
    return str(error) or type(error).__name__


async def together(*parts: Coroutine[Any, Any, A]) -> list[A]:
    """Do several things at once and answer with their results, in order.

    The first failure, or a cancellation, ends the others too, and it is raised only when they have ended.
    """
    tasks = [asyncio.create_task(part) for part in parts]
    try:
        return list(await asyncio.gather(*tasks))
    except (FailureError, asyncio.CancelledError):
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
