"""The bar at the top that says what is broken and what to do about it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import Label

# A button's text and what it does.
Action = tuple[str, Callable[[], None]]


class Banner(QFrame):
    """Hidden until something is wrong.

    Signals:
        retry_wanted: Its "Try again" was pressed.
        shown: The text it now says.
    """

    retry_wanted = Signal()
    shown = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._text = Label(wrap=True)
        self._actions: tuple[Action, ...] = ()
        self._buttons: list[Button] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 8, 16, 8)
        self._layout.setSpacing(8)
        self._layout.addWidget(self._text, 1)
        self.hide()

    def say(self, text: str, *actions: Action, ink: str = "problem") -> None:
        """Shows the bar with these buttons, or else with "Try again".

        Args:
            ink: `problem`, `warning` for what passes by itself, or `faint` for what is as it should be.
        """
        self._text.setText(text)
        self._take_ink(ink)
        self.setAccessibleName(text)
        wanted = actions or ((self.tr("Try again"), self.retry_wanted.emit),)
        if wanted != self._actions:  # a button that stays keeps the focus it may have
            self._put(wanted)
        self.show()
        self.shown.emit(text)

    def text(self) -> str:
        return self._text.text()

    def buttons(self) -> list[Button]:
        return list(self._buttons)

    def _put(self, actions: tuple[Action, ...]) -> None:
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._actions = actions
        self._buttons = [self._button(*action) for action in actions]

    def _button(self, text: str, act: Callable[[], None]) -> Button:
        button = Button(text, self)
        button.clicked.connect(lambda: act())
        self._layout.addWidget(button)
        return button

    def _take_ink(self, ink: str) -> None:
        self._text.take_ink(ink)
        self.setProperty("kind", ink)
        self.style().unpolish(self)
        self.style().polish(self)
