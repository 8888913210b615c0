"""What a batch keeps of files that are more than one plain table: part, readings, mapping, notices.

Rows are drafted again from what was kept of them, after a crash and after a correction. So the batch holds
everything that decided how a file was read: which sheet or member of an archive, which order of day and
month, and what the user said its columns are.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COLUMNS = (
    sa.Column("part", sa.Text(), nullable=False, server_default=sa.text("''")),
    sa.Column("readings", JSONB(), nullable=False, server_default=sa.text("'{}'")),
    sa.Column("mapping", JSONB()),
    sa.Column("notices", JSONB(), nullable=False, server_default=sa.text("'[]'")),
)


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("import_batches", column, schema="integration")


def downgrade() -> None:
    for column in reversed(COLUMNS):
        op.drop_column("import_batches", column.name, schema="integration")
