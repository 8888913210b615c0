"""The one table view: fixed rows, sorting by header, columns to arrange, copying, editing in place."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from soleflip_desktop.domain.views import ColumnPlace, TableLayout
from soleflip_desktop.ui.models.cells import Cells
from soleflip_desktop.ui.models.columns import ColumnSpec
from soleflip_desktop.ui.models.sorting import clicked
from soleflip_desktop.ui.widgets.cell_editors import CellEditors
from soleflip_desktop.ui.widgets.column_chooser import ColumnChooser
from soleflip_desktop.ui.widgets.column_layout import places_of, put_into, shown_columns
from soleflip_desktop.ui.widgets.header import SortHeader

BUSY_INK = 120  # of 255: how strongly a table that is being reloaded is covered


class Density(StrEnum):
    COMFORTABLE = "comfortable"
    COMPACT = "compact"


ROW_HEIGHTS = {Density.COMFORTABLE: 28, Density.COMPACT: 24}


class TableView(QTableView):
    """Shows a `Cells` model.

    Signals:
        copy_wanted: The selected rows, from the context menu.
        menu_opening: A `QMenu` about to be shown and the cell it is for; whoever has more to offer adds it.
        editing_ended: A cell was typed into, or not after all.
    """

    copy_wanted = Signal()
    menu_opening = Signal(object, object)
    editing_ended = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = SortHeader(self)
        self._header.sort_wanted.connect(self._on_sort_wanted)
        self._header.menu_wanted.connect(self._on_header_menu_wanted)
        self.setHorizontalHeader(self._header)
        self.setAccessibleName(name)
        self.setAcceptDrops(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.editors = CellEditors(self)
        self.setItemDelegate(self.editors)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self._busy = False
        self._column = -1
        self.use_density(Density.COMFORTABLE)

    def show_model(self, model: Cells) -> None:
        """Shows the model, its columns in their own order and widths."""
        self.setModel(model)
        self.reset_columns()

    def use_density(self, density: Density) -> None:
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHTS[density])

    def columns(self) -> list[ColumnSpec[Any]]:
        """All columns, also hidden ones, as the model has them."""
        model = self.model()
        return model.columns if isinstance(model, Cells) else []

    def shown_columns(self) -> list[int]:
        """Numbers of the visible columns from left to right."""
        return shown_columns(self._header)

    def places(self) -> tuple[ColumnPlace, ...]:
        """How the columns are arranged."""
        return places_of(self._header, self.columns())

    def use_places(self, places: tuple[ColumnPlace, ...]) -> None:
        put_into(self._header, self.columns(), places)

    def arrangement(self) -> TableLayout:
        """Columns and what the rows are sorted by."""
        columns = self.columns()
        order = tuple((columns[column].name, falls) for column, falls in self._keys())
        return TableLayout(self.places(), order)

    def use_layout(self, layout: TableLayout) -> None:
        """Arranges the columns, and sorts the rows if the layout says by what."""
        self.use_places(layout.columns)
        numbers = {column.name: number for number, column in enumerate(self.columns())}
        keys = tuple((numbers[name], falls) for name, falls in layout.order if name in numbers)
        if keys and keys != self._keys():
            self._sort(keys)

    def reset_columns(self) -> None:
        self.use_places(())

    def choose_columns(self) -> None:
        """Opens the list of columns to show, hide and move."""
        titles = {column.name: column.title for column in self.columns()}
        chooser = ColumnChooser(titles, self.places(), self.window())
        chooser.arranged.connect(self.use_places)

        def reset() -> None:
            self.reset_columns()
            chooser.show_places(self.places())

        chooser.reset_wanted.connect(reset)
        chooser.open()

    def selected_spans(self) -> list[range]:
        """The selected rows from the top, however many of a million they are."""
        model = self.selectionModel()
        if model is None:
            return []
        selection = model.selection()
        parts = sorted((part.top(), part.bottom() + 1) for part in map(selection.at, range(selection.size())))
        spans: list[range] = []
        for top, end in parts:
            if spans and top <= spans[-1].stop:
                spans[-1] = range(spans[-1].start, max(end, spans[-1].stop))
            else:
                spans.append(range(top, end))
        return spans

    def selected_count(self) -> int:
        return sum(map(len, self.selected_spans()))

    def selected_rows(self) -> list[int]:
        """Numbers of the selected rows from the top; long if all of a million are selected."""
        return [row for span in self.selected_spans() for row in span]

    def rows_in_sight(self) -> tuple[int, int]:
        """First and last row that the view shows; the last may lie below the end."""
        first = max(0, self.rowAt(0))
        return first, first + self.viewport().height() // max(1, self.verticalHeader().defaultSectionSize())

    def go_to(self, row: int) -> None:
        """Makes a row the current one and selects it."""
        index = self.model().index(row, self._column_to_be_in())
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def select_spans(self, spans: Iterable[range]) -> None:
        """Selects these rows and no others; the current one stays."""
        model, selection = self.model(), QItemSelection()
        last = len(self.columns()) - 1
        for span in spans:
            selection.append(
                QItemSelectionRange(model.index(span.start, 0), model.index(span.stop - 1, last))
            )
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def make_current(self, row: int) -> None:
        """Gives the keyboard a row to go on from; what is selected stays."""
        index = self.model().index(row, self._column_to_be_in())
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def begin_at_top(self) -> None:
        """Scrolls up and gives the keyboard a row to start from, without selecting it."""
        self.scrollToTop()
        self.clearSelection()
        self.make_current(0)

    def is_editing(self) -> bool:
        return self.state() is QAbstractItemView.State.EditingState

    def be_busy(self, *, busy: bool) -> None:
        """Dims the old rows while new ones are fetched."""
        if busy != self._busy:
            self._busy = busy
            self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Nothing: Qt would look through a million rows for a letter."""

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Remembers the column, which a reload would forget."""
        super().currentChanged(current, previous)
        if current.isValid():
            self._column = current.column()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 in a row goes to the cell of it that can be typed into."""
        if event.key() == Qt.Key.Key_F2 and (cell := self.cell_to_type_into()) is not None:
            self.setCurrentIndex(cell)
        super().keyPressEvent(event)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Ctrl+Home and Ctrl+End select the row they go to; Qt's leave the old one to be hit by Delete."""
        if isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            event = QKeyEvent(event.type(), event.key(), shift)
        return super().selectionCommand(index, event)

    def cell_to_type_into(self) -> QModelIndex | None:
        """Another cell of the current row that can be typed into, if the current one cannot."""
        current = self.currentIndex()
        row = [current.siblingAtColumn(column) for column in self.shown_columns()]
        cells = [each for each in row if each.isValid() and each.flags() & Qt.ItemFlag.ItemIsEditable]
        return None if current in cells else next(iter(cells), None)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        QTimer.singleShot(0, self, self.editing_ended.emit)  # after Qt itself has dealt with it

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """For the cell under the mouse, or the current one with the menu key."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        place = self.visualRect(index).bottomLeft() if by_key else event.pos()
        menu = self._menu()
        copy = menu.addAction(self.tr("Copy rows"))
        copy.setEnabled(self.selectionModel() is not None and self.selectionModel().hasSelection())
        copy.triggered.connect(lambda: self.copy_wanted.emit())
        self.menu_opening.emit(menu, index)
        menu.popup(self.viewport().mapToGlobal(place))

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().paintEvent(event)
        if self._busy:
            veil = QColor(self.palette().base().color())
            veil.setAlpha(BUSY_INK)
            painter = QPainter(self.viewport())
            painter.fillRect(self.viewport().rect(), veil)
            painter.end()

    def column_menu(self, column: int) -> QMenu:
        """What can be done with a column."""
        menu = self._menu()
        title = self.columns()[column].title
        for words, keys in (
            (self.tr("Sort ascending"), ((column, False),)),
            (self.tr("Sort descending"), ((column, True),)),
            (self.tr("Then sort by this"), clicked(self._keys(), column, adding=True)),
        ):
            action = menu.addAction(words)
            action.setEnabled(bool(self.columns()[column].sort_key))
            action.triggered.connect(lambda _=False, keys=keys: self._sort(keys))
        menu.addSeparator()
        hide = menu.addAction(self.tr("Hide “{column}”").format(column=title))
        hide.setEnabled(len(self.shown_columns()) > 1)
        hide.triggered.connect(lambda: self._header.setSectionHidden(column, True))
        menu.addAction(self.tr("Columns…")).triggered.connect(lambda: self.choose_columns())
        menu.addAction(self.tr("Reset columns")).triggered.connect(lambda: self.reset_columns())
        return menu

    def _column_to_be_in(self) -> int:
        shown = self.shown_columns()
        return self._column if self._column in shown else next(iter(shown), 0)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _keys(self) -> tuple[tuple[int, bool], ...]:
        model = self.model()
        return model.sorted_by() if isinstance(model, Cells) else ()

    def _sort(self, keys: tuple[tuple[int, bool], ...]) -> None:
        model = self.model()
        if isinstance(model, Cells):
            model.sort_by(keys)

    def _on_sort_wanted(self, column: int, adding: bool) -> None:
        self._sort(clicked(self._keys(), column, adding=adding))

    def _on_header_menu_wanted(self, column: int, place: QPoint) -> None:
        if column >= 0:
            self.column_menu(column).popup(place)
