"""The orders that StockX's public API answers, as JSON."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.money import AmountError, parse_amount, parse_currency
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, Rank, TableSource
from soleflip_desktop.importers.column import Cells, Column, Constant, Converter, Memo, Values, derived
from soleflip_desktop.importers.columns import Currency, Instant, OrderKey, SizeOf, StyleCodes, Text

# "Open" and "problem" of StockX have no end of their own here: the sale stands, and nothing is paid yet.
STATUSES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("CREATED", "PENDING", "SYSTEMFULFILLED"), "pending"),
    **dict.fromkeys(("CCAUTHORIZATIONFAILED", "SUSPENDED", "DONOTSHIP"), "pending"),
    **dict.fromkeys(("SHIPPED", "RECEIVED", "AUTHENTICATING"), "shipped"),
    **dict.fromkeys(("AUTHENTICATED", "PAYOUTPENDING", "PAYOUTFAILED"), "authenticated"),
    **dict.fromkeys(("COMPLETED", "PAYOUTCOMPLETED"), "completed"),
    **{"AUTHFAILED": "failed_verification", "DIDNOTSHIP": "cancelled"},
    **dict.fromkeys(("CANCELED", "CANCELLED"), "cancelled"),
    "RETURNED": "returned",
}
# The first of these words that an adjustment's type holds says what it is: "Payment Proc. (3%)", "Shipping",
# "MinTransactionFee". Every other one, such as a bonus, is part of what the payout leaves unexplained.
_WORDS: Final = {"payment": "processing_fee", "shipping": "shipping_fee"} | dict.fromkeys(
    ("transaction", "seller fee"), "platform_fee"
)
_FEES = ("platform_fee", "processing_fee", "shipping_fee")
_NO_LIST = "is not a list of adjustments"


class Adjustments(Column):
    """What was deducted, positive. Fills the three fees; one of which there is no adjustment is unknown."""

    remedy = "Export the orders again"

    def __init__(self, header: str) -> None:
        super().__init__(header, limit=20_000)

    def fields(self, name: str) -> tuple[str, ...]:
        return _FEES

    def parse(self, text: str) -> dict[str, Decimal]:
        fees: dict[str, Decimal] = {}
        for adjustment in _adjustments(text):
            kind = str(adjustment.get("adjustmentType") or "").casefold()
            if fee := next((fee for word, fee in _WORDS.items() if word in kind), None):
                fees[fee] = fees.get(fee, Decimal(0)) - parse_amount(str(adjustment.get("amount") or "0"))
        return fees

    def converter(self) -> Converter:
        memo = Memo(self._parts)

        def convert(cells: Cells, count: int) -> list[Values]:
            return [list(values) for values in zip(*memo.read_all(cells[self.header]), strict=True)]

        return convert

    def absent(self, count: int) -> list[Values]:
        return [[None] * count for _ in _FEES]

    def _parts(self, cell: str) -> tuple[object, ...]:
        fees = self.read(cell)
        return tuple(map(fees.get, _FEES)) if isinstance(fees, dict) else (fees, None, None)


class StockXOrders(TableSource):
    """The answers of `GET /v2/selling/orders/history` and `/active`, one page or several, or single orders.

    Adjustments are negative, the opposite of the sales report. `payout` is null before a sale is complete,
    and an expectation until then: it is read of completed sales only. `amount` is the ask that was met,
    `payout.salePrice` the price; they are the same. The day of the payout is not said. Order numbers are
    those of the sales report, which has the last word.

    Written from the API's description and the source of a public client; never seen in a real file.
    """

    slug = "stockx_orders"
    title = said("StockX orders (API)")
    kind = DraftKind.SALE
    version = 1
    rank = Rank.API
    confidence = Confidence.PARSER
    signature = ("orderNumber", "amount", "currencyCode", "createdAt", "status", "product.productName")
    # Labels and slips have names and streets on them.
    personal = ("shipment.shippingLabelUrl", "shipment.shippingDocumentUrl", "shipment.trackingUrl")

    platform = Constant("stockx")
    account = Constant("")
    order_key = OrderKey("orderNumber", required=True)
    sold_at = Instant("createdAt", required=True)
    product_name = Text("product.productName", required=True)
    style_codes = StyleCodes("product.styleId")
    size = SizeOf("variant.variantValue")
    currency = Currency("currencyCode", required=True)
    fees = Adjustments("payout.adjustments")
    tracking_number = Text("shipment.trackingNumber")

    @derived("payout.salePrice", "amount", "payout.currencyCode", "currencyCode")
    @staticmethod
    def gross(price: str, amount: str, paid_in: str, currency: str) -> Decimal:
        _check_currency(paid_in, currency)
        if not price and not amount:
            raise ValueError("means no price, but one is needed")
        gross = parse_amount(price or amount)
        if gross <= 0:
            raise ValueError("is not more than 0")
        return gross

    @derived("payout.totalPayout", "status")
    @staticmethod
    def payout(payout: str, status: str) -> Decimal | None:
        is_paid = STATUSES.get(status.upper()) == "completed"
        return parse_amount(payout) if payout and is_paid else None

    @derived("status", remedy="Export the orders again, or correct the status", required=True)
    @staticmethod
    def status(status: str) -> str:
        try:
            return STATUSES[status.upper()]
        except KeyError:
            raise ValueError("is not a status of StockX that is known") from None


def _adjustments(text: str) -> list[Mapping[str, object]]:
    try:
        found = json.loads(text, parse_float=str, parse_int=str)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(_NO_LIST) from error
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise ValueError(_NO_LIST)
    return found


def _check_currency(paid_in: str, currency: str) -> None:
    """Refuses a payout in another currency than the sale's; of a bad currency its column speaks."""
    try:
        same = not paid_in or parse_currency(paid_in) == parse_currency(currency)
    except AmountError:
        return
    if not same:
        raise ValueError("is paid out in another currency than the sale's")
