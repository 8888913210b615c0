"""SoleFlip's own purchases CSV: what each pair cost."""

from decimal import Decimal

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import TableSource
from soleflip_desktop.importers.column import derived
from soleflip_desktop.importers.columns import (
    Amount,
    Currency,
    Day,
    OrderNumber,
    Percent,
    Quantity,
    SizeOf,
    StyleCodes,
    Text,
    YesNo,
)


class Purchases(TableSource):
    """One row per pair, or per several alike; header names in any case and order:

    - Style code: the maker's article number, several parted by "/".
    - Product: the name. Style code or Product must be there, and filled in every row.
    - Brand
    - Size (required): in any notation; "One size" where there is none.
    - Quantity: 1 to 1,000, blank = 1. A row of n makes n pairs.
    - Price (required): of one pair as paid, VAT included, as 1234.50; 0 for a gift.
    - Currency (required): three letters, such as EUR.
    - Purchase date (required): as 2024-05-31.
    - Supplier
    - Order number: the supplier's.
    - VAT rate: percent of the VAT inside the price, 19.
    - VAT reclaimable: yes or no (true, false, 1, 0, ja, nein), blank = no.
    - Location: where the pair is kept.
    - Notes

    Further columns are kept with the row and not read. None is personal: the file is the buyer's own and
    names no customer.
    """

    slug = "purchases"
    title = said("Purchases CSV")
    kind = DraftKind.PURCHASE
    version = 1
    signature = ("Price", "Purchase date", "Size")
    personal = ()

    supplier = Text("Supplier")
    order_number = OrderNumber("Order number")
    ordered_on = Day("Purchase date", required=True)
    brand = Text("Brand")
    style_codes = StyleCodes("Style code")
    size = SizeOf("Size", required=True)
    quantity = Quantity("Quantity")
    price = Amount("Price", least=Decimal(0), shared=False, required=True)
    currency = Currency("Currency", required=True)
    purchase_vat_rate = Percent("VAT rate")
    vat_reclaimable = YesNo("VAT reclaimable", blank=False)
    location = Text("Location")
    notes = Text("Notes", limit=10_000)

    @derived("Product", "Style code", remedy="Fill in one of the two", required=True)
    @staticmethod
    def product_name(product: str, style_code: str) -> str:
        if not product and not style_code:
            raise ValueError("names no product, and there is no style code")
        return product
