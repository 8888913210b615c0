"""What is known about one import, beside the history."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from soleflip_desktop.ui.theme import SMALL
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import Label

WIDTH = 320


class BatchDetails(QFrame):
    """Names and values in two columns, what went wrong, and what can be done with the file.

    Signals:
        folder_wanted: The folder of the file is to be opened.
        again_wanted: The file is to be imported again.
    """

    folder_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Details of the import"))
        self.setFixedWidth(WIDTH)
        self._title = Label(bold=True, wrap=True)
        self._path = Label(size=SMALL, ink="faint", wrap=True)
        self._error = Label(ink="problem", wrap=True)
        self._folder, self._again = Button(self.tr("Open folder")), Button(self.tr("Import again"))
        self._folder.clicked.connect(self.folder_wanted)
        self._again.clicked.connect(self.again_wanted)
        self._lines: list[tuple[str, str]] = []
        self._lay_out()

    def show_details(self, title: str, path: str, lines: Sequence[tuple[str, str]], error: str) -> None:
        """Fills in; a line without a value is a heading."""
        self._title.setText(title)
        # A path has no blanks to break at.
        self._path.setText(path.replace("/", "/\u200b").replace("\\", "\\\u200b"))
        self._error.setText(error)
        self._error.setVisible(bool(error))
        self._lines = list(lines)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row, (name, value) in enumerate(self._lines):
            self._grid.addWidget(Label(name, ink="faint", bold=not value), row, 0)
            text = Label(value, wrap=True)
            text.setAlignment(Qt.AlignmentFlag.AlignRight)
            text.setAccessibleName(f"{name}: {value}")
            self._grid.addWidget(text, row, 1)

    def lines(self) -> dict[str, str]:
        return dict(self._lines)

    def error(self) -> str:
        return self._error.text()

    def folder_button(self) -> Button:
        return self._folder

    def again_button(self) -> Button:
        return self._again

    def _lay_out(self) -> None:
        inside = QWidget()
        content = QVBoxLayout(inside)
        content.setContentsMargins(16, 16, 16, 8)
        content.setSpacing(8)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        for widget in (self._title, self._path, self._error):
            content.addWidget(widget)
        content.addLayout(self._grid)
        content.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(16, 0, 16, 16)
        buttons.setSpacing(8)
        buttons.addWidget(self._folder)
        buttons.addWidget(self._again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area, 1)
        layout.addLayout(buttons)
