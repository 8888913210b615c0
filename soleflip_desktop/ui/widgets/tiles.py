"""Counts that are also filters."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from soleflip_desktop.ui.theme import LARGE, SMALL
from soleflip_desktop.ui.widgets.labels import Label


class Tile(QPushButton):
    """A number above its name."""

    def __init__(self, name: str, ink: str = "") -> None:
        super().__init__()
        self.setObjectName("tile")
        self.setCheckable(True)
        self.setFixedHeight(56)
        self._name = name
        self._ink = ink
        self._count = Label("0", size=LARGE, bold=True)
        self._label = Label(name, size=SMALL, ink="faint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(0)
        for label in (self._count, self._label):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)

    def show_count(self, count: int, text: str) -> None:
        self._count.setText(text)
        self._count.take_ink(self._ink if count else "faint" if self._name else "")
        self.setAccessibleName(f"{self._name}: {text}")

    def count(self) -> str:
        return self._count.text()


class Tiles(QWidget):
    """A row of tiles of which one is chosen; `chosen` carries its key."""

    chosen = Signal(object)

    def __init__(self, tiles: Sequence[tuple[object, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles = {key: Tile(name, ink) for key, name, ink in tiles}
        group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for key, tile in self._tiles.items():
            group.addButton(tile)
            layout.addWidget(tile, 1)
            tile.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))

    def show_counts(self, counts: Mapping[Any, tuple[int, str]]) -> None:
        for key, (count, text) in counts.items():
            self._tiles[key].show_count(count, text)

    def choose(self, key: object) -> None:
        """Marks a tile without a signal."""
        self._tiles[key].setChecked(True)

    def tile(self, key: object) -> Tile:
        return self._tiles[key]
