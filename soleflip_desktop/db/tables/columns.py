"""The metadata and the columns that many tables share."""

from typing import Any

from sqlalchemy import (
    CHAR,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    Numeric,
    Text,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# The schemas the product owns, in the order in which they are created;
# `analytics` holds views and what they keep.
SCHEMAS = ("core", "products", "sales", "integration", "logging", "analytics")


def key() -> Column[int]:
    """The identity primary key `id`."""
    return Column("id", BigInteger, Identity(always=True), primary_key=True)


def reference(name: str, target: str, *, nullable: bool = False) -> Column[int]:
    """A foreign key to the `id` of `target` (schema.table); deletes never cascade."""
    return Column(name, BigInteger, ForeignKey(f"{target}.id"), nullable=nullable)


def money(name: str, *, nullable: bool = True) -> Column[Any]:
    """An amount to the cent; its currency stands in a column beside it."""
    return Column(name, Numeric(12, 2), nullable=nullable)


def percent(name: str) -> Column[Any]:
    """A rate in percent, such as 19.00."""
    return Column(name, Numeric(5, 2))


def currency(*, nullable: bool = False) -> tuple[Column[str], CheckConstraint]:
    """The ISO 4217 code of the amounts beside it."""
    return (
        Column("currency", CHAR(3), nullable=nullable),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
    )


def instant(name: str, *, nullable: bool = True) -> Column[Any]:
    return Column(name, DateTime(timezone=True), nullable=nullable)


def flag(name: str, *, default: bool) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default=text(str(default).lower()))


def one_of(name: str, values: tuple[str, ...], *, nullable: bool = False, default: str | None = None) -> Any:
    """A text column and the check that holds it to `values`."""
    listed = ", ".join(f"'{value}'" for value in values)
    return (
        Column(name, Text, nullable=nullable, server_default=default),
        CheckConstraint(f"{name} in ({listed})", name=name),
    )


def folded(expression: str) -> str:
    """SQL for the key by which people expect a text to be found and sorted: lower case, accents removed.

    The embedded server has no ICU and orders by code point (`Z, a, ä`). The same key as
    `domain.text.text_key`, but for combining marks of scripts in which no shoe is sold.
    """
    marks = r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]"
    bare = f"regexp_replace(normalize(lower({expression}), NFKD), '{marks}', '', 'g')"
    return rf"btrim(regexp_replace({bare}, '\s+', ' ', 'g'))"


def sort_key(name: str, of: str) -> Column[str]:
    """The stored, folded key of column `of`."""
    return Column(name, Text, Computed(folded(of), persisted=True))


def audited() -> tuple[SchemaItem, ...]:
    """What every table has that a user can change; `version` is raised by a trigger."""
    return (
        Column("version", Integer, nullable=False, server_default=text("1")),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
        Column("updated_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    )


def locked_fields() -> Column[Any]:
    """Names of the fields a user typed, which an import leaves alone."""
    return Column("locked_fields", ARRAY(Text), nullable=False, server_default=text("'{}'"))


def index(name: str, *columns: Any, **options: Any) -> Index:
    return Index(name, *columns, **options)
