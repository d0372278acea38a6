"""A real API on a real port, over a real database, Temporal and store; nobody makes films unless a test starts a worker."""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import uvicorn
from google.protobuf.duration_pb2 import Duration
from sqlalchemy.ext.asyncio import async_sessionmaker
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.api.workflowservice.v1 import RegisterNamespaceRequest
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import RPCError
from temporalio.worker import Worker

from activities.clearing import Clearing
from activities.storage.objects import Objects
from activities.storage.removals import Removals
from activities.storage.shelf import Shelf
from activities.storage.store import Store
from api.main import build
from deploy.stack.control import Stack
from schemas.engines import Queue
from schemas.settings import Settings
from tests.api.rows import finish, outline
from tests.api.submitting import SCRIPT, submit
from tests.fakes.film_workflow import NotingFilm
from tests.stack import lent_database, settings_of
from workers.bootstrap import Services, database
from workers.sandbox import RUNNER
from workflows.adding import AddModel
from workflows.clearing import ClearStore
from workflows.delivering import DeliverHook
from workflows.export import ExportFilm

KEYWORDS = ("FilmId", "Owner", "Project", "State", "Stage", "Profile")


@dataclass(frozen=True)
class Face:
    """The API as a client sees it, and what lies behind it."""

    url: str
    services: Services

    def client(self) -> httpx.AsyncClient:
        """A client of one's own."""
        return httpx.AsyncClient(base_url=self.url, timeout=30, trust_env=False)


@pytest.fixture(scope="session")
async def namespace(stack_parts: Stack) -> str:
    """A Temporal namespace of the API's tests: other tests have workers on the same queues."""
    name = f"api-{secrets.token_hex(4)}"
    client = await Client.connect(stack_parts.record.temporal_address)
    retention = Duration()
    retention.FromTimedelta(timedelta(days=1))
    await client.workflow_service.register_namespace(
        RegisterNamespaceRequest(namespace=name, workflow_execution_retention_period=retention)
    )
    wanted = dict.fromkeys(KEYWORDS, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
    for _ in range(100):  # a new namespace is known to every part of the server after a moment
        with contextlib.suppress(RPCError):
            await client.operator_service.add_search_attributes(AddSearchAttributesRequest(namespace=name, search_attributes=wanted))
            return name
        await asyncio.sleep(0.1)
    pytest.fail(f"namespace {name} did not come up")


@pytest.fixture(scope="session")
async def services(stack_parts: Stack, namespace: str) -> AsyncIterator[Services]:
    """Open connections to a database of one's own with the tables of now."""
    address = stack_parts.record.temporal_address
    temporal = await Client.connect(address, namespace=namespace, data_converter=pydantic_data_converter)
    async with lent_database(stack_parts) as url:
        settings = Settings.model_validate({**settings_of(stack_parts), "database_url": url, "temporal_ui_url": "http://127.0.0.1:8233"})
        engine = database(settings)
        store = Store(settings)
        await asyncio.to_thread(store.make_bucket)
        yield Services(settings, async_sessionmaker(engine, expire_on_commit=False), temporal, store, "tests")
        await engine.dispose()


@pytest.fixture(scope="session")
async def face(services: Services) -> AsyncIterator[Face]:
    """The API, served."""
    async with served(services) as face:
        yield face


@contextlib.asynccontextmanager
async def served(services: Services, port: int = 0) -> AsyncIterator[Face]:
    """The API over some services, on a free port unless one is given."""

    @contextlib.asynccontextmanager
    async def given() -> AsyncIterator[Services]:
        yield services

    config = uvicorn.Config(build(services.settings, given), port=port, log_config=None, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    yield Face(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", services)
    server.should_exit = True
    await serving


@pytest.fixture
async def http(face: Face) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the API."""
    async with face.client() as client:
        yield client


@pytest.fixture(scope="session")
async def film_worker(services: Services, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[None]:
    """Somebody who takes the messages films get, and makes nothing; the store is cleared when that is asked for."""
    shelf = Shelf(tmp_path_factory.mktemp("shelf"), 10**9)
    clearing = Clearing(Removals(services.sessions, Objects(services.store, shelf, "tests")))
    async with Worker(
        services.temporal,
        task_queue=Queue.WORKFLOWS,
        workflows=[NotingFilm, ExportFilm, AddModel, ClearStore, DeliverHook],
        activities=[clearing.clear_some, clearing.tell_cleared],
        workflow_runner=RUNNER,
    ):
        yield


@pytest.fixture
async def project(http: httpx.AsyncClient) -> str:
    """A new project."""
    answer = await http.post("/api/projects", json={"title": "Tests"})
    return str(answer.json()["id"])


@pytest.fixture
async def open_film(http: httpx.AsyncClient, project: str, services: Services, film_worker: None) -> str:
    """A finished small film whose workflow is open for edits."""
    film = str((await submit(http, project))["id"])
    await outline(services, film)
    await finish(services, film)
    return film


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A script no other test submitted."""
    path = tmp_path / "rain.fountain"
    path.write_text(f"{SCRIPT}\n{tmp_path}\n")
    return path
