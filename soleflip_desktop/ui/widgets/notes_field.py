"""The notes of a pair, typed in the details panel."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from soleflip_desktop.ui.models.panel_text import NotesText
from soleflip_desktop.ui.theme import SMALL
from soleflip_desktop.ui.widgets.labels import Label

_FEWEST, _MOST = 3, 12  # lines
_AROUND = 16  # px of margins, padding and frame


class _Lines(QPlainTextEdit):
    """Says when the typing ends: the focus goes elsewhere, or Ctrl+Enter. Escape gives it up."""

    left = Signal()
    given_up = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Escape belongs to what is being typed."""
        if self._takes_escape(event):
            event.accept()
            return True
        return super().event(event)

    def _takes_escape(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return False
        return event.key() == Qt.Key.Key_Escape and self.document().isModified()


class NotesField(QWidget):
    """Shows the notes of one pair at a time; what is typed is a wish, nothing is written here.

    Signals:
        typed: The `NotesText` as it was shown, and the text that was typed over it.
    """

    typed = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: NotesText | None = None
        self.lines = _Lines()
        self.lines.setAccessibleName(self.tr("Notes"))
        self.lines.setPlaceholderText(self.tr("Notes on this pair"))
        self.lines.setProperty("lines", True)
        self.lines.setTabChangesFocus(True)
        self.lines.setAcceptDrops(False)
        self.lines.left.connect(self._on_left)
        self.lines.given_up.connect(self.take_back)
        self.lines.document().contentsChanged.connect(self._on_changed)
        self._hint = Label(
            self.tr("Ctrl+Enter keeps it, Escape does not"), ink="faint", size=SMALL, wrap=True
        )
        self._hint.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.lines)
        layout.addWidget(self._hint)
        self._on_changed()

    def show_notes(self, notes: NotesText) -> None:
        """Shows these, unless those of the same pair are being typed."""
        if self._notes is not None and notes.pair == self._notes.pair and self.is_typed():
            return
        self._notes = notes
        self.take_back()

    def is_typed(self) -> bool:
        """Whether there is something that was not handed on."""
        typed = self.lines.toPlainText().strip()
        return self.lines.document().isModified() and typed != self.as_text().strip()

    def as_text(self) -> str:
        return "" if self._notes is None else self._notes.text or ""

    def take_back(self) -> None:
        """Shows again what was there before the typing."""
        if self.lines.toPlainText() != self.as_text():
            self.lines.setPlainText(self.as_text())
        self.lines.document().setModified(False)
        self._on_changed()

    def _on_left(self) -> None:
        if self._notes is not None and self.is_typed():
            self.lines.document().setModified(False)
            self.typed.emit(self._notes, self.lines.toPlainText())
        self._on_changed()

    def _on_changed(self) -> None:
        lines = min(max(self.lines.document().size().height(), _FEWEST), _MOST)
        self.lines.setFixedHeight(round(lines * self.lines.fontMetrics().lineSpacing()) + _AROUND)
        self._hint.setVisible(self.is_typed())
