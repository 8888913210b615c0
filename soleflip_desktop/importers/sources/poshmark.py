"""The sales report of Poshmark."""

from decimal import Decimal
from typing import ClassVar, Final

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.readings import MONTH_FIRST, POINT
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, TableSource
from soleflip_desktop.importers.column import Constant
from soleflip_desktop.importers.columns import OrderKey, SizeOf, StyleCodes, Text
from soleflip_desktop.importers.drafter import PassedOver
from soleflip_desktop.importers.drift import whole_header
from soleflip_desktop.importers.headers import Aliases, Record
from soleflip_desktop.importers.local_columns import CurrencyOf, LocalAmount, LocalInstant
from soleflip_desktop.importers.sources.shop_goods import style_code_in
from soleflip_desktop.importers.sources.worked_out import CellError, WorkedOut, amount_of, blame

ORDERED, ORDER, TITLE, SKU = "Order Date", "Order Id", "Listing Title", "SKU"
PRICE, EARNINGS = "Order Price", "Net Earnings"
FEE, SHIPPING = "Poshmark fee", "Shipping deducted"  # added to each row
_DEDUCTED: Final = ("Seller Shipping Discount", "Upgraded Shipping Label Fee", "Packaging Fee")


class PoshmarkSales(TableSource):
    """Some lines about the report, the header, a row for each sold listing, and two lines of sums.

    The fee is not written: it is what the price exceeds the earnings by, less the shipping that the seller
    took upon himself. Days are month first, since Poshmark sells in North America. "Cost Price", which the
    seller may have typed, is not read. The lines above the header and below the last row have fewer cells
    and no order; an empty cell too many at the end of a row is nothing.

    Written from public code that reads such files; never seen in a real file.
    """

    slug = "poshmark_sales"
    title = said("Poshmark sales report")
    kind = DraftKind.SALE
    version = 1
    confidence = Confidence.PARSER
    signature = ("Listing Date", ORDERED, ORDER, TITLE, PRICE, EARNINGS)
    aliases: ClassVar[Aliases] = {EARNINGS: ("Your Earnings",)}
    personal = ("Buyer Username", "Buyer Zip Code", "Notes", "Other Info")
    versions = (
        whole_header(
            "Listing Date | Order Date | SKU | Order Id | Listing Title | Department | Category",
            "Subcategory | Brand | Color | Size | Bundle Order? | Offer Order | NWT | Cost Price",
            "Order Price | Seller Shipping Discount | Upgraded Shipping Label Fee | Net Earnings",
            "Buyer State | Buyer Zip Code | Buyer Username | Sales Tax (Paid by Buyer)",
            "Sales Tax (Paid by Seller) | Notes | Other Info",
        ),
        whole_header(
            "Listing Date | Order Date | SKU | Order Id | Listing Title | Department | Category",
            "Subcategory | Brand | Color | Size | Bundle Order? | Offer Order | NWT | Cost Price",
            "Order Price | Lowest Set Price | Seller Shipping Discount | Upgraded Shipping Label Fee",
            "Packaging Fee | Your Earnings | Buyer State | Buyer Zip Code | Buyer Username",
            "Sales Tax (Paid by Buyer) | Sales Tax (Paid by Seller) | Notes | Other Info",
        ),
    )
    virtual = (SKU, FEE, SHIPPING)

    platform = Constant("poshmark")
    account = Constant("")
    order_key = OrderKey(ORDER, required=True)
    sold_at = LocalInstant(ORDERED, order=MONTH_FIRST, required=True)
    product_name = Text(TITLE, required=True)
    style_codes = StyleCodes(SKU)
    size = SizeOf("Size")
    gross = LocalAmount(PRICE, mark=POINT, least=Decimal(0), required=True)
    platform_fee = WorkedOut(FEE, (PRICE, EARNINGS, *_DEDUCTED))
    shipping_fee = WorkedOut(SHIPPING, _DEDUCTED)
    payout = LocalAmount(EARNINGS, mark=POINT, required=True)
    currency = CurrencyOf(amounts=(PRICE, EARNINGS), default="USD")
    status = Constant("completed")

    def shape(self, record: Record, gathered: object) -> tuple[str, ...]:
        if not record[ORDER] and not record[TITLE]:
            raise PassedOver("is no sale, but a line about the report")
        code = style_code_in(record[SKU])
        try:
            shipping = sum(abs(amount_of(record, header)) for header in _DEDUCTED) + Decimal(0)
        except CellError as error:
            return code, "", blame(error)
        try:
            fee = amount_of(record, PRICE) - amount_of(record, EARNINGS) - shipping
        except CellError:
            return code, "", str(shipping)  # the columns of the price and the earnings say so themselves
        return code, str(fee), str(shipping)
