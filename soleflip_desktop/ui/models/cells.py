"""What every table model here answers for a cell, whether its rows are paged or all at hand."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from soleflip_desktop.ui.models.columns import ColumnSpec, Tone
from soleflip_desktop.ui.models.sorting import Keys
from soleflip_desktop.ui.theme import Colours, interface_font

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
PLACEHOLDER = "…"
Drawn: TypeAlias = tuple[str, QColor | None]
_DRAWN_ROWS = 1000
_translate = QCoreApplication.translate
_ROW_ROLES = frozenset(
    (Role.DisplayRole, Role.ForegroundRole, Role.ToolTipRole, Role.EditRole, Role.AccessibleTextRole)
)


class Cells(QAbstractTableModel):
    """A table of rows seen through column specifications; heirs say where the rows come from."""

    def __init__(self, columns: Sequence[ColumnSpec[Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self.inks: dict[Tone, QColor] = {}
        self._drawn: dict[int, list[Drawn]] = {}
        self._figures = interface_font(figures=True)
        self.is_plain = type(self).data is Cells.data
        for changed in (self.modelReset, self.dataChanged, self.layoutChanged, self.rowsInserted):
            changed.connect(self._forget_drawn)

    def take_colours(self, colours: Colours) -> None:
        """Uses the inks of a theme; the view repaints by itself when the palette changes."""
        self._drawn.clear()
        self.inks = {
            Tone.FAINT: QColor(colours.faint),
            Tone.PROFIT: QColor(colours.profit),
            Tone.LOSS: QColor(colours.loss),
            Tone.WARNING: QColor(colours.warning),
            Tone.PROBLEM: QColor(colours.problem),
        }

    def drawn(self, row: int, column: int) -> Drawn:
        """Text and ink of a cell, kept for the next time it is painted; no ink is the usual one."""
        known = self._drawn.get(row)
        if known is None:
            shown = self.row_at(row)
            if shown is None:
                return PLACEHOLDER, self._ink(Tone.FAINT)
            if len(self._drawn) >= _DRAWN_ROWS:
                self._drawn.clear()
            known = [(each.shown(shown), self._ink(each.ink(shown))) for each in self.columns]
            self._drawn[row] = known
        return known[column]

    def sorted_by(self) -> Keys:
        """The columns the rows are sorted by."""
        raise NotImplementedError

    def sort_by(self, keys: Keys) -> None:
        """Sorts by these columns, or asks whoever can."""
        raise NotImplementedError

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns):
            self.sort_by(((column, order is Qt.SortOrder.DescendingOrder),))

    def row_at(self, number: int) -> Any | None:
        """The row shown at this place, `None` while it is not loaded."""
        raise NotImplementedError

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Role.DisplayRole:
            return self.columns[section].title
        if role == Role.AccessibleTextRole:
            return self._spoken_title(section)
        if role == Role.TextAlignmentRole:
            return self.columns[section].alignment
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Role.TextAlignmentRole:
            return column.alignment
        if role == Role.FontRole:
            return self._figures if column.right else None
        if role not in _ROW_ROLES:
            return None
        row = self.row_at(index.row())
        return self._placeholder(role) if row is None else self._answer(column, row, role)

    def _forget_drawn(self) -> None:
        self._drawn.clear()

    def _spoken_title(self, section: int) -> str:
        title, falls = self.columns[section].title, dict(self.sorted_by()).get(section)
        if falls is None:
            return title
        words = (
            _translate("Table", "{column}, descending")
            if falls
            else _translate("Table", "{column}, ascending")
        )
        return words.format(column=title)

    def _answer(self, column: ColumnSpec[Any], row: Any, role: int) -> Any:
        if role == Role.EditRole:
            return column.value(row)
        if role == Role.ToolTipRole:
            return column.tooltip(row)
        if role == Role.ForegroundRole:
            return self._ink(column.ink(row))
        return column.shown(row)

    def _placeholder(self, role: int) -> Any:
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return PLACEHOLDER
        return self._ink(Tone.FAINT) if role == Role.ForegroundRole else None

    def _ink(self, tone: Tone) -> QColor | None:
        if tone is Tone.FAINT and tone not in self.inks:
            return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return self.inks.get(tone)
