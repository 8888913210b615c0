"""What the check of a row against the others found, in the user's language and figures."""

import re
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from soleflip_desktop.ui.formats import Formats

_translate = QCoreApplication.translate

# The check keeps its sentences in English; their places hold days and amounts of money with a currency, and
# the words of a file.
FORMS = {
    "amount_given_up": QT_TRANSLATE_NOOP(
        "Review", "{amount} are given up for the amounts of the file, which are in another currency"
    ),
    "amounts_far_apart": QT_TRANSLATE_NOOP(
        "Review", "The payout of {payout} is further from the price of {price} than any amount can be"
    ),
    "credit": QT_TRANSLATE_NOOP("Review", "The amount of {amount} is a credit: it lowers what was spent"),
    "ended_before_listed": QT_TRANSLATE_NOOP(
        "Review", "The listing ended on {ended}, before it began on {listed}"
    ),
    "ends_in_future": QT_TRANSLATE_NOOP("Review", "The listing is to end on {ended}: until then it is open"),
    "fee_unexplained": QT_TRANSLATE_NOOP(
        "Review", "The amount of {amount} is not the gross of {gross} less the fee of {fee}"
    ),
    "listed_in_future": QT_TRANSLATE_NOOP("Review", "The day of the listing, {day}, lies in the future"),
    "no_pair": QT_TRANSLATE_NOOP(
        "Review", "There is no pair of {words} that was yours on {day} and not on offer there already"
    ),
    "paid_before_sold": QT_TRANSLATE_NOOP("Review", "The payout of {paid} came before the sale of {sold}"),
    "paid_in_future": QT_TRANSLATE_NOOP("Review", "The day of the payout, {day}, lies in the future"),
    "price_outlier": QT_TRANSLATE_NOOP(
        "Review", "The price of {price} is far from the {usual} that this style code usually brings"
    ),
    "sale_ambiguous": QT_TRANSLATE_NOOP(
        "Review", "There are {count} sales with the order number {words}: the expense is kept without one"
    ),
    "sale_unknown": QT_TRANSLATE_NOOP(
        "Review", "There is no sale with the order number {words}: the expense is kept without it"
    ),
    "spent_in_future": QT_TRANSLATE_NOOP("Review", "The day of the expense, {day}, lies in the future"),
}
_PLACE = re.compile(r"\\\{(\w+)\\\}")
_DAY_OR_MONEY = r"\d{4}-\d\d-\d\d|-?[\d.]+ [A-Z]{3}"
_NARROW = {"words": ".+", "count": r"\d+"}


def check_words(code: str, sentence: str, formats: Formats) -> str:
    """The sentence as it is kept if its form is not known."""
    form = str(FORMS.get(code, ""))
    found = re.fullmatch(_PLACE.sub(_pattern, re.escape(form)), sentence)
    if not found:
        return sentence
    values = {name: _value_words(name, text, formats) for name, text in found.groupdict().items()}
    return _translate("Review", form).format(**values)


def _pattern(place: re.Match[str]) -> str:
    return f"(?P<{place[1]}>{_NARROW.get(place[1], _DAY_OR_MONEY)})"


def _value_words(name: str, text: str, formats: Formats) -> str:
    if name in _NARROW:
        return formats.count(int(text)) if name == "count" else text
    amount, _, currency = text.partition(" ")
    return formats.money(Decimal(amount), currency) if currency else formats.day(date.fromisoformat(text))
