"""Etsy's report of sold orders."""

from decimal import Decimal
from typing import ClassVar, Final

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.readings import POINT, Readings
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, TableSource
from soleflip_desktop.importers.column import Constant
from soleflip_desktop.importers.columns import OrderKey, Quantity, SizeOf, StyleCodes, Text
from soleflip_desktop.importers.drafter import PassedOver
from soleflip_desktop.importers.drift import whole_header
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.headers import Aliases, Record
from soleflip_desktop.importers.local_columns import CurrencyOf, LocalAmount
from soleflip_desktop.importers.sources.shop_goods import style_code_in
from soleflip_desktop.importers.sources.slash_days import SlashInstant, american_days
from soleflip_desktop.importers.sources.status_words import StatusOf
from soleflip_desktop.importers.sources.worked_out import CellError, WorkedOut, amount_of, blame, price_of
from soleflip_desktop.importers.study import Chunks, Habits, Study

SOLD, ORDER, STATUS, ITEMS, SHIPPED, SKU = (
    *("Sale Date", "Order ID", "Status", "Number of Items"),
    *("Date Shipped", "SKU"),
)
VALUE, DISCOUNT, SHIPPING, SHIPPING_DISCOUNT = (
    "Order Value",
    "Discount Amount",
    "Shipping",
    "Shipping Discount",
)
TOTAL, ADJUSTED_TOTAL = "Order Total", "Adjusted Order Total"
FEES, ADJUSTED_FEES = "Card Processing Fees", "Adjusted Card Processing Fees"
PRODUCT, GROSS = "Product", "Price with shipping"  # added to each row

_OFF: Final = (DISCOUNT, SHIPPING_DISCOUNT)  # written with a minus or without
_AMERICAN: Final = "Ship City"
_GOODS: Final = "Etsy item"
_WORDS: Final = {
    **dict.fromkeys(("completed", "complete", "paid", "shipped", "partially refunded"), "completed"),
    **dict.fromkeys(("open", "unpaid", "unshipped", "not shipped", "processing", "pending"), "pending"),
    **dict.fromkeys(("canceled", "cancelled"), "cancelled"),
    **dict.fromkeys(("refunded", "fully refunded", "returned"), "returned"),
}


class EtsyOrders(TableSource):
    """A row is an order with its amounts and without its items' names.

    An order of one item is the sale that the report of sold items names as well, under the order's number:
    that report says what was sold, this one what was paid for it. An order of several items is passed over,
    since only the other report has its items. The price is the order's value with shipping, less discounts
    and what was refunded of it; an order adjusted to nothing was returned. The net amount is no payout: it
    has Etsy's own fees in it still. American reports are month first; of British ones, whose headers
    speak of delivery, it is decided over all days.

    Written from public code that reads such files; never seen in a real file.
    """

    slug = "etsy_orders"
    title = said("Etsy sold orders")
    kind = DraftKind.SALE
    version = 1
    confidence = Confidence.PARSER
    signature = (SOLD, ORDER, VALUE, "Order Net")
    aliases: ClassVar[Aliases] = {
        **dict.fromkeys((ITEMS, ADJUSTED_FEES), ()),
        SHIPPED: ("Date Posted", "Date Dispatched"),
        SHIPPING: ("Delivery", "Postage"),
        SHIPPING_DISCOUNT: ("Delivery Discount", "Postage Discount"),
        "Ship City": ("Delivery City", "Post City"),
        "Ship Country": ("Delivery Country", "Post Country"),
        "Ship State": ("Delivery State", "Delivery County"),
        "Ship Zipcode": ("Delivery Zipcode", "Delivery Postcode"),
        "Street 1": ("Delivery Street 1",),
        "Street 2": ("Delivery Street 2",),
    }
    personal = (
        *("Buyer User ID", "Full Name", "First Name", "Last Name", "Buyer"),
        *("Street 1", "Street 2", "Ship Zipcode"),
    )
    versions = (
        whole_header(
            "Sale Date | Order ID | Buyer User ID | Full Name | First Name | Last Name | Number of Items",
            "Payment Method | Date Posted | Street 1 | Street 2 | Delivery City | Delivery State",
            "Delivery Zipcode | Delivery Country | Currency | Order Value | Coupon Code | Coupon Details",
            "Discount Amount | Delivery Discount | Delivery | Sales Tax | Order Total | Status",
            "Card Processing Fees | Order Net | Adjusted Order Total | Adjusted Card Processing Fees",
            "Adjusted Net Order Amount | Buyer | Order Type | Payment Type | InPerson Discount",
            "InPerson Location | SKU",
        ),
        whole_header(
            "Sale Date | Order ID | Buyer User ID | Full Name | First Name | Last Name | Number of Items",
            "Payment Method | Date Shipped | Street 1 | Street 2 | Ship City | Ship State | Ship Zipcode",
            "Ship Country | Currency | Order Value | Coupon Code | Coupon Details | Discount Amount",
            "Shipping Discount | Shipping | Sales Tax | Order Total | Status | Card Processing Fees",
            "Order Net | Adjusted Order Total | Adjusted Card Processing Fees | Adjusted Net Order Amount",
            "Buyer | Order Type | Payment Type | InPerson Discount | InPerson Location | SKU",
        ),
    )
    virtual = (PRODUCT, SKU, STATUS, GROSS, FEES)

    platform = Constant("etsy")
    account = Constant("")
    order_key = OrderKey(ORDER, required=True)
    sold_at = SlashInstant(SOLD, required=True)
    product_name = Text(PRODUCT, required=True)
    style_codes = StyleCodes(SKU)
    size = SizeOf("Size")  # which no version has yet
    quantity = Quantity(ITEMS)
    gross = WorkedOut(
        GROSS,
        (VALUE, DISCOUNT, SHIPPING, SHIPPING_DISCOUNT, TOTAL, ADJUSTED_TOTAL),
        least=Decimal(0),
        required=True,
    )
    processing_fee = LocalAmount(FEES, mark=POINT)
    currency = CurrencyOf("Currency", amounts=(VALUE,))
    status = StatusOf(STATUS, _WORDS)
    buyer_country = Text("Ship Country")
    buyer_city = Text("Ship City")

    def said(self, table: Table) -> tuple[str, ...]:
        """Nothing of the goods: their report knows them, and is not to be contradicted."""
        silent = ("product_name", "style_codes", "size_system", "size_value", "size_number")
        return tuple(name for name in super().said(table) if name not in silent)

    def study(self, table: Table, chunks: Chunks, chosen: Readings, habits: Habits) -> Study:
        usual = american_days(table, _AMERICAN, SOLD)
        return super().study(table, chunks, {**usual, **chosen}, habits)

    def shape(self, record: Record, gathered: object) -> tuple[str, ...]:
        items = record[ITEMS]
        if items.isdecimal() and int(items) > 1:
            raise PassedOver("is an order of several items: the report of sold items has each of them")
        status = record[STATUS] or ("completed" if record[SHIPPED] else "pending")
        fees = record[ADJUSTED_FEES] or record[FEES]
        code = style_code_in(record[SKU])
        try:
            gross, returned = _gross(record)
        except CellError as error:
            return code or _GOODS, code, status, blame(error), fees
        return code or _GOODS, code, "returned" if returned else status, str(gross), fees


def _gross(record: Record) -> tuple[Decimal, bool]:
    """What was paid in the end for goods and shipping, and whether all of it went back."""
    value, discount, shipping, shipping_discount, total, adjusted = (
        abs(amount_of(record, header)) if header in _OFF else price_of(record, header)
        for header in EtsyOrders.gross.of
    )
    paid = value - discount + shipping - shipping_discount
    if not record[ADJUSTED_TOTAL] or adjusted >= total:
        return paid, False
    return (paid, True) if not adjusted else (max(paid - (total - adjusted), Decimal(0)), False)
