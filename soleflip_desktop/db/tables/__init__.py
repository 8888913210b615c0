"""The schema as SQLAlchemy tables; the migrations in `migrations/` bring a database to it."""

from sqlalchemy import Table

from soleflip_desktop.db.tables import analytics, core, integration, logging, products, sales
from soleflip_desktop.db.tables.columns import SCHEMAS, metadata

__all__ = [
    "SCHEMAS",
    "analytics",
    "audited_tables",
    "core",
    "integration",
    "logging",
    "metadata",
    "products",
    "sales",
]


def audited_tables() -> tuple[Table, ...]:
    """The tables whose every change is kept and can be undone: those with a `version`."""
    return tuple(table for table in metadata.sorted_tables if "version" in table.c)
