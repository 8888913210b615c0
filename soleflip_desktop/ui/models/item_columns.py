"""The columns of the Inventory table."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.columns import ColumnSpec, Tone

if TYPE_CHECKING:
    from soleflip_desktop.services.inventory import ItemRow

_translate = QCoreApplication.translate


def item_columns(formats: Formats) -> "list[ColumnSpec[ItemRow]]":
    return [*_what(), *_money(formats), *_place(formats)]


def state_words(state: str) -> str:
    return {
        "incoming": _translate("Inventory", "Incoming"),
        "in_stock": _translate("Inventory", "In stock"),
        "consigned": _translate("Inventory", "Consigned"),
        "listed": _translate("Inventory", "Listed"),
        "sold": _translate("Inventory", "Sold"),
        "to_ship": _translate("Inventory", "To ship"),
        "shipped": _translate("Inventory", "Shipped"),
        "delivered": _translate("Inventory", "Delivered"),
        "sold_unpaid": _translate("Inventory", "Sold, unpaid"),
        "returned_to_supplier": _translate("Inventory", "Returned to supplier"),
        "written_off": _translate("Inventory", "Written off"),
    }.get(state, state.replace("_", " ").capitalize())


def _what() -> "list[ColumnSpec[ItemRow]]":
    return [
        ColumnSpec(
            "product",
            _translate("Inventory", "Product"),
            get=lambda row: row.product,
            tip=lambda value, _: value,
            width=300,
            sort="product",
        ),
        ColumnSpec(
            "style_codes",
            _translate("Inventory", "Style code"),
            get=lambda row: row.style_codes or None,
            tip=lambda value, _: value,
            why_unknown=lambda _: _translate("Inventory", "No style code was given"),
            width=112,
            sort="style_codes",
        ),
        ColumnSpec(
            "size",
            _translate("Inventory", "Size"),
            get=lambda row: row.size if row.size != "—" else None,
            why_unknown=lambda _: _translate("Inventory", "Has no size"),
            width=78,
            sort="size",
        ),
        ColumnSpec(
            "state",
            _translate("Inventory", "State"),
            get=lambda row: row.state,
            text=lambda value, _: state_words(value),
            tone=lambda row: Tone.FAINT if row.state == "written_off" else Tone.PLAIN,
            width=110,
            sort="state",
        ),
    ]


def _money(formats: Formats) -> "list[ColumnSpec[ItemRow]]":
    return [
        ColumnSpec(
            "price",
            _translate("Inventory", "Price"),
            get=lambda row: row.price,
            text=lambda value, row: formats.money(value, row.currency or ""),
            why_unknown=lambda _: _translate("Inventory", "No purchase price was given"),
            width=98,
            right=True,
            sort="price",
        ),
        ColumnSpec(
            "landed_cost",
            _translate("Inventory", "Landed cost"),
            get=lambda row: row.landed_cost,
            text=lambda value, row: formats.money(value, row.currency or ""),
            why_unknown=lambda _: _translate("Inventory", "Unknown, because the purchase price is"),
            width=98,
            right=True,
            sort="landed_cost",
        ),
    ]


def _place(formats: Formats) -> "list[ColumnSpec[ItemRow]]":
    return [
        ColumnSpec(
            "bought_on",
            _translate("Inventory", "Bought"),
            get=lambda row: row.bought_on,
            text=lambda value, _: formats.day(value),
            why_unknown=lambda _: _translate("Inventory", "No day of purchase was given"),
            width=92,
            sort="bought_on",
        ),
        ColumnSpec(
            "days_in_stock",
            _translate("Inventory", "Days in stock"),
            get=lambda row: row.days_in_stock,
            text=lambda value, _: formats.count(value),
            why_unknown=lambda _: _translate("Inventory", "Unknown without the day of purchase"),
            width=98,
            right=True,
            sort="days_in_stock",
        ),
        ColumnSpec(
            "supplier",
            _translate("Inventory", "Supplier"),
            get=lambda row: row.supplier,
            why_unknown=lambda _: _translate("Inventory", "No supplier was given"),
            width=120,
            sort="supplier",
        ),
        ColumnSpec(
            "brand",
            _translate("Inventory", "Brand"),
            get=lambda row: row.brand,
            why_unknown=lambda _: _translate("Inventory", "The name does not begin with a known brand"),
            width=110,
            sort="brand",
        ),
        ColumnSpec(
            "location",
            _translate("Inventory", "Location"),
            get=lambda row: row.location,
            width=110,
            sort="location",
        ),
        ColumnSpec(
            "notes",
            _translate("Inventory", "Notes"),
            get=lambda row: row.notes,
            text=lambda value, _: " ".join(value.split()),
            tip=lambda value, _: value,
            width=200,
            sort="notes",
        ),
    ]
