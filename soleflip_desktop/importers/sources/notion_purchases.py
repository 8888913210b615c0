"""The pairs bought of a Notion inventory."""

from decimal import Decimal
from typing import Any

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import TableSource
from soleflip_desktop.importers.column import derived
from soleflip_desktop.importers.columns import OrderNumber, StyleCodes
from soleflip_desktop.importers.drafter import PassedOver
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.headers import Record
from soleflip_desktop.importers.local_columns import CurrencyOf, LocalAmount
from soleflip_desktop.importers.sources.notion import (
    ALIASES,
    AVAILABLE,
    BRAND,
    BUY_DATE,
    CONFIDENCE,
    CONSIGNED,
    CURRENCY,
    DELIVERY,
    GROSS_BUY,
    INCOMING,
    LISTED,
    LOCATION,
    NAME,
    NET_BUY,
    NOTES,
    ORDER,
    PERSONAL,
    PLATFORM,
    RANK,
    SIGNATURE,
    SIZE,
    SKU,
    STAGE_REMEDY,
    STATUS,
    SUPPLIER,
    TYPE,
    VAT,
    is_bought,
    is_called_off,
    is_return,
    is_yes,
    rate_of_net,
    stage_of,
    starts_of_days,
    vat_rate_of,
)
from soleflip_desktop.importers.sources.notion_columns import Related, SizeOfType, StartDay

_STATES = {INCOMING: "incoming", AVAILABLE: "in_stock", CONSIGNED: "consigned"}


class NotionPurchases(TableSource):
    """Each row is one pair bought, at "Gross Buy" with its VAT.

    The VAT may be reclaimed where "VAT?" says so and gross and net price give a rate there is: the flag alone
    names none. Stages in which a pair is sold say nothing about where it is; its sale does. The flags
    "Listed on …?" become a note.
    """

    slug = "notion_purchases"
    title = said("Notion inventory, purchases")
    kind = DraftKind.PURCHASE
    version = 2
    rank = RANK
    confidence = CONFIDENCE
    family = "notion"
    signature = SIGNATURE
    aliases = ALIASES
    personal = PERSONAL

    style_codes = StyleCodes(SKU)
    brand = Related(BRAND)
    size = SizeOfType(SIZE, unit=TYPE)
    currency = CurrencyOf(CURRENCY, amounts=(GROSS_BUY, NET_BUY))
    supplier = Related(SUPPLIER)
    order_number = OrderNumber(ORDER)
    ordered_on = StartDay(BUY_DATE)
    delivered_on = StartDay(DELIVERY)
    price = LocalAmount(GROSS_BUY, least=Decimal(0))
    location = Related(LOCATION)

    @derived(NAME, SKU, remedy="Fill in the SKU", required=True)
    @staticmethod
    def product_name(name: str, sku: str) -> str:
        if not name and not sku:
            raise ValueError("names no product, and there is no SKU")
        return "" if name == sku else name

    @derived(NET_BUY, GROSS_BUY, VAT, remedy="Write it as 1234.50")
    @staticmethod
    def purchase_vat_rate(net: str, gross: str, is_taxed: str) -> Decimal | None:
        rate = rate_of_net(net, gross)
        return rate if is_yes(is_taxed) else None

    @derived(GROSS_BUY, NET_BUY, VAT)
    @staticmethod
    def vat_reclaimable(gross: str, net: str, is_taxed: str) -> bool:
        return is_yes(is_taxed) and vat_rate_of(gross, net) is not None

    @derived(STATUS, PLATFORM, remedy=STAGE_REMEDY)
    @staticmethod
    def state(status: str, platform: str) -> str | None:
        stage = stage_of(status)
        return "returned_to_supplier" if is_return(platform) else _STATES.get(stage)

    @derived(NOTES, *LISTED)
    @staticmethod
    def notes(notes: str, *flags: str) -> str | None:
        names = [name for name, flag in zip(LISTED.values(), flags, strict=True) if is_yes(flag)]
        listed = f"Listed on {', '.join(names)}" if names else ""
        return "\n".join(filter(None, (notes, listed))) or None

    def shape(self, record: Record, gathered: Any) -> tuple[str, ...]:
        if is_called_off(record):
            raise PassedOver("is a purchase that was cancelled")
        if not is_bought(record):
            raise PassedOver("holds no pair")
        return ()

    def _places(self, table: Table) -> dict[str, int]:
        return super()._places(table) | starts_of_days(table)
