"""What a paid call was answered with, kept until the artifact that comes of it is stored."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    # Defaults that stay: workers of the version before go on buying until they are replaced, and name neither column.
    op.add_column("paid_calls", sa.Column("asked", sa.String(), nullable=False, server_default=""))
    op.add_column("paid_calls", sa.Column("answer", sa.LargeBinary(), nullable=True))
    op.add_column("paid_calls", sa.Column("answer_headers", postgresql.JSONB(), nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("paid_calls", "answer_headers")
    op.drop_column("paid_calls", "answer")
    op.drop_column("paid_calls", "asked")
