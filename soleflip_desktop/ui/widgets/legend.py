"""Names of a chart's colours."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QPixmap
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

    def show_colours(self, colours: Sequence[str]) -> None:
        for swatch, colour in zip(self._swatches, colours, strict=True):
            picture = QPixmap(_SWATCH, _SWATCH)
            picture.fill(QColor(colour))
            swatch.setPixmap(picture)
