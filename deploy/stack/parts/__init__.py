"""The parts of the local stack, one file each."""

from deploy.stack.part import Part
from deploy.stack.parts.objects import Objects
from deploy.stack.parts.postgres import Postgres
from deploy.stack.parts.programs import Api, Schema, Workers
from deploy.stack.parts.temporal import Temporal

PARTS: dict[str, type[Part]] = {part.name: part for part in (Postgres, Temporal, Objects, Schema, Workers, Api)}
"""In the order of starting; stopped in reverse."""

FOUNDATION = ("postgres", "temporal", "objects")
"""The parts others wrote: what tests of our own code need."""
