"""Amounts of money and currencies: read, add and split them without losing a cent."""

import re
from dataclasses import dataclass
from decimal import Decimal

LARGEST_AMOUNT = Decimal("9999999999.99")  # what numeric(12,2) holds

# Active codes of ISO 4217 without funds, metals, accounting units, XTS and XXX. HRK and BGN gave way to
# the euro in 2023 and 2026 and stay: sales before those days were paid in them.
_CODES = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD
    HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR
    LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN
    PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB
    TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW
    ZWG
"""
CURRENCIES = frozenset(_CODES.split())

_CENT = Decimal("0.01")
_PLAIN = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,2})?")
_AMOUNT = re.compile(
    r"""
    (?P<sign>[+-]?)[ ]?(?P<before>[$€£]?)[ ]?(?P<inner_sign>[+-]?)
    (?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]*)(?:\.(?P<decimals>[0-9]+))?
    [ ]?(?P<after>[$€£]?)
    """,
    re.VERBOSE,
)


class AmountError(ValueError):
    """The text is no amount or no currency; the message ends a sentence that begins with the value."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of one currency; has no order, since amounts of two currencies have none."""

    amount: Decimal
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._amount_of(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._amount_of(other), self.currency)

    def __str__(self) -> str:
        return f"{self.amount:,.2f} {self.currency}"

    def _amount_of(self, other: "Money") -> Decimal:
        if other.currency != self.currency:
            raise ValueError(f"{self} and {other} are not of one currency")
        return other.amount


def parse_amount(text: str) -> Decimal:
    """Reads an amount with a decimal point: `39.5`, `-0.04`, `$1,234.50`, `12 €`.

    Returns:
        The amount, with at most two decimals.

    Raises:
        AmountError: The text is no amount, reads in two ways (`1,23`), has more than two decimals that
            are not zeros, is written with an exponent, or exceeds 9,999,999,999.99.
    """
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if not text.strip():
        raise AmountError("is empty")
    found = _AMOUNT.fullmatch(" ".join(text.replace("\u2212", "-").split()))
    if not found or not _is_single(found):
        raise AmountError("is not an amount of money")
    return _amount(
        found["sign"] or found["inner_sign"],
        found["whole"].replace(",", "").lstrip("0") or "0",
        (found["decimals"] or "").rstrip("0"),
    )


def _is_single(found: re.Match[str]) -> bool:
    """Tells whether there is a digit, and neither two signs nor two currency symbols."""
    return (
        bool(found["whole"] or found["decimals"])
        and not (found["sign"] and found["inner_sign"])
        and not (found["before"] and found["after"])
    )


def _amount(sign: str, whole: str, decimals: str) -> Decimal:
    if len(decimals) > 2:
        raise AmountError("has more than two decimals")
    if len(whole) > 10:
        raise AmountError(f"is beyond {LARGEST_AMOUNT:,}")
    amount = Decimal(f"{whole}.{decimals or '0'}")
    return -amount if sign == "-" and amount else amount


def parse_currency(text: str) -> str:
    """Returns the currency's code in upper case.

    Raises:
        AmountError: The text is empty or names no currency in use.
    """
    code = text if text in CURRENCIES else text.strip().upper()
    if not code:
        raise AmountError("is empty")
    if code not in CURRENCIES:
        raise AmountError("is not the code of a currency in use, such as EUR")
    return code


def split(amount: Decimal, parts: int) -> list[Decimal]:
    """Splits `amount` to the cent: the parts sum to it exactly, the larger ones come first.

    A negative amount is split like its opposite, so that a refund undoes a charge part by part.

    Raises:
        ValueError: There are no parts, or `amount` has fractions of a cent.
    """
    cents = abs(amount) / _CENT
    if parts < 1 or cents != int(cents):
        raise ValueError(f"{amount} cannot be split to the cent into {parts} parts")
    each, left_over = divmod(int(cents), parts)
    shares = [each + 1] * left_over + [each] * (parts - left_over)
    return [Decimal(-share if amount < 0 else share).scaleb(-2) for share in shares]
