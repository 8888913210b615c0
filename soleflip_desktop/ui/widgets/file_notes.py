"""What is worth knowing of a file as a whole: how it is read, and what is new about it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import ElidedLabel, Label


class FileNotes(QWidget):
    """Takes no room where there is nothing to say.

    Signals:
        change_wanted: The file is to be read in another way.
    """

    change_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices = Label(ink="warning", wrap=True)
        self._reading = ElidedLabel(ink="faint")
        self._change = Button(self.tr("Read in another way…"))
        self._change.clicked.connect(self.change_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._reading, 1)
        row.addWidget(self._change)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._notices)
        layout.addLayout(row)

    def tell(self, reading: str, notices: Sequence[str]) -> None:
        """Shows how the file is read, empty if it leaves nothing open, and sentences about it."""
        self._notices.setText("\n".join(notices))
        self._notices.setVisible(bool(notices))
        self._reading.show_text(reading)
        for widget in (self._reading, self._change):
            widget.setVisible(bool(reading))
        self.setVisible(bool(reading or notices))

    def told(self) -> str:
        return "\n".join(filter(None, (self._notices.text(), self._reading.whole())))

    def change_button(self) -> Button:
        return self._change
