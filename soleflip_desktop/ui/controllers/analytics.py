"""The Analytics tab."""

from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal, Slot

from soleflip_desktop.domain.periods import Comparison, Span
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.selection import Filter, Is, OneOf, Selection
from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.charts import ChartsPresenter
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.freshness import Freshness
from soleflip_desktop.ui.controllers.tiles import TilesPresenter
from soleflip_desktop.ui.models.chips import ValuesChip
from soleflip_desktop.ui.models.figure_words import (
    coverage_words,
    month_behind,
    narrowed,
    sales_behind,
    stock_behind,
    unconverted_words,
)
from soleflip_desktop.ui.said import error_words
from soleflip_desktop.ui.tabs.analytics_tab import AnalyticsTab
from soleflip_desktop.ui.tasks import Lane

if TYPE_CHECKING:
    from soleflip_desktop.services.figures import Dashboard, Figures, Question, StockFigures


class RowsOf(IntEnum):
    """The tab that shows the rows behind a figure, by its number."""

    INVENTORY = 0
    SALES = 1


class AnalyticsController(QObject):
    """Asks for the figures of a period, shows them, and opens the rows behind them.

    Signals:
        rows_wanted: Which table, and the selection of its rows.
    """

    rows_wanted = Signal(object, object)

    def __init__(self, tab: AnalyticsTab, figures: "Figures", context: Context) -> None:
        super().__init__(tab)
        self._tab, self._figures, self._context = tab, figures, context
        self._filters: tuple[Filter, ...] = ()
        self._answer: Dashboard | None = None
        self._reading = 0
        self._tiles = TilesPresenter(tab, context.formats)
        self._charts = ChartsPresenter(tab, context)
        self._fresh = Freshness(tab, context.bus, Change.DATA, self._reload)
        tab.period.use_locale(context.formats.locale)
        tab.chips.offer(
            (
                ValuesChip("platform", self.tr("Platform"), self.tr("None")),
                ValuesChip("brand", self.tr("Brand"), self.tr("No known brand")),
            ),
            {},
            context.formats,
        )
        self._connect()

    def catch_up(self) -> None:
        self._fresh.catch_up()

    def _connect(self) -> None:
        tab = self._tab
        tab.shown.connect(self._fresh.catch_up)
        self._context.bus.changed.connect(self._on_changed)
        tab.empty_chosen.connect(self._context.window.import_wanted)
        tab.all_wanted.connect(self._on_all_wanted)
        tab.period.changed.connect(self._reload)
        tab.chips.filters_changed.connect(self._on_filters_changed)
        tab.chips.choices_wanted.connect(self._on_choices_wanted)
        for tile in tab.tiles:
            if tile not in (tab.stock, tab.coverage):
                tile.clicked.connect(lambda: self._open_sales())
        tab.stock.clicked.connect(self._on_stock_chosen)
        tab.coverage.clicked.connect(lambda: self._open_sales(Is("cost_missing")))
        self._charts.month_chosen.connect(self._on_month_chosen)
        self._charts.group_chosen.connect(lambda field, names: self._open_sales(OneOf(field, names)))

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        """Renews the sums while nobody looks: after a large import that takes seconds."""
        if change & Change.DATA and not self._tab.isVisible():
            self._context.tasks.start(
                Lane.NET,
                lambda control: self._figures.keep(control=control),
                failed=lambda _: self._fresh.go_stale(),
                replaces=(id(self), "keep"),
            )

    def _question(self) -> "Question":
        from soleflip_desktop.services.figures import Question

        period = self._tab.period
        asked = Question(period.day, period.span, period.custom, period.compared)
        return narrowed(asked, self._filters)

    def _reload(self) -> None:
        question = self._question()
        self._read(lambda control: self._figures.dashboard(question, control=control), self._on_loaded)

    def _load_stock(self, question: "Question") -> None:
        self._read(lambda control: self._figures.stock(question, control=control), self._on_stock, "stock")

    def _read(self, work, done, purpose: str = "figures") -> None:  # type: ignore[no-untyped-def]
        self._reading += 1
        self._tab.be_busy(busy=True)
        self._context.tasks.start(
            Lane.READ,
            work,
            done=done,
            failed=self._on_failed,
            ended=self._on_ended,
            replaces=(id(self), purpose),
        )

    @Slot(object)
    def _on_loaded(self, answer: "Dashboard") -> None:
        first_time, self._answer = self._answer is None, answer
        if not answer.has_sales:
            self._tab.say_empty(
                self.tr("No sales yet. Import a sales report to see payout and profit per month."),
                self.tr("Import files…"),
                sample=True,
            )
            return
        if first_time and not answer.sums.sales and answer.question.span is Span.TWELVE_MONTHS:
            self._tab.period.choose(Span.ALL)  # somebody who has not sold for a year wants to see what was
            self._reload()
            return
        self._show(answer)
        self._load_stock(answer.question)

    def _show(self, answer: "Dashboard") -> None:
        formats = self._context.formats
        if answer.period is not None and answer.question.span is not Span.CUSTOM:
            self._tab.period.propose(answer.period)
        self._tab.period.comparison.setEnabled(answer.question.span is not Span.ALL)
        self._tiles.show_sums(answer)
        self._tab.say_coverage(coverage_words(answer, formats))
        self._tab.say_remark(unconverted_words(answer.sums, answer.currency, formats))
        if answer.sums.sales:
            self._tab.show_figures()
            self._charts.show(answer)
        else:
            self._tab.say_quiet(*self._words_for_quiet(answer))

    def _words_for_quiet(self, answer: "Dashboard") -> tuple[str, str]:
        if self._filters:
            return self.tr("No sales match the filters in this period."), self.tr("Show all sales")
        if answer.question.by == "payout":
            return self.tr("Nothing was paid out in this period."), self.tr("Show all sales")
        return self.tr("Nothing was sold in this period."), self.tr("Show all sales")

    @Slot(object)
    def _on_stock(self, stock: "StockFigures") -> None:
        if self._answer is not None:
            self._tiles.show_stock(self._answer, stock)

    def _on_failed(self, error: UserError) -> None:
        self._fresh.go_stale()
        self._context.window.say_problem(error_words(error))

    def _on_ended(self) -> None:
        self._reading -= 1
        if not self._reading:
            self._tab.be_busy(busy=False)

    @Slot()
    def _on_all_wanted(self) -> None:
        self._tab.period.choose(Span.ALL)
        self._filters = ()
        self._tab.chips.show_filters(())
        self._reload()

    @Slot(object)
    def _on_filters_changed(self, filters: tuple[Filter, ...]) -> None:
        self._filters = filters
        self._reload()

    @Slot(str)
    def _on_choices_wanted(self, field: str) -> None:
        question = replace(self._question(), comparison=Comparison.NOTHING)
        what: Literal["platforms", "brands"] = "platforms" if field == "platform" else "brands"

        def load(control: Control):  # type: ignore[no-untyped-def]
            return self._figures.choices(what, question, control=control)

        self._read(load, lambda found: self._tab.chips.show_choices(field, found), "choices")

    def _open_sales(self, *narrower: Filter) -> None:
        if self._answer is not None:
            self._open(RowsOf.SALES, sales_behind(self._answer, *narrower))

    @Slot()
    def _on_stock_chosen(self) -> None:
        if self._answer is not None:
            self._open(RowsOf.INVENTORY, stock_behind(self._answer.question))

    @Slot(object)
    def _on_month_chosen(self, month: object) -> None:
        if self._answer is not None:
            self._open(RowsOf.SALES, month_behind(self._answer, month))  # type: ignore[arg-type]

    def _open(self, table: RowsOf, selection: Selection) -> None:
        self.rows_wanted.emit(table, selection)
