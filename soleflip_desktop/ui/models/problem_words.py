"""What the reader found wrong with a cell, in the user's language."""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from soleflip_desktop.errors import Said
from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.said import in_words, kept_words

if TYPE_CHECKING:
    from soleflip_desktop.db.batches import Finding

_translate = QCoreApplication.translate

# The reader's words are kept with the file, in English; those without a number in them are translated by
# what they say. Each follows the cell it speaks of. What sources say with `said` is known already.
MESSAGES = (
    QT_TRANSLATE_NOOP("Problem", "is empty"),
    QT_TRANSLATE_NOOP("Problem", "means no value, but one is needed"),
    QT_TRANSLATE_NOOP("Problem", "names no product, and there is no style code"),
    QT_TRANSLATE_NOOP("Problem", "is negative"),
    QT_TRANSLATE_NOOP("Problem", "is less than 0.01"),
    QT_TRANSLATE_NOOP("Problem", "is 0"),
    QT_TRANSLATE_NOOP("Problem", "is not an amount of money"),
    QT_TRANSLATE_NOOP("Problem", "has more than two decimals"),
    QT_TRANSLATE_NOOP("Problem", "is not the code of a currency in use, such as EUR"),
    QT_TRANSLATE_NOOP("Problem", "is not a date and time such as 2024-05-31 14:05:00 +00"),
    QT_TRANSLATE_NOOP("Problem", "has no UTC offset such as +00"),
    QT_TRANSLATE_NOOP("Problem", "names a day or time that does not exist"),
    QT_TRANSLATE_NOOP("Problem", "is not a day such as 2024-05-31"),
    QT_TRANSLATE_NOOP("Problem", "is not a day of the calendar such as 2024-05-31"),
    QT_TRANSLATE_NOOP("Problem", "is a style code that a spreadsheet turned into a number"),
    QT_TRANSLATE_NOOP("Problem", "is an order number that a spreadsheet turned into a number"),
    QT_TRANSLATE_NOOP("Problem", "is not a rate in percent"),
    QT_TRANSLATE_NOOP("Problem", "is neither yes nor no"),
    QT_TRANSLATE_NOOP("Problem", "is not a number of pairs"),
    QT_TRANSLATE_NOOP("Problem", "is not a rate such as 1.0847"),
    QT_TRANSLATE_NOOP("Problem", "is not more than 0"),
    QT_TRANSLATE_NOOP("Problem", "has more digits than a rate has"),
    QT_TRANSLATE_NOOP("Problem", "has a value in a column without a header"),
    QT_TRANSLATE_NOOP("Problem", "is not the name of a platform"),
    QT_TRANSLATE_NOOP("Problem", "is not the status of a sale"),
    QT_TRANSLATE_NOOP("Problem", "says that the pair is not sold, but the row has a sale"),
    QT_TRANSLATE_NOOP("Problem", "is empty, and so is the style code"),
    QT_TRANSLATE_NOOP("Problem", "is an error of the spreadsheet, not a value"),
    QT_TRANSLATE_NOOP("Problem", "holds no sale"),
    QT_TRANSLATE_NOOP("Problem", "belongs to a bundle with an amount that cannot be read"),
    QT_TRANSLATE_NOOP("Problem", "belongs to an order with another amount that cannot be read"),
    QT_TRANSLATE_NOOP("Problem", "has no currency"),
    QT_TRANSLATE_NOOP("Problem", "is not the currency that an amount of the row is written in"),
    QT_TRANSLATE_NOOP("Problem", "stands beside an amount of another currency"),
    QT_TRANSLATE_NOOP("Problem", "is not a day"),
    QT_TRANSLATE_NOOP("Problem", "is not a day of the calendar"),
    QT_TRANSLATE_NOOP("Problem", "names a time that does not exist"),
    QT_TRANSLATE_NOOP("Problem", "is in a time zone that is not known"),
    QT_TRANSLATE_NOOP("Problem", "is not a whole number of cents"),
    QT_TRANSLATE_NOOP("Problem", "means no price, but one is needed"),
    QT_TRANSLATE_NOOP("Problem", "is paid out in another currency than the sale's"),
    QT_TRANSLATE_NOOP("Problem", "is not a list of adjustments"),
    QT_TRANSLATE_NOOP("Problem", "is not a status that is known"),
    QT_TRANSLATE_NOOP("Problem", "is not a status of StockX that is known"),
    QT_TRANSLATE_NOOP("Problem", "names no product, and there is no SKU"),
    QT_TRANSLATE_NOOP("Problem", "holds no pair"),
    QT_TRANSLATE_NOOP("Problem", "is a pair that went back to its supplier"),
    QT_TRANSLATE_NOOP("Problem", "is a purchase that was cancelled"),
    QT_TRANSLATE_NOOP("Problem", "is a refund of an order"),
    QT_TRANSLATE_NOOP("Problem", "is a refund of an order that is not here"),
    QT_TRANSLATE_NOOP("Problem", "is an order of several items: the report of sold items has each of them"),
    QT_TRANSLATE_NOOP("Problem", "is a memo that moved no money"),
    QT_TRANSLATE_NOOP("Problem", "is of a movement that is not settled"),
    QT_TRANSLATE_NOOP("Problem", "is in a foreign currency: the row of what came of it counts"),
    QT_TRANSLATE_NOOP("Problem", "is no sale, but a line about the report"),
    QT_TRANSLATE_NOOP("Problem", "was not sold on Amazon, only sent by it"),
)
REMEDIES = (
    QT_TRANSLATE_NOOP("Problem", "Correct the cell"),
    QT_TRANSLATE_NOOP("Problem", "Correct the day"),
    QT_TRANSLATE_NOOP("Problem", "Correct the amount"),
    QT_TRANSLATE_NOOP("Problem", "Correct the price or the payout"),
    QT_TRANSLATE_NOOP("Problem", "Correct one of the two days"),
    QT_TRANSLATE_NOOP("Problem", "Correct it, or export the file again"),
    QT_TRANSLATE_NOOP("Problem", "Correct it, or the quantity"),
    QT_TRANSLATE_NOOP("Problem", "Export the file again without opening it in a spreadsheet"),
    QT_TRANSLATE_NOOP("Problem", "Fill the cell in"),
    QT_TRANSLATE_NOOP("Problem", "Leave the row out if it is another sale"),
    QT_TRANSLATE_NOOP("Problem", "Leave the row out if it is the same sale"),
    QT_TRANSLATE_NOOP("Problem", "Leave the row out to keep them"),
    QT_TRANSLATE_NOOP("Problem", "Import or add the purchase first"),
    QT_TRANSLATE_NOOP("Problem", "Import the sale, then this file again"),
    QT_TRANSLATE_NOOP("Problem", "Name the platform of the sale, or the number of one of the sales"),
    QT_TRANSLATE_NOOP("Problem", "Fill in one of the two"),
    QT_TRANSLATE_NOOP("Problem", "Fill in the rate, such as 19"),
    QT_TRANSLATE_NOOP("Problem", "Give all amounts of the row in one currency"),
    QT_TRANSLATE_NOOP("Problem", "Shorten the cell"),
    QT_TRANSLATE_NOOP("Problem", "Check the row for a missing or surplus delimiter or quote"),
    QT_TRANSLATE_NOOP("Problem", "Write 19 for 19 %"),
    QT_TRANSLATE_NOOP("Problem", "Write it as 1234.50"),
    QT_TRANSLATE_NOOP("Problem", "Write it as 2024-05-31"),
    QT_TRANSLATE_NOOP("Problem", "Write its three letters, such as EUR"),
    QT_TRANSLATE_NOOP("Problem", "Write how much of the currency one euro buys, or N/A"),
    QT_TRANSLATE_NOOP("Problem", "Write yes or no"),
    QT_TRANSLATE_NOOP("Problem", "Write a whole number from 1 to 1,000"),
    QT_TRANSLATE_NOOP("Problem", "Write the code as the maker does, and keep its column as text"),
    QT_TRANSLATE_NOOP(
        "Problem", "Format the column as text in the spreadsheet, and enter the order number again"
    ),
    QT_TRANSLATE_NOOP("Problem", "Write the name of the platform"),
    QT_TRANSLATE_NOOP("Problem", "Correct its formula and export the table again, or write the value"),
    QT_TRANSLATE_NOOP("Problem", "Write sold, pending, shipped, cancelled or returned"),
    QT_TRANSLATE_NOOP("Problem", "Fill in the product or the style code"),
    QT_TRANSLATE_NOOP("Problem", "Correct that one"),
    QT_TRANSLATE_NOOP("Problem", "Export the orders again"),
    QT_TRANSLATE_NOOP("Problem", "Export the orders again, or correct the status"),
    QT_TRANSLATE_NOOP("Problem", "Export the report again, from the day of the order on"),
    QT_TRANSLATE_NOOP("Problem", "Import the transaction report, which names the items"),
    QT_TRANSLATE_NOOP("Problem", "Fill in the SKU"),
    QT_TRANSLATE_NOOP("Problem", "Give all amounts in one currency"),
    QT_TRANSLATE_NOOP(
        "Problem",
        "Write Incoming, Available, Consigned, Need Shipping, Packed, Outgoing, Sale completed or Cancelled",
    ),
    QT_TRANSLATE_NOOP("Problem", "Write listed, ordered, pending, sold, cancelled or returned"),
    QT_TRANSLATE_NOOP("Problem", "Write it as 2024-05-31, or clear the cell"),
    QT_TRANSLATE_NOOP("Problem", "Write it as the other prices"),
)

# Those with values in them are known by their form. A number is shown as the user's locale writes it.
FORMS = (
    QT_TRANSLATE_NOOP("Problem", "has {count} cells, the header has {width}"),
    QT_TRANSLATE_NOOP("Problem", "has {count} characters, at most {most} are kept"),
    QT_TRANSLATE_NOOP("Problem", "is less than {least} for each of {count} pairs"),
    QT_TRANSLATE_NOOP("Problem", "is less than {least}"),
    QT_TRANSLATE_NOOP("Problem", "is beyond {most}"),
    QT_TRANSLATE_NOOP("Problem", "is not the currency of the sale, {currency}"),
    QT_TRANSLATE_NOOP("Problem", "lies outside the years {first} to {last}"),
    QT_TRANSLATE_NOOP("Problem", "Write a whole number from 1 to {most}"),
    QT_TRANSLATE_NOOP("Problem", "Write one of: {words}"),
)
_PLACE = re.compile(r"\\\{(\w+)\\\}")
_NUMBER = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|-?[0-9]+\.[0-9]+")


def problem_words(finding: "Finding") -> str:
    """A finding of the reader as a sentence without its full stop."""
    message = reader_words(finding.message)
    if not finding.column:
        return _translate("Problem", "The row {message}").format(message=message)
    if not finding.value:
        return f"{finding.column} {message}"
    text = _translate("Problem", "{column}: “{value}” {message}")
    return text.format(column=finding.column, value=finding.value, message=message)


def reader_words(text: str) -> str:
    """A message or a next step of the reader, empty if there is none.

    Those that were made by `said` are known by what they say as well, since a file's findings are kept as
    plain English.
    """
    if not text:
        return ""
    translated = _translate("Problem", text)
    if translated != text:
        return translated
    for form in map(str, FORMS):
        if found := re.fullmatch(_PLACE.sub(r"(?P<\1>.+)", re.escape(form)), text):
            values = {name: _value_words(value) for name, value in found.groupdict().items()}
            return _translate("Problem", form).format(**values)
    return in_words(text) if isinstance(text, Said) else kept_words(text)


def _value_words(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        return text
    formats = Formats(QLocale())
    return text.translate({ord(","): formats.group, ord("."): formats.point})
