"""The columns of the Inventory table, all but the computed ones typed into in place."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.domain.item_state import ALLOWED_MOVES
from soleflip_desktop.ui.formats import UNKNOWN, Formats
from soleflip_desktop.ui.models.columns import ColumnSpec, Editor, Tone, itself, one_line
from soleflip_desktop.ui.models.typed_values import (
    parse_day,
    parse_needed,
    parse_optional,
    parse_optional_money,
    parse_percent,
)

if TYPE_CHECKING:
    from soleflip_desktop.services.inventory import ItemRow

_translate = QCoreApplication.translate

YES, NO = "yes", "no"  # keys of a choice, never shown


def item_columns(formats: Formats) -> "list[ColumnSpec[ItemRow]]":
    return [*_what(), *_money(formats), *_purchase(formats), *_place(), *_tax(formats)]


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


def condition_words(condition: str) -> str:
    return {
        "new": _translate("Inventory", "New"),
        "new_with_defects": _translate("Inventory", "New with defects"),
        "used": _translate("Inventory", "Used"),
    }.get(condition, condition)


def _what() -> "list[ColumnSpec[ItemRow]]":
    return [
        ColumnSpec(
            "product",
            _translate("Inventory", "Product"),
            214,
            tip=itself,
            parse=parse_needed,
            editor=Editor.COMPLETER,
            suggests_while_typing=True,
        ),
        ColumnSpec(
            "style_codes",
            _translate("Inventory", "Style code"),
            108,
            tip=itself,
            why_unknown=lambda _: _translate("Inventory", "No style code was given"),
            parse=str.strip,
        ),
        ColumnSpec(
            "size",
            _translate("Inventory", "Size"),
            68,
            get=lambda row: None if row.size == UNKNOWN else row.size,
            why_unknown=lambda _: _translate("Inventory", "Has no size"),
            parse=str.strip,
            editor=Editor.COMPLETER,
        ),
        ColumnSpec(
            "state",
            _translate("Inventory", "State"),
            100,
            lambda state, _: state_words(state),
            tone=lambda row: Tone.FAINT if row.state == "written_off" else Tone.PLAIN,
            parse=str,
            may_edit=lambda row: row.sale_id is None,
            editor=Editor.COMBO,
            begins=lambda row: row.state,
            choices=_states,
        ),
    ]


def _states(row: "ItemRow") -> list[tuple[str, str]]:
    """The present state and those a pair may move to; a listed pair is as one that is on hand."""
    moves = ALLOWED_MOVES["in_stock" if row.state not in ALLOWED_MOVES else row.state]
    return [(state, state_words(state)) for state in (row.state, *(s for s in ALLOWED_MOVES if s in moves))]


def _money(formats: Formats) -> "list[ColumnSpec[ItemRow]]":
    def money(name: str, title: str, why_unknown: str, **more: Any) -> "ColumnSpec[ItemRow]":
        return ColumnSpec(
            name,
            title,
            92,
            lambda amount, row: formats.money(amount, row.currency or ""),
            right=True,
            why_unknown=lambda _: why_unknown,
            **more,
        )

    unpriced = _translate("Inventory", "No purchase price was given")
    unknown = _translate("Inventory", "Unknown, because the purchase price is")
    return [
        money(
            "price",
            _translate("Inventory", "Price"),
            unpriced,
            parse=lambda text: parse_optional_money(text, formats),
            editor=Editor.MONEY,
            begins=lambda row: "" if row.price is None else formats.amount(row.price),
        ),
        money(
            "extra_costs",
            _translate("Inventory", "Extra costs"),
            _translate("Inventory", "No extra costs were given"),
            parse=lambda text: parse_optional_money(text, formats),
            editor=Editor.MONEY,
            begins=lambda row: "" if row.extra_costs is None else formats.amount(row.extra_costs),
            hidden_at_first=True,
        ),
        money("landed_cost", _translate("Inventory", "Landed cost"), unknown),
    ]


def _purchase(formats: Formats) -> "list[ColumnSpec[ItemRow]]":
    undated = _translate("Inventory", "No day of purchase was given")
    unnamed = _translate("Inventory", "No supplier was given")
    return [
        ColumnSpec(
            "bought_on",
            _translate("Inventory", "Bought"),
            92,
            lambda day, _: formats.day(day),
            why_unknown=lambda _: undated,
            parse=lambda text: parse_day(text, formats),
            editor=Editor.DATE,
        ),
        ColumnSpec(
            "days_in_stock",
            _translate("Inventory", "Days in stock"),
            98,
            lambda days, _: formats.count(days),
            right=True,
            why_unknown=lambda row: undated if row.bought_on is None else state_words(row.state),
        ),
        ColumnSpec(
            "supplier",
            _translate("Inventory", "Supplier"),
            120,
            why_unknown=lambda _: unnamed,
            parse=parse_optional,
            editor=Editor.COMPLETER,
        ),
    ]


def _place() -> "list[ColumnSpec[ItemRow]]":
    unbranded = _translate("Inventory", "The name does not begin with a known brand")
    unplaced = _translate("Inventory", "No location was given")
    return [
        ColumnSpec(
            "brand",
            _translate("Inventory", "Brand"),
            110,
            why_unknown=lambda _: unbranded,
            parse=parse_optional,
            editor=Editor.COMPLETER,
        ),
        ColumnSpec(
            "location",
            _translate("Inventory", "Location"),
            110,
            why_unknown=lambda _: unplaced,
            parse=parse_optional,
            editor=Editor.COMPLETER,
        ),
        ColumnSpec(
            "notes",
            _translate("Inventory", "Notes"),
            200,
            one_line,
            tip=itself,
            why_unknown=lambda _: _translate("Inventory", "No notes"),
            parse=parse_optional,
            editor=Editor.LINES,
            begins=lambda row: row.notes or "",
        ),
    ]


def _tax(formats: Formats) -> "list[ColumnSpec[ItemRow]]":
    unnumbered = _translate("Inventory", "No order number was given")
    unrated = _translate("Inventory", "No VAT rate was given")
    return [
        ColumnSpec(
            "order_number",
            _translate("Inventory", "Order number"),
            120,
            tip=itself,
            why_unknown=lambda _: unnumbered,
            parse=parse_optional,
        ),
        ColumnSpec(
            "condition",
            _translate("Inventory", "Condition"),
            120,
            lambda condition, _: condition_words(condition),
            parse=str,
            editor=Editor.COMBO,
            begins=lambda row: row.condition,
            choices=_conditions,
            hidden_at_first=True,
        ),
        ColumnSpec(
            "vat_rate",
            _translate("Inventory", "VAT rate"),
            80,
            lambda rate, _: _percent(rate, formats),
            right=True,
            why_unknown=lambda _: unrated,
            parse=lambda text: parse_percent(text, formats),
            hidden_at_first=True,
        ),
        ColumnSpec(
            "vat_reclaimable",
            _translate("Inventory", "VAT reclaimed"),
            104,
            lambda reclaimable, _: _yes_or_no(reclaimable),
            parse=lambda key: key == YES,
            editor=Editor.COMBO,
            begins=lambda row: YES if row.vat_reclaimable else NO,
            choices=lambda row: _yes_and_no(first=row.vat_reclaimable),
            hidden_at_first=True,
        ),
        ColumnSpec(
            "tags",
            _translate("Inventory", "Tags"),
            140,
            lambda tags, _: ", ".join(tags),
            get=lambda row: row.tags or None,
            why_unknown=lambda _: _translate("Inventory", "No tags"),
            parse=lambda text: tuple(text.split(",")) if text.strip() else (),
        ),
    ]


def _conditions(row: "ItemRow") -> list[tuple[str, str]]:
    keys = dict.fromkeys((row.condition, "new", "new_with_defects", "used"))
    return [(key, condition_words(key)) for key in keys]


def _yes_or_no(yes: bool) -> str:
    return _translate("Inventory", "Yes") if yes else _translate("Inventory", "No")


def _yes_and_no(*, first: bool) -> list[tuple[str, str]]:
    return [(YES if yes else NO, _yes_or_no(yes)) for yes in (first, not first)]


def _percent(rate: Decimal, formats: Formats) -> str:
    return f"{formats.amount(rate, 0 if rate == rate.to_integral() else 2)}\u00a0%"
