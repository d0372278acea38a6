"""Database tables of webhooks: who is told, and what."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, text, true
from sqlmodel import Field, SQLModel

from schemas.columns import json_column, moment


class HookRow(SQLModel, table=True):
    """Somebody's server that is told what happens to films; its secret is computed (`activities/hooks/signing.py`) and not kept."""

    __tablename__ = "hooks"
    __table_args__ = (Index("hooks_by_owner", "owner", "created_at", "id"),)

    id: str = Field(primary_key=True)
    owner: str
    url: str
    kinds: list[str] = json_column(list)
    """`schemas.hooks.Happening`s it wants; empty for all."""
    description: str = ""
    film_id: str | None = Field(default=None, foreign_key="films.id", index=True, ondelete="CASCADE")
    """The only film it is told of; None for all of the owner's."""
    is_on: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    reason: str = ""
    """Why it was switched off."""
    secret_number: int = 1
    secret_mark: str
    """What the newest secret is recognised by: with another key of the server it would be another."""
    former_until: datetime | None = moment(default=False)
    """Until when the secret before it signs as well."""
    failures: int = 0
    """Attempts that failed since the last that did not."""
    failing_since: datetime | None = moment(default=False)
    rests_until: datetime | None = moment(default=False)
    """Nothing is sent before."""
    created_at: datetime = moment()
    updated_at: datetime = moment()


class DeliveryRow(SQLModel, table=True):
    """Something a hook is told; written with the event it tells of."""

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("deliveries_by_hook", "hook_id", "created_at", "id"),
        Index("deliveries_waiting", "hook_id", "due_at", postgresql_where=text("state = 'waiting'")),
    )

    id: str = Field(primary_key=True)
    """The header `webhook-id`."""
    hook_id: str = Field(foreign_key="hooks.id", ondelete="CASCADE")
    film_id: str = ""
    """Kept when the film is deleted; empty for a ping."""
    kind: str
    body: str
    """As it is sent, every time."""
    state: str
    """`schemas.hooks.DeliveryState`."""
    tries: int = 0
    """Attempts since it was written, or since somebody asked for it again."""
    attempts: list[dict[str, Any]] = json_column(list)
    """The newest: `at`, `duration_s`, `status`, `reason`, `answer`."""
    due_at: datetime = moment()
    created_at: datetime = moment()
    ended_at: datetime | None = moment(default=False)
