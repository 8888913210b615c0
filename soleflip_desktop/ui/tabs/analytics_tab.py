"""The Analytics tab: period and filters above, figures in tiles, then the charts."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from soleflip_desktop.ui.theme import RING, SMALL, Colours
from soleflip_desktop.ui.widgets.chart_card import ChartCard
from soleflip_desktop.ui.widgets.empty_state import EmptyState
from soleflip_desktop.ui.widgets.figure_tile import FigureTile
from soleflip_desktop.ui.widgets.filter_chips import FilterChips
from soleflip_desktop.ui.widgets.labels import Label
from soleflip_desktop.ui.widgets.period_bar import PeriodBar
from soleflip_desktop.ui.widgets.tile_grid import TileGrid

_NARROWEST_TILE = 144  # px: seven of them beside each other at 1,280
_SIDE_BY_SIDE = 1000  # px of width from which two charts stand in one line
_BUSY_AFTER = 200  # ms


class AnalyticsTab(QWidget):
    """Layout of the Analytics tab; the charts are put in when their library has been loaded.

    Signals:
        empty_chosen: The button of the empty state was pressed.
        sample_wanted: Sample data is to be tried.
        all_wanted: The button for a period without sales was pressed.
        shown: The tab has come into sight.
    """

    empty_chosen = Signal()
    sample_wanted = Signal()
    all_wanted = Signal()
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.period = PeriodBar()
        self.chips = FilterChips()
        self.payout = FigureTile(self.tr("Net payout"))
        self.profit = FigureTile(self.tr("Profit"))
        self.roi = FigureTile(self.tr("ROI"))
        self.sold = FigureTile(self.tr("Sold"))
        self.sell_through = FigureTile(self.tr("Sell-through"))
        self.stock = FigureTile(self.tr("Stock at cost"))
        self.coverage = FigureTile(self.tr("Cost known"))
        money = (self.tr("Net payout"), self.tr("Profit"), self.tr("Loss"))
        self.months = ChartCard(self.tr("Payout and profit per month"), (*money, self.tr("Profit so far")))
        self.platforms = ChartCard(self.tr("By platform"), money)
        self.brands = ChartCard(self.tr("By brand"), money)
        self.empty = EmptyState()
        self.empty.chosen.connect(self.empty_chosen)
        self.empty.sample_wanted.connect(self.sample_wanted)
        self.quiet = EmptyState()
        self.quiet.chosen.connect(self.all_wanted)
        self._remark = Label(ink="faint", size=SMALL, wrap=True)
        self._rests = Label(ink="faint", wrap=True)
        self._busy = Label(self.tr("Adding up…"), ink="faint")
        self._waiting = QTimer(self, singleShot=True, interval=_BUSY_AFTER)
        self._waiting.timeout.connect(self._busy.show)
        self._lay_out()

    @property
    def tiles(self) -> tuple[FigureTile, ...]:
        return (
            *(self.payout, self.profit, self.roi, self.sold),
            *(self.sell_through, self.stock, self.coverage),
        )

    @property
    def cards(self) -> tuple[ChartCard, ...]:
        return (self.months, self.platforms, self.brands)

    def take_colours(self, colours: Colours) -> None:
        self.months.show_colours(colours, ("payout", "profit", "loss", "accent"))
        for card in (self.platforms, self.brands):
            card.show_colours(colours, ("payout", "profit", "loss"))

    def show_figures(self) -> None:
        self._show_charts(shown=True)
        self._stack.setCurrentWidget(self._page)

    def say_quiet(self, sentence: str, button: str) -> None:
        """Shows the figures, and a sentence where the charts were: nothing was sold in the period."""
        self.quiet.say(sentence, button)
        self._show_charts(shown=False)
        self._stack.setCurrentWidget(self._page)

    def is_quiet(self) -> bool:
        return not self.is_empty() and self.quiet.isVisibleTo(self)

    def say_empty(self, sentence: str, button: str = "", *, sample: bool = False) -> None:
        self.empty.say(sentence, button, sample=sample)
        self._stack.setCurrentWidget(self.empty)

    def is_empty(self) -> bool:
        return self._stack.currentWidget() is self.empty

    def be_busy(self, *, busy: bool) -> None:
        """Says so if the figures take long enough to be missed; the old ones stay."""
        if busy:
            self._waiting.start()
        else:
            self._waiting.stop()
            self._busy.hide()

    def say_coverage(self, text: str) -> None:
        """On how much the profit rests."""
        self._rests.setText(text)

    def coverage_words(self) -> str:
        return self._rests.text()

    def say_remark(self, text: str) -> None:
        self._remark.setText(text)
        self._remark.setVisible(bool(text))

    def remark(self) -> str:
        return self._remark.text()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._groups.setDirection(direction)

    def _lay_out(self) -> None:
        self._page = QWidget()
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._head())
        page.addWidget(self._body(), 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setFocusProxy(self.period)

    def _head(self) -> QWidget:
        head = QWidget()
        layout = QVBoxLayout(head)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(self.period)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.chips, 1)
        line.addWidget(self._busy)
        layout.addLayout(line)
        self._busy.hide()
        return head

    def _body(self) -> QScrollArea:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16 - RING, 0, 16 - RING, 8)
        column.setSpacing(8)
        column.addWidget(TileGrid(self.tiles, _NARROWEST_TILE))
        column.addWidget(self._rests)
        self._charts = self._cards()
        column.addWidget(self._charts, 1)
        column.addWidget(self.quiet, 1)
        self._show_charts(shown=True)
        column.addWidget(self._remark)
        area = QScrollArea()
        area.setAccessibleName(self.tr("Figures and charts"))
        area.setProperty("stop", True)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(body)
        return area

    def _show_charts(self, *, shown: bool) -> None:
        self._charts.setVisible(shown)
        self.quiet.setVisible(not shown)

    def _cards(self) -> QWidget:
        cards = QWidget()
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.months.setMinimumHeight(280)
        column.addWidget(self.months, 3)
        self._groups = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._groups.setSpacing(8)
        self._groups.addWidget(self.platforms, 1)
        self._groups.addWidget(self.brands, 1)
        column.addLayout(self._groups, 2)
        return cards
