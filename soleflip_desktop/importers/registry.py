"""Every source there is, and which of them a file belongs to."""

from pathlib import Path

from soleflip_desktop.errors import FileError
from soleflip_desktop.importers.base import Head, Source
from soleflip_desktop.importers.purchases import Purchases
from soleflip_desktop.importers.readers import HEAD_ROWS, Table, open_table
from soleflip_desktop.importers.stockx import StockXSales
from soleflip_desktop.importers.survey import FileFacts

SOURCES: tuple[Source, ...] = (StockXSales(), Purchases())


def identify(head: Head, file_name: str = "The file") -> Source | None:
    """The source whose header is among the first 15 records; `None` if nobody knows the file.

    Raises:
        FileError: If two sources claim it.
    """
    claims = [source for source in SOURCES if source.header_row(head[:HEAD_ROWS]) is not None]
    if len(claims) > 1:
        titles = " and ".join(source.title for source in claims)
        raise FileError(f"{file_name} could be {titles}", "Delete the columns that do not belong to it")
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


def unknown(table: Table) -> FileError:
    """Says that nobody knows the header, and which source comes closest."""
    name = table.facts.path.name
    nearest = min(SOURCES, key=lambda source: len(source.missing(table.header)) / len(source.signature))
    missing = nearest.missing(table.header)
    if len(missing) * 2 > len(nearest.signature):
        known = ", ".join(source.title for source in SOURCES)
        return FileError(f"{name} is of a kind that is not known", f"Files that are known: {known}")
    columns = ", ".join(f'"{column}"' for column in missing)
    return FileError(
        f"{name} looks like a {nearest.title}, but has no column {columns}",
        "Export it again with all columns, or correct the header",
    )
