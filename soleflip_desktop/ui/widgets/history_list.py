"""What was done to a row, the newest first, each with its undo where there still is one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from soleflip_desktop.ui.models.panel_text import Entry
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import Label
from soleflip_desktop.ui.widgets.selectable import SelectableLabel


class _EntryCard(QWidget):
    undo_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self._label = SelectableLabel(wrap=True)
        self._when = SelectableLabel(ink="faint", wrap=True)
        self._changes = SelectableLabel(wrap=True)
        self.undo = Button(kind="link")
        self.undo.clicked.connect(lambda: self.undo_wanted.emit(self._entry))
        foot = QHBoxLayout()
        foot.addWidget(self.undo)
        foot.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(2)
        for label in (self._label, self._when, self._changes):
            layout.addWidget(label)
        layout.addLayout(foot)

    def show_entry(self, entry: Entry) -> None:
        self._entry = entry
        self._label.setText(entry.label)
        self._when.setText(entry.when)
        self._changes.setText("\n".join(entry.changes))
        self._changes.setVisible(bool(entry.changes))
        self.undo.setText(entry.undo)
        self.undo.setAccessibleName(f"{entry.undo}: {entry.label}")
        self.undo.setVisible(bool(entry.undo))
        self.show()


class HistoryList(QWidget):
    """Signals `undo_wanted` with the entry whose button was pressed."""

    undo_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[_EntryCard] = []
        self._entries: tuple[Entry, ...] = ()
        self._nothing = Label(self.tr("Nothing was changed since the history began."), ink="faint", wrap=True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(self._nothing)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self._entries = tuple(entries)
        self._nothing.setVisible(not entries)
        while len(self._cards) < len(entries):
            card = _EntryCard()
            card.undo_wanted.connect(self.undo_wanted)
            self._cards.append(card)
            self._layout.addWidget(card)
        for card, entry in zip(self._cards, entries, strict=False):
            card.show_entry(entry)
        for card in self._cards[len(entries) :]:
            card.hide()

    def entries(self) -> tuple[Entry, ...]:
        return self._entries

    def undo_button(self, number: int) -> Button:
        """The button of an entry, the newest being 0."""
        return self._cards[number].undo

    def as_text(self) -> str:
        return "\n\n".join(entry.text for entry in self._entries)
