"""What a step in the making says of itself, with every heartbeat."""

from schemas.message import Message


class StepBeat(Message):
    """How far it is."""

    target: str
    """What it is for: "shot 7", "line 12"; see `schemas.order.About`."""
    label: str
    """One line for people: "Scene 3 · Shot 7 · image · sdxl · take 1"."""
    fraction: float
    """0 to 1."""
