"""A seller's own spreadsheet of pairs bought and sold."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from soleflip_desktop.domain.drafts import UNKNOWN_PLATFORM, DraftKind
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, Rank, TableSource
from soleflip_desktop.importers.column import Constant, derived
from soleflip_desktop.importers.columns import SizeOf, StyleCodes, Text
from soleflip_desktop.importers.drafter import PassedOver
from soleflip_desktop.importers.files.readers import header_key
from soleflip_desktop.importers.headers import Aliases, Record
from soleflip_desktop.importers.local_columns import CurrencyOf, LocalAmount, LocalInstant
from soleflip_desktop.importers.sources.notion import (
    is_amount,
    is_total,
    platform_of,
    rate_of_net,
    vat_rate_of,
)
from soleflip_desktop.importers.sources.notion_columns import AmountBeside

SKU, DAY, STATUS = "SKU", "Sale Date", "Status"
NAME, BRAND, SIZE, PLATFORM, CURRENCY, NOTES = (
    "Product Name",
    "Brand",
    "Size",
    "Platform",
    "Currency",
    "Notes",
)
GROSS_BUY, NET_BUY, GROSS_SALE, NET_SALE = "Gross Buy", "Net Buy", "Gross Sale", "Net Sale"
AMOUNTS = (GROSS_BUY, NET_BUY, GROSS_SALE, NET_SALE)
SIGNATURE = (SKU, DAY, STATUS)
PAIR = "(pair)"

ALIASES: Aliases = {
    SKU: ("Style Code", "Style-Code"),
    DAY: ("Verkaufsdatum", "Verkauft am"),
    STATUS: (),
    NAME: ("Produktname", "Produkt", "Bezeichnung"),
    BRAND: ("Marke",),
    SIZE: ("Größe", "Groesse"),
    PLATFORM: ("Plattform", "Sale Platform", "Verkaufsplattform"),
    CURRENCY: ("Währung",),
    NOTES: ("Notizen",),
    GROSS_BUY: ("EK brutto", "Einkaufspreis brutto"),
    NET_BUY: ("EK netto", "Einkaufspreis netto"),
    GROSS_SALE: ("VK brutto", "Verkaufspreis brutto"),
    NET_SALE: ("VK netto", "Verkaufspreis netto"),
}
# Columns that only follow from others, or number the rows.
_IDLE = (
    "",
    "#",
    "No.",
    "Nr.",
    "ID",
    "Profit",
    "Gewinn",
    "ROI",
    "ROI (%)",
    "Margin",
    "Marge",
    "PAS",
    "Shelf Life",
)

IN_STOCK, PENDING, SOLD, CANCELLED, RETURNED = "in stock", "pending", "completed", "cancelled", "returned"
INCOMING = "incoming"
_STAGES = {
    **dict.fromkeys(("unlisted", "listed", "available", "in stock", "reserved"), IN_STOCK),
    **dict.fromkeys(("auf lager", "bestand", "verfügbar", "gelistet", "reserviert"), IN_STOCK),
    **dict.fromkeys(("ordered", "incoming", "bestellt", "unterwegs"), INCOMING),
    **dict.fromkeys(("pending", "needsshipping", "needs shipping", "need shipping", "zu versenden"), PENDING),
    **dict.fromkeys(("sold", "completed", "sale completed", "verkauft", "abgeschlossen"), SOLD),
    **dict.fromkeys(("cancelled", "canceled", "storniert"), CANCELLED),
    **dict.fromkeys(("returned", "retoure", "retourniert"), RETURNED),
}
_SALES = frozenset({PENDING, SOLD, RETURNED})
REMEDY = "Write listed, ordered, pending, sold, cancelled or returned"
# They keep a commission of every sale: where gross and net are one amount, it is not the buyer's price.
_KEEP_COMMISSION = frozenset({"stockx", "alias", "laced", "wtn", "klekt", "restocks", "flight_club"})


def stage_of(status: str) -> str:
    """The stage that a status means, empty for none.

    Raises:
        ValueError: Nobody knows it.
    """
    stage = _STAGES.get(" ".join(status.casefold().split()), "") if status else ""
    if status and not stage:
        raise ValueError("is not a status that is known")
    return stage


def is_sold(record: Record) -> bool:
    return bool(record[DAY]) or _stage(record) in _SALES


def is_bought(record: Record) -> bool:
    """Whether a row says what the pair cost, or that it is there; a sale alone is no purchase."""
    return bool(record[GROSS_BUY] or record[NET_BUY]) or not is_sold(record)


def is_credited(_: Decimal, net: str, gross: str, status: str) -> bool:
    """Whether "Net Sale" was received: not while it is expected, and not if it is the price less its VAT."""
    stage = _STAGES.get(" ".join(status.casefold().split()), "")
    return stage not in (PENDING, CANCELLED, RETURNED) and vat_rate_of(gross, net) is None


def is_price(gross: Decimal, net: str, platform: str) -> bool:
    """Whether "Gross Sale" is what the buyer paid; sellers write there what a platform credited."""
    return not is_amount(net, gross) or platform_of(platform, "") not in _KEEP_COMMISSION


def missing_of(header: Sequence[str], missing: tuple[str, ...]) -> tuple[str, ...]:
    """Three words are too few to know a file by: it has an amount too, and no column that would be lost.

    A table with more is another source's, or anybody's whose columns the user names.
    """
    keys = {header_key(name) for name in header}
    known = {header_key(name) for each, others in ALIASES.items() for name in (each, *others)}
    amounts = {header_key(name) for each in AMOUNTS for name in (each, *ALIASES[each])}
    is_tracker = keys & amounts and keys <= known | {header_key(name) for name in _IDLE}
    return missing if is_tracker else SIGNATURE


def _stage(record: Record) -> str:
    return _STAGES.get(" ".join(record[STATUS].casefold().split()), "")


def _is_called_off(record: Record) -> bool:
    """Whether a pair may never have been bought; of one that cost something only its sale was cancelled."""
    is_paid = bool(record[GROSS_BUY] or record[NET_BUY])
    return _stage(record) == CANCELLED and not record[DAY] and not is_paid


def _check_pair(record: Record) -> None:
    if is_total(record):
        raise PassedOver(said("is the table's total"))
    if not record[SKU] and not record[NAME] and not record[STATUS]:
        raise PassedOver(said("holds no pair"))


class TrackerPurchases(TableSource):
    """The rows that say what a pair cost, or that it is in stock; one row is one pair.

    "Gross Buy" is the price with its VAT. Where "Net Buy" is that less a rate of VAT there is, the VAT is
    reclaimed: the seller counts with the net price. "Net Buy" alone is no price that was paid, and leaves it
    unknown. There is no purchase day: such a pair is sold by the sale of its own row, not by itself.

    Written from the description of one seller's validator; a real file was never seen.
    """

    slug = "tracker_purchases"
    title = said("Sales tracker, purchases")
    kind = DraftKind.PURCHASE
    version = 2
    rank = Rank.SPREADSHEET
    confidence = Confidence.DESCRIPTION
    family = "tracker"
    signature = SIGNATURE
    aliases = ALIASES
    placeholders = frozenset({"-", "--", "—"})

    style_codes = StyleCodes(SKU)
    brand = Text(BRAND)
    size = SizeOf(SIZE)
    currency = CurrencyOf(CURRENCY, amounts=AMOUNTS)
    price = LocalAmount(GROSS_BUY, least=Decimal(0))
    notes = Text(NOTES, limit=10_000)

    @derived(NAME, SKU, remedy="Fill in the SKU", required=True)
    @staticmethod
    def product_name(name: str, sku: str) -> str:
        return product_name_of(name, sku)

    @derived(NET_BUY, GROSS_BUY, remedy="Write it as 1234.50")
    @staticmethod
    def purchase_vat_rate(net: str, gross: str) -> Decimal | None:
        return rate_of_net(net, gross)

    @derived(GROSS_BUY, NET_BUY)
    @staticmethod
    def vat_reclaimable(gross: str, net: str) -> bool:
        return vat_rate_of(gross, net) is not None

    @derived(STATUS, remedy=REMEDY)
    @staticmethod
    def state(status: str) -> str | None:
        return {IN_STOCK: "in_stock", INCOMING: "incoming"}.get(stage_of(status))

    def missing(self, header: Sequence[str]) -> tuple[str, ...]:
        return missing_of(header, super().missing(header))

    def shape(self, record: Record, gathered: Any) -> tuple[str, ...]:
        _check_pair(record)
        if _is_called_off(record):
            raise PassedOver("is a purchase that was cancelled")
        if not is_bought(record):
            raise PassedOver(said("says nothing of a purchase"))
        return ()


class TrackerSales(TableSource):
    """The rows with a sale day or a status in which a pair is sold.

    "Net Sale" is what was received once it is sold, except where it is "Gross Sale" less a rate of VAT there
    is: then it is the price without its VAT, and what was received stays unknown. There are no order numbers:
    a sale is told by platform, product, size, day and price, and equal ones are counted.
    """

    slug = "tracker_sales"
    title = said("Sales tracker, sales")
    kind = DraftKind.SALE
    version = 1
    rank = Rank.SPREADSHEET
    confidence = Confidence.DESCRIPTION
    family = "tracker"
    signature = SIGNATURE
    aliases = ALIASES
    placeholders = frozenset({"-", "--", "—"})
    virtual = (PAIR,)

    account = Constant("")
    sold_at = LocalInstant(DAY, required=True)
    style_codes = StyleCodes(SKU)
    size = SizeOf(SIZE)
    currency = CurrencyOf(CURRENCY, amounts=AMOUNTS)
    gross = AmountBeside(GROSS_SALE, beside=(NET_SALE, PLATFORM), counts=is_price, least=Decimal("0.01"))
    payout = AmountBeside(NET_SALE, beside=(NET_SALE, GROSS_SALE, STATUS), counts=is_credited)

    @derived(NAME, SKU, remedy="Fill in the SKU", required=True)
    @staticmethod
    def product_name(name: str, sku: str) -> str:
        return product_name_of(name, sku)

    @derived(PLATFORM)
    @staticmethod
    def platform(name: str) -> str:
        return platform_of(name, "") if name else UNKNOWN_PLATFORM

    @derived(GROSS_SALE, NET_SALE)
    @staticmethod
    def vat_rate(gross: str, net: str) -> Decimal | None:
        return vat_rate_of(gross, net)

    @derived(STATUS, remedy=REMEDY)
    @staticmethod
    def status(status: str) -> str:
        """A stage in which nothing is sold yet is behind the times: there is a sale day."""
        stage = stage_of(status)
        return stage if stage in (PENDING, CANCELLED, RETURNED) else "completed"

    @derived(PAIR)
    @staticmethod
    def pair_row(row: str) -> int | None:
        return int(row) if row else None

    def missing(self, header: Sequence[str]) -> tuple[str, ...]:
        return missing_of(header, super().missing(header))

    def shape(self, record: Record, gathered: Any) -> tuple[str, ...]:
        _check_pair(record)
        if not is_sold(record):
            raise PassedOver(said("says nothing of a sale"))
        return (str(record.row) if is_bought(record) else "",)


def product_name_of(name: str, sku: str) -> str:
    if not name and not sku:
        raise ValueError("names no product, and there is no SKU")
    return name
