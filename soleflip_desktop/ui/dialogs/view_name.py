"""Asks what a view is to be called."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from soleflip_desktop.ui.theme import LARGE
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import Label

LONGEST = 60


class ViewName(QDialog):
    """A name to type, and one button.

    Args:
        verb: What the button does.
        words: What the name is for.

    Signals:
        named: The name, without spaces around it.
    """

    named = Signal(str)

    def __init__(
        self, title: str, words: str, verb: str, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(440)
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST)
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setPlaceholderText(self.tr("Name"))
        self.name.selectAll()
        self.take = Button(verb, kind="primary")
        self.take.setEnabled(bool(name))
        self.name.textChanged.connect(lambda text: self.take.setEnabled(bool(text.strip())))
        self.take.clicked.connect(self._on_taken)
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(Label(title, size=LARGE, bold=True))
        layout.addWidget(Label(words, ink="faint", wrap=True))
        layout.addWidget(self.name)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self.take)
        layout.addLayout(row)
        self.take.setDefault(True)  # not before it is in the dialog: Enter would press the first button

    def _on_taken(self) -> None:
        self.named.emit(self.name.text().strip())
        self.accept()
