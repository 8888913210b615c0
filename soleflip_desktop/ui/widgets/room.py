"""How large a window may be at first: a screen of 1080p at 200 % has room for 960x540."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(16, 48)  # px that title bar and borders take, as far as can be known before they are there


def fit_screen(window: QWidget) -> None:
    """Makes a window that is not shown yet no larger than its screen has room for."""
    room = window.screen().availableGeometry().size() - FRAME
    window.setMinimumSize(window.minimumSize().boundedTo(room))
    window.resize(window.size().boundedTo(room))


def resize_within_owner(dialog: QWidget, size: QSize) -> None:
    """Gives a dialog its size, or as much of it as the window has that it belongs to."""
    owner = dialog.parentWidget()
    dialog.resize(size if owner is None else size.boundedTo(owner.window().size()))
