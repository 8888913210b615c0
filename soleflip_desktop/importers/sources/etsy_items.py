"""Etsy's report of sold items."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Final

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.readings import Readings
from soleflip_desktop.domain.shares import share_out
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, TableSource
from soleflip_desktop.importers.column import Constant
from soleflip_desktop.importers.columns import OrderKey, Quantity, SizeOf, StyleCodes, Text
from soleflip_desktop.importers.drift import whole_header
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.headers import Aliases, Record
from soleflip_desktop.importers.local_columns import CurrencyOf
from soleflip_desktop.importers.sources.shop_goods import apart, size_of_variations, style_code_in
from soleflip_desktop.importers.sources.slash_days import SlashInstant, american_days
from soleflip_desktop.importers.sources.worked_out import CellError, WorkedOut, amount_of, blame, price_of
from soleflip_desktop.importers.study import Chunks, Habits, Study

SOLD, ORDER, TRANSACTION, ITEM, SKU = "Sale Date", "Order ID", "Transaction ID", "Item Name", "SKU"
PRICE, QUANTITY, TOTAL, DISCOUNT = "Price", "Quantity", "Item Total", "Discount Amount"
SHIPPING, SHIPPING_DISCOUNT = "Order Shipping", "Shipping Discount"
VARIATIONS, PAID = "Variations", "Date Paid"
GROSS, SIZE, STATUS = "Price with shipping", "Size", "Status"  # added to each row

_AMERICAN: Final = "Ship City"
_AMOUNTS: Final = (PRICE, TOTAL, DISCOUNT, SHIPPING, SHIPPING_DISCOUNT)


@dataclass(slots=True)
class _Order:
    """What the rows of one order say together.

    Attributes:
        rows: Their places in the order, by their numbers.
        worth: The items' prices less their discounts.
        shipping: Of the whole order, which each row repeats.
        shares: Of each row in the shipping.
    """

    rows: dict[int, int] = field(default_factory=dict)
    worth: list[Decimal] = field(default_factory=list)
    shipping: Decimal = Decimal(0)
    shares: list[Decimal] = field(default_factory=list)


class EtsyItems(TableSource):
    """A row is an item of an order; the order's shipping, repeated on each row, is shared by the prices.

    The only item of an order has the order's number, so that it is one sale with the row of the report of
    sold orders; of several, each has the number of its transaction behind it. What was paid for an order is
    that report's to say: here it counts for sales that are new. Fees are not written. The size is among the
    variations (`Size:10,Color:Black`). American reports are month first; of British ones, whose headers
    speak of delivery, it is decided over all days.

    Written from public code that reads such files; never seen in a real file.
    """

    slug = "etsy_items"
    title = said("Etsy sold items")
    kind = DraftKind.SALE
    version = 1
    confidence = Confidence.PARSER
    signature = (SOLD, ITEM, TRANSACTION, "Listing ID", ORDER)
    aliases: ClassVar[Aliases] = {
        **dict.fromkeys((TRANSACTION, QUANTITY, VARIATIONS, PAID), ()),
        "Date Shipped": ("Date Posted", "Date Dispatched"),
        SHIPPING: ("Order Delivery", "Order Postage"),
        SHIPPING_DISCOUNT: ("Delivery Discount", "Postage Discount"),
        "Ship Name": ("Delivery Name",),
        "Ship Address1": ("Delivery Address1", "Delivery Address 1"),
        "Ship Address2": ("Delivery Address2", "Delivery Address 2"),
        "Ship City": ("Delivery City", "Post City"),
        "Ship Country": ("Delivery Country", "Post Country"),
        "Ship State": ("Delivery State", "Delivery County"),
        "Ship Zipcode": ("Delivery Zipcode", "Delivery Postcode"),
    }
    personal = ("Buyer", "Ship Name", "Ship Address1", "Ship Address2", "Ship Zipcode")
    versions = (
        whole_header(
            "Sale Date | Item Name | Buyer | Quantity | Price | Coupon Code | Coupon Details",
            "Discount Amount | Delivery Discount | Order Delivery | Order Sales Tax | Item Total | Currency",
            "Transaction ID | Listing ID | Date Paid | Date Posted | Delivery Name | Delivery Address1",
            "Delivery Address2 | Delivery City | Delivery State | Delivery Zipcode | Delivery Country",
            "Order ID | Variations | Order Type | Listings Type | Payment Type | InPerson Discount",
            "InPerson Location | VAT Paid by Buyer | SKU",
        ),
        whole_header(
            "Sale Date | Item Name | Buyer | Quantity | Price | Coupon Code | Coupon Details",
            "Discount Amount | Shipping Discount | Order Shipping | Order Sales Tax | Item Total | Currency",
            "Transaction ID | Listing ID | Date Paid | Date Shipped | Ship Name | Ship Address1",
            "Ship Address2 | Ship City | Ship State | Ship Zipcode | Ship Country | Order ID | Variations",
            "Order Type | Listings Type | Payment Type | InPerson Discount | InPerson Location",
            "VAT Paid by Buyer | SKU",
        ),
    )
    virtual = (ORDER, ITEM, SKU, SIZE, GROSS, STATUS)

    platform = Constant("etsy")
    account = Constant("")
    order_key = OrderKey(ORDER, required=True)
    sold_at = SlashInstant(SOLD, required=True)
    product_name = Text(ITEM, required=True)
    style_codes = StyleCodes(SKU)
    size = SizeOf(SIZE)
    quantity = Quantity(QUANTITY)
    gross = WorkedOut(GROSS, _AMOUNTS, least=Decimal(0), required=True)
    currency = CurrencyOf("Currency", amounts=(PRICE,))
    status = Text(STATUS)
    buyer_country = Text("Ship Country")
    buyer_city = Text("Ship City")

    def said(self, table: Table) -> tuple[str, ...]:
        """Not the price: of an order that is known, the other report says it."""
        return tuple(name for name in super().said(table) if name != "gross")

    def study(self, table: Table, chunks: Chunks, chosen: Readings, habits: Habits) -> Study:
        usual = american_days(table, _AMERICAN, SOLD)
        return super().study(table, chunks, {**usual, **chosen}, habits)

    def gather(self, records: Iterable[Record]) -> dict[str, _Order]:
        orders: dict[str, _Order] = {}
        for record in records:
            order = orders.setdefault(record[ORDER], _Order())
            order.rows[record.row] = len(order.rows)
            try:
                order.worth.append(_worth(record))
                order.shipping = _shipping(record)
            except CellError:
                order.worth[len(order.rows) - 1 :] = [Decimal(0)]  # its own row says so
        for order in orders.values():
            order.shares = share_out(order.shipping, order.worth)
        return orders

    def shape(self, record: Record, gathered: dict[str, _Order]) -> tuple[str, ...]:
        order, number = gathered[record[ORDER]], record[ORDER]
        if number and len(order.rows) > 1:
            number = f"{number}-{record[TRANSACTION]}"
        item, size = apart(record[ITEM])
        size = size_of_variations(record[VARIATIONS]) or size
        status = "completed" if record[PAID] or record["Date Shipped"] else "pending"
        try:
            _shipping(record)
            gross = str(_worth(record) + order.shares[order.rows[record.row]])
        except CellError as error:
            gross = blame(error)
        return number, item, style_code_in(record[SKU]), size, gross, status


def _worth(record: Record) -> Decimal:
    pieces = record[QUANTITY]
    price = price_of(record, PRICE) * (int(pieces) if pieces.isdecimal() else 1)
    return (price if record[PRICE] else price_of(record, TOTAL)) - abs(amount_of(record, DISCOUNT))


def _shipping(record: Record) -> Decimal:
    return price_of(record, SHIPPING) - abs(amount_of(record, SHIPPING_DISCOUNT))
