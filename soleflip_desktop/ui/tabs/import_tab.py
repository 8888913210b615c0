"""The Import tab: drop zone, files under way, review, history."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from soleflip_desktop.ui.models.rows import RowsTable
from soleflip_desktop.ui.widgets.batch_details import BatchDetails
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.drop_zone import DropZone
from soleflip_desktop.ui.widgets.empty_state import EmptyState
from soleflip_desktop.ui.widgets.labels import Label
from soleflip_desktop.ui.widgets.queue import Queue
from soleflip_desktop.ui.widgets.review_panel import ReviewPanel
from soleflip_desktop.ui.widgets.table_view import TableView

_LOW = 480  # px below which the rows of a file need the room of the drop zone; the whole window takes drops


class ImportTab(QWidget):
    """Layout of the Import tab.

    Signals:
        choose_wanted: Files are to be chosen in a dialog.
        undo_wanted: The import selected in the history is to be undone.
        continue_wanted: The waiting file selected in the history is to be reviewed.
        discard_wanted: It is to be given up.
        sample_wanted: Sample data is to be tried.
        shown: The tab has come into sight.
    """

    choose_wanted = Signal()
    undo_wanted = Signal()
    continue_wanted = Signal()
    discard_wanted = Signal()
    sample_wanted = Signal()
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drop_zone = DropZone()
        self.drop_zone.choose_wanted.connect(self.choose_wanted)
        self.queue = Queue()
        self.review = ReviewPanel()
        self.review.hide()
        self.history = TableView(self.tr("Import history"))
        self.history.setObjectName("framed")
        self._nothing = EmptyState()
        self._nothing.say(self.tr("Every file you import is listed here and can be undone."), sample=True)
        self._nothing.sample_wanted.connect(self.sample_wanted)
        self._undo = Button(self.tr("Undo import"))
        self.allow_undo(self._undo.text(), allowed=False)
        self._undo.clicked.connect(self.undo_wanted)
        self._continue, self._discard = Button(self.tr("Continue")), Button(self.tr("Discard"))
        self._continue.clicked.connect(self.continue_wanted)
        self._discard.clicked.connect(self.discard_wanted)
        self.details = BatchDetails()
        self.details.hide()
        self._lay_out()

    def show_history(self, model: RowsTable) -> None:
        self.history.show_model(model)
        self.history.horizontalHeader().setStretchLastSection(True)
        model.modelReset.connect(lambda: self._show_any(model))
        self._show_any(model)

    def allow_undo(self, text: str, *, allowed: bool) -> None:
        self._undo.say(text)
        self._undo.setEnabled(allowed)
        why = self.tr("Select an import that took something into the books")
        self._undo.setToolTip("" if allowed else why)
        self._undo.setAccessibleDescription(self._undo.toolTip())

    def undo_button(self) -> Button:
        return self._undo

    def allow_deciding(self, *, allowed: bool) -> None:
        """Offers to continue or discard, for a file that waits."""
        for button in (self._continue, self._discard):
            button.setVisible(allowed)

    def continue_button(self) -> Button:
        return self._continue

    def discard_button(self) -> Button:
        return self._discard

    def open_review(self, *, opened: bool) -> None:
        """Gives the room to the review, or back to the history."""
        self.review.setVisible(opened)
        self._past.setVisible(not opened)
        self._fit_drop_zone()
        if not opened:
            self.history.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_drop_zone()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _show_any(self, model: RowsTable) -> None:
        has_rows = bool(model.rowCount())
        self._stack.setCurrentWidget(self.history if has_rows else self._nothing)
        self._title.setVisible(has_rows)
        self._undo.setVisible(has_rows)
        self._fit_drop_zone()

    def _fit_drop_zone(self) -> None:
        is_reviewing = not self.review.isHidden()
        if is_reviewing:
            self.drop_zone.be_slim()
        else:
            self.drop_zone.be_large(large=self._stack.currentWidget() is self._nothing)
        gives_way = is_reviewing and self.height() < _LOW
        self.drop_zone.setHidden(gives_way)
        self.queue.be_short(short=gives_way)
        self.setFocusProxy(self.review.table if gives_way else self.drop_zone)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        self._title = Label(self.tr("Imports"), bold=True)
        head.addWidget(self._title)
        head.addStretch()
        head.setSpacing(8)
        for button in (self._discard, self._continue, self._undo):
            head.addWidget(button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.history)
        self._past = QWidget()
        past = QVBoxLayout(self._past)
        past.setContentsMargins(0, 0, 0, 0)
        past.setSpacing(8)
        past.addLayout(head)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self._stack, 1)
        body.addWidget(self.details)
        past.addLayout(body, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 8)
        layout.setSpacing(16)
        layout.addWidget(self.drop_zone)
        layout.addWidget(self.queue)
        layout.addWidget(self.review, 3)
        layout.addWidget(self._past, 2)
        self._fit_drop_zone()
