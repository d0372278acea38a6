"""Messages of the clearing: artifacts that no film has any more are removed, a batch at a time."""

from pydantic import Field

from schemas.message import Message


class ClearStore(Message):
    """Starts `ClearStore`."""

    clearing: str = ""
    """Its first run, when it goes on with an empty history."""


class ClearSome(Message):
    """Remove a batch of what nobody has."""

    clearing: str


class ClearedSome(Message):
    """What came of a batch."""

    artifacts: int
    """Whose files were removed."""
    is_over: bool
    """Nothing was left."""


class Cleared(Message):
    """How much was removed, or could be."""

    artifacts: int = Field(description="Files, each with its provenance.")
    size_bytes: int = Field(description="Of the files together.")
