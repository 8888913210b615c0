"""Where the words of a search stand: in goods, orders, pairs, brands and suppliers."""

import re
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from sqlalchemy import Connection, Row, text

from soleflip_desktop.db.narrowing import Sought
from soleflip_desktop.db.paging import PRODUCT_HAS_CODE, PRODUCT_HAS_WORD, allow_memory
from soleflip_desktop.domain.text import text_key

_CODES = """(select coalesce(string_agg(code, '/' order by id), '')
             from products.product_codes where product_id = products.id)"""

# The code itself first, then names that begin so, the plainest first.
_PRODUCTS = f"""
    select products.id, products.name, brand.name as brand, {_CODES} as codes,
           (select count(*) from sales.sales where product_id = products.id) as sales,
           (select count(*) from products.items where product_id = products.id) as items
    from products.products
    left join core.brands as brand on brand.id = products.brand_id
    where {{found}}
    order by exists (select from products.product_codes
                     where product_id = products.id and code in (:code, :tidy_code)) desc,
             starts_with(products.name_key, :key) desc, length(products.name_key), products.name_key
    limit :limit
"""

# OFFSET 0, or the newest of all sales would be looked at one by one until enough begin so. Each number by
# itself, so that an order is found by the index of its key; one of tracking numbers would cost an import 2 %.
_SALES = """
    with begun as materialized (
        (select id, sold_at from (select id, sold_at from sales.sales where {begins} offset 0) as ordered
         order by sold_at desc, id limit :limit)
        union
        (select id, sold_at
         from (select id, sold_at from sales.sales
               where starts_with(lower(tracking_number), lower(:needle)) offset 0) as sent
         order by sold_at desc, id limit :limit)
    )
    select figures.sale_id as id, figures.order_key, figures.tracking_number, figures.sold_on,
           product.name as product, size.system, size.value
    from analytics.sale_figures as figures
    left join products.products as product on product.id = figures.product_id
    left join core.sizes as size on size.id = figures.size_id
    where figures.sale_id in (select id from begun order by sold_at desc, id limit :limit)
    order by figures.sold_at desc, figures.sale_id
"""

# Each way to find a pair by itself: in one condition, every pair would be joined with its order first.
_ITEMS = """
    with found as materialized (
        (select items.id, ordered.ordered_on
         from (select id, ordered_on from products.purchases
               where starts_with(lower(order_number), lower(:needle)) offset 0) as ordered
         join products.items on items.purchase_id = ordered.id
         order by ordered_on desc nulls last, items.id limit :limit)
        union
        (select noted.id, purchase.ordered_on
         from (select id, purchase_id from products.items where {found} offset 0) as noted
         left join products.purchases as purchase on purchase.id = noted.purchase_id
         order by ordered_on desc nulls last, noted.id limit :limit)
    )
    select items.id, product.name as product, size.system, size.value, purchase.order_number,
           purchase.ordered_on as bought_on, items.location, items.notes
    from products.items
    left join products.purchases as purchase on purchase.id = items.purchase_id
    left join products.products as product on product.id = items.product_id
    left join core.sizes as size on size.id = items.size_id
    where items.id in (select id from found order by ordered_on desc nulls last, id limit :limit)
    order by purchase.ordered_on desc nulls last, items.id
"""
_ITEM_HAS_WORD = "lower(items.location) like any(:note_{n}) or lower(items.notes) like any(:note_{n})"

# Three letters in either case; each further one would double the look-ups.
_MOST_BEGINNINGS = 8

_NAMES = """
    select name, {rows} as rows from {table} where {found}
    order by starts_with(name_key, :key) desc, length(name_key), name_key limit :limit
"""
_SOLD_OF_BRAND = """(select count(*) from sales.sales join products.products on products.id = sales.product_id
                     where products.brand_id = brands.id)"""
_BOUGHT_OF_SUPPLIER = """(
    select count(*) from products.items join products.purchases on purchases.id = items.purchase_id
    where purchases.supplier_id = suppliers.id)"""


def products_found(connection: Connection, wanted: Sought, limit: int) -> Sequence[Row[Any]]:
    """`id`, `name`, `brand`, `codes`, and how many `sales` and `items` there are of each."""
    found = f"{PRODUCT_HAS_CODE} or ({_every_word(PRODUCT_HAS_WORD, wanted)})"
    return _rows(connection, _PRODUCTS.format(found=found), wanted, limit)


def sales_found(connection: Connection, wanted: Sought, limit: int) -> Sequence[Row[Any]]:
    """The newest sales whose order or tracking number begins so; none for what is meant by mistyped words."""
    if any(word.instead for word in wanted.words):
        return []
    beginnings = {f"begins_{number}": each for number, each in enumerate(_beginnings(wanted.phrase))}
    one = " or ".join(f"order_key like :{name}" for name in beginnings)
    begins = f"starts_with(lower(order_key), lower(:needle)) and ({one})"
    return _rows(connection, _SALES.format(begins=begins), wanted, limit, beginnings)


def items_found(connection: Connection, wanted: Sought, limit: int) -> Sequence[Row[Any]]:
    """The last bought pairs whose order number begins so, or whose place or notes have every word."""
    return _rows(connection, _ITEMS.format(found=_every_word(_ITEM_HAS_WORD, wanted)), wanted, limit)


def brands_found(connection: Connection, wanted: Sought, limit: int) -> Sequence[Row[Any]]:
    """`name`, and how many `rows` it has: sales."""
    return _names(connection, "core.brands", _SOLD_OF_BRAND, wanted, limit)


def suppliers_found(connection: Connection, wanted: Sought, limit: int) -> Sequence[Row[Any]]:
    """`name`, and how many `rows` it has: pairs bought there."""
    return _names(connection, "core.suppliers", _BOUGHT_OF_SUPPLIER, wanted, limit)


def _names(connection: Connection, table: str, rows: str, wanted: Sought, limit: int) -> Sequence[Row[Any]]:
    found = _every_word("name_key like any(:word_{n})", wanted)
    return _rows(connection, _NAMES.format(table=table, rows=rows, found=found), wanted, limit)


def _every_word(has_word: str, wanted: Sought) -> str:
    # No word is left of a text that is nothing but accents.
    return " and ".join(f"({has_word.format(n=number)})" for number in range(len(wanted.words))) or "false"


def _beginnings(phrase: str) -> list[str]:
    """Patterns of LIKE, one of which everything has that begins with `phrase` in capitals or small letters.

    An index of the column as it is finds by them; one of its lower case would be kept with every import.
    """
    signs: list[tuple[str, ...]] = []
    for sign in phrase:
        signs.append(
            (sign.upper(), sign.lower()) if sign.isalpha() else (re.sub(r"[\\%_]", r"\\\g<0>", sign),)
        )
        if not sign.isascii() or len(list(product(*signs))) > _MOST_BEGINNINGS:
            signs.pop()
            break
    return ["".join(each) + "%" for each in product(*signs)]


def _rows(
    connection: Connection, query: str, wanted: Sought, limit: int, more: Mapping[str, str] | None = None
) -> Sequence[Row[Any]]:
    allow_memory(connection)
    values = {**wanted.values(), "key": text_key(wanted.phrase), "limit": limit, **(more or {})}
    return connection.execute(text(query), values).all()
