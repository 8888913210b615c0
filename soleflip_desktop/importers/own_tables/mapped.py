"""Sources that are made of what the user said the columns of a table are."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import ClassVar, Final, cast

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.readings import Readings
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, Head, Rank, Source, TableSource
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.headers import Record
from soleflip_desktop.importers.own_tables.mapped_columns import PLACEHOLDERS, ShippingShare
from soleflip_desktop.importers.own_tables.mapped_drafts import PAIR, SHARE, assumed, draft_columns
from soleflip_desktop.importers.own_tables.mapped_fields import Rows, Side
from soleflip_desktop.importers.own_tables.mapped_rows import Judge, ShippedOrders, gather_shipping, shares_of
from soleflip_desktop.importers.own_tables.mapped_table import header_of
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping
from soleflip_desktop.importers.study import Chunks, Habits, Study

FAMILY: Final = "mapped"
PURCHASES: Final = "mapped_purchases"
SALES: Final = "mapped_sales"
EXPENSES: Final = "mapped_expenses"
LISTINGS: Final = "mapped_listings"
TITLES: Final = {
    PURCHASES: said("Own table of purchases"),
    SALES: said("Own table of sales"),
    EXPENSES: said("Own table of expenses"),
    LISTINGS: said("Own table of listings"),
}
_SLUGS: Final = {
    Rows.PURCHASES: (PURCHASES,),
    Rows.SALES: (SALES,),
    Rows.BOTH: (PURCHASES, SALES),
    Rows.EXPENSES: (EXPENSES,),
    Rows.LISTINGS: (LISTINGS,),
}
_KINDS: Final = {
    PURCHASES: (DraftKind.PURCHASE, Side.PURCHASE),
    SALES: (DraftKind.SALE, Side.SALE),
    EXPENSES: (DraftKind.EXPENSE, Side.EXPENSE),
    LISTINGS: (DraftKind.LISTING, Side.LISTING),
}


class MappedSource(TableSource):
    """Reads the rows of a table, or one side of them: the purchases or the sales.

    Attributes:
        mapping: What the columns are.
        judge: Tells rows from titles and totals.
        side: What of the rows.
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
        return SHARE in self.virtual

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
        if header == PAIR:
            return str(record.row) if self.judge.has_side(record, Side.PURCHASE) else ""
        return str(shares.get(record.row, ""))


def mapping_of(source: Source) -> ColumnMapping | None:
    """What a source was made of; `None` for one that is part of the program."""
    return source.mapping if isinstance(source, MappedSource) else None


def mapped_sources(mapping: ColumnMapping) -> tuple[MappedSource, ...]:
    """The sources of a complete mapping: two if its rows are purchases and sales."""
    return tuple(mapped_source(slug, mapping) for slug in _SLUGS[mapping.rows])


def mapped_source(slug: str, mapping: ColumnMapping) -> MappedSource:
    """The source of one side of the rows; `slug` is one of `TITLES`."""
    kind, side = _KINDS[slug]
    columns = draft_columns(mapping, kind)
    headers = {header for column in columns.values() for header in column.headers()}
    others = (draft_columns(mapping, _KINDS[other][0]) for other in _SLUGS[mapping.rows] if other != slug)
    made = {
        **columns,
        "slug": slug,
        "title": TITLES[slug],
        "kind": kind,
        "signature": tuple(mapping.columns),
        "personal": tuple(sorted(mapping.personal)),
        "virtual": tuple(each for each in (SHARE, PAIR) if each in headers),
        "witnesses": tuple(column for each in others for column in each.values() if column.question),
        "mapping": mapping,
        "judge": Judge(mapping),
        "side": side,
        "assumed": frozenset(assumed(mapping)),
    }
    source: MappedSource = type(f"Mapped{kind.value.capitalize()}s", (MappedSource,), made)()
    return source
