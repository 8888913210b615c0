"""Schema `logging`: who changed what when, so that it can be undone, and the application's own log."""

from sqlalchemy import CHAR, BigInteger, Column, Integer, Table, Text, func, text
from sqlalchemy.dialects.postgresql import JSONB

from soleflip_desktop.db.tables.columns import index, instant, key, metadata, one_of, reference

ACTORS = ("window", "command line", "api", "import", "outside")

change_sets = Table(
    "change_sets",
    metadata,
    key(),
    Column("at", instant("at").type, nullable=False, server_default=func.now()),
    *one_of("actor", ACTORS),
    Column("label", Text, nullable=False),
    reference("reverts_id", "logging.change_sets", nullable=True),
    # Ids are drawn before their transaction ends; this tells who could see the change set and who not yet.
    Column(
        "transaction_id",
        BigInteger,
        nullable=False,
        server_default=text("(pg_current_xact_id()::text)::bigint"),
    ),
    schema="logging",
)
index(
    "ix_change_sets_reverts_id",
    change_sets.c.reverts_id,
    postgresql_where=text("reverts_id is not null"),
)

# Written by triggers alone; no foreign key to `change_sets`, 0.28 s per 100,000 rows (docs/performance.md).
row_changes = Table(
    "row_changes",
    metadata,
    Column("change_set_id", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "id",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        server_default=text("nextval('logging.row_change_ids')"),
    ),
    # Rows changed by one statement share a step; undo goes through the steps backwards.
    Column("step", BigInteger, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("row_id", BigInteger, nullable=False),
    Column("operation", CHAR(1), nullable=False),
    # The row's version after the change; for a deleted row the version it had. Not called `version`,
    # which is the mark of an audited table.
    Column("row_version", Integer, nullable=False),
    # Old values of the changed columns (update) or of all columns (delete); an insert keeps none.
    Column("old", JSONB),
    Column("reverted_by", BigInteger),
    schema="logging",
)
index("ix_row_changes_table_name_row_id", row_changes.c.table_name, row_changes.c.row_id)
# What a revert neutralised, for the redo that brings it back.
index(
    "ix_row_changes_reverted_by",
    row_changes.c.reverted_by,
    postgresql_where=text("reverted_by is not null"),
)

# A migration that altered a table: what was changed in it up to this change set cannot be undone any more.
seals = Table(
    "seals",
    metadata,
    Column("table_name", Text, primary_key=True),
    Column("change_set_id", BigInteger, nullable=False),
    Column("at", instant("at").type, nullable=False, server_default=func.now()),
    schema="logging",
)

events = Table(
    "events",
    metadata,
    key(),
    Column("at", instant("at").type, nullable=False, server_default=func.now()),
    Column("level", Text, nullable=False),
    Column("logger", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("details", JSONB),
    schema="logging",
)
index("ix_events_at", events.c.at)
