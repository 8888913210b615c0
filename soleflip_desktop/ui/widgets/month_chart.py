"""Net payout and profit per month with the running total, drawn with pyqtgraph."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.theme import Colours
from soleflip_desktop.ui.widgets.axes import MoneyAxis, NameAxis, dress
from soleflip_desktop.ui.widgets.chart import BarChart, bars

# Of the month's width: profit stands in front of the payout that it is a part of.
_PAYOUT, _PROFIT = 0.72, 0.36
_AXIS = 84  # px
_FEWEST = 6  # months the chart has room for, so that a single one is no wall


@dataclass(frozen=True, slots=True)
class MonthBar:
    """The figures of one month; an unknown profit has no bar, an unknown total no point of the line."""

    name: str
    payout: Decimal
    profit: Decimal | None
    total: Decimal | None = None


class MonthChart(BarChart):
    """A bar of profit in front of one of payout for every month, and a line of the profit so far.

    The line has an axis of its own at the right: it grows to many times the bars. Both have their zero at
    the same height.
    """

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        self._names, self._money = NameAxis(), MoneyAxis(formats)
        self._totals_axis = MoneyAxis(formats, "right")
        axes = {"bottom": self._names, "left": self._money, "right": self._totals_axis}
        super().__init__(axes, parent=parent)
        self._bars: list[MonthBar] = []
        self._currency = "EUR"
        self._line_box = pg.ViewBox(enableMenu=False)
        self._line_box.setMouseEnabled(x=False, y=False)
        self._line_box.setZValue(10)
        self._line = pg.PlotDataItem()
        self._line_box.addItem(self._line)
        item = self.getPlotItem()
        item.scene().addItem(self._line_box)
        self._totals_axis.linkToView(self._line_box)
        self._totals_axis.setGrid(False)
        self._line_box.setXLink(item)
        item.vb.sigResized.connect(self._fit_line)

    def show_bars(self, shown: Sequence[MonthBar], currency: str) -> None:
        self._bars, self._currency, self._count = list(shown), currency, len(shown)
        self._redraw()

    def draw_bars(self, colours: Colours) -> None:
        for axis in (self._names, self._money, self._totals_axis):
            dress(axis, colours)
        self._name_axes()
        numbers = list(range(len(self._bars)))
        payouts = [float(bar.payout) for bar in self._bars]
        self.addItem(bars(numbers, payouts, _PAYOUT, colours.payout, edge=colours.payout_edge))
        profits = [(at, float(bar.profit)) for at, bar in enumerate(self._bars) if bar.profit is not None]
        for colour, chosen in (
            (colours.profit, [each for each in profits if each[1] >= 0]),
            (colours.loss, [each for each in profits if each[1] < 0]),
        ):
            self.addItem(bars([at for at, _ in chosen], [value for _, value in chosen], _PROFIT, colour))
        self._draw_line(colours)
        self._fit()

    def _name_axes(self) -> None:
        self._names.show_names([bar.name for bar in self._bars])
        self._money.name_currency(self._currency)
        self._totals_axis.name_currency(self._currency)
        self._money.setWidth(_AXIS)
        self._totals_axis.setWidth(_AXIS)
        self._totals_axis.setVisible(self._has_line())

    def _has_line(self) -> bool:
        return sum(bar.total is not None for bar in self._bars) > 1

    def _draw_line(self, colours: Colours) -> None:
        points = [(at, float(bar.total)) for at, bar in enumerate(self._bars) if bar.total is not None]
        pen = pg.mkPen(QColor(colours.accent), width=2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._line.setData(
            [at for at, _ in points], [value for _, value in points], pen=pen, symbol="o", symbolSize=5
        )
        self._line.setSymbolBrush(QColor(colours.accent))
        self._line.setSymbolPen(pg.mkPen(None))
        self._line.setVisible(self._has_line())

    def _fit(self) -> None:
        """Sets both scales so that zero stands at one height."""
        values = [float(bar.payout) for bar in self._bars]
        values += [float(bar.profit) for bar in self._bars if bar.profit is not None]
        totals = [float(bar.total) for bar in self._bars if bar.total is not None]
        low, high = _span(values)
        total_low, total_high = _span(totals)
        # At most half for the line's sake: after a year of losses the bars would be too small to see.
        below = max(-low / (high - low), min(-total_low / (total_high - total_low), 0.5))
        air = max(0, _FEWEST - len(self._bars)) / 2
        self.setXRange(-0.6 - air, len(self._bars) - 0.4 + air, padding=0)
        self.setYRange(*_with_zero_at(below, low, high), padding=0)
        self._line_box.setYRange(*_with_zero_at(below, total_low, total_high), padding=0)

    def _fit_line(self, *_: Any) -> None:
        self._line_box.setGeometry(self.getPlotItem().vb.sceneBoundingRect())


def _span(values: Sequence[float]) -> tuple[float, float]:
    """From at most zero to at least zero, with a little air."""
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    if low == high:
        return 0.0, 1.0
    air = (high - low) * 0.06
    return (low - air if low < 0 else 0.0), (high + air if high > 0 else 0.0)


def _with_zero_at(below: float, low: float, high: float) -> tuple[float, float]:
    """The span widened until a share of `below` of it lies under zero."""
    if below >= 1:
        return low, 0.0
    if below <= 0:
        return 0.0, high
    whole = max(high / (1 - below), -low / below)
    return -below * whole, (1 - below) * whole
