"""Text that can be selected with the mouse and copied with the keyboard."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from soleflip_desktop.ui.theme import NORMAL
from soleflip_desktop.ui.widgets.labels import Label


class SelectableLabel(Label):
    """Takes the copy keys while some of it is selected, which the window's Copy would else have."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        size: int = NORMAL,
        bold: bool = False,
        ink: str = "",
        wrap: bool = False,
    ) -> None:
        super().__init__(text, parent, size=size, bold=bold, ink=ink, wrap=wrap)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def event(self, event: QEvent) -> bool:
        if self.hasSelectedText() and wants_copy(event):
            event.accept()
            return True
        return super().event(event)


def wants_copy(event: QEvent) -> bool:
    """Whether this asks who takes the copy keys before the window's menu does."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.matches(QKeySequence.StandardKey.Copy)
    )
