"""Pairs as a user edits, adds and deletes them: single rows, locked until the transaction ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, text

from soleflip_desktop.db.tables.sales import ACTIVE
from soleflip_desktop.domain.size_labels import size_label


@dataclass(frozen=True, slots=True)
class StoredItem:
    """A pair as it stands, with what it refers to.

    Attributes:
        size: As shown, `US 10.5`; `—` for none.
        style_codes: Joined by "/", empty if there is none.
        sold_as: Order number of the standing sale that holds it, `None` if none does.
    """

    id: int
    product_id: int
    product: str
    style_codes: str
    brand: str | None
    size: str
    purchase_id: int | None
    supplier_id: int | None
    supplier: str | None
    order_number: str | None
    bought_on: date | None
    state: str
    condition: str
    price: Decimal | None
    currency: str | None
    extra_costs: Decimal | None
    purchase_vat_rate: Decimal | None
    vat_reclaimable: bool
    location: str | None
    notes: str | None
    tags: tuple[str, ...]
    locked_fields: tuple[str, ...]
    is_imported: bool
    sold_as: str | None


@dataclass(frozen=True, slots=True)
class HoldingSale:
    """A sale that names a pair, whether it stands or not."""

    sale_id: int
    order_key: str
    item_id: int


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who changed a field last; `actor` is one of `tables.logging.ACTORS`."""

    label: str
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Purchase:
    """What an order says of its pairs and a user can type."""

    supplier_id: int | None
    order_number: str | None
    ordered_on: date | None

    @property
    def is_empty(self) -> bool:
        return self.supplier_id is None and self.order_number is None and self.ordered_on is None


def begin_edit(connection: Connection) -> None:
    """Waits until no import is being merged and nothing undone, before any row is locked.

    A merge and an undo lock the two tables and then write rows; an edit that held a row of theirs while it
    waits for a table would make both wait for ever.
    """
    connection.execute(text("lock table products.items, sales.sales in row exclusive mode"))


_ITEM = f"""
    select items.id, items.product_id, products.name as product,
           coalesce((select string_agg(code, '/' order by id) from products.product_codes
                     where product_id = items.product_id), '') as style_codes,
           brands.name as brand, sizes.system, sizes.value, items.purchase_id, purchases.supplier_id,
           suppliers.name as supplier, purchases.order_number, purchases.ordered_on as bought_on,
           items.state, items.condition, items.price, items.currency, items.extra_costs,
           items.purchase_vat_rate, items.vat_reclaimable, items.location, items.notes, items.tags,
           items.locked_fields, items.item_key is not null as is_imported,
           (select order_key from sales.sales where item_id = items.id and {ACTIVE}) as sold_as
    from products.items
    join products.products on products.id = items.product_id
    join core.sizes on sizes.id = items.size_id
    left join core.brands on brands.id = products.brand_id
    left join products.purchases on purchases.id = items.purchase_id
    left join core.suppliers on suppliers.id = purchases.supplier_id
    where items.id = :id
"""


def locked_item(connection: Connection, item_id: int) -> StoredItem | None:
    """The pair, which nobody else can change until the transaction ends; `None` if there is none.

    Its product is held as well: its name and codes are fields of the pair to who edits it.
    """
    lock = "for no key update of items, products"
    # First the rows, then what they say: a row that was waited for has changed meanwhile.
    held = "select products.id from products.items join products.products on products.id = product_id"
    if connection.execute(text(f"{held} where items.id = :id {lock}"), {"id": item_id}).first() is None:
        return None
    row = dict(connection.execute(text(_ITEM), {"id": item_id}).mappings().one())
    row["size"] = size_label(row.pop("system"), row.pop("value"))
    row["tags"], row["locked_fields"] = tuple(row["tags"]), tuple(row["locked_fields"])
    return StoredItem(**row)


# A file that comes again names the goods as before: by them it finds the pair it once brought.
_AS_IMPORTED = """
    external_ids = case
        when item_key is null or jsonb_exists(external_ids, 'imported_as') then external_ids
        else external_ids || jsonb_build_object(
            'imported_as', jsonb_build_object('product_id', product_id, 'size_id', size_id)) end
"""


def set_item(
    connection: Connection, item_id: int, values: Mapping[str, Any], locks: Sequence[str] = ()
) -> None:
    """Writes columns of a pair; an import leaves those named in `locks` alone from now on."""
    changes = [f"{column} = :{column}" for column in values]
    if {"product_id", "size_id"} & values.keys():
        changes.append(_AS_IMPORTED)
    changes.append(
        "locked_fields = array(select distinct unnest(locked_fields || cast(:locks as text[])) order by 1)"
    )
    connection.execute(
        text(f"update products.items set {', '.join(changes)} where id = :id"),
        {**values, "id": item_id, "locks": list(locks)},
    )


def set_purchase(connection: Connection, item: StoredItem, wanted: Purchase) -> None:
    """Lets the order of this pair say something else, and leaves the other pairs of the order as they are.

    The pair moves to the order that says this already, if there is one with a supplier or an order number;
    an order of this pair alone is changed; from any other the pair takes a copy of its own.
    """
    found = _equal_purchase(connection, wanted)
    if found is None and item.purchase_id is not None and _pairs_of(connection, item.purchase_id) == 1:
        connection.execute(
            text(
                "update products.purchases set supplier_id = :supplier_id, order_number = :order_number,"
                " ordered_on = :ordered_on where id = :id"
            ),
            _columns(wanted) | {"id": item.purchase_id},
        )
        return
    if found is None and not wanted.is_empty:
        found = add_purchase(connection, wanted, item.purchase_id)
    connection.execute(
        text("update products.items set purchase_id = :purchase where id = :id"),
        {"purchase": found, "id": item.id},
    )


def purchase_of(connection: Connection, wanted: Purchase) -> int | None:
    """The order that says this, made if there is none; `None` if it says nothing."""
    if wanted.is_empty:
        return None
    found = _equal_purchase(connection, wanted)
    return add_purchase(connection, wanted) if found is None else found


def add_purchase(connection: Connection, wanted: Purchase, like: int | None = None) -> int:
    """An order; invoice and documents as those of the order `like`, but not its shipping, paid once."""
    added: int = connection.execute(
        text(
            """
            insert into products.purchases (supplier_id, purchase_key, order_number, ordered_on,
                                            invoice_number, paid_on, document_ids)
            select :supplier_id, :key, :order_number, :ordered_on, invoice_number, paid_on,
                   coalesce(document_ids, '{}')
            from (select 1) as one left join products.purchases on id = :like
            returning id
            """
        ),
        _columns(wanted) | {"key": f"typed/{uuid4()}", "like": like},
    ).scalar_one()
    return added


def _equal_purchase(connection: Connection, wanted: Purchase) -> int | None:
    """Two orders of nobody knows whom are not one because they are of the same day."""
    if wanted.supplier_id is None and wanted.order_number is None:
        return None
    same = (f"{name} is not distinct from :{name}" for name in _columns(wanted))
    query = f"select id from products.purchases where {' and '.join(same)} order by id limit 1"
    found: int | None = connection.execute(text(query), _columns(wanted)).scalar_one_or_none()
    return found


def _pairs_of(connection: Connection, purchase_id: int) -> int:
    query = text("select count(*) from products.items where purchase_id = :id")
    count: int = connection.execute(query, {"id": purchase_id}).scalar_one()
    return count


def _columns(purchase: Purchase) -> dict[str, Any]:
    return {each.name: getattr(purchase, each.name) for each in fields(purchase)}


def add_items(connection: Connection, count: int, values: Mapping[str, Any], token: str = "") -> list[int]:
    """The ids of `count` new pairs that are alike; `items_added_as` finds them by `token`."""
    columns = {name: f":{name}" for name in values}
    if token:
        columns["external_ids"] = "jsonb_build_object('added_as', cast(:token as text))"
    query = f"""
        insert into products.items ({", ".join(columns)})
        select {", ".join(columns.values())} from generate_series(1, :n) returning id
    """
    return sorted(connection.scalars(text(query), {**values, "token": token, "n": count}))


def items_added_as(connection: Connection, token: str) -> dict[int, int]:
    """The pairs that were added with this token, each with the change set that added it."""
    query = """
        select id, (select min(change_set_id) from logging.row_changes
                    where table_name = 'products.items' and row_id = items.id and operation = 'I') as added_in
        from products.items where item_key is null and external_ids ->> 'added_as' = :token order by id
    """
    return {row.id: row.added_in for row in connection.execute(text(query), {"token": token})}


def existing_items(connection: Connection, ids: Sequence[int]) -> list[tuple[int, str]]:
    """The pairs among `ids` that are there, locked, each with its product's name."""
    rows = connection.execute(
        text(
            "select items.id, products.name from products.items"
            " join products.products on products.id = product_id"
            " where items.id = any(:ids) order by items.id for update of items"
        ),
        {"ids": list(ids)},
    )
    return [(row.id, row.name) for row in rows]


def holding_sales(connection: Connection, ids: Sequence[int]) -> list[HoldingSale]:
    rows = connection.execute(
        text(
            "select id, order_key, item_id from sales.sales where item_id = any(:ids)"
            " order by order_key, id for update"
        ),
        {"ids": list(ids)},
    )
    return [HoldingSale(*row) for row in rows]


# A sale whose pair was taken away by hand waits for none: an import leaves it alone from then on.
RELEASED = """
    item_id = null,
    locked_fields = array(select distinct unnest(locked_fields || array['item_id']) order by 1)
"""

# What names a pair and can stand without it loses the name; what is nothing without it goes along.
_DELETE = (
    f"update sales.sales set {RELEASED} where item_id = any(:ids)",
    "update sales.expenses set item_id = null where item_id = any(:ids)",
    "delete from products.listings where item_id = any(:ids)",
    "delete from products.item_events where item_id = any(:ids)",
    "delete from products.items where id = any(:ids)",
)


def delete_items(connection: Connection, ids: Sequence[int]) -> None:
    for statement in _DELETE:
        connection.execute(text(statement), {"ids": list(ids)})


def last_change(connection: Connection, places: Mapping[str, tuple[int, Sequence[str]]]) -> LastChange | None:
    """Who last changed one of some columns; `None` if the history does not say.

    Args:
        places: Row id and columns by table (`products.items`).
    """
    found = [
        row
        for table, (row_id, columns) in places.items()
        for row in connection.execute(
            text(
                """
                select change.id, of.label, of.actor, of.at
                from logging.row_changes change join logging.change_sets of on of.id = change.change_set_id
                where table_name = :table and row_id = :row_id and operation = 'U'
                  and exists (select from jsonb_object_keys(old) as key where key = any(:columns))
                order by change.id desc limit 1
                """
            ),
            {"table": table, "row_id": row_id, "columns": list(columns)},
        )
    ]
    newest = max(found, key=lambda row: row.id, default=None)
    return None if newest is None else LastChange(newest.label, newest.actor, newest.at)
