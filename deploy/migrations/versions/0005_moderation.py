"""What is found in the words of films, and what projects want done about it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("projects", sa.Column("moderation", sa.String(), server_default="off", nullable=False))
    op.add_column("films", sa.Column("moderation", JSONB(), nullable=True))


def downgrade() -> None:
    op.drop_column("films", "moderation")
    op.drop_column("projects", "moderation")
