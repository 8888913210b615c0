"""Free pairs that may be the one a sale sold, as far as SQL can tell them apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, text

from soleflip_desktop.db.drafts import ZONE
from soleflip_desktop.db.goods_edits import search_for
from soleflip_desktop.db.paging import allow_memory
from soleflip_desktop.db.tables.sales import ACTIVE
from soleflip_desktop.domain.size_labels import size_label

# Of one product and size the oldest few are enough to choose from; the rest are as good.
OF_EACH = 5

_FREE = f"""items.state in ('incoming', 'in_stock', 'consigned')
    and not exists (select from sales.sales where item_id = items.id and {ACTIVE})"""
_CODES = """array(select code from products.product_codes where product_id = product.id order by id)"""


@dataclass(frozen=True, slots=True)
class SoldGoods:
    """What a sale says of the pair it sold."""

    id: int
    order_key: str
    status: str
    item_id: int | None
    product_id: int
    product: str
    codes: tuple[str, ...]
    size_id: int
    size: str
    sold_on: date


@dataclass(frozen=True, slots=True)
class FreeGoods:
    """A product of which pairs are free."""

    product_id: int
    product: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FreeItem:
    """A pair that no sale holds; amounts in `currency`."""

    id: int
    product_id: int
    size_id: int
    size: str
    state: str
    bought_on: date | None
    supplier: str | None
    location: str | None
    price: Decimal | None
    currency: str | None


def sold_goods(connection: Connection, sale_id: int) -> SoldGoods | None:
    row = connection.execute(
        text(
            f"""
            select sales.id, sales.order_key, sales.status, sales.item_id, sales.product_id,
                   product.name as product, {_CODES} as codes, sales.size_id, sizes.system, sizes.value,
                   (sales.sold_at at time zone {ZONE})::date as sold_on
            from sales.sales
            join products.products product on product.id = sales.product_id
            join core.sizes on sizes.id = sales.size_id
            where sales.id = :id
            """
        ),
        {"id": sale_id},
    ).one_or_none()
    if row is None:
        return None
    size = size_label(row.system, row.value)
    values = {name: getattr(row, name) for name in SoldGoods.__slots__ if name not in ("codes", "size")}
    return SoldGoods(codes=tuple(row.codes), size=size, **values)


def free_goods(connection: Connection, search: str) -> list[FreeGoods]:
    """Every product of which pairs are free, as far as the search finds it."""
    found, values = search_for(search)
    allow_memory(connection)
    rows = connection.execute(
        text(
            f"""
            select product.id, product.name, {_CODES} as codes from products.products product
            where product.id in (select items.product_id from products.items where {_FREE}) and {found}
            """
        ),
        values,
    )
    return [FreeGoods(row.id, row.name, tuple(row.codes)) for row in rows]


def free_items(connection: Connection, products: Sequence[int], sale: SoldGoods) -> list[FreeItem]:
    """The oldest free pairs of each product and size; those bought before the sale first."""
    rows = connection.execute(
        text(
            f"""
            select * from (
                select items.id, items.product_id, items.size_id, sizes.system, sizes.value, items.state,
                       purchases.ordered_on as bought_on, suppliers.name as supplier, items.location,
                       items.price, items.currency,
                       row_number() over (
                           partition by items.product_id, items.size_id
                           order by coalesce(purchases.ordered_on > :sold_on, false), purchases.ordered_on,
                                    items.id) as place
                from products.items
                join core.sizes on sizes.id = items.size_id
                left join products.purchases on purchases.id = items.purchase_id
                left join core.suppliers on suppliers.id = purchases.supplier_id
                where items.product_id = any(:products) and {_FREE}
            ) as numbered
            where place <= :of_each
            """
        ),
        {"products": list(products), "sold_on": sale.sold_on, "of_each": OF_EACH},
    )
    return [_free_item(row) for row in rows]


def _free_item(row: Row[Any]) -> FreeItem:
    return FreeItem(
        row.id,
        row.product_id,
        row.size_id,
        size_label(row.system, row.value),
        row.state,
        row.bought_on,
        row.supplier,
        row.location,
        row.price,
        row.currency,
    )
