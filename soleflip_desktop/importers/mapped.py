"""Sources that are made of what the user said the columns of a table are."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import ClassVar, Final, cast

from soleflip_desktop.domain.drafts import UNKNOWN_PLATFORM, DraftKind
from soleflip_desktop.domain.readings import Readings
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, Head, Rank, Source, TableSource
from soleflip_desktop.importers.column import Column, Constant
from soleflip_desktop.importers.columns import StyleCodes, Text
from soleflip_desktop.importers.headers import Record
from soleflip_desktop.importers.local_columns import LocalAmount, LocalDay, LocalInstant
from soleflip_desktop.importers.mapped_columns import (
    PLACEHOLDERS,
    CurrencyBeside,
    CurrencyCell,
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
from soleflip_desktop.importers.mapped_fields import Holds, Rows, Side
from soleflip_desktop.importers.mapped_rows import Judge, ShippedOrders, gather_shipping, shares_of
from soleflip_desktop.importers.mapped_table import header_of
from soleflip_desktop.importers.mapping import ColumnMapping, holds
from soleflip_desktop.importers.readers import Table
from soleflip_desktop.importers.study import Chunks, Habits, Study

FAMILY: Final = "mapped"
PURCHASES: Final = "mapped_purchases"
SALES: Final = "mapped_sales"
TITLES: Final = {PURCHASES: said("Own table of purchases"), SALES: said("Own table of sales")}
_SHARE, _PAIR = "(share of the shipping)", "(row of the purchase)"
_SALE_AMOUNTS = ("gross", "payout", "platform_fee", "processing_fee", "shipping_fee", "vat_amount")
_PURCHASE_FIELDS = (
    *("brand", "quantity", "price", "ordered_on", "supplier", "order_number", "delivered_on"),
    *("purchase_vat_rate", "vat_reclaimable", "location", "notes"),
)
_SALE_FIELDS = (
    *("order_key", "sold_at", "platform", "status", "quantity", "paid_out_at", *_SALE_AMOUNTS, "vat_rate"),
    *("invoice_number", "invoice_day", "buyer_country", "buyer_city", "tracking_number", "payout_reference"),
)
_LEAST = {"price": Decimal(0), "gross": Decimal("0.01")}
_ASSUMED = {"platform": UNKNOWN_PLATFORM, "status": "completed"}
# By the name of the field, or by what it holds.
_COLUMNS: dict[str, Callable[[str], Column]] = {
    "sold_at": lambda header: LocalInstant(header, required=True),
    "paid_out_at": LocalInstant,
    "order_key": OwnOrderKey,
    "vat_reclaimable": lambda header: OwnYesNo(header, blank=False),
    "notes": lambda header: Text(header, limit=10_000),
    Holds.TEXT: Text,
    Holds.STYLE_CODES: StyleCodes,
    Holds.DAYS: LocalDay,
    Holds.COUNTS: OwnQuantity,
    Holds.CURRENCIES: CurrencyCell,
    Holds.ORDER_NUMBERS: OwnOrderNumber,
    Holds.PERCENTS: OwnPercent,
}


class MappedSource(TableSource):
    """Reads one side of the rows of a table, the purchases or the sales.

    Attributes:
        mapping: What the columns are.
        judge: Tells rows from titles and totals.
        side: Which of them.
        assumed: Draft fields that no cell and no word of the user fills.
    """

    version = 2
    rank = Rank.SPREADSHEET
    confidence = Confidence.FILE
    family = FAMILY
    placeholders = PLACEHOLDERS
    mapping: ClassVar[ColumnMapping]
    judge: ClassVar[Judge]
    side: ClassVar[Side]
    assumed: ClassVar[frozenset[str]]

    def header_row(self, head: Head) -> int | None:
        return header_of(head, self.mapping)

    def said(self, table: Table) -> tuple[str, ...]:
        return tuple(name for name in super().said(table) if name not in self.assumed)

    @property
    def gathers(self) -> bool:
        return _SHARE in self.virtual

    def study(self, table: Table, chunks: Chunks, chosen: Readings, habits: Habits) -> Study:
        study = super().study(table, chunks, chosen, habits)
        column = self.columns.get("shipping_share")
        if not isinstance(column, ShippingShare):
            return study
        orders = cast("ShippedOrders", study.gathered)
        return Study(study.readings, shares_of(orders, column.read_as(study.readings)))

    def gather(self, records: Iterable[Record]) -> ShippedOrders:
        of = self.mapping.column_of
        return gather_shipping(records, self.judge, of("order_number"), of("quantity"), of("order_shipping"))

    def shape(self, record: Record, gathered: Mapping[int, Decimal] | None) -> tuple[str, ...]:
        """The cells that are added; `gathered` is what of its order's shipping falls on each row."""
        self.judge.check(record)
        self.judge.check_side(record, self.side)
        return tuple(self._added(header, record, gathered or {}) for header in self.virtual)

    def _added(self, header: str, record: Record, shares: Mapping[int, Decimal]) -> str:
        if header == _PAIR:
            return str(record.row) if self.judge.has_side(record, Side.PURCHASE) else ""
        return str(shares.get(record.row, ""))


def mapping_of(source: Source) -> ColumnMapping | None:
    """What a source was made of; `None` for one that is part of the program."""
    return source.mapping if isinstance(source, MappedSource) else None


def mapped_sources(mapping: ColumnMapping) -> tuple[MappedSource, ...]:
    """The sources of a complete mapping: of its purchases, its sales, or both."""
    sides = {Rows.PURCHASES: (PURCHASES,), Rows.SALES: (SALES,), Rows.BOTH: (PURCHASES, SALES)}
    return tuple(mapped_source(slug, mapping) for slug in sides[mapping.rows])


def mapped_source(slug: str, mapping: ColumnMapping) -> MappedSource:
    """The source of one side of the rows; `slug` is `PURCHASES` or `SALES`."""
    is_sale = slug == SALES
    columns = _sale_columns(mapping) if is_sale else _purchase_columns(mapping)
    headers = {header for column in columns.values() for header in column.headers()}
    made = {
        **columns,
        "slug": slug,
        "title": TITLES[slug],
        "kind": DraftKind.SALE if is_sale else DraftKind.PURCHASE,
        "signature": tuple(mapping.columns),
        "personal": tuple(sorted(mapping.personal)),
        "virtual": tuple(each for each in (_SHARE, _PAIR) if each in headers),
        "mapping": mapping,
        "judge": Judge(mapping),
        "side": Side.SALE if is_sale else Side.PURCHASE,
        "assumed": frozenset(_assumed(mapping)),
    }
    source: MappedSource = type("MappedSales" if is_sale else "MappedPurchases", (MappedSource,), made)()
    return source


def cell_column(mapping: ColumnMapping, name: str) -> Column:
    """What reads the cells of a field by themselves; the header is empty if no column fills it."""
    header = mapping.column_of(name)
    made = _COLUMNS.get(name) or _COLUMNS.get(holds(name))
    if made is not None:
        return made(header)
    if name == "size":
        return SizeIn(header, mapping.constants.get("size_system", ""))
    if name in _ASSUMED:
        blank = mapping.constants.get(name, _ASSUMED[name])
        return PlatformOf(header, blank) if name == "platform" else StatusOf(header, blank)
    negated, shared = header in mapping.negated, not mapping.per_pair
    return LocalAmount(header, negated=negated, least=_LEAST.get(name), shared=shared)


def _goods_columns(mapping: ColumnMapping, amounts: tuple[str, ...]) -> dict[str, Column]:
    of = mapping.column_of
    parts = tuple(filter(None, map(of, ("brand", "model", "colourway"))))
    columns: dict[str, Column] = {
        "product_name": NameOf(of("product_name"), parts, of("style_codes")),
        "currency": CurrencyBeside(
            of("currency"),
            amounts=tuple(filter(None, map(of, amounts))),
            default=mapping.constants.get("currency", ""),
        ),
    }
    return columns | {name: cell_column(mapping, name) for name in ("style_codes", "size")}


def _purchase_columns(mapping: ColumnMapping) -> dict[str, Column]:
    columns = _goods_columns(mapping, ("price", "order_shipping"))
    if "supplier" in mapping.constants:
        columns["supplier"] = Constant(mapping.constants["supplier"])
    if mapping.has("order_shipping"):
        columns["shipping_share"] = ShippingShare(mapping.column_of("order_shipping"), _SHARE)
    return columns | _mapped(mapping, _PURCHASE_FIELDS)


def _sale_columns(mapping: ColumnMapping) -> dict[str, Column]:
    columns = _goods_columns(mapping, _SALE_AMOUNTS) | {"account": Constant("")}
    columns |= {name: Constant(mapping.constants.get(name, value)) for name, value in _ASSUMED.items()}
    columns |= _mapped(mapping, _SALE_FIELDS)
    if mapping.rows is Rows.BOTH:
        columns["pair_row"] = RowNumber(_PAIR)
    return columns


def _mapped(mapping: ColumnMapping, names: Iterable[str]) -> dict[str, Column]:
    return {name: cell_column(mapping, name) for name in names if mapping.has(name)}


def _assumed(mapping: ColumnMapping) -> set[str]:
    """What the sources say of a row without having been told by anybody."""
    silent = {name for name in _ASSUMED if not mapping.has(name) and name not in mapping.constants}
    return {"account", *silent}
