"""Fills the charts of a dashboard, says what is pointed at, and hands their figures to be saved."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.ui.controllers.chart_export import ChartExport
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.models.figure_words import (
    Group,
    brand_groups,
    platform_groups,
    sums_words,
    totals,
)
from soleflip_desktop.ui.tabs.analytics_tab import AnalyticsTab
from soleflip_desktop.ui.tasks import Lane
from soleflip_desktop.ui.theme import Colours
from soleflip_desktop.ui.widgets.chart_card import ChartCard

if TYPE_CHECKING:
    from soleflip_desktop.services.figure_files import Cell
    from soleflip_desktop.services.figures import Dashboard, Sums
    from soleflip_desktop.ui.controllers.chart_export import Table
    from soleflip_desktop.ui.widgets.chart import BarChart
    from soleflip_desktop.ui.widgets.group_chart import GroupChart
    from soleflip_desktop.ui.widgets.month_chart import MonthChart


class ChartsPresenter(QObject):
    """Loads the charts' library when figures are first shown, and draws.

    Signals:
        month_chosen: First day of the month whose bar was chosen.
        group_chosen: `platform` or `brand`, and the names the bar stands for.
    """

    month_chosen = Signal(object)
    group_chosen = Signal(str, object)

    def __init__(self, tab: AnalyticsTab, context: Context) -> None:
        super().__init__(tab)
        self._tab, self._context = tab, context
        self._answer: Dashboard | None = None
        self._groups: dict[str, list[Group]] = {"platform": [], "brand": []}
        self._months: MonthChart | None = None
        self._charts: dict[str, GroupChart] = {}
        self.exports = (
            ChartExport(tab.months, self.month_table, context),
            ChartExport(tab.platforms, lambda: self.group_table("platform"), context),
            ChartExport(tab.brands, lambda: self.group_table("brand"), context),
        )
        self._take_colours(context.theme.colours)
        context.theme.changed.connect(self._take_colours)

    def show(self, answer: "Dashboard") -> None:
        self._answer = answer
        self._groups = {"platform": platform_groups(answer.platforms), "brand": brand_groups(answer.brands)}
        self._context.tasks.start(
            Lane.NET, _load_arrays, done=lambda _: self._draw(), replaces=(id(self), "charts")
        )

    def month_table(self) -> "Table":
        """Header and rows of the months, as they are shown."""
        assert self._answer is not None
        header = (self.tr("Month"), *self._columns(), self.tr("Profit so far"))
        so_far = totals(self._answer.months)
        rows: list[tuple[Cell, ...]] = [
            (f"{each.month:%Y-%m}", *self._cells(each.sums), total)
            for each, total in zip(self._answer.months, so_far, strict=True)
        ]
        return header, rows

    def group_table(self, field: str) -> "Table":
        title = self.tr("Platform") if field == "platform" else self.tr("Brand")
        return (title, *self._columns()), [
            (each.title, *self._cells(each.sums)) for each in self._groups[field]
        ]

    def _columns(self) -> tuple[str, ...]:
        return (
            self.tr("Net payout"),
            self.tr("Profit"),
            self.tr("Currency"),
            self.tr("Sales"),
            self.tr("Cost known"),
            self.tr("Left out"),
        )

    def _cells(self, sums: "Sums") -> "tuple[Cell, ...]":
        assert self._answer is not None
        currency = self._answer.currency
        return (sums.payout, sums.profit, currency, sums.sales, sums.cost_known, sums.unconverted)

    def _draw(self) -> None:
        if self._months is None:
            self._make()
        self._draw_months()
        for field in self._charts:
            self._draw_groups(field)

    def _make(self) -> None:
        # Not on a worker: pyqtgraph touches all classes of Qt while it loads, and PySide makes those at their
        # first use, which ended one start in ten with a segmentation fault while the window was painted.
        from soleflip_desktop.ui.widgets.group_chart import GroupChart
        from soleflip_desktop.ui.widgets.month_chart import MonthChart

        formats = self._context.formats
        self._months = MonthChart(formats)
        self._put(self._tab.months, self._months)
        self._months.pointed.connect(self._on_month_pointed)
        self._months.chosen.connect(self._on_month_clicked)
        for field, card in (("platform", self._tab.platforms), ("brand", self._tab.brands)):
            chart = self._charts[field] = GroupChart(formats)
            self._put(card, chart)
            chart.pointed.connect(lambda number, field=field: self._on_group_pointed(field, number))
            chart.chosen.connect(
                lambda number, field=field: self.group_chosen.emit(field, self._groups[field][number].names)
            )

    def _put(self, card: ChartCard, chart: "BarChart") -> None:
        chart.take_colours(self._context.theme.colours)
        self._context.theme.changed.connect(chart.take_colours)
        card.put_chart(chart)

    def _draw_months(self) -> None:
        from soleflip_desktop.ui.widgets.month_chart import MonthBar

        assert self._answer is not None
        assert self._months is not None
        formats, months = self._context.formats, self._answer.months
        shown = [
            MonthBar(formats.month(each.month), each.sums.payout, each.sums.profit, total)
            for each, total in zip(months, totals(months), strict=True)
        ]
        self._months.show_bars(shown, self._answer.currency)
        words = "\n".join(self._month_words(number) for number in range(len(months)))
        self._months.name_it(self._tab.months.title, words)
        self._on_month_pointed(self._months.pointed_at())

    def _draw_groups(self, field: str) -> None:
        from soleflip_desktop.ui.widgets.group_chart import GroupBar

        assert self._answer is not None
        chart, groups = self._charts[field], self._groups[field]
        shown = [GroupBar(each.title, each.sums.payout, each.sums.profit) for each in groups]
        chart.show_bars(shown, self._answer.currency)
        card = self._card(field)
        words = (self._group_words(field, number) for number in range(len(groups)))
        chart.name_it(card.title, "\n".join(words))
        self._on_group_pointed(field, chart.pointed_at())

    def _card(self, field: str) -> ChartCard:
        return self._tab.platforms if field == "platform" else self._tab.brands

    def _month_words(self, number: int) -> str:
        assert self._answer is not None
        month = self._answer.months[number]
        title = self._context.formats.month(month.month, long=True)
        return sums_words(title, month.sums, self._answer.currency, self._context.formats)

    def _group_words(self, field: str, number: int) -> str:
        assert self._answer is not None
        group = self._groups[field][number]
        return sums_words(group.title, group.sums, self._answer.currency, self._context.formats)

    @Slot(int)
    def _on_month_pointed(self, number: int) -> None:
        words = self._month_words(number) if number >= 0 else ""
        self._tab.months.say(words)
        if self._months is not None:
            self._months.say_bar(words)

    def _on_group_pointed(self, field: str, number: int) -> None:
        words = self._group_words(field, number) if number >= 0 else ""
        self._card(field).say(words)
        self._charts[field].say_bar(words)

    @Slot(int)
    def _on_month_clicked(self, number: int) -> None:
        assert self._answer is not None
        self.month_chosen.emit(self._answer.months[number].month)

    @Slot(object)
    def _take_colours(self, colours: Colours) -> None:
        self._tab.take_colours(colours)


def _load_arrays(_: Control) -> None:
    """On a worker: a third of the time that the charts' library takes to load, and knows no Qt."""
    import numpy  # noqa: F401
