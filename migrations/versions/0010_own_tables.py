"""Expenses and listings come as files: own tables of the user.

An expense has the number of its receipt, a listing the key by which a file finds it again. Several pairs may
be one listing of the platform's, so its number is no key. Old images of both tables still fit.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MONEY, PERCENT = sa.Numeric(12, 2), sa.Numeric(5, 2)


def place(table: str) -> list[sa.Column[int]]:
    return [
        sa.Column("batch_id", sa.BigInteger, nullable=False),
        sa.Column("row_number", sa.Integer, nullable=False),
        sa.Column("line", sa.SmallInteger, nullable=False),
        sa.Column(
            "new_id", sa.BigInteger, nullable=False, server_default=sa.text(f"nextval('{table}_id_seq')")
        ),
    ]


def texts(*names: str, nullable: bool = True) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=nullable) for name in names]


def upgrade() -> None:
    for schema, table in (("sales", "expenses"), ("products", "listings")):
        op.add_column(
            table,
            sa.Column("locked_fields", ARRAY(sa.Text), nullable=False, server_default=sa.text("'{}'")),
            schema=schema,
        )
    op.add_column("expenses", sa.Column("reference", sa.Text), schema="sales")
    op.add_column("listings", sa.Column("listing_key", sa.Text), schema="products")
    op.create_unique_constraint(None, "listings", ["listing_key"], schema="products")
    op.drop_constraint("uq_listings_platform_id_external_id", "listings", schema="products")
    op.create_table(
        "staged_expenses",
        *place("sales.expenses"),
        sa.Column("spent_on", sa.Date, nullable=False),
        *texts("expense_kind", "currency", nullable=False),
        sa.Column("amount", MONEY, nullable=False),
        *texts("description", "supplier", "reference", "platform", "order_key", "expense_key"),
        sa.Column("vat_rate", PERCENT),
        sa.Column("vat_amount", MONEY),
        sa.Column("sale_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("batch_id", "row_number", "line"),
        schema="integration",
        prefixes=["UNLOGGED"],
    )
    op.create_table(
        "staged_listings",
        *place("products.listings"),
        sa.Column("goods_no", sa.Integer, nullable=False),
        sa.Column("size_no", sa.Integer, nullable=False),
        *texts("platform", "currency", nullable=False),
        sa.Column("listed_on", sa.Date, nullable=False),
        sa.Column("ask", MONEY),
        sa.Column("ended_on", sa.Date),
        *texts("external_id", "listing_key"),
        sa.Column("item_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("batch_id", "row_number", "line"),
        schema="integration",
        prefixes=["UNLOGGED"],
    )


def downgrade() -> None:
    """The rows stay; of several pairs in one listing of a platform, the first keeps its number."""
    for table in ("staged_expenses", "staged_listings"):
        op.drop_table(table, schema="integration")
    op.execute("""
        update products.listings later set external_id = null
        from products.listings first
        where first.platform_id = later.platform_id and first.external_id = later.external_id
          and first.id < later.id""")
    op.create_unique_constraint(None, "listings", ["platform_id", "external_id"], schema="products")
    op.drop_column("listings", "listing_key", schema="products")
    op.drop_column("expenses", "reference", schema="sales")
    for schema, table in (("sales", "expenses"), ("products", "listings")):
        op.drop_column(table, "locked_fields", schema=schema)
        op.execute(f"select logging.seal('{schema}.{table}')")
