"""Temporal ends connections after a while; who asks for something in this moment does not notice."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import suppress
from subprocess import DEVNULL

import pytest
from temporalio.client import Client

from api.starting import is_healthy
from deploy.stack.parts.temporal import temporal_binary


@pytest.fixture
async def hasty_temporal() -> AsyncIterator[Client]:
    """A server that ends connections twice a second, instead of every five minutes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = ["server", "start-dev", "--ip", "127.0.0.1", "--port", str(port), "--headless", "--log-level", "never"]
    arguments += ["--dynamic-config-value", 'frontend.keepAliveMaxConnectionAge="500ms"']
    server = await asyncio.create_subprocess_exec(temporal_binary(), *arguments, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL)
    try:
        async with asyncio.timeout(60):
            while True:
                with suppress(RuntimeError):
                    client = await Client.connect(f"127.0.0.1:{port}")
                    break
                await asyncio.sleep(0.1)
        yield client
    finally:
        server.terminate()
        await server.wait()


async def test_a_connection_that_ends_is_no_server_that_is_away(hasty_temporal: Client) -> None:
    async def ask_again_and_again() -> set[bool]:
        loop = asyncio.get_running_loop()
        until_s = loop.time() + 5
        answers = set()
        while loop.time() < until_s:
            answers.add(await is_healthy(hasty_temporal))
        return answers

    answers = await asyncio.gather(*(ask_again_and_again() for _ in range(4)))

    assert answers == [{True}] * 4
