"""Samples of voices, with the consent of their speakers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "voice_samples",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "owner", "name")),
        *(sa.Column(name, JSONB(), nullable=False) for name in ("recording", "measures", "consent", "former")),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("voice_samples_by_owner", "voice_samples", ["owner", "created_at", "id"])


def downgrade() -> None:
    op.drop_table("voice_samples")
