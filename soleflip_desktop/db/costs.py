"""The pair of a sale: found, chosen, released, or made by the cost that is typed for it."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, insert, select, text

from soleflip_desktop.db.item_edits import RELEASED, delete_items
from soleflip_desktop.db.tables.products import items
from soleflip_desktop.db.tables.sales import ACTIVE, sales

# Marks a pair that stands for nothing but the cost that was typed for a sale. Released, it is no stock.
_TYPED_FOR = "typed_for_sale"


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
            external_ids={_TYPED_FOR: sale.id},
        )
        .returning(items.c.id)
    ).scalar_one()
    hold_pair(connection, sale.id, pair)
    return pair


def hold_pair(connection: Connection, sale_id: int, item_id: int | None) -> None:
    """Lets the sale name this pair, or none: then no import gives it one (`RELEASED`)."""
    values = "item_id = :item" if item_id is not None else RELEASED
    connection.execute(
        text(f"update sales.sales set {values} where id = :sale"), {"sale": sale_id, "item": item_id}
    )


def holder_of(connection: Connection, item_id: int) -> str | None:
    """Order number of the standing sale that holds the pair."""
    query = text(f"select order_key from sales.sales where item_id = :id and {ACTIVE}")
    found: str | None = connection.execute(query, {"id": item_id}).scalar_one_or_none()
    return found


def forget_typed_pair(connection: Connection, item_id: int) -> bool:
    """Deletes the pair if it stands for a typed cost alone: no order, no place, and no other sale names it.

    Returns:
        Whether it was deleted.
    """
    stands_for_cost = connection.execute(
        text(
            """
            select exists (
                select from products.items
                where id = :id and jsonb_exists(external_ids, :mark) and purchase_id is null
                  and location is null and notes is null
                  and not exists (select from sales.sales where item_id = items.id)
                  and not exists (select from sales.expenses where item_id = items.id)
                  and not exists (select from products.listings where item_id = items.id))
            """
        ),
        {"id": item_id, "mark": _TYPED_FOR},
    ).scalar_one()
    if stands_for_cost:
        delete_items(connection, [item_id])
    return bool(stands_for_cost)
