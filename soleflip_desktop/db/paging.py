"""Long tables read by ids: all ids in order once, then the rows of the few that are shown."""

import sys
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import Connection, Row, RowMapping, text

from soleflip_desktop.db.narrowing import Narrowed, Narrowing
from soleflip_desktop.domain.selection import Choice

Order: TypeAlias = tuple[tuple[str, bool], ...]
"""Columns to sort by, the first one first, each with whether it runs downwards."""

RowT = TypeVar("RowT")
TotalsT = TypeVar("TotalsT")


@dataclass(frozen=True, slots=True)
class Listing(Generic[RowT, TotalsT]):
    """What rows of a long table are read from.

    Attributes:
        tables: FROM clause; every join but the first is a LEFT JOIN on a unique key, which the planner
            drops where nothing is asked of it.
        id: The column of the ids.
        order: In which order the rows come unless another is wanted.
        columns: SQL to sort by, by column name.
        never_null: Columns that can be sorted by without a rule for unknown values, so by their index.
        narrowing: What a search looks at and filters may name.
        page: Query of the rows whose ids are in `:ids`, each with its `id`.
        row: Makes a row of one of `page`.
        sums: Select list and GROUP BY of the totals, parted by `{rows}`.
        totals: Makes the totals of the rows of `sums`.
    """

    tables: str
    id: str
    order: Order
    columns: Mapping[str, tuple[str, ...]]
    never_null: frozenset[str]
    narrowing: Narrowing
    page: str
    row: Callable[[RowMapping], RowT]
    sums: str
    totals: Callable[[Sequence[Row[Any]]], TotalsT]


def ordered_ids(
    connection: Connection,
    listing: Listing[Any, Any],
    order: Order | None,
    narrowed: Narrowed,
    limit: int | None = None,
) -> "array[int]":
    """The ids of the wanted rows, in order: unknown values last, equal rows by id.

    Raises:
        ValueError: If `order` names a column that cannot be sorted by.
    """
    # Eight bytes an id, in one value: a million of them as rows would take the client a second.
    statement = f"""
        with ordered as materialized (
            select {listing.id} as id from {listing.tables} {narrowed.where}
            order by {_order_by(listing, listing.order if order is None else order)} limit :limit
        )
        select string_agg(int8send(id), ''::bytea) from ordered
    """
    allow_memory(connection)
    packed = connection.execute(text(statement), {"limit": limit, **narrowed.values}).scalar_one()
    ids = array("q", bytes(packed or b""))
    if sys.byteorder == "little":
        ids.byteswap()
    return ids


def page_of(connection: Connection, listing: Listing[RowT, Any], ids: Sequence[int]) -> list[RowT]:
    """The rows of `ids` in their order; one that is gone meanwhile is left out."""
    found = connection.execute(text(listing.page), {"ids": list(ids)}).mappings()
    rows = {row["id"]: listing.row(row) for row in found}
    return [rows[each] for each in ids if each in rows]


def totals_over(connection: Connection, listing: Listing[Any, TotalsT], narrowed: Narrowed) -> TotalsT:
    allow_memory(connection)
    query = listing.sums.format(rows=f"from {listing.tables} {narrowed.where}")
    return listing.totals(connection.execute(text(query), narrowed.values).all())


def choices_of(
    connection: Connection, listing: Listing[Any, Any], field: str, narrowed: Narrowed
) -> list[Choice]:
    """The values of `field` with how many rows have them, most frequent first."""
    query = f"""
        select {listing.narrowing.value_of(field)} as value, count(*) as rows
        from {listing.tables} {narrowed.where}
        group by 1 order by 2 desc, 1
    """
    allow_memory(connection)
    return [Choice(row.value, row.rows) for row in connection.execute(text(query), narrowed.values)]


def allow_memory(connection: Connection) -> None:
    """Lets the queries of this transaction sort and hash in memory what they read of a whole table."""
    connection.execute(text("set local work_mem = '64MB'"))


def _order_by(listing: Listing[Any, Any], order: Order) -> str:
    keys = []
    for name, descending in order:
        if name not in listing.columns:
            raise ValueError(f"there is no column {name!r} to sort by")
        direction = " desc" if descending else ""
        nulls = "" if name in listing.never_null else " nulls last"
        keys += [f"{expression}{direction}{nulls}" for expression in listing.columns[name]]
    return ", ".join([*keys, listing.id])


# A code is found by any part of it, as the maker writes it or as people run it together.
_PRODUCTS_OF_CODE = """
    select codes.product_id from products.product_codes codes
    where strpos(codes.code, :code) > 0 or strpos(codes.code, :tidy_code) > 0"""

PRODUCT_HAS_CODE = f"products.id in ({_PRODUCTS_OF_CODE})"
HAS_CODE = f"figures.product_id in ({_PRODUCTS_OF_CODE})"

# Colour and model stand in the name.
PRODUCT_HAS_WORD = """(
    products.name_key like any(:word_{n})
    or products.brand_id in (select id from core.brands where name_key like any(:word_{n}))
    or products.id in (select product_id from products.product_codes where code like any(:code_{n})))"""

HAS_WORD = f"figures.product_id in (select id from products.products where {PRODUCT_HAS_WORD})"


def ranks(name: str, table: str, order: str, key: str) -> str:
    """LEFT JOIN that gives the rows of `table` their `rank` by `order`.

    Comparing numbers sorts 100,000 rows by brand and size in a third of the time that comparing texts takes.
    Grouped, so that the planner knows the id to be unique and drops the join where nobody sorts by it.
    """
    return f"""
    left join (select id, min(rank) as rank
               from (select id, rank() over (order by {order}) from {table}) as each group by id) as {name}
      on {name}.id = {key}"""


PRODUCT_RANKS = "".join(
    (
        ranks("product_rank", "products.products", "name_key", "figures.product_id"),
        ranks("brand_rank", "core.brands", "name_key", "product.brand_id"),
        ranks("size_rank", "core.sizes", "system, number, value", "figures.size_id"),
    )
)
"""For sorting by product, brand and size."""

CODES = """
    left join (select product_id, string_agg(code, '/' order by id) as codes
               from products.product_codes group by product_id) as coded
      on coded.product_id = figures.product_id"""
"""The style codes of every product, for sorting; a page takes those of its own products alone."""

CODES_OF_PRODUCT = """(
    select coalesce(string_agg(code, '/' order by id), '')
    from products.product_codes where product_codes.product_id = figures.product_id)"""
