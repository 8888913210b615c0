"""Names of a chart's colours."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from soleflip_desktop.ui.theme import SMALL
from soleflip_desktop.ui.widgets.labels import Label

_SWATCH = 10  # px


class Legend(QWidget):
    """One swatch and name for each series."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._swatches = [QLabel() for _ in names]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for swatch, name in zip(self._swatches, names, strict=True):
            layout.addWidget(swatch)
            layout.addWidget(Label(name, size=SMALL, ink="faint"))
            layout.addSpacing(10)

    def show_colours(self, colours: Sequence[tuple[str, str]]) -> None:
        """Takes the fill and the edge of each series."""
        for swatch, (fill, edge) in zip(self._swatches, colours, strict=True):
            picture = QPixmap(_SWATCH, _SWATCH)
            picture.fill(QColor(edge))
            painter = QPainter(picture)
            painter.fillRect(picture.rect().adjusted(1, 1, -1, -1), QColor(fill))
            painter.end()
            swatch.setPixmap(picture)
