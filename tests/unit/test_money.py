"""Amounts, currencies and splits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.money import (
    CURRENCIES,
    LARGEST_AMOUNT,
    AmountError,
    Money,
    parse_amount,
    parse_currency,
    split,
)

amounts = st.decimals(min_value=-LARGEST_AMOUNT, max_value=LARGEST_AMOUNT, places=2)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("39.5", "39.50"),
        ("5", "5"),
        ("0", "0"),
        ("007.10", "7.10"),
        (".5", "0.5"),
        ("-0.04", "-0.04"),
        ("+12.30", "12.30"),
        ("−17.25", "-17.25"),  # the typographic minus
        ("39.500", "39.5"),
        ("1,234.50", "1234.50"),
        ("$1,234", "1234"),
        ("-$5.00", "-5"),
        ("$-5.00", "-5"),
        ("€ 120.00", "120"),
        ("120.00 €", "120"),
        ("£9", "9"),
        ("  8.00\u00a0", "8"),
        ("\u00a012.00\u00a0€", "12"),
        ("9,999,999,999.99", "9999999999.99"),
        ("9999999999.99", "9999999999.99"),
    ],
)
def test_that_an_amount_is_read_as_written(text: str, amount: str) -> None:
    assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "abc",
            "N/A",
            "--5",
            "-+5",
            "5-",
            "(5.00)",
            "$5 €",
            "€",
            "-",
            ".",
            "5.",
            "nan",
            "inf",
            "1e3",
            "1e30",
        ),
        *("1_000", "1,23", "1.234,50", "12,34,567", "0,500", "1 234.50", "٣٩", "39.5\n40", "5 USD", "\x00"),
    ],
)
def test_that_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountError, match="is not an amount of money"):
        parse_amount(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        (" \u00a0 ", "is empty"),
        ("39.505", "has more than two decimals"),
        ("10000000000", "is beyond 9,999,999,999.99"),
        ("-10,000,000,000.00", "is beyond 9,999,999,999.99"),
        ("9" * 100_000, "is beyond 9,999,999,999.99"),
    ],
)
def test_that_a_refusal_says_why(text: str, reason: str) -> None:
    with pytest.raises(AmountError, match=rf"^{reason}$"):
        parse_amount(text)


def test_that_minus_zero_is_zero() -> None:
    assert str(parse_amount("-0.00")) in {"0", "0.0", "0.00"}


@given(amounts, st.sampled_from(["{}", "{:,}", "${:,}", "{:,} €", " {} "]))
def test_that_an_amount_survives_being_written_and_read(amount: Decimal, form: str) -> None:
    assert parse_amount(form.format(amount)) == amount


@given(st.text())
def test_that_any_text_is_an_amount_of_cents_or_an_amount_error(text: str) -> None:
    try:
        amount = parse_amount(text)
    except AmountError:
        return
    assert amount == round(amount, 2)
    assert abs(amount) <= LARGEST_AMOUNT


@pytest.mark.parametrize(("text", "code"), [("EUR", "EUR"), (" usd ", "USD"), ("Gbp", "GBP"), ("HRK", "HRK")])
def test_that_a_currency_is_read_as_its_code(text: str, code: str) -> None:
    assert parse_currency(text) == code


@pytest.mark.parametrize("text", ["XXX", "XTS", "XAU", "CHE", "N/A", "€", "EURO", "DEM", "EU R"])
def test_that_what_is_no_currency_in_use_is_refused(text: str) -> None:
    with pytest.raises(AmountError, match="is not the code of a currency in use"):
        parse_currency(text)


def test_that_a_missing_currency_is_called_empty() -> None:
    with pytest.raises(AmountError, match=r"^is empty$"):
        parse_currency("  ")


def test_that_every_currency_code_is_three_capitals() -> None:
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in CURRENCIES)
    assert len(CURRENCIES) > 150


def test_that_money_of_one_currency_adds_and_subtracts() -> None:
    paid, fee = Money(Decimal("100.00"), "EUR"), Money(Decimal("8.10"), "EUR")
    assert paid + fee == Money(Decimal("108.10"), "EUR")
    assert paid - fee == Money(Decimal("91.90"), "EUR")


def test_that_money_of_two_currencies_does_not_mix() -> None:
    euros, dollars = Money(Decimal(1), "EUR"), Money(Decimal(1), "USD")
    with pytest.raises(ValueError, match=r"1\.00 EUR and 1\.00 USD are not of one currency"):
        euros + dollars
    with pytest.raises(ValueError, match="are not of one currency"):
        euros - dollars


def test_that_money_is_written_with_its_currency() -> None:
    assert str(Money(Decimal("1234.5"), "EUR")) == "1,234.50 EUR"
    assert str(Money(Decimal("-0.04"), "USD")) == "-0.04 USD"


def test_that_the_larger_shares_come_first() -> None:
    assert split(Decimal("10.00"), 3) == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]
    assert split(Decimal("0.02"), 3) == [Decimal("0.01"), Decimal("0.01"), Decimal("0.00")]


@given(amounts, st.integers(min_value=1, max_value=500))
def test_that_shares_sum_exactly_and_differ_by_a_cent_at_most(amount: Decimal, parts: int) -> None:
    shares = split(amount, parts)
    assert len(shares) == parts
    assert sum(shares) == amount
    assert max(shares) - min(shares) <= Decimal("0.01")
    assert sorted(shares, key=abs, reverse=True) == shares


@given(amounts, st.integers(min_value=1, max_value=50))
def test_that_a_refund_is_split_like_its_charge(amount: Decimal, parts: int) -> None:
    assert [
        share + back for share, back in zip(split(amount, parts), split(-amount, parts), strict=True)
    ] == ([0] * parts)


@pytest.mark.parametrize(("amount", "parts"), [("10.00", 0), ("10.00", -1), ("10.005", 2)])
def test_that_an_impossible_split_is_refused(amount: str, parts: int) -> None:
    with pytest.raises(ValueError, match="cannot be split to the cent"):
        split(Decimal(amount), parts)
