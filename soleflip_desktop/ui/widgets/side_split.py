"""A view with a panel on its right that can be folded away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

WIDTH, LEAST_WIDTH, LEAST_REST = 360, 280, 320  # px


class SideSplit(QSplitter):
    """Keeps the panel's width while it is folded, and gives the rest of a wider window to the view.

    Signals:
        folded_changed: Whether the panel is folded away now.
    """

    folded_changed = Signal(bool)

    def __init__(self, view: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._width, self._folded = WIDTH, False
        self._panel: QWidget | None = None
        view.setMinimumWidth(LEAST_REST)
        self.addWidget(view)
        self.setStretchFactor(0, 1)

    def show_beside(self, panel: QWidget) -> None:
        """Puts the panel on the right, as wide and folded as it was left."""
        self._panel = panel
        panel.setMinimumWidth(LEAST_WIDTH)
        self.addWidget(panel)
        self.setStretchFactor(1, 0)
        panel.setVisible(not self._folded)
        self._be_wide()

    @property
    def panel(self) -> QWidget | None:
        return self._panel

    @property
    def is_folded(self) -> bool:
        return self._folded

    @property
    def panel_width(self) -> int:
        """How wide the panel is, or was before it was folded."""
        if self._panel is not None and not self._folded and self.isVisible():
            self._width = self.sizes()[1]
        return self._width

    def use_width(self, width: int) -> None:
        self._width = max(LEAST_WIDTH, width)
        self._be_wide()

    def fold(self, *, folded: bool) -> None:
        if folded == self._folded:
            return
        self._width = self.panel_width
        self._folded = folded
        if self._panel is not None:
            self._panel.setVisible(not folded)
            self._be_wide()
        self.folded_changed.emit(folded)

    def showEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().showEvent(event)
        self._be_wide()  # before it is seen it has no width to share out

    def _be_wide(self) -> None:
        if self._panel is not None and not self._folded and self.isVisible():
            self.setSizes([max(LEAST_REST, self.width() - self._width), self._width])
