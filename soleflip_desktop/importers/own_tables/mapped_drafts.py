"""Which columns fill the drafts of a table kept by hand, for each kind of its rows."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final

from soleflip_desktop.domain.drafts import UNKNOWN_PLATFORM, DraftKind
from soleflip_desktop.importers.column import Column, Constant
from soleflip_desktop.importers.columns import StyleCodes, Text
from soleflip_desktop.importers.local_columns import LocalAmount, LocalDay, LocalInstant
from soleflip_desktop.importers.own_tables.expense_kinds import OTHER, kind_of_expense
from soleflip_desktop.importers.own_tables.mapped_columns import (
    CurrencyBeside,
    CurrencyCell,
    ExpenseAmount,
    ExpenseKindOf,
    NameOf,
    OwnOrderKey,
    OwnOrderNumber,
    OwnPercent,
    OwnQuantity,
    OwnYesNo,
    PlatformOf,
    RowNumber,
    ShippingShare,
    SizeIn,
    StatusOf,
)
from soleflip_desktop.importers.own_tables.mapped_fields import Holds, Rows
from soleflip_desktop.importers.own_tables.mapped_words import platform_slug
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping, holds

# Headers of the cells that the source adds.
SHARE, PAIR = "(share of the shipping)", "(row of the purchase)"
_SALE_AMOUNTS = ("gross", "payout", "platform_fee", "processing_fee", "shipping_fee", "vat_amount")
_PURCHASE_FIELDS = (
    *("brand", "quantity", "price", "ordered_on", "supplier", "order_number", "delivered_on"),
    *("purchase_vat_rate", "vat_reclaimable", "location", "notes"),
)
_SALE_FIELDS = (
    *("order_key", "sold_at", "platform", "status", "quantity", "paid_out_at", *_SALE_AMOUNTS, "vat_rate"),
    *("invoice_number", "invoice_day", "buyer_country", "buyer_city", "tracking_number", "payout_reference"),
)
_EXPENSE_FIELDS = (
    *("spent_on", "expense_kind", "description", "amount", "supplier", "reference", "platform", "order_key"),
)
_LISTING_FIELDS = ("ask", "listed_on", "ended_on", "external_id", "quantity", "platform")
_LEAST = {"price": Decimal(0), "gross": Decimal("0.01"), "ask": Decimal("0.01")}
_STATUS = "completed"
# By the name of the field, or by what it holds.
_COLUMNS: dict[str, Callable[[str], Column]] = {
    "sold_at": lambda header: LocalInstant(header, required=True),
    "paid_out_at": LocalInstant,
    "order_key": OwnOrderKey,
    "vat_reclaimable": lambda header: OwnYesNo(header, blank=False),
    "notes": lambda header: Text(header, limit=10_000),
    "description": lambda header: Text(header, limit=10_000),
    "spent_on": lambda header: LocalDay(header, required=True),
    "listed_on": lambda header: LocalDay(header, required=True),
    Holds.TEXT: Text,
    Holds.STYLE_CODES: StyleCodes,
    Holds.DAYS: LocalDay,
    Holds.COUNTS: OwnQuantity,
    Holds.CURRENCIES: CurrencyCell,
    Holds.ORDER_NUMBERS: OwnOrderNumber,
    Holds.PERCENTS: OwnPercent,
}


def draft_columns(mapping: ColumnMapping, kind: DraftKind) -> dict[str, Column]:
    """What fills the fields of the drafts of one kind."""
    return _MADE[kind](mapping)


def cell_column(mapping: ColumnMapping, name: str) -> Column:
    """What reads the cells of a field by themselves; the header is empty if no column fills it."""
    header = mapping.column_of(name)
    made = _COLUMNS.get(name) or _COLUMNS.get(holds(name))
    if made is not None:
        return made(header)
    if name == "size":
        return SizeIn(header, mapping.constants.get("size_system", ""))
    if name == "expense_kind":
        return ExpenseKindOf(header, _kind(mapping))
    if name == "platform":
        return PlatformOf(header, _platform(mapping), required=mapping.rows is Rows.LISTINGS)
    if name == "status":
        return StatusOf(header, mapping.constants.get("status", _STATUS))
    negated = header in mapping.negated
    if name == "amount":
        return ExpenseAmount(header, negated=negated, required=True)
    shared = not mapping.per_pair and name != "ask"
    return LocalAmount(header, negated=negated, least=_LEAST.get(name), shared=shared)


def assumed(mapping: ColumnMapping) -> set[str]:
    """What the sources say of a row without having been told by anybody."""
    filled_in = ("platform", "status", "expense_kind")
    silent = {name for name in filled_in if not mapping.has(name) and name not in mapping.constants}
    return {"account", *silent}


def _kind(mapping: ColumnMapping) -> str:
    """The kind of expenses that do not name one."""
    return kind_of_expense(mapping.constants.get("expense_kind", OTHER))


def _platform(mapping: ColumnMapping) -> str | None:
    """The slug of the platform of rows that do not name one; an expense need not have one."""
    said = platform_slug(mapping.constants.get("platform", ""))
    return said or (None if mapping.rows in (Rows.EXPENSES, Rows.LISTINGS) else UNKNOWN_PLATFORM)


def _goods_columns(mapping: ColumnMapping, amounts: tuple[str, ...]) -> dict[str, Column]:
    of = mapping.column_of
    parts = tuple(filter(None, map(of, ("brand", "model", "colourway"))))
    columns: dict[str, Column] = {
        "product_name": NameOf(of("product_name"), parts, of("style_codes")),
        "currency": _currency(mapping, amounts),
    }
    return columns | {name: cell_column(mapping, name) for name in ("style_codes", "size")}


def _currency(mapping: ColumnMapping, amounts: tuple[str, ...]) -> Column:
    headers = tuple(filter(None, map(mapping.column_of, amounts)))
    default = mapping.constants.get("currency", "")
    return CurrencyBeside(mapping.column_of("currency"), amounts=headers, default=default)


def _supplier(mapping: ColumnMapping) -> dict[str, Column]:
    said = mapping.constants.get("supplier")
    return {} if said is None else {"supplier": Constant(said)}


def _purchase_columns(mapping: ColumnMapping) -> dict[str, Column]:
    columns = _goods_columns(mapping, ("price", "order_shipping")) | _supplier(mapping)
    if mapping.has("order_shipping"):
        columns["shipping_share"] = ShippingShare(mapping.column_of("order_shipping"), SHARE)
    return columns | _mapped(mapping, _PURCHASE_FIELDS)


def _sale_columns(mapping: ColumnMapping) -> dict[str, Column]:
    columns = _goods_columns(mapping, _SALE_AMOUNTS)
    columns |= {"account": Constant(""), "platform": Constant(_platform(mapping))}
    columns |= {"status": Constant(mapping.constants.get("status", _STATUS))}
    columns |= _mapped(mapping, _SALE_FIELDS)
    if mapping.rows is Rows.BOTH:
        columns["pair_row"] = RowNumber(PAIR)
    return columns


def _expense_columns(mapping: ColumnMapping) -> dict[str, Column]:
    columns = {"currency": _currency(mapping, ("amount", "expense_vat_amount"))}
    columns |= {"platform": Constant(_platform(mapping)), "expense_kind": Constant(_kind(mapping))}
    columns |= _supplier(mapping) | _mapped(mapping, _EXPENSE_FIELDS)
    vat = {name: f"expense_{name}" for name in ("vat_rate", "vat_amount")}
    return columns | {name: cell_column(mapping, field) for name, field in vat.items() if mapping.has(field)}


def _listing_columns(mapping: ColumnMapping) -> dict[str, Column]:
    columns = _goods_columns(mapping, ("ask",)) | {"platform": Constant(_platform(mapping))}
    return columns | _mapped(mapping, _LISTING_FIELDS)


def _mapped(mapping: ColumnMapping, names: Iterable[str]) -> dict[str, Column]:
    return {name: cell_column(mapping, name) for name in names if mapping.has(name)}


_MADE: Final[dict[DraftKind, Callable[[ColumnMapping], dict[str, Column]]]] = {
    DraftKind.PURCHASE: _purchase_columns,
    DraftKind.SALE: _sale_columns,
    DraftKind.EXPENSE: _expense_columns,
    DraftKind.LISTING: _listing_columns,
}
