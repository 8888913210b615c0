"""Delimited text as a stream of chunks of exact cells, each with the line it begins on."""

import csv
import hashlib
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import FileError, said
from soleflip_desktop.importers.delimiters import sniff_delimiter
from soleflip_desktop.importers.faults import CELL_LIMIT, FaultFinder
from soleflip_desktop.importers.survey import SAVE_AS_CSV, FileFacts, changed, reading

CHUNK_ROWS = 1_000
HEAD_ROWS = 15
SAMPLE_ROWS = 20
SNIFFED_CHARACTERS = 1 << 18
MOST_COLUMNS = 1_000
LONGEST_LINE = 16 << 20

Cells = list[str]
Column = tuple[str, ...]


class Records(Protocol):
    """A `csv.reader`."""

    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> Iterator[Cells]: ...


@dataclass(frozen=True, slots=True)
class RawChunk:
    """Consecutive records as the file has them.

    Attributes:
        first_row: Number of the first record, 1 = first data record of the file.
        lines: The physical line each record begins on, 1 = first of the file.
        cells: One list of cells per record, ragged where the file is.
        columns: The same cells column by column; `None` where the records differ in width.
        bytes_read: How far the file is read, for progress.
    """

    first_row: int
    lines: Sequence[int]
    cells: Sequence[Cells]
    columns: Sequence[Column] | None
    bytes_read: int

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


@dataclass(frozen=True, slots=True)
class DelimitedTable:
    """A CSV file, or one with semicolons, tabs or bars.

    Attributes:
        facts: The file as surveyed; it must not have changed since.
        delimiter: One character.
        head: The first records that hold anything, at least those in which a header may be.
        header_row: Index of the header in `head`.
        part: Its path in an archive.
        hidden: Never.
    """

    facts: FileFacts
    delimiter: str
    head: tuple[tuple[str, ...], ...]
    header_row: int
    part: str = ""
    hidden: bool = False

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
        """The same for every file with the same header, whatever its case and outer spaces."""
        names = "\x1f".join(header_key(name) for name in self.header)
        return hashlib.sha256(names.encode()).hexdigest()

    def at_header(self, header_row: int) -> "DelimitedTable":
        """The same table with its header at another index of `head`.

        Raises:
            FileError: If nothing follows the header.
        """
        if header_row + 1 >= len(self.head):
            raise FileError(
                said(
                    "{file} has no rows below its header in row {row}",
                    file=self.facts.path.name,
                    row=header_row + 1,
                ),
                said("Export it again with the period that you want to import"),
            )
        return replace(self, header_row=header_row)

    def chunks(self, size: int = CHUNK_ROWS, control: Control | None = None) -> Iterator[RawChunk]:
        """Streams the data records; blank lines are passed over, but counted as lines.

        Raises:
            FileError: If the file was changed or removed since the survey, or its quoting is broken.
            Cancelled: If the watcher asked for it.
        """
        control = control or Control()
        with reading(self.facts.path), _open_text(self.facts) as file:
            reader = _reader(file, self.delimiter)
            self._fill(reader, self.header_row + 1)
            first_row = 1
            while True:
                control.check()
                lines, cells = self._fill(reader, size)
                self.facts.check_unchanged(file.fileno())
                if not cells:
                    return
                yield RawChunk.of(first_row, lines, cells, os.lseek(file.fileno(), 0, os.SEEK_CUR))
                first_row += len(cells)

    def _fill(self, reader: Records, size: int) -> tuple[list[int], list[Cells]]:
        try:
            return _take(reader, size)
        except csv.Error as error:
            raise _fault(self.facts, self.delimiter, self.header_row, str(error)) from error
        except UnicodeDecodeError as error:
            raise changed(self.facts.path) from error


def open_table(path: Path, facts: FileFacts) -> DelimitedTable:
    """The table in a surveyed text file; the header is taken to be the first of the fullest records.

    A source that knows its header better moves to it with `at_header`.

    Raises:
        FileError: If there are no rows below the header, more than 1,000 columns, broken quotes, a cell
            above 1 MB, or the file was changed since the survey.
    """
    with reading(path), _open_text(facts) as file:
        facts.check_unchanged(file.fileno())
        delimiter = ","
        try:
            delimiter = sniff_delimiter(_first_lines(file))
            if facts.longest_line > LONGEST_LINE:
                raise _fault(facts, delimiter, 0, said("a line has over {size} MB", size=LONGEST_LINE >> 20))
            file.seek(0)
            head = _take(_reader(file, delimiter), HEAD_ROWS + SAMPLE_ROWS)[1]
        except csv.Error as error:
            raise _fault(facts, delimiter, 0, str(error)) from error
        except UnicodeDecodeError as error:
            raise changed(path) from error
    if not head:
        raise FileError(said("{file} holds nothing but blank lines", file=path.name), said("Export it again"))
    _check_width(path, head)
    table = DelimitedTable(facts, delimiter, tuple(map(tuple, head)), 0)
    return table.at_header(_fullest(head[:HEAD_ROWS]))


def header_key(name: str) -> str:
    """How headers are compared: without outer spaces and byte order marks, in one case."""
    return " ".join(name.replace("\ufeff", "").split()).casefold()


@contextmanager
def _open_text(facts: FileFacts) -> Iterator[io.TextIOWrapper]:
    """The file as text; also the one place that sets the limit of a cell, which is global to the process."""
    csv.field_size_limit(CELL_LIMIT)
    with facts.path.open(encoding=facts.encoding, newline="") as file:
        yield file


def _reader(file: io.TextIOWrapper, delimiter: str) -> Records:
    return csv.reader(file, delimiter=delimiter, strict=True)


def _take(reader: Records, size: int) -> tuple[list[int], list[Cells]]:
    """Up to `size` records that hold anything, and the lines they begin on."""
    lines: list[int] = []
    cells: list[Cells] = []
    line = reader.line_num + 1
    for record in reader:
        if any(record):
            lines.append(line)
            cells.append(record)
            if len(cells) == size:
                break
        line = reader.line_num + 1
    return lines, cells


def _first_lines(file: io.TextIOWrapper) -> list[str]:
    """Whole lines of the first 256,000 characters, or the one line that is longer."""
    text = file.read(SNIFFED_CHARACTERS)
    lines = list(io.StringIO(text, newline=""))
    return lines[:-1] if len(text) == SNIFFED_CHARACTERS and len(lines) > 1 else lines


def _fullest(head: Sequence[Cells]) -> int:
    """Index of the first record with the most filled cells; the last record is nobody's header."""
    filled = [sum(1 for cell in record if cell.strip()) for record in head]
    return filled.index(max(filled[:-1] or filled))


def _check_width(path: Path, head: Sequence[Cells]) -> None:
    width = max(map(len, head))
    if width > MOST_COLUMNS:
        raise FileError(
            said(
                "{file} has {count:,} columns, at most {most:,} are read",
                file=path.name,
                count=width,
                most=MOST_COLUMNS,
            ),
            said("Check the delimiter, or export fewer columns"),
        )


def _fault(facts: FileFacts, delimiter: str, header_row: int, reason: str) -> FileError:
    """The cell at fault, by a second look at the file; `reason` is what the reader said."""
    found = FaultFinder(facts.path, facts.encoding, delimiter, header_row).find()
    return found or FileError(
        said("{file} is not readable as a table: {reason}", file=facts.path.name, reason=reason), SAVE_AS_CSV
    )
