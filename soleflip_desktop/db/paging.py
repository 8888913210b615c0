"""Long tables read by ids: all ids in order once, then the rows of the few that are shown."""

import sys
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, text

from soleflip_desktop.db.tables.columns import folded
from soleflip_desktop.domain.style_codes import StyleCodeError, normalise_style_code

Order: TypeAlias = tuple[tuple[str, bool], ...]
"""Columns to sort by, the first one first, each with whether it runs downwards."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What rows of a long table are read from.

    Attributes:
        tables: FROM clause; every join but the first is a LEFT JOIN on a unique key, which the planner
            drops where nothing is asked of it.
        id: The column of the ids.
        columns: SQL to sort by, by column name.
        never_null: Columns that can be sorted by without a rule for unknown values, so by their index.
        found: Condition for the rows a search finds, with `:needle`, `:code` and `:tidy_code` bound.
    """

    tables: str
    id: str
    columns: Mapping[str, tuple[str, ...]]
    never_null: frozenset[str]
    found: str

    def where(self, search: str) -> str:
        return f"where {self.found}" if search.strip() else ""


def ordered_ids(
    connection: Connection, listing: Listing, order: Order, search: str, limit: int | None = None
) -> "array[int]":
    """The ids of the rows that `search` finds, in order: unknown values last, equal rows by id.

    Raises:
        ValueError: If `order` names a column that cannot be sorted by.
    """
    # Eight bytes an id, in one value: a million of them as rows would take the client a second.
    statement = f"""
        with ordered as materialized (
            select {listing.id} as id from {listing.tables} {listing.where(search)}
            order by {_order_by(listing, order)} limit :limit
        )
        select string_agg(int8send(id), ''::bytea) from ordered
    """
    allow_memory(connection)
    packed = connection.execute(text(statement), {"limit": limit} | needles(search)).scalar_one()
    ids = array("q", bytes(packed or b""))
    if sys.byteorder == "little":
        ids.byteswap()
    return ids


def in_order(rows: Mapping[int, Any], ids: Sequence[int]) -> list[Any]:
    """The rows of `ids` in their order; one that is gone meanwhile is left out."""
    return [rows[each] for each in ids if each in rows]


def needles(search: str) -> dict[str, str]:
    """What a search looks for: the text, and the text read as a style code; nothing if it is blank."""
    if not (needle := search.strip()):
        return {}
    code = " ".join(needle.upper().split())
    try:
        tidy = normalise_style_code(needle)
    except StyleCodeError:
        tidy = code
    return {"needle": needle, "code": code, "tidy_code": tidy}


def allow_memory(connection: Connection) -> None:
    """Lets the queries of this transaction sort and hash in memory what they read of a whole table."""
    connection.execute(text("set local work_mem = '64MB'"))


def _order_by(listing: Listing, order: Order) -> str:
    keys = []
    for name, descending in order:
        if name not in listing.columns:
            raise ValueError(f"there is no column {name!r} to sort by")
        direction = " desc" if descending else ""
        nulls = "" if name in listing.never_null else " nulls last"
        keys += [f"{expression}{direction}{nulls}" for expression in listing.columns[name]]
    return ", ".join([*keys, listing.id])


# Brand, colour and model stand in the name; a code is found by any part of it, as the maker writes it or as
# people run it together.
PRODUCTS_FOUND = f"""(
    select products.id from products.products
    where strpos(products.name_key, {folded("cast(:needle as text)")}) > 0
       or exists (select from products.product_codes codes where codes.product_id = products.id
                  and (strpos(codes.code, :code) > 0 or strpos(codes.code, :tidy_code) > 0)))"""

CODES = """
    left join (select product_id, string_agg(code, '/' order by id) as codes
               from products.product_codes group by product_id) as coded
      on coded.product_id = figures.product_id"""
"""The style codes of every product, for sorting; a page takes those of its own products alone."""

CODES_OF_PRODUCT = """(
    select coalesce(string_agg(code, '/' order by id), '')
    from products.product_codes where product_codes.product_id = figures.product_id)"""
