"""Schema `sales`: what was sold, what came back, what was paid out and what it cost to trade."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from soleflip_desktop.db.tables.columns import (
    audited,
    currency,
    index,
    instant,
    key,
    locked_fields,
    metadata,
    money,
    one_of,
    percent,
    reference,
)
from soleflip_desktop.domain.sale_status import FREEING, STATUSES

TAX_TREATMENTS = ("domestic", "margin", "intra_eu", "export", "oss", "private")
ACTIVE = "status not in ({})".format(", ".join(f"'{status}'" for status in sorted(FREEING)))

sales = Table(
    "sales",
    metadata,
    key(),
    # One foreign key for the two: an account belongs to one platform, and every key checked costs an
    # import 0.28 s per 100,000 rows (docs/performance.md).
    Column("platform_id", BigInteger, nullable=False),
    Column("account_id", BigInteger, nullable=False),
    Column("order_key", Text, nullable=False),
    Column("line", SmallInteger, nullable=False, server_default=text("1")),
    reference("item_id", "products.items", nullable=True),
    reference("product_id", "products.products"),
    reference("size_id", "core.sizes"),
    instant("sold_at", nullable=False),
    instant("paid_out_at"),
    # Not every file of one's own says it.
    money("gross"),
    *currency(),
    money("platform_fee"),
    money("processing_fee"),
    money("shipping_fee"),
    money("other_adjustment"),
    money("payout"),
    percent("vat_rate"),
    money("vat_amount"),
    *one_of("tax_treatment", TAX_TREATMENTS, nullable=True),
    Column("invoice_number", Text),
    Column("invoice_day", Date),
    money("invoice_amount"),
    *one_of("status", STATUSES),
    Column("buyer_country", Text),
    Column("buyer_city", Text),
    Column("tracking_number", Text),
    Column("payout_reference", Text),
    locked_fields(),
    *audited(),
    ForeignKeyConstraint(["account_id", "platform_id"], ["core.accounts.id", "core.accounts.platform_id"]),
    UniqueConstraint("platform_id", "order_key", "line"),
    CheckConstraint(
        "payout is null or gross - coalesce(platform_fee, 0) - coalesce(processing_fee, 0)"
        " - coalesce(shipping_fee, 0) - coalesce(other_adjustment, 0) = payout",
        name="adds_up",
    ),
    schema="sales",
)
# A pair is sold once; a cancelled or returned sale frees it without code.
index(
    "uq_sales_active_item",
    sales.c.item_id,
    unique=True,
    postgresql_where=text(f"item_id is not null and {ACTIVE}"),
)
index("ix_sales_item_id", sales.c.item_id, postgresql_where=text("item_id is not null"))
index("ix_sales_product_id_size_id", sales.c.product_id, sales.c.size_id)
index("ix_sales_sold_at", sales.c.sold_at)

returns = Table(
    "returns",
    metadata,
    key(),
    reference("sale_id", "sales.sales"),
    Column("returned_on", Date, nullable=False),
    money("refund"),
    money("costs"),
    *currency(),
    Column("notes", Text),
    *audited(),
    schema="sales",
)
index("ix_returns_sale_id", returns.c.sale_id)

# What payment processors say they moved, to compare with what the sales say was paid out.
payouts = Table(
    "payouts",
    metadata,
    key(),
    Column("processor", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("paid_on", Date, nullable=False),
    money("gross"),
    money("fee"),
    money("amount", nullable=False),
    *currency(),
    Column("description", Text),
    Column("transfer", Text),
    locked_fields(),
    *audited(),
    UniqueConstraint("processor", "reference"),
    schema="sales",
)

expenses = Table(
    "expenses",
    metadata,
    key(),
    Column("spent_on", Date, nullable=False),
    Column("kind", Text, nullable=False),
    Column("description", Text),
    money("amount", nullable=False),
    *currency(),
    percent("vat_rate"),
    money("vat_amount"),
    reference("supplier_id", "core.suppliers", nullable=True),
    reference("sale_id", "sales.sales", nullable=True),
    reference("item_id", "products.items", nullable=True),
    # The number of the receipt or the invoice.
    Column("reference", Text),
    Column("expense_key", Text, unique=True),
    locked_fields(),
    *audited(),
    schema="sales",
)
index("ix_expenses_sale_id", expenses.c.sale_id, postgresql_where=text("sale_id is not null"))
index("ix_expenses_item_id", expenses.c.item_id, postgresql_where=text("item_id is not null"))
