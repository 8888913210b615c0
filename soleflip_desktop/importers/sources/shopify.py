"""The orders of a Shopify shop, as its administration exports them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Final

from soleflip_desktop.domain.days import DayError
from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.local_days import parse_local_day
from soleflip_desktop.domain.readings import YEAR_FIRST
from soleflip_desktop.domain.shares import share_out
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, TableSource
from soleflip_desktop.importers.column import Constant
from soleflip_desktop.importers.columns import Currency, OrderKey, Quantity, SizeOf, StyleCodes, Text
from soleflip_desktop.importers.drift import whole_header
from soleflip_desktop.importers.headers import Aliases, Record
from soleflip_desktop.importers.local_columns import LocalInstant
from soleflip_desktop.importers.sources.shop_goods import apart, style_code_in
from soleflip_desktop.importers.sources.status_words import StatusOf
from soleflip_desktop.importers.sources.worked_out import CellError, WorkedOut, amount_of, blame, price_of

ORDER, STATUS, LINE, SKU = "Name", "Financial Status", "Lineitem name", "Lineitem sku"
PRICE, QUANTITY, LINE_DISCOUNT = "Lineitem price", "Lineitem quantity", "Lineitem discount"
SUBTOTAL, SHIPPING, TAXES, TOTAL = "Subtotal", "Shipping", "Taxes", "Total"
REFUNDED, CANCELLED = "Refunded Amount", "Cancelled at"
CREATED, CURRENCY, COUNTRY, CITY = "Created at", "Currency", "Shipping Country", "Shipping City"
GROSS, TAX, SIZE = "Price with shipping", "Taxes inside", "Size"  # added to each row

# Order-wide cells, which only the first row of an order has.
_OF_ORDER: Final = (CREATED, STATUS, CURRENCY, COUNTRY, CITY)
_AMOUNTS: Final = (SUBTOTAL, SHIPPING, TAXES, TOTAL, REFUNDED)
_WORDS: Final = {
    **dict.fromkeys(("paid", "partially_refunded", "partially refunded"), "completed"),
    **dict.fromkeys(("pending", "authorized", "partially_paid", "partially paid"), "pending"),
    **dict.fromkeys(("voided", "expired", "cancelled"), "cancelled"),
    "refunded": "returned",
}
_ADDRESS = ("Name", "Street", "Address1", "Address2", "Company", "Zip", "Phone")


@dataclass(slots=True)
class _Order:
    """What the rows of one order say together.

    Attributes:
        cells: Of the first row.
        rows: The places of its rows in it, by their numbers.
        worth: What each line costs before the order's own discount.
        skus: How many of its lines have an article number.
        fault: The first amount that cannot be read.
        at_fault: Its row.
        gross: The share of each line in what was paid.
        taxes: The share of each line in the taxes inside.
    """

    cells: dict[str, str]
    rows: dict[int, int] = field(default_factory=dict)
    worth: list[Decimal] = field(default_factory=list)
    skus: Counter[str] = field(default_factory=Counter)
    fault: CellError | None = None
    at_fault: int = 0
    gross: list[Decimal] = field(default_factory=list)
    taxes: list[Decimal | None] = field(default_factory=list)


class ShopifyOrders(TableSource):
    """`orders_export.csv`: a row is a line of an order, and only an order's first row has its totals.

    The subtotal (which all discounts have left already) and the shipping are shared among the lines by their
    prices, and what was refunded of an order that stands is taken off. Taxes on top of the total are the
    state's; those inside are noted. Fees and payouts are not said. An order's first line has the order's
    number, the others their article number or place behind it. An article number is the seller's own: it is
    a style code only where it has a maker's form. Times have their offset; a zip begins with `'`.

    Written from public code that reads such files; never seen in a real file.
    """

    slug = "shopify_orders"
    title = said("Shopify orders")
    kind = DraftKind.SALE
    version = 1
    confidence = Confidence.PARSER
    signature = (ORDER, STATUS, LINE, PRICE, SKU)
    aliases: ClassVar[Aliases] = {CANCELLED: ()}  # `gather` reads it
    personal = (
        *("Email", "Phone", "Notes", "Note Attributes", "Employee"),
        *(f"{kind} {name}" for kind in ("Billing", "Shipping") for name in _ADDRESS),
    )
    versions = (
        whole_header(
            "Name | Email | Financial Status | Paid at | Fulfillment Status | Fulfilled at",
            "Accepts Marketing | Currency | Subtotal | Shipping | Taxes | Total | Discount Code",
            "Discount Amount | Shipping Method | Created at | Lineitem quantity | Lineitem name",
            "Lineitem price | Lineitem compare at price | Lineitem sku | Lineitem requires shipping",
            "Lineitem taxable | Lineitem fulfillment status | Billing Name | Billing Street",
            "Billing Address1 | Billing Address2 | Billing Company | Billing City | Billing Zip",
            "Billing Province | Billing Country | Billing Phone | Shipping Name | Shipping Street",
            "Shipping Address1 | Shipping Address2 | Shipping Company | Shipping City | Shipping Zip",
            "Shipping Province | Shipping Country | Shipping Phone | Notes | Note Attributes | Cancelled at",
            "Payment Method | Payment Reference | Refunded Amount | Vendor | Outstanding Balance | Employee",
            "Location | Device ID | Id | Tags | Risk Level | Source | Lineitem discount | Tax 1 Name",
            "Tax 1 Value | Phone | Receipt Number | Duties | Billing Province Name | Shipping Province Name",
        ),
    )
    virtual = (ORDER, *_OF_ORDER, LINE, SKU, SIZE, GROSS, TAX)

    platform = Constant("shopify")
    account = Constant("")
    order_key = OrderKey(ORDER, required=True)
    sold_at = LocalInstant(CREATED, order=YEAR_FIRST, required=True)
    product_name = Text(LINE, required=True)
    style_codes = StyleCodes(SKU)
    size = SizeOf(SIZE)
    quantity = Quantity(QUANTITY)
    gross = WorkedOut(GROSS, (PRICE, LINE_DISCOUNT, *_AMOUNTS), least=Decimal(0), required=True)
    vat_amount = WorkedOut(TAX, (TAXES,))
    currency = Currency(CURRENCY, required=True)
    status = StatusOf(STATUS, _WORDS)
    buyer_country = Text(COUNTRY)
    buyer_city = Text(CITY)

    def gather(self, records: Iterable[Record]) -> dict[str, _Order]:
        orders: dict[str, _Order] = {}
        for record in records:
            order = orders.get(record[ORDER])
            if order is None:
                cells = {header: record[header] for header in (*_OF_ORDER, *_AMOUNTS, CANCELLED)}
                order = orders[record[ORDER]] = _Order(cells)
            order.rows[record.row] = len(order.rows)
            order.skus[record[SKU]] += 1
            try:
                order.worth.append(_worth(record))
            except CellError as error:
                order.worth.append(Decimal(0))
                order.fault, order.at_fault = order.fault or error, order.at_fault or record.row
        for order in orders.values():
            _share(order)
        return orders

    def shape(self, record: Record, gathered: dict[str, _Order]) -> tuple[str, ...]:
        order = gathered[record[ORDER]]
        product, size = apart(record[LINE])
        code = style_code_in(record[SKU])
        created, status, *rest = (record[header] or order.cells[header] for header in _OF_ORDER)
        if order.cells[CANCELLED] and status.casefold() != "refunded":
            status = "cancelled"
        gross, tax = _amounts(order, record.row)
        return (_key(order, record), created, status, *rest, product, code, size, gross, tax)


def _worth(record: Record) -> Decimal:
    pieces = record[QUANTITY]
    price = price_of(record, PRICE)
    return price * (int(pieces) if pieces.isdecimal() else 1) - amount_of(record, LINE_DISCOUNT)


def _share(order: _Order) -> None:
    """Works out what of the order's totals falls on each line; notes what cannot be read."""
    if order.fault is not None:
        return
    try:
        subtotal, shipping, taxes, total, refunded = (price_of(order.cells, name) for name in _AMOUNTS)
        _check_day(order.cells[CANCELLED])
    except CellError as error:
        order.fault, order.at_fault = error, next(iter(order.rows))
        return
    goods = subtotal if order.cells[SUBTOTAL] else sum(order.worth, Decimal(0))
    paid = goods + shipping
    stands = order.cells[STATUS].casefold() != "refunded" and not order.cells[CANCELLED]
    order.gross = share_out(paid - refunded if stands else paid, order.worth)
    inside = bool(taxes) and total == paid
    order.taxes = list(share_out(taxes, order.worth)) if inside else [None] * len(order.rows)


def _check_day(cancelled: str) -> None:
    """Refuses an order that is called off by something that is no day."""
    try:
        if cancelled:
            parse_local_day(cancelled, YEAR_FIRST)
    except DayError as error:
        raise CellError(CANCELLED, str(error), "Write it as 2024-05-31, or clear the cell") from None


def _amounts(order: _Order, row: int) -> tuple[str, str]:
    if order.fault is None:
        at = order.rows[row]
        tax = order.taxes[at]
        return str(order.gross[at]), "" if tax is None else str(tax)
    if row == order.at_fault:
        return blame(order.fault), ""
    belongs = CellError(
        PRICE, "belongs to an order with another amount that cannot be read", "Correct that one"
    )
    return blame(belongs), ""


def _key(order: _Order, record: Record) -> str:
    """The order's number for its first line; its article number, or else its place, behind it for others."""
    name, sku, at = record[ORDER], record[SKU], order.rows[record.row]
    if not name or at == 0:
        return name
    return f"{name}-{sku if sku and order.skus[sku] == 1 else at + 1}"
