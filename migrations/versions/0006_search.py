"""The search over everything finds orders by the beginning of their number, in capitals or small letters."""

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


def downgrade() -> None:
    op.drop_index("ix_purchases_order_number", "purchases", schema="products")
