"""The context menu of a long table: what can be done with a cell, its row and its column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from soleflip_desktop.domain.selection import EVERYTHING, Between, Filter, OneOf
from soleflip_desktop.ui.controllers.chosen_rows import ChosenRows
from soleflip_desktop.ui.models.chips import ChipSpec, FactChip, SpanChip
from soleflip_desktop.ui.models.columns import ColumnSpec
from soleflip_desktop.ui.models.paged import PagedTable
from soleflip_desktop.ui.tabs.table_tab import TableTab

if TYPE_CHECKING:
    from array import array

FIELDS = ("product",)
"""Fields that can be filtered by their value, besides those with a chip."""


@dataclass(frozen=True, slots=True)
class _RowAction:
    action: QAction
    callback: "Callable[[array[int]], None]"


class RowMenu(QObject):
    """Fills the menu of the table; others add what can be done with the selected rows.

    Signals:
        selection_wanted: A `Selection` to show instead.
    """

    selection_wanted = Signal(object)

    def __init__(
        self,
        tab: TableTab,
        chosen: ChosenRows,
        chips: Sequence[ChipSpec],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tab, self._chosen = tab, chosen
        self._chips = {spec.field: spec for spec in chips if not isinstance(spec, FactChip)}
        self._actions: list[_RowAction] = []
        tab.table.menu_opening.connect(self._on_menu_opening)
        chosen.changed.connect(self._on_changed)

    def add_row_action(self, text: str, shortcut: str, callback: "Callable[[array[int]], None]") -> QAction:
        """As `TableController.add_row_action`."""
        action = QAction(text, self._tab.table)
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # not while a cell is typed into
        action.setEnabled(self._chosen.count > 0)
        action.triggered.connect(lambda: callback(self._chosen.ids()))
        self._tab.table.addAction(action)
        self._actions.append(_RowAction(action, callback))
        return action

    def filter_by(self, column: ColumnSpec[Any], row: Any) -> Filter | None:
        """The filter for rows that have the same value in this column; `None` if there is none."""
        spec = self._chips.get(column.name)
        value = None if column.is_unknown(row) else column.value(row)
        if isinstance(spec, SpanChip):
            return Between(column.name, value, value) if isinstance(value, date) else None
        if spec is not None or column.name in FIELDS:
            return OneOf(column.name, (value,))
        return None

    @Slot()
    def _on_changed(self) -> None:
        some = self._chosen.count > 0
        for each in self._actions:
            each.action.setEnabled(some)

    @Slot(object, object)
    def _on_menu_opening(self, menu: QMenu, index: QModelIndex) -> None:
        if index.isValid():
            self._add_cell(menu, index)
        if self._actions:
            menu.addSeparator()
            menu.addActions([each.action for each in self._actions])
        if index.isValid():
            menu.addSeparator()
            column = self._tab.table.column_menu(index.column())
            title = self._tab.table.columns()[index.column()].title
            column.setTitle(self.tr("Column “{column}”").format(column=title))
            menu.addMenu(column)

    def _add_cell(self, menu: QMenu, index: QModelIndex) -> None:
        table = self._tab.table
        menu.addAction(self.tr("Copy cell")).triggered.connect(lambda: self._chosen.copy_cell(index))
        self._add_filters(menu, index)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            menu.addSeparator()
            menu.addAction(self.tr("Edit cell")).triggered.connect(lambda: table.edit(index))

    def _add_filters(self, menu: QMenu, index: QModelIndex) -> None:
        model = self._tab.table.model()
        assert isinstance(model, PagedTable)
        row = model.row_at(index.row())
        wanted = None if row is None else self.filter_by(model.columns[index.column()], row)
        if wanted is None:
            return
        chips = self._tab.chips
        words = chips.words_of(wanted).replace("&", "&&")
        more = chips.with_filter(wanted)
        menu.addSeparator()
        add = menu.addAction(self.tr("Filter by {filter}").format(filter=words))
        add.setEnabled(more != chips.filters)
        add.triggered.connect(lambda: chips.take_filters(more))
        only = menu.addAction(self.tr("Show only {filter}").format(filter=words))
        only.triggered.connect(lambda: self.selection_wanted.emit(replace(EVERYTHING, filters=(wanted,))))
