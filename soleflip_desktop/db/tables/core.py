"""Schema `core`: what sales, stock and imports refer to."""

from sqlalchemy import Column, Date, Integer, Numeric, Table, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB

from soleflip_desktop.db.tables.columns import (
    audited,
    currency,
    flag,
    key,
    metadata,
    money,
    one_of,
    percent,
    reference,
    sort_key,
)
from soleflip_desktop.domain.sizes import SYSTEMS

brands = Table(
    "brands",
    metadata,
    key(),
    Column("name", Text, nullable=False),
    sort_key("name_key", "name"),
    *audited(),
    UniqueConstraint("name_key"),
    schema="core",
)

categories = Table(
    "categories",
    metadata,
    key(),
    Column("slug", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    *audited(),
    schema="core",
)

sizes = Table(
    "sizes",
    metadata,
    key(),
    *one_of("system", SYSTEMS),
    Column("value", Text, nullable=False),
    Column("number", Numeric(8, 3), nullable=False),
    reference("category_id", "core.categories", nullable=True),
    *audited(),
    UniqueConstraint("system", "value"),
    schema="core",
)

platforms = Table(
    "platforms",
    metadata,
    key(),
    Column("slug", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    *currency(nullable=True),
    *audited(),
    schema="core",
)

accounts = Table(
    "accounts",
    metadata,
    key(),
    reference("platform_id", "core.platforms"),
    Column("handle", Text, nullable=False),
    Column("vat_id", Text),
    *one_of("tax_profile", ("private", "small_business", "business"), nullable=True),
    Column("fee_level", Text),
    *audited(),
    UniqueConstraint("platform_id", "handle"),
    UniqueConstraint("id", "platform_id"),
    schema="core",
)

fee_schedules = Table(
    "fee_schedules",
    metadata,
    key(),
    reference("platform_id", "core.platforms"),
    Column("level", Text),
    Column("region", Text),
    *one_of("kind", ("commission", "processing", "shipping", "listing")),
    percent("percent"),
    money("fixed"),
    money("minimum"),
    *currency(nullable=True),
    Column("valid_from", Date),
    Column("valid_to", Date),
    *audited(),
    schema="core",
)

suppliers = Table(
    "suppliers",
    metadata,
    key(),
    Column("name", Text, nullable=False),
    sort_key("name_key", "name"),
    Column("country", Text),
    Column("return_days", Integer),
    *one_of("vat_scheme", ("regular", "margin", "private"), nullable=True),
    *audited(),
    UniqueConstraint("name_key"),
    schema="core",
)

# The days of rates files, {"USD": 1.0847} a day. The history keeps these; triggers write their rates into
# `exchange_rates`, a hundred times as many rows.
rate_days = Table(
    "rate_days",
    metadata,
    key(),
    Column("day", Date, nullable=False),
    Column("rates", JSONB, nullable=False),
    reference("batch_id", "integration.import_batches"),
    *audited(),
    UniqueConstraint("day"),
    schema="core",
)

# What figures convert by. A rate without a batch was typed: no file changes or removes it.
exchange_rates = Table(
    "exchange_rates",
    metadata,
    Column("day", Date, primary_key=True),
    *(
        Column(item.name, item.type, primary_key=True) if isinstance(item, Column) else item
        for item in currency()
    ),
    Column("per_eur", Numeric(18, 6), nullable=False),
    reference("batch_id", "integration.import_batches", nullable=True),
    schema="core",
)

closed_periods = Table(
    "closed_periods",
    metadata,
    key(),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("report", JSONB, nullable=False),
    *audited(),
    UniqueConstraint("first_day", "last_day"),
    schema="core",
)

custom_fields = Table(
    "custom_fields",
    metadata,
    key(),
    *one_of("table_name", ("items", "sales")),
    Column("name", Text, nullable=False),
    *one_of("kind", ("text", "number", "money", "day", "choice")),
    Column("choices", JSONB),
    *audited(),
    UniqueConstraint("table_name", "name"),
    schema="core",
)

saved_views = Table(
    "saved_views",
    metadata,
    key(),
    *one_of("table_name", ("items", "sales")),
    Column("name", Text, nullable=False),
    Column("definition", JSONB, nullable=False),
    flag("is_default", default=False),
    *audited(),
    UniqueConstraint("table_name", "name"),
    schema="core",
)

settings = Table(
    "settings",
    metadata,
    key(),
    Column("name", Text, nullable=False, unique=True),
    Column("value", JSONB, nullable=False, server_default=text("'null'")),
    *audited(),
    schema="core",
)
