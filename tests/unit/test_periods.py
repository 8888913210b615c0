"""Periods begin and end where people expect, and stand beside days that can be compared."""

from datetime import date

import pytest

from soleflip_desktop.domain.periods import Comparison, Period, Span, compared_with, period_of, shifted

TODAY = date(2026, 5, 10)


@pytest.mark.parametrize(
    ("span", "first"),
    [
        (Span.MONTH, date(2026, 5, 1)),
        (Span.QUARTER, date(2026, 4, 1)),
        (Span.YEAR, date(2026, 1, 1)),
        (Span.TWELVE_MONTHS, date(2025, 6, 1)),
    ],
)
def test_that_a_named_period_ends_today(span: Span, first: date) -> None:
    assert period_of(span, TODAY) == Period(first, TODAY)


def test_that_all_days_are_no_period_and_a_custom_one_is_turned_round() -> None:
    assert period_of(Span.ALL, TODAY) is None
    assert period_of(Span.CUSTOM, TODAY, Period(date(2026, 2, 3), date(2026, 1, 2))) == Period(
        date(2026, 1, 2), date(2026, 2, 3)
    )


@pytest.mark.parametrize(
    ("span", "period", "before"),
    [
        (Span.MONTH, ("2026-05-01", "2026-05-10"), ("2026-04-01", "2026-04-10")),
        (Span.MONTH, ("2026-03-01", "2026-03-30"), ("2026-02-01", "2026-02-28")),
        (Span.MONTH, ("2026-02-01", "2026-02-28"), ("2026-01-01", "2026-01-31")),
        (Span.QUARTER, ("2026-04-01", "2026-05-10"), ("2026-01-01", "2026-02-10")),
        (Span.TWELVE_MONTHS, ("2025-06-01", "2026-05-10"), ("2024-06-01", "2025-05-10")),
        (Span.CUSTOM, ("2026-01-01", "2026-02-28"), ("2025-11-01", "2025-12-31")),
        (Span.CUSTOM, ("2026-01-10", "2026-01-19"), ("2025-12-31", "2026-01-09")),
    ],
)
def test_that_a_period_stands_beside_the_one_before_it(
    span: Span, period: tuple[str, str], before: tuple[str, str]
) -> None:
    assert compared_with(_period(period), span, Comparison.PREVIOUS) == _period(before)


def test_that_the_year_before_keeps_the_days_and_the_ends_of_months() -> None:
    leap = Period(date(2024, 2, 1), date(2024, 2, 29))
    assert compared_with(leap, Span.CUSTOM, Comparison.YEAR_BEFORE) == Period(
        date(2023, 2, 1), date(2023, 2, 28)
    )
    after = Period(date(2025, 2, 1), date(2025, 2, 28))
    assert compared_with(after, Span.CUSTOM, Comparison.YEAR_BEFORE) == leap


def test_that_nothing_lies_before_all_days() -> None:
    assert compared_with(None, Span.ALL, Comparison.PREVIOUS) is None
    assert compared_with(Period(TODAY, TODAY), Span.CUSTOM, Comparison.NOTHING) is None


def test_that_a_month_too_short_for_the_day_gives_its_last() -> None:
    assert shifted(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert shifted(date(2025, 12, 15), 1) == date(2026, 1, 15)


def _period(days: tuple[str, str]) -> Period:
    return Period(*(date.fromisoformat(day) for day in days))
