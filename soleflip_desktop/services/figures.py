"""The figures of the dashboards."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from soleflip_desktop.db import dashboard, figures
from soleflip_desktop.db.dashboard import By, GroupSums, MonthSums, Names, Pairs, Stock, Sums
from soleflip_desktop.db.engine import Connection, Engine, transaction
from soleflip_desktop.db.figures import Coverage, MonthFigures
from soleflip_desktop.domain.periods import Comparison, Period, Span, compared_with, period_of, shifted
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.selection import Choice

__all__ = [
    "By",
    "Coverage",
    "Dashboard",
    "Figures",
    "GroupSums",
    "MonthFigures",
    "MonthSums",
    "Pairs",
    "Question",
    "Stock",
    "StockFigures",
    "Sums",
]

_NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Question:
    """What a dashboard is about.

    Attributes:
        by: Whether a sale counts on the day it was sold or on the day it was paid out.
        custom: The days, for `Span.CUSTOM`.
        platforms: Names; none stands for all of them, as for the brands.
        brands: Names; `None` among them stands for goods of which no brand is known.
    """

    by: By = "sale"
    span: Span = Span.TWELVE_MONTHS
    custom: Period | None = None
    comparison: Comparison = Comparison.PREVIOUS
    platforms: Names = ()
    brands: Names = ()


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The answer to a question, in the reporting currency.

    Attributes:
        period: The days asked for; with `Span.ALL` those of the months found, `None` if there are none.
        before: The days it is compared with, if it is.
        sums_before: Their sales, if there are such days.
        months: Every month of the period that is not before the first or behind the last one with a sale.
        platforms: With the largest payout first, as `brands`.
        has_sales: Whether there is any sale, in the period or not.
    """

    question: Question
    currency: str
    today: date
    period: Period | None
    before: Period | None
    sums: Sums
    sums_before: Sums | None
    months: list[MonthSums]
    platforms: list[GroupSums]
    brands: list[GroupSums]
    has_sales: bool


@dataclass(frozen=True, slots=True)
class StockFigures:
    """Pairs in hand.

    Attributes:
        now: Today.
        at_end: At the end of the period.
        before: At the end of the period it is compared with, if it is.
        cost_before: Their cost, if the period ends today; the stock of today has nothing to do with another.
    """

    now: Stock
    at_end: Pairs
    before: Pairs | None
    cost_before: Decimal | None


class Figures:
    """Figures of one database.

    What is read is exact at any time; the sums it rests on are kept by day, and those of days that have
    changed are renewed on the way, which after a large import takes seconds.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def monthly(self, by: By, *, control: Control | None = None) -> list[MonthFigures]:
        """Every month from the first to the last one with a sale, those without any between them too.

        Args:
            by: Whether a sale counts in the month it was sold or in the month it was paid out.
            control: Stops it, also on the server.
        """
        self.keep(control=control)
        with transaction(self._engine, control) as connection:
            found = {each.month: each for each in figures.monthly(connection, by)}
        if not found:
            return []
        currency = next(iter(found.values())).currency
        return [found.get(month) or _quiet(month, currency) for month in _months(min(found), max(found))]

    def coverage(self, *, control: Control | None = None) -> Coverage:
        self.keep(control=control)
        with transaction(self._engine, control) as connection:
            return figures.coverage(connection)

    def dashboard(self, question: Question, *, control: Control | None = None) -> Dashboard:
        self.keep(control=control)
        with transaction(self._engine, control) as connection:
            return _dashboard(connection, question)

    def stock(self, question: Question, *, control: Control | None = None) -> StockFigures:
        """Pairs in hand; those belong to no platform, so only the brands narrow them down."""
        with transaction(self._engine, control) as connection:
            of = dashboard.books(connection)
            period = period_of(question.span, of.today, question.custom)
            before = compared_with(period, question.span, question.comparison)
            end = min(period.last, of.today) if period else of.today
            now = dashboard.stock(connection, of.today, of, question.brands)
            if end == of.today and before:
                then = dashboard.stock(connection, before.last, of, question.brands)
                return StockFigures(now, _counted(now), _counted(then), then.cost)
            at_end = dashboard.pairs(connection, end, of, question.brands)
            earlier = dashboard.pairs(connection, before.last, of, question.brands) if before else None
        return StockFigures(now, at_end, earlier, None)

    def choices(
        self, what: Literal["platforms", "brands"], question: Question, *, control: Control | None = None
    ) -> list[Choice]:
        """What the sales can be narrowed down to; what is narrowed down by it already does not count."""
        platforms = () if what == "platforms" else question.platforms
        brands = () if what == "brands" else question.brands
        with transaction(self._engine, control) as connection:
            return dashboard.choices(connection, what, platforms, brands)

    def keep(self, *, control: Control | None = None) -> None:
        """Renews the sums of the days that have changed, so that the next figures come at once."""
        with transaction(self._engine, control) as connection:
            dashboard.keep_sums(connection)


def _counted(stock: Stock) -> Pairs:
    return Pairs(stock.pairs, stock.undated)


def _dashboard(connection: Connection, question: Question) -> Dashboard:
    of = dashboard.books(connection)
    period = period_of(question.span, of.today, question.custom)
    before = compared_with(period, question.span, question.comparison)
    wanted = (question.platforms, question.brands)
    found = dashboard.grouped(connection, question.by, period, *wanted)
    sums_before = dashboard.summed(connection, question.by, before, *wanted) if before else None
    return Dashboard(
        question=question,
        currency=of.currency,
        today=of.today,
        period=period or _of_months(found.months),
        before=before,
        sums=found.whole,
        sums_before=sums_before,
        months=_without_gaps(found.months),
        platforms=found.platforms,
        brands=found.brands,
        has_sales=bool(found.whole.sales) or dashboard.has_sales(connection),
    )


def _of_months(months: list[MonthSums]) -> Period | None:
    return Period(months[0].month, shifted(months[-1].month, 1) - timedelta(1)) if months else None


def _without_gaps(months: list[MonthSums]) -> list[MonthSums]:
    if not months:
        return []
    found = {each.month: each for each in months}
    return [found.get(month) or MonthSums(month, Sums()) for month in _months(min(found), max(found))]


def _quiet(month: date, currency: str) -> MonthFigures:
    return MonthFigures(month, currency, _NOTHING, _NOTHING, sales=0, cost_known=0, unconverted=0)


def _months(first: date, last: date) -> list[date]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]
