"""A table kept by hand names one order in several rows: the check gives each the key of its own line."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("staged_sales", sa.Column("line_key", sa.Text), schema="integration")


def downgrade() -> None:
    op.drop_column("staged_sales", "line_key", schema="integration")
