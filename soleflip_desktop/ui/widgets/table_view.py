"""The one table view: fixed rows, sorting by header, copying, editing in place."""

from enum import StrEnum

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionHeader,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from soleflip_desktop.ui.models.cells import Cells
from soleflip_desktop.ui.theme import NORMAL, interface_font

BUSY_INK = 120  # of 255: how strongly a table that is being reloaded is covered


class Density(StrEnum):
    COMFORTABLE = "comfortable"
    COMPACT = "compact"


ROW_HEIGHTS = {Density.COMFORTABLE: 28, Density.COMPACT: 24}


class _CellEditor(QStyledItemDelegate):
    """A plain line editor that begins empty and takes no dropped files."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFont(interface_font(NORMAL, figures=True))
        editor.setAcceptDrops(False)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setAccessibleName(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        return editor

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Keeps a cell's own ink where the row is selected."""
        super().initStyleOption(option, index)
        option.palette.setBrush(QPalette.ColorRole.HighlightedText, option.palette.text())

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Nothing: only unknown values can be typed."""


class _Header(QHeaderView):
    """Points its arrow down where values fall, as spreadsheets do; Qt on Linux points it up."""

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        super().initStyleOptionForIndex(option, section)
        arrows = QStyleOptionHeader.SortIndicator
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            falls = self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
            option.sortIndicator = arrows.SortDown if falls else arrows.SortUp


class TableView(QTableView):
    """Shows a `Cells` model.

    Signals:
        copy_wanted: From the context menu.
        editing_ended: A cell was typed into, or not after all.
    """

    copy_wanted = Signal()
    editing_ended = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalHeader(_Header(Qt.Orientation.Horizontal, self))
        self.setAccessibleName(name)
        self.setAcceptDrops(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_CellEditor(self))
        # After Qt itself has dealt with the end of the edit.
        self.itemDelegate().closeEditor.connect(self.editing_ended, Qt.ConnectionType.QueuedConnection)
        self._busy = False
        self._dress_headers()
        self._add_copy()
        self.use_density(Density.COMFORTABLE)

    def show_model(self, model: Cells, sorted_by: tuple[int, Qt.SortOrder] | None = None) -> None:
        """Shows the model with its columns in their widths; `sorted_by` is how it is sorted already."""
        self.setModel(model)
        header = self.horizontalHeader()
        for number, column in enumerate(model.columns):
            header.resizeSection(number, column.width)
        header.setSortIndicator(*(sorted_by or (-1, Qt.SortOrder.AscendingOrder)))
        header.sortIndicatorChanged.connect(self.sortByColumn)

    def use_density(self, density: Density) -> None:
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHTS[density])

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
        index = self.model().index(row, max(0, self.currentIndex().column()))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def begin_at_top(self) -> None:
        """Scrolls up and gives the keyboard a row to start from, without selecting it."""
        self.scrollToTop()
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.model().index(0, 0), flags.NoUpdate)

    def is_editing(self) -> bool:
        return self.state() is QAbstractItemView.State.EditingState

    def be_busy(self, *, busy: bool) -> None:
        """Dims the old rows while new ones are fetched."""
        if busy != self._busy:
            self._busy = busy
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 in a row goes to the cell of it that can be typed into."""
        if event.key() == Qt.Key.Key_F2 and (cell := self._cell_to_type_into()) is not None:
            self.setCurrentIndex(cell)
        super().keyPressEvent(event)

    def _cell_to_type_into(self) -> QModelIndex | None:
        current = self.currentIndex()
        row = [current.siblingAtColumn(column) for column in range(self.model().columnCount())]
        cells = [each for each in row if each.isValid() and each.flags() & Qt.ItemFlag.ItemIsEditable]
        return None if current in cells else next(iter(cells), None)

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().paintEvent(event)
        if self._busy:
            veil = QColor(self.palette().base().color())
            veil.setAlpha(BUSY_INK)
            painter = QPainter(self.viewport())
            painter.fillRect(self.viewport().rect(), veil)
            painter.end()

    def _dress_headers(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setHighlightSections(False)
        across.setSectionsClickable(True)
        across.setSortIndicatorShown(True)
        across.setSectionsMovable(True)
        across.setMinimumSectionSize(48)
        across.setFixedHeight(30)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.hide()

    def _add_copy(self) -> None:
        copy = QAction(self.tr("Copy"), self)
        copy.triggered.connect(lambda: self.copy_wanted.emit())
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
