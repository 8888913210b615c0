"""A text of several lines that is typed into a cell, larger than the cell."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

LARGEST = QSize(360, 132)  # px: some six lines


class LinesEditor(QPlainTextEdit):
    """Enter ends the typing, as in every cell; with Shift or Alt it begins a new line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        hint = self.tr("Shift+Enter begins a new line")
        self.setPlaceholderText(hint)
        self.setToolTip(hint)
        self.setAccessibleDescription(hint)

    def place_over(self, cell: QRect) -> None:
        """Over the cell, and below it or above it as far as the table reaches."""
        ground = self.parentWidget()
        room = cell if ground is None else ground.rect()
        size = LARGEST.expandedTo(cell.size()).boundedTo(room.size())
        place = QRect(cell.topLeft(), size)
        place.moveRight(min(place.right(), room.right()))
        place.moveBottom(min(place.bottom(), room.bottom()))
        self.setGeometry(place)

    def begins_a_line(self, event: QKeyEvent) -> bool:
        """Whether this key goes on in a new line instead of ending the typing."""
        wanted = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return is_enter and bool(event.modifiers() & wanted)
