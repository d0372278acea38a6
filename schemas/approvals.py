"""Scenes that wait for a person behind a stage, and what lets them go on."""

from datetime import datetime

from schemas.message import Message
from schemas.options import Gate


class ApproveScenes(Message):
    """The update `approve`."""

    stage: Gate
    scenes: list[int] = []
    """Empty: all of the film."""


class ScenesApproved(Message):
    """The answer to `ApproveScenes`."""

    scenes: list[int]
    """Those that were not approved before."""


class RecordApproval(Message):
    """Scenes that wait for a person, or were approved by one."""

    film: str
    stage: Gate
    scenes: list[int]
    is_approved: bool
    at: datetime


class ScenesWait(Message):
    """The signal `scenes_wait`: all that is left to make of some scenes waits for a person."""

    scenes: list[int]
    """All that are made together."""
    gates: dict[int, Gate]
    """The stage behind which each of them waits that is not made."""
