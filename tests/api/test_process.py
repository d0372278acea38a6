"""The API as a process: `python -m api`, ended, killed and started again."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import httpx
import pytest

from api.__main__ import _DRAIN_S
from deploy.stack.control import Stack
from tests.api.commanding import CHECKOUT, begin, submitted
from tests.api.rows import finish
from workers.bootstrap import Services


@pytest.fixture
def environment(stack_parts: Stack, services: Services) -> dict[str, str]:
    """What the process is told: where everything is, and a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return stack_parts.record.environment() | {
        "FILM_DATABASE_URL": services.settings.database_url.get_secret_value(),
        "FILM_API_PORT": str(port),
        "TEMPORAL_NAMESPACE": services.temporal.namespace,
        "PATH": os.defpath,
    }


@contextlib.asynccontextmanager
async def running(environment: Mapping[str, str]) -> AsyncIterator[tuple[Process, str]]:
    """The process, serving, and its address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "api", cwd=CHECKOUT, env=environment, stdout=DEVNULL, stderr=DEVNULL
    )
    url = f"http://127.0.0.1:{environment['FILM_API_PORT']}"
    try:
        async with asyncio.timeout(120), httpx.AsyncClient(trust_env=False) as http:
            while True:
                with contextlib.suppress(httpx.TransportError):
                    if (await http.get(f"{url}/api/ready")).status_code == 200:
                        break
                await asyncio.sleep(0.05)
        yield process, url
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
async def test_make_waits_for_an_api_that_is_started_again(
    environment: dict[str, str], services: Services, script: Path, tmp_path: Path, how: signal.Signals
) -> None:
    async with running(environment) as (process, url):
        making = await begin(url, "make", str(script), "--out", str(tmp_path / "out"))
        async with httpx.AsyncClient(base_url=url, trust_env=False) as http:
            made = await submitted(http, script)
        await asyncio.sleep(0.5)
        process.send_signal(how)
        await asyncio.wait_for(process.wait(), 60)
    await asyncio.sleep(1)
    async with running(environment):
        await finish(services, made)
        _, err = await asyncio.wait_for(making.communicate(), 60)

    assert making.returncode == 0
    assert err.decode().count("the API does not answer") == 1
    assert (tmp_path / "out" / "film.mp4").is_file()


@pytest.mark.slow
async def test_a_watcher_does_not_hold_up_the_end_of_the_process(environment: dict[str, str], services: Services, script: Path) -> None:
    async with running(environment) as (process, url):
        making = await begin(url, "make", str(script))
        async with httpx.AsyncClient(base_url=url, trust_env=False) as http:
            await submitted(http, script)
        await asyncio.sleep(1)
        told_s = time.monotonic()
        process.terminate()
        await asyncio.wait_for(process.wait(), 60)
        took_s = time.monotonic() - told_s
        making.kill()
        await making.communicate()

    assert took_s < _DRAIN_S
