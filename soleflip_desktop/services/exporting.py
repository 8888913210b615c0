"""Writing sales and inventory into a file that spreadsheets open, with nothing in it they would run."""

import csv
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Protocol, TypeAlias

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import FileError, UserError, said

What: TypeAlias = Literal["sales", "inventory"]
Value: TypeAlias = str | int | Decimal | date | datetime | None
Field: TypeAlias = Value | tuple[str, ...]

PAGE_ROWS = 1_000
MOST_XLSX_ROWS = 1_048_575  # of a sheet, less the header
# A cell that begins so is run as a formula, also behind a tab or a line break and in the wide forms of East
# Asian keyboards (https://owasp.org/www-community/attacks/CSV_Injection).
_SIGNS = "=+@\\-\uff1d\uff0b\uff20\uff0d"
# A cell begins with the text, and behind whatever a program may take for the end of a cell: one set to German
# parts CSV at semicolons and then does not know our quotes.
_FORMULA = re.compile(rf'^(?=\s*[\t\r\n])|(^|[;,\t\r\n])(?=(?:[^\S\t\r\n]|")*[{_SIGNS}])')
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Rows(Protocol):
    """A table of the program that is read by pages: the services of sales and of inventory."""

    def ids(self, *, control: Control | None = ...) -> Sequence[int]: ...
    def page(self, ids: Sequence[int], *, control: Control | None = ...) -> Sequence[Any]: ...


@dataclass(frozen=True, slots=True)
class _Sheet:
    title: str
    header: tuple[str, ...]
    count: int
    rows: Iterable[list[Value]]


class Exporting:
    """Exports on one database.

    Args:
        tables: What can be exported, by name; their row classes name the columns.
    """

    def __init__(self, tables: dict[What, tuple[type[Any], Rows]]) -> None:
        self._tables = tables

    def write(self, what: What, path: Path, control: Control) -> int:
        """Writes every row to `path`, CSV or XLSX by its suffix; the file appears whole or not at all.

        CSV is UTF-8 with a byte order mark, parted by commas. Instants are ISO 8601 in UTC.

        Returns:
            The number of rows written.

        Raises:
            FileError: If the suffix is another, or the file cannot be written.
            Cancelled: If the user cancelled; nothing was written.
        """
        suffix = path.suffix.lower()
        if suffix not in (".csv", ".xlsx"):
            raise FileError(
                said("{file} is neither CSV nor XLSX", file=path.name),
                said("Name a file that ends in .csv or .xlsx"),
            )
        row_class, table = self._tables[what]
        ids = table.ids(control=control)
        header = tuple(field.name for field in fields(row_class))
        sheet = _Sheet(what.title(), header, len(ids), _rows(table, ids, header, control))
        with replacing(path) as unfinished:
            written = (_write_csv if suffix == ".csv" else _write_xlsx)(sheet, unfinished)
            control.check()
        return written


def _rows(table: Rows, ids: Sequence[int], names: tuple[str, ...], control: Control) -> Iterator[list[Value]]:
    for start in range(0, len(ids), PAGE_ROWS):
        control.check()
        for row in table.page(ids[start : start + PAGE_ROWS], control=control):
            yield [_value(getattr(row, name)) for name in names]


def _value(value: Field) -> Value:
    if isinstance(value, tuple):
        return harmless(", ".join(value))
    # No instant of a spreadsheet has a time zone, so it is text there.
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return harmless(value) if isinstance(value, str) else value


def harmless(text: str) -> str:
    """`text` with an apostrophe before what may be taken for a formula, and without what XML cannot hold."""
    return _FORMULA.sub(r"\1'", _NOT_IN_XML.sub("\ufffd", text))


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its place when the block ends well, and goes when it does not."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        unfinished.touch(exist_ok=True)
        yield unfinished
        if path.is_dir():
            raise IsADirectoryError(None, "it is a folder")
        unfinished.replace(path)
    except OSError as error:
        reason = error.strerror or error
        raise FileError(
            said("{path} cannot be written: {reason}", path=path, reason=reason),
            said("Close it where it is open, or choose another place"),
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _write_csv(sheet: _Sheet, path: Path) -> int:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(sheet.header)
        return sum(1 for row in sheet.rows if writer.writerow(row))


def _write_xlsx(sheet: _Sheet, path: Path) -> int:
    from openpyxl import Workbook  # 0.3 s, and only this format needs it

    if sheet.count > MOST_XLSX_ROWS:
        raise UserError(
            said(
                "{count:,} rows are more than the {most:,} of an XLSX sheet",
                count=sheet.count,
                most=MOST_XLSX_ROWS,
            ),
            said("Export them as .csv"),
        )
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.title)
    page.append(sheet.header)
    written = 0
    with closing(page):  # a sheet that is left open complains when it is collected
        for row in sheet.rows:
            page.append(row)
            written += 1
    book.save(path)
    return written
