"""The order earnings report of eBay's Seller Hub."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, Rank, TableSource
from soleflip_desktop.importers.column import Constant
from soleflip_desktop.importers.columns import Amount, OrderKey, Quantity, SizeOf, StyleCodes, Text
from soleflip_desktop.importers.drafter import PassedOver
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.headers import Record
from soleflip_desktop.importers.local_columns import CurrencyOf
from soleflip_desktop.importers.sources.ebay_headers import EARNINGS_ALIASES, EARNINGS_PERSONAL
from soleflip_desktop.importers.sources.ebay_reports import (
    NOTHING,
    Outcome,
    ReportInstant,
    amount_in,
    amount_of,
    code_in,
    sale_keys,
    size_in,
)
from soleflip_desktop.importers.sources.ebay_settling import Item, Movement, Order
from soleflip_desktop.importers.sources.ebay_versions import EARNINGS as EARNINGS_VERSIONS

DAY, ORDER, ITEM, TITLE = "Order creation date", "Order number", "Item ID", "Item title"
GROSS, EXPENSES, LABELS, REFUNDS, EARNINGS = (
    *("Gross amount", "Expenses", "Shipping labels", "Refunds"),
    "Order earnings",
)
PRICES = ("Item subtotal", "Shipping and handling", "Seller collected tax")
TOTALS = (GROSS, EXPENSES, LABELS, REFUNDS, EARNINGS)
CURRENCY, PAYOUT_CURRENCY = "Transaction currency", "Payout currency"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's amounts: the price of its item in the currency of the sale, totals in that of the payout."""

    row: int
    listing: str
    title: str
    price: Decimal
    totals: tuple[Decimal, ...]
    currencies: tuple[str, str]

    @property
    def is_item(self) -> bool:
        return bool(self.listing or self.title)


@dataclass(slots=True)
class _Earned:
    """What `shape` has to know.

    Attributes:
        sales: By the number of the row: order key, what it brought, currency, and whether all of it is told.
        several: Orders of several items of which the file does not say which is which: it names no
            listings, or one of them twice for two sizes.
    """

    sales: dict[int, tuple[str, Item, str, bool]] = field(default_factory=dict)
    several: set[str] = field(default_factory=set)


class EbayEarnings(TableSource):
    """One row for each order or item, with what eBay took of it and what was left.

    Order earnings are the gross amount less expenses and refunds; expenses are all fees, ads and labels.
    Gross amount and all that follows it are in the currency of the payout. A sale keeps the currency it was
    made in; the rate is what the gross amount says of the price.

    Public parsers do not agree how an order of several items is written: totals in a row of their own,
    repeated on each item, or each item with its own. All three are read, told apart by the sums. They do not
    agree whether expenses are negative either: the sign is dropped.

    The short version lacks "Item ID" and labels. Then an order of several items is a problem, since its items
    cannot be told apart, and labels are among the platform fee.

    Headers are those of several public parsers; a real file was never seen, and none in another language
    than English.
    """

    slug = "ebay_earnings"
    title = said("eBay order earnings report")
    kind = DraftKind.SALE
    version = 1
    rank = Rank.API  # its shares of an order's totals are estimates, the transaction report's are not
    confidence = Confidence.PARSER
    signature = (DAY, ORDER, GROSS, EARNINGS)
    placeholders = NOTHING
    aliases = EARNINGS_ALIASES
    personal = EARNINGS_PERSONAL
    versions = EARNINGS_VERSIONS
    virtual = (
        *(ORDER, "(currency)", GROSS, "(fees)", "(label)", "(payout)", "(status)"),
        *("Custom label", "(size)"),
    )

    platform = Constant("ebay")
    account = Constant("")
    order_key = OrderKey(ORDER, required=True)
    sold_at = ReportInstant(DAY, required=True)
    product_name = Text(TITLE, required=True)
    style_codes = StyleCodes("Custom label")
    size = SizeOf("(size)")
    quantity = Quantity("Quantity")
    gross = Amount(GROSS, least=Decimal("0.01"), required=True)
    currency = CurrencyOf("(currency)", amounts=(EARNINGS,))
    platform_fee = Amount("(fees)")
    shipping_fee = Amount("(label)")
    payout = Amount("(payout)")
    status = Outcome(
        "(status)",
        blamed=ORDER,
        amounts=(*PRICES, EXPENSES, LABELS, REFUNDS, EARNINGS),
        remedy="Import the transaction report, which names the items",
    )
    buyer_country = Text("Ship to country")
    buyer_city = Text("Ship to city")

    def said(self, table: Table) -> tuple[str, ...]:
        left_to_others = {"sold_at", "buyer_country", "buyer_city", "account"}
        left_to_others |= {"size_system", "size_value", "size_number"}
        if LABELS not in self._places(table):
            left_to_others |= {"platform_fee", "shipping_fee"}
        return tuple(name for name in super().said(table) if name not in left_to_others)

    def header_of(self, field: str) -> str:
        shown = {"payout": EARNINGS, "currency": CURRENCY, "platform_fee": EXPENSES, "status": ORDER}
        return shown.get(field) or super().header_of(field)

    def gather(self, records: Iterable[Record]) -> _Earned:
        orders: dict[str, list[_Row]] = {}
        for record in records:
            if record[ORDER]:
                orders.setdefault(record[ORDER], []).append(_row(record))
        earned = _Earned()
        for number, rows in orders.items():
            items = [row for row in rows if row.is_item]
            if len({row.listing for row in items if row.listing}) < len(items) > 1:
                earned.several.add(number)
            else:
                earned.sales.update(_settled(number, rows, items))
        return earned

    def shape(self, record: Record, gathered: Any) -> tuple[str, ...]:
        earned: _Earned = gathered
        found = earned.sales.get(record.row)
        if found is None:
            return self._wrong(record, earned)
        key, item, currency, told = found
        unreadable = amount_in(record, GROSS) is None
        return (
            key,
            currency,
            record[GROSS] if unreadable else str(item.price),
            str(item.fees) if told else "",
            str(item.label) if told and item.labelled else "",
            str(item.net) if told else "",
            item.status,
            code_in(record["Custom label"], record[TITLE]),
            size_in("", record[TITLE]),
        )

    def _wrong(self, record: Record, earned: _Earned) -> tuple[str, ...]:
        if not record[ORDER]:
            raise PassedOver(said("names no order"))
        if record[ITEM] or record[TITLE]:
            what = said("has several items, and the file does not say which is which")
            cells = {ORDER: record[ORDER], GROSS: "1", "(status)": what}
            return tuple(cells.get(header, "") for header in self.virtual)
        raise PassedOver(said("is the total of an order whose items have rows of their own"))


def _row(record: Record) -> _Row:
    price = sum((amount_of(record, header) for header in PRICES), Decimal(0))
    gross, expenses, labels, refunds, earnings = (amount_of(record, header) for header in TOTALS)
    totals = (gross, abs(expenses), abs(labels), abs(refunds), earnings)
    currencies = (record[CURRENCY], record[PAYOUT_CURRENCY])
    return _Row(record.row, record[ITEM], record[TITLE], price, totals, currencies)


def _settled(
    number: str, rows: list[_Row], items: list[_Row]
) -> Iterable[tuple[int, tuple[str, Item, str, bool]]]:
    """Key, amounts, currency and whether all is told, by the row of each item."""
    own = next((row.currencies for row in rows if any(row.currencies)), ("", ""))
    groups = (
        [(items, _totals(rows, items))] if _is_shared(rows, items) else [([row], row.totals) for row in items]
    )
    settled: list[tuple[Item, bool]] = []
    for group, totals in groups:
        order = _order(group, totals, own)
        settled += [(item, order.rate is not None) for item in order.items]
    keys = sale_keys(number, [(item.listing, "") for item, _ in settled])
    currency = own[0] or own[1]
    return [(item.row, (key, item, currency, told)) for key, (item, told) in zip(keys, settled, strict=True)]


def _is_shared(rows: list[_Row], items: list[_Row]) -> bool:
    """Whether the totals are those of the whole order: in a row of their own, or repeated on every item."""
    if len(rows) > len(items):
        return True
    same = len({row.totals for row in items}) == 1
    return len(items) > 1 and same and items[0].totals[0] != items[0].price


def _totals(rows: list[_Row], items: list[_Row]) -> tuple[Decimal, ...]:
    return next((row.totals for row in rows if not row.is_item), items[0].totals if items else ())


def _order(group: list[_Row], totals: tuple[Decimal, ...], currencies: tuple[str, str]) -> Order:
    gross, expenses, labels, refunds, earnings = totals
    priced = sum((row.price for row in group), Decimal(0))
    foreign = all(currencies) and currencies[0] != currencies[1]
    rate = (gross / priced if gross and priced else None) if foreign else Decimal(1)
    order = Order(rate=rate, gross=priced if foreign else gross, net=gross)
    order.items = [Item(row.row, row.listing, "", row.title, row.price, Decimal(0)) for row in group]
    order.movements = [
        Movement("", "", earnings - gross + labels + refunds, -(expenses - labels)),
        Movement("", "", -labels, label=-labels),
        Movement("", "", -refunds, refunded=(refunds / (rate or 1)).quantize(Decimal("0.01"))),
    ]
    order.settle()
    return order
