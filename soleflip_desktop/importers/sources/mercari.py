"""The sales report of Mercari in the United States."""

from decimal import Decimal
from typing import ClassVar, Final

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.readings import MONTH_FIRST, POINT
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, TableSource
from soleflip_desktop.importers.column import Constant
from soleflip_desktop.importers.columns import OrderKey, SizeOf, Text
from soleflip_desktop.importers.drafter import PassedOver
from soleflip_desktop.importers.drift import whole_header
from soleflip_desktop.importers.headers import Aliases, Record
from soleflip_desktop.importers.local_columns import CurrencyOf, LocalAmount, LocalInstant
from soleflip_desktop.importers.sources.status_words import StatusOf
from soleflip_desktop.importers.sources.worked_out import CellError, WorkedOut, amount_of, blame

ITEM, STATUS, PROCEEDS = "Item Id", "Order Status", "Net Seller Proceeds"
FEE, SHIPPING = "Fees", "Shipping deducted"  # added to each row
_FEES: Final = ("Mercari Selling Fee", "Penalty Fee")
_SHIPPING: Final = ("Seller Shipping Fee", "Shipping Adjustment Fee")
_FOOTERS: Final = ("totals", "report generated on")
_WORDS: Final = {
    **dict.fromkeys(("completed", "complete"), "completed"),
    **dict.fromkeys(("canceled", "cancelled"), "cancelled"),
    **dict.fromkeys(("returned", "refunded"), "returned"),
    **dict.fromkeys(("in progress", "pending", "waiting for shipment"), "pending"),
    "shipped": "shipped",
}


class MercariSales(TableSource):
    """A row is a sold item, which its number names; "Totals:" and "Report generated on:" end the file.

    Fees are positive. A penalty counts as a fee of the platform, an adjusted label as shipping. What the
    buyer pays for shipping goes to Mercari, and the taxes to the state. Proceeds and fees of a canceled
    order are none. Days are month first, since Mercari's English report is of the United States.

    Written from public code that reads such files; never seen in a real file.
    """

    slug = "mercari_sales"
    title = said("Mercari sales report")
    kind = DraftKind.SALE
    version = 1
    confidence = Confidence.PARSER
    signature = (ITEM, "Sold Date", "Item Title", STATUS, PROCEEDS)
    aliases: ClassVar[Aliases] = {
        "Payment Processing Fee": (
            "Payment Processing Fee Charged To Seller",
            "Payment Processing Fee (Charged To Seller)",
        )
    }
    personal = ()
    versions = (
        whole_header(
            "Item Id | Sold Date | Canceled Date | Completed Date | Item Title | Order Status",
            "Shipped to State | Shipped from State | Item Price | Buyer Shipping Fee | Seller Shipping Fee",
            "Mercari Selling Fee | Payment Processing Fee Charged To Seller | Shipping Adjustment Fee",
            "Penalty Fee | Net Seller Proceeds | Sales Tax Charged to Buyer | Merchant Fees Charged to Buyer",
        ),
    )
    virtual = (FEE, SHIPPING, PROCEEDS)

    platform = Constant("mercari")
    account = Constant("")
    order_key = OrderKey(ITEM, required=True)
    sold_at = LocalInstant("Sold Date", order=MONTH_FIRST, required=True)
    paid_out_at = LocalInstant("Completed Date", order=MONTH_FIRST)
    product_name = Text("Item Title", required=True)
    style_codes = Constant("")
    size = SizeOf("Size")  # which no version has yet
    gross = LocalAmount("Item Price", mark=POINT, least=Decimal(0), required=True)
    platform_fee = WorkedOut(FEE, _FEES)
    processing_fee = LocalAmount("Payment Processing Fee", mark=POINT)
    shipping_fee = WorkedOut(SHIPPING, _SHIPPING)
    payout = LocalAmount(PROCEEDS, mark=POINT)
    currency = CurrencyOf(amounts=("Item Price", PROCEEDS), default="USD")
    status = StatusOf(STATUS, _WORDS)

    def shape(self, record: Record, gathered: object) -> tuple[str, ...]:
        first = record[ITEM].casefold()
        if any(first.startswith(word) for word in _FOOTERS):
            raise PassedOver("is no sale, but a line about the report")
        if _WORDS.get(record[STATUS].casefold()) == "cancelled":
            return "", "", ""
        return _sum(record, _FEES), _sum(record, _SHIPPING), record[PROCEEDS]


def _sum(record: Record, headers: tuple[str, ...]) -> str:
    """The sum of the filled cells, nothing if none is."""
    try:
        amounts = [amount_of(record, header) for header in headers if record[header]]
    except CellError as error:
        return blame(error)
    return str(sum(amounts)) if amounts else ""
