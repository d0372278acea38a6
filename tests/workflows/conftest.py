"""A crew at work: workers for both queues in a Temporal namespace of the test's own."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

import pytest
from temporalio.client import Client, WorkflowHandle
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import RPCError
from temporalio.worker import Worker

from deploy.stack.control import Stack
from schemas.engines import Queue
from schemas.making import FilmMade, FilmOrder
from schemas.media import TEXT, ArtifactRef
from schemas.options import FilmOptions
from tests.fakes.crew import Crew
from workers.sandbox import RUNNER
from workflows.adding import AddModel
from workflows.admission import AdmitFilms
from workflows.delivering import DeliverHook
from workflows.export import ExportFilm
from workflows.film import MakeFilm
from workflows.scenes import MakeScenes


@dataclass
class FilmSet:
    """A crew, and Temporal with workers that it works for."""

    crew: Crew
    client: Client

    async def start(self, **changes: object) -> WorkflowHandle[MakeFilm, FilmMade]:
        """Start a film."""
        order = film_order(**changes)
        return await self.client.start_workflow(MakeFilm.run, order, id=f"film-{order.film}", task_queue=Queue.WORKFLOWS)


def film_order(**changes: object) -> FilmOrder:
    """An order for the small film, of a random owner."""
    script = ArtifactRef(key="script", media_type=TEXT, size_bytes=1, sha256="0" * 64)
    order = FilmOrder(
        film=secrets.token_hex(6),
        owner=f"owner-{secrets.token_hex(4)}",
        project="p",
        script=script,
        script_name="small",
        options=FilmOptions(),
        idle_days=1 / 86_400,
    )
    return order.model_copy(update=changes)


@pytest.fixture
async def film_set(stack_parts: Stack) -> AsyncIterator[FilmSet]:
    """Workers in the stack's namespace; one test at a time uses the queues."""
    client = await Client.connect(stack_parts.record.temporal_address, namespace="films", data_converter=pydantic_data_converter)
    async with crew_at_work(client) as film_set:
        yield film_set


@asynccontextmanager
async def crew_at_work(client: Client, crew: Crew | None = None) -> AsyncIterator[FilmSet]:
    """Workers of both queues with a crew, of the small film by default; whatever they left running is ended."""
    crew = crew or Crew(client)
    async with AsyncExitStack() as stack:
        for queue in (Queue.WORKFLOWS, Queue.CPU):
            await stack.enter_async_context(
                Worker(
                    client,
                    task_queue=queue,
                    workflows=[MakeFilm, MakeScenes, AdmitFilms, ExportFilm, AddModel, DeliverHook] if queue is Queue.WORKFLOWS else [],
                    activities=crew.activities(),
                    workflow_runner=RUNNER,
                    max_heartbeat_throttle_interval=timedelta(seconds=0.2),
                    default_heartbeat_throttle_interval=timedelta(seconds=0.2),
                )
            )
        yield FilmSet(crew=crew, client=client)
        await _end_everything(client)


async def _end_everything(client: Client) -> None:
    """What a test leaves running would be carried on by the next test's crew."""
    async with asyncio.timeout(60):
        while running := [one async for one in client.list_workflows("ExecutionStatus='Running'")]:
            for one in running:
                with suppress(RPCError):  # it ended by itself
                    await client.get_workflow_handle(one.id).terminate("the test is over")
            await asyncio.sleep(0.05)
