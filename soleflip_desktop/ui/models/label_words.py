"""The labels of changes, which the database keeps in English, in the user's language."""

import re
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from soleflip_desktop.ui.said import kept_words

_translate = QCoreApplication.translate

# Recognised by their form, the narrower ones first; what has none of these is shown as it is kept.
FORMS = (
    QT_TRANSLATE_NOOP("Label", "Import {file}"),
    QT_TRANSLATE_NOOP("Label", "Pair of {order}: {product}"),
    QT_TRANSLATE_NOOP("Label", "Release the pair of {order}"),
    QT_TRANSLATE_NOOP("Label", "Cost of {order} to {cost}"),
    QT_TRANSLATE_NOOP("Label", "Cost of {order}"),
    QT_TRANSLATE_NOOP("Label", "Change reporting currency to {currency} and time zone to {zone}"),
    QT_TRANSLATE_NOOP("Label", "Change reporting currency to {currency}"),
    QT_TRANSLATE_NOOP("Label", "Change time zone to {zone}"),
    QT_TRANSLATE_NOOP("Label", "Save view {name}"),
    QT_TRANSLATE_NOOP("Label", "Rename view {name}"),
    QT_TRANSLATE_NOOP("Label", "Delete view {name}"),
    QT_TRANSLATE_NOOP("Label", "Save column profile {name}"),
    QT_TRANSLATE_NOOP("Label", "Rename column profile {name}"),
    QT_TRANSLATE_NOOP("Label", "Delete column profile {name}"),
    QT_TRANSLATE_NOOP("Label", "Add {count} pairs of {product}"),
    QT_TRANSLATE_NOOP("Label", "Add {product}"),
    QT_TRANSLATE_NOOP("Label", "Sample data: returns and listings"),
    QT_TRANSLATE_NOOP("Label", "Remove sample data"),
    QT_TRANSLATE_NOOP("Label", "Delete {count} pairs"),
    QT_TRANSLATE_NOOP("Label", "Delete {product}"),
    QT_TRANSLATE_NOOP("Label", "{field} of {product} (pairs: {pairs}, sales: {sales}) to {value}"),
    QT_TRANSLATE_NOOP("Label", "{field} of {product} to {value}"),
    QT_TRANSLATE_NOOP("Label", "{field} of {product}"),
)
FIELDS = frozenset(
    {
        *("Product", "Style code", "Brand", "Size", "Supplier", "Order number", "Day bought", "Price"),
        *("Extra costs", "VAT rate", "VAT reclaimable", "State", "Condition", "Location", "Notes", "Tags"),
    }
)
_IN_WORDS = frozenset({"VAT reclaimable", "State", "Condition"})  # their values are words of the program
_NARROW = {
    **dict.fromkeys(("count", "pairs", "sales"), r"[\d,]+"),
    "order": r"\S+",
    "field": "|".join(sorted(FIELDS, key=len, reverse=True)),
}
_UNKNOWN = "unknown"


def label_words(label: str) -> str:
    """The label in the user's language if it has one of the known forms."""
    for form, pattern in _patterns():
        if found := pattern.fullmatch(label):
            values = found.groupdict()
            field, value = values.get("field", ""), values.get("value", "")
            if field:
                values["field"] = kept_words(field)
            if field in _IN_WORDS or value == _UNKNOWN:
                values["value"] = kept_words(value)
            return _translate("Label", form).format(**values)
    return label


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((form, _pattern(form)) for form in map(str, FORMS))


def _pattern(form: str) -> re.Pattern[str]:
    """`form` with a group for each place; the last one takes what is left."""
    parts = re.split(r"\{(\w+)\}", form)
    return re.compile(
        "".join(
            f"(?P<{part}>{_NARROW.get(part, '.+')})" if at % 2 else re.escape(part)
            for at, part in enumerate(parts)
        ),
        re.DOTALL,
    )
