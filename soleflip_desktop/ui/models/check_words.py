"""What the check of a row against the others found, in the user's language and figures."""

import re
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from soleflip_desktop.ui.formats import Formats

_translate = QCoreApplication.translate

# The check keeps its sentences in English; their places hold days and amounts of money with a currency.
FORMS = {
    "amount_given_up": QT_TRANSLATE_NOOP(
        "Review", "{amount} are given up for the amounts of the file, which are in another currency"
    ),
    "amounts_far_apart": QT_TRANSLATE_NOOP(
        "Review", "The payout of {payout} is further from the price of {price} than any amount can be"
    ),
    "fee_unexplained": QT_TRANSLATE_NOOP(
        "Review", "The amount of {amount} is not the gross of {gross} less the fee of {fee}"
    ),
    "paid_before_sold": QT_TRANSLATE_NOOP("Review", "The payout of {paid} came before the sale of {sold}"),
    "paid_in_future": QT_TRANSLATE_NOOP("Review", "The day of the payout, {day}, lies in the future"),
    "price_outlier": QT_TRANSLATE_NOOP(
        "Review", "The price of {price} is far from the {usual} that this style code usually brings"
    ),
}
_PLACE = re.compile(r"\\\{(\w+)\\\}")
_DAY_OR_MONEY = r"(?P<\1>\\d{4}-\\d\\d-\\d\\d|-?[\\d.]+ [A-Z]{3})"


def check_words(code: str, sentence: str, formats: Formats) -> str:
    """The sentence as it is kept if its form is not known."""
    form = str(FORMS.get(code, ""))
    found = re.fullmatch(_PLACE.sub(_DAY_OR_MONEY, re.escape(form)), sentence)
    if not found:
        return sentence
    values = {name: _value_words(text, formats) for name, text in found.groupdict().items()}
    return _translate("Review", form).format(**values)


def _value_words(text: str, formats: Formats) -> str:
    amount, _, currency = text.partition(" ")
    return formats.money(Decimal(amount), currency) if currency else formats.day(date.fromisoformat(text))
