"""Every source there is, and which of them a file belongs to."""

from functools import reduce
from pathlib import Path

from soleflip_desktop.errors import FileError, listed, said
from soleflip_desktop.importers.base import Head, Source
from soleflip_desktop.importers.ecb import EcbRates
from soleflip_desktop.importers.purchases import Purchases
from soleflip_desktop.importers.readers import HEAD_ROWS, Table, open_table
from soleflip_desktop.importers.stockx import StockXSales
from soleflip_desktop.importers.survey import FileFacts

SOURCES: tuple[Source, ...] = (StockXSales(), Purchases(), EcbRates())


def identify(head: Head, file_name: str = "The file") -> Source | None:
    """The source whose header is among the first 15 records; `None` if nobody knows the file.

    Raises:
        FileError: If two sources claim it.
    """
    claims = [source for source in SOURCES if source.header_row(head[:HEAD_ROWS]) is not None]
    if len(claims) > 1:
        titles = reduce(_and, (source.title for source in claims))
        raise FileError(
            said("{file} could be {titles}", file=file_name, titles=titles),
            said("Delete the columns that do not belong to it"),
        )
    return claims[0] if claims else None


def open_source(path: Path, facts: FileFacts) -> tuple[Table, Source]:
    """Opens a surveyed file on the header of the source that it belongs to.

    Raises:
        FileError: If it cannot be read as a table, no source knows it, or two claim it.
    """
    table = open_table(path, facts)
    source = identify(table.head, path.name)
    if source is None:
        raise unknown(table)
    header_row = source.header_row(table.head)
    assert header_row is not None
    return table.at_header(header_row), source


def _and(first: str, second: str) -> str:
    return said("{first} and {second}", first=first, second=second)


def unknown(table: Table) -> FileError:
    """Says that nobody knows the header, and which source comes closest."""
    name = table.facts.path.name
    nearest = min(SOURCES, key=lambda source: len(source.missing(table.header)) / len(source.signature))
    missing = nearest.missing(table.header)
    if len(missing) * 2 > len(nearest.signature):
        known = listed(source.title for source in SOURCES)
        return FileError(
            said("{file} is of a kind that is not known", file=name),
            said("Files that are known: {titles}", titles=known),
        )
    columns = ", ".join(f'"{column}"' for column in missing)
    return FileError(
        said(
            "{file} looks like a {source}, but has no column {columns}",
            file=name,
            source=nearest.title,
            columns=columns,
        ),
        said("Export it again with all columns, or correct the header"),
    )
