"""Axes of charts: money with its currency, and names."""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics

from soleflip_desktop.ui.formats import NO_BREAK_SPACE, Formats, symbol
from soleflip_desktop.ui.theme import SMALL, Colours, interface_font

_EDGE = 0.03  # of the axis: a text nearer to its end would be cut
_HALF_WIDE, _HALF_HIGH = 16, 8  # px of a short amount
_TICK_ROOM = 64  # px that the name of a month takes


def dress(axis: pg.AxisItem, colours: Colours) -> None:
    axis.setPen(QColor(colours.line))
    axis.setTextPen(QColor(colours.faint))
    axis.setStyle(tickFont=interface_font(SMALL, figures=True), tickTextOffset=8, tickLength=0)


class MoneyAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Amounts in one currency, to the cent only where the steps need it."""

    def __init__(self, formats: Formats, side: str = "left") -> None:
        super().__init__(side)
        self._formats = formats
        self._symbol = ""
        self.enableAutoSIPrefix(False)

    def name_currency(self, currency: str) -> None:
        self._symbol = symbol(currency)
        self.picture = None
        self.update()

    def boundingRect(self) -> QRectF:
        """With room for the half of the zero that reaches over the end of an axis with a grid."""
        bounds: QRectF = super().boundingRect()
        return bounds.adjusted(-_HALF_WIDE, -_HALF_HIGH, _HALF_WIDE, _HALF_HIGH)

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        places = 0 if spacing >= 1 else 2
        amounts = (Decimal(f"{value:.{places}f}") + 0 for value in values)
        return [f"{self._formats.amount(each, places)}{NO_BREAK_SPACE}{self._symbol}" for each in amounts]

    def tickValues(self, minimum: float, maximum: float, size: float) -> list[tuple[float, list[float]]]:
        """One row of steps: the finer ones in between would only be more lines."""
        levels: list[tuple[float, list[float]]] = super().tickValues(minimum, maximum, size)
        edge = max(minimum, maximum) - abs(maximum - minimum) * _EDGE
        whole = [(step, [each for each in values if each <= edge]) for step, values in levels]
        return whole[:1] if whole and len(whole[0][1]) > 2 else whole[:2]


class NameAxis(pg.AxisItem):  # type: ignore[misc]
    """One name for each whole number; below a chart thinned out where they would touch."""

    def __init__(self, side: str = "bottom") -> None:
        super().__init__(side)
        self._names: list[str] = []

    def show_names(self, names: Sequence[str]) -> None:
        self._names = list(names)
        self.picture = None
        self.update()

    def show_names_within(self, names: Sequence[str], room: int) -> None:
        """Names at the side, the long ones cut; the axis takes as much room as they need."""
        metrics = QFontMetrics(interface_font(SMALL, figures=True))
        shown = [metrics.elidedText(name, Qt.TextElideMode.ElideRight, room) for name in names]
        self.setWidth(max((metrics.horizontalAdvance(name) for name in shown), default=0) + 16)
        self.show_names(shown)

    def tickValues(self, minimum: float, maximum: float, size: float) -> list[tuple[float, list[float]]]:
        low, high = sorted((minimum, maximum))  # turned round where the first name stands on top
        first, last = max(0, ceil(low)), min(len(self._names) - 1, int(high))
        step = 1
        if self.orientation == "bottom":
            step = max(1, ceil((last - first + 1) / max(1.0, size / _TICK_ROOM)))
        return [(step, [float(number) for number in range(first, last + 1, step)])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [self._names[int(value)] for value in values if 0 <= value < len(self._names)]
