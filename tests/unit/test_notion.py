"""What the cells of a Notion inventory mean."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.importers.column import Bad
from soleflip_desktop.importers.sources.notion import (
    SIGNATURE,
    is_amount,
    platform_of,
    snake_cased,
    stage_of,
    vat_rate_of,
)
from soleflip_desktop.importers.sources.notion_columns import Related, SizeOfType
from tests.sources import claims_of, drafted

HEADER = (
    *(*SIGNATURE, "Net Buy", "VAT?", "Delivery Date", "Gross Sale", "Net Sale"),
    *("Payout Received?", "Sale Date", "Profit"),
)
PAIR = {"SKU": "DD1391-100", "Size": "9", "Gross Buy": "€80.00", "Buy Date": "July 24, 2024"}
SALE = PAIR | {"Sale Platform": "StockX", "Sale ID": " 68237673-68137432", "Sale Date": "October 4, 2024"}


def kinds(path: Path, *rows: dict[str, str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The purchases and the sales of an inventory."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, HEADER, restval="")
        writer.writeheader()
        writer.writerows(rows)
    purchases, sales = (drafted(claim) for claim in claims_of(path))
    assert not purchases[1] + sales[1]
    return purchases[0], sales[0]


@pytest.mark.parametrize(
    ("name", "snake"),
    [
        ("VAT?", "vat"),
        ("SKU", "sku"),
        ("Order No.", "order_no"),
        ("Listed on StockX?", "listed_on_stock_x"),
        ("Listed on eBay?", "listed_on_e_bay"),
        ("Größe", "gr_e"),
    ],
)
def test_that_names_are_mangled_as_n8n_does(name: str, snake: str) -> None:
    assert snake_cased(name) == snake


@pytest.mark.parametrize(
    ("gross", "net", "rate"),
    [
        ("€115.99", "€97.47", "19"),
        ("115.99", "97.47058823529412", "19"),
        ("115,99 €", "97,47 €", "19"),
        ("1.127,99 €", "1.054,20 €", "7"),
        ("€1,180.00", "€991.60", "19"),
        ("120", "100", "20"),
        ("100", "100", None),
        ("115.99", "", None),
        ("", "97.47", None),
        ("0", "0", None),
        ("115.99", "60", None),
        ("115.99", "x", None),
    ],
)
def test_that_a_rate_of_vat_is_told_by_gross_and_net_alone(gross: str, net: str, rate: str | None) -> None:
    assert vat_rate_of(gross, net) == (rate and Decimal(rate))


@given(st.text(max_size=30), st.text(max_size=30))
def test_that_no_amounts_break_the_rate(gross: str, net: str) -> None:
    vat_rate_of(gross, net)


@given(st.decimals(1, 5_000, places=2), st.sampled_from(["7", "19", "20", "21", "25"]))
def test_that_the_rate_comes_back_out_of_a_price(gross: Decimal, rate: str) -> None:
    found = vat_rate_of(str(gross), str(gross / (1 + Decimal(rate) / 100)))
    assert found is not None
    assert abs(gross / (1 + found / 100) - gross / (1 + Decimal(rate) / 100)) <= Decimal("0.01")


def test_that_the_flag_alone_reclaims_nothing(tmp_path: Path) -> None:
    flagged = PAIR | {"VAT?": "Yes"}
    figured = PAIR | {"Net Buy": "€67.23", "VAT?": "No"}
    both = PAIR | {"Net Buy": "€67.23", "VAT?": "Yes"}
    purchases, _ = kinds(tmp_path / "inventory.csv", flagged, figured, both)
    assert [(each["purchase_vat_rate"], each["vat_reclaimable"]) for each in purchases] == [
        (None, False),
        (None, False),
        (Decimal(19), True),
    ]


@pytest.mark.parametrize(
    ("name", "sale_id", "slug"),
    [
        ("StockX", "", "stockx"),
        ("Alias", "", "alias"),
        ("GOAT", "", "alias"),
        ("eBay Kleinanzeigen", "", "kleinanzeigen"),
        ("WTN", "", "wtn"),
        ("My Shop, Berlin", "", "my_shop_berlin"),
        ("", " 68237673-68137432", "stockx"),
        ("", "514496694", "unknown"),
        ("—", "", "unknown"),
    ],
)
def test_that_platforms_go_by_their_slugs(name: str, sale_id: str, slug: str) -> None:
    assert platform_of(name, sale_id) == slug


def test_that_an_unknown_stage_is_not_guessed() -> None:
    assert (stage_of("  sale   COMPLETED "), stage_of("")) == ("completed", "")
    with pytest.raises(ValueError, match="not a status"):
        stage_of("Lost")


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"Status": "Need Shipping"}, "pending"),
        ({"Status": "Packed"}, "pending"),
        ({"Status": "Outgoing"}, "shipped"),
        ({"Status": "Outgoing", "Payout Received?": "Yes"}, "completed"),
        ({"Status": "Sale completed"}, "completed"),
        ({"Status": "Cancelled"}, "cancelled"),
        ({"Status": "Cancelled", "Payout Received?": "Yes"}, "cancelled"),
        ({"Status": "Available"}, "pending"),
        ({}, "pending"),
    ],
)
def test_that_a_stage_says_how_far_a_sale_is(tmp_path: Path, cells: dict[str, str], status: str) -> None:
    _, [sale] = kinds(tmp_path / "inventory.csv", SALE | cells)
    assert (sale["status"], sale["pair_row"]) == (status, 1)


def test_that_a_row_without_a_sale_is_a_pair_alone(tmp_path: Path) -> None:
    rows = [PAIR | {"Sale Platform": "StockX", "Gross Sale": "€99.00", "Profit": "-67"}, PAIR, SALE]
    purchases, sales = kinds(tmp_path / "inventory.csv", *rows)
    assert [each["row"] for each in purchases] == [1, 2, 3]
    assert [(each["row"], each["pair_row"]) for each in sales] == [(3, 3)]


def test_that_a_pair_that_arrived_was_bought_whatever_became_of_its_sale(tmp_path: Path) -> None:
    cancelled = PAIR | {"Status": "Cancelled", "Delivery Date": "May 20, 2024"}
    purchases, sales = kinds(tmp_path / "inventory.csv", cancelled, cancelled | {"Delivery Date": ""})
    assert [each["row"] for each in purchases] == [1]
    assert sales == []


def test_that_what_a_platform_credits_is_not_taken_for_the_price(tmp_path: Path) -> None:
    paid = {"Status": "Sale completed"}
    rows = [
        SALE | paid | {"Gross Sale": "€88.48", "Net Sale": "88.48000000000001"},
        SALE | paid | {"Gross Sale": "€105.00", "Net Sale": "€88.48"},
        SALE | paid | {"Sale Platform": "Kleinanzeigen", "Gross Sale": "€60.00", "Net Sale": "€60.00"},
        SALE | {"Status": "Outgoing", "Gross Sale": "€105.00", "Net Sale": "€88.48"},
    ]
    _, sales = kinds(tmp_path / "inventory.csv", *rows)
    assert [(each["gross"], each["payout"]) for each in sales] == [
        (None, Decimal("88.48")),
        (Decimal("105.00"), Decimal("88.48")),
        (Decimal("60.00"), Decimal("60.00")),
        (Decimal("105.00"), None),
    ]


def test_that_an_amount_is_known_in_any_writing() -> None:
    assert all(is_amount(text, Decimal("1234.50")) for text in ("€1,234.50", "1.234,50 €", "1234.5"))
    assert not is_amount("", Decimal(0))


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("BSTN", "BSTN"),
        ("BSTN (Suppliers%20ab12/BSTN%20cd34.md)", "BSTN"),
        ("BSTN (https://www.notion.so/BSTN-cd34?pvs=21)", "BSTN"),
        ("A, B (https://www.notion.so/ab), C (C%20cd.md)", "A, B, C"),
        ("43einhalb (Fulda)", "43einhalb (Fulda)"),
        ("0a1b2c3d-0000-4000-8000-000000000001", None),
        ('["0a1b2c3d-0000-4000-8000-000000000001"]', None),
        ('["Shelf 3","Berlin"]', "Shelf 3, Berlin"),
        ("[]", None),
        ("[not json", "[not json"),
    ],
)
def test_that_a_related_page_goes_by_its_title(cell: str, name: str | None) -> None:
    assert Related("Supplier").read(cell) == name


@given(st.text(max_size=100))
def test_that_no_relation_breaks_the_reader(cell: str) -> None:
    assert isinstance(Related("Supplier").read(cell), str | None | Bad)


@pytest.mark.parametrize(
    ("size", "unit", "expected"),
    [
        ("8", "US", ("US_M", "8")),
        ("7", "US W", ("US_W", "7")),
        ("42 2/3", "EU", ("EU", "42.67")),
        ("9,5", "UK", ("UK", "9.5")),
        ("6.5Y", "US", ("US_Y", "6.5")),
        ("S", "US", ("LETTER", "S")),
        ("44", "Sneaker", ("EU", "44")),
        ("", "US", ("ONE", "ONE")),
    ],
)
def test_that_a_size_takes_the_unit_beside_it(size: str, unit: str, expected: tuple[str, str]) -> None:
    system, value, _ = SizeOfType("Size", unit="Type").converter()({"Size": [size], "Type": [unit]}, 1)
    assert (system[0], value[0]) == expected
