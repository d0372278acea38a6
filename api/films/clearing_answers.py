"""What the routes of clearing answer with."""

from datetime import datetime
from enum import StrEnum

from pydantic import ConfigDict, Field

from schemas.clearing import Cleared
from schemas.message import Message

HREF = "/api/storage/clearing"
"""Where a clearing is started and told of."""


class StorageAnswer(Message):
    """What the store holds."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={
            "example": {
                "artifacts": 1841,
                "size_bytes": 2147483648,
                "unused": {"artifacts": 212, "size_bytes": 120586240},
                "clearing": HREF,
            }
        },
    )

    artifacts: int = Field(description="Files that something was made of or made into, of all films together.")
    size_bytes: int
    unused: Cleared = Field(description="Those that no film has any more; a clearing removes them.")
    clearing: str = Field(description="Where a clearing is started and told of.")


class ClearingState(StrEnum):
    """Where a clearing is in its life."""

    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"


class ClearingAnswer(Message):
    """The newest clearing."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={
            "example": {
                "state": "completed",
                "reason": "",
                "artifacts": 212,
                "size_bytes": 120586240,
                "begun_at": "2026-11-21T10:00:00Z",
                "ended_at": "2026-11-21T10:00:02Z",
            }
        },
    )

    state: ClearingState
    reason: str = Field(default="", description="Why it ended without having removed everything; empty otherwise.")
    artifacts: int = Field(default=0, description="Files it removed; 0 while it runs.")
    size_bytes: int = Field(default=0, description="Of these together.")
    begun_at: datetime
    ended_at: datetime | None = None
