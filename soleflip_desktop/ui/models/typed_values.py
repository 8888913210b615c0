"""What a text means that was typed into a cell or a field; a `ValueError` says why it means nothing."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QLocale

from soleflip_desktop.domain.money import CURRENCIES
from soleflip_desktop.ui.formats import MINUS, Formats

_translate = QCoreApplication.translate

_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_BEFORE = re.compile(r"([A-Za-z]{3}|[€$£¥])\s*(?=[0-9.,])")
_AFTER = re.compile(r"(?<=[0-9.,])\s*([A-Za-z]{3}|[€$£¥])")
_THIS_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class TypedMoney:
    """An amount; `currency` is `None` if none was typed."""

    amount: Decimal
    currency: str | None = None


def parse_money(text: str, formats: Formats) -> TypedMoney:
    """Reads an amount in the locale's way, with a currency before or behind it or without."""
    plain, currency = _without_currency(text.strip())
    amount = None if MINUS in plain or "-" in plain else formats.parse_amount(plain)
    if amount is None:
        example = formats.amount(Decimal("1115.99"))
        message = _translate("Typing", "“{text}” is not an amount such as {example}")
        raise ValueError(message.format(text=text.strip(), example=example))
    return TypedMoney(amount, currency)


def parse_optional_money(text: str, formats: Formats) -> TypedMoney | None:
    """As `parse_money`, and nothing for nothing."""
    return parse_money(text, formats) if text.strip() else None


def parse_day(text: str, formats: Formats) -> date | None:
    """Reads a day in the locale's short form, with two or four figures of the year, or as 2024-05-31."""
    typed = "".join(text.split())
    if not typed:
        return None
    short = formats.locale.dateFormat(QLocale.FormatType.ShortFormat).replace(" ", "")
    long = short if "yyyy" in short else short.replace("yy", "yyyy")
    for form in (long.replace("yyyy", "yy"), long, _loose(long), _loose(long).replace("yyyy", "yy")):
        found = formats.locale.toDate(typed, form, _THIS_CENTURY)
        if found.isValid():
            return date(found.year(), found.month(), found.day())
    try:
        return date.fromisoformat(typed)
    except ValueError:
        message = _translate("Typing", "“{text}” is not a day such as {example}")
        example = formats.day(date(2024, 5, 31))
        raise ValueError(message.format(text=text.strip(), example=example)) from None


def parse_percent(text: str, formats: Formats) -> Decimal | None:
    typed = text.replace("%", "").strip()
    if not typed:
        return None
    amount = formats.parse_amount(typed)
    if amount is None or amount > 100:
        message = _translate("Typing", "“{text}” is not a percentage such as {example}")
        raise ValueError(message.format(text=text.strip(), example="19"))
    return amount


def parse_needed(text: str) -> str:
    if not text.strip():
        raise ValueError(_translate("Typing", "This cannot be left empty"))
    return text.strip()


def parse_optional(text: str) -> str | None:
    return text.strip() or None


def _without_currency(text: str) -> tuple[str, str | None]:
    for place in (_BEFORE, _AFTER):
        found = place.search(text)
        if found is None:
            continue
        currency = _SIGNS.get(found[1], found[1].upper())
        if currency not in CURRENCIES:
            message = _translate("Typing", "“{text}” is not the code of a currency, such as EUR")
            raise ValueError(message.format(text=found[1]))
        return text[: found.start()] + text[found.end() :], currency
    return text, None


def _loose(form: str) -> str:
    """The form with days and months of one or two figures."""
    return form.replace("dd", "d").replace("MM", "M")
