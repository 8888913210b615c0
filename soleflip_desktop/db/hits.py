"""Where the words of a search stand: in goods, orders, pairs, brands and suppliers."""

from collections.abc import Sequence
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

# Set apart, or the newest of all sales would be looked at one by one until enough begin so.
_SALES = """
    with begun as materialized (
        select id, sold_at from sales.sales
        where starts_with(lower(order_key), lower(:needle))
           or starts_with(lower(tracking_number), lower(:needle))
    )
    select figures.sale_id as id, figures.order_key, figures.tracking_number, figures.sold_on,
           product.name as product, size.system, size.value
    from analytics.sale_figures as figures
    left join products.products as product on product.id = figures.product_id
    left join core.sizes as size on size.id = figures.size_id
    where figures.sale_id in (select id from begun order by sold_at desc, id limit :limit)
    order by figures.sold_at desc, figures.sale_id
"""

_ITEMS = """
    select items.id, product.name as product, size.system, size.value, purchase.order_number,
           purchase.ordered_on as bought_on, items.location, items.notes
    from products.items
    left join products.purchases as purchase on purchase.id = items.purchase_id
    left join products.products as product on product.id = items.product_id
    left join core.sizes as size on size.id = items.size_id
    where starts_with(lower(purchase.order_number), lower(:needle)) or ({found})
    order by purchase.ordered_on desc nulls last, items.id limit :limit
"""
_ITEM_HAS_WORD = "lower(items.location) like any(:note_{n}) or lower(items.notes) like any(:note_{n})"

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
    """The newest sales whose order or tracking number begins so."""
    return _rows(connection, _SALES, wanted, limit)


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


def _rows(connection: Connection, query: str, wanted: Sought, limit: int) -> Sequence[Row[Any]]:
    allow_memory(connection)
    values = {**wanted.values(), "key": text_key(wanted.phrase), "limit": limit}
    return connection.execute(text(query), values).all()
