"""What the tables, the fields and the values of a history are called."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.domain.money import Money
from soleflip_desktop.ui.formats import NO_BREAK_SPACE, UNKNOWN, Formats
from soleflip_desktop.ui.models.item_columns import state_words
from soleflip_desktop.ui.models.sale_columns import status_words

if TYPE_CHECKING:
    from soleflip_desktop.services.details import Value

_translate = QCoreApplication.translate


def table_words(table: str) -> str:
    return {
        "sales.sales": _translate("Details", "Sale"),
        "products.items": _translate("Details", "Pair"),
        "products.purchases": _translate("Details", "Purchase"),
        "sales.expenses": _translate("Details", "Expense"),
        "products.listings": _translate("Details", "Listing"),
        "sales.returns": _translate("Details", "Return"),
        "products.item_events": _translate("Details", "Day noted"),
        "core.rate_days": _translate("Details", "Exchange rates"),
        "sales.payouts": _translate("Details", "Payout"),
    }.get(table, table)


def field_words(field: str) -> str:
    words = _money_fields() | _sale_fields() | _pair_fields()
    return words.get(field) or field.replace("_", " ").capitalize()


def treatment_words(treatment: str | None) -> str:
    return {
        "domestic": _translate("Details", "Domestic"),
        "margin": _translate("Details", "Margin scheme"),
        "intra_eu": _translate("Details", "Supply within the EU"),
        "export": _translate("Details", "Export"),
        "oss": _translate("Details", "One-stop shop"),
        "private": _translate("Details", "Private sale"),
    }.get(treatment or "", _translate("Details", "Tax treatment unknown"))


def condition_words(condition: str) -> str:
    return {
        "new": _translate("Details", "New"),
        "new_with_defects": _translate("Details", "New with defects"),
        "used": _translate("Details", "Used"),
    }.get(condition, condition)


def percent(ratio: Decimal, formats: Formats) -> str:
    """A share such as 0.25 as `25.0 %`."""
    return f"{formats.amount(ratio * 100, 1)}{NO_BREAK_SPACE}%"


def value_words(field: str, value: "Value", formats: Formats) -> str:
    from soleflip_desktop.services.details import Referred

    if value is None:
        return UNKNOWN
    if isinstance(value, Money):
        return formats.money(value.amount, value.currency)
    if isinstance(value, Decimal):
        return formats.amount(value)
    if isinstance(value, datetime):
        return formats.moment(value)
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, Referred):
        return value.name or _translate("Details", "no. {n}").format(n=value.id)
    if isinstance(value, bool):
        return _translate("Details", "yes") if value else _translate("Details", "no")
    return _text_words(field, value)


def _text_words(field: str, value: str) -> str:
    words = {
        "status": status_words,
        "state": state_words,
        "tax_treatment": treatment_words,
        "condition": condition_words,
    }
    return words[field](value) if field in words else value


def _money_fields() -> dict[str, str]:
    return {
        "gross": _translate("Details", "Gross"),
        "platform_fee": _translate("Details", "Platform fee"),
        "processing_fee": _translate("Details", "Payment processing"),
        "shipping_fee": _translate("Details", "Shipping"),
        "other_adjustment": _translate("Details", "Other adjustment"),
        "payout": _translate("Details", "Payout"),
        "price": _translate("Details", "Purchase price"),
        "extra_costs": _translate("Details", "Share of extra costs"),
        "purchase_vat": _translate("Details", "Input VAT"),
        "purchase_vat_rate": _translate("Details", "Input VAT rate"),
        "vat_reclaimable": _translate("Details", "VAT reclaimable"),
        "vat_rate": _translate("Details", "VAT rate"),
        "vat_amount": _translate("Details", "VAT"),
        "invoice_amount": _translate("Details", "Invoice amount"),
        "amount": _translate("Details", "Amount"),
        "ask": _translate("Details", "Asking price"),
        "refund": _translate("Details", "Refund"),
        "costs": _translate("Details", "Costs"),
        "shipping": _translate("Details", "Shipping"),
    }


def _sale_fields() -> dict[str, str]:
    return {
        "item_id": _translate("Details", "Pair"),
        "sale_id": _translate("Details", "Sale"),
        "product_id": _translate("Details", "Product"),
        "size_id": _translate("Details", "Size"),
        "platform_id": _translate("Details", "Platform"),
        "account_id": _translate("Details", "Account"),
        "order_key": _translate("Details", "Order"),
        "sold_at": _translate("Details", "Sold"),
        "paid_out_at": _translate("Details", "Paid"),
        "status": _translate("Details", "Status"),
        "tax_treatment": _translate("Details", "Tax treatment"),
        "tracking_number": _translate("Details", "Tracking"),
        "invoice_number": _translate("Details", "Invoice"),
        "invoice_day": _translate("Details", "Invoice day"),
        "buyer_country": _translate("Details", "Buyer's country"),
        "buyer_city": _translate("Details", "Buyer's city"),
        "payout_reference": _translate("Details", "Payout reference"),
        "returned_on": _translate("Details", "Returned"),
        "processor": _translate("Details", "Payment processor"),
        "reference": _translate("Details", "Reference"),
        "paid_on": _translate("Details", "Paid"),
        "fee": _translate("Details", "Fee"),
        "transfer": _translate("Details", "Transfer"),
        "expense_key": _translate("Details", "Key of the expense"),
        "spent_on": _translate("Details", "Spent"),
        "kind": _translate("Details", "Kind"),
        "description": _translate("Details", "Description"),
    }


def _pair_fields() -> dict[str, str]:
    return {
        "purchase_id": _translate("Details", "Purchase"),
        "supplier_id": _translate("Details", "Supplier"),
        "state": _translate("Details", "State"),
        "condition": _translate("Details", "Condition"),
        "vat_scheme": _translate("Details", "VAT scheme"),
        "location": _translate("Details", "Location"),
        "notes": _translate("Details", "Notes"),
        "tags": _translate("Details", "Tags"),
        "own_fields": _translate("Details", "Own fields"),
        "ordered_on": _translate("Details", "Bought"),
        "paid_on": _translate("Details", "Purchase paid"),
        "order_number": _translate("Details", "Purchase order"),
        "listed_on": _translate("Details", "Listed"),
        "ended_on": _translate("Details", "Listing ended"),
        "external_id": _translate("Details", "Number of the listing"),
        "listing_key": _translate("Details", "Key of the listing"),
        "day": _translate("Details", "Day"),
    }
