"""About SoleFlip: version, where the data lies, and the licences of everything in it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot, qVersion
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from soleflip_desktop import __version__
from soleflip_desktop.ui.icon import application_icon
from soleflip_desktop.ui.theme import FIGURE
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import Label
from soleflip_desktop.ui.widgets.room import resize_within_owner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleflip_desktop.services.licences import Part

ICON = 56  # px
LIST_WIDTH = 288  # px
COLUMNS = 80  # in which nearly all licences are set
_BESIDE_TEXT = 48  # px of margins, frames, handle and scroll bar
_MARGIN = 24  # px


class AboutDialog(QDialog):
    """Shows parts as they come.

    Signals:
        folder_wanted: The data folder is to be shown.
    """

    folder_wanted = Signal()

    def __init__(self, data_folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About SoleFlip"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._folder = data_folder
        self._parts: list[Part] = []
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Parts of the program"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentRowChanged.connect(self._on_part_chosen)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Licence"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        column = self.text.fontMetrics().horizontalAdvance("m")
        self._text_width = COLUMNS * column + _BESIDE_TEXT
        resize_within_owner(self, QSize(LIST_WIDTH + self._text_width + 2 * _MARGIN, 600))
        self._lay_out()

    def show_parts(self, parts: "Sequence[Part]") -> None:
        self._parts = list(parts)
        self.list.clear()
        self.list.addItems([f"{part.name} {part.version}" for part in parts])
        self.list.setCurrentRow(0)

    @Slot(int)
    def _on_part_chosen(self, row: int) -> None:
        if not 0 <= row < len(self._parts):
            return
        part = self._parts[row]
        licence = part.licence or self.tr("The package names no licence")
        text = part.text or self.tr("The package brings no text of its licence.")
        self.text.setPlainText(f"{part.name} {part.version}\n{licence}\n\n{text}")

    def _lay_out(self) -> None:
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(self.text)
        parts.setSizes([LIST_WIDTH, self._text_width])
        parts.setStretchFactor(1, 1)
        folder, close = Button(self.tr("Open data folder")), Button(self.tr("Close"))
        folder.clicked.connect(lambda: self.folder_wanted.emit())
        close.clicked.connect(self.accept)
        close.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        for button in (folder, close):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 16, _MARGIN, 16)
        layout.setSpacing(12)
        layout.addLayout(self._head())
        layout.addWidget(Label(self.tr("Made of these parts, each under its own licence:"), ink="faint"))
        layout.addWidget(parts, 1)
        layout.addLayout(buttons)

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(application_icon().pixmap(ICON, ICON))
        version = self.tr("Version {version} under the MIT licence, on Qt {qt}")
        place = self.tr("Your data stays on this machine, in {folder}")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Label("SoleFlip Desktop", size=FIGURE, bold=True))
        words.addWidget(Label(version.format(version=__version__, qt=qVersion())))
        where = Label(place.format(folder=self._folder), wrap=True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(where)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head
