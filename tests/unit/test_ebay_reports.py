"""What eBay's reports have in common: keys, shares, codes and sizes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.readings import COMMA, DAY_FIRST, POINT
from soleflip_desktop.importers.sources.ebay_reports import (
    ReportInstant,
    code_in,
    read_amount,
    sale_keys,
    shares,
    size_in,
)
from soleflip_desktop.importers.sources.ebay_settling import Item, Movement, Order

CENTS = st.decimals(-10_000, 10_000, places=2)
PRICES = st.decimals(0, 10_000, places=2)


def test_that_an_order_of_one_item_is_known_by_its_number() -> None:
    assert sale_keys("11-1-1", [("110", "200")]) == ["11-1-1"]


def test_that_the_items_of_an_order_are_known_by_their_listings() -> None:
    assert sale_keys("11-1-1", [("110", "200"), ("111", "201")]) == ["11-1-1/110", "11-1-1/111"]


def test_that_two_sizes_of_one_listing_are_known_by_their_transactions() -> None:
    items = [("110", "200"), ("110", "201"), ("111", "202")]
    assert sale_keys("11-1-1", items) == ["11-1-1/110/200", "11-1-1/110/201", "11-1-1/111"]


@given(CENTS, st.lists(PRICES, min_size=1, max_size=6))
def test_that_shares_sum_to_the_total(total: Decimal, weights: list[Decimal]) -> None:
    assert sum(shares(total, weights)) == total


def test_that_shares_follow_the_weights_to_the_cent() -> None:
    assert shares(Decimal(10), [Decimal(1), Decimal(2)]) == [Decimal("3.33"), Decimal("6.67")]
    assert shares(Decimal("0.05"), [Decimal(0), Decimal(0)]) == [Decimal("0.03"), Decimal("0.02")]


@pytest.mark.parametrize(
    ("cell", "mark", "amount"),
    [
        ("1.234,56 €", COMMA, "1234.56"),
        ("AU $1,234.50", POINT, "1234.50"),
        ("116.99", COMMA, "116.99"),
        ("", POINT, "0"),
        ("--", POINT, "0"),
    ],
)
def test_that_an_amount_is_read_in_the_language_of_its_report(cell: str, mark: str, amount: str) -> None:
    assert read_amount(cell, mark) == Decimal(amount)


@pytest.mark.parametrize("cell", ["#REF!", "ten", "1 " * 200_000])
def test_that_what_is_no_amount_is_not_taken_for_nothing(cell: str) -> None:
    assert read_amount(cell, POINT) is None


@pytest.mark.parametrize(
    ("label", "title", "code"),
    [
        ("DD1391-100", "Nike Dunk Low", "DD1391-100"),
        ("DD1391-100_10.5", "Nike Dunk Low", "DD1391-100"),
        ("B75806", "adidas Samba", "B75806"),
        ("BB550WT1", "New Balance 550", "BB550WT1"),
        ("SHELF-7", "Nike Dunk Low DD1391-100 US 10", "DD1391-100"),
        ("VENDOR-0042", "ASICS (1201A019-108) new", "1201A019-108"),
        ("A1", "Nothing known", ""),
        ("", "Phone 0151-555 of 2024", ""),
    ],
)
def test_that_a_code_is_taken_from_what_looks_like_one(label: str, title: str, code: str) -> None:
    assert code_in(label, title) == code


@pytest.mark.parametrize(
    ("variation", "title", "size"),
    [
        ("[US Shoe Size:10.5,Color:Black]", "", "US 10.5"),
        ("[UK Shoe Size:9]", "Size 10", "UK 9"),
        ("[Größe: EU 43,5]", "", "EU 43,5"),
        ("Size: M", "", "M"),
        ("[Size:9]", "US 10", ""),
        ("[Size:43]", "", "43"),
        ("[Color:Red]", "Nike UK 9 Monarch", "UK 9"),
        ("", "Jordan EU 42 2/3 new", "EU 42 2/3"),
        ("", "Dunk Größe 44,5 weiß", "EU 44,5"),
        ("", "Dunk US W 8.5", "8.5W"),
        ("", "Dunk US 6.5Y", "6.5Y"),
        ("", "Air Max 90 size 9", ""),
        ("", "Made in US 2019", ""),
    ],
)
def test_that_a_size_is_taken_only_with_its_system(variation: str, title: str, size: str) -> None:
    assert size_in(variation, title) == size


def test_that_a_day_with_dots_is_german() -> None:
    assert ReportInstant("Sold On").weigh({"03.04.2019", "--"}, "EUR") == (DAY_FIRST,)
    assert len(ReportInstant("Sold On").weigh({"03/04/2019"}, "EUR")) > 1


def item(price: str, fees: str = "0", listing: str = "1", title: str = "Shoe") -> Item:
    return Item(1, listing, "", title, Decimal(price), Decimal(fees))


def test_that_a_refund_goes_to_the_item_it_names() -> None:
    order = Order([item("90", title="Samba"), item("170", title="Jordan")])
    order.movements = [Movement("", "Jordan", Decimal(-170), refunded=Decimal(170))]
    order.settle()
    assert [(each.status, each.net) for each in order.items] == [
        ("completed", Decimal(90)),
        ("returned", Decimal(0)),
    ]


def test_that_a_label_of_a_whole_order_is_spread_by_price() -> None:
    order = Order([item("100"), item("200")], [Movement("", "", Decimal(-9), label=Decimal(-9))])
    order.settle()
    assert [each.label for each in order.items] == [Decimal(3), Decimal(6)]


@given(
    st.lists(st.tuples(PRICES, PRICES), min_size=1, max_size=4),
    st.lists(CENTS, max_size=4),
    PRICES,
)
def test_that_the_items_of_an_order_leave_what_the_order_left(
    priced: list[tuple[Decimal, Decimal]], moved: list[Decimal], net: Decimal
) -> None:
    order = Order([item(str(price), str(fees)) for price, fees in priced], net=net)
    order.movements = [Movement("", "", amount, fees=amount) for amount in moved]
    order.settle()
    assert sum(each.net for each in order.items) == net + sum(moved)


def test_that_an_order_in_another_currency_without_its_rate_stays_untold() -> None:
    order = Order([item("100", "5")], rate=None)
    order.settle()
    assert order.items[0].net == 0
