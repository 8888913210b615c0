"""A chip: names what a table can be filtered by, and what it is filtered by."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from soleflip_desktop.ui.widgets.buttons import Button

WIDEST = 264  # px
_CLEAR = 20  # px
_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Chip(Button):
    """Opens its choices, or is a choice itself; an active one has a button that clears it.

    Args:
        title: What is filtered by.
        opens: Whether it opens something, or is switched on and off.

    Signals:
        cleared: By its button, or by Delete.
    """

    cleared = Signal()

    def __init__(self, title: str, parent: QWidget | None = None, *, opens: bool = True) -> None:
        super().__init__(title, parent, kind="chip")
        self._title, self._opens = title, opens
        self._words = ""
        self._clear = QToolButton(self)
        self._clear.setText("×")
        self._clear.setAccessibleName(self.tr("Clear {filter}").format(filter=title))
        self._clear.setToolTip(self._clear.accessibleName())
        self._clear.setCursor(Qt.CursorShape.PointingHandCursor)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Delete does the same
        self._clear.clicked.connect(self.cleared)
        self._clear.hide()
        self._dress()

    @property
    def is_active(self) -> bool:
        return bool(self._words)

    def words(self) -> str:
        """What it filters by, empty if it does not."""
        return self._words

    def clear_button(self) -> QToolButton:
        return self._clear

    def show_words(self, words: str) -> None:
        """Says what it filters by; nothing if the text is empty."""
        if words != self._words:
            self._words = words
            self._dress()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(min(size.width(), WIDEST), 28)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_active and event.key() in _KEYS:
            self.cleared.emit()
        elif self._opens and event.key() == Qt.Key.Key_Down:
            self.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._clear.setGeometry(self.width() - _CLEAR - 4, (self.height() - _CLEAR) // 2, _CLEAR, _CLEAR)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def menu_corner(self) -> QPoint:
        """Where what it opens has its upper left corner, on the screen."""
        return self.mapToGlobal(QPoint(0, self.height() + 4))

    def _whole(self) -> str:
        if self._words:
            return self._words
        return f"{self._title} ▾" if self._opens else self._title

    def _dress(self) -> None:
        self.setProperty("active", self.is_active)
        self.style().unpolish(self)
        self.style().polish(self)
        self._clear.setVisible(self.is_active)
        self.setText(self._whole().replace("&", "&&"))
        self.setAccessibleName(self._words or self._title)
        self.updateGeometry()
        self._fit()

    def _fit(self) -> None:
        """Cuts a text that does not fit and says it in the tooltip."""
        room = WIDEST - (44 if self.is_active else 24)
        shown = self.fontMetrics().elidedText(self._whole(), Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(self._whole() if shown != self._whole() else "")
