"""Which sheets are American StockX sales, and which are somebody else's."""

from itertools import product

import pytest

from soleflip_desktop.importers.registry import identify
from soleflip_desktop.importers.sources.stockx_us import StockXUsSales

ORDERS = ("52830274-52730033", "52830301-52730060")
GENERAL = ("Date", "Order #", "Product Name", "SKU", "Size", "Order Total", "Payout")


def sheet(header: tuple[str, ...], *orders: str) -> list[tuple[str, ...]]:
    records = [tuple(order if name == "Order #" else "1" for name in header) for order in orders]
    return [header, *records]


def test_that_any_version_of_a_header_will_do() -> None:
    versions = (
        ("Sale Date", "SaleDate", "Date", "\ufeffSale Date ", "SALE DATE"),
        ("Order Number", "Order Id", "Order #"),
        ("Sku Size", "Size", "Product Size"),
        ("Final Payout Amount", "Payout", "Total Payout"),
        ("Item", "Product Name", "Product", "Name"),
    )
    for header in product(*versions):
        [source] = identify([header, ("9/1/2024", ORDERS[0], "9", "80", "Dunk")])
        assert source.slug == "stockx_us_sales"


def test_that_headers_which_many_have_need_order_numbers_of_stockx() -> None:
    assert StockXUsSales().header_row(sheet(GENERAL, *ORDERS)) == 0
    assert StockXUsSales().header_row(sheet(GENERAL, ORDERS[0], "")) == 0
    for orders in (("1001", "1002"), (ORDERS[0], "1002"), ("",), ()):
        assert StockXUsSales().header_row(sheet(GENERAL, *orders)) is None


@pytest.mark.parametrize("word", ["Platform", "Profit", "Purchase Price", "ROI", "Gross Buy"])
def test_that_a_sheet_of_a_seller_is_not_one_of_stockx(word: str) -> None:
    assert StockXUsSales().header_row(sheet((*GENERAL, word), *ORDERS)) is None
    assert StockXUsSales().header_row(sheet((*GENERAL, "Sku Size", word), *ORDERS)) is None


@pytest.mark.parametrize("gone", ["Date", "Order #", "Product Name", "Size", "Payout"])
def test_that_every_header_of_the_signature_is_needed(gone: str) -> None:
    left = tuple(name for name in GENERAL if name != gone)
    assert StockXUsSales().header_row(sheet(left, *ORDERS)) is None
