"""Lying bars of payout and profit, one pair for each platform or brand, drawn with pyqtgraph."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.theme import Colours
from soleflip_desktop.ui.widgets.axes import MoneyAxis, NameAxis, dress
from soleflip_desktop.ui.widgets.chart import BarChart, bars

_PAYOUT, _PROFIT = 0.64, 0.32
_ROW = 26  # px
_FRAME = 48  # px of axis and margins
_NAME_SHARE = 0.3
_FEWEST = 8  # rows there is room for, so that a single bar is no wall


@dataclass(frozen=True, slots=True)
class GroupBar:
    """The figures of one platform or brand; an unknown profit has no bar."""

    name: str
    payout: Decimal
    profit: Decimal | None


class GroupChart(BarChart):
    """Grows with its rows; names that are too long are cut, the whole name is said above the chart."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        self._names, self._money = NameAxis("left"), MoneyAxis(formats, "bottom")
        super().__init__({"left": self._names, "bottom": self._money}, across=True, parent=parent)
        self._bars: list[GroupBar] = []
        self._currency = "EUR"
        self.getPlotItem().invertY(True)
        # Not resizeEvent: pyqtgraph calls that while it is still being made.
        self.getPlotItem().vb.sigResized.connect(lambda _: self._name_bars())

    def show_bars(self, shown: Sequence[GroupBar], currency: str) -> None:
        self._bars, self._currency, self._count = list(shown), currency, len(shown)
        self.setMinimumHeight(_FRAME + _ROW * max(_FEWEST, len(shown)))
        self._redraw()

    def draw_bars(self, colours: Colours) -> None:
        dress(self._names, colours)
        dress(self._money, colours)
        self._money.name_currency(self._currency)
        self._name_bars()
        numbers = list(range(len(self._bars)))
        payouts = [float(bar.payout) for bar in self._bars]
        edge = colours.payout_edge
        self.addItem(bars(numbers, payouts, _PAYOUT, colours.payout, across=True, edge=edge))
        profits = [(at, float(bar.profit)) for at, bar in enumerate(self._bars) if bar.profit is not None]
        for colour, chosen in (
            (colours.profit, [each for each in profits if each[1] >= 0]),
            (colours.loss, [each for each in profits if each[1] < 0]),
        ):
            places, lengths = [at for at, _ in chosen], [value for _, value in chosen]
            self.addItem(bars(places, lengths, _PROFIT, colour, across=True))
        self.setYRange(-0.5, max(len(self._bars), _FEWEST) - 0.5, padding=0)
        lengths = [*payouts, *(value for _, value in profits), 0.0]
        low, high = min(lengths), max(lengths)
        air = (high - low) * 0.05 or 1.0
        self.setXRange(low - air if low < 0 else 0.0, high + air, padding=0)

    def _name_bars(self) -> None:
        room = max(80, int(self.width() * _NAME_SHARE))
        self._names.show_names_within([bar.name for bar in self._bars], room)
