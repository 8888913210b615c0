"""The transaction report of eBay's Seller Hub, American, British or German."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, TableSource
from soleflip_desktop.importers.column import Constant
from soleflip_desktop.importers.columns import Amount, OrderKey, Percent, Quantity, SizeOf, StyleCodes, Text
from soleflip_desktop.importers.drafter import PassedOver
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.headers import Record
from soleflip_desktop.importers.local_columns import CurrencyOf
from soleflip_desktop.importers.sources.ebay_headers import TRANSACTIONS_ALIASES, TRANSACTIONS_PERSONAL
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
from soleflip_desktop.importers.sources.ebay_versions import TRANSACTIONS as TRANSACTIONS_VERSIONS

TYPE, ORDER, ITEM, TITLE, DAY = "Type", "Order number", "Item ID", "Item title", "Transaction creation date"
NET, GROSS, RATE = "Net amount", "Gross transaction amount", "Exchange rate"
CURRENCY, PAYOUT_CURRENCY = "Transaction currency", "Payout currency"
PAYOUT_DAY, PAYOUT, VAT = "Payout date", "Payout ID", "Seller specified VAT rate"
PRICES = ("Item subtotal", "Shipping and handling", "Seller collected tax")
FEES = (
    *("Final Value Fee - fixed", "Final Value Fee - variable", "Regulatory operating fee"),
    *('Very high "item not as described" fee', "Below standard performance fee", "International fee"),
    *("Charity donation", "Deposit processing fee", "Promoted Listing Standard fee", "Payment Dispute Fee"),
)
AMOUNTS = (NET, GROSS, *PRICES, *FEES)
OF_ORDER = (PAYOUT_DAY, PAYOUT, VAT)

SALE, REFUND, FEE, LABEL, CORRECTION, ASIDE = "sale", "refund", "fee", "label", "correction", "aside"
TYPES = {
    **dict.fromkeys(("order", "bestellung"), SALE),
    **dict.fromkeys(("refund", "rückerstattung", "erstattung"), REFUND),
    **dict.fromkeys(("claim", "payment dispute", "fall", "zahlungsstreitfall", "zahlungsanfechtung"), REFUND),
    **dict.fromkeys(("other fee", "andere gebühr"), FEE),
    **dict.fromkeys(("shipping label", "postage label", "versandetikett"), LABEL),
    **dict.fromkeys(("adjustment", "anpassung", "korrektur"), CORRECTION),
    **dict.fromkeys(("payout", "auszahlung", "transfer", "überweisung", "übertragung"), ASIDE),
    **dict.fromkeys(("hold", "einbehalten", "einbehalt", "charge", "belastung"), ASIDE),
}
_RATE = re.compile(r"([0-9]{1,2})(?:[.,]([0-9]+))? ?%?")
_EXCHANGE = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,12})?")


@dataclass(slots=True)
class _Known(Order):
    """An order, and what only its total says of each item."""

    currency: str = ""
    totalled: bool = False
    sound: bool = True
    cells: dict[str, str] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)


class EbayTransactions(TableSource):
    """What came in for each order and what eBay took, under 10 to 12 lines of preamble.

    Several rows of one order become one sale, that of its "Order" row: fees and credits of fees are its
    platform fee (also the ads, which are an "Other fee"), labels its shipping fee, and the payout is what all
    of its rows leave together. A refund of the whole price makes it returned; a smaller one only lowers the
    payout. Holds, payouts and transfers move money that the orders have brought already.

    An order of several items has a row without an item, which states net and gross of all, and a row for
    each item with its fees but without net and currency.

    "Net amount" is "Gross transaction amount" times the exchange rate less the fees, and like them in the
    currency of the payout. A sale keeps the currency it was made in, so net and fees are divided by the rate.

    The day is when the money came, which may be later than the sale; so are the titles of countries. Where
    the orders report or the earnings report knows the sale, their word stays.

    Refunds name no item but a title. A refund, fee or label whose order is not in the file is a problem: it
    cannot be told what it is taken from.

    Headers and rows are those of public parsers and their tests, which were written from real files; a real
    file was never seen. The German names of fees may lack some: what they leave unnamed shows as other
    adjustment.
    """

    slug = "ebay_transactions"
    title = said("eBay transaction report")
    kind = DraftKind.SALE
    version = 1
    confidence = Confidence.PARSER
    signature = (DAY, TYPE, ORDER, NET)
    placeholders = NOTHING
    aliases = TRANSACTIONS_ALIASES
    personal = TRANSACTIONS_PERSONAL
    versions = TRANSACTIONS_VERSIONS
    virtual = (
        *(ORDER, TITLE, "(currency)", PRICES[0], "(fees)", "(label)", "(payout)", "(status)"),
        *("Custom label", "(size)", *OF_ORDER),
    )

    platform = Constant("ebay")
    account = Constant("")
    order_key = OrderKey(ORDER, required=True)
    sold_at = ReportInstant(DAY, required=True)
    paid_out_at = ReportInstant(PAYOUT_DAY)
    product_name = Text(TITLE, required=True)
    style_codes = StyleCodes("Custom label")
    size = SizeOf("(size)")
    quantity = Quantity("Quantity")
    gross = Amount(PRICES[0], least=Decimal("0.01"), required=True)
    currency = CurrencyOf("(currency)")
    platform_fee = Amount("(fees)")
    shipping_fee = Amount("(label)")
    payout = Amount("(payout)")
    vat_rate = Percent(VAT)
    status = Outcome(
        "(status)",
        blamed=TYPE,
        amounts=tuple(header for header in AMOUNTS if header != PRICES[0]),
        remedy="Export the report again, from the day of the order on",
        currencies=(PAYOUT_CURRENCY,),
    )
    buyer_country = Text("Ship to country")
    buyer_city = Text("Ship to city")
    payout_reference = Text(PAYOUT)

    def said(self, table: Table) -> tuple[str, ...]:
        left_to_others = {"sold_at", "buyer_country", "buyer_city", "account"}
        left_to_others |= {"size_system", "size_value", "size_number"}
        return tuple(name for name in super().said(table) if name not in left_to_others)

    def header_of(self, field: str) -> str:
        shown = {"payout": NET, "currency": CURRENCY, "platform_fee": FEES[1], "status": TYPE}
        return shown.get(field) or super().header_of(field)

    def gather(self, records: Iterable[Record]) -> dict[str, _Known]:
        orders: dict[str, _Known] = {}
        for record in records:
            kind = TYPES.get(record[TYPE].casefold())
            if record[ORDER] and kind not in (None, ASIDE):
                order = orders.setdefault(record[ORDER], _Known())
                order.sound = order.sound and _is_sound(record)
                if kind == SALE:
                    _take_sale(record, order)
                else:
                    order.movements.append(_movement(record, kind or ""))
        for number, order in orders.items():
            order.settle()
            order.keys = sale_keys(number, [(item.listing, item.transaction) for item in order.items])
        return orders

    def shape(self, record: Record, gathered: Any) -> tuple[str, ...]:
        kind = TYPES.get(record[TYPE].casefold())
        order: _Known | None = gathered.get(record[ORDER])
        if kind == SALE and order is not None and (order.sound or not _is_sound(record)):
            return _sale_cells(record, order)
        if kind is None:
            return self._wrong(record, said("is a type that is not known"))
        if kind == ASIDE:
            raise PassedOver(said("moves money of sales that have rows of their own"))
        if order is None:
            if kind == SALE:
                return self._wrong(record, said("has no order number"))
            raise PassedOver(said("belongs to no order"))
        if not order.items:
            return self._wrong(record, said("is about an order that is not in this file"))
        if not order.sound:
            return self._wrong(record, said("is about an order of which an amount cannot be read"))
        raise PassedOver(said("is counted in with the sale of its order"))

    def _wrong(self, record: Record, what: str) -> tuple[str, ...]:
        """Cells of a row in which nothing is at fault but what is said, and maybe an amount."""
        cells = {ORDER: "0", TITLE: record[TITLE] or "0", PRICES[0]: "1", "(status)": what}
        return tuple(cells.get(header, "") for header in self.virtual)


def _is_sound(record: Record) -> bool:
    return all(amount_in(record, header) is not None for header in AMOUNTS)


def _is_item(record: Record) -> bool:
    return bool(record[ITEM] or record[TITLE])


def _take_sale(record: Record, order: _Known) -> None:
    price = sum((amount_of(record, header) for header in PRICES), Decimal(0))
    if (record[NET] or record[GROSS]) and not order.totalled:
        order.totalled = not _is_item(record)
        gross, net = amount_of(record, GROSS) or price, amount_of(record, NET)
        order.gross = gross if order.totalled else gross + (order.gross or 0)
        if record[NET]:
            order.net = net if order.totalled else net + (order.net or 0)
        order.currency = record[CURRENCY] or record[PAYOUT_CURRENCY]
        order.rate = _rate(record)
    for header in OF_ORDER:
        if text := record[header]:
            order.cells.setdefault(header, text)
    if _is_item(record):
        fees = -sum((amount_of(record, header) for header in FEES), Decimal(0))
        order.items.append(
            Item(record.row, record[ITEM], record["Transaction ID"], record[TITLE], price, fees)
        )


def _rate(record: Record) -> Decimal | None:
    """Units of the payout's currency for one of the sale's."""
    own, paid, rate = record[CURRENCY], record[PAYOUT_CURRENCY], record[RATE]
    if not own or not paid or own == paid:
        return Decimal(1)
    found = _EXCHANGE.fullmatch(rate)
    return Decimal(found[0].replace(",", ".")) or None if found else None


def _movement(record: Record, kind: str) -> Movement:
    net = amount_of(record, NET)
    fees = {FEE: net, REFUND: sum((amount_of(record, header) for header in FEES), Decimal(0))}
    return Movement(
        record[ITEM],
        record[TITLE],
        net,
        fees.get(kind, Decimal(0)),
        net if kind == LABEL else Decimal(0),
        -(amount_of(record, GROSS) or net) if kind == REFUND else Decimal(0),
    )


def _nothing(record: Record, order: _Known) -> Item:
    """Of a row that names no item and stands alone."""
    return Item(record.row, "", "", "", order.gross or Decimal(0), Decimal(0))


def _sale_cells(record: Record, order: _Known) -> tuple[str, ...]:
    if order.items and not _is_item(record):
        raise PassedOver(said("is the total of an order whose items have rows of their own"))
    at = next((at for at, item in enumerate(order.items) if item.row == record.row), None)
    item = _nothing(record, order) if at is None else order.items[at]
    told = order.rate is not None
    cells = [record[header] or order.cells.get(header, "") for header in OF_ORDER]
    rate = _RATE.fullmatch(cells[2])
    return (
        record[ORDER] if at is None else order.keys[at],
        record[TITLE],
        order.currency,
        record[PRICES[0]] if amount_in(record, PRICES[0]) is None else str(item.price),
        str(item.fees) if told else "",
        str(item.label) if told and item.labelled else "",
        str(item.net) if told else "",
        item.status,
        code_in(record["Custom label"], record[TITLE]),
        size_in("", record[TITLE]),
        *cells[:2],
        f"{rate[1]}.{rate[2] or 0}" if rate else "",
    )
