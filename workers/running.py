"""A worker process: opens what it needs, runs its queues until a signal says stop, drains."""

import asyncio
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack

import structlog

from activities.models import devices
from activities.models.estimates import bytes_in_words
from activities.models.pool import limit_memory
from schemas.engines import Queue
from schemas.failures import FilmError, Refused
from workers.allocator import give_memory_back
from workers.bootstrap import Services, engine_settings, keep_models_local, open_services
from workers.courier import Courier
from workers.roster import hooks_worker, open_bench, open_worker, registry_worker
from workers.telemetry import configure_logs

THREADS = 16
"""For everything beside engines: files, the store."""

_log = structlog.get_logger(__name__)


async def run(queues: Sequence[Queue]) -> None:
    """Work on some queues until a signal says stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with open_services() as services, AsyncExitStack() as stack:
        configure_logs(services.settings.log_level)
        # A waiting order holds a thread; with asyncio's default of cores + 4 a gpu worker would merge, a hosted one wait for, no more.
        settings = services.settings
        orders = settings.gpu_activities + settings.hosted_activities + (settings.cpu_activities or 0)
        loop.set_default_executor(ThreadPoolExecutor(THREADS + orders))
        await asyncio.to_thread(services.store.make_bucket)
        bench = open_bench(services)
        if any(queue.merges for queue in queues):
            await asyncio.to_thread(_look_at_device, services.settings.gpu_memory_max)
        for queue in queues:
            await stack.enter_async_context(open_worker(services, bench, queue))
        if Queue.CPU in queues:
            await _fetch_models_too(services, stack)
            await stack.enter_async_context(hooks_worker(services))
        if Queue.WORKFLOWS in queues:
            await stack.enter_async_context(Courier(services).at_work())
        await stop.wait()


def _look_at_device(memory_max_bytes: int | None) -> None:
    """Say what models run on here, and keep them to what they may take of it."""
    found = [f"{gpu.name}, {bytes_in_words(gpu.memory_bytes)}" for gpu in devices.gpus()]
    _log.info("models run here", gpus=found, torch_for=devices.torch_build(), without_gpu=devices.why_no_gpu())
    for sentence in devices.asked_in_vain(engine_settings()):
        _log.warning("films with these engines are refused", reason=sentence)
    if memory_max_bytes is not None:
        limit_memory(memory_max_bytes)


async def _fetch_models_too(services: Services, stack: AsyncExitStack) -> None:
    """Serve the registry of this machine, if its folder can be used; films are made without that too."""
    try:
        worker = registry_worker(services.temporal, engine_settings())
    except Refused as error:
        _log.warning("this worker fetches no models", reason=str(error))
        return
    await stack.enter_async_context(worker)


def main(arguments: Sequence[str]) -> None:
    """Read the queues' names."""
    names = [queue.value for queue in Queue]
    unknown = [name for name in arguments if name not in names]
    if unknown or not arguments:
        sys.stderr.write(f"usage: python -m workers QUEUE...; the queues are {', '.join(names)}; got {', '.join(arguments) or 'none'}\n")
        sys.exit(2)
    keep_models_local()
    give_memory_back()
    try:
        asyncio.run(run([Queue(name) for name in arguments]))
    except FilmError as error:  # a certificate that can't be read, say: for whoever set it, who has no use for a trace
        sys.stderr.write(f"the workers can't start: {error}\n")
        sys.exit(2)
