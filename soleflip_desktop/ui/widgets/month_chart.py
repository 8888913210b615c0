"""Net payout and profit per month, drawn with pyqtgraph."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from soleflip_desktop.ui.formats import NO_BREAK_SPACE, Formats, symbol
from soleflip_desktop.ui.theme import SMALL, Colours, interface_font

# Of the month's width: profit stands in front of the payout that it is a part of.
_PAYOUT, _PROFIT = 0.72, 0.36


@dataclass(frozen=True, slots=True)
class MonthBar:
    """The figures of one month; an unknown profit has no bar."""

    name: str
    payout: Decimal
    profit: Decimal | None


class _MoneyAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    def __init__(self, formats: Formats) -> None:
        super().__init__("left")
        self._formats = formats
        self._symbol = ""
        self.enableAutoSIPrefix(False)

    def name_currency(self, currency: str) -> None:
        self._symbol = symbol(currency)
        self.picture = None
        self.update()

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        places = 0 if spacing >= 1 else 2
        amounts = (Decimal(f"{value:.{places}f}") + 0 for value in values)
        return [f"{self._formats.amount(each, places)}{NO_BREAK_SPACE}{self._symbol}" for each in amounts]


class _MonthAxis(pg.AxisItem):  # type: ignore[misc]
    """One name per month, thinned out where they would touch."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self._names: list[str] = []

    def name_months(self, names: list[str]) -> None:
        self._names = names
        self.picture = None
        self.update()

    def tickValues(self, minimum: float, maximum: float, size: float) -> list[tuple[float, list[float]]]:
        first, last = max(0, round(minimum)), min(len(self._names) - 1, round(maximum))
        room = max(1.0, size / 64)
        step = max(1, -int(-(last - first + 1) // room))
        return [(step, [float(number) for number in range(first, last + 1, step)])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [self._names[int(value)] for value in values if 0 <= value < len(self._names)]


class MonthChart(pg.PlotWidget):  # type: ignore[misc]
    """A bar of profit in front of one of payout for every month.

    Signals:
        month_hovered: Number of the month under the pointer, -1 for none.
    """

    month_hovered = Signal(int)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        self._months = _MonthAxis()
        self._money = _MoneyAxis(formats)
        super().__init__(parent, axisItems={"bottom": self._months, "left": self._money})
        self._bars: list[MonthBar] = []
        self._currency = "EUR"
        self._hovered = -1
        self._colours: Colours | None = None
        self._mark = pg.LinearRegionItem(movable=False)
        self._mark.setZValue(-10)
        self._zero = pg.InfiniteLine(0, angle=0)
        self.setMenuEnabled(False)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.getPlotItem().showGrid(y=True, alpha=0.15)
        self.scene().sigMouseMoved.connect(self._on_moved)

    def show_bars(self, bars: Sequence[MonthBar], currency: str) -> None:
        self._bars, self._currency = list(bars), currency
        self._draw()

    def take_colours(self, colours: Colours) -> None:
        self._colours = colours
        self._draw()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _draw(self) -> None:
        colours = self._colours
        if colours is None:
            return
        item = self.getPlotItem()
        item.clear()
        self._dress(colours)
        self._months.name_months([bar.name for bar in self._bars])
        self._money.name_currency(self._currency)
        payouts = [(number, bar.payout) for number, bar in enumerate(self._bars)]
        profits = [(number, bar.profit) for number, bar in enumerate(self._bars) if bar.profit is not None]
        gains, losses = [each for each in profits if each[1] >= 0], [each for each in profits if each[1] < 0]
        item.addItem(_bars(payouts, _PAYOUT, colours.payout))
        item.addItem(_bars(gains, _PROFIT, colours.profit))
        item.addItem(_bars(losses, _PROFIT, colours.loss))
        item.addItem(self._zero)
        item.addItem(self._mark)
        self._mark.hide()
        self.setXRange(-0.6, max(len(self._bars), 6) - 0.4, padding=0)
        self.enableAutoRange(axis="y")

    def _dress(self, colours: Colours) -> None:
        self.setBackground(QColor(colours.base))
        font = interface_font(SMALL, figures=True)
        for axis in (self._months, self._money):
            axis.setPen(QColor(colours.line))
            axis.setTextPen(QColor(colours.faint))
            axis.setStyle(tickFont=font, tickTextOffset=8, tickLength=0)
        self._money.setWidth(80)
        self._zero.setPen(QColor(colours.control_line))
        mark = QColor(colours.raised)
        self._mark.setBrush(mark)
        for line in self._mark.lines:
            line.setPen(pg.mkPen(None))

    def _on_moved(self, position: QPointF) -> None:
        box: Any = self.getPlotItem().vb
        if not box.sceneBoundingRect().contains(position):
            self._hover(-1)
            return
        month = round(box.mapSceneToView(position).x())
        self._hover(month if 0 <= month < len(self._bars) else -1)

    def _hover(self, month: int) -> None:
        if month == self._hovered:
            return
        self._hovered = month
        self._mark.setVisible(month >= 0)
        self._mark.setRegion((month - 0.5, month + 0.5))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.month_hovered.emit(month)


def _bars(values: Sequence[tuple[int, Decimal]], width: float, colour: str) -> pg.BarGraphItem:
    return pg.BarGraphItem(
        x=[number for number, _ in values],
        height=[float(amount) for _, amount in values],
        width=width,
        brush=QColor(colour),
        pen=pg.mkPen(None),
    )
