"""The historical seller sales report of StockX, 44 columns."""

from decimal import Decimal

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import TableSource
from soleflip_desktop.importers.column import Constant, derived
from soleflip_desktop.importers.columns import (
    Amount,
    Currency,
    Day,
    Instant,
    OrderKey,
    Percent,
    Quantity,
    SizeOf,
    StyleCodes,
    Text,
)

CURRENCY = "Listing Price Currency"
PAYOUT = "Total Gross Amount (Total Payout)"


def _fee(header: str) -> Amount:
    """A fee as deducted. Blank stays unknown: only the payout tells whether it was truly zero."""
    return Amount(header, currency=f"{header} Currency", like=CURRENCY)


class StockXSales(TableSource):
    """Sales that StockX has paid out; the report holds no others.

    "Listing Price" is the price of the sale, "Total Gross Amount (Total Payout)" the net payout, which is
    what StockX's self-billing invoice for the row says. "Total Invoice Amount" is never read: it is the
    total of all rows paid out together, repeated on each of them.

    No column is personal: the buyer of record is StockX, the addresses are the seller's own and StockX's
    hubs. The final buyer appears with country and city only, which are kept.
    """

    slug = "stockx_sales"
    title = said("StockX sales report")
    kind = DraftKind.SALE
    version = 1
    signature = ("Seller Name", "Sku Size", "Style", "Order Number", PAYOUT, "Provider Transaction ID")
    personal = ()
    versions = (
        (
            *("Seller Name", "Seller Address (Billing)", "Seller VAT Number", "Sold To Name"),
            *("Sold To address", "Sold to VAT Number", "Fiscal Representative Name"),
            *("Fiscal Representative Address", "StockX Destination Address", "Payout date", "Invoice Date"),
            *("Invoice Number", "Item", "Sku Name", "Sku Size", "Style", "Order Number", "Sale Date"),
            *("Seller Tracking Number", "Buyer Destination Country", "Buyer Destination City"),
            *("Buyer Tracking Number", "Quantity", "Ship From Address", "Ship To Address", "Seller Fee"),
            *("Seller Fee Currency", "Payment Processing", "Payment Processing Currency", "Shipping Fee"),
            *("Shipping Fee Currency", "VAT Rate", "Total Net Amount (Payout Excluding VAT)"),
            *("Total Net Amount (Payout Excluding VAT) Currency", "Listing Price", CURRENCY, PAYOUT),
            *(f"{PAYOUT} Currency", "Total VAT Amount", "Total VAT Amount Currency", "Payout ID"),
            *("Special references", "Provider Transaction ID", "Total Invoice Amount"),
        ),
    )

    platform = Constant("stockx")
    account = Text("Seller Name", blank="")
    account_vat_id = Text("Seller VAT Number")
    order_key = OrderKey("Order Number", required=True)
    sold_at = Instant("Sale Date", required=True)
    paid_out_at = Instant("Payout date")
    product_name = Text("Item", required=True)
    style_codes = StyleCodes("Style")
    size = SizeOf("Sku Size")
    quantity = Quantity("Quantity")
    gross = Amount("Listing Price", currency=CURRENCY, least=Decimal("0.01"), required=True)
    currency = Currency(CURRENCY, required=True)
    platform_fee = _fee("Seller Fee")
    processing_fee = _fee("Payment Processing")
    shipping_fee = _fee("Shipping Fee")
    # StockX invoices itself for every row, in the seller's name and over the payout.
    payout = invoice_amount = Amount(
        PAYOUT, currency=f"{PAYOUT} Currency", like=CURRENCY, least=Decimal(0), required=True
    )
    vat_rate = Percent("VAT Rate")
    vat_amount = Amount("Total VAT Amount", currency="Total VAT Amount Currency", like=CURRENCY)
    invoice_number = Text("Invoice Number")
    invoice_day = Day("Invoice Date")
    status = Constant("completed")
    buyer_country = Text("Buyer Destination Country")
    buyer_city = Text("Buyer Destination City")
    tracking_number = Text("Seller Tracking Number")
    payout_reference = Text("Provider Transaction ID")

    @derived("Special references")
    @staticmethod
    def tax_treatment(references: str) -> str | None:
        """Intra-EU supply is what StockX names by the article that exempts it; nothing else is named."""
        text = references.casefold()
        return "intra_eu" if "article 138" in text or "intra-eu supply" in text else None
