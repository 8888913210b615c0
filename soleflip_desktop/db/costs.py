"""A cost that is typed for a sale: it makes the pair that was sold."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, insert, select, update

from soleflip_desktop.db.tables.products import items
from soleflip_desktop.db.tables.sales import sales


@dataclass(frozen=True, slots=True)
class OpenSale:
    """What the cost of a sale depends on."""

    id: int
    order_key: str
    status: str
    item_id: int | None
    product_id: int
    size_id: int


def locked_sale(connection: Connection, sale_id: int) -> OpenSale | None:
    """The sale, which nobody else can change until the transaction ends; `None` if there is none."""
    columns = (sales.c[name] for name in OpenSale.__slots__)
    row = connection.execute(select(*columns).where(sales.c.id == sale_id).with_for_update()).one_or_none()
    return None if row is None else OpenSale(*row)


def add_sold_pair(connection: Connection, sale: OpenSale, amount: Decimal, currency: str) -> int:
    """Adds the pair that `sale` sold, bought for `amount` on a day nobody knows, and returns its id."""
    pair: int = connection.execute(
        insert(items)
        .values(
            product_id=sale.product_id,
            size_id=sale.size_id,
            state="in_stock",
            price=amount,
            currency=currency,
        )
        .returning(items.c.id)
    ).scalar_one()
    connection.execute(update(sales).where(sales.c.id == sale.id).values(item_id=pair))
    return pair
