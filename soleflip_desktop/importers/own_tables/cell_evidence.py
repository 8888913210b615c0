"""What the cells of a column look like."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from soleflip_desktop.domain.days import DayError
from soleflip_desktop.domain.local_amounts import currency_of, parse_local_amount
from soleflip_desktop.domain.local_days import parse_local_day
from soleflip_desktop.domain.money import AmountError, parse_currency
from soleflip_desktop.domain.readings import DAY_READINGS, MARK_READINGS, SERIAL
from soleflip_desktop.domain.sizes import parse_size
from soleflip_desktop.domain.text import text_key
from soleflip_desktop.importers.own_tables.expense_kinds import EXPENSE_KINDS
from soleflip_desktop.importers.own_tables.mapped_columns import OwnYesNo, is_blank
from soleflip_desktop.importers.own_tables.mapped_fields import Holds
from soleflip_desktop.importers.own_tables.mapped_words import (
    PLATFORM_SLUGS,
    STATUS_WORDS,
    name_key,
    status_key,
)

# The makers' article numbers, as they stand in reports of marketplaces.
_STYLE_CODE = re.compile(
    "|".join(
        (
            r"[A-Z]{2}[0-9]{4}[- ]{0,2}[0-9]{3}|[0-9]{6}[- ][0-9]{3}",  # Nike, Jordan
            r"[A-Z]{2}[0-9]{4}|[A-Z][0-9]{5}",  # adidas
            r"(?:M|W|U|ML|MR|MT|MS|BB|WL|WR|CT|GC|PC|IZ|UXC|WS|PV|IV)"
            r"[0-9]{2,5}[A-Z]{1,3}[0-9]?",  # New Balance
            r"[0-9]{4}[AB][0-9]{3}[-. ][0-9]{3}",  # ASICS
            r"[0-9]{6}-(?:[0-9]{2}|[0-9A-Z]{3})",  # Puma, Crocs
            r"[0-9]{6}C|A[0-9]{5}C",  # Converse
            r"[0-9]{7}[A-Z]?-[A-Z]{3,5}|[0-9]{4,7}-[A-Z]{2,5}",  # Hoka, UGG
            r"S[0-9]{5}-[0-9]{1,3}|L[0-9]{8}",  # Saucony, Salomon
            r"TB ?0A[0-9A-Z]{3,10}(?: ?[0-9A-Z]{3,6})?|NF[0O]A[0-9A-Z]{4,8}(?:-[0-9A-Z]{1,3})?",
            r"EK0A[0-9A-Z]{4}-[0-9A-Z]{3}|VN0?A?[0-9A-Z]{5,10}",  # Eastpak, Vans
        )
    )
)
_SIZE_UNIT = re.compile(r"\b(?:EU|US|UK|CM)\b|[WYC]$|[½⅓⅔]|/[23]\b", re.IGNORECASE)
_ORDER_NUMBER = re.compile(r"[0-9]{8}-[0-9]{8}|[0-9]{2}-[0-9]{5}-[0-9]{5}|[A-Z#-]{0,5}[0-9]{6,20}")
_MARKET_ORDER = re.compile(r"[0-9]{8}-[0-9]{8}|[0-9]{2}-[0-9]{5}-[0-9]{5}")  # StockX, eBay
_PERCENT = re.compile(r"[0-9]{1,2}(?:[.,][0-9]+)? ?%")
_E_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_PHONE = re.compile(r"\+[0-9][0-9 ()/.-]{7,}")
_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*")
_FEW = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the first cells of a column are.

    Attributes:
        count: How many say anything.
        shares: The share of them that can be each kind, 0 to 1.
        serials: The share that can be days as a spreadsheet numbers them.
        numbers: The share that are numbers and nothing else.
        signed: The share with the sign or code of a currency.
        negative: The share of amounts below zero.
        with_unit: The share of sizes that name their system.
        sales: The share of order numbers as marketplaces give them.
        private: They are e-mail addresses or phone numbers.
        prose: They are several words each, and mostly different.
    """

    count: int = 0
    shares: dict[Holds, float] = field(default_factory=dict)
    serials: float = 0.0
    numbers: float = 0.0
    signed: float = 0.0
    negative: float = 0.0
    with_unit: float = 0.0
    sales: float = 0.0
    private: bool = False
    prose: bool = False

    def share(self, kind: Holds) -> float:
        return self.shares.get(kind, 0.0)


def evidence_of(cells: Iterable[str]) -> Evidence:
    """What the cells of a column look like; blank ones say nothing."""
    texts = [cell.strip() for cell in cells if not is_blank(cell)]
    if not texts:
        return Evidence()

    def share(tells: Callable[[str], bool]) -> float:
        return sum(map(tells, texts)) / len(texts)

    private = share(lambda text: bool(_E_MAIL.fullmatch(text) or _PHONE.fullmatch(text)))
    return Evidence(
        count=len(texts),
        shares={kind: share(tells) for kind, tells in _TELLS.items()},
        serials=share(lambda text: _is_day(text, (SERIAL,))),
        numbers=share(lambda text: bool(_NUMBER.fullmatch(text))),
        signed=share(lambda text: bool(currency_of(text))),
        negative=share(lambda text: text[:1] in "-−(" and _is_amount(text)),
        with_unit=share(lambda text: bool(_SIZE_UNIT.search(text)) and _is_size(text)),
        sales=share(lambda text: bool(_MARKET_ORDER.fullmatch(text))),
        private=private >= 0.5,
        prose=_is_prose(texts),
    )


def _is_style_code(text: str) -> bool:
    return all(_STYLE_CODE.fullmatch(part.strip()) for part in text.upper().split("/"))


def _is_size(text: str) -> bool:
    return parse_size(text).system not in ("ONE", "OTHER")


def _is_day(text: str, orders: Sequence[str] = DAY_READINGS[:-1]) -> bool:
    return any(_reads(parse_local_day, text, order) for order in orders)


def _is_amount(text: str) -> bool:
    return any(_reads(parse_local_amount, text, mark) for mark in MARK_READINGS)


def _reads(parse: Callable[[str, str], object], text: str, reading: str) -> bool:
    try:
        parse(text, reading)
    except (DayError, AmountError):
        return False
    return True


def _is_currency(text: str) -> bool:
    try:
        parse_currency(text)
    except AmountError:
        return text in ("€", "£", "$")
    return True


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and 1 <= int(text[:5]) <= 50


def _is_prose(texts: Sequence[str]) -> bool:
    wordy = sum(" " in text and any(map(str.isalpha, text)) for text in texts)
    return len(texts) >= _FEW and wordy * 2 > len(texts) and len(set(texts)) * 3 > len(texts)


_TELLS: Final[dict[Holds, Callable[[str], bool]]] = {
    Holds.STYLE_CODES: _is_style_code,
    Holds.SIZES: _is_size,
    Holds.DAYS: _is_day,
    Holds.AMOUNTS: _is_amount,
    Holds.COUNTS: _is_count,
    Holds.CURRENCIES: _is_currency,
    Holds.PLATFORMS: lambda text: name_key(text) in PLATFORM_SLUGS,
    Holds.EXPENSE_KINDS: lambda text: text_key(text) in EXPENSE_KINDS,
    Holds.STATUSES: lambda text: status_key(text) in STATUS_WORDS,
    Holds.ORDER_NUMBERS: lambda text: bool(_ORDER_NUMBER.fullmatch(text)),
    Holds.PERCENTS: lambda text: bool(_PERCENT.fullmatch(text)),
    Holds.ANSWERS: lambda text: isinstance(OwnYesNo("").read(text), bool),
}
