"""The parts of the local stack, one file each."""

from deploy.stack.part import Part
from deploy.stack.parts.objects import Objects
from deploy.stack.parts.postgres import Postgres
from deploy.stack.parts.programs import Api, GpuWorker, Schema, Workers
from deploy.stack.parts.temporal import Temporal


def _parts() -> tuple[type[Part], ...]:
    gpu: tuple[type[Part], ...] = (GpuWorker,) if GpuWorker.is_wanted() else ()
    return (Postgres, Temporal, Objects, Schema, Workers, *gpu, Api)


PARTS: dict[str, type[Part]] = {part.name: part for part in _parts()}
"""In the order of starting; stopped in reverse. The gpu worker is there once the model engines' packages are."""

FOUNDATION = ("postgres", "temporal", "objects")
"""The parts others wrote: what tests of our own code need."""
