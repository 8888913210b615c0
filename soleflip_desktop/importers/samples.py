"""Files of a made-up seller: a StockX sales report and the purchases behind most of its sales."""

import csv
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from soleflip_desktop.importers.sample_goods import GOODS, LETTERS, NO_SIZE, Goods

SALES = 400
STOCK = 30  # pairs bought and not sold yet
KNOWN_COSTS = 0.75
FIRST_DAY = datetime(2023, 1, 3, 8, tzinfo=UTC)
DAYS = 730
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
_SHOPS = (
    "Nike SNKRS",
    "adidas Confirmed",
    "Zalando",
    "Snipes",
    "Foot Locker",
    "43einhalb",
    "BSTN",
    "Private",
)
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


def write_sample_files(folder: Path, seed: int = 1) -> tuple[Path, Path]:
    """Writes `purchases.csv` and `stockx_sales.csv` into `folder`; the same seed writes the same bytes.

    Nothing in them is anybody's: goods are real, the seller, the sales and the prices are made up.

    Returns:
        Both paths, purchases first, the order in which they are imported.
    """
    choose = random.Random(seed)
    sales = sorted((_sale(choose) for _ in range(SALES)), key=lambda sale: sale.sold_at)
    purchases, report = folder / "purchases.csv", folder / "stockx_sales.csv"
    _write(purchases, PURCHASES_HEADER, _purchases(sales, choose))
    rows = [_row(number, sale, choose) for number, sale in enumerate(sales, start=1)]
    _write(report, tuple(rows[0]), (tuple(row.values()) for row in rows))
    return purchases, report


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _sale(choose: random.Random) -> _Sale:
    goods = choose.choice(GOODS)
    # More is sold before Christmas, and the business grows: days are drawn towards the end of the time.
    day = int(DAYS * choose.betavariate(1.4, 1.0))
    price = round(goods.price * choose.gauss(1.0, 0.12)) * 100
    moment = FIRST_DAY + timedelta(days=day, seconds=choose.randrange(57_600))
    return _Sale(goods, choose.choice(goods.sizes), moment, max(price, 4_000))


def _purchases(sales: Sequence[_Sale], choose: random.Random) -> Iterator[tuple[object, ...]]:
    bought = [sale for sale in sales if choose.random() < KNOWN_COSTS]
    bought += [_sale(choose) for _ in range(STOCK)]
    for number, sale in enumerate(bought, start=1):
        day = (sale.sold_at - timedelta(days=choose.randrange(4, 70))).date()
        shop = choose.choice(_SHOPS)
        taxed = shop != "Private"
        yield (
            "" if sale.goods.style == "N/A" else sale.goods.style,
            sale.goods.name,
            "",
            "One size" if sale.size == "N/A" else _bought_size(sale),
            1,
            _money(round(sale.price * choose.uniform(0.55, 0.92), -1)),
            "EUR",
            day,
            shop,
            f"{shop[:2].upper()}-{day:%y%m}-{number:04d}",
            19 if taxed else "",
            "yes" if taxed else "no",
            choose.choice(("Shelf A", "Shelf B", "Cellar")),
            "",
        )


def _bought_size(sale: _Sale) -> str:
    bare = sale.goods.sizes not in (LETTERS, NO_SIZE) and sale.size[-1].isdigit()
    return f"US {sale.size}" if bare else sale.size


def _row(number: int, sale: _Sale, choose: random.Random) -> dict[str, object]:
    paid = sale.sold_at + timedelta(days=choose.randrange(3, 12), seconds=choose.randrange(3_600))
    country, city = choose.choice(_PLACES)
    order = f"{61_000_000 + number * 137}-{60_900_000 + number * 137}"
    fee, processing, shipping = _fees(sale, choose)
    payout = _money(sale.price - fee - processing - shipping)
    parties = dict(zip(_PARTY_HEADERS, (*_SELLER, *_BUYER, _HUB), strict=True))
    return {
        **parties,
        "Payout date": _instant(paid),
        "Invoice Date": _instant(paid),
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
