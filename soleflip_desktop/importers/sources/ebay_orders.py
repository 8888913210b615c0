"""The orders report of eBay's Seller Hub in its American, British, Australian and German versions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.local_amounts import currency_of
from soleflip_desktop.domain.readings import POINT
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, TableSource
from soleflip_desktop.importers.column import Constant
from soleflip_desktop.importers.columns import OrderKey, Percent, Quantity, SizeOf, StyleCodes, Text
from soleflip_desktop.importers.drafter import PassedOver
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.headers import Record
from soleflip_desktop.importers.local_columns import CurrencyOf, LocalAmount
from soleflip_desktop.importers.sources.ebay_headers import ORDERS_ALIASES, ORDERS_PERSONAL
from soleflip_desktop.importers.sources.ebay_reports import (
    NOTHING,
    Outcome,
    ReportInstant,
    amount_in,
    amount_of,
    code_in,
    quantity_of,
    sale_keys,
    shares,
    size_in,
)
from soleflip_desktop.importers.sources.ebay_versions import ORDERS as ORDERS_VERSIONS

SOLD, SHIPPING, TAX, TOTAL = "Sold For", "Shipping And Handling", "Seller Collected Tax", "Total Price"
PAID, DAY, COUNTRY, CITY, VAT = (
    "Paid On Date",
    "Sale Date",
    "Ship To Country",
    "Ship To City",
    "Included VAT rate",
)
ITEM, TITLE, ORDER, RECORD = "Item Number", "Item Title", "Order Number", "Sales Record Number"
EBAY_TAX = "eBay Collected Tax"
OF_ORDER = (DAY, PAID, COUNTRY, CITY, VAT)

_FOOTER = re.compile(
    r"record\(s\) downloaded|^seller id ?:|datens[aä]tze|^verk[aä]ufer(?:-id)? ?:", re.IGNORECASE
)
_SELLER = re.compile(r"(?:Seller ID|Verk[aä]ufer(?:-ID)?) ?: *(\S+)", re.IGNORECASE)
_RATE = re.compile(r"([0-9]{1,2})(?:[.,]([0-9]+))? ?%?")


@dataclass(slots=True)
class _Item:
    row: int
    listing: str
    transaction: str
    quantity: int
    sold: Decimal
    shipping: Decimal
    tax: Decimal
    of_row: Decimal | None  # the price without the quantity, if the row's own total says so


@dataclass(slots=True)
class _Order:
    """The rows of one sales record: its items, and the summary of several if there is one."""

    number: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    items: list[_Item] = field(default_factory=list)
    sold: Decimal | None = None
    shipping: Decimal | None = None
    tax: Decimal | None = None
    refunded: bool = False


@dataclass(slots=True)
class _Orders:
    seller: str = ""
    by_record: dict[str, _Order] = field(default_factory=dict)
    # By the number of the row: its order key and price.
    sales: dict[int, tuple[str, Decimal]] = field(default_factory=dict)


class EbayOrders(TableSource):
    """Sold items, without fees, refunds and payouts: those are in the transaction report.

    Around the table stand a line that is blank or only commas, an empty row under the header, and a footer:
    `83,record(s) downloaded, from … to …` and `Seller ID : …`. The number in the footer counts sales
    records, not rows.

    An order of several items is a summary row, which names no item but the totals of the order, and a row
    for each item. Items are read for what was sold, the summary for shipping, tax, days and destination:
    what the items' own shipping and tax lack of the summary's is spread over them by their prices.

    Gross is "Sold For" times the quantity, the shipping the buyer paid and the tax the seller collects;
    never the tax that eBay collects. That "Sold For" is the price of one is what one public parser says;
    where the total price shows that it is that of the row, it is taken so.

    There is no status: an order that is not paid is pending, one whose total is 0 was refunded or, never
    paid, cancelled. A total below the price is a partial refund; the transaction report says of how much.

    The versions and their headers are those of public parsers and of randomecho/shifted-sales-report; a real
    file was never seen. Amounts of German reports have a comma. Days are the seller's own.
    """

    slug = "ebay_orders"
    title = said("eBay orders report")
    kind = DraftKind.SALE
    version = 1
    confidence = Confidence.PARSER
    signature = (RECORD, ITEM, TITLE, SOLD)
    placeholders = NOTHING
    aliases = ORDERS_ALIASES
    personal = ORDERS_PERSONAL
    versions = ORDERS_VERSIONS
    virtual = (
        *("(seller)", ORDER, SOLD, "(status)", "Custom Label", "Variation Details"),
        *(DAY, PAID, COUNTRY, CITY, VAT),
    )

    platform = Constant("ebay")
    account = Text("(seller)", blank="")
    order_key = OrderKey(ORDER)
    sold_at = ReportInstant(DAY, required=True)
    product_name = Text(TITLE, required=True)
    style_codes = StyleCodes("Custom Label")
    size = SizeOf("Variation Details")
    quantity = Quantity("Quantity")
    gross = LocalAmount(SOLD, mark=POINT, least=Decimal("0.01"), required=True)
    currency = CurrencyOf(amounts=(SOLD, TOTAL))
    vat_rate = Percent(VAT)
    status = Outcome(
        "(status)",
        blamed=PAID,
        amounts=(SHIPPING, TAX, TOTAL),
        prices=(SHIPPING, TAX, TOTAL),
        remedy="Correct the cell",
    )
    buyer_country = Text(COUNTRY)
    buyer_city = Text(CITY)
    tracking_number = Text("Tracking Number")

    def said(self, table: Table) -> tuple[str, ...]:
        return tuple(name for name in super().said(table) if name != "account")

    def header_of(self, field: str) -> str:
        return {"status": PAID, "currency": SOLD}.get(field) or super().header_of(field)

    def gather(self, records: Iterable[Record]) -> _Orders:
        orders = _Orders()
        for record in records:
            if _is_footer(record):
                found = _SELLER.search(" ".join(record.cells))
                orders.seller = found[1] if found else orders.seller
            else:
                _take(record, orders.by_record.setdefault(_record_of(record), _Order()))
        for order in orders.by_record.values():
            orders.sales.update(_sales_of(order))
        return orders

    def shape(self, record: Record, gathered: Any) -> tuple[str, ...]:
        if _is_footer(record):
            raise PassedOver(said("is the report's footer"))
        orders: _Orders = gathered
        order = orders.by_record[_record_of(record)]
        if order.items and not _is_item(record):
            raise PassedOver(said("is the total of an order whose items have rows of their own"))
        key, price = orders.sales.get(record.row, (order.number, amount_of(record, SOLD)))
        return (
            orders.seller,
            key,
            _price_cell(record, price),
            _status(order),
            code_in(record["Custom Label"], record[TITLE]),
            size_in(record["Variation Details"], record[TITLE]),
            *(_plain(header, record[header] or order.cells.get(header, "")) for header in OF_ORDER),
        )


def _price_cell(record: Record, price: Decimal) -> str:
    """The price with the sign of its currency, or the cell that cannot be read."""
    cell = record[SOLD]
    amount = amount_in(record, SOLD)
    if not cell or amount is None or amount < 0:
        return cell
    return f"{price} {currency_of(cell)}"


def _is_footer(record: Record) -> bool:
    return len(record.cells) <= 5 and any(_FOOTER.search(cell.strip()) for cell in record.cells)


def _is_item(record: Record) -> bool:
    return bool(record[ITEM] or record[TITLE])


def _record_of(record: Record) -> str:
    return record[RECORD] or record[ORDER] or f"row {record.row}"


def _take(record: Record, order: _Order) -> None:
    order.number = order.number or record[ORDER]
    for header in OF_ORDER:
        if text := record[header]:
            order.cells.setdefault(header, text)
    sold, shipping, tax = (amount_of(record, header) for header in (SOLD, SHIPPING, TAX))
    order.refunded = order.refunded or bool(record[TOTAL] and sold and not amount_of(record, TOTAL))
    if not _is_item(record):
        order.sold, order.shipping, order.tax = sold, shipping, tax
        return
    of_row = None
    if record[TOTAL] and (quantity := quantity_of(record)) > 1:
        extras = (shipping, shipping + tax, shipping + tax + amount_of(record, EBAY_TAX))
        of_row = sold if amount_of(record, TOTAL) in {sold + extra for extra in extras} else None
    else:
        quantity = quantity_of(record)
    order.items.append(
        _Item(record.row, record[ITEM], record["Transaction ID"], quantity, sold, shipping, tax, of_row)
    )


def _sales_of(order: _Order) -> Iterable[tuple[int, tuple[str, Decimal]]]:
    """The order key and the price of each item, by its row."""
    if not order.items:
        return ()
    prices = [item.sold if item.of_row is not None else item.sold * item.quantity for item in order.items]
    if order.sold is not None and order.sold == sum(item.sold for item in order.items):
        prices = [item.sold for item in order.items]
    worth = list(prices)
    for own, total in (
        ([item.shipping for item in order.items], order.shipping),
        ([item.tax for item in order.items], order.tax),
    ):
        lacking = Decimal(0) if total is None else total - sum(own)
        spread = shares(lacking, worth)
        prices = [sum(each, Decimal(0)) for each in zip(prices, own, spread, strict=True)]
    rows = [item.row for item in order.items]
    return zip(rows, zip(_keys(order), prices, strict=True), strict=True)


def _keys(order: _Order) -> list[str]:
    """None for what is not ordered yet; the oldest reports know an order by its listing and transaction."""
    items = [(item.listing, item.transaction) for item in order.items]
    if order.number:
        return sale_keys(order.number, items)
    named = [all(item) and PAID in order.cells for item in items]
    return ["-".join(item) if name else "" for item, name in zip(items, named, strict=True)]


def _status(order: _Order) -> str:
    paid = PAID in order.cells
    if order.refunded:
        return "returned" if paid else "cancelled"
    return "completed" if paid else "pending"


def _plain(header: str, text: str) -> str:
    """A rate of VAT with a decimal point, or nothing where the cell holds none; other cells as they are."""
    if header != VAT:
        return text
    rate = _RATE.fullmatch(text)
    return f"{rate[1]}.{rate[2] or 0}" if rate else ""
