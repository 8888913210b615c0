"""Files of a made-up seller: a StockX sales report and the purchases behind most of its sales."""

import csv
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

from soleflip_desktop.importers.sample_goods import GOODS, LETTERS, NO_SIZE, Goods

SALES = 400
STOCK = 125  # pairs bought beyond those for sales; with the returned ones some 150 are in stock
KNOWN_COSTS = 0.75
FAULTS = 3  # rows of the report that cannot be read, where they are wanted
LAST_DAY = date(2025, 1, 2)
DAYS = 730
LONGEST_ON_SHELF = 540  # days
PURCHASES_HEADER: Final = (
    "Style code",
    "Product",
    "Brand",
    "Size",
    "Quantity",
    "Price",
    "Currency",
    "Purchase date",
    "Supplier",
    "Order number",
    "VAT rate",
    "VAT reclaimable",
    "Location",
    "Notes",
)


@dataclass(frozen=True, slots=True)
class _Shop:
    """Where pairs are bought."""

    name: str
    currency: str = "EUR"
    vat_rate: int | None = 19


_SHOPS = (
    _Shop("Nike SNKRS"),
    _Shop("adidas Confirmed"),
    _Shop("Zalando"),
    _Shop("Snipes"),
    _Shop("Foot Locker"),
    _Shop("43einhalb"),
    _Shop("BSTN"),
    _Shop("Private", vat_rate=None),
    _Shop("END.", "GBP", vat_rate=None),
    _Shop("Stadium Goods", "USD", vat_rate=None),
)
_SHELVES = ("Shelf A", "Shelf A", "Shelf B", "Shelf B", "Shelf C", "Cellar", "Storage unit", "")
# Of a euro, about which the made-up rates go up and down.
_USUAL_RATES = {"USD": Decimal("1.085"), "GBP": Decimal("0.858")}
_PLACES = (
    ("Germany", "Hamburg"),
    ("France", "Lyon"),
    ("Netherlands", "Utrecht"),
    ("Italy", "Torino"),
    ("Spain", "Valencia"),
    ("Poland", "Kraków"),
    ("United States", "Portland"),
)
_SELLER = ("Sample Seller", "Sample Seller, Sample Street 1, Sample Town, DE", "DE000000000")
_HUB = "StockX, Veldhoven, NL"
_BUYER = ("StockX LLC", "Detroit, US", "NL000000000B00", "StockX Marketplace NL BV", "Veldhoven, NL")
_REFERENCES = (
    "1) Intra-EU supply of goods in accordance with article 138 Council Directive 2006/112/EC\n"
    "2) Invoice issued by the customer (self-billing)"
)


@dataclass(frozen=True, slots=True)
class _Sale:
    """A sale before it is written down; money in cents."""

    goods: Goods
    size: str
    sold_at: datetime
    price: int


@dataclass(frozen=True, slots=True)
class _Purchase:
    """A pair as it was bought."""

    goods: Goods
    size: str
    day: date
    price: int


@dataclass(frozen=True, slots=True)
class Rate:
    """What a euro was worth on a day in a made-up world."""

    day: date
    currency: str
    per_eur: Decimal


def write_sample_files(
    folder: Path, seed: int = 1, last_day: date = LAST_DAY, *, faults: bool = False
) -> tuple[Path, Path]:
    """Writes `sample_purchases.csv` and `sample_stockx_sales.csv` into `folder`.

    The same seed writes the same bytes; another last day moves every day and nothing else. Nothing in them
    is anybody's: goods are real, the seller, the sales and the prices are made up.

    Args:
        last_day: The two years end with it.
        faults: Adds rows to the report that cannot be read, for who wants to see what becomes of those.

    Returns:
        Both paths, purchases first, the order in which they are imported.
    """
    choose = random.Random(seed)
    sales = sorted((_sale(choose, last_day) for _ in range(SALES)), key=lambda sale: sale.sold_at)
    bought = [_bought(sale, choose) for sale in sales if choose.random() < KNOWN_COSTS]
    bought += [_in_stock(choose, last_day) for _ in range(STOCK)]
    rows = [_row(number, sale, last_day, choose) for number, sale in enumerate(sales, start=1)]
    if faults:
        rows += [_faulty(rows[-1 - number], number) for number in range(FAULTS)]
    purchases, report = folder / "sample_purchases.csv", folder / "sample_stockx_sales.csv"
    _write(purchases, PURCHASES_HEADER, _purchases(bought, choose, last_day))
    _write(report, tuple(rows[0]), (tuple(row.values()) for row in rows))
    return purchases, report


def sample_rates(last_day: date = LAST_DAY) -> list[Rate]:
    """Made-up rates for every day on which the made-up seller may have bought or sold."""
    days = range(DAYS + 2 * LONGEST_ON_SHELF + 1)
    return [
        Rate(last_day - timedelta(days=ago), currency, _rate(currency, ago))
        for currency in _USUAL_RATES
        for ago in days
    ]


def _rate(currency: str, ago: int) -> Decimal:
    """Up and down by 3 % within a year."""
    swing = abs(ago % 365 - 182) - 91
    return (_USUAL_RATES[currency] * (1 + Decimal(swing) * 3 / 9100)).quantize(Decimal("0.0001"))


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _sale(choose: random.Random, last_day: date) -> _Sale:
    goods = choose.choice(GOODS)
    # More is sold before Christmas, and the business grows: days are drawn towards the end of the time.
    ago = DAYS - int(DAYS * choose.betavariate(1.4, 1.0))
    price = round(goods.price * choose.gauss(1.0, 0.12)) * 100
    first_hour = datetime.combine(last_day - timedelta(days=ago), time(8), UTC)
    moment = first_hour + timedelta(seconds=choose.randrange(36_000))
    return _Sale(goods, choose.choice(goods.sizes), moment, max(price, 4_000))


def _bought(sale: _Sale, choose: random.Random) -> _Purchase:
    day = (sale.sold_at - timedelta(days=choose.randrange(4, 70))).date()
    return _Purchase(sale.goods, sale.size, day, sale.price)


def _in_stock(choose: random.Random, last_day: date) -> _Purchase:
    """Most of the stock is young, some of it has long been there."""
    goods = choose.choice(GOODS)
    ago = min(int(choose.expovariate(1 / 110)), LONGEST_ON_SHELF)
    return _Purchase(goods, choose.choice(goods.sizes), last_day - timedelta(days=ago), goods.price * 100)


def _purchases(
    bought: Sequence[_Purchase], choose: random.Random, last_day: date
) -> Iterator[tuple[object, ...]]:
    for number, each in enumerate(bought, start=1):
        shop = choose.choice(_SHOPS)
        price = each.price * choose.uniform(0.55, 0.92)
        if shop.currency != "EUR":
            price *= float(_rate(shop.currency, (last_day - each.day).days))
        yield (
            "" if each.goods.style == "N/A" else each.goods.style,
            each.goods.name,
            "",
            "One size" if each.size == "N/A" else _bought_size(each),
            1,
            _money(round(price, -1)),
            shop.currency,
            each.day,
            shop.name,
            f"{shop.name[:2].upper()}-{number:04d}",
            shop.vat_rate or "",
            "yes" if shop.vat_rate else "no",
            choose.choice(_SHELVES),
            "",
        )


def _faulty(row: dict[str, object], number: int) -> dict[str, object]:
    """A further sale like `row`, with a cell that nobody can read."""
    column, value = (("Sale Date", "yesterday"), ("Listing Price", "n/a"), ("Order Number", ""))[number]
    return {**row, "Order Number": f"62000000-{number:08d}", column: value}


def _bought_size(bought: _Purchase) -> str:
    bare = bought.goods.sizes not in (LETTERS, NO_SIZE) and bought.size[-1].isdigit()
    return f"US {bought.size}" if bare else bought.size


def _row(number: int, sale: _Sale, last_day: date, choose: random.Random) -> dict[str, object]:
    paid_at = sale.sold_at + timedelta(days=choose.randrange(3, 12), seconds=choose.randrange(3_600))
    paid = _instant(paid_at) if paid_at.date() <= last_day else ""
    country, city = choose.choice(_PLACES)
    order = f"{61_000_000 + number * 137}-{60_900_000 + number * 137}"
    fee, processing, shipping = _fees(sale, choose)
    # Of some sales less is paid out than the fees tell, as in real reports of early years: a warning.
    unnamed = 800 if number % 57 == 0 else 0
    payout = _money(sale.price - fee - processing - shipping - unnamed)
    parties = dict(zip(_PARTY_HEADERS, (*_SELLER, *_BUYER, _HUB), strict=True))
    return {
        **parties,
        "Payout date": paid,
        "Invoice Date": paid,
        "Invoice Number": f"20000001-{order.partition('-')[2]}",
        "Item": sale.goods.name,
        "Sku Name": sale.goods.name,
        "Sku Size": sale.size,
        "Style": sale.goods.style,
        "Order Number": order,
        "Sale Date": _instant(sale.sold_at),
        "Seller Tracking Number": f"1Z{choose.getrandbits(52):016d}",
        "Buyer Destination Country": country,
        "Buyer Destination City": city,
        "Buyer Tracking Number": f"{choose.getrandbits(33):010d}",
        "Quantity": 1,
        "Ship From Address": _SELLER[1],
        "Ship To Address": _HUB,
        "Seller Fee": _money(fee),
        "Seller Fee Currency": "EUR",
        "Payment Processing": _money(processing),
        "Payment Processing Currency": "EUR",
        "Shipping Fee": _money(shipping) if shipping else "",
        "Shipping Fee Currency": "EUR",
        "VAT Rate": "",
        "Total Net Amount (Payout Excluding VAT)": payout,
        "Total Net Amount (Payout Excluding VAT) Currency": "EUR",
        "Listing Price": _money(sale.price),
        "Listing Price Currency": "EUR",
        "Total Gross Amount (Total Payout)": payout,
        "Total Gross Amount (Total Payout) Currency": "EUR",
        "Total VAT Amount": "",
        "Total VAT Amount Currency": "",
        "Payout ID": 0,
        "Special references": _REFERENCES,
        "Provider Transaction ID": f"{choose.getrandbits(32):08x}-0000-4000-8000-{number:012x}",
        "Total Invoice Amount": payout,
    }


_PARTY_HEADERS = (
    "Seller Name",
    "Seller Address (Billing)",
    "Seller VAT Number",
    "Sold To Name",
    "Sold To address",
    "Sold to VAT Number",
    "Fiscal Representative Name",
    "Fiscal Representative Address",
    "StockX Destination Address",
)


def _fees(sale: _Sale, choose: random.Random) -> tuple[int, int, int]:
    """Seller fee, payment processing and shipping in cents, as of a seller of the second level."""
    return max(sale.price * 85 // 1_000, 500), sale.price * 3 // 100, choose.choice((0, 0, 83, 500))


def _instant(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} +00"


def _money(cents: float) -> str:
    # StockX drops trailing noughts: 39.5, 5.
    return f"{cents / 100:.2f}".rstrip("0").rstrip(".")
