"""The sales of a Notion inventory."""

from decimal import Decimal
from typing import Any

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import TableSource
from soleflip_desktop.importers.column import Constant, derived
from soleflip_desktop.importers.columns import OrderKey, StyleCodes
from soleflip_desktop.importers.drafter import PassedOver
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.headers import Record
from soleflip_desktop.importers.local_columns import CurrencyOf
from soleflip_desktop.importers.sources.notion import (
    ALIASES,
    CANCELLED,
    COMPLETED,
    CONFIDENCE,
    CURRENCY,
    GROSS_SALE,
    NAME,
    NET_SALE,
    PAID,
    PENDING,
    PERSONAL,
    PLATFORM,
    RANK,
    RETURNED,
    SALE_DATE,
    SALE_ID,
    SHIPPED,
    SIGNATURE,
    SIZE,
    SKU,
    STAGE_REMEDY,
    STATUS,
    TYPE,
    is_amount,
    is_bought,
    is_return,
    is_sold,
    is_yes,
    platform_of,
    stage_of,
    starts_of_days,
)
from soleflip_desktop.importers.sources.notion_columns import AmountBeside, SizeOfType, StartInstant

PAIR = "(pair)"
# They keep a commission of every sale: where gross and net are one amount, it is not the buyer's price.
_KEEP_COMMISSION = frozenset({"stockx", "alias", "laced", "wtn", "klekt", "restocks", "flight_club"})
_STATUSES = {
    **{PENDING: "pending", SHIPPED: "shipped", COMPLETED: "completed"},
    **{CANCELLED: "cancelled", RETURNED: "returned"},
}


def is_price(gross: Decimal, net: str, platform: str, sale_id: str) -> bool:
    """Whether "Gross Sale" is what the buyer paid; sellers write there what the platform credited."""
    return not is_amount(net, gross) or platform_of(platform, sale_id) not in _KEEP_COMMISSION


def is_received(_: Decimal, status: str, paid: str) -> bool:
    """Whether "Net Sale" was credited, and not only expected."""
    try:
        return is_yes(paid) or stage_of(status) == COMPLETED
    except ValueError:
        return False


class NotionSales(TableSource):
    """The row of a pair is a sale too once it has a sale id, a sale date or a stage in which it is sold.

    "Net Sale" is what the platform credited. So is "Gross Sale" with platforms that keep a commission,
    wherever both are equal: then the buyer's price is unknown, and is left to the platform's own file. The
    "Sale ID", which begins with a blank, is the platform's order number: by it the sale is one with that of
    the platform's file, and takes the pair of its row.
    """

    slug = "notion_sales"
    title = said("Notion inventory, sales")
    kind = DraftKind.SALE
    version = 1
    rank = RANK
    confidence = CONFIDENCE
    family = "notion"
    signature = SIGNATURE
    aliases = ALIASES
    personal = PERSONAL
    virtual = (PAIR,)

    account = Constant("")
    order_key = OrderKey(SALE_ID)
    sold_at = StartInstant(SALE_DATE, required=True)
    style_codes = StyleCodes(SKU)
    size = SizeOfType(SIZE, unit=TYPE)
    currency = CurrencyOf(CURRENCY, amounts=(GROSS_SALE, NET_SALE))
    gross = AmountBeside(
        GROSS_SALE, beside=(NET_SALE, PLATFORM, SALE_ID), counts=is_price, least=Decimal("0.01")
    )
    payout = AmountBeside(NET_SALE, beside=(STATUS, PAID), counts=is_received, least=Decimal(0))

    @derived(PLATFORM, SALE_ID)
    @staticmethod
    def platform(name: str, sale_id: str) -> str:
        return platform_of(name, sale_id)

    @derived(NAME, SKU, remedy="Fill in the SKU", required=True)
    @staticmethod
    def product_name(name: str, sku: str) -> str:
        if not name and not sku:
            raise ValueError("names no product, and there is no SKU")
        return "" if name == sku else name

    @derived(STATUS, PAID, remedy=STAGE_REMEDY)
    @staticmethod
    def status(status: str, paid: str) -> str:
        """A stage in which nothing is sold yet is behind the times: there is a sale."""
        found = _STATUSES.get(stage_of(status), "pending")
        return "completed" if is_yes(paid) and found in ("pending", "shipped") else found

    @derived(PAIR)
    @staticmethod
    def pair_row(row: str) -> int | None:
        return int(row) if row else None

    def shape(self, record: Record, gathered: Any) -> tuple[str, ...]:
        if is_return(record[PLATFORM]):
            raise PassedOver("is a pair that went back to its supplier")
        if not is_sold(record):
            raise PassedOver("holds no sale")
        return (str(record.row) if is_bought(record) else "",)

    def _places(self, table: Table) -> dict[str, int]:
        return super()._places(table) | starts_of_days(table)
