"""A figure in large type that opens the rows behind it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from soleflip_desktop.ui.theme import FIGURE, LARGE, NORMAL, SMALL, interface_font
from soleflip_desktop.ui.widgets.labels import ElidedLabel, Label

HEIGHT = 96  # px
_SIDE = 14  # px


class FigureTile(QPushButton):
    """A name, a value, and how it has changed or what it rests on."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figure")
        self.setAutoDefault(True)  # else only Space presses it
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(120)
        self._name = name
        self._value = Label(size=FIGURE, bold=True)
        self._change = Label(size=SMALL)
        self._basis = ElidedLabel(size=SMALL, ink="faint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_SIDE, 8, _SIDE, 8)
        layout.setSpacing(1)
        for label in (Label(name, size=SMALL, ink="faint"), self._value, self._change, self._basis):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)
        layout.addStretch()
        self._change.hide()

    def show_value(self, value: str, basis: str = "", *, why: str = "") -> None:
        """Shows a value, what it rests on, and in the tooltip more about it."""
        self._value.setText(value)
        self._basis.show_text(basis)
        self.setToolTip(why)
        self._fit()
        self._name_it()

    def show_change(self, change: str, ink: str = "") -> None:
        self._change.setText(change)
        self._change.take_ink(ink or "faint")
        self._change.setVisible(bool(change))
        self._name_it()

    def value(self) -> str:
        return self._value.text()

    def basis(self) -> str:
        return self._basis.whole()

    def change(self) -> str:
        return self._change.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Takes the largest type in which the value fits: a figure is never cut."""
        room = self.width() - 2 * _SIDE
        for size in (FIGURE, LARGE, NORMAL):
            font = interface_font(size, bold=True, figures=True)
            if QFontMetrics(font).horizontalAdvance(self._value.text()) <= room:
                break
        self._value.setFont(font)

    def _name_it(self) -> None:
        parts = (self._value.text(), self._change.text(), self._basis.whole())
        self.setAccessibleName(f"{self._name}: " + ", ".join(part for part in parts if part))
        self.setAccessibleDescription(self.toolTip())
