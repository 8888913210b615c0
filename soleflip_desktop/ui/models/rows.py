"""A table whose rows are all at hand: import history, findings."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from soleflip_desktop.ui.models.cells import Cells, Index
from soleflip_desktop.ui.models.columns import ColumnSpec


class RowsTable(Cells):
    """Sorts in Python by the columns' values: unknown ones last, whichever way it is turned."""

    def __init__(self, columns: Sequence[ColumnSpec[Any]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: list[Any] = []
        self._sorted_by: tuple[int, bool] | None = None

    @property
    def rows(self) -> list[Any]:
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def row_at(self, number: int) -> Any | None:
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def show_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns):
            return
        self.layoutAboutToBeChanged.emit()
        before = [self._rows[index.row()] for index in self.persistentIndexList()]
        self._sorted_by = (column, order is Qt.SortOrder.DescendingOrder)
        self._arrange()
        self._follow(before)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        if self._sorted_by is None:
            return
        column, descending = self._sorted_by
        get = self.columns[column].value
        known = [row for row in self._rows if get(row) is not None]
        unknown = [row for row in self._rows if get(row) is None]
        known.sort(key=get, reverse=descending)
        self._rows = known + unknown

    def _follow(self, before: list[Any]) -> None:
        places = {id(row): number for number, row in enumerate(self._rows)}
        old = self.persistentIndexList()
        new = [self.index(places[id(row)], index.column()) for row, index in zip(before, old, strict=True)]
        self.changePersistentIndexList(old, new)
