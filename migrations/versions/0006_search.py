"""Orders are found by how their number begins, and rows left out of an import by their batch."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_purchases_order_number",
        "purchases",
        [sa.text("lower(order_number) text_pattern_ops")],
        schema="products",
        postgresql_where=sa.text("order_number is not null"),
    )
    op.create_index(
        "ix_record_checks_left_out",
        "record_checks",
        ["batch_id", "row_number"],
        schema="integration",
        postgresql_where=sa.text("not taken and verdict in ('new', 'changed')"),
    )


def downgrade() -> None:
    op.drop_index("ix_record_checks_left_out", "record_checks", schema="integration")
    op.drop_index("ix_purchases_order_number", "purchases", schema="products")
