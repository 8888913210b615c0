"""A field of a form with its caption above and what is wrong with it below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from soleflip_desktop.ui.theme import SMALL
from soleflip_desktop.ui.widgets.labels import Label


class Field(QWidget):
    """Names the input for screen readers by the caption, and gives it the focus of Alt+letter."""

    def __init__(self, caption: str, box: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = box
        box.setAccessibleName(caption.replace("&", ""))
        label = Label(caption, size=SMALL, ink="faint")
        label.setTextFormat(Qt.TextFormat.AutoText)
        label.setBuddy(box)
        self._fault = Label(size=SMALL, ink="problem", wrap=True)
        self._fault.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for widget in (label, box, self._fault):
            layout.addWidget(widget)
        layout.addStretch()

    def say_fault(self, reason: str) -> None:
        """Says what is wrong; empty for nothing."""
        self._fault.setText(reason)
        self._fault.setVisible(bool(reason))
        self.box.setAccessibleDescription(reason)
        self.box.setProperty("invalid", bool(reason))
        self.box.style().unpolish(self.box)
        self.box.style().polish(self.box)

    def fault(self) -> str:
        return self._fault.text() if not self._fault.isHidden() else ""
