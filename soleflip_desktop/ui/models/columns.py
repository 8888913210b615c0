"""What a column of a table shows of a row, and how."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, auto
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt

from soleflip_desktop.ui.formats import UNKNOWN, Formats

Row = TypeVar("Row")

# Asked for every cell at every repaint: joining the flags there is a tenth of the painting.
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Tone(Enum):
    """What a text's colour says; never the only thing that says it."""

    PLAIN = auto()
    FAINT = auto()
    PROFIT = auto()
    LOSS = auto()
    WARNING = auto()
    PROBLEM = auto()


class Editor(Enum):
    """What a cell is typed into with."""

    TEXT = auto()
    LINES = auto()
    COMPLETER = auto()
    DATE = auto()
    MONEY = auto()
    COMBO = auto()


@dataclass(frozen=True, slots=True)
class ColumnSpec(Generic[Row]):
    """One column.

    Attributes:
        name: Stable, for settings and tests; the row's attribute unless `get` says otherwise.
        text: What is shown of a known value and its row.
        get: The value that is sorted by, copied and typed over; `None` if unknown.
        right: Figures, aligned right and of one width.
        sort: The service's name for sorting by this column if it is not `name`; empty if it cannot.
        why_unknown: Says of a row why the value is unknown.
        tip: A tooltip for a known value and its row.
        parse: What a typed text, or the key of a choice, means; raises `ValueError` with the reason. Without
            it the column is fixed.
        may_edit: Whether this row's cell can be typed into.
        editor: What it is typed into with.
        begins: The text that editing begins with; as shown if it is not said, empty for an unknown value.
        choices: Keys and texts a combo offers for a row, the present one first.
        suggests_while_typing: A completer's texts depend on what was typed so far.
        hidden_at_first: Shown only to who asks for it, by the list of columns.
    """

    name: str
    title: str
    width: int = 100
    text: Callable[[Any, Row], str] = lambda value, _: str(value)
    get: Callable[[Row], Any] | None = None
    right: bool = False
    sort: str | None = None
    why_unknown: Callable[[Row], str] | None = None
    tip: Callable[[Any, Row], str] | None = None
    tone: Callable[[Row], Tone] | None = None
    parse: Callable[[str], Any] | None = None
    may_edit: Callable[[Row], bool] | None = None
    editor: Editor = Editor.TEXT
    begins: Callable[[Row], str] | None = None
    choices: Callable[[Row], Sequence[tuple[str, str]]] | None = None
    suggests_while_typing: bool = False
    hidden_at_first: bool = False

    def value(self, row: Row) -> Any:
        return getattr(row, self.name) if self.get is None else self.get(row)

    @property
    def sort_key(self) -> str:
        return self.name if self.sort is None else self.sort

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        return _RIGHT if self.right else _LEFT

    def shown(self, row: Row) -> str:
        return UNKNOWN if self.is_unknown(row) else self.text(self.value(row), row)

    def is_unknown(self, row: Row) -> bool:
        value = self.value(row)
        return value is None or value == ""

    def tooltip(self, row: Row) -> str | None:
        if self.is_unknown(row):
            return self.why_unknown(row) if self.why_unknown else None
        return self.tip(self.value(row), row) if self.tip else None

    def ink(self, row: Row) -> Tone:
        if self.is_unknown(row):
            return Tone.FAINT
        return self.tone(row) if self.tone else Tone.PLAIN

    def first_text(self, row: Row) -> str:
        """The text that editing begins with."""
        if self.begins is not None:
            return self.begins(row)
        return "" if self.is_unknown(row) else self.text(self.value(row), row)

    def takes_typing(self, row: Row) -> bool:
        return self.parse is not None and (self.may_edit is None or self.may_edit(row))


def itself(value: str, _: object) -> str:
    """The tooltip of a text that may be cut off."""
    return value


def one_line(value: str, _: object) -> str:
    return " ".join(value.split())


def copied(value: object, formats: Formats) -> str:
    """A value as a spreadsheet in the same locale reads it from the clipboard; text never as a formula."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return str(value).replace(".", formats.point)
    if isinstance(value, datetime):
        return value.astimezone().isoformat(" ", "seconds")[:19]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return (
            "" if isinstance(value, float) and math.isnan(value) else str(value).replace(".", formats.point)
        )
    text = " ".join(str(value).split())
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def tsv(columns: list[ColumnSpec[Row]], rows: list[Row], formats: Formats) -> str:
    """The rows under their titles, one line each, cells apart by tabs."""
    lines = ["\t".join(column.title for column in columns)]
    lines += ["\t".join(copied(_to_copy(column, row), formats) for column in columns) for row in rows]
    return "\n".join(lines) + "\n"


def _to_copy(column: ColumnSpec[Row], row: Row) -> Any:
    """The value, or its words where it is neither text nor figure."""
    value = column.value(row)
    return column.text(value, row) if isinstance(value, bool | tuple) else value
