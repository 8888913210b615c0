"""Finds the cell at fault in a delimited file where `csv.reader` only says that there is one."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TextIO

from soleflip_desktop.errors import FileError, Said, said
from soleflip_desktop.importers.files.table import CELL_LIMIT

PIECE = 1 << 20


class _State(Enum):
    START = auto()
    BARE = auto()
    QUOTED = auto()
    CLOSED = auto()


@dataclass(slots=True)
class _Place:
    record: int = 0
    record_is_filled: bool = False
    line: int = 1
    column: int = 1
    cell_line: int = 1
    cell_size: int = 0
    state: _State = _State.START


class FaultFinder:
    """Walks a file from its start by the rules of RFC 4180, in pieces, until a cell is at fault.

    Args:
        text: The file, at its start, without translation of its line ends.
        name: What messages call it.
        delimiter: As sniffed.
        header_record: How many records with content precede the header.
    """

    def __init__(self, text: TextIO, name: str, delimiter: str, header_record: int = 0) -> None:
        self._file = text
        self._name = name
        self._header_record = header_record
        self._token = re.compile(f'["\n\r{re.escape(delimiter)}]')
        self._place = _Place()

    def find(self) -> FileError | None:
        """The first cell above 1 MB, with text behind its closing quote, or whose quote is never closed."""
        while piece := self._file.read(PIECE):
            if piece.endswith("\r"):
                piece += self._file.read(1)
            if fault := self._scan(piece.replace("\r\n", "\n")):
                return fault
        return self._last_cell()

    def _scan(self, piece: str) -> FileError | None:
        at = 0
        for token in self._token.finditer(piece):
            fault = self._text(token.start() - at) or self._mark(token.group())
            if fault:
                return fault
            at = token.end()
        return self._text(len(piece) - at)

    def _text(self, size: int) -> FileError | None:
        place = self._place
        if size and place.state is _State.CLOSED:
            return self._fault(
                said("has text behind its closing quote"), said("Double the quotes inside the cell")
            )
        if size and place.state is _State.START:
            place.state = _State.BARE
        place.cell_size += size
        return None

    def _mark(self, mark: str) -> FileError | None:
        place = self._place
        if mark == '"':
            self._quote()
        elif place.state is _State.QUOTED:
            place.cell_size += 1
            place.line += mark in "\r\n"
        else:
            return self._end_cell(ends_record=mark in "\r\n")
        return None

    def _quote(self) -> None:
        place = self._place
        if place.state is _State.START:
            place.state, place.cell_line = _State.QUOTED, place.line
        elif place.state is _State.QUOTED:
            place.state = _State.CLOSED
        else:
            place.cell_size += 1
            if place.state is _State.CLOSED:
                place.state = _State.QUOTED

    def _end_cell(self, ends_record: bool) -> FileError | None:
        place = self._place
        if place.cell_size > CELL_LIMIT:
            return self._fault(
                said(
                    "holds {count:,} characters, at most {most:,} are read",
                    count=place.cell_size,
                    most=CELL_LIMIT,
                ),
                said("Shorten the cell, or check for a missing quote"),
            )
        place.record_is_filled |= place.cell_size > 0
        place.column += 1
        if ends_record:
            place.line += 1
            place.column = 1
            place.record += place.record_is_filled
            place.record_is_filled = False
        place.cell_size, place.cell_line, place.state = 0, place.line, _State.START
        return None

    def _last_cell(self) -> FileError | None:
        if self._place.state is not _State.QUOTED:
            return self._end_cell(ends_record=True)
        return self._fault(
            said("opens a quote that is never closed: the file is cut off"),
            said("Export it again, or close the quote in that line"),
        )

    def _fault(self, what: Said, next_step: Said) -> FileError:
        place = self._place
        row = place.record - self._header_record
        where = said("row {row}", row=row) if row > 0 else said("the header")
        return FileError(
            said(
                "{file}, {where} (line {line}), column {column}: the cell {what}",
                file=self._name,
                where=where,
                line=place.cell_line,
                column=place.column,
                what=what,
            ),
            next_step,
        )
