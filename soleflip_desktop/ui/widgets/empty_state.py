"""What a view shows when there is nothing: one sentence and one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from soleflip_desktop.ui.theme import LARGE
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import Label


class EmptyState(QWidget):
    """Signals `chosen` when its button is pressed."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = Label(size=LARGE, ink="faint", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = Button()
        self._button.clicked.connect(self.chosen)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addStretch(2)
        layout.addWidget(self._sentence)
        layout.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, sentence: str, button: str = "") -> None:
        """Shows this sentence; without a text there is no button."""
        self._sentence.setText(sentence)
        self._button.say(button)
        self._button.setVisible(bool(button))

    def sentence(self) -> str:
        return self._sentence.text()
