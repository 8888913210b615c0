"""One sale of several files: whose word counts, field by field, and what the files leave unsaid.

A sale may come without its price and its order number, a pair without its price and day. What such a sale is
known by again stands in `integration.sale_marks`, which the history leaves alone: it is nobody's edit.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MONEY = sa.Numeric(12, 2)
COLUMNS: dict[str, tuple[sa.Column[Any], ...]] = {
    "import_batches": (
        sa.Column("rank", sa.SmallInteger(), nullable=False, server_default=sa.text("3")),
        sa.Column("said", ARRAY(sa.Text())),
    ),
    "record_checks": (
        sa.Column("conflict", JSONB()),
        sa.Column("decided", ARRAY(sa.Text())),
        sa.Column("confirmed", ARRAY(sa.Text())),
    ),
    "staged_sales": (sa.Column("pair_row", sa.Integer()),),
    "staged_purchases": (
        sa.Column("state", sa.Text()),
        sa.Column("delivered_on", sa.Date()),
        sa.Column("shipping_share", MONEY),
    ),
}
MAY_BE_UNKNOWN = (
    ("sales", "sales", "gross"),
    ("integration", "staged_sales", "gross"),
    ("integration", "staged_purchases", "ordered_on"),
    ("integration", "staged_purchases", "price"),
)


def upgrade() -> None:
    for table, columns in COLUMNS.items():
        for column in columns:
            op.add_column(table, column, schema="integration")
    for schema, table, name in MAY_BE_UNKNOWN:
        op.alter_column(table, name, nullable=True, schema=schema)
    op.create_table(
        "sale_marks",
        sa.Column("mark", sa.Uuid(), nullable=False),
        sa.Column("sale_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("mark", "sale_id"),
        schema="integration",
    )


def downgrade() -> None:
    op.drop_table("sale_marks", schema="integration")
    for schema, table, name in MAY_BE_UNKNOWN:
        op.alter_column(table, name, nullable=False, schema=schema)
    for table, columns in COLUMNS.items():
        for column in columns:
            op.drop_column(table, column.name, schema="integration")
