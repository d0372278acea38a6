"""Kinds of columns that tables share."""

from typing import Any

from sqlalchemy import DateTime, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field


def moment(*, default: bool = True) -> Any:
    """A time with its zone; with `default` when the row was written, else none until it is set."""
    return Field(
        default=None,
        sa_type=DateTime(timezone=True),
        sa_column_kwargs={"server_default": func.clock_timestamp()} if default else {},
        nullable=not default,
    )


def json_column(default: type, *, server_default: str | None = None) -> Any:
    """JSON that is there from the beginning: an empty object or list, and `server_default` for whoever does not know of the column."""
    return Field(default_factory=default, sa_type=JSONB, sa_column_kwargs={"server_default": server_default} if server_default else {})
