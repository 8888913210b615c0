"""What a column of the reseller's own table can be: the fields offered in the mapping view."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from soleflip_desktop.errors import Said, said


class Rows(StrEnum):
    """What the rows of a table are."""

    PURCHASES = "purchases"
    SALES = "sales"
    BOTH = "both"
    EXPENSES = "expenses"
    LISTINGS = "listings"


class Side(StrEnum):
    """What of a pair's life a field belongs to; expenses have no pair."""

    PAIR = "pair"
    PURCHASE = "purchase"
    SALE = "sale"
    EXPENSE = "expense"
    LISTING = "listing"


class Holds(StrEnum):
    """What the cells of a field are."""

    TEXT = "text"
    STYLE_CODES = "style codes"
    SIZES = "sizes"
    DAYS = "days"
    AMOUNTS = "amounts"
    COUNTS = "counts"
    CURRENCIES = "currencies"
    PLATFORMS = "platforms"
    EXPENSE_KINDS = "kinds of expenses"
    STATUSES = "statuses"
    ORDER_NUMBERS = "order numbers"
    PERCENTS = "percents"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a column can say.

    Attributes:
        name: Names it in mappings and their files; never changes.
        title: Names it to the user.
        side: Offered with tables that have this side, and with those that `_BESIDES` names.
        holds: How its cells are read.
    """

    name: str
    title: Said
    side: Side
    holds: Holds = Holds.TEXT


_PAIR = (
    Field("product_name", said("Product"), Side.PAIR),
    Field("style_codes", said("Style code"), Side.PAIR, Holds.STYLE_CODES),
    Field("brand", said("Brand"), Side.PAIR),
    Field("model", said("Model"), Side.PAIR),
    Field("colourway", said("Colourway"), Side.PAIR),
    Field("size", said("Size"), Side.PAIR, Holds.SIZES),
    Field("quantity", said("Quantity"), Side.PAIR, Holds.COUNTS),
    Field("currency", said("Currency"), Side.PAIR, Holds.CURRENCIES),
)
_PURCHASE = (
    Field("price", said("Purchase price"), Side.PURCHASE, Holds.AMOUNTS),
    Field("ordered_on", said("Purchase date"), Side.PURCHASE, Holds.DAYS),
    Field("supplier", said("Supplier"), Side.PURCHASE),
    Field("order_number", said("Supplier’s order number"), Side.PURCHASE, Holds.ORDER_NUMBERS),
    Field("order_shipping", said("Shipping of the order"), Side.PURCHASE, Holds.AMOUNTS),
    Field("delivered_on", said("Delivery date"), Side.PURCHASE, Holds.DAYS),
    Field("purchase_vat_rate", said("VAT rate of the purchase"), Side.PURCHASE, Holds.PERCENTS),
    Field("vat_reclaimable", said("VAT reclaimable"), Side.PURCHASE, Holds.ANSWERS),
    Field("location", said("Location"), Side.PURCHASE),
    Field("notes", said("Notes"), Side.PURCHASE),
)
_SALE = (
    Field("sold_at", said("Sale date"), Side.SALE, Holds.DAYS),
    Field("platform", said("Platform"), Side.SALE, Holds.PLATFORMS),
    Field("order_key", said("Order number of the sale"), Side.SALE, Holds.ORDER_NUMBERS),
    Field("gross", said("Sale price"), Side.SALE, Holds.AMOUNTS),
    Field("payout", said("Payout"), Side.SALE, Holds.AMOUNTS),
    Field("platform_fee", said("Platform fee"), Side.SALE, Holds.AMOUNTS),
    Field("processing_fee", said("Payment fee"), Side.SALE, Holds.AMOUNTS),
    Field("shipping_fee", said("Shipping cost of the sale"), Side.SALE, Holds.AMOUNTS),
    Field("status", said("Status"), Side.SALE, Holds.STATUSES),
    Field("paid_out_at", said("Payout date"), Side.SALE, Holds.DAYS),
    Field("buyer_country", said("Buyer’s country"), Side.SALE),
    Field("buyer_city", said("Buyer’s city"), Side.SALE),
    Field("tracking_number", said("Tracking number"), Side.SALE),
    Field("invoice_number", said("Invoice number"), Side.SALE),
    Field("invoice_day", said("Invoice date"), Side.SALE, Holds.DAYS),
    Field("vat_rate", said("VAT rate of the sale"), Side.SALE, Holds.PERCENTS),
    Field("vat_amount", said("VAT amount"), Side.SALE, Holds.AMOUNTS),
    Field("payout_reference", said("Payout reference"), Side.SALE),
)
_EXPENSE = (
    Field("spent_on", said("Date"), Side.EXPENSE, Holds.DAYS),
    Field("expense_kind", said("Kind of expense"), Side.EXPENSE, Holds.EXPENSE_KINDS),
    Field("description", said("Description"), Side.EXPENSE),
    Field("amount", said("Amount"), Side.EXPENSE, Holds.AMOUNTS),
    Field("expense_vat_rate", said("VAT rate"), Side.EXPENSE, Holds.PERCENTS),
    Field("expense_vat_amount", said("VAT amount"), Side.EXPENSE, Holds.AMOUNTS),
    Field("reference", said("Receipt number"), Side.EXPENSE, Holds.ORDER_NUMBERS),
)
_LISTING = (
    Field("ask", said("Asking price"), Side.LISTING, Holds.AMOUNTS),
    Field("listed_on", said("Listed on"), Side.LISTING, Holds.DAYS),
    Field("ended_on", said("Listing ended on"), Side.LISTING, Holds.DAYS),
    Field("external_id", said("Number of the listing"), Side.LISTING, Holds.ORDER_NUMBERS),
)
FIELDS: Final = {field.name: field for field in (*_PAIR, *_PURCHASE, *_SALE, *_EXPENSE, *_LISTING)}

# What the user can say once for a whole table where no column does, and for which rows.
CONSTANTS: Final = {
    "currency": frozenset(Rows),
    "platform": frozenset((Rows.SALES, Rows.BOTH, Rows.LISTINGS)),
    "status": frozenset((Rows.SALES, Rows.BOTH)),
    "supplier": frozenset((Rows.PURCHASES, Rows.BOTH, Rows.EXPENSES)),
    "expense_kind": frozenset((Rows.EXPENSES,)),
    "size_system": frozenset(Rows) - {Rows.EXPENSES},
}
SIZE_SYSTEMS: Final = ("US", "EU", "UK", "CM")

_SIDES: Final = {
    Rows.PURCHASES: (Side.PAIR, Side.PURCHASE),
    Rows.SALES: (Side.PAIR, Side.SALE),
    Rows.BOTH: (Side.PAIR, Side.PURCHASE, Side.SALE),
    Rows.EXPENSES: (Side.EXPENSE,),
    Rows.LISTINGS: (Side.PAIR, Side.LISTING),
}
_BESIDES: Final = {
    Rows.EXPENSES: ("currency", "supplier", "order_key", "platform"),
    Rows.LISTINGS: ("platform",),
}


PAIRS: Final = (Rows.PURCHASES, Rows.SALES, Rows.BOTH)


def fields_for(rows: Rows) -> tuple[Field, ...]:
    """The fields that rows of this kind can have, in the order in which they are offered."""
    own = [field for field in FIELDS.values() if field.side in _SIDES[rows]]
    return (*own, *(FIELDS[name] for name in _BESIDES.get(rows, ())))
