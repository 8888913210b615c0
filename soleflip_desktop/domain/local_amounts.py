"""Amounts of money as people, marketplaces and spreadsheets write them."""

import re
from decimal import Decimal
from typing import Final

from soleflip_desktop.domain.money import CURRENCIES, LARGEST_AMOUNT, AmountError
from soleflip_desktop.domain.readings import COMMA

_SIGNS: Final = {
    **{"€": "EUR", "£": "GBP", "¥": "JPY", "zł": "PLN", "₩": "KRW", "Fr.": "CHF", "Kč": "CZK", "Ft": "HUF"},
    **{"R$": "BRL", "₹": "INR", "₺": "TRY"},
    **{"US$": "USD", "US $": "USD", "C$": "CAD", "C $": "CAD", "CA$": "CAD", "AU$": "AUD", "AU $": "AUD"},
    **{"A$": "AUD", "NZ$": "NZD", "HK$": "HKD", "MX$": "MXN", "S$": "SGD", "$": "$"},
}
_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_AMOUNT = re.compile(
    rf"""
    (?P<open>\()?\s*(?P<sign>[+-])?\s*(?P<before>{_SIGN}|[A-Z]{{3}})?\s*(?P<inner>[+-])?\s*
    (?P<digits>[0-9][0-9.,'\u2019\ ]*|[.,][0-9]+)(?P<dash>(?<=[.,])[-\u2013\u2014]+)?
    \s*(?P<last>-)?\s*(?P<after>{_SIGN}|[A-Z]{{3}})?\s*(?P<close>\))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What formulas leave behind the cents: 115.98999999999999 is 115.99.
_NOISE = Decimal("0.000001")
_CENT = Decimal("0.01")


def parse_local_amount(text: str, mark: str) -> Decimal:
    """Reads an amount: `1.234,56 €`, `120,-`, `(12.50)`, `$1,097`, `12-`.

    Args:
        mark: One of `MARK_READINGS`: what stands before the decimals.

    Returns:
        The amount, with at most two decimals.

    Raises:
        AmountError: The text is no amount under this mark, has fractions of a cent, or exceeds
            9,999,999,999.99.
    """
    found = _found(text)
    signs = [found[name] for name in ("sign", "inner", "last") if found[name]]
    if len(signs) > 1 or bool(found["open"]) != bool(found["close"]) or (found["open"] and signs):
        raise AmountError("is not an amount of money")
    amount = _unsigned(found["digits"], mark)
    return -amount if amount and (found["open"] or "-" in signs) else amount


def currency_of(text: str) -> str:
    """The code of the currency whose sign or code stands by an amount; `$` for a dollar, empty for none."""
    try:
        found = _found(text)
    except AmountError:
        return ""
    written = found["before"] or found["after"] or ""
    code = written.upper()
    return code if code in CURRENCIES else _SIGNS.get(written, _SIGNS.get(code, ""))


def _found(text: str) -> re.Match[str]:
    plain = " ".join(re.sub("[\u2212\u2013](?=[ ]?[0-9$€£])", "-", text).split())
    found = _AMOUNT.fullmatch(plain)
    if not found or (found["before"] and found["after"]):
        raise AmountError("is not an amount of money")
    for name in ("before", "after"):
        word = found[name]
        if word and word.upper() not in CURRENCIES and word not in _SIGNS and word.upper() not in _SIGNS:
            raise AmountError("is not an amount of money")
    return found


def _unsigned(digits: str, mark: str) -> Decimal:
    decimal, group = (",", ".") if mark == COMMA else (".", ",")
    whole, _, decimals = digits.strip().partition(decimal)
    groups = re.split(rf"[{re.escape(group)}'\u2019 ]", whole)
    if len(groups) > 1 and not (1 <= len(groups[0]) <= 3 and all(len(part) == 3 for part in groups[1:])):
        raise AmountError("is not an amount of money")
    number = "".join(groups)
    if not (number or decimals).isdecimal() or (decimals and not decimals.isdecimal()):
        raise AmountError("is not an amount of money")
    if len(number.lstrip("0")) > 10:
        raise AmountError(f"is beyond {LARGEST_AMOUNT:,}")
    exact = Decimal(f"{number or '0'}.{decimals or '0'}")
    amount = exact.quantize(_CENT)
    if abs(amount - exact) > _NOISE:
        raise AmountError("has more than two decimals")
    return amount
