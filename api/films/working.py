"""What is at work for a film at this moment, how far it is, and what waits to be tried again, as Temporal knows it.

A step says how far it is with its heartbeats, at most once a second; nothing of that is written to the database.
"""

import asyncio
from collections.abc import Sequence
from datetime import UTC
from typing import Literal

from fastapi import APIRouter
from pydantic import ValidationError
from temporalio.api.enums.v1 import PendingActivityState, TimeoutType
from temporalio.api.failure.v1 import Failure
from temporalio.api.workflow.v1 import PendingActivityInfo
from temporalio.client import Client, WorkflowExecutionDescription
from temporalio.service import RPCError, RPCStatusCode

from api.answers import StepAtWork, Working
from api.deps import FilmDep, ServicesDep
from api.problems import documented
from api.starting import RPC_TIMEOUT, workflow_id
from schemas.progress import StepBeat
from schemas.stages import Stage
from schemas.steps import STEPS

router = APIRouter(prefix="/api/films/{film_id}", tags=["films"])

_STAGES: dict[str, Stage] = {step.function.__name__: order.stage for order, step in STEPS.items()}
"""By the activity's name."""
_LATE = {
    TimeoutType.TIMEOUT_TYPE_HEARTBEAT: "its worker gave no sign of life any more",
    TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE: "it took longer than it may",
}
_AT_ONCE = 8
"""Workflows of one film that are asked for at the same time."""


@router.get("/working", summary="What is at work for a film, and how far it is", responses=documented(404))
async def read_working(film: FilmDep, services: ServicesDep) -> Working:
    """The steps that workers have in hand, with the share that is done, and those that failed and are tried again, with the reason.

    Models tell of every step of theirs; what is told is up to two seconds old. Empty when nothing is being made.
    """
    return Working(steps=await steps_at_work(services.temporal, film.id))


async def steps_at_work(temporal: Client, film: str) -> list[StepAtWork]:
    """The steps of a film and of its scenes that are begun, in the order of the stages.

    Raises:
        RPCError: Temporal does not answer.
    """
    few = asyncio.Semaphore(_AT_ONCE)
    own = await _described(temporal, workflow_id(film), few)
    if own is None:
        return []
    children = [child.workflow_id for child in own.raw_description.pending_children]
    scenes = await asyncio.gather(*(_described(temporal, child, few) for child in children))
    pending = [each for known in (own, *scenes) if known for each in known.raw_description.pending_activities]
    begun = [each for each in pending if each.activity_type.name in _STAGES and (each.attempt > 1 or _state(each) != "waiting")]
    steps = await asyncio.gather(*(_step(temporal, each) for each in begun))
    order = list(Stage)
    return sorted(steps, key=lambda step: (order.index(step.stage), _place(step.target), step.label))


def _place(target: str) -> tuple[int, str]:
    """So that "shot 10" comes after "shot 9"."""
    number = target.rpartition(" ")[2]
    return (int(number) if number.isdecimal() else -1, target)


async def _described(temporal: Client, workflow: str, few: asyncio.Semaphore) -> WorkflowExecutionDescription | None:
    """None for a workflow that is gone, or never was."""
    async with few:
        try:
            return await temporal.get_workflow_handle(workflow).describe(rpc_timeout=RPC_TIMEOUT)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            return None


def _state(info: PendingActivityInfo) -> Literal["working", "stopping", "waiting"]:
    match info.state:
        case PendingActivityState.PENDING_ACTIVITY_STATE_STARTED:
            return "working"
        case PendingActivityState.PENDING_ACTIVITY_STATE_CANCEL_REQUESTED:
            return "stopping"
        case _:
            return "waiting"


async def _step(temporal: Client, info: PendingActivityInfo) -> StepAtWork:
    beat = await _beat(temporal, info.heartbeat_details.payloads)
    name, state = info.activity_type.name, _state(info)
    return StepAtWork(
        stage=_STAGES[name],
        target=beat.target if beat else "",
        label=beat.label if beat else name.replace("_", " "),
        state=state,
        # what is tried again begins at its beginning
        fraction=beat.fraction if beat and state != "waiting" else 0.0,
        scheduled_at=info.scheduled_time.ToDatetime(UTC),
        began_at=info.last_started_time.ToDatetime(UTC) if info.HasField("last_started_time") else None,
        worker=info.last_worker_identity if state != "waiting" else "",
        attempt=info.attempt,
        trouble=trouble_of(info.last_failure) if info.HasField("last_failure") else "",
    )


def trouble_of(failure: Failure) -> str:
    """Why an attempt failed; timeouts in other words than Temporal's."""
    if failure.HasField("timeout_failure_info"):
        return _LATE.get(failure.timeout_failure_info.timeout_type, failure.message)
    return failure.message


async def _beat(temporal: Client, payloads: Sequence[object]) -> StepBeat | None:
    """What a step said last; None before its first second is over, and for steps that tell only that they live."""
    said = await temporal.data_converter.decode(payloads[:1]) if payloads else []  # type: ignore[arg-type]
    try:
        return StepBeat.model_validate(said[0]) if said else None
    except ValidationError:
        return None
