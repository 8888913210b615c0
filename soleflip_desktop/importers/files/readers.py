"""Delimited text as a stream of chunks of exact cells, each with the line it begins on."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import FileError, said
from soleflip_desktop.importers.files.contents import Contents, open_contents
from soleflip_desktop.importers.files.delimiters import sniff_delimiter
from soleflip_desktop.importers.files.faults import FaultFinder
from soleflip_desktop.importers.files.kinds import SAVE_AS_CSV, Container
from soleflip_desktop.importers.files.survey import FileFacts, changed
from soleflip_desktop.importers.files.table import (
    CELL_LIMIT,
    CHUNK_ROWS,
    HEAD_ROWS,
    SAMPLE_ROWS,
    Cells,
    HeadedTable,
    RawChunk,
    Table,
    check_head,
    fullest,
    header_key,
)

__all__ = ["HEAD_ROWS", "Cells", "DelimitedTable", "RawChunk", "Table", "header_key", "open_table"]

SNIFFED_CHARACTERS = 1 << 18
LONGEST_LINE = 16 << 20


class Records(Protocol):
    """A `csv.reader`."""

    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> Iterator[Cells]: ...


@dataclass(frozen=True, slots=True)
class DelimitedTable(HeadedTable):
    """A CSV file, or one with semicolons, tabs or bars.

    Attributes:
        facts: The file or member as surveyed; it must not have changed since.
        delimiter: One character.
        head: The first records that hold anything, at least those in which a header may be.
        header_row: Index of the header in `head`.
    """

    facts: FileFacts
    delimiter: str
    head: tuple[tuple[str, ...], ...]
    header_row: int

    def at_header(self, header_row: int) -> "DelimitedTable":
        """The same table with its header at another index of `head`.

        Raises:
            FileError: If nothing follows the header.
        """
        self.check_header(header_row)
        return replace(self, header_row=header_row)

    def chunks(self, size: int = CHUNK_ROWS, control: Control | None = None) -> Iterator[RawChunk]:
        """Streams the data records; blank lines are passed over, but counted as lines.

        Raises:
            FileError: If the file was changed or removed since the survey, or its quoting is broken.
            Cancelled: If the watcher asked for it.
        """
        control = control or Control()
        with _open_text(self.facts) as (text, contents):
            reader = _reader(text, self.delimiter)
            self._fill(reader, self.header_row + 1)
            first_row = 1
            while True:
                control.check()
                lines, cells = self._fill(reader, size)
                contents.check_unchanged()
                if not cells:
                    return
                yield RawChunk.of(first_row, lines, cells, contents.bytes_read())
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
        FileError: If it is no text, there are no rows below the header, more than 1,000 columns, broken
            quotes, a cell above 1 MB, or the file was changed since the survey.
    """
    if facts.container is not Container.TEXT:
        raise FileError(said("{file} is not a table of text", file=facts.name), SAVE_AS_CSV)
    with _open_text(facts) as (text, _):
        delimiter = ","
        try:
            delimiter = sniff_delimiter(_first_lines(text))
            if facts.longest_line > LONGEST_LINE:
                raise _fault(facts, delimiter, 0, said("a line has over {size} MB", size=LONGEST_LINE >> 20))
            text.seek(0)
            head = _take(_reader(text, delimiter), HEAD_ROWS + SAMPLE_ROWS)[1]
        except csv.Error as error:
            raise _fault(facts, delimiter, 0, str(error)) from error
        except UnicodeDecodeError as error:
            raise changed(path) from error
    check_head(head, facts.name)
    return DelimitedTable(facts, delimiter, tuple(map(tuple, head)), 0).at_header(fullest(head))


@contextmanager
def _open_text(facts: FileFacts) -> Iterator[tuple[io.TextIOWrapper, Contents]]:
    """The file as text; also the one place that sets the limit of a cell, which is global to the process."""
    csv.field_size_limit(CELL_LIMIT)
    with (
        open_contents(facts) as contents,
        io.TextIOWrapper(contents.stream, encoding=facts.encoding, newline="") as text,
    ):
        yield text, contents


def _reader(text: io.TextIOWrapper, delimiter: str) -> Records:
    return csv.reader(text, delimiter=delimiter, strict=True)


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


def _fault(facts: FileFacts, delimiter: str, header_row: int, reason: str) -> FileError:
    """The cell at fault, by a second look at the file; `reason` is what the reader said."""
    with _open_text(facts) as (text, _):
        found = FaultFinder(text, facts.name, delimiter, header_row).find()
    return found or FileError(
        said("{file} is not readable as a table: {reason}", file=facts.name, reason=reason), SAVE_AS_CSV
    )
