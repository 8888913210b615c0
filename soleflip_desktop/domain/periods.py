"""Periods of whole days, and the ones they are compared with."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Span(StrEnum):
    """Periods that are called by a name; all but `ALL` and `CUSTOM` end today."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TWELVE_MONTHS = "twelve months"
    ALL = "all"
    CUSTOM = "custom"


class Comparison(StrEnum):
    """What a period is compared with."""

    PREVIOUS = "previous"
    YEAR_BEFORE = "year before"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date


_MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12, Span.TWELVE_MONTHS: 12}


def period_of(span: Span, today: date, custom: Period | None = None) -> Period | None:
    """The days of `span`, `None` for all; a custom period is turned round if it ends before it begins."""
    month = today.replace(day=1)
    match span:
        case Span.MONTH:
            return Period(month, today)
        case Span.QUARTER:
            return Period(shifted(month, -((today.month - 1) % 3)), today)
        case Span.YEAR:
            return Period(date(today.year, 1, 1), today)
        case Span.TWELVE_MONTHS:
            return Period(shifted(month, -11), today)
        case Span.CUSTOM if custom is not None:
            return Period(min(custom.first, custom.last), max(custom.first, custom.last))
        case _:
            return None


def compared_with(period: Period | None, span: Span, comparison: Comparison) -> Period | None:
    """The period before, or `None` where there is none: nothing lies before all days.

    A span of whole months goes back by its months, so that the first ten days of June stand beside the first
    ten of May; a custom one that is no whole months goes back by its days.
    """
    if period is None or comparison is Comparison.NOTHING:
        return None
    if comparison is Comparison.YEAR_BEFORE:
        return _back(period, 12)
    months = _MONTHS.get(span) or _whole_months(period)
    if months:
        return _back(period, months)
    days = period.last - period.first + timedelta(days=1)
    return Period(period.first - days, period.last - days)


def shifted(day: date, months: int) -> date:
    """The same day some months later, or the last one of a month that is too short for it."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_ends(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _back(period: Period, months: int) -> Period:
    last = shifted(period.last, -months)
    if month_ends(period.last):
        last = last.replace(day=monthrange(last.year, last.month)[1])
    return Period(shifted(period.first, -months), last)


def _whole_months(period: Period) -> int:
    first, last = period.first, period.last
    if first.day != 1 or not month_ends(last):
        return 0
    return (last.year - first.year) * 12 + last.month - first.month + 1
