"""Calls that cost money."""

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    now = sa.text("clock_timestamp()")
    op.create_table(
        "paid_calls",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("film_id", "provider", "idempotency_key", "state", "job_id")),
        sa.Column("purchases", sa.Integer(), nullable=False),
        sa.Column("amount_micros", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        *(sa.Column(name, sa.DateTime(timezone=True), server_default=now, nullable=False) for name in ("held_until", "begun_at")),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=True) for name in ("submitted_at", "done_at")),
        sa.PrimaryKeyConstraint("key", "part"),
    )
    op.create_index("paid_calls_by_film", "paid_calls", ["film_id"])


def downgrade() -> None:
    op.drop_table("paid_calls")
