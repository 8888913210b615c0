"""The Analytics tab."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Slot

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.freshness import Freshness
from soleflip_desktop.ui.formats import UNKNOWN
from soleflip_desktop.ui.tabs.analytics_tab import AnalyticsTab
from soleflip_desktop.ui.tasks import Lane
from soleflip_desktop.ui.theme import Colours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleflip_desktop.services.figures import Coverage, Figures, MonthFigures
    from soleflip_desktop.ui.widgets.month_chart import MonthChart

Day = Literal["sale", "payout"]


class AnalyticsController(QObject):
    """Shows net payout and profit per month, and on how much they rest."""

    def __init__(self, tab: AnalyticsTab, figures: "Figures", context: Context) -> None:
        super().__init__(tab)
        self._tab, self._figures, self._context = tab, figures, context
        self._day: Day = "sale"
        self._months: list[MonthFigures] = []
        self._chart: MonthChart | None = None
        self._fresh = Freshness(tab, context.bus, Change.DATA, self._reload)
        context.tasks.start(Lane.NET, _load_charts)
        tab.shown.connect(self._fresh.catch_up)
        tab.day_chosen.connect(self._on_day_chosen)
        tab.import_wanted.connect(context.window.import_wanted)
        self._take_colours(context.theme.colours)
        context.theme.changed.connect(self._take_colours)

    def catch_up(self) -> None:
        self._fresh.catch_up()

    def _reload(self) -> None:
        day = self._day
        self._context.tasks.start(
            Lane.READ,
            lambda control: _load(self._figures, day, control),
            done=self._on_loaded,
            failed=self._on_failed,
            replaces="analytics",
        )

    @Slot(str)
    def _on_day_chosen(self, day: Day) -> None:
        if day != self._day:
            self._day = day
            self._reload()

    def _on_failed(self, error: UserError) -> None:
        self._fresh.go_stale()
        self._context.window.say_problem(str(error))

    def _on_loaded(self, loaded: "tuple[list[MonthFigures], Coverage]") -> None:
        self._months, coverage = loaded
        if not coverage.sales:
            self._tab.say_empty(
                self.tr("No sales yet. Import a sales report to see payout and profit per month."),
                self.tr("Import files…"),
            )
            return
        self._tab.show_figures()
        self._show_figures(coverage)
        # Its library takes up to a second to import, which the GUI thread does not have.
        self._context.tasks.start(Lane.NET, _load_charts, done=self._on_charts_loaded, replaces="charts")

    def _show_figures(self, coverage: "Coverage") -> None:
        formats = self._context.formats
        self._tab.payout.show_value(self._sum("payout"), self.tr("all months"))
        known = self.tr("cost known for {known} of {all} sales").format(
            known=formats.count(coverage.cost_known), all=formats.count(coverage.sales)
        )
        # A month without sales has a profit of 0, but no sum of such months is a profit that is known.
        self._tab.profit.show_value(self._sum("profit") if coverage.cost_known else UNKNOWN, known)
        self._tab.sold.show_value(formats.count(coverage.sales), self.tr("sales"))
        self._tab.say_remark(self._unconverted())

    def _sum(self, name: str) -> str:
        values = [getattr(month, name) for month in self._months]
        known = [value for value in values if value is not None]
        return self._context.formats.money(sum(known, Decimal(0)), self._currency)

    @property
    def _currency(self) -> str:
        return self._months[0].currency if self._months else "EUR"

    def _unconverted(self) -> str:
        left_out = sum(month.unconverted for month in self._months)
        if not left_out:
            return ""
        text = self.tr("{n} sales are left out: no exchange rate to {currency} is known for their day")
        return text.format(n=self._context.formats.count(left_out), currency=self._currency)

    def _on_charts_loaded(self, _: None) -> None:
        self._show_chart()
        self._on_month_hovered(-1)

    def _show_chart(self) -> None:
        from soleflip_desktop.ui.widgets.month_chart import MonthBar, MonthChart

        formats = self._context.formats
        if self._chart is None:
            self._chart = MonthChart(formats)
            self._chart.take_colours(self._context.theme.colours)
            self._context.theme.changed.connect(self._chart.take_colours)
            self._chart.month_hovered.connect(self._on_month_hovered)
            self._tab.put_chart(self._chart)
        bars = [MonthBar(formats.month(each.month), each.payout, each.profit) for each in self._months]
        self._chart.show_bars(bars, self._currency)
        self._chart.setAccessibleName(self.tr("Net payout and profit per month"))
        self._chart.setAccessibleDescription(self._in_words(self._months))

    @Slot(object)
    def _take_colours(self, colours: Colours) -> None:
        self._tab.legend.show_colours((colours.payout, colours.profit, colours.loss))

    @Slot(int)
    def _on_month_hovered(self, number: int) -> None:
        shown = self._months[number] if 0 <= number < len(self._months) else None
        self._tab.say_month(self._month_words(shown) if shown else "")

    def _month_words(self, month: "MonthFigures") -> str:
        formats = self._context.formats
        parts = [formats.month(month.month, long=True)]
        parts.append(self.tr("payout {money}").format(money=formats.money(month.payout, month.currency)))
        known = self.tr("cost known for {known} of {all}").format(
            known=formats.count(month.cost_known), all=formats.count(month.sales)
        )
        if month.profit is None:
            parts.append(self.tr("profit unknown ({known})").format(known=known))
        else:
            money = formats.gain(month.profit, month.currency)
            parts.append(self.tr("profit {money} ({known})").format(money=money, known=known))
        return " · ".join(parts)

    def _in_words(self, months: "Sequence[MonthFigures]") -> str:
        return "\n".join(self._month_words(month) for month in months)


def _load_charts(_: Control) -> None:
    import soleflip_desktop.ui.widgets.month_chart  # noqa: F401


def _load(figures: "Figures", day: Day, control: Control) -> tuple[list[Any], Any]:
    return figures.monthly(day, control=control), figures.coverage(control=control)
