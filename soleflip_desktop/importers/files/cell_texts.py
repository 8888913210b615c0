"""Values of spreadsheet cells as the text that is kept of them."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum, auto
from typing import Final

from soleflip_desktop.domain.local_amounts import currency_of

EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)
# The built-in formats of ECMA-376, 18.8.30, that are dates or times; the second row is East Asian.
_BUILT_IN_DATES = frozenset((14, 15, 16, 17, *range(27, 37), *range(50, 59)))
_BUILT_IN_TIMES = frozenset((18, 19, 20, 21, 45, 47))
_BUILT_IN_BOTH, _BUILT_IN_DURATION = 22, 46
_LAST_SERIAL = 2_958_466  # the first day after 9999-12-31
_LEAP_BUG = 60  # Excel's 1900 has a 29 February, so that earlier days count one less
_DAY = 86_400
_LONGEST_NUMBER = 40  # digits before the point, or zeros behind it
_INTEGER = re.compile(r"-?[1-9][0-9]*|0")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_NO_FORMAT = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]')
_SIGN = re.compile(
    r"""
    \[\$(?P<sign>[^\]-]*)(?:-(?P<language>[0-9A-F]+))?\] | \[[^\]]*\]
    | "(?P<text>[^"]*)" | [_*]. | \\?(?P<bare>[$€£¥₩₹₺])
    """,
    re.IGNORECASE | re.VERBOSE,
)
# The language of a format tells whose crowns they are (Windows language codes, MS-LCID).
_CROWNS: Final = {"406": "DKK", "414": "NOK", "814": "NOK", "41D": "SEK", "81D": "SEK"}


class Format(Enum):
    """What the number in a cell stands for."""

    NUMBER = auto()
    DATE = auto()
    TIME = auto()
    DATE_AND_TIME = auto()
    DURATION = auto()


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a cell's format says of the number in it.

    Attributes:
        form: What the number stands for.
        currency: Sign or code that the format shows beside it, such as "$" or "EUR".
    """

    form: Format = Format.NUMBER
    currency: str = ""


PLAIN_STYLE: Final = CellStyle()


def style_of(number: int, code: str) -> CellStyle:
    """As `format_of`, with the currency of an amount."""
    form = format_of(number, code)
    return CellStyle(form, _currency_in(code) if form is Format.NUMBER else "")


def _currency_in(code: str) -> str:
    """The currency that `[$€-407]#,##0.00`, `"$"#,##0.00` or `#,##0 \\€` shows; empty for none.

    Other words of a format ("pcs") are no currency, but what stands in `[$…]` always is one. A built-in
    format without a code shows the currency of whoever looks at it, which is none that is known here.
    """
    for found in _SIGN.finditer(code.partition(";")[0]):
        if sign := (found["sign"] or "").strip():
            return _CROWNS.get((found["language"] or "").upper(), sign) if sign.lower() == "kr" else sign
        text = (found["text"] or found["bare"] or "").strip()
        if text and currency_of(f"1 {text}"):
            return text
    return ""


def format_of(number: int, code: str) -> Format:
    """What a number format shows.

    Args:
        number: Of the format, which stands for a built-in one if there is no code.
        code: Such as `dd/mm/yyyy`, always in its English form.
    """
    if not code:
        return _built_in(number)
    code = code.partition(";")[0]
    if _ELAPSED.search(code):
        return Format.DURATION
    signs = set(_NO_FORMAT.sub("", code).casefold())
    has_time = bool(signs & {"h", "s"})
    has_date = bool(signs & {"y", "d"}) or ("m" in signs and not has_time)
    if has_date:
        return Format.DATE_AND_TIME if has_time else Format.DATE
    return Format.TIME if has_time else Format.NUMBER


def _built_in(number: int) -> Format:
    if number in _BUILT_IN_DATES:
        return Format.DATE
    if number in _BUILT_IN_TIMES:
        return Format.TIME
    if number == _BUILT_IN_BOTH:
        return Format.DATE_AND_TIME
    return Format.DURATION if number == _BUILT_IN_DURATION else Format.NUMBER


def number_text(number: str) -> str:
    """A number as a spreadsheet stores it, as text: 15 significant digits, no exponent, no needless zeros.

    A whole number is kept digit by digit, since it may be an order number. What is no number stays as it is.
    """
    if _INTEGER.fullmatch(number):
        return number
    try:
        exact = Decimal(number)
        if not exact.is_finite() or not -_LONGEST_NUMBER < exact.adjusted() < _LONGEST_NUMBER:
            return number
        is_whole = exact == exact.to_integral_value()
        kept = exact if is_whole else Decimal(f"{float(number):.15g}")
    except (ArithmeticError, ValueError):
        return number
    text = f"{kept:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def serial_text(number: str, form: Format, epoch: date = EPOCH_1900) -> str:
    """A date, time or duration, which spreadsheets store as days since `epoch`, in ISO 8601.

    A date format hides the time of day, and so does this. A number that no calendar has stays a number.
    """
    try:
        serial = float(number)
    except ValueError:
        return number
    if form is Format.NUMBER or not 0 <= serial < _LAST_SERIAL:
        return number_text(number)
    seconds = round(serial * _DAY)
    if form is Format.DURATION:
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    if form is Format.TIME and seconds < _DAY:
        return _time_of(seconds)
    first = epoch + timedelta(days=epoch is EPOCH_1900 and serial < _LEAP_BUG)
    try:
        if form is Format.DATE:
            return (first + timedelta(days=int(serial))).isoformat()
        return f"{first + timedelta(days=seconds // _DAY)} {_time_of(seconds % _DAY)}"
    except OverflowError:
        return number_text(number)


def _time_of(seconds: int) -> str:
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60).isoformat()
