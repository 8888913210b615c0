"""An Excel workbook: which sheets it has, what its cells refer to."""

import codecs
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from soleflip_desktop.errors import said
from soleflip_desktop.importers.files.cell_texts import EPOCH_1900, EPOCH_1904, CellStyle, style_of
from soleflip_desktop.importers.files.sheets import Sheet
from soleflip_desktop.importers.files.table import CELL_LIMIT, Beyond, Record
from soleflip_desktop.importers.files.xlsx_cells import MOST_STRINGS, XlsxCells
from soleflip_desktop.importers.files.xlsx_rows import is_plain, sheet_rows
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

MOST_FORMATS = 100_000
MOST_SHEETS = 1_000
_STRING = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_BOOK = "xl/workbook.xml"


class Xlsx:
    """An opened workbook.

    Args:
        archive: Its ZIP.
        name: What messages call it.

    Raises:
        FileError: If it is damaged.
    """

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        # Some programs write other capitals in the list of parts than in the names of the files.
        self._names = {each.casefold(): each for each in archive.namelist()}
        self._parts = self._related(_BOOK)
        self._epoch = EPOCH_1900
        self.sheets = self._sheets()

    def rows(self, sheet: Sheet, width: int, beyond: Beyond, *, few: bool = False) -> Iterator[Record]:
        """The rows of the sheet that hold anything, each of `width` cells."""
        cells = XlsxCells(self._name, self._strings(), self._styles(), self._epoch)
        if not few:
            cells.read_texts()
        with self._open(sheet.place) as xml:
            yield from sheet_rows(xml, cells, width, beyond)

    def _sheets(self) -> tuple[Sheet, ...]:
        sheets: list[Sheet] = []

        def start(tag: str, attributes: Attributes) -> None:
            found = {local(name): value for name, value in attributes.items()}
            if local(tag) == "workbookPr" and found.get("date1904", "0") in ("1", "true"):
                self._epoch = EPOCH_1904
            kind, place = self._parts.get(found.get("id", ""), ("", ""))
            if local(tag) == "sheet" and kind == "worksheet":
                hidden = found.get("state", "visible") != "visible"
                sheets.append(Sheet(found.get("name", ""), place, hidden))
            if len(sheets) > MOST_SHEETS:
                raise oversized(self._name, said("more than {most:,} sheets", most=MOST_SHEETS))

        self._parse(_BOOK, start)
        return tuple(sheets)

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """Kind and place of the parts that a part refers to, by the name it has for them."""
        folder, file = posixpath.split(part)
        related: dict[str, tuple[str, str]] = {}

        def start(tag: str, found: Attributes) -> None:
            if local(tag) == "Relationship" and found.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, found.get("Target", "")))
                kind = found.get("Type", "").rpartition("/")[2]
                related[found.get("Id", "")] = (kind, target.lstrip("/"))
            if len(related) > MOST_FORMATS:
                raise damaged(self._name)

        self._parse(f"{folder}/_rels/{file}.rels", start)
        return related

    def _styles(self) -> list[CellStyle]:
        """What each cell style shows."""
        codes: dict[str, str] = {}
        styles: list[CellStyle] = []
        parents: list[str] = []

        def start(tag: str, found: Attributes) -> None:
            if local(tag) == "numFmt" and parents[-1:] == ["numFmts"]:
                codes[found.get("numFmtId", "")] = found.get("formatCode", "")
            elif local(tag) == "xf" and parents[-1:] == ["cellXfs"]:
                number = found.get("numFmtId", "0")
                plain = number.isdecimal() and len(number) < 10
                styles.append(style_of(int(number) if plain else 0, codes.get(number, "")))
            if max(len(codes), len(styles), len(parents)) > MOST_FORMATS:
                raise oversized(self._name, said("more than {most:,} formats", most=MOST_FORMATS))
            parents.append(local(tag))

        if place := self._place_of("styles"):
            self._parse(place, start, lambda _: parents.pop())
        return styles

    def _strings(self) -> Iterator[str]:
        """The texts that cells name by number."""
        if not (place := self._place_of("sharedStrings")):
            return
        with self._open(place) as xml, parsing(self._name):
            for number, text in enumerate(_shared_strings(xml, XlsxCells(self._name))):
                if number >= MOST_STRINGS:
                    raise oversized(self._name, said("more than {most:,} texts", most=MOST_STRINGS))
                yield text

    def _place_of(self, kind: str) -> str:
        place = next((place for each, place in self._parts.values() if each == kind), "")
        return place if place.casefold() in self._names else ""

    def _parse(
        self,
        place: str,
        start: Callable[[str, Attributes], object],
        end: Callable[[str], object] | None = None,
    ) -> None:
        with self._open(place) as xml, parsing(self._name):
            parse_all(xml, new_parser(start, end))

    @contextmanager
    def _open(self, place: str) -> Iterator[IO[bytes]]:
        name = self._names.get(place.casefold())
        if name is None:
            raise damaged(self._name)
        with open_member(self._archive, self._archive.getinfo(name), self._name) as xml:
            yield xml


def _shared_strings(xml: IO[bytes], cells: XlsxCells) -> Iterator[str]:
    piece = xml.read(PIECE)
    if not is_plain(piece, b"<sst"):
        parser = _StringParser(cells)
        while piece:
            yield from parser.feed(piece)
            piece = xml.read(PIECE)
        yield from parser.feed(b"", is_last=True)
        return
    decoder = codecs.getincrementaldecoder("utf-8")()
    text = decoder.decode(piece).partition("<sst")[2].partition(">")[2]
    while piece:
        end = text.rfind("</si>") + 1
        if end:
            block, text = text[: end + 4], text[end + 4 :]
            yield from _strings_of(block, cells)
        if len(text) > CELL_LIMIT * 2:
            raise long_cell(cells.name)
        piece = xml.read(PIECE)
        text += decoder.decode(piece)
    yield from _strings_of(text.partition("</sst")[0], cells)


def _strings_of(block: str, cells: XlsxCells) -> Iterator[str]:
    found = _STRING.findall(block)
    if len(found) == block.count("<si") and "\r" not in block:
        return (cells.plain(cells.unescaped(each)) for each in found)
    return iter(_StringParser(cells).feed(f"<sst>{block}</sst>", is_last=True))


class _StringParser:
    """Reads shared texts from any XML: fragments of any format, without the readings of Japanese."""

    def __init__(self, cells: XlsxCells) -> None:
        self._cells = cells
        self._strings: list[str] = []
        self._parts: list[str] = []
        self._size = 0
        self._wanted = False
        self._phonetic = False
        self._parser = new_parser(self._start, self._end, self._text)

    def feed(self, piece: str | bytes, *, is_last: bool = False) -> list[str]:
        self._parser.Parse(piece, is_last)
        strings, self._strings = self._strings, []
        return strings

    def _start(self, tag: str, _: Attributes) -> None:
        tag = local(tag)
        if tag == "si":
            self._parts, self._size = [], 0
        self._phonetic |= tag == "rPh"
        self._wanted = tag == "t" and not self._phonetic

    def _text(self, text: str) -> None:
        if self._wanted:
            self._size += len(text)
            if self._size > CELL_LIMIT:
                raise long_cell(self._cells.name)
            self._parts.append(text)

    def _end(self, tag: str) -> None:
        tag = local(tag)
        self._wanted = False
        self._phonetic &= tag != "rPh"
        if tag == "si":
            self._strings.append(self._cells.plain("".join(self._parts)))
