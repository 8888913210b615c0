"""What a typed text means, in the locale's way."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale

from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.typed_values import (
    TypedMoney,
    parse_day,
    parse_money,
    parse_optional_money,
    parse_percent,
)
from tests.ui.conftest import ENGLISH, GERMAN

US = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


@pytest.mark.parametrize(
    ("text", "locale", "amount", "currency"),
    [
        ("115.99", ENGLISH, "115.99", None),
        ("115,99", GERMAN, "115.99", None),
        ("1.115,99 €", GERMAN, "1115.99", "EUR"),
        ("€ 1,115.99", ENGLISH, "1115.99", "EUR"),
        ("$12", ENGLISH, "12.00", "USD"),
        ("12 usd", GERMAN, "12.00", "USD"),
        ("GBP 12", ENGLISH, "12.00", "GBP"),
        ("0", ENGLISH, "0.00", None),
    ],
)
def test_that_money_is_read_with_a_currency_or_without(
    text: str, locale: QLocale, amount: str, currency: str | None
) -> None:
    assert parse_money(text, Formats(locale)) == TypedMoney(Decimal(amount), currency)


@pytest.mark.parametrize("text", ["", "a lot", "-5", "5 XXX", "1.2.3", "5 €€"])
def test_that_what_is_no_money_says_so(text: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        parse_money(text, Formats(ENGLISH))


def test_that_nothing_is_an_unknown_amount_day_or_rate() -> None:
    formats = Formats(ENGLISH)
    for parse in (parse_optional_money, parse_day, parse_percent):
        assert parse(" ", formats) is None


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("31/05/2024", ENGLISH),
        ("31/5/24", ENGLISH),
        ("31.05.24", GERMAN),
        ("31.5.2024", GERMAN),
        ("31. 5. 2024", GERMAN),
        ("5/31/24", US),
        ("5/31/2024", US),
        ("2024-05-31", ENGLISH),
        ("2024-05-31", GERMAN),
    ],
)
def test_that_a_day_is_read_in_the_locales_form_and_as_iso(text: str, locale: QLocale) -> None:
    assert parse_day(text, Formats(locale)) == date(2024, 5, 31)


def test_that_a_day_as_shown_is_read_as_it_is() -> None:
    for locale in (ENGLISH, GERMAN, US):
        formats = Formats(locale)
        for day in (date(2019, 1, 2), date(2026, 12, 31), date(2000, 2, 29)):
            assert parse_day(formats.day(day), formats) == day


@pytest.mark.parametrize("text", ["yesterday", "31/02/2024", "31/5", "5/31/2024"])
def test_that_what_is_no_day_says_so(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day such as 31/05/2024"):
        parse_day(text, Formats(ENGLISH))


def test_that_a_percentage_is_read_with_and_without_its_sign() -> None:
    assert parse_percent("19", Formats(ENGLISH)) == Decimal(19)
    assert parse_percent("7,5 %", Formats(GERMAN)) == Decimal("7.5")
    with pytest.raises(ValueError, match="not a percentage"):
        parse_percent("119", Formats(ENGLISH))
