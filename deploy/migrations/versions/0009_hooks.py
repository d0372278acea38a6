"""Webhooks, and what waits to be told."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | None = None
depends_on: str | None = None


def _moment(name: str, *, default: bool = False) -> sa.Column[object]:
    return sa.Column(
        name, sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()") if default else None, nullable=not default
    )


def upgrade() -> None:
    op.create_table(
        "hooks",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "owner", "url")),
        sa.Column("kinds", JSONB(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("film_id", sa.String(), nullable=True),
        sa.Column("is_on", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("secret_number", sa.Integer(), nullable=False),
        sa.Column("secret_mark", sa.String(), nullable=False),
        _moment("former_until"),
        sa.Column("failures", sa.Integer(), nullable=False),
        _moment("failing_since"),
        _moment("rests_until"),
        _moment("created_at", default=True),
        _moment("updated_at", default=True),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("hooks_by_owner", "hooks", ["owner", "created_at", "id"])
    op.create_index("ix_hooks_film_id", "hooks", ["film_id"])
    op.create_table(
        "deliveries",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "hook_id", "film_id", "kind", "body", "state")),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("attempts", JSONB(), nullable=False),
        _moment("due_at", default=True),
        _moment("created_at", default=True),
        _moment("ended_at"),
        sa.ForeignKeyConstraint(["hook_id"], ["hooks.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("deliveries_by_hook", "deliveries", ["hook_id", "created_at", "id"])
    op.create_index("deliveries_waiting", "deliveries", ["hook_id", "due_at"], postgresql_where=sa.text("state = 'waiting'"))


def downgrade() -> None:
    op.drop_table("deliveries")
    op.drop_table("hooks")
