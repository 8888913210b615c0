"""A part of a panel under a heading that folds it away."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.selectable import wants_copy

_OPEN, _FOLDED = "▾", "▸"


class _Heading(Button):
    """Space and Enter fold, the copy keys copy the section."""

    copy_pressed = Signal()

    def event(self, event: QEvent) -> bool:
        if wants_copy(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
            return
        super().keyPressEvent(event)


class Section(QWidget):
    """A heading and what stands under it.

    Signals:
        folded_changed: Whether it is folded away now.
        copy_wanted: The whole section as text.

    Args:
        name: Stable, for what is remembered.
        as_text: What copying the section gives.
    """

    folded_changed = Signal(bool)
    copy_wanted = Signal(str)

    def __init__(
        self, name: str, title: str, body: QWidget, as_text: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.name, self._title, self._body, self._as_text = name, title, body, as_text
        self._folded = False
        self._heading = _Heading(kind="heading")
        self._heading.clicked.connect(lambda: self.fold(folded=not self._folded))
        self._heading.copy_pressed.connect(lambda: self.copy_wanted.emit(self.as_text()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._heading)
        layout.addWidget(body)
        body.setContentsMargins(8, 0, 8, 8)
        self._say()

    @property
    def is_folded(self) -> bool:
        return self._folded

    @property
    def heading(self) -> Button:
        return self._heading

    def fold(self, *, folded: bool) -> None:
        if folded != self._folded:
            self._folded = folded
            self._body.setVisible(not folded)
            self._say()
            self.folded_changed.emit(folded)

    def as_text(self) -> str:
        return f"{self._title}\n{self._as_text()}"

    def _say(self) -> None:
        self._heading.setText(f"{_FOLDED if self._folded else _OPEN}  {self._title}")
        state = self.tr("folded") if self._folded else self.tr("open")
        self._heading.setAccessibleName(self._title)
        self._heading.setAccessibleDescription(state)
