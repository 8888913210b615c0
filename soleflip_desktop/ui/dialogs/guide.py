"""The guide, as it is shipped: Markdown pages with pictures, read offline."""

import re
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Slot
from PySide6.QtGui import (
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.room import resize_within_owner

CONTENTS = "README.md"
_PADDING = 16  # px
_AROUND = 3 * _PADDING  # px, the padding and the scroll bar
_BELOW_PARAGRAPH, _ABOVE_TABLE = 6, 12  # px; Markdown has none
_IN_CELL = 5  # px
_PICTURE = re.compile(r"!\[[^]]*\]\(([^)]+)\)")


class GuideDialog(QDialog):
    """Opens with the contents; links lead from page to page.

    Args:
        folder: Of the pages.
    """

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Guide"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within_owner(self, QSize(800, 720))
        self._folder = folder
        self._been: list[str] = []
        self.pages = QTextBrowser()
        self.pages.setAccessibleName(self.tr("Page of the guide"))
        self.pages.setFrameShape(QFrame.Shape.NoFrame)
        self.pages.setOpenLinks(False)
        self.pages.anchorClicked.connect(self._on_anchor_clicked)
        self._back = Button(self.tr("Back"))
        self._back.clicked.connect(self.go_back)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self).activated.connect(self.go_back)
        self._lay_out()
        self.go_to(CONTENTS)
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, page: str) -> None:
        """Shows the page with this file name."""
        self._been.append(page)
        self._show()

    @Slot()
    def go_back(self) -> None:
        if len(self._been) > 1:
            self._been.pop()
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _lay_out(self) -> None:
        contents, close = Button(self.tr("Contents")), Button(self.tr("Close"))
        contents.clicked.connect(lambda: self.go_to(CONTENTS))
        close.clicked.connect(self.close)
        close.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(contents)
        row.addWidget(self._back)
        row.addStretch()
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addWidget(self.pages, 1)
        layout.addLayout(row)

    @Slot(QUrl)
    def _on_anchor_clicked(self, link: QUrl) -> None:
        self.go_to(link.path())

    def _show(self) -> None:
        self._back.setEnabled(len(self._been) > 1)
        self.pages.setDocument(self._document(self._been[-1]))

    def _document(self, page: str) -> QTextDocument:
        """A new one: in an old one Markdown goes on in the font it ended with."""
        text = (self._folder / page).read_text(encoding="utf-8")
        document = QTextDocument(self.pages)
        document.setDefaultFont(self.pages.font())
        document.setDocumentMargin(_PADDING)
        document.setMarkdown(text)  # forgets every resource
        for name in _PICTURE.findall(text):
            document.addResource(
                QTextDocument.ResourceType.ImageResource.value, QUrl(name), self._picture(name)
            )
        spaced = QTextBlockFormat()
        spaced.setBottomMargin(_BELOW_PARAGRAPH)
        whole = QTextCursor(document)
        whole.select(QTextCursor.SelectionType.Document)
        whole.mergeBlockFormat(spaced)
        for table in document.rootFrame().childFrames():
            if isinstance(table, QTextTable):
                self._dress(table)
        return document

    def _dress(self, table: QTextTable) -> None:
        """Apart from the text above, and with the lines of the theme."""
        drawn = table.format()
        drawn.setTopMargin(_ABOVE_TABLE)
        drawn.setCellPadding(_IN_CELL)
        drawn.setBorderCollapse(True)
        drawn.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        drawn.setBorderBrush(self.palette().mid())
        table.setFormat(drawn)

    def _picture(self, name: str) -> QImage:
        """Never wider than the page."""
        picture = QImage(str(self._folder / name))
        width = self.pages.viewport().width() - _AROUND
        if picture.width() <= width:
            return picture
        ratio = self.devicePixelRatioF()
        scaled = picture.scaledToWidth(int(width * ratio), Qt.TransformationMode.SmoothTransformation)
        scaled.setDevicePixelRatio(ratio)
        return scaled
