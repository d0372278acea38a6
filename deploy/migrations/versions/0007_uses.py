"""Which film has which artifact, so that what no film has can be removed.

What was made before is known as far as steps, takes, cuts and films name it. Of what only a sound track or a film refers to nobody knows
whose it is: it keeps `names` empty of any list, and is kept.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | None = None
depends_on: str | None = None

_KNOWN_BY_ROWS = """
INSERT INTO uses (film_id, key)
SELECT DISTINCT known.film_id, known.key FROM (
    SELECT film_id, key FROM steps
    UNION SELECT film_id, key FROM takes
    UNION SELECT id, script ->> 'key' FROM films
    UNION SELECT id, screenplay ->> 'key' FROM films
    UNION SELECT id, shots ->> 'key' FROM films
    UNION SELECT film_id, file.value ->> 'key' FROM cuts, jsonb_each(cuts.files) AS file
        WHERE jsonb_typeof(cuts.files) = 'object' AND jsonb_typeof(file.value) = 'object'
    UNION SELECT film_id, file.value ->> 'key' FROM cuts, jsonb_each(cuts.files -> 'subtitles') AS file
        WHERE jsonb_typeof(cuts.files -> 'subtitles') = 'object'
) AS known JOIN artifacts ON artifacts.key = known.key
ON CONFLICT DO NOTHING
"""

_NAMES_NOTHING = """
UPDATE artifacts SET names = '[]' WHERE stage <> 'sample' AND EXISTS (SELECT FROM uses WHERE uses.key = artifacts.key)
    AND kind NOT IN ('MixSound', 'AssembleFilm')
"""


def upgrade() -> None:
    op.add_column("artifacts", sa.Column("names", postgresql.JSONB(), nullable=True))
    op.create_table(
        "uses",
        sa.Column("film_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["key"], ["artifacts.key"], name="uses_key_fkey"),
        sa.PrimaryKeyConstraint("film_id", "key"),
    )
    op.create_index("ix_uses_key", "uses", ["key"])
    op.create_table(
        "removals",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("object_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("clearing", sa.String(), nullable=False),
        sa.Column("is_done", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.execute(_KNOWN_BY_ROWS)
    op.execute(_NAMES_NOTHING)


def downgrade() -> None:
    op.drop_table("removals")
    op.drop_table("uses")
    op.drop_column("artifacts", "names")
