"""A search box that speaks up when the typing pauses."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

PAUSE = 200  # ms


class SearchBox(QLineEdit):
    """Signals `searched` with the trimmed text, each text once."""

    searched = Signal(str)

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint(hint)
        self.setClearButtonEnabled(True)
        self.setAcceptDrops(False)  # a file dropped here is for the window, not text for the box
        self._said = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_pause)
        self.textChanged.connect(lambda: self._pause.start())
        self.returnPressed.connect(self._on_pause)

    def hint(self, words: str) -> None:
        """Says what can be searched for."""
        self.setPlaceholderText(words)
        self.setAccessibleName(words)

    def take_over(self) -> None:
        """Takes the keys; what is typed replaces what was searched for."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def show_text(self, text: str) -> None:
        """Puts a text into the box that is being searched for already."""
        self._said = text.strip()
        self.setText(text)
        self._pause.stop()

    def _on_pause(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._said:
            self._said = text
            self.searched.emit(text)
