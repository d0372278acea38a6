"""How a film finds its engines: each queue's workers are asked what they have, because only they know what is installed there."""

from collections.abc import Sequence
from datetime import timedelta

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError, TimeoutError, TimeoutType

from schemas.casting import ChooseEngines, EnginesChosen
from schemas.engines import Queue, Wish
from schemas.failures import Refused
from schemas.options import FilmOptions
from schemas.steps import CLERK, choose_engines
from workflows.steps import note

NOBODY_S = 120
"""A queue that nobody serves for so long has no worker: the film fails with that, instead of waiting for ever."""


async def cast(options: FilmOptions, wishes: Sequence[Wish] = ()) -> EnginesChosen:
    """The engines of the film's profile and those of single shots, on every queue they need."""
    order = ChooseEngines(
        profile=options.profile,
        engines=options.wishes,
        wishes=[*wishes],
        codec=options.codec,
        commercial_only=options.commercial_only,
        is_moderated=options.moderation != "off",
        is_translated=bool(options.translate),
    )
    chosen = await note(choose_engines, order, "Engines of the profile")
    for queue in chosen.elsewhere:
        chosen = chosen.with_those_of(await _ask(queue, order))
    return chosen


async def cast_in_an_edit(options: FilmOptions, wishes: Sequence[Wish]) -> EnginesChosen:
    """`cast`, for whoever waits for the answer to an edit.

    Raises:
        ApplicationError: `Refused`: one of the engines can't be had; says what to do.
    """
    try:
        return await cast(options, wishes)
    except ActivityError as error:
        if isinstance(error.cause, ApplicationError) and error.cause.type == Refused.__name__:
            raise ApplicationError(error.cause.message, type=Refused.__name__, non_retryable=True) from error
        raise


async def _ask(queue: Queue, order: ChooseEngines) -> EnginesChosen:
    try:
        return await workflow.execute_activity(
            choose_engines,
            order.model_copy(update={"queue": queue}),
            task_queue=queue,
            schedule_to_start_timeout=timedelta(seconds=NOBODY_S),
            start_to_close_timeout=CLERK.timeout,
            retry_policy=CLERK.retry,
            summary=f"Engines of the profile on {queue} workers",
        )
    except ActivityError as error:
        if isinstance(error.cause, TimeoutError) and error.cause.type is TimeoutType.SCHEDULE_TO_START:
            msg = f"profile '{order.profile}' needs a worker of the queue {queue}, and none is running: {queue.remedy}"
            raise ApplicationError(msg, type="Refused", non_retryable=True) from error
        raise
