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
        compare_wanted: What it says otherwise than the books is to be shown.
    """

    change_wanted = Signal()
    compare_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices = Label(ink="warning", wrap=True)
        self._reading = ElidedLabel(ink="faint")
        self._change = Button(self.tr("Read in another way…"))
        self._change.clicked.connect(self.change_wanted)
        self._conflicts = ElidedLabel(ink="warning")
        self._compare = Button(self.tr("Compare…"))
        self._compare.clicked.connect(self.compare_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._notices)
        for label, button in ((self._reading, self._change), (self._conflicts, self._compare)):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(label, 1)
            row.addWidget(button)
            layout.addLayout(row)
        self.tell("", ())

    def tell(self, reading: str, notices: Sequence[str]) -> None:
        """Shows how the file is read, empty if it leaves nothing open, and sentences about it."""
        self._notices.setText("\n".join(notices))
        self._notices.setVisible(bool(notices))
        self._reading.show_text(reading)
        for widget in (self._reading, self._change):
            widget.setVisible(bool(reading))
        self.tell_conflicts("")

    def tell_conflicts(self, words: str) -> None:
        """How many values the file has otherwise; empty for none."""
        self._conflicts.show_text(words)
        for widget in (self._conflicts, self._compare):
            widget.setVisible(bool(words))
        self.setVisible(bool(self.told()))

    def told(self) -> str:
        said = (self._notices.text(), self._reading.whole(), self._conflicts.whole())
        return "\n".join(filter(None, said))

    def compare_button(self) -> Button:
        return self._compare

    def change_button(self) -> Button:
        return self._change
