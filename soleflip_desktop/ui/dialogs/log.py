"""The log: what the program did, the newest last."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from soleflip_desktop.ui.models.log import MESSAGE, LogTable, as_text
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import Label
from soleflip_desktop.ui.widgets.room import resize_within_owner
from soleflip_desktop.ui.widgets.search_box import SearchBox
from soleflip_desktop.ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from soleflip_desktop.logs import LogRecord


class LogDialog(QDialog):
    """Stays beside the window; follows the log while its end is in sight.

    Signals:
        opened, closed: It came into sight, it left it.
        narrowed: Level or text were chosen anew.
        older_wanted: What lies before the first record is to be read.
        copy_wanted: The records to copy.
        folder_wanted: The folder of the log is to be shown.
    """

    opened = Signal()
    closed = Signal()
    narrowed = Signal()
    older_wanted = Signal()
    copy_wanted = Signal(object)
    folder_wanted = Signal()

    def __init__(self, model: LogTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Logs"))
        resize_within_owner(self, QSize(1000, 640))
        self._model = model
        self._level = self._level_box()
        self._search = SearchBox(self.tr("Search the log"))
        self._search.setFixedWidth(280)
        self._follow = QCheckBox(self.tr("Follow"))
        self._follow.setAccessibleName(self.tr("Follow"))
        self._follow.setToolTip(self.tr("Keeps the newest record in sight"))
        self._follow.setChecked(True)
        self._older = Button(self.tr("Older records"))
        self._state = Label(ink="faint")
        self.table = TableView(self.tr("Records"))
        self.table.show_model(model)
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.horizontalHeader().setSectionResizeMode(MESSAGE, QHeaderView.ResizeMode.Stretch)
        self.detail = QPlainTextEdit()
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setAccessibleName(self.tr("The whole record"))
        self.detail.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._lay_out()
        self._connect()

    def level(self) -> str:
        return str(self._level.currentData())

    def text(self) -> str:
        return self._search.text().strip()

    def choose_level(self, level: str) -> None:
        self._level.setCurrentIndex(self._level.findData(level))

    def search(self, text: str) -> None:
        self._search.setText(text)

    def follows(self) -> bool:
        return self._follow.isChecked()

    def say(self, text: str, *, has_older: bool) -> None:
        """What is shown, and whether there is more before it."""
        self._state.setText(text)
        self._older.setEnabled(has_older)

    def go_to_end(self) -> None:
        self.table.scrollToBottom()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the search searches; a dialog would press its first button."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        super().done(result)
        self.closed.emit()

    def _level_box(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Level"))
        for level, text in (
            ("DEBUG", self.tr("Everything")),
            ("INFO", self.tr("News and worse")),
            ("WARNING", self.tr("Warnings and worse")),
            ("ERROR", self.tr("Errors and faults")),
        ):
            box.addItem(text, level)
        return box

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self._level, self._search, self._follow):
            top.addWidget(widget)
        top.addStretch()
        top.addWidget(self._older)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(self.detail)
        parts.setSizes([440, 120])
        parts.setStretchFactor(0, 1)
        self._copy, self._folder = Button(self.tr("Copy")), Button(self.tr("Open folder"))
        self._close = Button(self.tr("Close"))
        self._copy.setToolTip(self.tr("Copies the selected records, or all of them if none is selected"))
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        bottom.addWidget(self._state)
        bottom.addStretch()
        for button in (self._copy, self._folder, self._close):
            bottom.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(parts, 1)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self._level.currentIndexChanged.connect(lambda _: self.narrowed.emit())
        self._search.searched.connect(lambda _: self.narrowed.emit())
        self._older.clicked.connect(lambda: self.older_wanted.emit())
        self._folder.clicked.connect(lambda: self.folder_wanted.emit())
        self._close.clicked.connect(self.reject)
        self._copy.clicked.connect(self._on_copy)
        self.table.copy_wanted.connect(self._on_copy)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        # Whoever scrolls up wants to read in peace.
        self.table.verticalScrollBar().actionTriggered.connect(self._on_scrolled)

    @Slot()
    def _on_copy(self) -> None:
        records: list[LogRecord] = self._model.records
        chosen = [records[row] for row in self.table.selected_rows()]
        self.copy_wanted.emit(chosen or records)

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, before: QModelIndex) -> None:
        record = self._model.row_at(current.row())
        self.detail.setPlainText("" if record is None else as_text(record))

    @Slot(int)
    def _on_scrolled(self, action: int) -> None:
        bar = self.table.verticalScrollBar()
        self._follow.setChecked(bar.sliderPosition() == bar.maximum())
