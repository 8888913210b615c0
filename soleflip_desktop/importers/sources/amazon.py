"""Amazon's "All Orders" reports, tables of text with tabs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Final

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, TableSource
from soleflip_desktop.importers.column import Constant
from soleflip_desktop.importers.columns import Instant, OrderKey, Quantity, SizeOf, StyleCodes, Text
from soleflip_desktop.importers.drafter import PassedOver
from soleflip_desktop.importers.drift import whole_header
from soleflip_desktop.importers.headers import Aliases, Record
from soleflip_desktop.importers.local_columns import CurrencyOf
from soleflip_desktop.importers.sources.shop_goods import apart, style_code_in
from soleflip_desktop.importers.sources.status_words import StatusOf
from soleflip_desktop.importers.sources.worked_out import CellError, WorkedOut, amount_of, blame, price_of

ORDER, BOUGHT, STATUS, ITEM_STATUS = "amazon-order-id", "purchase-date", "order-status", "item-status"
PRODUCT, SKU, QUANTITY, PRICE, CHANNEL = "product-name", "sku", "quantity", "item-price", "sales-channel"
GROSS, SIZE = "price with shipping", "size"  # added to each row

_PAID: Final = (PRICE, "shipping-price", "gift-wrap-price")
_OFF: Final = ("item-promotion-discount", "ship-promotion-discount")
_WORDS: Final = {
    **dict.fromkeys(("shipped", "shipped - delivered to buyer", "shipped - picked up"), "completed"),
    **dict.fromkeys(("shipped - out for delivery", "pending - waiting for pick up"), "shipped"),
    **dict.fromkeys(("pending", "unshipped", "partially shipped", "shipping"), "pending"),
    **dict.fromkeys(("cancelled", "canceled"), "cancelled"),
    **dict.fromkeys(
        (
            *("shipped - returned to seller", "shipped - returning to seller"),
            *("shipped - rejected by buyer", "shipped - undeliverable"),
        ),
        "returned",
    ),
}


@dataclass(slots=True)
class _Learned:
    """How many rows an order has, and how many of them one article."""

    rows: Counter[str] = field(default_factory=Counter)
    articles: Counter[tuple[str, str]] = field(default_factory=Counter)
    places: dict[int, int] = field(default_factory=dict)


class AmazonOrders(TableSource):
    """A row is an article of an order, with its price for the whole quantity.

    A cancelled row has the quantity 0 and no price; it is one sale that did not come about. The only article
    of an order has the order's number, each of several its article number behind it. The price is what the
    buyer paid with shipping, less promotions; taxes, fees and payouts are not read or not written. An article
    number is the seller's own: it is a style code only where it has a maker's form. Orders of the channel
    "Non-Amazon" were sold elsewhere and only sent by Amazon. The file may be in cp1252.

    Written from public code that reads such files; never seen in a real file.
    """

    slug = "amazon_orders"
    title = said("Amazon orders")
    kind = DraftKind.SALE
    version = 1
    confidence = Confidence.PARSER
    signature = (ORDER, BOUGHT, STATUS, PRODUCT, QUANTITY)
    aliases: ClassVar[Aliases] = dict.fromkeys((ITEM_STATUS, CHANNEL), ())
    personal = (
        *("buyer-name", "buyer-email", "buyer-phone-number", "recipient-name", "ship-phone-number"),
        *("ship-address-1", "ship-address-2", "ship-address-3", "ship-postal-code"),
        *("bill-name", "bill-address-1", "bill-address-2", "bill-address-3", "bill-postal-code"),
        *("buyer-company-name", "buyer-cst-number", "buyer-vat-number", "buyer-tax-registration-id"),
        "delivery-instructions",
    )
    versions = (
        whole_header(
            "amazon-order-id | merchant-order-id | purchase-date | last-updated-date | order-status",
            "fulfillment-channel | sales-channel | order-channel | url | ship-service-level | product-name",
            "sku | asin | item-status | quantity | currency | item-price | item-tax | shipping-price",
            "shipping-tax | gift-wrap-price | gift-wrap-tax | item-promotion-discount",
            "ship-promotion-discount | ship-city | ship-state | ship-postal-code | ship-country",
            "promotion-ids",
        ),
    )
    virtual = (ORDER, PRODUCT, SIZE, SKU, QUANTITY, STATUS, GROSS)

    platform = Constant("amazon")
    account = Constant("")
    order_key = OrderKey(ORDER, required=True)
    sold_at = Instant(BOUGHT, required=True)
    product_name = Text(PRODUCT, required=True)
    style_codes = StyleCodes(SKU)
    size = SizeOf(SIZE)
    quantity = Quantity(QUANTITY)
    gross = WorkedOut(GROSS, (*_PAID, *_OFF), least=Decimal(0))
    currency = CurrencyOf("currency")
    status = StatusOf(STATUS, _WORDS)
    buyer_country = Text("ship-country")
    buyer_city = Text("ship-city")

    def gather(self, records: Iterable[Record]) -> _Learned:
        learned = _Learned()
        for record in records:
            order, article = record[ORDER], (record[ORDER], record[SKU])
            learned.rows[order] += 1
            learned.articles[article] += 1
            learned.places[record.row] = learned.rows[order]
        return learned

    def shape(self, record: Record, gathered: _Learned) -> tuple[str, ...]:
        if record[CHANNEL].casefold() == "non-amazon":
            raise PassedOver("was not sold on Amazon, only sent by it")
        status, quantity = record[STATUS], record[QUANTITY]
        if record[ITEM_STATUS].casefold() in ("cancelled", "canceled"):
            status = "cancelled"
        if _WORDS.get(status.casefold()) == "cancelled" and quantity == "0":
            quantity = "1"
        product, size = apart(record[PRODUCT])
        code = style_code_in(record[SKU])
        return _key(record, gathered), product, size, code, quantity, status, _gross(record)


def _key(record: Record, learned: _Learned) -> str:
    order, sku = record[ORDER], record[SKU]
    if not order or learned.rows[order] == 1:
        return order
    alone = sku and learned.articles[order, sku] == 1
    return f"{order}-{sku if alone else learned.places[record.row]}"


def _gross(record: Record) -> str:
    """Nothing if no price is written, as in a cancelled row."""
    if not record[PRICE]:
        return ""
    try:
        paid = sum(price_of(record, header) for header in _PAID)
        return str(paid - sum(abs(amount_of(record, header)) for header in _OFF))
    except CellError as error:
        return blame(error)
