"""What a review says of a row: its verdict, what was found in it, what it would change."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.domain.size_labels import size_label
from soleflip_desktop.ui.formats import UNKNOWN, Formats
from soleflip_desktop.ui.models.check_words import check_words
from soleflip_desktop.ui.models.expense_words import expense_kind_words
from soleflip_desktop.ui.models.problem_words import problem_words, reader_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleflip_desktop.db.batches import Finding
    from soleflip_desktop.services.reviewing import ReviewRow

_translate = QCoreApplication.translate


def row_words(row: "ReviewRow", formats: Formats) -> str:
    """Verdict and reasons as sentences, what matters most first."""
    parts = [_translate("Review", "Left out")] if row.taken is False else []
    if row.changes:
        parts.append(changes_words(row.changes, formats))
    for finding in row.findings:
        parts += [finding_words(finding, row, formats), reader_words(finding.next_step or "")]
    parts += [verdict for verdict in (_verdict_words(row),) if not parts or row.verdict == "known"]
    return ". ".join(part for part in parts if part)


def changes_words(changes: "Mapping[str, tuple[str | None, str | None]]", formats: Formats) -> str:
    """Old → new of every field that would change, money first."""
    order = [name for name in field_names() if name in changes]
    names = order + sorted(changes.keys() - set(order))
    told = (
        f"{field_words(name)} {value_words(old, name, formats)} → {value_words(new, name, formats)}"
        for name, (old, new) in ((name, changes[name]) for name in names)
    )
    return ", ".join(told)


def finding_words(finding: "Finding", row: "ReviewRow", formats: Formats) -> str:
    """The finding as a sentence in the user's language and formats, without its full stop."""
    if finding.code in ("row", "passed_over"):
        return problem_words(finding)
    if finding.code == "unnamed_deduction" and row.pairs == 1:
        return _deduction_words(row, formats) or finding.sentence
    if finding.code == "corrected":
        text = _translate("Review", "{column} was corrected to “{value}”")
        return text.format(column=finding.column, value=finding.value)
    if finding.code == "conflict" and finding.column:
        text = _translate("Review", "{field} stays as it is, though the file says {value}")
        value = value_words(finding.value, finding.column, formats)
        return text.format(field=field_words(finding.column), value=value)
    if finding.code in ("sold_in_future", "bought_in_future", "rate_in_future") and row.day is not None:
        return _future_words(finding.code).format(day=formats.day(row.day))
    if finding.code == "may_be_another":
        return _translate(
            "Review", "The row names other goods at another price than the sale it would change"
        )
    if finding.code == "vat_rate_missing":
        return _translate("Review", "The VAT may be reclaimed, but the row names no VAT rate")
    return check_words(finding.code, finding.sentence, formats)


def rates_words(rates: str, formats: Formats) -> str:
    """`USD 1.0847, GBP 0.8551` in the user's figures."""
    pairs = (rate.split(" ") for rate in rates.split(", "))
    return " · ".join(f"{code} {_rate(rate, formats)}" for code, rate in pairs)


def _rate(text: str, formats: Formats) -> str:
    """A rate with the decimals it is given with."""
    rate = Decimal(text)
    return formats.amount(rate, max(0, -int(rate.as_tuple().exponent)))


def _is_currency(field: str) -> bool:
    """The fields of a day of exchange rates are its currencies."""
    return len(field) == 3 and field.isupper()


def field_words(name: str) -> str:
    """A field of ours in words."""
    if _is_currency(name):
        return name
    return field_names().get(name, name.replace("_", " ").capitalize())


def field_names() -> dict[str, str]:
    """Our fields in words, what a seller looks at first."""
    return {
        "payout": _translate("Field", "Payout"),
        "gross": _translate("Field", "Gross"),
        "price": _translate("Field", "Price"),
        "product": _translate("Field", "Product"),
        "size": _translate("Field", "Size"),
        "status": _translate("Field", "Status"),
        "sold_at": _translate("Field", "Sold"),
        "ordered_on": _translate("Field", "Bought"),
        "paid_out_at": _translate("Field", "Paid"),
        "currency": _translate("Field", "Currency"),
        "platform_fee": _translate("Field", "Platform fee"),
        "processing_fee": _translate("Field", "Processing fee"),
        "shipping_fee": _translate("Field", "Shipping fee"),
        "vat_rate": _translate("Field", "VAT rate"),
        "vat_amount": _translate("Field", "VAT"),
        "purchase_vat_rate": _translate("Field", "VAT rate"),
        "purchase_vat": _translate("Field", "VAT"),
        "vat_reclaimable": _translate("Field", "VAT reclaimable"),
        "tax_treatment": _translate("Field", "Tax treatment"),
        "invoice_number": _translate("Field", "Invoice number"),
        "invoice_day": _translate("Field", "Invoice day"),
        "invoice_amount": _translate("Field", "Invoice amount"),
        "buyer_country": _translate("Field", "Buyer country"),
        "buyer_city": _translate("Field", "Buyer city"),
        "tracking_number": _translate("Field", "Tracking number"),
        "payout_reference": _translate("Field", "Payout reference"),
        "spent_on": _translate("Field", "Day"),
        "kind": _translate("Field", "Kind"),
        "amount": _translate("Field", "Amount"),
        "description": _translate("Field", "Description"),
        "reference": _translate("Field", "Receipt"),
        "supplier": _translate("Field", "Supplier"),
        "sale": _translate("Field", "Sale"),
        "ask": _translate("Field", "Asking price"),
        "listed_on": _translate("Field", "Listed"),
        "ended_on": _translate("Field", "Listing ended"),
        "external_id": _translate("Field", "Listing"),
        "location": _translate("Field", "Location"),
        "notes": _translate("Field", "Notes"),
    }


def _verdict_words(row: "ReviewRow") -> str:
    return {
        "new": _translate("Review", "New"),
        "known": _translate("Review", "Known already, stays as it is"),
        "changed": _translate("Review", "Changed"),
        "duplicate": _translate("Review", "Repeats an earlier row of the file, left out"),
        "problem": "",
    }.get(row.verdict, _translate("Review", "Not checked yet"))


def _deduction_words(row: "ReviewRow", formats: Formats) -> str:
    if row.price is None or row.payout is None or row.currency is None:
        return ""
    remainder = row.price - (row.fees or Decimal(0)) - row.payout
    below = _translate(
        "Review",
        "The payout of {payout} is {amount} below the price less the named fees; the difference is booked as"
        " other adjustment",
    )
    above = _translate(
        "Review",
        "The payout of {payout} is {amount} above the price less the named fees; the difference is booked as"
        " other adjustment",
    )
    return (below if remainder > 0 else above).format(
        payout=formats.money(row.payout, row.currency), amount=formats.money(abs(remainder), row.currency)
    )


def _future_words(code: str) -> str:
    if code == "sold_in_future":
        return _translate("Review", "The day of the sale, {day}, lies in the future")
    if code == "rate_in_future":
        return _translate("Review", "The day of the rates, {day}, lies in the future")
    return _translate("Review", "The day of the purchase, {day}, lies in the future")


_MOMENTS = ("sold_at", "paid_out_at")
_DAYS = ("invoice_day", "ordered_on", "spent_on", "listed_on", "ended_on")
_MONEY = (
    *("gross", "platform_fee", "processing_fee", "shipping_fee", "payout", "price", "vat_amount"),
    *("purchase_vat", "invoice_amount", "amount", "ask"),
)
_RATES = ("vat_rate", "purchase_vat_rate")


def value_words(text: str | None, name: str, formats: Formats, currency: str = "") -> str:
    """The database's text of a value as the user's locale writes it; `currency` is that of an amount."""
    if not text:
        return UNKNOWN
    try:
        if _is_currency(name):
            return _rate(text, formats)
        if name in _MONEY and currency:
            return formats.money(Decimal(text), currency)
        if name in (*_MONEY, *_RATES):
            return formats.amount(Decimal(text))
        if name in _MOMENTS:
            return formats.moment(datetime.fromisoformat(text))
        if name in _DAYS:
            return formats.day(date.fromisoformat(text))
        if name == "kind":
            return expense_kind_words(text)
        if name == "size":
            return size_label(*text.split(" ", 1))
    except (ValueError, InvalidOperation, TypeError):
        return text  # as the server writes it
    return _translate("Review", "“{text}”").format(text=text)
