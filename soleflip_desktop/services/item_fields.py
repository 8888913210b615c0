"""The fields of a pair that can be typed: what each means, and how it is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from soleflip_desktop.db import goods_edits as goods
from soleflip_desktop.db.engine import Connection
from soleflip_desktop.db.item_edits import Purchase, StoredItem, set_item, set_purchase
from soleflip_desktop.db.preferences import today
from soleflip_desktop.domain.item_state import STATE_WORDS, STATES, may_move
from soleflip_desktop.domain.size_labels import size_label
from soleflip_desktop.domain.sizes import parse_size
from soleflip_desktop.errors import Said, UserError, listed, said
from soleflip_desktop.services.item_goods import (
    renamed_by,
    set_product,
    set_style_codes,
    typed_codes,
    typed_name,
)
from soleflip_desktop.services.item_money import (
    money_of,
    typed_money,
    write_extra_costs,
    write_price,
    write_rate,
    write_reclaimable,
)
from soleflip_desktop.services.typed import (
    refuse_future,
    typed_day,
    typed_line,
    typed_percent,
    typed_text,
)

_CONDITION_WORDS: Mapping[str, Said] = {
    "new": said("new"),
    "new_with_defects": said("new with defects"),
    "used": said("used"),
}
CONDITIONS = tuple(_CONDITION_WORDS)


class ItemField(StrEnum):
    """A field of a pair, by the name it has as a column of the Inventory table."""

    PRODUCT = "product"
    STYLE_CODES = "style_codes"
    BRAND = "brand"
    SIZE = "size"
    SUPPLIER = "supplier"
    ORDER_NUMBER = "order_number"
    BOUGHT_ON = "bought_on"
    PRICE = "price"
    EXTRA_COSTS = "extra_costs"
    VAT_RATE = "vat_rate"
    VAT_RECLAIMABLE = "vat_reclaimable"
    STATE = "state"
    CONDITION = "condition"
    LOCATION = "location"
    NOTES = "notes"
    TAGS = "tags"


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """How one field is edited.

    Attributes:
        name: In a label: "Price of … to …".
        typed: The value to write for one that was typed; raises `UserError`.
        present: The value as it stands, in the form of `typed`.
        write: Writes it.
        columns: Where it is kept, by table; the history of these is the history of the field.
        told: The value in a label; without it the label names the field alone.
        reaches: The pairs and sales that are changed with the pair; `None` if it is that pair alone.
    """

    name: Said
    typed: Callable[[Any], Any]
    present: Callable[[StoredItem], Any]
    write: Callable[[Connection, StoredItem, Any], None]
    columns: Mapping[str, tuple[str, ...]]
    told: Callable[[Any], str] | None = None
    reaches: Callable[[Connection, StoredItem, Any], goods.Uses | None] = lambda *_: None


_ITEMS, _PRODUCTS, _PURCHASES = "products.items", "products.products", "products.purchases"


def _write_state(connection: Connection, item: StoredItem, state: str) -> None:
    if item.sold_as is not None:
        raise UserError(
            said("The pair is sold, with the sale {order}: its state follows that sale", order=item.sold_as),
            said("Release the pair of the sale first"),
        )
    if not may_move(item.state, state):
        raise UserError(
            said(
                "A pair that is {present} does not become {state}",
                present=STATE_WORDS[item.state],
                state=STATE_WORDS[state],
            ),
            said("Undo takes back a slip of the hand"),
        )
    set_item(connection, item.id, {"state": state}, ("state",))


def _write_brand(connection: Connection, item: StoredItem, brand: str | None) -> None:
    goods.set_brand(connection, item.product_id, goods.brand_id(connection, brand) if brand else None)
    set_item(connection, item.id, {}, ("brand",))


def _write_size(connection: Connection, item: StoredItem, size: str) -> None:
    set_item(connection, item.id, {"size_id": goods.size_id(connection, parse_size(size))}, ("size",))


def _write_supplier(connection: Connection, item: StoredItem, supplier: str | None) -> None:
    found = goods.supplier_id(connection, supplier) if supplier else None
    _write_purchase(connection, item, "supplier", supplier_id=found)


def _write_order_number(connection: Connection, item: StoredItem, number: str | None) -> None:
    _write_purchase(connection, item, "order_number", order_number=number)


def _write_bought_on(connection: Connection, item: StoredItem, day: date | None) -> None:
    refuse_future(day, today(connection))
    _write_purchase(connection, item, "ordered_on", ordered_on=day)


def _write_purchase(connection: Connection, item: StoredItem, lock: str, **changes: Any) -> None:
    stated = Purchase(item.supplier_id, item.order_number, item.bought_on)
    set_purchase(connection, item, replace(stated, **changes))
    set_item(connection, item.id, {}, (lock,))


def _typed_size(size: str) -> str:
    found = parse_size(typed_line(size) or "")
    return size_label(found.system, found.value)


def _typed_state(state: str) -> str:
    if state not in STATES:
        raise UserError(
            said("“{state}” is no state of a pair", state=state),
            said("Choose one of {states}", states=listed(STATE_WORDS.values())),
        )
    return state


def _typed_condition(condition: str) -> str:
    if condition not in CONDITIONS:
        raise UserError(
            said("“{condition}” is no condition of a pair", condition=condition),
            said("Choose one of {conditions}", conditions=listed(_CONDITION_WORDS.values())),
        )
    return condition


def _typed_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    lines = (typed_line(tag) for tag in tags)
    return tuple(dict.fromkeys(line for line in lines if line is not None))


def _plain(
    column: str, name: Said, typed: Callable[[Any], Any], told: Callable[[Any], str] | None = None
) -> FieldEdit:
    """A field that is one column of the pair itself."""

    def write(connection: Connection, item: StoredItem, value: Any) -> None:
        stored = list(value) if isinstance(value, tuple) else value
        set_item(connection, item.id, {column: stored}, (column,))

    return FieldEdit(name, typed, lambda item: getattr(item, column), write, {_ITEMS: (column,)}, told)


def _known(typed: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`typed` of a value, `None` of an unknown one."""
    return lambda value: None if value is None else typed(value)


_ORDER = {_ITEMS: ("purchase_id",)}

EDITS: Mapping[ItemField, FieldEdit] = {
    ItemField.PRODUCT: FieldEdit(
        said("Product"),
        typed_name,
        lambda item: item.product,
        set_product,
        {_ITEMS: ("product_id",), _PRODUCTS: ("name",)},
        str,
        renamed_by,
    ),
    ItemField.STYLE_CODES: FieldEdit(
        said("Style code"),
        typed_codes,
        lambda item: item.style_codes,
        set_style_codes,
        {_ITEMS: ("product_id",)},
        str,
    ),
    ItemField.BRAND: FieldEdit(
        said("Brand"),
        _known(typed_line),
        lambda item: item.brand,
        _write_brand,
        {_ITEMS: ("product_id",), _PRODUCTS: ("brand_id",)},
        str,
        lambda connection, item, _: goods.uses_of(connection, item.product_id),
    ),
    ItemField.SIZE: FieldEdit(
        said("Size"), _typed_size, lambda item: item.size, _write_size, {_ITEMS: ("size_id",)}, str
    ),
    ItemField.SUPPLIER: FieldEdit(
        said("Supplier"),
        _known(typed_line),
        lambda item: item.supplier,
        _write_supplier,
        _ORDER | {_PURCHASES: ("supplier_id",)},
        str,
    ),
    ItemField.ORDER_NUMBER: FieldEdit(
        said("Order number"),
        _known(typed_line),
        lambda item: item.order_number,
        _write_order_number,
        _ORDER | {_PURCHASES: ("order_number",)},
        str,
    ),
    ItemField.BOUGHT_ON: FieldEdit(
        said("Day bought"),
        _known(typed_day),
        lambda item: item.bought_on,
        _write_bought_on,
        _ORDER | {_PURCHASES: ("ordered_on",)},
        str,
    ),
    ItemField.PRICE: FieldEdit(
        said("Price"),
        typed_money,
        lambda item: money_of(item.price, item.currency),
        write_price,
        {_ITEMS: ("price", "currency")},
        str,
    ),
    ItemField.EXTRA_COSTS: FieldEdit(
        said("Extra costs"),
        typed_money,
        lambda item: money_of(item.extra_costs, item.currency),
        write_extra_costs,
        {_ITEMS: ("extra_costs", "currency")},
        str,
    ),
    ItemField.VAT_RATE: FieldEdit(
        said("VAT rate"),
        _known(typed_percent),
        lambda item: item.purchase_vat_rate,
        write_rate,
        {_ITEMS: ("purchase_vat_rate",)},
        lambda rate: f"{rate.normalize():f} %",
    ),
    ItemField.VAT_RECLAIMABLE: FieldEdit(
        said("VAT reclaimable"),
        bool,
        lambda item: item.vat_reclaimable,
        write_reclaimable,
        {_ITEMS: ("vat_reclaimable",)},
        lambda reclaimable: said("yes") if reclaimable else said("no"),
    ),
    ItemField.STATE: FieldEdit(
        said("State"),
        _typed_state,
        lambda item: item.state,
        _write_state,
        {_ITEMS: ("state",)},
        STATE_WORDS.__getitem__,
    ),
    ItemField.CONDITION: _plain(
        "condition", said("Condition"), _typed_condition, _CONDITION_WORDS.__getitem__
    ),
    ItemField.LOCATION: _plain("location", said("Location"), _known(typed_line), str),
    ItemField.NOTES: _plain("notes", said("Notes"), _known(typed_text)),
    ItemField.TAGS: _plain("tags", said("Tags"), _typed_tags, ", ".join),
}
