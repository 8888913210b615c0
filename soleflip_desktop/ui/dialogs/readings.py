"""Asks how days and amounts of a file are to be read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from soleflip_desktop.ui.models.reading_words import ReadingQuestion, answer_words, question_words
from soleflip_desktop.ui.theme import LARGE, SMALL
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.form import Field
from soleflip_desktop.ui.widgets.labels import Label

WIDTH = 480  # px
_HIGHEST = 420  # px of the questions; more of them are scrolled


class ReadingsDialog(QDialog):
    """One choice for each question; the likeliest answer stands first and is taken unless another is.

    Args:
        words: Of which file, and why it asks.
        verb: What the button does.

    Signals:
        decided: The answers by question, a dict.
    """

    decided = Signal(object)

    def __init__(
        self,
        words: str,
        questions: Sequence[ReadingQuestion],
        verb: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        title = self.tr("How the file is read")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self._boxes = {each.question: self._box(each) for each in questions}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(Label(title, size=LARGE, bold=True))
        layout.addWidget(Label(words, wrap=True))
        layout.addWidget(self._list(questions), 1)
        take, cancel = Button(verb, kind="primary"), Button(self.tr("Cancel"))
        take.clicked.connect(self._on_taken)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(take)
        layout.addLayout(row)
        take.setDefault(True)
        self.take_button = take

    def box(self, question: str) -> QComboBox:
        return self._boxes[question]

    def _box(self, question: ReadingQuestion) -> QComboBox:
        box = QComboBox()
        for answer in question.answers:
            box.addItem(answer_words(answer), answer)
        box.setCurrentIndex(max(0, box.findData(question.answer)))
        return box

    def _list(self, questions: Sequence[ReadingQuestion]) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for each in questions:
            group = QVBoxLayout()
            group.setSpacing(2)
            group.addWidget(Field(question_words(each.question), self._boxes[each.question]))
            if each.examples:
                shown = self.tr("For example {cells}").format(cells=" · ".join(each.examples))
                group.addWidget(Label(shown, size=SMALL, ink="faint", wrap=True))
            column.addLayout(group)
        column.addStretch()
        if inner.sizeHint().height() <= _HIGHEST:
            return inner
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setMinimumHeight(_HIGHEST)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        return area

    def _on_taken(self) -> None:
        self.decided.emit({question: box.currentData() for question, box in self._boxes.items()})
        self.accept()
