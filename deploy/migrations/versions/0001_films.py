"""The first tables: projects, films and everything that is known of a film."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


def text(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), nullable=False, **options)


def whole(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def claim(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def seconds(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Float(), nullable=False)


def json(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, JSONB(), nullable=nullable)


def moment(name: str) -> sa.Column[Any]:
    """Set by the database when the row is written."""
    return sa.Column(name, sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False)


def given_moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def of_film() -> sa.Column[Any]:
    return sa.Column("film_id", sa.String(), sa.ForeignKey("films.id", ondelete="CASCADE"), nullable=False)


def upgrade() -> None:
    _projects_and_films()
    _what_a_film_is_made_of()
    _what_was_made()
    _what_happened()


def _projects_and_films() -> None:
    op.create_table(
        "projects",
        text("id"),
        text("owner"),
        text("title"),
        text("description"),
        moment("created_at"),
        moment("updated_at"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_projects_owner", "projects", ["owner"])
    op.create_table(
        "films",
        text("id"),
        text("owner"),
        sa.Column("project_id", sa.String(), sa.ForeignKey("projects.id"), nullable=False),
        text("title"),
        text("state"),
        text("reason"),
        claim("is_paused"),
        json("options"),
        json("script"),
        text("script_name"),
        text("script_format"),
        text("language"),
        whole("cut"),
        json("screenplay", nullable=True),
        json("shots", nullable=True),
        json("plan", nullable=True),
        json("edits_seen"),
        json("authors"),
        json("warnings"),
        moment("created_at"),
        moment("updated_at"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_films_project_id", "films", ["project_id"])
    op.create_index("films_by_owner", "films", ["owner", "created_at", "id"])


def _what_a_film_is_made_of() -> None:
    op.create_table("scenes", of_film(), whole("number"), text("heading"), json("music"), sa.PrimaryKeyConstraint("film_id", "number"))
    op.create_table(
        "characters",
        of_film(),
        text("name"),
        text("description"),
        text("gender"),
        text("age"),
        sa.PrimaryKeyConstraint("film_id", "name"),
    )
    op.create_table("shots", of_film(), whole("number"), whole("scene"), json("shot"), sa.PrimaryKeyConstraint("film_id", "number"))
    op.create_table(
        "lines",
        of_film(),
        whole("number"),
        whole("shot"),
        text("character"),
        text("text"),
        text("placement"),
        sa.PrimaryKeyConstraint("film_id", "number"),
    )


def _what_was_made() -> None:
    op.create_table(
        "artifacts",
        text("key"),
        text("stage"),
        text("kind"),
        json("ref"),
        text("object_name"),
        json("facts"),
        text("engine"),
        text("engine_version"),
        seconds("seconds"),
        text("worker"),
        whole("attempt"),
        moment("created_at"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "takes",
        of_film(),
        text("stage"),
        text("target"),
        whole("number"),
        text("key"),
        json("settings"),
        claim("is_selected"),
        moment("created_at"),
        sa.PrimaryKeyConstraint("film_id", "stage", "target", "number"),
        sa.UniqueConstraint("film_id", "stage", "target", "key"),
    )
    op.create_table(
        "steps",
        of_film(),
        whole("cut"),
        text("stage"),
        text("target"),
        text("state"),
        text("key"),
        moment("at"),
        sa.PrimaryKeyConstraint("film_id", "cut", "stage", "target"),
    )
    op.create_table(
        "cuts",
        of_film(),
        whole("number"),
        text("state"),
        text("reason"),
        json("edits"),
        json("files", nullable=True),
        whole("frames"),
        whole("fps"),
        given_moment("started_at"),
        given_moment("finished_at"),
        sa.PrimaryKeyConstraint("film_id", "number"),
    )


def _what_happened() -> None:
    op.create_table(
        "state_changes",
        of_film(),
        whole("number"),
        text("from_state"),
        text("to_state"),
        text("reason"),
        given_moment("at"),
        sa.PrimaryKeyConstraint("film_id", "number"),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        of_film(),
        text("mark"),
        text("kind"),
        json("data"),
        moment("at"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("film_id", "mark"),
    )
    op.create_index("events_by_film", "events", ["film_id", "id"])
    op.create_table(
        "costs",
        of_film(),
        text("key"),
        text("stage"),
        text("engine"),
        seconds("seconds"),
        whole("amount_micros"),
        text("currency"),
        moment("at"),
        sa.PrimaryKeyConstraint("film_id", "key"),
    )
    op.create_table(
        "idempotency",
        text("owner"),
        text("key"),
        text("request_hash"),
        text("film_id"),
        moment("created_at"),
        sa.PrimaryKeyConstraint("owner", "key"),
    )


def downgrade() -> None:
    for table in (
        "idempotency", "costs", "events", "state_changes", "cuts", "steps", "takes", "artifacts", "lines", "shots", "characters",
        "scenes", "films", "projects",
    ):  # fmt: skip
        op.drop_table(table)
