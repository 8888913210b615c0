"""Shows a file's conflicts side by side; whose word counts is decided for some or for all."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from soleflip_desktop.ui.models.columns import ColumnSpec
from soleflip_desktop.ui.models.rows import RowsTable
from soleflip_desktop.ui.theme import LARGE, Colours
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import Label
from soleflip_desktop.ui.widgets.room import resize_within_owner
from soleflip_desktop.ui.widgets.table_view import TableView

SIZE = QSize(1120, 560)


class ConflictsDialog(QDialog):
    """A line for each field in question.

    Signals:
        decided: The conflicts in question, and whether the file's word counts.
        all_decided: The same of all conflicts of the file.
    """

    decided = Signal(object, bool)
    all_decided = Signal(bool)

    def __init__(
        self,
        name: str,
        columns: Sequence[ColumnSpec[Any]],
        colours: Colours,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Whose word counts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within_owner(self, SIZE)
        self.model = RowsTable(columns, self)
        self.model.take_colours(colours)
        self.table = TableView(self.tr("Values that differ"))
        self.table.setObjectName("framed")
        self.table.show_model(self.model)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.take, self.leave = Button(self.tr("Take the file’s word")), Button(self.tr("Keep the books"))
        self.take_all, self.leave_all = Button(self.tr("Take all")), Button(self.tr("Keep all"))
        self.take_all.setAccessibleName(self.tr("Take the file’s word for all"))
        self.leave_all.setAccessibleName(self.tr("Keep the books for all"))
        self._close = Button(self.tr("Done"), kind="primary")
        self._lay_out(name)
        self._connect()
        self._on_selected()

    def show_conflicts(self, conflicts: Sequence[Any]) -> None:
        """Shows them anew, with the same lines selected."""
        selected = {index.row() for index in self.table.selectionModel().selectedRows()}
        self.model.show_rows(conflicts)
        selection = self.table.selectionModel()
        for row in selected & set(range(len(conflicts))):
            flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
            selection.select(self.model.index(row, 0), flags)
        self.take_all.setEnabled(any(not each.taken for each in conflicts))
        self.leave_all.setEnabled(any(each.taken for each in conflicts))
        self._on_selected()

    def selected(self) -> list[Any]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [row for number in rows if (row := self.model.row_at(number)) is not None]

    @Slot()
    def _on_selected(self) -> None:
        chosen = self.selected()
        self.take.setEnabled(any(not each.taken for each in chosen))
        self.leave.setEnabled(any(each.taken for each in chosen))

    def _connect(self) -> None:
        self.take.clicked.connect(lambda: self.decided.emit(self.selected(), True))
        self.leave.clicked.connect(lambda: self.decided.emit(self.selected(), False))
        self.take_all.clicked.connect(lambda: self.all_decided.emit(True))
        self.leave_all.clicked.connect(lambda: self.all_decided.emit(False))
        self._close.clicked.connect(self.accept)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)

    def _lay_out(self, name: str) -> None:
        words = self.tr(
            "A platform’s own file counts more than its API, that more than Notion, and that more than a"
            " spreadsheet. Where one of lower rank says otherwise, nothing changes unless you take its word."
        )
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.take, self.leave):
            foot.addWidget(button)
        foot.addStretch()
        for button in (self.take_all, self.leave_all, self._close):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        title = self.tr("What {file} says otherwise").format(file=name)
        layout.addWidget(Label(title, size=LARGE, bold=True, wrap=True))
        layout.addWidget(Label(words, ink="faint", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self._close.setDefault(True)
