"""Schema `integration`: every file that came, every row of it as it came, and what became of it.

The tables that take one row per record of a file (`import_records`, `record_checks`, `findings`,
`record_targets`, staging) have no foreign keys: each would cost an import 0.28 s per 100,000 rows
(docs/performance.md), and only `db.staging` writes them, always with their batch.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    Integer,
    LargeBinary,
    Numeric,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.sql.schema import SchemaItem

from soleflip_desktop.db.tables.columns import (
    audited,
    index,
    instant,
    key,
    metadata,
    money,
    one_of,
    percent,
    reference,
)

BATCH_STATES = ("staged", "imported", "known", "failed", "cancelled", "discarded")
VERDICTS = ("new", "known", "changed", "duplicate", "problem")
SEVERITIES = ("note", "warning", "problem")


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=text("0"))


import_batches = Table(
    "import_batches",
    metadata,
    key(),
    Column("source", Text),
    Column("importer_version", Integer),
    Column("kind", Text),
    Column("file_name", Text, nullable=False),
    Column("file_path", Text, nullable=False),
    Column("file_size", BigInteger),
    Column("sha256", LargeBinary),
    Column("header", ARRAY(Text)),
    # Its cells stand in place of equal ones in the kept records (`importers.raw`).
    Column("first_record", ARRAY(Text)),
    Column("encoding", Text),
    Column("delimiter", Text),
    *one_of("status", BATCH_STATES),
    *(_count(name) for name in ("rows", "new", "known", "changed", "duplicates", "problems", "warnings")),
    # Payout of the file's rows by currency, {"EUR": "53891.97"}: text, because JSON numbers are floats.
    Column("payout", JSONB, nullable=False, server_default=text("'{}'")),
    Column("first_day", Date),
    Column("last_day", Date),
    # Seconds by step, for the import history and the success figures.
    Column("timings", JSONB, nullable=False, server_default=text("'{}'")),
    Column("error", Text),
    # The sentences of `error` as `notices` are kept.
    Column("error_parts", JSONB),
    reference("change_set_id", "logging.change_sets", nullable=True),
    # Drafts that were staged: fewer in staging mean that a crash took some.
    _count("drafts"),
    # What the check could see: a change set beyond it means that the verdicts may be stale.
    Column("checked_snapshot", Text),
    Column("started_at", instant("at").type, nullable=False, server_default=func.now()),
    instant("finished_at"),
    # The sheet of a workbook or the member of an archive, empty for a file that is one table.
    Column("part", Text, nullable=False, server_default=text("''")),
    # How days and amounts of a column are read, by header (`importers.readings`).
    Column("readings", JSONB, nullable=False, server_default=text("'{}'")),
    # What the user said the columns are, for a file that no source knows.
    Column("mapping", JSONB),
    # What the reader noticed about the file as a whole, a list of texts.
    Column("notices", JSONB, nullable=False, server_default=text("'[]'")),
    # How much the word of the batch's source counts (`importers.base.Rank`).
    Column("rank", SmallInteger, nullable=False, server_default=text("3")),
    # The draft fields the file speaks of; NULL for all of them.
    Column("said", ARRAY(Text)),
    schema="integration",
)
index("ix_import_batches_sha256", import_batches.c.sha256)

import_records = Table(
    "import_records",
    metadata,
    Column("batch_id", BigInteger, primary_key=True, autoincrement=False),
    Column("row_number", Integer, primary_key=True, autoincrement=False),
    Column("physical_line", Integer, nullable=False),
    # All cells in the encoding of `importers.raw`; the header stands once, in the batch.
    Column("raw", Text, nullable=False),
    schema="integration",
)

# What the check or the user said of a draft; one that is simply new and taken has no row here, which
# saves a first import 100,000 of them. Apart from `import_records`, because a verdict there would rewrite
# the raw row.
record_checks = Table(
    "record_checks",
    metadata,
    Column("batch_id", BigInteger, primary_key=True, autoincrement=False),
    Column("row_number", Integer, primary_key=True, autoincrement=False),
    Column("line", SmallInteger, primary_key=True, autoincrement=False),
    *one_of("verdict", VERDICTS),
    Column("taken", Boolean, nullable=False, server_default=text("true")),
    # The row in `sales` or `items` that a known or changed draft is about.
    Column("target_id", BigInteger),
    # {"payout": ["80.50", "81.50"]}: old and new by field, for a changed draft.
    Column("difference", JSONB),
    # The same for what the draft says against a source whose word counts more: it changes nothing unless
    # the user takes the file's word.
    Column("conflict", JSONB),
    # The fields of `difference` for which the user did.
    Column("decided", ARRAY(Text)),
    # The fields in which the draft repeats a source whose word counts less.
    Column("confirmed", ARRAY(Text)),
    schema="integration",
)

LEFT_OUT = text("not taken and verdict in ('new', 'changed')")
index(
    "ix_record_checks_left_out",
    record_checks.c.batch_id,
    record_checks.c.row_number,
    postgresql_where=LEFT_OUT,
)

findings = Table(
    "findings",
    metadata,
    key(),
    Column("batch_id", BigInteger, nullable=False),
    Column("row_number", Integer, nullable=False),
    *one_of("severity", SEVERITIES),
    Column("code", Text, nullable=False),
    Column("column_name", Text),
    Column("value", Text),
    Column("message", Text, nullable=False),
    Column("next_step", Text),
    schema="integration",
)
index("ix_findings_batch_id_row_number", findings.c.batch_id, findings.c.row_number)

# What 100,000 records made is a hundred runs, not as many rows: ids and record numbers rise together
# while a file is read. Runs are short, so that the one a row belongs to is found close below its id.
LONGEST_RUN = 1_000

# `integration.sources_of(table_name, row_id)` lists the records of one row.
record_targets = Table(
    "record_targets",
    metadata,
    Column("table_name", Text, primary_key=True),
    Column("row_id", BigInteger, primary_key=True, autoincrement=False),
    Column("batch_id", BigInteger, primary_key=True, autoincrement=False),
    Column("row_number", Integer, primary_key=True, autoincrement=False),
    # How many rows the entry speaks of: `row_id` of record `row_number`, and so on by one in both.
    Column("rows", SmallInteger, nullable=False, server_default=text("1")),
    # The fields this record gave the row; NULL for all of them.
    Column("fields", ARRAY(Text)),
    CheckConstraint(f"rows between 1 and {LONGEST_RUN}", name="rows"),
    schema="integration",
)

# How files without order numbers name a sale: the fingerprint of what such a row says (`db.sale_keys`). It
# stays when the sale gains its order number or another price, and so the file is known again.
sale_marks = Table(
    "sale_marks",
    metadata,
    Column("mark", Uuid, primary_key=True),
    Column("sale_id", BigInteger, primary_key=True, autoincrement=False),
    schema="integration",
)

column_profiles = Table(
    "column_profiles",
    metadata,
    key(),
    Column("fingerprint", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("mapping", JSONB, nullable=False),
    *audited(),
    UniqueConstraint("fingerprint"),
    schema="integration",
)


def _staged(name: str, *columns: SchemaItem) -> Table:
    """A staging table: unlogged, for after a crash drafts are made again from `import_records`."""
    place = Column("batch_id", BigInteger, primary_key=True, autoincrement=False)
    return Table(name, metadata, place, *columns, schema="integration", prefixes=["UNLOGGED"])


def _numbered(name: str) -> Column[int]:
    """The key of a distinct spelling within its batch."""
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _draft(table: str) -> tuple[Column[int], ...]:
    """Where a draft stands, and the id that its row in `table` will have if it is new.

    Drawing the id while the file is still being read spares the merge a table of its own.
    """
    return (
        Column("row_number", Integer, primary_key=True, autoincrement=False),
        Column("line", SmallInteger, primary_key=True, autoincrement=False),
        Column("new_id", BigInteger, nullable=False, server_default=text(f"nextval('{table}_id_seq')")),
        Column("goods_no", Integer, nullable=False),
        Column("size_no", Integer, nullable=False),
    )


# The distinct goods, sizes and accounts of a file, numbered as they come: 100,000 sales name 3,000
# style codes, and numbers are joined and copied faster than names.
staged_goods = _staged(
    "staged_goods",
    _numbered("goods_no"),
    Column("style_codes", Text, nullable=False),
    Column("product_name", Text, nullable=False),
    Column("brand", Text),
)

staged_sizes = _staged(
    "staged_sizes",
    _numbered("size_no"),
    Column("size_system", Text, nullable=False),
    Column("size_value", Text, nullable=False),
    Column("size_number", Numeric(8, 3), nullable=False),
)

staged_accounts = _staged(
    "staged_accounts",
    _numbered("account_no"),
    Column("platform", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("account_vat_id", Text),
)

staged_sales = _staged(
    "staged_sales",
    *_draft("sales.sales"),
    Column("account_no", Integer, nullable=False),
    Column("order_key", Text),
    instant("sold_at", nullable=False),
    instant("paid_out_at"),
    money("gross"),
    Column("currency", Text, nullable=False),
    money("platform_fee"),
    money("processing_fee"),
    money("shipping_fee"),
    money("payout"),
    # What the payout leaves unexplained; positive where less was paid out than the named fees say.
    Column(
        "remainder",
        Numeric(14, 2),
        Computed(
            "gross - coalesce(platform_fee, 0) - coalesce(processing_fee, 0)"
            " - coalesce(shipping_fee, 0) - payout",
            persisted=True,
        ),
    ),
    percent("vat_rate"),
    money("vat_amount"),
    Column("tax_treatment", Text),
    Column("invoice_number", Text),
    Column("invoice_day", Date),
    money("invoice_amount"),
    Column("status", Text, nullable=False),
    Column("buyer_country", Text),
    Column("buyer_city", Text),
    Column("tracking_number", Text),
    Column("payout_reference", Text),
    # The row of the same table whose purchase brought the pair.
    Column("pair_row", Integer),
    # What tells the row from others of its order, worked out by the check (`db.order_lines`).
    Column("line_key", Text),
)

# A row is a day of a rates file; `rates` is JSON.
staged_rates = _staged(
    "staged_rates",
    *_draft("core.rate_days")[:3],
    Column("day", Date, nullable=False),
    Column("rates", Text, nullable=False),
)

staged_payouts = _staged(
    "staged_payouts",
    *_draft("sales.payouts")[:3],
    Column("processor", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("paid_on", Date, nullable=False),
    money("gross"),
    money("fee"),
    money("amount", nullable=False),
    Column("currency", Text, nullable=False),
    Column("description", Text),
    Column("transfer", Text),
)

staged_expenses = _staged(
    "staged_expenses",
    *_draft("sales.expenses")[:3],
    Column("spent_on", Date, nullable=False),
    Column("expense_kind", Text, nullable=False),
    money("amount", nullable=False),
    Column("currency", Text, nullable=False),
    Column("description", Text),
    percent("vat_rate"),
    money("vat_amount"),
    Column("supplier", Text),
    Column("reference", Text),
    Column("platform", Text),
    Column("order_key", Text),
    # Worked out by the check: the key of the known expense it is, or a new one, and the sale it was for.
    Column("expense_key", Text),
    Column("sale_id", BigInteger),
)

staged_listings = _staged(
    "staged_listings",
    *_draft("products.listings"),
    Column("platform", Text, nullable=False),
    Column("listed_on", Date, nullable=False),
    Column("currency", Text, nullable=False),
    money("ask"),
    Column("ended_on", Date),
    Column("external_id", Text),
    # Worked out by the check: the key of the known listing it is, or a new one, and the pair it takes.
    Column("listing_key", Text),
    Column("item_id", BigInteger),
)

staged_purchases = _staged(
    "staged_purchases",
    *_draft("products.items"),
    Column("supplier", Text),
    Column("order_number", Text),
    Column("ordered_on", Date),
    money("price"),
    Column("currency", Text, nullable=False),
    percent("purchase_vat_rate"),
    Column("vat_reclaimable", Boolean, nullable=False),
    Column("location", Text),
    Column("notes", Text),
    Column("state", Text),
    Column("delivered_on", Date),
    money("shipping_share"),
    # That of the known pair it is, or a new one, worked out by the check.
    Column("item_key", Text),
)
