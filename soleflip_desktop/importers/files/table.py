"""What every table is, whatever file holds it: records of exact cells under a header."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import FileError, Said, said
from soleflip_desktop.importers.files.contents import Contents
from soleflip_desktop.importers.files.survey import FileFacts

CHUNK_ROWS = 1_000
HEAD_ROWS = 15
SAMPLE_ROWS = 20
MOST_COLUMNS = 1_000
CELL_LIMIT = 1 << 20

Cells = list[str]
Column = tuple[str, ...]
# Where a record begins (line, row of the sheet, running number), and its cells.
Record = tuple[int, Cells]


@dataclass(slots=True)
class Beyond:
    """Filled cells to the right of every column: they have no header, and are not read.

    Attributes:
        count: How many there were so far.
        line: Where the first of them stands.
        column: The index of its column.
    """

    count: int = 0
    line: int = 0
    column: int = 0

    def add(self, line: int, column: int, count: int = 1) -> None:
        if not self.count:
            self.line, self.column = line, column
        self.count += count

    def notice(self) -> Said:
        return said(
            "Cells to the right of all columns, which have no header and are not read: {count:,},"
            " the first in row {row}, column {column}",
            count=self.count,
            row=self.line,
            column=letters_of(self.column),
        )


def letters_of(column: int) -> str:
    """What spreadsheets call the column with this index: A, B, … Z, AA."""
    before, last = divmod(column, 26)
    return (letters_of(before - 1) if before else "") + chr(ord("A") + last)


@dataclass(frozen=True, slots=True)
class RawChunk:
    """Consecutive records as the file has them.

    Attributes:
        first_row: Number of the first record, 1 = first data record of the table.
        lines: Where each record begins: the physical line, the row of the sheet, or the running number of
            the entry, 1 = first.
        cells: One list of cells per record, ragged where the file is.
        columns: The same cells column by column; `None` where the records differ in width.
        bytes_read: How far the file is read, for progress.
        beyond: What was dropped of the file so far.
    """

    first_row: int
    lines: Sequence[int]
    cells: Sequence[Cells]
    columns: Sequence[Column] | None
    bytes_read: int
    beyond: Beyond = field(default_factory=Beyond)

    @classmethod
    def of(cls, first_row: int, lines: Sequence[int], cells: Sequence[Cells], bytes_read: int) -> "RawChunk":
        even = len(set(map(len, cells))) == 1
        return cls(first_row, lines, cells, list(zip(*cells, strict=True)) if even else None, bytes_read)

    def part(self, start: int, end: int) -> "RawChunk":
        """The records from index `start` to before `end`."""
        columns = self.columns and [column[start:end] for column in self.columns]
        return RawChunk(
            self.first_row + start, self.lines[start:end], self.cells[start:end], columns, self.bytes_read
        )


class Table(Protocol):
    """A file, or a part of one, that yields records of cells under a header.

    It holds no open file: it can be pickled, and read again in another process.
    """

    @property
    def facts(self) -> FileFacts: ...
    @property
    def part(self) -> str:
        """Which of the file's tables it is: sheet, path in the archive, or both; empty if it is the file."""

    @property
    def name(self) -> str:
        """What messages call it: the file's name, and the part behind a slash."""

    @property
    def hidden(self) -> bool:
        """Whether it is a sheet that the spreadsheet does not show."""

    @property
    def encoding(self) -> str:
        """Of its text; empty if it is no text."""

    @property
    def delimiter(self) -> str:
        """Between its cells; empty if it is no delimited text."""

    @property
    def head(self) -> tuple[tuple[str, ...], ...]: ...
    @property
    def header_row(self) -> int: ...
    @property
    def header(self) -> tuple[str, ...]: ...
    @property
    def sample(self) -> tuple[tuple[str, ...], ...]: ...
    @property
    def fingerprint(self) -> str: ...
    def at_header(self, header_row: int) -> "Table": ...
    def chunks(self, size: int = CHUNK_ROWS, control: Control | None = None) -> Iterator[RawChunk]: ...


class HeadedTable:
    """What the tables of all containers have in common; they are frozen dataclasses with these fields.

    Attributes:
        facts: The file or member as surveyed; it must not have changed since.
        head: The first records that hold anything, at least those in which a header may be.
        header_row: Index of the header in `head`.
    """

    __slots__ = ()

    facts: FileFacts
    head: tuple[tuple[str, ...], ...]
    header_row: int

    @property
    def part(self) -> str:
        return self.facts.part

    @property
    def name(self) -> str:
        return "/".join(filter(None, (self.facts.path.name, self.part)))

    @property
    def hidden(self) -> bool:
        return False

    @property
    def encoding(self) -> str:
        return self.facts.encoding

    @property
    def header(self) -> tuple[str, ...]:
        return self.head[self.header_row]

    @property
    def sample(self) -> tuple[tuple[str, ...], ...]:
        """The first data records, for a preview."""
        return self.head[self.header_row + 1 :]

    @property
    def fingerprint(self) -> str:
        """The same for every table with the same header, whatever its case and outer spaces."""
        names = "\x1f".join(header_key(name) for name in self.header)
        return hashlib.sha256(names.encode()).hexdigest()

    def check_header(self, header_row: int) -> None:
        """Raises `EmptyTableError` if nothing follows a header at that index of `head`."""
        if header_row + 1 >= len(self.head):
            raise EmptyTableError(
                said("{file} has no rows below its header in row {row}", file=self.name, row=header_row + 1),
                said("Export it again with the period that you want to import"),
            )


class EmptyTableError(FileError):
    """There is nothing in the table; another one of the same file may be meant."""


def header_key(name: str) -> str:
    """How headers are compared: without outer spaces and byte order marks, in one case."""
    return " ".join(name.replace("\ufeff", "").split()).casefold()


def check_head(head: Sequence[Sequence[str]], name: str) -> None:
    """Raises `FileError` if there are no records, or more columns than are read."""
    if not head:
        raise EmptyTableError(
            said("{file} holds nothing but blank lines", file=name), said("Export it again")
        )
    check_width(max(map(len, head)), name)


def check_width(width: int, name: str) -> None:
    if width > MOST_COLUMNS:
        raise FileError(
            said(
                "{file} has {count:,} columns, at most {most:,} are read",
                file=name,
                count=width,
                most=MOST_COLUMNS,
            ),
            said("Check the delimiter, or export fewer columns"),
        )


def fullest(head: Sequence[Sequence[str]]) -> int:
    """Index of the first of the first 15 records with the most filled cells; the last is nobody's header."""
    filled = [sum(1 for cell in record if cell.strip()) for record in head[:HEAD_ROWS]]
    return filled.index(max(filled[:-1] or filled))


def chunked(records: Iterator[Record], size: int, contents: Contents, control: Control) -> Iterator[RawChunk]:
    """The records in chunks, until there are no more.

    Raises:
        FileError: If the file is changed or removed meanwhile.
        Cancelled: If the watcher asked for it.
    """
    first_row = 1
    while True:
        control.check()
        taken = list(islice(records, size))
        contents.check_unchanged()
        if not taken:
            return
        lines, cells = map(list, zip(*taken, strict=True))
        yield RawChunk.of(first_row, lines, cells, contents.bytes_read())
        first_row += len(taken)
