"""The stack's state for people and machines: what `film status --json` prints. No secrets."""

from pathlib import Path

from pydantic import BaseModel

from deploy.stack.liveness import memory_bytes
from deploy.stack.record import Health, StackRecord, StackStatus


class PartReport(BaseModel):
    """One part."""

    name: str
    health: Health
    pid: int | None
    ports: dict[str, int]
    restarts: int
    memory_bytes: int | None
    problem: str | None
    ready_after_s: float | None


class StackReport(BaseModel):
    """All parts and where they are."""

    running: bool
    ready: bool
    supervisor_pid: int | None = None
    state_dir: Path | None = None
    api: str | None = None
    temporal: str | None = None
    temporal_ui: str | None = None
    s3: str | None = None
    parts: list[PartReport] = []
    notices: list[str] = []

    @classmethod
    def down(cls) -> "StackReport":
        return cls(running=False, ready=False)


def report(record: StackRecord, status: StackStatus) -> StackReport:
    """What to tell about a running stack."""
    parts = [
        PartReport(
            name=part.name,
            health=part.health,
            pid=part.process.pid if part.process else None,
            ports=part.ports,
            restarts=part.restarts,
            memory_bytes=memory_bytes(part.process) if part.process else None,
            problem=part.problem,
            ready_after_s=part.ready_after_s,
        )
        for part in status.parts.values()
    ]
    return StackReport(
        running=True,
        ready=status.is_ready,
        supervisor_pid=status.supervisor.pid,
        state_dir=record.state_dir,
        api=record.api_url,
        temporal=record.temporal_address,
        temporal_ui=record.temporal_ui_url,
        s3=record.s3_endpoint,
        parts=parts,
        notices=status.notices,
    )
