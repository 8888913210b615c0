"""The files under way, one line each."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import ElidedLabel, Label

ROW_HEIGHT = 52
ROWS_IN_SIGHT = 3


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """What the line of one file shows.

    Attributes:
        facts: What is known about the file.
        words: What is happening to it.
        fraction: Share that is done; -1 while work of unknown length runs; `None` where none runs.
        buttons: Name and text of what can be done with it.
        is_problem: The words say what went wrong.
        is_current: The review below is about this file.
    """

    title: str
    facts: str = ""
    words: str = ""
    fraction: float | None = None
    buttons: tuple[tuple[str, str], ...] = ()
    is_problem: bool = False
    is_current: bool = False


class QueueRow(QFrame):
    """Signals `pressed` with the name of a button."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._title = Label(bold=True)
        self._facts = ElidedLabel(ink="faint")
        self._words = ElidedLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._buttons: dict[str, Button] = {}
        self._shown: tuple[tuple[str, str], ...] = ()
        self.setMinimumHeight(ROW_HEIGHT)
        self._lay_out()

    def show_entry(self, entry: QueueEntry) -> None:
        self._title.setText(entry.title)
        self._facts.show_text(entry.facts)
        self._words.show_text(entry.words)
        self._words.take_ink("problem" if entry.is_problem else "")
        self.setAccessibleName(", ".join(part for part in (entry.title, entry.facts, entry.words) if part))
        self._show_fraction(entry.fraction)
        self._show_buttons(entry.buttons)
        self._layout.activate()  # the queue asks at once how high the line has become
        self.setProperty("current", entry.is_current)
        self.style().unpolish(self)
        self.style().polish(self)

    def words(self) -> str:
        return self._words.whole()

    def button(self, name: str) -> Button:
        return self._buttons[name]

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._title)
        head.addWidget(self._facts, 1)
        text = QVBoxLayout()
        text.setSpacing(4)
        text.addLayout(head)
        text.addWidget(self._words)
        text.addWidget(self._bar)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 8, 8, 8)
        self._layout.setSpacing(8)
        self._layout.addLayout(text, 1)

    def _show_fraction(self, fraction: float | None) -> None:
        self._bar.setVisible(fraction is not None)
        if fraction is not None:
            self._bar.setRange(0, 0 if fraction < 0 else 1000)
            self._bar.setValue(round(fraction * 1000))

    def _show_buttons(self, buttons: tuple[tuple[str, str], ...]) -> None:
        if buttons == self._shown:
            return
        self._shown = buttons
        for button in self._buttons.values():
            self._layout.removeWidget(button)
            button.deleteLater()
        self._buttons = {name: self._new_button(name, text) for name, text in buttons}

    def _new_button(self, name: str, text: str) -> Button:
        button = Button(text, self)
        button.setAccessibleName(f"{text} {self._title.text()}")
        button.clicked.connect(lambda: self.pressed.emit(name))
        self._layout.addWidget(button)
        return button


class Queue(QScrollArea):
    """As many lines as there are files; signals `pressed` with a line's key and the name of its button."""

    pressed = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[object, QueueRow] = {}
        self._in_sight = ROWS_IN_SIGHT
        inside = QWidget()
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Files under way"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_entry(self, key: object, entry: QueueEntry) -> None:
        """Adds or changes the line of this key."""
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = QueueRow()
            row.pressed.connect(lambda name: self.pressed.emit(key, name))
            self._layout.addWidget(row)
        row.show_entry(entry)
        self._fit()

    def remove(self, key: object) -> None:
        row = self._rows.pop(key, None)
        if row is not None:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
            self._fit()

    def be_short(self, *, short: bool) -> None:
        """Shows one line at a time where there is little room; the others are scrolled to."""
        wanted = 1 if short else ROWS_IN_SIGHT
        if wanted != self._in_sight:
            self._in_sight = wanted
            self._fit()

    def row(self, key: object) -> QueueRow:
        return self._rows[key]

    def rows(self) -> list[QueueRow]:
        return list(self._rows.values())

    def _fit(self) -> None:
        heights = [row.sizeHint().height() for row in self.rows()[: self._in_sight]]
        self.setFixedHeight(sum(heights) + 8 * max(0, len(heights) - 1) + 2)
        self.setVisible(bool(heights))
