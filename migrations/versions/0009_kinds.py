"""Payouts come as files: what payment processors say they moved, to compare with the sales.

`sales.payouts` was there for the platforms' own transfers and nothing wrote it. It now tells a movement by
its processor and the processor's number of it, and has gross and fee beside what was left.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MONEY = sa.Numeric(12, 2)


def optional() -> list[sa.Column[Any]]:
    """What a processor may leave unsaid."""
    amounts: list[sa.Column[Any]] = [sa.Column(name, MONEY) for name in ("gross", "fee")]
    return amounts + [sa.Column(name, sa.Text) for name in ("description", "transfer")]


def upgrade() -> None:
    op.add_column("payouts", sa.Column("processor", sa.Text), schema="sales")
    for column in optional():
        op.add_column("payouts", column, schema="sales")
    op.add_column(
        "payouts",
        sa.Column("locked_fields", ARRAY(sa.Text), nullable=False, server_default=sa.text("'{}'")),
        schema="sales",
    )
    op.execute("""
        update sales.payouts set processor = platforms.slug
        from core.accounts join core.platforms on platforms.id = accounts.platform_id
        where accounts.id = payouts.account_id""")
    op.alter_column("payouts", "processor", nullable=False, schema="sales")
    op.drop_column("payouts", "account_id", schema="sales")
    op.create_unique_constraint(None, "payouts", ["processor", "reference"], schema="sales")
    op.execute("select logging.seal('sales.payouts')")
    op.create_table(
        "staged_payouts",
        sa.Column("batch_id", sa.BigInteger, nullable=False),
        sa.Column("row_number", sa.Integer, nullable=False),
        sa.Column("line", sa.SmallInteger, nullable=False),
        sa.Column(
            "new_id",
            sa.BigInteger,
            nullable=False,
            server_default=sa.text("nextval('sales.payouts_id_seq')"),
        ),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("processor", "reference", "currency")),
        sa.Column("paid_on", sa.Date, nullable=False),
        sa.Column("amount", MONEY, nullable=False),
        *optional(),
        sa.PrimaryKeyConstraint("batch_id", "row_number", "line"),
        schema="integration",
        prefixes=["UNLOGGED"],
    )


def downgrade() -> None:
    """The movements go with what they are told by: no account is known of them."""
    op.drop_table("staged_payouts", schema="integration")
    op.execute("delete from sales.payouts")
    op.drop_constraint("uq_payouts_processor_reference", "payouts", schema="sales")
    for name in ("processor", "gross", "fee", "description", "transfer", "locked_fields"):
        op.drop_column("payouts", name, schema="sales")
    op.add_column(
        "payouts",
        sa.Column("account_id", sa.BigInteger, sa.ForeignKey("core.accounts.id"), nullable=False),
        schema="sales",
    )
    op.create_unique_constraint(None, "payouts", ["account_id", "reference"], schema="sales")
    op.execute("select logging.seal('sales.payouts')")
