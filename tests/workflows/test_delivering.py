"""Telling a hook as a workflow: it sends what is due, sleeps until something is, wakes when it is asked, and ends when nothing waits."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from temporalio import activity
from temporalio.client import Client, WorkflowHandle
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Worker

from deploy.stack.control import Stack
from schemas.engines import Queue
from schemas.hooks import HOOKS_QUEUE, DeliveryTried
from schemas.hooks import DeliverHook as DeliverOrder
from workers.sandbox import RUNNER
from workflows.delivering import DeliverHook

SENT = DeliveryTried(delivery="msg_1", outcome="200")
NOTHING = DeliveryTried()


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

    async def until_looked(self, times: int) -> None:
        async with asyncio.timeout(10):
            while self.looked < times:  # noqa: ASYNC110 - what the server hands out is all there is
                await asyncio.sleep(0.02)


@asynccontextmanager
async def telling(client: Client, mail: Mail) -> AsyncIterator[WorkflowHandle[DeliverHook, None]]:
    """A hook that is being told."""
    workflows = Worker(client, task_queue=Queue.WORKFLOWS, workflows=[DeliverHook], workflow_runner=RUNNER)
    async with workflows, Worker(client, task_queue=HOOKS_QUEUE, activities=[mail.send_delivery]):
        hook = secrets.token_hex(4)
        yield await client.start_workflow(DeliverHook.run, DeliverOrder(hook=hook), id=f"hook-{hook}", task_queue=Queue.WORKFLOWS)


async def connected(stack: Stack) -> Client:
    return await Client.connect(stack.record.temporal_address, namespace="films", data_converter=pydantic_data_converter)


async def test_it_sends_until_nothing_waits(stack_parts: Stack) -> None:
    mail = Mail(SENT, SENT, due_in(0.2), SENT)
    async with telling(await connected(stack_parts), mail) as told:
        await asyncio.wait_for(told.result(), 20)

    assert mail.looked == 5


async def test_it_is_woken_from_a_long_sleep(stack_parts: Stack) -> None:
    mail = Mail(due_in(3600), SENT)
    async with telling(await connected(stack_parts), mail) as told:
        await mail.until_looked(1)
        await asyncio.sleep(0.3)
        asleep = mail.looked
        await told.signal(DeliverHook.ask)
        await asyncio.wait_for(told.result(), 20)

    assert (asleep, mail.looked) == (1, 3)


async def test_what_is_written_while_it_looks_for_the_last_time_is_found(stack_parts: Stack) -> None:
    mail = Mail()
    mail.may_answer.clear()
    async with telling(await connected(stack_parts), mail) as told:
        await mail.is_looking.wait()
        await told.signal(DeliverHook.ask)
        mail.may_answer.set()
        await asyncio.wait_for(told.result(), 20)

    assert mail.looked == 2
