"""Short messages at the foot of the window that take nobody's focus."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.free_place import free_place
from soleflip_desktop.ui.widgets.labels import Label

_translate = QCoreApplication.translate

SHOWN_AT_MOST = 3
SECONDS = 10


class NoticeKind(StrEnum):
    NEWS = "news"
    WARNING = "warning"
    PROBLEM = "problem"


class Notice(QFrame):
    """One message; news goes by itself, the rest stays until it is dismissed.

    Args:
        drop: What dismissing it gives up; such a notice makes room for no other.
    """

    dismissed = Signal()

    def __init__(
        self,
        text: str,
        kind: NoticeKind,
        action: str,
        act: Callable[[], None] | None,
        drop: Callable[[], None] | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("kind", kind.value)
        self.setAccessibleName(text)
        self.text = text
        self.stays = drop is not None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(8)
        ink = kind.value if kind is not NoticeKind.NEWS else ""
        layout.addWidget(Label(_lead(kind) + text, ink=ink, wrap=True), 1)
        if act is not None:
            layout.addWidget(self._button(action, act))
        layout.addWidget(self._button(self.tr("Discard") if drop else self.tr("Dismiss"), drop))
        if kind is NoticeKind.NEWS:
            QTimer.singleShot(SECONDS * 1000, self, self.dismiss)

    def height_for(self, width: int) -> int:
        """Pixels it needs to show its whole text at this width."""
        self.ensurePolished()
        return self.heightForWidth(width)

    def dismiss(self) -> None:
        self.hide()
        self.setParent(None)
        self.deleteLater()
        self.dismissed.emit()

    def _button(self, text: str, act: Callable[[], None] | None) -> Button:
        button = Button(text, kind="flat")
        if act is not None:
            button.clicked.connect(lambda: act())
        button.clicked.connect(self.dismiss)
        return button


class NoticeArea(QWidget):
    """Stacks the newest notices over another widget: at the lower left, above the controls at its foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.silenced = ""
        """A problem that is told elsewhere already."""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._placing = QTimer(self)
        self._placing.setSingleShot(True)
        self._placing.setInterval(0)
        self._placing.timeout.connect(self._place)
        self.hide()

    def float_over(self, ground: QWidget) -> None:
        self.setParent(ground)
        ground.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.isVisible():
            self._placing.start()  # what it stands on is laid out by then
        return super().eventFilter(watched, event)

    def notices(self) -> list[Notice]:
        return self.findChildren(Notice)

    def say(
        self,
        text: str,
        kind: NoticeKind = NoticeKind.NEWS,
        action: str = "",
        act: Callable[[], None] | None = None,
        drop: Callable[[], None] | None = None,
    ) -> Notice | None:
        """Shows a notice, unless the very same one is there already or it is told elsewhere."""
        is_told = kind is NoticeKind.PROBLEM and text == self.silenced
        if is_told or any(notice.text == text for notice in self.notices()):
            return None
        for oldest in [notice for notice in self.notices() if not notice.stays][: 1 - SHOWN_AT_MOST]:
            oldest.dismiss()
        notice = Notice(text, kind, action, act, drop, self)
        notice.dismissed.connect(self._on_gone)
        self._layout.addWidget(notice)
        self.show()
        self.raise_()
        self._place()
        return notice

    def _on_gone(self) -> None:
        self.setVisible(bool(self.notices()))
        self._place()

    def _place(self) -> None:
        ground = self.parentWidget()
        if ground is None or not self.isVisible():
            return
        self.setGeometry(free_place(ground, self, self._height_for))

    def _height_for(self, width: int) -> int:
        heights = [notice.height_for(width) for notice in self.notices()]
        return sum(heights) + self._layout.spacing() * (len(heights) - 1)


def _lead(kind: NoticeKind) -> str:
    return {
        NoticeKind.PROBLEM: _translate("Notices", "Problem: "),
        NoticeKind.WARNING: _translate("Notices", "Warning: "),
    }.get(kind, "")
