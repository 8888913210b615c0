"""A question with buttons that say what they do."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from soleflip_desktop.ui.theme import LARGE
from soleflip_desktop.ui.widgets.labels import Label

TEXT_WIDTH = 512  # px
_LINES_AT_MOST = 10  # of the details; more of them are scrolled
_AROUND = 12  # px, margin and frame above and below the details


class _Details(QPlainTextEdit):
    """As high as its lines at the width of the words above."""

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        ground = QRect(0, 0, TEXT_WIDTH - _AROUND, 0)
        text = metrics.boundingRect(ground, Qt.TextFlag.TextWordWrap, self.toPlainText())
        height = min(text.height(), metrics.lineSpacing() * _LINES_AT_MOST)
        return QSize(TEXT_WIDTH, height + _AROUND)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Question(QDialog):
    """Asks without blocking; Escape is the last answer, which must be the harmless one.

    Args:
        details: Lines that may be many; shown in a box of their own.
        answers: Text of each button and what it does.
    """

    def __init__(
        self,
        title: str,
        words: str,
        details: Sequence[str],
        answers: Sequence[tuple[str, Callable[[], None]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(Label(title, size=LARGE, bold=True))
        said = Label(words, wrap=True)
        said.setMinimumWidth(TEXT_WIDTH)  # or it asks for the height that it had if it were narrower
        layout.addWidget(said)
        if details:
            layout.addWidget(self._list(details), 1)
        layout.addSpacing(4)
        self._buttons = [self._button(text, act) for text, act in answers]
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        for button in self._buttons:
            row.addWidget(button)
        layout.addLayout(row)
        self._buttons[-1].setDefault(True)
        self._buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def button(self, number: int) -> QPushButton:
        return self._buttons[number]

    def _list(self, details: Sequence[str]) -> QPlainTextEdit:
        box = _Details("\n".join(details))
        box.setReadOnly(True)
        box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # its lines are wrapped
        box.setTabChangesFocus(True)
        box.setAccessibleName(self.tr("Details"))
        return box

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text)
        button.setAutoDefault(True)  # Enter presses the one that has the focus
        button.clicked.connect(lambda: act())
        button.clicked.connect(self.accept)
        return button


def nothing() -> None:
    """The answer that leaves everything as it is."""
