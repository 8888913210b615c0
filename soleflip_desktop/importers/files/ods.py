"""An OpenDocument spreadsheet, as LibreOffice writes it: all sheets stand in one stream of XML."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final

from soleflip_desktop.domain.local_amounts import currency_of
from soleflip_desktop.errors import said
from soleflip_desktop.importers.files.cell_texts import number_text
from soleflip_desktop.importers.files.kinds import password
from soleflip_desktop.importers.files.sheets import Sheet
from soleflip_desktop.importers.files.table import CELL_LIMIT, Beyond, Record
from soleflip_desktop.importers.files.xml_parts import (
    PIECE,
    Attributes,
    local,
    long_cell,
    new_parser,
    oversized,
    parse_all,
    parsing,
)
from soleflip_desktop.importers.files.zips import damaged, open_member

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
MOST_REPEATED_CELLS = 1_000_000
MOST_SHEETS = 1_000
_DURATION = re.compile(r"PT([0-9]{1,6})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]*)?S")
_MIDNIGHT = "T00:00:00"
_NUMERIC = "0123456789.,-+()%E\u00a0\u202f "


class Ods:
    """An opened spreadsheet.

    Raises:
        FileError: If it is damaged or protected by a password.
    """

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._check_password()
        self.sheets = self._sheets()

    def rows(self, sheet: Sheet, width: int, beyond: Beyond, *, few: bool = False) -> Iterator[Record]:
        """The rows of the sheet that hold anything, each of `width` cells."""
        parser = _SheetParser(self._name, int(sheet.place), width, beyond)
        with self._open(CONTENT) as xml, parsing(self._name):
            while not parser.done and (piece := xml.read(PIECE)):
                yield from parser.feed(piece)
            if not parser.done:
                raise damaged(self._name)

    def _check_password(self) -> None:
        def start(tag: str, _: Attributes) -> None:
            if local(tag) == "encryption-data":
                raise password(self._name)

        with self._open(MANIFEST) as xml, parsing(self._name):
            parse_all(xml, new_parser(start))

    def _sheets(self) -> tuple[Sheet, ...]:
        sheets: list[Sheet] = []
        hidden: set[str] = set()
        style, depth = "", 0

        def start(tag: str, attributes: Attributes) -> None:
            nonlocal style, depth
            found = {local(name): value for name, value in attributes.items()}
            if tag == "style:style":
                style = found.get("name", "")
            elif tag == "style:table-properties" and found.get("display") == "false":
                hidden.add(style)
            elif local(tag) == "table":
                depth += 1
                if depth == 1:
                    sheets.append(
                        Sheet(found.get("name", ""), str(len(sheets)), found.get("style-name") in hidden)
                    )
            if max(len(sheets), len(hidden)) > MOST_SHEETS:
                raise oversized(self._name, said("more than {most:,} sheets", most=MOST_SHEETS))

        def end(tag: str) -> None:
            nonlocal depth
            depth -= local(tag) == "table"

        with self._open(CONTENT) as xml, parsing(self._name):
            parse_all(xml, new_parser(start, end))
        return tuple(sheets)

    @contextmanager
    def _open(self, member: str) -> Iterator[IO[bytes]]:
        with open_member(self._archive, self._archive.getinfo(member), self._name) as xml:
            yield xml


class _SheetParser:
    """Reads the rows of one sheet; blanks that repeat to the edges of the sheet cost nothing."""

    _BREAKS: Final = {"s": " ", "tab": "\t", "line-break": "\n"}

    def __init__(self, name: str, wanted: int, width: int, beyond: Beyond) -> None:
        self.done = False
        self._name = name
        self._wanted = wanted
        self._width = width
        self._beyond = beyond
        self._sheet = -1
        self._depth = 0
        self._line = 1
        self._rows: list[Record] = []
        self._record: list[str] = []
        self._place = 0
        self._row_repeats = 1
        self._cell: Attributes | None = None
        self._texts: list[str] = []
        self._size = 0
        self._in_text = False
        self._in_note = 0
        self._repeated = 0
        self._parser = new_parser(self._start, self._end, self._text)

    def feed(self, piece: bytes) -> list[Record]:
        self._parser.Parse(piece, False)
        rows, self._rows = self._rows, []
        return rows

    def _start(self, tag: str, attributes: Attributes) -> None:
        tag = local(tag)
        if tag == "table":
            self._depth += 1
            self._sheet += self._depth == 1
        if self.done or self._sheet != self._wanted or self._depth != 1:
            return
        if tag == "table-row":
            self._record, self._place = [], 0
            self._row_repeats = _count(attributes, "number-rows-repeated")
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell = {local(name): value for name, value in attributes.items()}
            self._texts, self._size = [], 0
        elif tag == "annotation":
            self._in_note += 1
        elif self._cell is not None and not self._in_note:
            self._start_text(tag, attributes)

    def _start_text(self, tag: str, attributes: Attributes) -> None:
        if tag == "p":
            self._in_text = True
            if self._texts:
                self._add("\n")
            self._texts.append("")
        elif tag in self._BREAKS and self._in_text:
            self._add(self._BREAKS[tag] * min(_count(attributes, "c"), CELL_LIMIT))

    def _text(self, text: str) -> None:
        if self._in_text and not self._in_note and self._cell is not None:
            self._add(text)

    def _add(self, text: str) -> None:
        self._size += len(text)
        if self._size > CELL_LIMIT:
            raise long_cell(self._name)
        self._texts.append(text)

    def _end(self, tag: str) -> None:
        tag = local(tag)
        if tag == "table":
            self._depth -= 1
            self.done |= self._depth == 0 and self._sheet == self._wanted
        if self.done or self._sheet != self._wanted or self._depth != 1:
            return
        if tag == "p":
            self._in_text = False
        elif tag == "annotation":
            self._in_note = max(0, self._in_note - 1)
        elif tag in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._put(_value(self._cell, "".join(self._texts)), _count(self._cell, "number-columns-repeated"))
            self._cell = None
        elif tag == "table-row":
            self._end_row()

    def _put(self, text: str, repeats: int) -> None:
        kept = max(0, min(repeats, self._width - self._place))
        if text and kept:
            self._record += [""] * (self._place - len(self._record)) + [text] * kept
            self._count_repeated(kept)
        if text and kept < repeats:
            self._beyond.add(self._line, max(self._place, self._width), repeats - kept)
        self._place += repeats

    def _end_row(self) -> None:
        if self._record:
            self._count_repeated(len(self._record) * (self._row_repeats - 1))
            record = self._record + [""] * (self._width - len(self._record))
            self._rows += [(self._line + at, record.copy()) for at in range(self._row_repeats)]
        self._line += self._row_repeats

    def _count_repeated(self, cells: int) -> None:
        self._repeated += cells if cells > 1 else 0
        if self._repeated > MOST_REPEATED_CELLS:
            raise oversized(self._name, said("more than {most:,} repeated cells", most=MOST_REPEATED_CELLS))


def _count(attributes: Attributes, wanted: str) -> int:
    number = next((value for name, value in attributes.items() if local(name) == wanted), "1")
    return max(1, int(number)) if number.isdecimal() and len(number) < 10 else 1


def _value(cell: Attributes, shown: str) -> str:
    """The text of a cell by its value, which is the same in every language."""
    match cell.get("value-type", ""):
        case "float" | "percentage" | "currency":
            if shown.startswith(("#", "Err:")):
                return shown
            return f"{number_text(cell.get('value', shown))} {_currency(cell, shown)}".rstrip()
        case "date":
            return cell.get("date-value", shown).removesuffix(_MIDNIGHT).partition(".")[0].replace("T", " ")
        case "time":
            found = _DURATION.fullmatch(cell.get("time-value", ""))
            return "{:0>2}:{:0>2}:{:0>2}".format(*found.groups()) if found else shown
        case "boolean":
            return cell.get("boolean-value", shown).upper()
        case _:
            return cell.get("string-value", shown)


def _currency(cell: Attributes, shown: str) -> str:
    """The sign beside an amount, which may be part of the format alone; the code if that says otherwise."""
    code, sign = cell.get("currency", ""), shown.strip(_NUMERIC)
    meant = currency_of(f"1 {sign}") if sign else ""
    return sign if meant and (not code or meant in (code, "$")) else code
