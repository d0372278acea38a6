"""What an operator watches, in the text format of Prometheus: films, work, money, queues, and this process' requests.

Format: https://prometheus.io/docs/instrumenting/exposition_formats/. Films, work and money are read from the rows of all owners, so that
every process of the API tells the same of them; requests are those of the process that answers. Nothing in it names a film or a person.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from fastapi import APIRouter, Request, Response
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest, DescribeTaskQueueResponse
from temporalio.client import Client
from temporalio.service import RPCError

from api.deps import ServicesDep, SessionDep
from api.starting import RPC_TIMEOUT
from api.timing import BUCKETS_S, Timing
from schemas.engines import Queue
from schemas.states import CutState, FilmState
from schemas.tables import ArtifactRow, CutRow, FilmRow, PaidCallRow, StepRow

router = APIRouter(prefix="/api", tags=["operating"])

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Labels = Mapping[str, str]


class Metric(NamedTuple):
    """One metric with all its samples."""

    name: str
    kind: str
    """counter, gauge or histogram."""
    told: str
    samples: Sequence[tuple[str, Labels, float]]
    """What follows the name ("_sum"), labels, value."""


@router.get(
    "/metrics",
    summary="Metrics for Prometheus",
    response_class=Response,
    responses={200: {"description": "The text format, version 0.0.4.", "content": {"text/plain": {}}}},
)
async def read_metrics(request: Request, session: SessionDep, services: ServicesDep) -> Response:
    """Films and cuts by state, what waits, what was made and paid, queues, requests."""
    found = [*await _films(session), *await _work(session), *await _queues(services.temporal), *_requests(request.app.state.timing)]
    return Response(written(found), media_type=MEDIA_TYPE)


def written(metrics: Iterable[Metric]) -> str:
    """Metrics as text; one without samples is left out."""
    lines: list[str] = []
    for metric in metrics:
        if not metric.samples:
            continue
        name = f"filmwright_{metric.name}"
        lines += [f"# HELP {name} {metric.told}", f"# TYPE {name} {metric.kind}"]
        for suffix, labels, value in metric.samples:
            told = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
            lines.append(f"{name}{suffix}{{{told}}} {value:.15g}" if told else f"{name}{suffix} {value:.15g}")
    return "".join(f"{line}\n" for line in lines)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


async def _films(session: AsyncSession) -> list[Metric]:
    films = await session.execute(select(col(FilmRow.state), func.count()).group_by(col(FilmRow.state)))
    cuts = await session.execute(select(col(CutRow.state), func.count()).group_by(col(CutRow.state)))
    is_of_cut = (col(CutRow.film_id) == col(StepRow.film_id)) & (col(CutRow.number) == col(StepRow.cut))
    waiting = select(col(StepRow.stage), func.count()).join(CutRow, is_of_cut).group_by(col(StepRow.stage)).order_by(col(StepRow.stage))
    steps = await session.execute(waiting.where(col(CutRow.state) == CutState.PROCESSING, col(StepRow.state) == "planned"))
    by_film_state = {row[0]: row[1] for row in films}
    by_cut_state = {row[0]: row[1] for row in cuts}
    return [
        Metric("films", "gauge", "Films by state.", [("", {"state": state}, by_film_state.get(state, 0)) for state in FilmState]),
        Metric("cuts", "gauge", "Cuts by state.", [("", {"state": state}, by_cut_state.get(state, 0)) for state in CutState]),
        Metric(
            "steps_waiting",
            "gauge",
            "Things that cuts in the making need and that are not there yet, by stage.",
            [("", {"stage": stage}, count) for stage, count in steps],
        ),
    ]


async def _work(session: AsyncSession) -> list[Metric]:
    by_engine = (col(ArtifactRow.stage), col(ArtifactRow.engine))
    rows = select(*by_engine, func.count(), func.sum(col(ArtifactRow.seconds))).group_by(*by_engine).order_by(*by_engine)
    made = [({"stage": stage, "engine": engine}, count, seconds) for stage, engine, count, seconds in await session.execute(rows)]
    by_provider = (col(PaidCallRow.provider), col(PaidCallRow.state))
    calls = select(*by_provider, func.count(), func.sum(col(PaidCallRow.amount_micros))).group_by(*by_provider).order_by(*by_provider)
    paid = [({"provider": provider, "state": state}, count, micros) for provider, state, count, micros in await session.execute(calls)]
    return [
        Metric("artifacts_total", "counter", "Artifacts made, by stage and engine.", [("", labels, count) for labels, count, _ in made]),
        Metric(
            "work_seconds_total",
            "counter",
            "Seconds that engines worked on them.",
            [("", labels, seconds) for labels, _, seconds in made],
        ),
        Metric("paid_calls", "gauge", "Calls of providers that cost money, by state.", [("", labels, count) for labels, count, _ in paid]),
        Metric("paid_usd", "gauge", "What they cost or may have cost.", [("", labels, micros / 1e6) for labels, _, micros in paid]),
    ]


async def _queues(temporal: Client) -> list[Metric]:
    asked = [(queue, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY) for queue in Queue] + [
        (Queue.WORKFLOWS, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
    ]
    try:
        answers = await asyncio.gather(*(_described(temporal, queue, kind) for queue, kind in asked))
    except (RPCError, RuntimeError):  # RuntimeError: a lazy client that can't connect
        return [_is_up(temporal=False)]
    kinds = {TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY: "activity", TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW: "workflow"}
    found = [({"queue": queue, "kind": kinds[kind]}, answer) for (queue, kind), answer in zip(asked, answers, strict=True)]
    backlog = [("", labels, answer.stats.approximate_backlog_count) for labels, answer in found]
    ages_s = [("", labels, answer.stats.approximate_backlog_age.ToTimedelta().total_seconds()) for labels, answer in found]
    workers = [("", labels, len({poller.identity for poller in answer.pollers})) for labels, answer in found]
    return [
        _is_up(temporal=True),
        Metric("queue_backlog", "gauge", "Tasks that wait for a worker, about.", backlog),
        Metric("queue_backlog_age_seconds", "gauge", "How long the oldest of them has waited, about.", ages_s),
        Metric("queue_workers", "gauge", "Workers that asked for tasks in the last minutes.", workers),
    ]


def _is_up(*, temporal: bool) -> Metric:
    return Metric("temporal_up", "gauge", "Whether Temporal answers; without it nothing is known of queues.", [("", {}, temporal)])


async def _described(temporal: Client, queue: Queue, kind: TaskQueueType.ValueType) -> DescribeTaskQueueResponse:
    asked = DescribeTaskQueueRequest(
        namespace=temporal.namespace, task_queue=TaskQueue(name=queue), task_queue_type=kind, report_stats=True
    )
    return await temporal.workflow_service.describe_task_queue(asked, timeout=RPC_TIMEOUT)


def _requests(timing: Timing) -> list[Metric]:
    samples: list[tuple[str, Labels, float]] = []
    for (method, route, status), answers in sorted(timing.answers.items()):
        labels = {"method": method, "route": route, "status": str(status)}
        so_far = 0
        for bound, count in zip([f"{bound:g}" for bound in BUCKETS_S] + ["+Inf"], answers.buckets, strict=True):
            so_far += count
            samples.append(("_bucket", {**labels, "le": bound}, so_far))
        samples += [("_sum", labels, answers.seconds), ("_count", labels, so_far)]
    return [Metric("http_request_seconds", "histogram", "Requests of this process, by how soon their answer began.", samples)]
