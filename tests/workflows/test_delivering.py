"""Telling a hook as a workflow: it sends what is due, sleeps until something is, wakes when it is asked, and ends when nothing waits."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import pytest
from google.protobuf.duration_pb2 import Duration
from temporalio import activity
from temporalio.api.history.v1 import TimerStartedEventAttributes
from temporalio.api.workflowservice.v1 import RegisterNamespaceRequest
from temporalio.client import Client, WorkflowHandle
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import RPCError
from temporalio.worker import Worker

from deploy.stack.control import Stack
from schemas.engines import Queue
from schemas.hooks import HOOKS_QUEUE, DeliveryTried
from schemas.hooks import DeliverHook as DeliverOrder
from workers.sandbox import RUNNER
from workflows.delivering import LONGEST_SLEEP, DeliverHook

SENT = DeliveryTried(delivery="msg_1", outcome="200")
NOTHING = DeliveryTried()
WITHIN_S = 60.0
"""For whatever must come."""


def due_in(seconds: float) -> DeliveryTried:
    return DeliveryTried(next_in_s=seconds)


class Mail:
    """What waits for a hook, as a test has it: one answer after the other, then nothing."""

    def __init__(self, *tried: DeliveryTried) -> None:
        self._tried = list(tried)
        self.looked = 0
        self.is_looking, self.may_answer = asyncio.Event(), asyncio.Event()
        self.may_answer.set()

    @activity.defn
    async def send_delivery(self, order: DeliverOrder) -> DeliveryTried:
        assert order.hook
        self.looked += 1
        self.is_looking.set()
        await self.may_answer.wait()
        return self._tried.pop(0) if self._tried else NOTHING


@pytest.fixture
async def client(stack_parts: Stack) -> Client:
    """In a namespace of the test's own: the queues have fixed names, and on those of another nobody else works or has left anything."""
    namespace = f"hooks-{secrets.token_hex(4)}"
    retention = Duration()
    retention.FromTimedelta(timedelta(days=1))
    client = await Client.connect(stack_parts.record.temporal_address, namespace=namespace, data_converter=pydantic_data_converter)
    await client.workflow_service.register_namespace(
        RegisterNamespaceRequest(namespace=namespace, workflow_execution_retention_period=retention)
    )
    return client


@asynccontextmanager
async def telling(client: Client, mail: Mail) -> AsyncIterator[WorkflowHandle[DeliverHook, None]]:
    """A hook that is being told, and is told nothing more afterwards."""
    async with asyncio.timeout(WITHIN_S):
        told = await _started(client)
    workflows = Worker(client, task_queue=Queue.WORKFLOWS, workflows=[DeliverHook], workflow_runner=RUNNER)
    async with workflows, Worker(client, task_queue=HOOKS_QUEUE, activities=[mail.send_delivery]):
        try:
            yield told
        finally:
            mail.may_answer.set()
            with suppress(RPCError):  # it ended by itself
                await told.terminate("the test is over", rpc_timeout=timedelta(seconds=WITHIN_S))


async def _started(client: Client) -> WorkflowHandle[DeliverHook, None]:
    order = DeliverOrder(hook=secrets.token_hex(4))
    while True:
        with suppress(RPCError):  # a new namespace is known to every part of the server after a moment
            return await client.start_workflow(DeliverHook.run, order, id=f"hook-{order.hook}", task_queue=Queue.WORKFLOWS)
        await asyncio.sleep(0.1)


async def ended(told: WorkflowHandle[DeliverHook, None]) -> None:
    await asyncio.wait_for(told.result(), WITHIN_S)


async def asleep(told: WorkflowHandle[DeliverHook, None]) -> TimerStartedEventAttributes:
    """How long it sleeps, once it does."""
    async with asyncio.timeout(WITHIN_S):
        while True:
            async for event in told.fetch_history_events():
                if event.HasField("timer_started_event_attributes"):
                    return event.timer_started_event_attributes
            await asyncio.sleep(0.05)


async def test_it_sends_until_nothing_waits(client: Client) -> None:
    mail = Mail(SENT, SENT, due_in(0.2), SENT)
    async with telling(client, mail) as told:
        await ended(told)

    assert mail.looked == 5


async def test_it_is_woken_from_a_long_sleep(client: Client) -> None:
    mail = Mail(due_in(3600), SENT)
    async with telling(client, mail) as told:
        sleep = await asleep(told)
        looked = mail.looked
        await told.signal(DeliverHook.ask)
        await ended(told)

    assert sleep.start_to_fire_timeout.ToTimedelta() == LONGEST_SLEEP
    assert (looked, mail.looked) == (1, 3)


async def test_what_is_written_while_it_looks_for_the_last_time_is_found(client: Client) -> None:
    mail = Mail()
    mail.may_answer.clear()
    async with telling(client, mail) as told:
        await asyncio.wait_for(mail.is_looking.wait(), WITHIN_S)
        await told.signal(DeliverHook.ask)
        mail.may_answer.set()
        await ended(told)

    assert mail.looked == 2
