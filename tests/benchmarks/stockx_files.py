"""Generated StockX sales reports of any length: the true 44 columns and quirks, a made-up seller."""

import csv
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

HEADER = (
    "Seller Name",
    "Seller Address (Billing)",
    "Seller VAT Number",
    "Sold To Name",
    "Sold To address",
    "Sold to VAT Number",
    "Fiscal Representative Name",
    "Fiscal Representative Address",
    "StockX Destination Address",
    "Payout date",
    "Invoice Date",
    "Invoice Number",
    "Item",
    "Sku Name",
    "Sku Size",
    "Style",
    "Order Number",
    "Sale Date",
    "Seller Tracking Number",
    "Buyer Destination Country",
    "Buyer Destination City",
    "Buyer Tracking Number",
    "Quantity",
    "Ship From Address",
    "Ship To Address",
    "Seller Fee",
    "Seller Fee Currency",
    "Payment Processing",
    "Payment Processing Currency",
    "Shipping Fee",
    "Shipping Fee Currency",
    "VAT Rate",
    "Total Net Amount (Payout Excluding VAT)",
    "Total Net Amount (Payout Excluding VAT) Currency",
    "Listing Price",
    "Listing Price Currency",
    "Total Gross Amount (Total Payout)",
    "Total Gross Amount (Total Payout) Currency",
    "Total VAT Amount",
    "Total VAT Amount Currency",
    "Payout ID",
    "Special references",
    "Provider Transaction ID",
    "Total Invoice Amount",
)
SELLER = ("Sample Seller", '"Sample Seller 1 Musterstraße Musterstadt 12345 DE"', "DE000000000")
BUYER = (
    "StockX LLC",
    "1046 Woodward Ave Detroit MI 48226",
    "NL826418247B01",
    "StockX Marketplace NL BV",
    "De Run 4312, 5503LN, Veldhoven, Netherlands",
)
HUB = "27 STOCKX LLC C/O StockX MP NL B.V. Veldhoven Veldhoven 5503 LS NL"
REFERENCES = (
    "1) Intra-EU supply of goods in accordance with article 138 Council Directive 2006/112/EC\n"
    "2) Invoice issued by the customer (self-billing)"
)
BRANDS = ("Nike", "Jordan", "adidas", "New Balance", "ASICS", "Crocs", "Puma", "Salomon")
MODELS = ("Runner Low Retro", "Court High OG", "Trail Lite III", "Clog Classic", "Flow 2002")
COLOURS = ("White Black", "University Blue", "Sail Gum", "Reverse Olive", "Bred", "Triple Black")
SIZES = ("7", "7.5", "8", "8.5", "9", "9.5", "10", "10.5", "11", "12", "13", "6.5Y", "8W", "9.5W", "10C", "M")
PLACES = (
    ("Germany", "Göteborg"),
    ("France", "Lyon"),
    ("Japan", "東京"),
    ("United States", "Lakeview"),
    ("Italy", "Torino "),
    ("Ireland, Republic of", "Cork"),
)
FIRST_DAY = datetime(2022, 7, 1, tzinfo=UTC)


def write_report(
    path: Path, rows: int, *, styles: int = 3_000, seed: int = 1, first_order: int = 10_000_000
) -> None:
    """Writes a report with `rows` sales of `styles` style codes; the same seed writes the same bytes.

    Orders are numbered from `first_order` on: two reports whose numbers meet speak of the same sales.
    """
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(_sales(rows, styles, random.Random(seed), first_order))


def write_purchases(path: Path, rows: int, *, styles: int = 3_000, seed: int = 1) -> None:
    """Writes a purchases file of `rows` pairs of the same goods, bought before the first sale."""
    choose = random.Random(seed)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("Style code", "Product", "Size", "Price", "Currency", "Purchase date", "Supplier"))
        for number in range(rows):
            product = choose.randrange(styles)
            day = FIRST_DAY - timedelta(days=choose.randrange(1, 300))
            code = "" if product % 40 == 0 else style_code(product)
            price = choose.randrange(30, 250)
            shop = f"Shop {number % 20}"
            size = choose.choice(SIZES)
            writer.writerow((code, product_name(product), size, price, "EUR", day.date(), shop))


def style_code(number: int) -> str:
    """The style code of product `number`, in Nike's form."""
    return f"{chr(65 + number // 26 % 26)}{chr(65 + number % 26)}{1000 + number % 9000}-{number % 900 + 100}"


def product_name(number: int) -> str:
    return (
        f"{BRANDS[number % len(BRANDS)]} {MODELS[number % len(MODELS)]}"
        f" {COLOURS[number % len(COLOURS)]} {number}"
    )


def _sales(rows: int, styles: int, choose: random.Random, first_order: int) -> Iterator[tuple[object, ...]]:
    for number in range(rows):
        product = choose.randrange(styles)
        sold = FIRST_DAY + timedelta(seconds=number * 90_000_000 // max(rows, 1) + choose.randrange(3600))
        paid = sold + timedelta(days=choose.randrange(1, 9), seconds=choose.randrange(3600))
        name = product_name(product)
        country, city = PLACES[choose.randrange(len(PLACES))]
        order = f"{first_order + number + 100_241}-{first_order + number}"
        transfer = f"{choose.getrandbits(32):08x}-0000-4000-8000-{number:012x}"
        # In cents; an eighth hides an unwritten minimum fee, as the reports of 2022 do.
        price = choose.randrange(40, 400) * 100
        unwritten = 800 if number % 8 == 0 else 0
        fee = 0 if unwritten else price * 65 // 1000
        processing, shipping = price * 3 // 100, choose.choice((0, 83, 500, -1))
        payout = price - fee - unwritten - processing - shipping
        yield (
            *SELLER,
            *BUYER,
            HUB,
            _instant(paid),
            _instant(paid),
            f"20000001-{order.partition('-')[2]}",
            name,
            name.partition(" ")[2],
            SIZES[choose.randrange(len(SIZES))],
            "N/A" if product % 40 == 0 else style_code(product),
            order,
            _instant(sold),
            f"1Z{choose.getrandbits(52):016d}",
            country,
            city,
            f"{choose.getrandbits(33):010d}",
            1,
            SELLER[1],
            HUB,
            *((_amount(fee), "EUR") if fee else ("", "N/A")),
            _amount(processing),
            "EUR",
            *((_amount(shipping), "EUR") if shipping else ("", "EUR")),
            "",
            _amount(payout),
            "EUR",
            _amount(price),
            "EUR",
            _amount(payout),
            "EUR",
            "",
            "",
            0,
            REFERENCES,
            transfer,
            _amount(payout),
        )


def _instant(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} +00"


def _amount(cents: int) -> str:
    # StockX drops trailing noughts: 39.5, 5.
    return f"{cents / 100:.2f}".rstrip("0").rstrip(".")
