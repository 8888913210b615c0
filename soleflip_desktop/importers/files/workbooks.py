"""The sheets of a workbook as tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import FileError, said
from soleflip_desktop.importers.files.contents import Contents, open_contents
from soleflip_desktop.importers.files.ods import CONTENT, Ods
from soleflip_desktop.importers.files.sheets import Sheet, Workbook
from soleflip_desktop.importers.files.survey import FileFacts
from soleflip_desktop.importers.files.table import (
    CHUNK_ROWS,
    HEAD_ROWS,
    SAMPLE_ROWS,
    Beyond,
    EmptyTableError,
    HeadedTable,
    RawChunk,
    check_head,
    chunked,
    fullest,
)
from soleflip_desktop.importers.files.xlsx import Xlsx
from soleflip_desktop.importers.files.xlsx_rows import SHEET_COLUMNS
from soleflip_desktop.importers.files.zips import open_zip


@dataclass(frozen=True, slots=True)
class WorkbookTable(HeadedTable):
    """A sheet of an Excel workbook or an OpenDocument spreadsheet.

    Attributes:
        facts: The file or member as surveyed; it must not have changed since.
        sheet: Which of its sheets.
        width: Cells of every record: columns up to the last that is filled in `head`.
        head: The first rows that hold anything, at least those in which a header may be.
        header_row: Index of the header in `head`.
    """

    facts: FileFacts
    sheet: Sheet
    width: int
    head: tuple[tuple[str, ...], ...]
    header_row: int

    @property
    def part(self) -> str:
        return sheet_part(self.facts, self.sheet)

    @property
    def hidden(self) -> bool:
        return self.sheet.hidden

    @property
    def delimiter(self) -> str:
        return ""

    def at_header(self, header_row: int) -> "WorkbookTable":
        """The same table with its header at another index of `head`.

        Raises:
            FileError: If nothing follows the header.
        """
        self.check_header(header_row)
        return replace(self, header_row=header_row)

    def chunks(self, size: int = CHUNK_ROWS, control: Control | None = None) -> Iterator[RawChunk]:
        """Streams the rows below the header, hidden ones too; their lines are their numbers in the sheet.

        Raises:
            FileError: If the file was changed or removed since the survey, or is damaged.
            Cancelled: If the watcher asked for it.
        """
        with _open_workbook(self.facts) as (workbook, contents):
            beyond = Beyond()
            rows = workbook.rows(self.sheet, self.width, beyond)
            records = islice(rows, self.header_row + 1, None)
            for chunk in chunked(records, size, contents, control or Control()):
                yield replace(chunk, beyond=beyond)


def open_sheets(facts: FileFacts, control: Control) -> tuple[WorkbookTable, ...]:
    """The sheets of a workbook that hold a header and rows; hidden ones too.

    Raises:
        FileError: If there is none, or the workbook is damaged or has a password.
        Cancelled: If the watcher asked for it.
    """
    tables: list[WorkbookTable] = []
    empty: list[EmptyTableError] = []
    with _open_workbook(facts) as (workbook, _):
        for sheet in workbook.sheets:
            control.check()
            try:
                tables.append(_open_sheet(facts, workbook, sheet))
            except EmptyTableError as error:
                empty.append(error)
        if not workbook.sheets:
            raise FileError(said("{file} has no sheets", file=facts.name), said("Save it again"))
    if not tables:
        raise empty[0]
    return tuple(tables)


def sheet_part(facts: FileFacts, sheet: Sheet) -> str:
    return "/".join((*facts.members, sheet.name))


def _open_sheet(facts: FileFacts, workbook: Workbook, sheet: Sheet) -> WorkbookTable:
    name = "/".join((facts.name, sheet.name))
    first = islice(workbook.rows(sheet, SHEET_COLUMNS, Beyond(), few=True), HEAD_ROWS + SAMPLE_ROWS)
    rows = [cells for _, cells in first]
    width = max((at + 1 for cells in rows for at, cell in enumerate(cells) if cell), default=0)
    head = tuple(tuple(cells[:width]) for cells in rows)
    check_head(head, name)
    return WorkbookTable(facts, sheet, width, head, 0).at_header(fullest(head))


@contextmanager
def _open_workbook(facts: FileFacts) -> Iterator[tuple[Workbook, Contents]]:
    with open_contents(facts, seeking=True) as contents, open_zip(contents.stream, facts.name) as archive:
        is_ods = CONTENT in archive.namelist()
        yield (Ods(archive, facts.name) if is_ods else Xlsx(archive, facts.name)), contents
