"""Pairs edited by hand: one field changed, pairs added, pairs deleted; each can be undone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from soleflip_desktop.db import goods_edits as goods
from soleflip_desktop.db.engine import Connection, Engine, transaction
from soleflip_desktop.db.goods_edits import KnownProduct, Uses
from soleflip_desktop.db.history import open_change_set
from soleflip_desktop.db.item_edits import (
    HoldingSale,
    Purchase,
    StoredItem,
    add_items,
    begin_edit,
    delete_items,
    existing_items,
    holding_sales,
    items_added_as,
    last_change,
    locked_item,
    purchase_of,
)
from soleflip_desktop.db.preferences import today
from soleflip_desktop.domain.money import Money
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.sizes import parse_size
from soleflip_desktop.errors import UserError, said
from soleflip_desktop.services.item_fields import EDITS, FieldEdit, ItemField
from soleflip_desktop.services.item_goods import GoodsWanted, find_or_add
from soleflip_desktop.services.item_money import vat_inside
from soleflip_desktop.services.typed import (
    refuse_future,
    typed_cost,
    typed_day,
    typed_line,
    typed_percent,
    typed_text,
)
from soleflip_desktop.services.written import Written

__all__ = ["Clash", "Editing", "HeldBySales", "HoldingSale", "ItemField", "KnownProduct", "NewPair", "Uses"]

MOST_ADDED = 1_000  # pairs at once, as in a purchases file
SUGGESTED_AT_MOST = 2_000
PRODUCTS_SUGGESTED = 50
_NAME_IN_LABEL = 60  # characters


class _Unseen:
    """Stands for a value that nobody looked at, so that it cannot have changed meanwhile."""


UNSEEN: Final = _Unseen()


@dataclass(frozen=True, slots=True)
class NewPair:
    """A pair, or several alike, as typed.

    Attributes:
        size: In any notation; empty for none.
        price: Of one pair as paid, VAT included; `None` if nobody knows it, 0 for a gift.
        vat_rate: Percent.
    """

    goods: GoodsWanted
    size: str = ""
    price: Money | None = None
    bought_on: date | None = None
    supplier: str | None = None
    order_number: str | None = None
    vat_rate: Decimal | None = None
    vat_reclaimable: bool = False
    location: str | None = None
    notes: str | None = None


class Clash(UserError):  # noqa: N818 - an answer, named by what happened
    """The field was changed since the user looked; nothing was overwritten.

    Attributes:
        item_id: The pair.
        field: The field.
        present: Its value as it stands.
        label: What the other change did, empty if the history does not say.
        actor: Who did it, one of `db.tables.logging.ACTORS`, empty if the history does not say.
        at: When.
    """

    def __init__(self, item: StoredItem, name: ItemField, present: Any, found: Any) -> None:
        what = said(
            "{field} of {product} was changed meanwhile to {value}",
            field=EDITS[name].name,
            product=_short(item.product),
            value=_told(EDITS[name], present) or said("something else"),
        )
        if found:
            what = said(
                "{what} by “{label}” ({actor}, {at:%Y-%m-%d %H:%M})",
                what=what,
                label=found.label,
                actor=found.actor,
                at=found.at.astimezone(),
            )
        super().__init__(what, said("Yours was not written: look at it, then type it again"))
        self.item_id, self.field, self.present = item.id, name, present
        self.label: str = found.label if found else ""
        self.actor: str = found.actor if found else ""
        self.at: datetime | None = found.at if found else None


class HeldBySales(UserError):  # noqa: N818 - an answer the user is asked for, named by what it lists
    """Pairs that are to be deleted are held by `sales`; nothing was deleted."""

    def __init__(self, pairs: int, sales: Sequence[HoldingSale]) -> None:
        orders = ", ".join(sale.order_key for sale in sales[:3])
        if len(sales) > 3:
            orders = said("{orders} and {count:,} more", orders=orders, count=len(sales) - 3)
        held = len({sale.item_id for sale in sales})
        super().__init__(
            said("The pair is held by the sale {orders}", orders=orders)
            if pairs == 1
            else said(
                "{held:,} of {pairs:,} pairs are held by the sale {orders}",
                held=held,
                pairs=pairs,
                orders=orders,
            ),
            said("Release the pair there first, or free the sale as well"),
        )
        self.pairs = pairs
        self.sales = tuple(sales)


@dataclass(frozen=True, slots=True)
class _Checked:
    """A `NewPair` whose values can be written."""

    values: dict[str, Any]
    purchase: Purchase
    supplier: str | None


class Editing:
    """Changes pairs, one change set for each call.

    A field that was typed is named in `locked_fields`, so that a later import leaves it alone. What the user
    saw of a field is compared with what stands, and not the row's version: that counts changes of other
    fields as well, which neither side would lose.

    Args:
        engine: Where the pairs are kept.
        actor: Who works with them, one of `db.tables.logging.ACTORS`.
        brand_of: The brand of a product from its name, for new products that are given none.
    """

    def __init__(
        self, engine: Engine, actor: str, brand_of: Callable[[str], str | None] = lambda _: None
    ) -> None:
        self._engine = engine
        self._actor = actor
        self._brand_of = brand_of

    def change(
        self,
        item_id: int,
        name: ItemField,
        value: Any,
        seen: Any = UNSEEN,
        *,
        control: Control | None = None,
    ) -> Uses | None:
        """Writes one field of a pair; product and brand are those of every pair and sale of the product.

        Args:
            item_id: The pair.
            name: The field.
            value: `Money` for amounts, `Decimal` for percent, `date`, `bool`, a tuple of tags, else text;
                `None` for unknown.
            seen: What the user saw in the field when they began to type.

        Returns:
            How many pairs and sales were changed; `None` for a value that stands already, which makes no
            change set.

        Raises:
            Clash: If the field is neither as it was seen nor as it is wanted.
            UserError: If there is no such pair, or the field cannot be this.
        """
        edit = EDITS[name]
        wanted = edit.typed(value)
        with transaction(self._engine, control) as connection:
            begin_edit(connection)
            item = self._locked(connection, item_id)
            present = edit.present(item)
            if present == wanted:
                return None
            if seen is not UNSEEN and present != seen:
                raise Clash(item, name, present, last_change(connection, _places(edit, item)))
            uses = edit.reaches(connection, item, wanted) or Uses(1, 0)
            open_change_set(connection, self._actor, _label(edit, item, wanted, uses))
            edit.write(connection, item, wanted)
            return uses

    def add(
        self, pair: NewPair, count: int = 1, *, token: str = "", control: Control | None = None
    ) -> Written[list[int]]:
        """Adds `count` pairs that are alike, with the price each, in one order if there is one.

        Args:
            token: Names this wish. A second call with it, where nobody knows what became of the first, finds
                the pairs that are there already.

        Returns:
            The ids of the new pairs.

        Raises:
            UserError: If a value cannot be right, or the goods can be several products.
        """
        if not 1 <= count <= MOST_ADDED:
            raise UserError(
                said("{count:,} pairs cannot be added at once", count=count),
                said("Type a number from 1 to {most:,}", most=MOST_ADDED),
            )
        checked = _checked(pair)
        with transaction(self._engine, control) as connection:
            begin_edit(connection)
            if token and (known := items_added_as(connection, token)):
                return Written(list(known), known[min(known)])
            refuse_future(checked.purchase.ordered_on, today(connection))
            name = _short(pair.goods.name.strip() or pair.goods.style_codes.strip())
            change_set = open_change_set(
                connection, self._actor, f"Add {name}" if count == 1 else f"Add {count:,} pairs of {name}"
            )
            supplier = goods.supplier_id(connection, checked.supplier) if checked.supplier else None
            branded = replace(pair.goods, brand=pair.goods.brand or self._brand_of(pair.goods.name))
            order, day = checked.purchase.order_number, checked.purchase.ordered_on
            added = add_items(
                connection,
                count,
                checked.values
                | {
                    "product_id": find_or_add(connection, branded),
                    "size_id": goods.size_id(connection, parse_size(typed_line(pair.size) or "")),
                    "purchase_id": purchase_of(connection, Purchase(supplier, order, day)),
                },
                token,
            )
            return Written(added, change_set)

    def delete(
        self, ids: Sequence[int], *, free_sales: bool = False, control: Control | None = None
    ) -> Written[int]:
        """Deletes pairs with their listings and events; expenses stay, without the pair.

        Args:
            ids: The pairs; one that is gone meanwhile is left out.
            free_sales: Sales that name one of the pairs lose it, and with it their cost.

        Returns:
            How many were deleted.

        Raises:
            HeldBySales: If sales name any of the pairs and are not to be freed.
        """
        with transaction(self._engine, control) as connection:
            begin_edit(connection)
            found = existing_items(connection, ids)
            sales = holding_sales(connection, [item_id for item_id, _ in found])
            if sales and not free_sales:
                raise HeldBySales(len(found), sales)
            if not found:
                return Written(0, None)
            label = _short(found[0][1]) if len(found) == 1 else f"{len(found):,} pairs"
            change_set = open_change_set(connection, self._actor, f"Delete {label}")
            delete_items(connection, [item_id for item_id, _ in found])
            return Written(len(found), change_set)

    def suggestions(self, name: ItemField, *, control: Control | None = None) -> list[str]:
        """What is usually typed in a field: every brand, supplier, size or location in use.

        Raises:
            KeyError: If the field is another one.
        """
        with transaction(self._engine, control) as connection:
            return goods.names(connection, name.value, SUGGESTED_AT_MOST)

    def products(self, typed: str, *, control: Control | None = None) -> list[KnownProduct]:
        """Known products whose name or style code holds what was typed."""
        with transaction(self._engine, control) as connection:
            return goods.known_products(connection, typed, PRODUCTS_SUGGESTED)

    def _locked(self, connection: Connection, item_id: int) -> StoredItem:
        item = locked_item(connection, item_id)
        if item is None:
            raise UserError(
                said("There is no pair {number} any more", number=item_id),
                said("It was deleted or undone meanwhile; look at the pairs again"),
            )
        return item


def _checked(pair: NewPair) -> _Checked:
    price = None if pair.price is None else typed_cost(pair.price.amount, pair.price.currency)
    rate = None if pair.vat_rate is None else typed_percent(pair.vat_rate)
    amount = None if price is None else price.amount
    return _Checked(
        {
            "price": amount,
            "currency": None if price is None else price.currency,
            "purchase_vat_rate": rate,
            "purchase_vat": vat_inside(amount, rate, reclaimable=pair.vat_reclaimable),
            "vat_reclaimable": pair.vat_reclaimable,
            "location": typed_line(pair.location or ""),
            "notes": typed_text(pair.notes or ""),
        },
        Purchase(
            None,
            typed_line(pair.order_number or ""),
            None if pair.bought_on is None else typed_day(pair.bought_on),
        ),
        typed_line(pair.supplier or ""),
    )


def _places(edit: FieldEdit, item: StoredItem) -> dict[str, tuple[int, Sequence[str]]]:
    ids = {
        "products.items": item.id,
        "products.products": item.product_id,
        "products.purchases": item.purchase_id or 0,
    }
    return {table: (ids[table], columns) for table, columns in edit.columns.items()}


def _label(edit: FieldEdit, item: StoredItem, wanted: Any, uses: Uses) -> str:
    told = _told(edit, wanted)
    several = f" (pairs: {uses.pairs:,}, sales: {uses.sales:,})" if uses.pairs + uses.sales > 1 else ""
    return f"{edit.name} of {_short(item.product)}{several}" + (f" to {told}" if told else "")


def _told(edit: FieldEdit, value: Any) -> str:
    if edit.told is None:
        return ""
    return _short(edit.told(value)) if value not in (None, "", ()) else said("unknown")


def _short(name: str) -> str:
    return name if len(name) <= _NAME_IN_LABEL else f"{name[: _NAME_IN_LABEL - 1].rstrip()}…"
