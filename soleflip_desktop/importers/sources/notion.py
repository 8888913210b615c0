"""A reseller's inventory in Notion: its columns in every version and language, and what its words mean.

A row is a pair bought, and its sale if it was sold; two sources read it. The database comes as CSV
(`…_all.csv` in an export), as the API's answer to a query, or as n8n hands it on: under the properties' own
names, or as `property_buy_date`, with dates of which `.start` counts. Columns may be in any order and have
German names. Formulas (Profit, ROI, Shelf Life, PAS) and `Return` are never read, but for Net Buy, which
tells the rate of the VAT.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from soleflip_desktop.domain.drafts import UNKNOWN_PLATFORM
from soleflip_desktop.domain.local_amounts import parse_local_amount
from soleflip_desktop.domain.money import AmountError
from soleflip_desktop.domain.readings import MARK_READINGS
from soleflip_desktop.importers.base import Confidence, Rank
from soleflip_desktop.importers.files.readers import Table, header_key
from soleflip_desktop.importers.headers import Aliases, Record

SKU, NAME, BRAND, SIZE, TYPE = "SKU", "Product Name", "Brand", "Size", "Type"
GROSS_BUY, NET_BUY, VAT, BUY_DATE, DELIVERY = "Gross Buy", "Net Buy", "VAT?", "Buy Date", "Delivery Date"
SUPPLIER, ORDER, LOCATION, NOTES, CURRENCY = "Supplier", "Order No.", "Location", "Notes", "Currency"
PLATFORM, SALE_ID, SALE_DATE, STATUS = "Sale Platform", "Sale ID", "Sale Date", "Status"
GROSS_SALE, NET_SALE, PAID = "Gross Sale", "Net Sale", "Payout Received?"

_SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    SKU: ("Style Code", "Style ID", "Artikelnummer"),
    NAME: ("Product", "Name", "Item", "Produkt", "Bezeichnung"),
    BRAND: ("Marke", "Hersteller"),
    SIZE: ("Größe", "Groesse", "Gr."),
    TYPE: ("Type (US)", "Size Type", "Typ", "Größentyp"),
    SUPPLIER: ("Store", "Lieferant", "Händler"),
    GROSS_BUY: ("EK brutto", "Brutto EK", "Einkauf brutto"),
    NET_BUY: ("EK netto", "Netto EK", "Einkauf netto"),
    VAT: ("VAT", "MwSt.?", "MwSt?", "MwSt.", "USt?"),
    BUY_DATE: ("Purchase Date", "Kaufdatum", "Einkaufsdatum"),
    DELIVERY: ("Lieferdatum", "Zustelldatum"),
    ORDER: ("Order Number", "Order No", "Bestellnummer", "Bestellnr.", "Bestell-Nr."),
    LOCATION: ("Standort", "Lagerort"),
    NOTES: ("Note", "Notizen", "Notiz"),
    CURRENCY: ("Währung",),
    PLATFORM: ("Verkaufsplattform", "Plattform"),
    SALE_ID: ("Verkaufs-ID", "Verkaufsnummer"),
    SALE_DATE: ("Verkaufsdatum", "Verkauft am"),
    GROSS_SALE: ("VK brutto", "Brutto VK", "Verkauf brutto"),
    NET_SALE: ("VK netto", "Netto VK", "Verkauf netto"),
    PAID: ("Payout Received", "Auszahlung erhalten?", "Auszahlung erhalten"),
    STATUS: (),
    "Email": ("E-Mail", "E-Mail-Adresse", "Mail"),
    "Created by": ("Erstellt von",),
    "Last edited by": ("Zuletzt bearbeitet von",),
    "Person": ("Owner", "Assignee", "Zuständig"),
}
PERSONAL = ("Email", "Created by", "Last edited by", "Person")
SIGNATURE = (SKU, SIZE, GROSS_BUY, BUY_DATE, PLATFORM, SALE_ID, STATUS)
_DAYS = (BUY_DATE, DELIVERY, SALE_DATE)

_PLATFORMS: Final[Mapping[str, str]] = {
    **{"stockx": "stockx", "alias": "alias", "goat": "alias", "goat / alias": "alias", "ebay": "ebay"},
    **{"laced": "laced", "wtn": "wtn", "we the new": "wtn", "wethenew": "wtn", "vinted": "vinted"},
    **dict.fromkeys(("kleinanzeigen", "ebay kleinanzeigen", "ebay-kleinanzeigen"), "kleinanzeigen"),
    **{"flight club": "flight_club", "klekt": "klekt", "restocks": "restocks", "grailed": "grailed"},
    **{"depop": "depop", "etsy": "etsy", "mercari": "mercari", "poshmark": "poshmark", "whatnot": "whatnot"},
}
LISTED: Final[Mapping[str, str]] = {
    f"Listed on {name}?": name
    for name in ("StockX", "Alias", "eBay", "Laced", "WTN", "Kleinanzeigen", "Vinted", "Klekt")
}
_TOTALS = frozenset({"total", "totals", "sum", "summe", "gesamt"})
_RETURN_WORDS = frozenset({"return", "returned", "retoure", "rückgabe", "rücksendung"})
_YES = frozenset({"yes", "true", "ja", "y", "1", "✓", "x"})
# Two numbers of seven to nine digits: nobody but StockX numbers orders like that.
_ORDER_OF_STOCKX = re.compile(r"[0-9]{7,9}-[0-9]{7,9}")

# Where a pair is in the seller's own stages, and the status of the sale that each of them means.
INCOMING, AVAILABLE, CONSIGNED, CANCELLED, RETURNED = (
    *("incoming", "available", "consigned"),
    *("cancelled", "returned"),
)
PENDING, SHIPPED, COMPLETED = "pending", "shipped", "completed"
_STAGES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("incoming", "ordered", "bestellt", "unterwegs", "im zulauf"), INCOMING),
    **dict.fromkeys(("available", "in stock", "listed", "verfügbar", "auf lager", "gelistet"), AVAILABLE),
    **dict.fromkeys(("consigned", "kommission", "in kommission"), CONSIGNED),
    **dict.fromkeys(("need shipping", "needs shipping", "zu versenden", "versand nötig"), PENDING),
    **dict.fromkeys(("packed", "verpackt"), PENDING),
    **dict.fromkeys(("outgoing", "shipped", "ausgehend", "versendet", "verschickt"), SHIPPED),
    **dict.fromkeys(("sale completed", "completed", "sold"), COMPLETED),
    **dict.fromkeys(("verkauf abgeschlossen", "abgeschlossen", "verkauft"), COMPLETED),
    **dict.fromkeys(("cancelled", "canceled", "storniert"), CANCELLED),
    **dict.fromkeys(("returned", "retourniert", "zurückgegeben"), RETURNED),
}
_SOLD = frozenset({PENDING, SHIPPED, COMPLETED, RETURNED})
STAGE_REMEDY = (
    "Write Incoming, Available, Consigned, Need Shipping, Packed, Outgoing, Sale completed or Cancelled"
)

# Rates of value added tax in Europe, in percent.
_VAT_RATES = tuple(
    map(
        Decimal,
        (
            *(
                "5",
                "5.5",
                "6",
                "7",
                "7.7",
                "8",
                "8.1",
                "9",
                "9.5",
                "10",
                "12",
                "13",
                "13.5",
                "14",
                "16",
                "17",
            ),
            *("18", "19", "20", "21", "22", "23", "24", "25", "25.5", "27"),
        ),
    )
)
_CENT = Decimal("0.01")


RANK, CONFIDENCE = Rank.NOTION, Confidence.PARSER


def snake_cased(name: str) -> str:
    """The name of a property as n8n writes it: `VAT?` is `vat`, `Größe` is `gr_e`."""
    parted = re.sub("([a-z0-9])([A-Z])", r"\1 \2", name)
    parted = re.sub("([A-Z])([A-Z][a-z])", r"\1 \2", parted)
    return "_".join(re.findall("[A-Za-z0-9]+", parted)).lower()


def _aliases() -> Aliases:
    synonyms = {**_SYNONYMS, **dict.fromkeys(LISTED, ())}
    return {header: tuple(_names(header, others)) for header, others in synonyms.items()}


def _names(header: str, others: Sequence[str]) -> list[str]:
    """All names of a column but the first; of a date, where it begins comes before the whole of it."""
    own = (header, *others)
    given = [*others, *(f"property_{snake_cased(name)}" for name in own)]
    if header not in _DAYS:
        return given
    starts = [f"{name}.start" for name in (*own, *given)]
    return [*starts, *(f"date:{name}:start" for name in own), *given]


ALIASES = _aliases()


def starts_of_days(table: Table) -> dict[str, int]:
    """Where n8n puts the start of a date under its own name; the name alone is for rows without a date."""
    keys = {header_key(name): at for at, name in enumerate(table.header)}
    return {day: keys[key] for day in _DAYS if (key := header_key(f"{day}.start")) in keys}


def is_yes(cell: str) -> bool:
    return cell.strip().casefold() in _YES


def is_return(platform: str) -> bool:
    """Whether the pair went back to where it was bought: "Return" stands among the platforms."""
    return platform.casefold() in _RETURN_WORDS


def platform_of(name: str, sale_id: str) -> str:
    """The slug of a platform; what StockX sold shows by its number too."""
    known = _PLATFORMS.get(" ".join(name.casefold().split()))
    if known or name:
        return known or re.sub(r"\W+", "_", name.casefold()).strip("_")[:50] or UNKNOWN_PLATFORM
    return "stockx" if _ORDER_OF_STOCKX.fullmatch("".join(sale_id.split())) else UNKNOWN_PLATFORM


def stage_of(status: str) -> str:
    """The stage that a status means, empty for none.

    Raises:
        ValueError: Nobody knows it.
    """
    if not status:
        return ""
    try:
        return _STAGES[" ".join(status.casefold().split())]
    except KeyError:
        raise ValueError("is not a status that is known") from None


def is_bought(record: Record) -> bool:
    """Whether a row holds anything of a purchase that was not called off."""
    about = (SKU, NAME, GROSS_BUY, BUY_DATE)
    return any(map(record.__getitem__, about)) and not (is_called_off(record) or is_total(record))


def is_total(record: Record) -> bool:
    """Whether a row sums up the others."""
    return any(record[header].casefold().rstrip(":") in _TOTALS for header in (SKU, NAME))


def is_called_off(record: Record) -> bool:
    """Whether the pair was never bought: cancelled before it arrived or there was a sale to cancel."""
    return _stage(record) == CANCELLED and not any(map(record.__getitem__, (SALE_ID, SALE_DATE, DELIVERY)))


def is_sold(record: Record) -> bool:
    """Whether a row speaks of a sale; a platform or a price alone may be where it is to be sold."""
    return bool(record[SALE_ID] or record[SALE_DATE]) or _stage(record) in _SOLD


def _stage(record: Record) -> str:
    return _STAGES.get(" ".join(record[STATUS].casefold().split()), "")


def is_amount(text: str, amount: Decimal) -> bool:
    """Whether a cell says this amount, in whichever way it is written."""
    return any(_amount(text, mark) == amount for mark in MARK_READINGS)


def vat_rate_of(gross: str, net: str) -> Decimal | None:
    """The rate of VAT between two amounts, `None` if there is none of Europe's between them."""
    for mark in MARK_READINGS:
        paid, without = _amount(gross, mark), _amount(net, mark)
        if not paid or not without:
            continue
        off = {rate: abs(paid / (1 + rate / 100) - without) for rate in _VAT_RATES}
        nearest = min(off, key=off.__getitem__)
        if off[nearest] <= _CENT:
            return nearest
    return None


def rate_of_net(net: str, gross: str) -> Decimal | None:
    """As `vat_rate_of`.

    Raises:
        ValueError: The net price is written and is no amount.
    """
    if net and all(_amount(net, mark) is None for mark in MARK_READINGS):
        raise ValueError("is not an amount of money")
    return vat_rate_of(gross, net)


def _amount(text: str, mark: str) -> Decimal | None:
    """An amount that a formula may have left with any number of decimals, `None` if it is none."""
    if re.fullmatch(r"[0-9]{1,9}\.[0-9]{3,40}", text):
        return Decimal(text).quantize(_CENT)
    try:
        return parse_local_amount(text, mark)
    except AmountError:
        return None
