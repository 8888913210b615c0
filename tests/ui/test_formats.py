"""Numbers and money as the locale writes them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from soleflip_desktop.domain.progress import Progress, Step
from soleflip_desktop.ui.formats import Formats
from tests.ui.conftest import ENGLISH, GERMAN

SPACE = "\u00a0"


def test_that_money_is_grouped_and_carries_a_real_minus() -> None:
    assert Formats(ENGLISH).money(Decimal("-53891.97"), "EUR") == f"\u221253,891.97{SPACE}€"
    assert Formats(GERMAN).money(Decimal("-53891.97"), "EUR") == f"\u221253.891,97{SPACE}€"


def test_that_a_currency_without_a_symbol_is_named_by_its_code() -> None:
    assert Formats(ENGLISH).money(Decimal(5), "CHF") == f"5.00{SPACE}CHF"


def test_that_gain_and_loss_differ_by_arrow_and_sign() -> None:
    formats = Formats(ENGLISH)
    assert formats.gain(Decimal("29.2"), "EUR") == f"▲ +29.20{SPACE}€"
    assert formats.gain(Decimal("-8.99"), "EUR") == f"▼ \u22128.99{SPACE}€"
    assert formats.gain(Decimal(0), "EUR") == f"0.00{SPACE}€"


def test_that_currencies_are_listed_and_never_added_up() -> None:
    words = Formats(ENGLISH).monies({"USD": Decimal(2), "EUR": Decimal(1)})
    assert words == f"1.00{SPACE}€ + 2.00{SPACE}$"


def test_that_months_are_named_in_the_locale() -> None:
    assert Formats(GERMAN).month(date(2024, 3, 1), long=True) == "März 2024"


@pytest.mark.parametrize(
    ("locale", "typed", "amount"),
    [
        (ENGLISH, "115.99", "115.99"),
        (ENGLISH, "1,115.99", "1115.99"),
        (ENGLISH, "1,115", "1115.00"),
        (ENGLISH, "115,9", "115.90"),
        (ENGLISH, " 12 ", "12.00"),
        (GERMAN, "115,99", "115.99"),
        (GERMAN, "1.115,99", "1115.99"),
        (GERMAN, "1.115", "1115.00"),
        (GERMAN, "115.99", "115.99"),
    ],
)
def test_that_a_typed_amount_is_read_in_the_locales_way(locale: QLocale, typed: str, amount: str) -> None:
    assert Formats(locale).parse_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abc",
        "1.115",
        "1,15,000",
        "12.345",
        "-5",
        "1e5",
        "12.",
        ".5",
        "€ 5",
        "٣",
        "1,2,3",
        "12 345 678 901 2",
    ],
)
def test_that_a_text_that_is_no_clear_amount_is_refused(typed: str) -> None:
    assert Formats(ENGLISH).parse_amount(typed) is None


@given(st.decimals(0, 9_999_999, places=2), st.sampled_from([ENGLISH, GERMAN]))
def test_that_an_amount_as_it_is_shown_can_be_typed(amount: Decimal, locale: QLocale) -> None:
    formats = Formats(locale)
    assert formats.parse_amount(formats.amount(amount)) == amount


def test_that_progress_is_told_in_words() -> None:
    formats = Formats(ENGLISH)
    committing = Progress(Step.COMMIT, rows=41_200, rows_total=100_000, seconds=8.4)
    assert formats.progress(committing) == "41,200 of 100,000 rows, 12 s left"
    reading = Progress(Step.READ, rows=5_000, bytes_done=50, bytes_total=100, seconds=0.5)
    assert formats.progress(reading) == "5,000 of about 10,000 rows"
    assert formats.progress(Progress(Step.CHECK)) == "Checking against what is there"
