"""The table of a review: one line for each row of a waiting file, with a tick and a cell to correct."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from soleflip_desktop.domain.review import Pile
from soleflip_desktop.ui.models.cells import Index, Role
from soleflip_desktop.ui.models.paged import PagedTable
from soleflip_desktop.ui.models.review_columns import (
    CELL,
    TICK,
    correction_words,
    hidden_columns,
    review_columns,
    search_words,
)

if TYPE_CHECKING:
    from soleflip_desktop.services.reviewing import ReviewRow
    from soleflip_desktop.ui.models.columns import ColumnSpec

__all__ = [
    "CELL",
    "TICK",
    "Pile",
    "ReviewTable",
    "correction_words",
    "hidden_columns",
    "review_columns",
    "search_words",
]

IN_FILE_ORDER = (("row", False),)

_translate = QCoreApplication.translate


class ReviewTable(PagedTable):
    """Rows of a waiting file; ticking and correcting are wishes, nothing changes here.

    Signals:
        tick_wanted: Number of a row, and whether it is to be taken.
        correction_wanted: A row with a cell at fault, and the text that was typed there.
    """

    tick_wanted = Signal(object, bool)
    correction_wanted = Signal(object, str)

    def __init__(self, columns: "Sequence[ColumnSpec[ReviewRow]]", parent: QObject | None = None) -> None:
        super().__init__(columns, IN_FILE_ORDER, parent)

    def place_of(self, name: str) -> int:
        return next(number for number, column in enumerate(self.columns) if column.name == name)

    def put_fresh(self, pages: Mapping[int, Sequence[Any]]) -> None:
        """Shows these pages anew and lets go of all others, without touching selection or scroll bar."""
        self._pages.clear()
        self.put_pages(pages)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or self.columns[index.column()].name != TICK:
            return super().data(index, role)
        row = self.row_at(index.row())
        if row is None or row.taken is None:
            return None
        if role == Role.CheckStateRole:
            return Qt.CheckState.Checked if row.taken else Qt.CheckState.Unchecked
        if role in (Role.AccessibleTextRole, Role.ToolTipRole):
            return _translate("Review", "Taken") if row.taken else _translate("Review", "Left out")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return flags
        name = self.columns[index.column()].name
        if name == TICK and row.taken is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if name == CELL and row.fault is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return False
        name = self.columns[index.column()].name
        if name == TICK and role == Role.CheckStateRole and row.taken is not None:
            self.tick_wanted.emit(row.id, not row.taken)
        elif name == CELL and role == Role.EditRole and row.fault and str(value) != row.fault.text:
            self.correction_wanted.emit(row, str(value))
        return False
