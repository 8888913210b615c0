"""Every source there is, and which of them a file belongs to."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import FileError, listed, said
from soleflip_desktop.importers.base import Head, Source
from soleflip_desktop.importers.files.containers import open_tables
from soleflip_desktop.importers.files.readers import HEAD_ROWS, Table
from soleflip_desktop.importers.files.survey import FileFacts
from soleflip_desktop.importers.headers import renaming
from soleflip_desktop.importers.own_tables.mapped import TITLES, mapped_source, mapped_sources
from soleflip_desktop.importers.own_tables.mapped_table import named_table, on_header_of
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping
from soleflip_desktop.importers.sources.alias import AliasSales
from soleflip_desktop.importers.sources.amazon import AmazonOrders
from soleflip_desktop.importers.sources.depop import DepopSales
from soleflip_desktop.importers.sources.ebay_earnings import EbayEarnings
from soleflip_desktop.importers.sources.ebay_orders import EbayOrders
from soleflip_desktop.importers.sources.ebay_transactions import EbayTransactions
from soleflip_desktop.importers.sources.ecb import EcbRates
from soleflip_desktop.importers.sources.etsy_items import EtsyItems
from soleflip_desktop.importers.sources.etsy_orders import EtsyOrders
from soleflip_desktop.importers.sources.mercari import MercariSales
from soleflip_desktop.importers.sources.notion_purchases import NotionPurchases
from soleflip_desktop.importers.sources.notion_sales import NotionSales
from soleflip_desktop.importers.sources.paypal import PayPalActivity
from soleflip_desktop.importers.sources.poshmark import PoshmarkSales
from soleflip_desktop.importers.sources.purchases import Purchases
from soleflip_desktop.importers.sources.shopify import ShopifyOrders
from soleflip_desktop.importers.sources.stockx import StockXSales
from soleflip_desktop.importers.sources.stockx_api import StockXOrders
from soleflip_desktop.importers.sources.stockx_us import StockXUsSales
from soleflip_desktop.importers.sources.stripe import StripePayouts
from soleflip_desktop.importers.sources.tracker import TrackerPurchases, TrackerSales
from soleflip_desktop.importers.sources.woocommerce import WooCommerceOrders

SOURCES: tuple[Source, ...] = (
    StockXSales(),
    StockXUsSales(),
    StockXOrders(),
    AliasSales(),
    EbayOrders(),
    EbayTransactions(),
    EbayEarnings(),
    NotionPurchases(),
    NotionSales(),
    Purchases(),
    TrackerPurchases(),
    TrackerSales(),
    EcbRates(),
    ShopifyOrders(),
    WooCommerceOrders(),
    PoshmarkSales(),
    MercariSales(),
    DepopSales(),
    EtsyOrders(),
    EtsyItems(),
    AmazonOrders(),
    PayPalActivity(),
    StripePayouts(),
)


Known = Callable[[Table], ColumnMapping | None]


@dataclass(frozen=True, slots=True)
class Claim:
    """A table on the header of the source that reads it."""

    table: Table
    source: Source


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a file.

    Attributes:
        claims: Its tables with their sources; a table of purchases and sales stands in two.
        unknown: Tables that no source knows.
    """

    claims: tuple[Claim, ...]
    unknown: tuple[Table, ...]


class UnknownFileError(FileError):
    """No source knows any table of a file; the user can say what its columns are.

    Args:
        what: As of every `UserError`.
        next_step: As of every `UserError`.
        tables: In the file.
    """

    def __init__(self, what: str, next_step: str, tables: tuple[Table, ...]) -> None:
        super().__init__(what, next_step)
        self.tables = tables

    def __reduce__(self) -> tuple[type["UnknownFileError"], tuple[str, str, tuple[Table, ...]]]:
        return type(self), (self.what, self.next_step, self.tables)


def identify(head: Head, file_name: str = "The file") -> tuple[Source, ...]:
    """The sources whose header is among the first 15 records: one, or a family; none if nobody knows it.

    Raises:
        FileError: If two sources claim it that are no family.
    """
    claims = [source for source in SOURCES if source.header_row(head[:HEAD_ROWS]) is not None]
    families = {source.family or source.slug for source in claims}
    if len(families) > 1:
        titles = reduce(_and, dict.fromkeys(source.title for source in claims))
        raise FileError(
            said("{file} could be {titles}", file=file_name, titles=titles),
            said("Delete the columns that do not belong to it"),
        )
    return tuple(claims)


def open_sources(
    path: Path, facts: FileFacts, control: Control | None = None, known: Known = lambda _: None
) -> Contents:
    """Opens the tables of a surveyed file on the headers of the sources that they belong to.

    Args:
        known: Asked for tables that no source claims: how the user said such a table is read.

    Raises:
        FileError: If it cannot be read as a table, or two sources claim one.
        UnknownFileError: If no source knows any of its tables.
    """
    tables = open_tables(path, facts, control)
    claims: list[Claim] = []
    unknown: list[Table] = []
    for table in tables:
        sources = identify(table.head, table_name(table))
        for source in sources:
            header_row = source.header_row(table.head)
            assert header_row is not None
            claims.append(Claim(table.at_header(header_row), source))
        mapping = None if sources else known(table)
        mapped = mapped_claims(table, mapping) if mapping else ()
        claims += mapped
        if not sources and not mapped:
            unknown.append(table)
    if not claims:
        raise unknown_file(tables)
    return Contents(tuple(claims), tuple(unknown))


def table_name(table: Table) -> str:
    """What the user knows a table by: the file, and the sheet or member of it."""
    name = table.facts.path.name
    return f"{name} › {table.part}" if table.part else name


def open_mapped(
    path: Path, facts: FileFacts, mapping: ColumnMapping, control: Control | None = None
) -> Contents:
    """Opens the tables of a surveyed file that have the columns of a mapping, whatever source knows them.

    Of several the one that the mapping was made for counts, if it is there.

    Raises:
        FileError: If it cannot be read as a table, or no table has these columns; names one that is missing.
    """
    tables = open_tables(path, facts, control)
    of_its_name = [table for table in tables if table.part == mapping.sheet]
    for some in filter(None, (of_its_name, tables)):
        if claims := [claim for table in some for claim in mapped_claims(table, mapping)]:
            return Contents(tuple(claims), ())
    on_header_of((of_its_name or tables)[0], mapping)
    raise AssertionError("a table on the header of a mapping was not claimed")


def mapped_claims(table: Table, mapping: ColumnMapping) -> tuple[Claim, ...]:
    """A table with the sources of a mapping, on the header with its columns; none if no record has them."""
    sources = mapped_sources(mapping)
    header_row = sources[0].header_row(table.head)
    if header_row is None:
        return ()
    return tuple(Claim(named_table(table, header_row), source) for source in sources)


def source_named(slug: str | None, mapping: ColumnMapping | None = None) -> Source | None:
    """The source with this slug, made of the mapping if there is one.

    `None` if this version has no such source.
    """
    if mapping is not None and slug in TITLES:
        return mapped_source(slug, mapping)
    return next((each for each in SOURCES if each.slug == slug), None)


def title_of(slug: str) -> str:
    """What the user knows a source by; its slug if this version has no such source."""
    source = source_named(slug)
    return source.title if source else TITLES.get(slug, slug)


def _and(first: str, second: str) -> str:
    return said("{first} and {second}", first=first, second=second)


def unknown_file(tables: tuple[Table, ...]) -> UnknownFileError:
    """Says that nobody knows the header, and which source comes closest."""
    table = tables[0]
    name = table.facts.path.name
    nearest = min(SOURCES, key=lambda source: len(source.missing(table.header)) / len(source.signature))
    missing = nearest.missing(table.header)
    if len(missing) * 2 > len(nearest.signature):
        known = listed(source.title for source in SOURCES)
        return UnknownFileError(
            said("{file} is of a kind that is not known", file=name),
            said("Files that are known: {titles}", titles=known),
            tables,
        )
    columns = ", ".join(f'"{column}"' for column in missing)
    known_columns = (name for name in nearest.signature if name not in missing)
    return UnknownFileError(
        said(
            "{file} looks like a {source}, but has no column {columns}",
            file=name,
            source=nearest.title,
            columns=columns,
        ),
        renaming(table, missing, known_columns)
        or said("Export it again with all columns, or correct the header"),
        tables,
    )
