"""Services of which a part is away."""

import socket
from dataclasses import replace

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import async_sessionmaker
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from activities.storage.store import Store
from workers.bootstrap import Services, database


def dead_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def without(services: Services, part: str) -> Services:
    """The services with one part away."""
    port = dead_port()
    if part == "database":
        address = SecretStr(f"postgresql+asyncpg://film:x@127.0.0.1:{port}/film")
        settings = services.settings.model_copy(update={"database_url": address})
        return replace(services, settings=settings, sessions=async_sessionmaker(database(settings), expire_on_commit=False))
    if part == "temporal":
        client = await Client.connect(f"127.0.0.1:{port}", data_converter=pydantic_data_converter, lazy=True)
        return replace(services, temporal=client)
    return replace(services, store=Store(services.settings.model_copy(update={"s3_endpoint": f"http://127.0.0.1:{port}"})))
