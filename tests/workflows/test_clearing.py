"""The clearing as a workflow: whoever asks while it runs is heard, up to its last moment."""

import asyncio
import secrets

from temporalio import activity
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Worker

from deploy.stack.control import Stack
from schemas.clearing import Cleared, ClearedSome, ClearSome
from schemas.clearing import ClearStore as ClearOrder
from schemas.engines import Queue
from workers.sandbox import RUNNER
from workflows.clearing import ClearStore


class Store:
    """A store in which nobody has anything."""

    def __init__(self) -> None:
        """Nothing was cleared yet."""
        self.batches = 0
        self.is_telling, self.may_tell = asyncio.Event(), asyncio.Event()

    @activity.defn
    async def clear_some(self, order: ClearSome) -> ClearedSome:
        """Nothing is left after each batch."""
        assert order.clearing
        self.batches += 1
        return ClearedSome(artifacts=1, is_over=True)

    @activity.defn
    async def tell_cleared(self, order: ClearSome) -> Cleared:
        """Waits for the test."""
        assert order.clearing
        self.is_telling.set()
        await self.may_tell.wait()
        return Cleared(artifacts=self.batches, size_bytes=0)


async def test_a_film_that_is_deleted_while_a_clearing_counts_is_cleared_too(stack_parts: Stack) -> None:
    client = await Client.connect(stack_parts.record.temporal_address, namespace="films", data_converter=pydantic_data_converter)
    store = Store()
    steps = [store.clear_some, store.tell_cleared]
    async with Worker(client, task_queue=Queue.WORKFLOWS, workflows=[ClearStore], activities=steps, workflow_runner=RUNNER):
        clearing = await client.start_workflow(ClearStore.run, ClearOrder(), id=f"clear-{secrets.token_hex(4)}", task_queue=Queue.WORKFLOWS)
        await store.is_telling.wait()
        await clearing.signal(ClearStore.ask)
        store.may_tell.set()

        cleared = await clearing.result()

    assert cleared == Cleared(artifacts=2, size_bytes=0)
