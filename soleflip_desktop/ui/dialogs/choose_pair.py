"""Lists the pairs that may be the one a sale sold; one of them is taken."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from soleflip_desktop.ui.models.columns import ColumnSpec
from soleflip_desktop.ui.models.rows import RowsTable
from soleflip_desktop.ui.theme import LARGE, Colours
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import Label
from soleflip_desktop.ui.widgets.room import resize_within_owner
from soleflip_desktop.ui.widgets.search_box import SearchBox
from soleflip_desktop.ui.widgets.table_view import TableView

REASON, PRODUCT = "reason", "product"
_NARROWEST = 120  # px of a product's name


class ChoosePairDialog(QDialog):
    """Enter takes the marked pair, the arrow keys mark another one from the search box as well.

    Args:
        sold: What was sold, in words.
        columns: Of the pairs.

    Signals:
        searched: A text to look for in the stock; empty for what is alike.
        taken: The id of a pair.
    """

    searched = Signal(str)
    taken = Signal(object)

    def __init__(
        self,
        sold: Sequence[str],
        columns: Sequence[ColumnSpec[Any]],
        colours: Colours,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Choose the pair"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within_owner(self, QSize(1232, 560))
        self.search = SearchBox(self.tr("Search the stock by product or style code"))
        self.search.setMaximumWidth(360)
        self.search.searched.connect(self.searched)
        self.search.installEventFilter(self)
        self.model = RowsTable(columns, self)
        self.model.take_colours(colours)
        self.table = TableView(self.tr("Pairs in stock"))
        self.table.setObjectName("framed")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.show_model(self.model)
        self.table.doubleClicked.connect(lambda _: self._take())
        self.table.installEventFilter(self)
        self._nothing = Label(self.tr("Looking…"), ink="faint")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._take_button = Button(self.tr("Take this pair"), kind="primary")
        self._take_button.clicked.connect(self._take)
        self._take_button.setEnabled(False)
        self._lay_out(sold)
        self.search.setFocus()

    def show_pairs(self, pairs: Sequence[Any]) -> None:
        """Lists these, the likeliest first, and marks it."""
        self.model.show_rows(pairs)
        self._take_button.setEnabled(bool(pairs))
        self._stack.setCurrentWidget(self.table if pairs else self._nothing)
        if pairs:
            self._fit_columns()
            self.table.go_to(0)
        elif self.search.text().strip():
            self._nothing.setText(self.tr("No pair in stock matches. Search for less of it."))
        else:
            self._nothing.setText(self.tr("No pair is in stock. Type the cost in the table instead."))

    def take_button(self) -> Button:
        return self._take_button

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_columns()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
            if watched is self.search and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _take(self) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        if row is not None:
            self.taken.emit(row.id)
            self.accept()

    def _fit_columns(self) -> None:
        """Shows the reasons whole; the names of the products, which are much alike, take what is left."""
        columns = {column.name: number for number, column in enumerate(self.model.columns)}
        header = self.table.horizontalHeader()
        if self.model.rowCount() and REASON in columns and PRODUCT in columns:
            self.table.resizeColumnToContents(columns[REASON])
            others = header.length() - header.sectionSize(columns[PRODUCT])
            header.resizeSection(columns[PRODUCT], max(_NARROWEST, self.table.viewport().width() - others))

    def _step(self, by: int) -> None:
        row = min(max(self.table.currentIndex().row() + by, 0), self.model.rowCount() - 1)
        if row >= 0:
            self.table.go_to(row)

    def _lay_out(self, sold: Sequence[str]) -> None:
        title, *rest = sold
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        self._stack.setCurrentWidget(self._nothing)
        close = Button(self.tr("Cancel"))
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(Label(self.tr("A pair that was bought after the sale may be taken."), ink="faint"))
        buttons.addStretch()
        buttons.addWidget(close)
        buttons.addWidget(self._take_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(Label(title, size=LARGE, bold=True, wrap=True))
        for line in rest:
            layout.addWidget(Label(line, ink="faint", wrap=True))
        layout.addWidget(self.search)
        layout.addWidget(self._stack, 1)
        layout.addLayout(buttons)
        self._take_button.setDefault(True)
