"""Every schema and table as the first version has them, the platforms, and the settings that matter.

Written out, not taken from `soleflip_desktop.db.tables`: a migration never changes after its release.
Constraints without a name get theirs from the naming convention in `db/tables/columns.py`.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SCHEMAS = ("core", "products", "sales", "integration", "logging", "analytics")

INSTANT = sa.DateTime(timezone=True)
MONEY = sa.Numeric(12, 2)
PERCENT = sa.Numeric(5, 2)

# The currency only where every seller on the platform is paid in it.
PLATFORMS = (
    ("stockx", "StockX", None),
    ("alias", "alias", None),
    ("ebay", "eBay", None),
    ("vinted", "Vinted", None),
    ("kleinanzeigen", "Kleinanzeigen", "EUR"),
    ("depop", "Depop", None),
    ("etsy", "Etsy", None),
    ("flight_club", "Flight Club", None),
    ("grailed", "Grailed", None),
    ("klekt", "Klekt", None),
    ("laced", "Laced", "GBP"),
    ("mercari", "Mercari", None),
    ("poshmark", "Poshmark", None),
    ("restocks", "Restocks", None),
    ("whatnot", "Whatnot", None),
    ("wtn", "WTN", None),
)
SETTINGS = (("reporting_currency", "EUR"), ("booking_time_zone", "Europe/Berlin"))


def key() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True)


def reference(name: str, target: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, sa.ForeignKey(target), nullable=nullable)


def optional(of: Any, *names: str) -> tuple[sa.Column[Any], ...]:
    return tuple(sa.Column(name, of) for name in names)


def required(of: Any, *names: str) -> tuple[sa.Column[Any], ...]:
    return tuple(sa.Column(name, of, nullable=False) for name in names)


def counts(*names: str) -> tuple[sa.Column[int], ...]:
    return tuple(sa.Column(name, sa.Integer, nullable=False, server_default=sa.text("0")) for name in names)


# One entry of `record_targets` may speak of a run of rows, and of no more than 1,000.
SOURCES_OF = """
create function integration.sources_of(of_table text, of_row bigint)
returns table (batch_id bigint, row_number integer, fields text[])
language sql stable parallel safe as $$
    select targets.batch_id, targets.row_number + (of_row - targets.row_id)::integer, targets.fields
    from integration.record_targets targets
    where targets.table_name = of_table and targets.row_id between of_row - 999 and of_row
      and targets.row_id + targets.rows > of_row
$$
"""


def part_of_key(name: str, of: Any) -> sa.Column[Any]:
    return sa.Column(name, of, nullable=False, autoincrement=False)


def currency(*, nullable: bool = False) -> tuple[Any, ...]:
    check = sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency")
    return sa.Column("currency", sa.CHAR(3), nullable=nullable), check


def one_of(name: str, *values: str, nullable: bool = False, default: str | None = None) -> tuple[Any, ...]:
    listed = ", ".join(f"'{value}'" for value in values)
    column = sa.Column(name, sa.Text, nullable=nullable, server_default=default)
    return column, sa.CheckConstraint(f"{name} in ({listed})", name=name)


def sort_key(name: str) -> sa.Column[str]:
    marks = r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]"
    bare = f"regexp_replace(normalize(lower(name), NFKD), '{marks}', '', 'g')"
    folded = rf"btrim(regexp_replace({bare}, '\s+', ' ', 'g'))"
    return sa.Column(name, sa.Text, sa.Computed(folded, persisted=True))


def audited() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("version", sa.Integer, nullable=False, server_default=sa.text("1")),
        sa.Column("created_at", INSTANT, nullable=False, server_default=sa.func.now()),
        sa.Column("updated_at", INSTANT, nullable=False, server_default=sa.func.now()),
    )


def create_change_sets() -> None:
    op.create_table(
        "change_sets",
        key(),
        sa.Column("at", INSTANT, nullable=False, server_default=sa.text("now()")),
        *one_of("actor", "window", "command line", "api", "import", "outside"),
        sa.Column("label", sa.Text, nullable=False),
        reference("reverts_id", "logging.change_sets.id", nullable=True),
        sa.Column(
            "transaction_id",
            sa.BigInteger,
            nullable=False,
            server_default=sa.text("(pg_current_xact_id()::text)::bigint"),
        ),
        schema="logging",
    )


def create_events() -> None:
    op.create_table(
        "events",
        key(),
        sa.Column("at", INSTANT, nullable=False, server_default=sa.text("now()")),
        *required(sa.Text, "level", "logger", "message"),
        sa.Column("details", JSONB),
        schema="logging",
    )
    op.create_index("ix_events_at", "events", ["at"], schema="logging")


def create_row_changes() -> None:
    op.create_table(
        "row_changes",
        part_of_key("change_set_id", sa.BigInteger),
        sa.Column(
            "id",
            sa.BigInteger,
            nullable=False,
            autoincrement=False,
            server_default=sa.text("nextval('logging.row_change_ids')"),
        ),
        sa.Column("step", sa.BigInteger, nullable=False),
        sa.Column("table_name", sa.Text, nullable=False),
        sa.Column("row_id", sa.BigInteger, nullable=False),
        sa.Column("operation", sa.CHAR(1), nullable=False),
        sa.Column("row_version", sa.Integer, nullable=False),
        sa.Column("old", JSONB),
        sa.Column("reverted_by", sa.BigInteger),
        sa.PrimaryKeyConstraint("change_set_id", "id"),
        schema="logging",
    )
    op.create_index(
        "ix_row_changes_table_name_row_id", "row_changes", ["table_name", "row_id"], schema="logging"
    )
    op.create_index(
        "ix_row_changes_reverted_by",
        "row_changes",
        ["reverted_by"],
        schema="logging",
        postgresql_where=sa.text("reverted_by is not null"),
    )


def create_column_profiles() -> None:
    op.create_table(
        "column_profiles",
        key(),
        *required(sa.Text, "fingerprint", "name", "kind"),
        sa.Column("mapping", JSONB, nullable=False),
        *audited(),
        sa.UniqueConstraint("fingerprint"),
        schema="integration",
    )


def create_findings() -> None:
    op.create_table(
        "findings",
        key(),
        sa.Column("batch_id", sa.BigInteger, nullable=False),
        sa.Column("row_number", sa.Integer, nullable=False),
        *one_of("severity", "note", "warning", "problem"),
        sa.Column("code", sa.Text, nullable=False),
        *optional(sa.Text, "column_name", "value"),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("next_step", sa.Text),
        schema="integration",
    )
    op.create_index(
        "ix_findings_batch_id_row_number", "findings", ["batch_id", "row_number"], schema="integration"
    )


def create_import_records() -> None:
    op.create_table(
        "import_records",
        part_of_key("batch_id", sa.BigInteger),
        part_of_key("row_number", sa.Integer),
        sa.Column("physical_line", sa.Integer, nullable=False),
        sa.Column("raw", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("batch_id", "row_number"),
        schema="integration",
    )


def create_record_checks() -> None:
    op.create_table(
        "record_checks",
        part_of_key("batch_id", sa.BigInteger),
        part_of_key("row_number", sa.Integer),
        part_of_key("line", sa.SmallInteger),
        *one_of("verdict", "new", "known", "changed", "duplicate", "problem"),
        sa.Column("taken", sa.Boolean, nullable=False, server_default=sa.text("true")),
        sa.Column("target_id", sa.BigInteger),
        sa.Column("difference", JSONB),
        sa.PrimaryKeyConstraint("batch_id", "row_number", "line"),
        schema="integration",
    )


def create_record_targets() -> None:
    op.create_table(
        "record_targets",
        sa.Column("table_name", sa.Text, nullable=False),
        part_of_key("row_id", sa.BigInteger),
        part_of_key("batch_id", sa.BigInteger),
        part_of_key("row_number", sa.Integer),
        sa.Column("rows", sa.SmallInteger, server_default=sa.text("1"), nullable=False),
        sa.Column("fields", ARRAY(sa.Text)),
        sa.CheckConstraint("rows between 1 and 1000", name="rows"),
        sa.PrimaryKeyConstraint("table_name", "row_id", "batch_id", "row_number"),
        schema="integration",
    )
    op.execute(SOURCES_OF)


def create_staged(name: str, own_key: tuple[str, ...], *columns: Any) -> None:
    op.create_table(
        name,
        part_of_key("batch_id", sa.BigInteger),
        *columns,
        sa.PrimaryKeyConstraint("batch_id", *own_key),
        schema="integration",
        prefixes=["UNLOGGED"],
    )


def draft(table: str) -> tuple[sa.Column[Any], ...]:
    return (
        part_of_key("row_number", sa.Integer),
        part_of_key("line", sa.SmallInteger),
        sa.Column(
            "new_id", sa.BigInteger, nullable=False, server_default=sa.text(f"nextval('{table}_id_seq')")
        ),
        *required(sa.Integer, "goods_no", "size_no"),
    )


def create_staged_goods() -> None:
    create_staged(
        "staged_goods",
        ("goods_no",),
        part_of_key("goods_no", sa.Integer),
        *required(sa.Text, "style_codes", "product_name"),
        sa.Column("brand", sa.Text),
    )


def create_staged_sizes() -> None:
    create_staged(
        "staged_sizes",
        ("size_no",),
        part_of_key("size_no", sa.Integer),
        *required(sa.Text, "size_system", "size_value"),
        sa.Column("size_number", sa.Numeric(8, 3), nullable=False),
    )


def create_staged_accounts() -> None:
    create_staged(
        "staged_accounts",
        ("account_no",),
        part_of_key("account_no", sa.Integer),
        *required(sa.Text, "platform", "account"),
        sa.Column("account_vat_id", sa.Text),
    )


def create_staged_purchases() -> None:
    create_staged(
        "staged_purchases",
        ("row_number", "line"),
        *draft("products.items"),
        *optional(sa.Text, "supplier", "order_number"),
        sa.Column("ordered_on", sa.Date, nullable=False),
        sa.Column("price", MONEY, nullable=False),
        sa.Column("currency", sa.Text, nullable=False),
        sa.Column("purchase_vat_rate", PERCENT),
        sa.Column("vat_reclaimable", sa.Boolean, nullable=False),
        *optional(sa.Text, "location", "notes", "item_key"),
    )


def create_staged_sales() -> None:
    create_staged(
        "staged_sales",
        ("row_number", "line"),
        *draft("sales.sales"),
        sa.Column("account_no", sa.Integer, nullable=False),
        sa.Column("order_key", sa.Text),
        sa.Column("sold_at", INSTANT, nullable=False),
        sa.Column("paid_out_at", INSTANT),
        sa.Column("gross", MONEY, nullable=False),
        sa.Column("currency", sa.Text, nullable=False),
        *optional(MONEY, "platform_fee", "processing_fee", "shipping_fee", "payout"),
        sa.Column(
            "remainder",
            sa.Numeric(14, 2),
            sa.Computed(
                "gross - coalesce(platform_fee, 0) - coalesce(processing_fee, 0)"
                " - coalesce(shipping_fee, 0) - payout",
                persisted=True,
            ),
        ),
        sa.Column("vat_rate", PERCENT),
        sa.Column("vat_amount", MONEY),
        *optional(sa.Text, "tax_treatment", "invoice_number"),
        sa.Column("invoice_day", sa.Date),
        sa.Column("invoice_amount", MONEY),
        sa.Column("status", sa.Text, nullable=False),
        *optional(sa.Text, "buyer_country", "buyer_city", "tracking_number", "payout_reference"),
    )


def create_import_batches() -> None:
    op.create_table(
        "import_batches",
        key(),
        sa.Column("source", sa.Text),
        sa.Column("importer_version", sa.Integer),
        sa.Column("kind", sa.Text),
        *required(sa.Text, "file_name", "file_path"),
        sa.Column("file_size", sa.BigInteger),
        sa.Column("sha256", sa.LargeBinary),
        sa.Column("header", ARRAY(sa.Text)),
        sa.Column("first_record", ARRAY(sa.Text)),
        *optional(sa.Text, "encoding", "delimiter"),
        *one_of("status", "staged", "imported", "known", "failed", "cancelled", "discarded"),
        *counts("rows", "new", "known", "changed", "duplicates", "problems", "warnings"),
        sa.Column("payout", JSONB, nullable=False, server_default=sa.text("'{}'")),
        *optional(sa.Date, "first_day", "last_day"),
        sa.Column("timings", JSONB, nullable=False, server_default=sa.text("'{}'")),
        sa.Column("error", sa.Text),
        reference("change_set_id", "logging.change_sets.id", nullable=True),
        *counts("drafts"),
        sa.Column("checked_snapshot", sa.Text),
        sa.Column("started_at", INSTANT, nullable=False, server_default=sa.text("now()")),
        sa.Column("finished_at", INSTANT),
        schema="integration",
    )
    op.create_index("ix_import_batches_sha256", "import_batches", ["sha256"], schema="integration")


def create_brands() -> None:
    op.create_table(
        "brands",
        key(),
        sa.Column("name", sa.Text, nullable=False),
        sort_key("name_key"),
        *audited(),
        sa.UniqueConstraint("name_key"),
        schema="core",
    )


def create_categories() -> None:
    op.create_table(
        "categories",
        key(),
        *required(sa.Text, "slug", "name"),
        *audited(),
        sa.UniqueConstraint("slug"),
        schema="core",
    )


def create_closed_periods() -> None:
    op.create_table(
        "closed_periods",
        key(),
        *required(sa.Date, "first_day", "last_day"),
        sa.Column("report", JSONB, nullable=False),
        *audited(),
        sa.UniqueConstraint("first_day", "last_day"),
        schema="core",
    )


def create_custom_fields() -> None:
    op.create_table(
        "custom_fields",
        key(),
        *one_of("table_name", "items", "sales"),
        sa.Column("name", sa.Text, nullable=False),
        *one_of("kind", "text", "number", "money", "day", "choice"),
        sa.Column("choices", JSONB),
        *audited(),
        sa.UniqueConstraint("table_name", "name"),
        schema="core",
    )


def create_platforms() -> None:
    op.create_table(
        "platforms",
        key(),
        *required(sa.Text, "slug", "name"),
        *currency(nullable=True),
        *audited(),
        sa.UniqueConstraint("slug"),
        schema="core",
    )


def create_saved_views() -> None:
    op.create_table(
        "saved_views",
        key(),
        *one_of("table_name", "items", "sales"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("definition", JSONB, nullable=False),
        sa.Column("is_default", sa.Boolean, nullable=False, server_default=sa.text("false")),
        *audited(),
        sa.UniqueConstraint("table_name", "name"),
        schema="core",
    )


def create_settings() -> None:
    op.create_table(
        "settings",
        key(),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", JSONB, nullable=False, server_default=sa.text("'null'")),
        *audited(),
        sa.UniqueConstraint("name"),
        schema="core",
    )


def create_suppliers() -> None:
    op.create_table(
        "suppliers",
        key(),
        sa.Column("name", sa.Text, nullable=False),
        sort_key("name_key"),
        sa.Column("country", sa.Text),
        sa.Column("return_days", sa.Integer),
        *one_of("vat_scheme", "regular", "margin", "private", nullable=True),
        *audited(),
        sa.UniqueConstraint("name_key"),
        schema="core",
    )


def create_accounts() -> None:
    op.create_table(
        "accounts",
        key(),
        reference("platform_id", "core.platforms.id"),
        sa.Column("handle", sa.Text, nullable=False),
        sa.Column("vat_id", sa.Text),
        *one_of("tax_profile", "private", "small_business", "business", nullable=True),
        sa.Column("fee_level", sa.Text),
        *audited(),
        sa.UniqueConstraint("id", "platform_id"),
        sa.UniqueConstraint("platform_id", "handle"),
        schema="core",
    )


def create_fee_schedules() -> None:
    op.create_table(
        "fee_schedules",
        key(),
        reference("platform_id", "core.platforms.id"),
        *optional(sa.Text, "level", "region"),
        *one_of("kind", "commission", "processing", "shipping", "listing"),
        sa.Column("percent", PERCENT),
        *optional(MONEY, "fixed", "minimum"),
        *currency(nullable=True),
        *optional(sa.Date, "valid_from", "valid_to"),
        *audited(),
        schema="core",
    )


def create_sizes() -> None:
    op.create_table(
        "sizes",
        key(),
        *one_of(
            "system", "US_M", "US_W", "US_Y", "US_C", "EU", "UK", "CM", "LETTER", "WAIST", "ONE", "OTHER"
        ),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("number", sa.Numeric(8, 3), nullable=False),
        reference("category_id", "core.categories.id", nullable=True),
        *audited(),
        sa.UniqueConstraint("system", "value"),
        schema="core",
    )


def create_exchange_rates() -> None:
    op.create_table(
        "exchange_rates",
        sa.Column("day", sa.Date, nullable=False),
        *currency(),
        sa.Column("per_eur", sa.Numeric(18, 6), nullable=False),
        reference("batch_id", "integration.import_batches.id", nullable=True),
        sa.PrimaryKeyConstraint("day", "currency"),
        schema="core",
    )


def create_documents() -> None:
    op.create_table(
        "documents",
        key(),
        sa.Column("sha256", sa.LargeBinary, nullable=False),
        *required(sa.Text, "file_name", "content_type"),
        sa.Column("content", sa.LargeBinary, nullable=False),
        *audited(),
        sa.UniqueConstraint("sha256"),
        schema="products",
    )


def create_products() -> None:
    op.create_table(
        "products",
        key(),
        sa.Column("name", sa.Text, nullable=False),
        sort_key("name_key"),
        reference("brand_id", "core.brands.id", nullable=True),
        reference("category_id", "core.categories.id", nullable=True),
        sa.Column("colourway", sa.Text),
        sa.Column("retail_price", MONEY),
        *currency(nullable=True),
        sa.Column("release_day", sa.Date),
        sa.Column("gtin", sa.Text),
        *audited(),
        schema="products",
    )
    op.create_index("ix_products_name_key", "products", ["name_key"], schema="products")


def create_purchases() -> None:
    op.create_table(
        "purchases",
        key(),
        reference("supplier_id", "core.suppliers.id", nullable=True),
        sa.Column("purchase_key", sa.Text, nullable=False),
        *optional(sa.Text, "order_number", "invoice_number"),
        *optional(sa.Date, "ordered_on", "paid_on"),
        sa.Column("shipping", MONEY),
        *currency(nullable=True),
        sa.Column("document_ids", ARRAY(sa.Integer), nullable=False, server_default=sa.text("'{}'")),
        *audited(),
        sa.UniqueConstraint("purchase_key"),
        schema="products",
    )


def create_items() -> None:
    op.create_table(
        "items",
        key(),
        reference("product_id", "products.products.id"),
        reference("size_id", "core.sizes.id"),
        reference("purchase_id", "products.purchases.id", nullable=True),
        sa.Column("item_key", sa.Text),
        *one_of(
            "state",
            "incoming",
            "in_stock",
            "consigned",
            "returned_to_supplier",
            "written_off",
            default="in_stock",
        ),
        *one_of("condition", "new", "new_with_defects", "used", default="new"),
        sa.Column("price", MONEY),
        *currency(nullable=True),
        sa.Column("extra_costs", MONEY),
        sa.Column("purchase_vat_rate", PERCENT),
        sa.Column("purchase_vat", MONEY),
        sa.Column("vat_reclaimable", sa.Boolean, nullable=False, server_default=sa.text("false")),
        *one_of("vat_scheme", "regular", "margin", "private", nullable=True),
        *optional(sa.Text, "location", "notes"),
        sa.Column("tags", ARRAY(sa.Text), nullable=False, server_default=sa.text("'{}'")),
        sa.Column("own_fields", JSONB, nullable=False, server_default=sa.text("'{}'")),
        sa.Column("external_ids", JSONB, nullable=False, server_default=sa.text("'{}'")),
        sa.Column("locked_fields", ARRAY(sa.Text), nullable=False, server_default=sa.text("'{}'")),
        *audited(),
        sa.UniqueConstraint("item_key"),
        sa.CheckConstraint("price is null or currency is not null", name="price_has_currency"),
        sa.CheckConstraint("price >= 0", name="price_not_negative"),
        sa.CheckConstraint("not vat_reclaimable or purchase_vat is not null", name="reclaimable_vat_known"),
        schema="products",
    )
    op.create_index("ix_items_product_id_size_id", "items", ["product_id", "size_id"], schema="products")
    op.create_index("ix_items_purchase_id", "items", ["purchase_id"], schema="products")


def create_product_codes() -> None:
    op.create_table(
        "product_codes",
        key(),
        reference("product_id", "products.products.id"),
        *required(sa.Text, "code", "as_written"),
        *audited(),
        sa.UniqueConstraint("code"),
        schema="products",
    )
    op.create_index("ix_product_codes_product_id", "product_codes", ["product_id"], schema="products")


def create_item_events() -> None:
    op.create_table(
        "item_events",
        key(),
        reference("item_id", "products.items.id"),
        *one_of(
            "kind",
            "bought",
            "received",
            "listed",
            "unlisted",
            "consigned",
            "sold",
            "shipped",
            "delivered",
            "paid",
            "returned",
            "returned_to_supplier",
            "written_off",
        ),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("notes", sa.Text),
        *audited(),
        schema="products",
    )
    op.create_index("ix_item_events_item_id", "item_events", ["item_id"], schema="products")


def create_listings() -> None:
    op.create_table(
        "listings",
        key(),
        reference("item_id", "products.items.id"),
        reference("platform_id", "core.platforms.id"),
        sa.Column("ask", MONEY),
        *currency(nullable=True),
        sa.Column("listed_on", sa.Date, nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.Column("external_id", sa.Text),
        *audited(),
        sa.UniqueConstraint("platform_id", "external_id"),
        sa.CheckConstraint("ended_on >= listed_on", name="ended_after_listed"),
        schema="products",
    )
    op.create_index("ix_listings_item_id", "listings", ["item_id"], schema="products")


def create_payouts() -> None:
    op.create_table(
        "payouts",
        key(),
        reference("account_id", "core.accounts.id"),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("paid_on", sa.Date, nullable=False),
        sa.Column("amount", MONEY, nullable=False),
        *currency(),
        *audited(),
        sa.UniqueConstraint("account_id", "reference"),
        schema="sales",
    )


def create_sales() -> None:
    op.create_table(
        "sales",
        key(),
        *required(sa.BigInteger, "platform_id", "account_id"),
        sa.Column("order_key", sa.Text, nullable=False),
        sa.Column("line", sa.SmallInteger, nullable=False, server_default=sa.text("1")),
        reference("item_id", "products.items.id", nullable=True),
        reference("product_id", "products.products.id"),
        reference("size_id", "core.sizes.id"),
        sa.Column("sold_at", INSTANT, nullable=False),
        sa.Column("paid_out_at", INSTANT),
        sa.Column("gross", MONEY, nullable=False),
        *currency(),
        *optional(MONEY, "platform_fee", "processing_fee", "shipping_fee", "other_adjustment", "payout"),
        sa.Column("vat_rate", PERCENT),
        sa.Column("vat_amount", MONEY),
        *one_of("tax_treatment", "domestic", "margin", "intra_eu", "export", "oss", "private", nullable=True),
        sa.Column("invoice_number", sa.Text),
        sa.Column("invoice_day", sa.Date),
        sa.Column("invoice_amount", MONEY),
        *one_of(
            "status",
            "pending",
            "shipped",
            "authenticated",
            "completed",
            "cancelled",
            "returned",
            "failed_verification",
        ),
        *optional(sa.Text, "buyer_country", "buyer_city", "tracking_number", "payout_reference"),
        sa.Column("locked_fields", ARRAY(sa.Text), nullable=False, server_default=sa.text("'{}'")),
        *audited(),
        sa.ForeignKeyConstraint(
            ["account_id", "platform_id"], ["core.accounts.id", "core.accounts.platform_id"]
        ),
        sa.UniqueConstraint("platform_id", "order_key", "line"),
        sa.CheckConstraint(
            (
                "payout is null or gross - coalesce(platform_fee, 0) - coalesce(processing_fee, 0) "
                "- coalesce(shipping_fee, 0) - coalesce(other_adjustment, 0) = payout"
            ),
            name="adds_up",
        ),
        schema="sales",
    )
    op.create_index(
        "ix_sales_item_id",
        "sales",
        ["item_id"],
        schema="sales",
        postgresql_where=sa.text("item_id is not null"),
    )
    op.create_index("ix_sales_product_id_size_id", "sales", ["product_id", "size_id"], schema="sales")
    op.create_index("ix_sales_sold_at", "sales", ["sold_at"], schema="sales")
    op.create_index(
        "uq_sales_active_item",
        "sales",
        ["item_id"],
        schema="sales",
        unique=True,
        postgresql_where=sa.text(
            "item_id is not null and status not in ('cancelled', 'failed_verification', 'returned')"
        ),
    )


def create_expenses() -> None:
    op.create_table(
        "expenses",
        key(),
        sa.Column("spent_on", sa.Date, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("description", sa.Text),
        sa.Column("amount", MONEY, nullable=False),
        *currency(),
        sa.Column("vat_rate", PERCENT),
        sa.Column("vat_amount", MONEY),
        reference("supplier_id", "core.suppliers.id", nullable=True),
        reference("sale_id", "sales.sales.id", nullable=True),
        reference("item_id", "products.items.id", nullable=True),
        sa.Column("expense_key", sa.Text),
        *audited(),
        sa.UniqueConstraint("expense_key"),
        schema="sales",
    )
    op.create_index(
        "ix_expenses_sale_id",
        "expenses",
        ["sale_id"],
        schema="sales",
        postgresql_where=sa.text("sale_id is not null"),
    )
    op.create_index(
        "ix_expenses_item_id",
        "expenses",
        ["item_id"],
        schema="sales",
        postgresql_where=sa.text("item_id is not null"),
    )


def create_returns() -> None:
    op.create_table(
        "returns",
        key(),
        reference("sale_id", "sales.sales.id"),
        sa.Column("returned_on", sa.Date, nullable=False),
        *optional(MONEY, "refund", "costs"),
        *currency(),
        sa.Column("notes", sa.Text),
        *audited(),
        schema="sales",
    )
    op.create_index("ix_returns_sale_id", "returns", ["sale_id"], schema="sales")


TABLES = (
    create_change_sets,
    create_events,
    create_row_changes,
    create_column_profiles,
    create_findings,
    create_import_records,
    create_record_checks,
    create_record_targets,
    create_import_batches,
    create_brands,
    create_categories,
    create_closed_periods,
    create_custom_fields,
    create_platforms,
    create_saved_views,
    create_settings,
    create_suppliers,
    create_accounts,
    create_fee_schedules,
    create_sizes,
    create_exchange_rates,
    create_documents,
    create_products,
    create_purchases,
    create_items,
    create_product_codes,
    create_item_events,
    create_listings,
    create_payouts,
    create_sales,
    create_expenses,
    create_returns,
    # Last: they draw ids from the sequences of `sales.sales` and `products.items`.
    create_staged_goods,
    create_staged_sizes,
    create_staged_accounts,
    create_staged_purchases,
    create_staged_sales,
)


def seed() -> None:
    platforms = sa.table(
        "platforms", sa.column("slug"), sa.column("name"), sa.column("currency"), schema="core"
    )
    op.bulk_insert(
        platforms, [{"slug": slug, "name": name, "currency": code} for slug, name, code in PLATFORMS]
    )
    settings = sa.table("settings", sa.column("name"), sa.column("value", JSONB), schema="core")
    op.bulk_insert(settings, [{"name": name, "value": value} for name, value in SETTINGS])


def upgrade() -> None:
    for schema in SCHEMAS:
        op.execute(sa.schema.CreateSchema(schema, if_not_exists=True))
    # No cache: the numbers must rise in the order of the changes, whatever session made them.
    op.execute("create sequence logging.row_change_ids cache 1")
    for create in TABLES:
        create()
    seed()


def downgrade() -> None:
    for schema in reversed(SCHEMAS):
        op.execute(sa.schema.DropSchema(schema, cascade=True))
