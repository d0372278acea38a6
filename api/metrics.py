"""What an operator watches, in the text format of Prometheus: films, work, money, webhooks, queues, and this process' requests.

Format: https://prometheus.io/docs/instrumenting/exposition_formats/. Films, work and money are read from the rows of all owners, so that
every process of the API tells the same of them; requests are those of the process that answers. Nothing in it names a film or a person.
"""

import asyncio
from collections.abc import Iterable, Sequence

from fastapi import APIRouter, Request, Response
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
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
from schemas.engines import Queue
from schemas.hook_tables import DeliveryRow, HookRow
from schemas.hooks import HOOKS_QUEUE, DeliveryState
from schemas.states import CutState, FilmState
from schemas.tables import ArtifactRow, CutRow, FilmRow, PaidCallRow, StepRow

router = APIRouter(prefix="/api", tags=["operating"])

_PREFIX = "filmwright_"


class _Found(Collector):
    """Metrics that were read already."""

    def __init__(self, metrics: Sequence[Metric]) -> None:
        self._metrics = metrics

    def collect(self) -> Iterable[Metric]:
        return self._metrics


@router.get(
    "/metrics",
    summary="Metrics for Prometheus",
    response_class=Response,
    responses={200: {"description": "The text format, version 0.0.4.", "content": {"text/plain": {}}}},
)
async def read_metrics(request: Request, session: SessionDep, services: ServicesDep) -> Response:
    """Films and cuts by state, what waits, what was made and paid, webhooks, queues, requests."""
    found = CollectorRegistry()
    found.register(_Found([*await _films(session), *await _work(session), *await _hooks(session), *await _queues(services.temporal)]))
    return Response(generate_latest(found) + generate_latest(request.app.state.timing.registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)


Samples = Iterable[tuple[Sequence[str], float]]
"""Values of the labels, and how much it is."""


def _gauge(name: str, told: str, labels: Sequence[str], samples: Samples) -> Metric:
    return _filled(GaugeMetricFamily(_PREFIX + name, told, labels=labels), samples)


def _counter(name: str, told: str, labels: Sequence[str], samples: Samples) -> Metric:
    return _filled(CounterMetricFamily(_PREFIX + name, told, labels=labels), samples)


def _filled(family: GaugeMetricFamily | CounterMetricFamily, samples: Samples) -> Metric:
    for labels, value in samples:
        family.add_metric(labels, value)
    return family


async def _films(session: AsyncSession) -> list[Metric]:
    films = await session.execute(select(col(FilmRow.state), func.count()).group_by(col(FilmRow.state)))
    cuts = await session.execute(select(col(CutRow.state), func.count()).group_by(col(CutRow.state)))
    is_of_cut = (col(CutRow.film_id) == col(StepRow.film_id)) & (col(CutRow.number) == col(StepRow.cut))
    waiting = select(col(StepRow.stage), func.count()).join(CutRow, is_of_cut).group_by(col(StepRow.stage)).order_by(col(StepRow.stage))
    steps = await session.execute(waiting.where(col(CutRow.state) == CutState.PROCESSING, col(StepRow.state) == "planned"))
    by_film_state = {row[0]: row[1] for row in films}
    by_cut_state = {row[0]: row[1] for row in cuts}
    return [
        _gauge("films", "Films by state.", ["state"], [([state], by_film_state.get(state, 0)) for state in FilmState]),
        _gauge("cuts", "Cuts by state.", ["state"], [([state], by_cut_state.get(state, 0)) for state in CutState]),
        _gauge(
            "steps_waiting",
            "Things that cuts in the making need and that are not there yet, by stage.",
            ["stage"],
            [([stage], count) for stage, count in steps],
        ),
    ]


async def _work(session: AsyncSession) -> list[Metric]:
    by_engine = (col(ArtifactRow.stage), col(ArtifactRow.engine))
    rows = select(*by_engine, func.count(), func.sum(col(ArtifactRow.seconds))).group_by(*by_engine).order_by(*by_engine)
    made = [([stage, engine], count, seconds) for stage, engine, count, seconds in await session.execute(rows)]
    by_provider = (col(PaidCallRow.provider), col(PaidCallRow.state))
    calls = select(*by_provider, func.count(), func.sum(col(PaidCallRow.amount_micros))).group_by(*by_provider).order_by(*by_provider)
    paid = [([provider, state], count, micros) for provider, state, count, micros in await session.execute(calls)]
    return [
        _counter("artifacts", "Artifacts made.", ["stage", "engine"], [(labels, count) for labels, count, _ in made]),
        _counter(
            "work_seconds", "Seconds that engines worked on them.", ["stage", "engine"], [(labels, spent) for labels, _, spent in made]
        ),
        _gauge("paid_calls", "Calls of providers that cost money.", ["provider", "state"], [(labels, count) for labels, count, _ in paid]),
        _gauge("paid_usd", "What they cost or may have cost.", ["provider", "state"], [(labels, sum_ / 1e6) for labels, _, sum_ in paid]),
    ]


async def _hooks(session: AsyncSession) -> list[Metric]:
    is_on, is_failing = col(HookRow.is_on), col(HookRow.failing_since).is_not(None)
    counted = select(func.count().filter(is_on, ~is_failing), func.count().filter(is_on, is_failing), func.count().filter(~is_on))
    counts = zip(("on", "failing", "off"), (await session.execute(counted)).one(), strict=True)
    waiting = await session.scalar(select(func.count()).where(col(DeliveryRow.state) == DeliveryState.WAITING)) or 0
    return [
        _gauge("hooks", "Webhooks: on, on and failing, off.", ["state"], [([state], count) for state, count in counts]),
        _gauge("deliveries_waiting", "What webhooks are to be told, for the first time or again.", [], [([], waiting)]),
    ]


async def _queues(temporal: Client) -> list[Metric]:
    asked = [(str(queue), TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY) for queue in (*Queue, HOOKS_QUEUE)] + [
        (str(Queue.WORKFLOWS), TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
    ]
    try:
        answers = await asyncio.gather(*(_described(temporal, queue, kind) for queue, kind in asked))
    except (RPCError, RuntimeError):  # RuntimeError: a lazy client that can't connect
        return [_is_up(temporal=False)]
    kinds = {TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY: "activity", TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW: "workflow"}
    found = [([queue, kinds[kind]], answer) for (queue, kind), answer in zip(asked, answers, strict=True)]
    labels = ["queue", "kind"]
    backlog = [(queue, answer.stats.approximate_backlog_count) for queue, answer in found]
    ages_s = [(queue, answer.stats.approximate_backlog_age.ToTimedelta().total_seconds()) for queue, answer in found]
    workers = [(queue, len({poller.identity for poller in answer.pollers})) for queue, answer in found]
    return [
        _is_up(temporal=True),
        _gauge("queue_backlog", "Tasks that wait for a worker, about.", labels, backlog),
        _gauge("queue_backlog_age_seconds", "How long the oldest of them has waited, about.", labels, ages_s),
        _gauge("queue_workers", "Workers that asked for tasks in the last minutes.", labels, workers),
    ]


def _is_up(*, temporal: bool) -> Metric:
    return _gauge("temporal_up", "Whether Temporal answers; without it nothing is known of queues.", [], [([], temporal)])


async def _described(temporal: Client, queue: str, kind: TaskQueueType.ValueType) -> DescribeTaskQueueResponse:
    asked = DescribeTaskQueueRequest(
        namespace=temporal.namespace, task_queue=TaskQueue(name=queue), task_queue_type=kind, report_stats=True
    )
    return await temporal.workflow_service.describe_task_queue(asked, timeout=RPC_TIMEOUT)
