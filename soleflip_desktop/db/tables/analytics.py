"""Schema `analytics`: the sums that its views keep, and the days for which they are out of date.

Written by triggers and `analytics.keep_sums()` alone (docs/adr/0007-sums-are-kept-by-day.md). No foreign
keys: a row that names a platform that is gone is stale and is never read.
"""

from sqlalchemy import BigInteger, Column, Date, Numeric, Table, Text

from soleflip_desktop.db.tables.columns import index, key, metadata

_COUNTS = ("sales", "cost_known", "payout_known", "profit_known", "unconverted")

kept_sums = Table(
    "kept_sums",
    metadata,
    Column("by", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("platform_id", BigInteger, nullable=False),
    Column("brand_id", BigInteger),
    *(Column(name, BigInteger, nullable=False) for name in _COUNTS),
    Column("payout", Numeric(18, 2), nullable=False),
    Column("profit", Numeric(18, 2)),
    Column("cost", Numeric(18, 2)),
    schema="analytics",
)
index("ix_kept_sums_by_day", kept_sums.c.by, kept_sums.c.day)

stale_days = Table(
    "stale_days",
    metadata,
    key(),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    schema="analytics",
)
