"""A table whose columns all have a name of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import FileError, said
from soleflip_desktop.importers.files.readers import HEAD_ROWS, RawChunk, Table, header_key
from soleflip_desktop.importers.files.survey import FileFacts
from soleflip_desktop.importers.files.table import CHUNK_ROWS
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping, column_names


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table whose header is made of `column_names`, and whose records are as wide as it.

    Attributes:
        table: As the file has it, on the same header.
        header: The names of its columns.
    """

    table: Table
    header: tuple[str, ...]

    @property
    def facts(self) -> FileFacts:
        return self.table.facts

    @property
    def part(self) -> str:
        return self.table.part

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def hidden(self) -> bool:
        return self.table.hidden

    @property
    def encoding(self) -> str:
        return self.table.encoding

    @property
    def delimiter(self) -> str:
        return self.table.delimiter

    @property
    def head(self) -> tuple[tuple[str, ...], ...]:
        return self.table.head

    @property
    def header_row(self) -> int:
        return self.table.header_row

    @property
    def sample(self) -> tuple[tuple[str, ...], ...]:
        return self.table.sample

    @property
    def fingerprint(self) -> str:
        """That of the header as the file has it."""
        return self.table.fingerprint

    def at_header(self, header_row: int) -> "NamedTable":
        return named_table(self.table, header_row)

    def chunks(self, size: int = CHUNK_ROWS, control: Control | None = None) -> Iterator[RawChunk]:
        """As of every table; records are filled up to the columns beyond the written header."""
        written = len(self.table.header)
        for chunk in self.table.chunks(size, control):
            yield chunk if written >= len(self.header) else self._widened(chunk, written)

    def _widened(self, chunk: RawChunk, written: int) -> RawChunk:
        cells = [
            [*cells, *[""] * (len(self.header) - len(cells))] if len(cells) >= written else cells
            for cells in chunk.cells
        ]
        widened = RawChunk.of(chunk.first_row, chunk.lines, cells, chunk.bytes_read)
        return replace(widened, beyond=chunk.beyond)


def named_table(table: Table, header_row: int) -> NamedTable:
    """The table on another header, with a name for each of its columns.

    Raises:
        FileError: If nothing follows the header.
    """
    table = table.table if isinstance(table, NamedTable) else table
    return NamedTable(table.at_header(header_row), column_names(table.head, header_row))


def on_header_of(table: Table, mapping: ColumnMapping) -> NamedTable:
    """The table on the header that has the columns of a mapping.

    Raises:
        FileError: If no record has them all; names one that the likeliest header lacks.
    """
    row = header_of(table.head, mapping)
    if row is not None:
        return named_table(table, row)
    lacking = [_lacking(table.head, row, mapping) for row in _possible_headers(table.head)]
    missing = min(lacking, key=len)[0]
    raise FileError(
        said('{file} has no column "{column}"', file=table.name, column=missing),
        said("Say anew what its columns are"),
    )


def header_of(head: Sequence[Sequence[str]], mapping: ColumnMapping) -> int | None:
    """The record with all columns of a mapping; of several the one it was made for, or else the first."""
    found = [row for row in _possible_headers(head) if not _lacking(head, row, mapping)]
    return mapping.header_row if mapping.header_row in found else next(iter(found), None)


def _possible_headers(head: Sequence[Sequence[str]]) -> range:
    return range(min(HEAD_ROWS, len(head) - 1))


def _lacking(head: Sequence[Sequence[str]], row: int, mapping: ColumnMapping) -> list[str]:
    names = set(map(header_key, column_names(head, row)))
    return [name for name in mapping.columns if header_key(name) not in names]


def fingerprints(table: Table) -> dict[str, int]:
    """The fingerprint of each record that may be the header -> its index."""
    rows = reversed(_possible_headers(table.head))
    return {table.at_header(row).fingerprint: row for row in rows}
