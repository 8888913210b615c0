"""Where files are dropped, and the button that does the same by keyboard."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from soleflip_desktop.ui.theme import LARGE
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import Label


def files_in(data: QMimeData) -> list[Path]:
    """The local files that are being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DropZone(QFrame):
    """Large while there is nothing else to see, one line afterwards. The window takes the drop itself."""

    choose_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drop")
        self.setAccessibleName(self.tr("Drop zone for files"))
        self._title = Label(self.tr("Drop files here"), size=LARGE)
        kinds = self.tr("Exports of platforms, or your own tables: CSV, Excel, OpenDocument, JSON, ZIP")
        self._kinds = Label(kinds, ink="faint")
        self._choose = Button(self.tr("Choose files…"))
        self._choose.setAccessibleName(self.tr("Choose files to import"))
        self._choose.clicked.connect(self.choose_wanted)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch()
        words.addWidget(self._title)
        words.addWidget(self._kinds)
        words.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 8, 24, 8)
        layout.setSpacing(16)
        layout.addStretch()
        layout.addLayout(words)
        layout.addWidget(self._choose)
        layout.addStretch()
        self.be_large(large=True)
        self.setFocusProxy(self._choose)

    def be_large(self, *, large: bool) -> None:
        self._kinds.setVisible(True)
        self.setFixedHeight(136 if large else 64)

    def be_slim(self) -> None:
        """One line, for the room is needed elsewhere."""
        self._kinds.setVisible(False)
        self.setFixedHeight(48)

    def be_hot(self, *, hot: bool) -> None:
        """Shows that a file held over the window may be let go."""
        self.setProperty("hot", hot)
        self.style().unpolish(self)
        self.style().polish(self)
