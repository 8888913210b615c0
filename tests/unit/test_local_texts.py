"""Days, times and amounts as people write them."""

from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.days import DayError
from soleflip_desktop.domain.local_amounts import currency_of, parse_local_amount
from soleflip_desktop.domain.local_days import parse_local_day, parse_local_instant
from soleflip_desktop.domain.money import AmountError
from soleflip_desktop.domain.readings import COMMA, DAY_FIRST, MONTH_FIRST, POINT, SERIAL, YEAR_FIRST
from soleflip_desktop.importers.local_columns import CurrencyOf, LocalAmount, LocalDay


@pytest.mark.parametrize(
    "text",
    [
        *("2024-03-05", "2024/3/5", "20240305", "5 March 2024", "March 5, 2024", "5. März 2024", "05-Mrz-24"),
        *(
            "Mar-05-24",
            "5 mars 2024",
            "5 de marzo de 2024",
            "5 marzo 2024",
            "March 5th, 2024",
            "5. Mär. 2024",
        ),
        *("Mar 5, 2024 3:07 PM", "2024-03-05T14:05:00Z"),
    ],
)
def test_that_a_named_month_or_a_leading_year_needs_no_order(text: str) -> None:
    assert {parse_local_day(text, order) for order in (DAY_FIRST, MONTH_FIRST, YEAR_FIRST)} == {
        date(2024, 3, 5)
    }


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("05/03/2024", DAY_FIRST, date(2024, 3, 5)),
        ("05/03/2024", MONTH_FIRST, date(2024, 5, 3)),
        ("5.3.24", DAY_FIRST, date(2024, 3, 5)),
        ("24-03-05", YEAR_FIRST, date(2024, 3, 5)),
        ("45356", SERIAL, date(2024, 3, 5)),
        ("20/12/24", DAY_FIRST, date(2024, 12, 20)),
    ],
)
def test_that_the_order_decides_what_the_figures_mean(text: str, order: str, day: date) -> None:
    assert parse_local_day(text, order) == day


@pytest.mark.parametrize(
    ("text", "order"),
    [
        *(("31.02.2024", DAY_FIRST), ("13/13/2024", DAY_FIRST), ("10.5", DAY_FIRST), ("soon", DAY_FIRST)),
        *(("45356", DAY_FIRST), ("1.2.3.4", DAY_FIRST), ("12 Foo 2024", DAY_FIRST), ("", DAY_FIRST)),
        *(
            ("1/2/3", DAY_FIRST),
            ("05/03/1850", DAY_FIRST),
            ("99999", SERIAL),
            ("2024-03-05 25:00", DAY_FIRST),
        ),
    ],
)
def test_that_what_is_no_day_is_refused(text: str, order: str) -> None:
    with pytest.raises(DayError):
        parse_local_instant(text, order, "Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("05.03.2024", datetime(2024, 3, 5, 11, tzinfo=UTC)),
        ("05.03.2024 14:30", datetime(2024, 3, 5, 13, 30, tzinfo=UTC)),
        ("05.03.2024, 12:05 AM", datetime(2024, 3, 4, 23, 5, tzinfo=UTC)),
        ("2023-05-01 12:00:00 -0400", datetime(2023, 5, 1, 16, tzinfo=UTC)),
        ("January 15, 2024 3:00 PM (GMT+1)", datetime(2024, 1, 15, 14, tzinfo=UTC)),
        ("Sep 27, 2025 8:07 PM PDT", datetime(2025, 9, 28, 3, 7, tzinfo=UTC)),
        ("2017-01-01T00:00:00.000Z", datetime(2017, 1, 1, tzinfo=UTC)),
    ],
)
def test_that_a_time_without_a_zone_is_the_users_and_a_day_its_noon(text: str, instant: datetime) -> None:
    assert parse_local_instant(text, DAY_FIRST, "Europe/Berlin") == instant


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_that_every_day_is_read_back_in_every_order(day: date) -> None:
    for form, order in (("%d.%m.%Y", DAY_FIRST), ("%m/%d/%Y", MONTH_FIRST), ("%Y-%m-%d", YEAR_FIRST)):
        assert parse_local_day(day.strftime(form), order) == day
    assert parse_local_day(day.strftime("%d/%m/%y"), DAY_FIRST) == day


@given(st.text(max_size=30))
def test_that_any_text_is_a_day_or_refused(text: str) -> None:
    for order in (DAY_FIRST, MONTH_FIRST, YEAR_FIRST, SERIAL):
        with suppress(DayError):
            assert parse_local_instant(text, order, "Europe/Berlin").tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "mark", "amount"),
    [
        *(("1.234,56 €", COMMA, "1234.56"), ("120,-", COMMA, "120"), ("120€", POINT, "120")),
        *(("$1,097 ", POINT, "1097"), ("(12.50)", POINT, "-12.50"), ("12.50-", POINT, "-12.50")),
        *(("1 234,50", COMMA, "1234.50"), ("1'234.50 CHF", POINT, "1234.50"), ("EUR 12", COMMA, "12")),
        *(("\u22123,20", COMMA, "-3.20"), ("US $8.99", POINT, "8.99"), ("115.9899999999", POINT, "115.99")),
        *(
            ("-£5.00", POINT, "-5.00"),
            ("\u00a35", POINT, "5"),
            (".5", POINT, "0.50"),
            ("1.234", COMMA, "1234"),
        ),
    ],
)
def test_that_amounts_are_read_as_people_write_them(text: str, mark: str, amount: str) -> None:
    assert parse_local_amount(text, mark) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        *(("1.234,56", POINT), ("1,234.56", COMMA), ("1.234", POINT), ("12,5,3", COMMA), ("1.2.3", COMMA)),
        *(("#REF!", POINT), ("1.23E+11", POINT), ("--5", POINT), ("€ 5 €", POINT), ("5 foo", POINT)),
        *(("(5", POINT), ("", POINT), ("-", POINT), ("99999999999", POINT)),
    ],
)
def test_that_what_is_no_amount_under_a_mark_is_refused(text: str, mark: str) -> None:
    with pytest.raises(AmountError):
        parse_local_amount(text, mark)


@given(st.decimals(-9_999_999, 9_999_999, places=2), st.sampled_from([POINT, COMMA]))
def test_that_every_amount_is_read_back(amount: Decimal, mark: str) -> None:
    text = f"{amount:,.2f}"
    if mark == COMMA:
        text = text.translate(str.maketrans(",.", ".,"))
    assert parse_local_amount(text, mark) == amount
    assert parse_local_amount(f"{text} €", mark) == amount


@given(st.text(max_size=30), st.sampled_from([POINT, COMMA]))
def test_that_any_text_is_an_amount_or_refused(text: str, mark: str) -> None:
    with suppress(AmountError):
        amount = parse_local_amount(text, mark)
        assert amount == amount.quantize(Decimal("0.01"))
    assert currency_of(text) == "" or len(currency_of(text)) in (1, 3)


@pytest.mark.parametrize(
    ("cells", "readings"),
    [
        (["03.04.2024", "05.06.2024 10:00", ""], (DAY_FIRST,)),
        (["03.04.2024", "05/06/2024"], (DAY_FIRST, MONTH_FIRST)),
        (["03.04.2024", "04.13.2024"], (MONTH_FIRST,)),
        (["1/2/2024", "13/2/2024"], (DAY_FIRST,)),
        (["1/2/2024", "2/13/2024"], (MONTH_FIRST,)),
        (["1/2/2024"], (DAY_FIRST, MONTH_FIRST)),
        (["2/2/2024", ""], (DAY_FIRST,)),
        (["45356", "45357"], (SERIAL,)),
        (["18/12/24", "20/12/24"], (DAY_FIRST,)),
        (["24-12-18", "24-12-31"], (DAY_FIRST, YEAR_FIRST)),
        ([], (DAY_FIRST,)),
        (["1/2/2024", "13/2/2024", "14/2/2024", "2/13/2024"], (DAY_FIRST,)),
    ],
)
def test_that_a_column_of_days_shows_its_order_or_leaves_it_open(
    cells: list[str], readings: tuple[str, ...]
) -> None:
    assert LocalDay("Day").weigh(cells, "EUR") == readings


@pytest.mark.parametrize(
    ("cells", "readings"),
    [
        (["1.234,56", "12"], (COMMA,)),
        (["1,234.56"], (POINT,)),
        (["12", "13"], (POINT,)),
        (["1.234"], (COMMA,)),
        (["1,50", "2.50", "3,00"], (COMMA,)),
        (["1,50", "2.50"], (POINT, COMMA)),
    ],
)
def test_that_a_column_of_amounts_shows_its_mark_or_leaves_it_open(
    cells: list[str], readings: tuple[str, ...]
) -> None:
    assert LocalAmount("Price").weigh(cells, "EUR") == readings


@pytest.mark.parametrize(
    ("cells", "own", "currency"),
    [
        (["12 €", "13"], "USD", "EUR"),
        (["$12"], "EUR", "USD"),
        (["$12"], "CAD", "CAD"),
        (["12"], "GBP", "GBP"),
        (["12 €", "$12"], "GBP", "GBP"),
        (["EUR", "12", "13"], "USD", "EUR"),
    ],
)
def test_that_signs_tell_the_currency_of_a_file(cells: list[str], own: str, currency: str) -> None:
    assert CurrencyOf(amounts=("Price",)).weigh(cells, own) == (currency,)


def test_that_one_sign_does_not_tell_the_currency_of_many_amounts_without_any() -> None:
    cells = ["100", "120", "£150"]
    assert CurrencyOf(amounts=("Price",)).weigh(cells, "EUR") == ("EUR", "GBP")
    assert CurrencyOf(amounts=("Price",), default="USD").weigh(cells, "EUR") == ("USD",)
    assert CurrencyOf(amounts=("Price",)).weigh(cells, "GBP") == ("GBP",)
