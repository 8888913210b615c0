"""Tiles side by side, in as many lines as the width asks for."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

_GAP = 8  # px


class TileGrid(QWidget):
    """Columns of one width.

    Args:
        narrowest: Px below which a tile may not go.
    """

    def __init__(self, tiles: Sequence[QWidget], narrowest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles, self._narrowest = tiles, narrowest
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._arrange(len(tiles))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        most = max(1, (self.width() + _GAP) // (self._narrowest + _GAP))
        lines = -(-len(self._tiles) // most)
        self._arrange(-(-len(self._tiles) // lines))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for number, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, number // columns, number % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
