"""The text of one cell of an Excel workbook, by what its XML says of it."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from soleflip_desktop.errors import said
from soleflip_desktop.importers.files.cell_texts import (
    EPOCH_1900,
    PLAIN_STYLE,
    CellStyle,
    Format,
    number_text,
    serial_text,
)
from soleflip_desktop.importers.files.table import CELL_LIMIT
from soleflip_desktop.importers.files.xml_parts import oversized
from soleflip_desktop.importers.files.zips import damaged

MOST_STRINGS = 2_000_000
MOST_REMEMBERED = 100_000
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|([A-Za-z]*))(;?)")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # Excel's own way to write what XML cannot hold
_NOT_XML = frozenset((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF))
_FORMULA = re.compile(r"<f[^<>]*/>|<f[^<>]*>([^<]*)</f>")


class XlsxCells:
    """Turns the cells of one workbook into text.

    Args:
        name: What messages call the workbook.
        texts: Those that cells name by number; each is read when a cell names it, or one behind it.
        styles: What each cell style shows.
        epoch: Day 0 of its dates.
    """

    def __init__(
        self,
        name: str,
        texts: Iterable[str] = (),
        styles: Sequence[CellStyle] = (),
        epoch: date = EPOCH_1900,
    ) -> None:
        self.name = name
        self.shared: list[str] = []
        self._more = iter(texts)
        self._styles = styles
        self._epoch = epoch
        self._numbers: dict[tuple[str, str], str] = {}

    def text(self, kind: str, style: str, value: str, formula: str) -> str:
        """The text of a cell.

        Args:
            kind: The attribute `t`: "s", "str", "inlineStr", "b", "e", "d", "n" or nothing.
            style: The attribute `s`, a number or nothing.
            value: What the cell holds, without XML escapes.
            formula: The element `f` or what is in it; taken only where it was never calculated, so that the
                cell is refused and not taken for an empty one.
        """
        if kind == "s":
            return self.shared_text(value)
        if kind in ("str", "inlineStr"):
            return self.plain(value)
        if not value:
            return "=" + _FORMULA.sub(r"\1", formula) if formula else ""
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if kind == "e":
            return value
        if kind == "d":
            return value.replace("T", " ")
        return self.number(style, value.strip())

    def number(self, style: str, value: str) -> str:
        numbers, key = self._numbers, (style, value)
        if (text := numbers.get(key)) is None:
            if len(numbers) > MOST_REMEMBERED:
                numbers.clear()
            text = numbers[key] = self._number(style, value)
        return text

    def read_texts(self) -> None:
        """Reads all texts at once, which is faster where most of them are needed."""
        self.shared += self._more

    def shared_text(self, value: str) -> str:
        try:
            at = int(value)
        except ValueError as error:
            raise damaged(self.name) from error
        missing = at + 1 - len(self.shared)
        if 0 < missing < MOST_STRINGS:
            self.shared += islice(self._more, missing)
        if not 0 <= at < len(self.shared):
            raise damaged(self.name)
        return self.shared[at]

    def plain(self, text: str) -> str:
        """A text as the reseller sees it.

        Raises:
            FileError: If it is longer than 1 MB.
        """
        if len(text) > CELL_LIMIT:
            raise oversized(self.name, said("a cell of {count:,} characters", count=len(text)))
        return _ESCAPED.sub(_unescape, text) if "_x" in text else text

    def unescaped(self, text: str) -> str:
        """The text of an XML element that has no other elements in it."""
        return _REFERENCE.sub(self._dereference, text) if "&" in text else text

    def _number(self, style: str, value: str) -> str:
        try:
            shown = self._styles[int(style)] if style else PLAIN_STYLE
        except (ValueError, IndexError):
            shown = PLAIN_STYLE
        if shown.form is not Format.NUMBER:
            return serial_text(value, shown.form, self._epoch)
        return f"{number_text(value)} {shown.currency}" if shown.currency else number_text(value)

    def _dereference(self, found: re.Match[str]) -> str:
        hexadecimal, decimal, named, end = found.groups()
        try:
            if not end:
                raise ValueError
            if named is not None:
                return _NAMED[named]
            code = int(hexadecimal, 16) if hexadecimal else int(decimal)
            if code in _NOT_XML:
                raise ValueError
            return chr(code)
        except (KeyError, ValueError, OverflowError) as error:
            raise damaged(self.name) from error


def _unescape(found: re.Match[str]) -> str:
    code = int(found.group(1), 16)
    return found.group() if code == 0 or 0xD800 <= code < 0xE000 else chr(code)
