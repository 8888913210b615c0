"""The columns of the Inventory table."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.ui.formats import UNKNOWN, Formats
from soleflip_desktop.ui.models.columns import ColumnSpec, Tone, itself, one_line

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
        ColumnSpec("product", _translate("Inventory", "Product"), 300, tip=itself),
        ColumnSpec(
            "style_codes",
            _translate("Inventory", "Style code"),
            112,
            tip=itself,
            why_unknown=lambda _: _translate("Inventory", "No style code was given"),
        ),
        ColumnSpec(
            "size",
            _translate("Inventory", "Size"),
            78,
            get=lambda row: None if row.size == UNKNOWN else row.size,
            why_unknown=lambda _: _translate("Inventory", "Has no size"),
        ),
        ColumnSpec(
            "state",
            _translate("Inventory", "State"),
            110,
            lambda state, _: state_words(state),
            tone=lambda row: Tone.FAINT if row.state == "written_off" else Tone.PLAIN,
        ),
    ]


def _money(formats: Formats) -> "list[ColumnSpec[ItemRow]]":
    def money(name: str, title: str, why_unknown: str) -> "ColumnSpec[ItemRow]":
        return ColumnSpec(
            name,
            title,
            98,
            lambda amount, row: formats.money(amount, row.currency or ""),
            right=True,
            why_unknown=lambda _: why_unknown,
        )

    unpriced = _translate("Inventory", "No purchase price was given")
    unknown = _translate("Inventory", "Unknown, because the purchase price is")
    return [
        money("price", _translate("Inventory", "Price"), unpriced),
        money("landed_cost", _translate("Inventory", "Landed cost"), unknown),
    ]


def _place(formats: Formats) -> "list[ColumnSpec[ItemRow]]":
    undated = _translate("Inventory", "No day of purchase was given")
    unnamed = _translate("Inventory", "No supplier was given")
    unbranded = _translate("Inventory", "The name does not begin with a known brand")
    return [
        ColumnSpec(
            "bought_on",
            _translate("Inventory", "Bought"),
            92,
            lambda day, _: formats.day(day),
            why_unknown=lambda _: undated,
        ),
        ColumnSpec(
            "days_in_stock",
            _translate("Inventory", "Days in stock"),
            98,
            lambda days, _: formats.count(days),
            right=True,
            why_unknown=lambda row: undated if row.bought_on is None else state_words(row.state),
        ),
        ColumnSpec("supplier", _translate("Inventory", "Supplier"), 120, why_unknown=lambda _: unnamed),
        ColumnSpec("brand", _translate("Inventory", "Brand"), 110, why_unknown=lambda _: unbranded),
        ColumnSpec("location", _translate("Inventory", "Location"), 110),
        ColumnSpec("notes", _translate("Inventory", "Notes"), 200, one_line, tip=itself),
    ]
