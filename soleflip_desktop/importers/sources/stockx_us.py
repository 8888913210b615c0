"""The sales CSV of StockX's American accounts, whose headers come in several versions."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.readings import POINT
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, Head, TableSource
from soleflip_desktop.importers.column import Constant
from soleflip_desktop.importers.columns import OrderKey, Quantity, SizeOf, StyleCodes, Text
from soleflip_desktop.importers.files.readers import header_key
from soleflip_desktop.importers.headers import Aliases
from soleflip_desktop.importers.local_columns import CurrencyOf, LocalAmount, LocalInstant

ORDER: Final = "Order Number"
NAMES: Final[Aliases] = {
    ORDER: ("Order Id", "Order #"),
    "Sale Date": ("SaleDate", "Date"),
    "Item": ("Product Name", "Product", "Name"),
    "Sku Size": ("Size", "Product Size"),
    "Style": ("SKU", "Style Code"),
    "Price": ("Sale Price", "Order Total"),
    "Final Payout Amount": ("Payout", "Total Payout"),
}
# Nobody but StockX says these.
OWN_WORDS = frozenset({"sku size", "final payout amount"})
# What a seller writes into a sheet of his own, and StockX cannot know.
SELLERS_WORDS = frozenset(
    {"platform", "sale platform", "marketplace", "profit", "roi", "cost", "purchase price", "gross buy"}
)
_ORDER_NUMBER = re.compile(r"\s*[0-9]{6,10}-[0-9]{6,10}\s*")


class StockXUsSales(TableSource):
    """Sales as American accounts download them: fewer columns than the European report, other headers.

    Written from public code that reads such files; never seen in a real file. Which of a column's names go
    together is not known, so each is found by any of them. Since "Date", "Name" and "Payout" head other
    sellers' sheets too, a file is claimed only if a header is StockX's own ("Sku Size",
    "Final Payout Amount") or every order number is one of StockX's, and no header speaks of costs, profit
    or platforms. Amounts are written `$1,234`. Times without a zone are UTC, as in the European report;
    which comes first, day or month, is decided over the file. Fees are read under the European report's
    headers if they are there; otherwise the payout tells what was deducted.
    """

    slug = "stockx_us_sales"
    title = said("StockX sales (US account)")
    kind = DraftKind.SALE
    version = 1
    confidence = Confidence.PARSER
    signature = (ORDER, "Sale Date", "Item", "Sku Size", "Final Payout Amount")
    aliases = NAMES
    personal = ()

    platform = Constant("stockx")
    account = Text("Seller Name", blank="")
    order_key = OrderKey(ORDER, required=True)
    sold_at = LocalInstant("Sale Date", zone="UTC", required=True)
    paid_out_at = LocalInstant("Payout Date", zone="UTC")
    product_name = Text("Item", required=True)
    style_codes = StyleCodes("Style")
    size = SizeOf("Sku Size")
    quantity = Quantity("Quantity")
    gross = LocalAmount("Price", mark=POINT, least=Decimal("0.01"))
    platform_fee = LocalAmount("Seller Fee", mark=POINT)
    processing_fee = LocalAmount("Payment Processing", mark=POINT)
    shipping_fee = LocalAmount("Shipping Fee", mark=POINT)
    payout = LocalAmount("Final Payout Amount", mark=POINT, least=Decimal(0), required=True)
    currency = CurrencyOf("Currency", amounts=("Price", "Final Payout Amount"), default="USD")
    status = Constant("completed")

    def header_row(self, head: Head) -> int | None:
        found = super().header_row(head)
        return found if found is not None and self._is_of_stockx(head, found) else None

    def _is_of_stockx(self, head: Head, header_row: int) -> bool:
        keys = [header_key(name) for name in head[header_row]]
        if SELLERS_WORDS.intersection(keys):
            return False
        return bool(OWN_WORDS.intersection(keys)) or self._has_order_numbers(keys, head[header_row + 1 :])

    def _has_order_numbers(self, keys: Sequence[str], records: Head) -> bool:
        names = (ORDER, *NAMES[ORDER])
        at = next(keys.index(key) for key in map(header_key, names) if key in keys)
        numbers = [record[at] for record in records if at < len(record) and record[at].strip()]
        return bool(numbers) and all(map(_ORDER_NUMBER.fullmatch, numbers))
