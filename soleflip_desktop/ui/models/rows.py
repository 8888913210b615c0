"""A table whose rows are all at hand: import history, findings."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from soleflip_desktop.ui.models.cells import Cells, Index
from soleflip_desktop.ui.models.columns import ColumnSpec
from soleflip_desktop.ui.models.sorting import Keys


class RowsTable(Cells):
    """Sorts in Python by the columns' values: unknown ones last, whichever way it is turned."""

    def __init__(self, columns: Sequence[ColumnSpec[Any]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: list[Any] = []
        self._keys: Keys = ()

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

    def sorted_by(self) -> Keys:
        return self._keys

    def sort_by(self, keys: Keys) -> None:
        self.layoutAboutToBeChanged.emit()
        before = [self._rows[index.row()] for index in self.persistentIndexList()]
        self._keys = keys
        self._arrange()
        self._follow(before)
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _arrange(self) -> None:
        for column, falls in reversed(self._keys):
            self._arrange_by(column, descending=falls)

    def _arrange_by(self, column: int, *, descending: bool) -> None:
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
