"""The rows of one sheet of an Excel workbook, as they stream out of its XML.

Excel and the libraries write every cell in one of few forms, which a pattern reads in half the time that an
XML parser needs to call back. Whatever is written otherwise, a row or the whole sheet, goes to the parser.
"""

import codecs
import re
from collections.abc import Iterator
from typing import IO, Final

from soleflip_desktop.errors import said
from soleflip_desktop.importers.files.table import CELL_LIMIT, Beyond, Record
from soleflip_desktop.importers.files.xlsx_cells import XlsxCells
from soleflip_desktop.importers.files.xml_parts import (
    PIECE,
    Attributes,
    local,
    long_cell,
    new_parser,
    oversized,
    parsing,
)
from soleflip_desktop.importers.files.zips import damaged

LONGEST_ROW = 16 << 20
SHEET_COLUMNS = 16_384
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,9})")?'
    r'(?: t="s"><v>([0-9]{1,9})</v></c>'
    r'|(?: t="([A-Za-z]{1,9})")?(?:/>|>'
    r"(<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?"
    r'(?:<v>([^<]*)</v>|<v/>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>))'
)
_ROW_NUMBER = re.compile(r'<row(?:\s[^<>]*?)?\sr="([0-9]{1,9})"')
_PLAIN_START = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml(?![^>]*encoding=[\"'](?!(?i:utf-8)))[^>]*\?>)?\s*(?!<!DOCTYPE)<[a-z]"
)


class _Places(dict[str, int]):
    """Indices of columns by their letters."""

    def __missing__(self, letters: str) -> int:
        place = 0
        for letter in letters:
            place = place * 26 + ord(letter) - 64
        self[letters] = place - 1
        return place - 1


def is_plain(piece: bytes, element: bytes) -> bool:
    """Whether the XML that begins so is UTF-8, has no document type, and calls `element` by its bare name."""
    return bool(_PLAIN_START.match(piece)) and element in piece and b"<!" not in piece[: piece.index(element)]


def sheet_rows(sheet: IO[bytes], cells: XlsxCells, width: int, beyond: Beyond) -> Iterator[Record]:
    """The rows that hold anything, with their numbers.

    Args:
        sheet: XML of the sheet.
        cells: Of the workbook.
        width: Cells of every row; those further to the right are dropped.
        beyond: Is told of what is dropped.

    Raises:
        FileError: If the XML is broken or declares entities, or a row has over 16 MB.
    """
    with parsing(cells.name):
        piece = sheet.read(PIECE)
        if is_plain(piece, b"<sheetData>"):
            yield from _matched_rows(sheet, piece, cells, width, beyond)
            return
        parser = _RowParser(cells, width, beyond)
        while piece:
            yield from parser.feed(piece)
            piece = sheet.read(PIECE)
        yield from parser.feed(b"", is_last=True)


def _matched_rows(
    sheet: IO[bytes], piece: bytes, cells: XlsxCells, width: int, beyond: Beyond
) -> Iterator[Record]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    text = decoder.decode(piece).partition("<sheetData>")[2]
    matcher = _RowMatcher(cells, width, beyond)
    while True:
        *rows, text = text.split("</row>")
        for row in rows:
            if record := matcher.record(row):
                yield record
        if "</sheetData>" in text:
            break
        if len(text) > LONGEST_ROW:
            raise oversized(cells.name, said("a row of over {size} MB", size=LONGEST_ROW >> 20))
        if not (piece := sheet.read(PIECE)):
            raise damaged(cells.name)
        text += decoder.decode(piece)
    while sheet.read(PIECE):  # so that its check sum is compared
        pass


class _RowMatcher:
    """Reads rows one by one from their XML without the closing tag."""

    def __init__(self, cells: XlsxCells, width: int, beyond: Beyond) -> None:
        self._cells = cells
        self._width = width
        self._beyond = beyond
        self._line = 0
        self._places = _Places()

    def record(self, row: str) -> Record | None:
        start = row.rfind("<row")
        found = _CELL.findall(row, max(start, 0))
        if start < 0 or len(found) != row.count("<c", start) or "\r" in row:
            return self._parsed(row[max(start, 0) :])
        number = _ROW_NUMBER.match(row, start)
        self._line = int(number[1]) if number else self._line + 1
        cells, places, record = self._cells, self._places, None
        shared, in_shared = cells.shared, len(cells.shared)
        for column, style, at, kind, formula, value, inline in found:
            if at:
                index = int(at)
                text = shared[index] if index < in_shared else cells.shared_text(at)
            elif value and not kind:
                text = cells.number(style, value)
            else:
                text = cells.text(kind, style, cells.unescaped(value or inline), formula)
            if text:
                if (place := places[column]) >= self._width:
                    self._beyond.add(self._line, place)
                    continue
                if record is None:
                    record = [""] * self._width
                record[place] = text
        return (self._line, record) if record is not None else None

    def _parsed(self, row: str) -> Record | None:
        parser = _RowParser(self._cells, self._width, self._beyond, self._line)
        records = parser.feed(row + "</row>", is_last=True)
        self._line = parser.line
        return records[0] if records else None


class _RowParser:
    """Reads rows from any XML of a sheet, piece by piece."""

    _KEPT: Final = {"v", "f", "t"}

    def __init__(self, cells: XlsxCells, width: int, beyond: Beyond, line: int = 0) -> None:
        self.line = line
        self._cells = cells
        self._width = width
        self._beyond = beyond
        self._places = _Places()
        self._rows: list[Record] = []
        self._record: list[str] | None = None
        self._place = -1
        self._cell: Attributes | None = None
        self._kept: dict[str, list[str]] = {}
        self._into: list[str] | None = None
        self._phonetic = False
        self._size = 0
        self._parser = new_parser(self._start, self._end, self._text)

    def feed(self, piece: str | bytes, *, is_last: bool = False) -> list[Record]:
        """The rows that are complete with this piece."""
        self._parser.Parse(piece, is_last)
        rows, self._rows = self._rows, []
        return rows

    def _start(self, tag: str, attributes: Attributes) -> None:
        tag = local(tag)
        if tag == "row":
            number = attributes.get("r", "")
            self.line = int(number) if number.isdecimal() and len(number) < 10 else self.line + 1
            self._record, self._place = None, -1
        elif tag == "c":
            self._cell, self._kept, self._size = attributes, {}, 0
        elif tag == "rPh":
            self._phonetic = True
        elif tag in self._KEPT and self._cell is not None and not self._phonetic:
            self._into = self._kept.setdefault(tag, [])

    def _text(self, text: str) -> None:
        if self._into is None:
            return
        self._size += len(text)
        if self._size > CELL_LIMIT:
            raise long_cell(self._cells.name)
        self._into.append(text)

    def _end(self, tag: str) -> None:
        tag = local(tag)
        if tag in self._KEPT:
            self._into = None
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "c" and self._cell is not None:
            self._put(self._cell)
            self._cell = None
        elif tag == "row" and self._record is not None:
            self._rows.append((self.line, self._record))
            self._record = None

    def _put(self, cell: Attributes) -> None:
        letters = cell.get("r", "").rstrip("0123456789")
        plain = 0 < len(letters) < 4 and letters.isascii() and letters.isalpha() and letters.isupper()
        self._place = self._places[letters] if plain else self._place + 1
        kept = {tag: "".join(parts) for tag, parts in self._kept.items()}
        value = kept.get("v") or kept.get("t", "")
        formula = kept["f"] or "<f/>" if "f" in kept else ""
        text = self._cells.text(cell.get("t", ""), cell.get("s", ""), value, formula)
        if text and self._place >= self._width:
            self._beyond.add(self.line, self._place)
        elif text:
            self._record = self._record or [""] * self._width
            self._record[self._place] = text
