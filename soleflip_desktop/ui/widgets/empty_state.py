"""What a view shows when there is nothing: one sentence, one button, and sample data to try."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from soleflip_desktop.ui.theme import LARGE
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import Label


class EmptyState(QWidget):
    """Signals `chosen` when its button is pressed, `sample_wanted` for sample data."""

    chosen = Signal()
    sample_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = Label(size=LARGE, ink="faint", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = Button()
        self._button.clicked.connect(self.chosen)
        self._sample = Button(self.tr("Try with sample data"), kind="flat")
        self._sample.clicked.connect(self.sample_wanted)
        self._sample.hide()
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addStretch(2)
        layout.addWidget(self._sentence)
        layout.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._sample, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, sentence: str, button: str = "", *, sample: bool = False) -> None:
        """Shows this sentence; without a text there is no button.

        Args:
            sample: Offers the data of a made-up seller: there is nothing at all.
        """
        self._sentence.setText(sentence)
        self._button.say(button)
        self._button.setVisible(bool(button))
        self._sample.setVisible(sample)

    def sample_button(self) -> Button:
        return self._sample

    def sentence(self) -> str:
        return self._sentence.text()
