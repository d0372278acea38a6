"""What the routes of exports answer with."""

from enum import StrEnum

from pydantic import ConfigDict, Field

from api.answers import FileAnswer
from schemas.exports import ExportFormat
from schemas.message import Message


class ExportState(StrEnum):
    """Where an export is in its life."""

    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


class ExportAnswer(Message):
    """One export of one cut."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={
            "example": {
                "film": "k3wq8x2p4m",
                "cut": 1,
                "to": "otio",
                "state": "completed",
                "reason": "",
                "notes": [],
                "name": "The-Lighthouse-cut1.otio",
                "file": {
                    "href": "/api/films/k3wq8x2p4m/cuts/1/exports/otio/file",
                    "media_type": "application/vnd.opentimelineio+json",
                    "size_bytes": 48213,
                    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                },
                "href": "/api/films/k3wq8x2p4m/cuts/1/exports/otio",
            }
        },
    )

    film: str
    cut: int
    to: ExportFormat
    state: ExportState
    reason: str = Field(description="Why it failed; empty otherwise.")
    notes: list[str] = Field(description="What the format could not hold of this cut; empty when it holds everything.")
    name: str = Field(description="What the file is called.")
    file: FileAnswer | None = Field(description="Null until it is completed.")
    href: str
