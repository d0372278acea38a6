"""The parts of the local stack, one file each."""

from deploy.stack.part import Part
from deploy.stack.parts.objects import Objects
from deploy.stack.parts.postgres import Postgres
from deploy.stack.parts.programs import Api, AudiocraftWorker, GpuWorker, Schema, Workers
from deploy.stack.parts.temporal import Temporal


def _parts() -> tuple[type[Part], ...]:
    models: tuple[type[Part], ...] = tuple(worker for worker in (GpuWorker, AudiocraftWorker) if worker.is_wanted())
    return (Postgres, Temporal, Objects, Schema, Workers, *models, Api)


PARTS: dict[str, type[Part]] = {part.name: part for part in _parts()}
"""In the order of starting; stopped in reverse. The workers of models are there once their packages are."""

FOUNDATION = ("postgres", "temporal", "objects")
"""The parts others wrote: what tests of our own code need."""
