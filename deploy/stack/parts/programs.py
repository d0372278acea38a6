"""Our own programs: the migrations, the workers, the API."""

import importlib.util
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from activities.models.devices import asked_in_vain
from deploy import annex
from deploy.stack import probes
from deploy.stack.layout import CHECKOUT
from deploy.stack.part import Part, Site
from deploy.stack.processes import Command
from deploy.stack.record import NAMESPACE

QUEUES = ("workflows", "cpu", "hosted")
"""What the local worker process serves."""
_TUNABLES, _LARGE_PAGES = "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"
"""Linux gives memory in pages of 4 KiB unless it is asked for more. Frames, layers and encoders are MB each: with pages of 2 MiB, for which
glibc asks then, stills become a film with 5 to 10 % less CPU. It reads this once, when a process begins; elsewhere it does nothing."""


class Program(Part):
    """A module of this project, run by this Python with the addresses of the stack in its environment."""

    module: ClassVar[tuple[str, ...]]

    def command(self) -> Command:
        # A person's own settings (a model server's address, a log level) pass through; where the parts are is ours to say.
        inherited = {name: value for name, value in self.site.own_environment.items() if not name.startswith("TEMPORAL_")}
        environment = {**inherited, **self.site.record.environment(), "PYTHONUNBUFFERED": "1"}
        return Command([sys.executable, "-m", *self.module], environment, CHECKOUT)


class Schema(Program):
    """Brings the database's tables up to date, then ends."""

    name = "schema"
    needs = ("postgres",)
    ends = True
    module = ("deploy.stack", "migrate")

    def command(self) -> Command:
        plain = super().command()
        return replace(plain, arguments=[*plain.arguments, "--state-dir", str(self.site.layout.state_dir)])


class Workers(Program):
    """Workflows, cpu activities and those that wait for providers, in one process."""

    name = "workers"
    needs = ("temporal", "objects", "schema")
    module: ClassVar[tuple[str, ...]] = ("workers", *QUEUES)
    polled: ClassVar[Mapping[str, str]] = {
        "workflows": "TASK_QUEUE_TYPE_WORKFLOW",
        "cpu": "TASK_QUEUE_TYPE_ACTIVITY",
        "hosted": "TASK_QUEUE_TYPE_ACTIVITY",
    }
    grace_s = 7.0

    def command(self) -> Command:
        plain = super().command()
        return replace(plain, environment=with_large_pages(plain.environment))

    async def problem(self, pid: int) -> str | None:
        """Well when Temporal sees this very process poll every queue."""
        for queue, kind in self.polled.items():
            path = f"/api/v1/namespaces/{NAMESPACE}/task-queues/{queue}?taskQueueType={kind}"
            try:
                status, body = await probes.http(self.site.port("temporal_http"), path)
            except (OSError, TimeoutError, ValueError) as error:
                return f"Temporal can't be asked about queue {queue}: {error or type(error).__name__}"
            if status != 200:
                return f"Temporal answers {status} about queue {queue}"
            pollers = json.loads(body).get("pollers", [])
            if not any(_is_by(poller.get("identity", ""), pid) for poller in pollers):
                return f"no worker of process {pid} polls queue {queue} yet"
        return None


class GpuWorker(Workers):
    """Model engines, in a process that owns the GPU; on a machine without one they run on the CPU, slowly."""

    name = "gpu"
    module = ("workers", "gpu")
    polled: ClassVar[Mapping[str, str]] = {"gpu": "TASK_QUEUE_TYPE_ACTIVITY"}

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        site.notices += asked_in_vain(site.own_environment)

    @staticmethod
    def is_wanted() -> bool:
        """Whether anything is installed that it could run."""
        return importlib.util.find_spec("torch") is not None


class AudiocraftWorker(Workers):
    """The music engine audiocraft, in the environment that `./film install audiocraft` makes."""

    name = "audiocraft"
    module = ("workers", "audiocraft")
    polled: ClassVar[Mapping[str, str]] = {"audiocraft": "TASK_QUEUE_TYPE_ACTIVITY"}

    @staticmethod
    def is_wanted() -> bool:
        """Whether the environment is there."""
        return annex.interpreter(CHECKOUT, "audiocraft") is not None

    def command(self) -> Command:
        plain = super().command()
        return replace(plain, arguments=[str(annex.interpreter(CHECKOUT, "audiocraft")), *plain.arguments[1:]])


class Api(Program):
    """The REST API."""

    name = "api"
    needs = ("temporal", "objects", "schema")
    preferred_ports: ClassVar[Mapping[str, int]] = {"api": 8484}
    module = ("api",)
    grace_s = 5.0

    async def problem(self, pid: int) -> str | None:  # noqa: ARG002
        return await probes.http_problem(self.site.port("api"), "/api/health")


def with_large_pages(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment in which memory comes in large pages, unless a person has said something about that."""
    said = environment.get(_TUNABLES, "")
    if "glibc.malloc.hugetlb" in said:
        return dict(environment)
    return {**environment, _TUNABLES: ":".join(filter(None, (said, _LARGE_PAGES)))}


def _is_by(identity: str, pid: int) -> bool:
    """Whether a worker's identity names a process: ours are "host-pid", the SDK's own "pid@host"."""
    return re.search(rf"(?<!\d){pid}(?!\d)", identity) is not None
