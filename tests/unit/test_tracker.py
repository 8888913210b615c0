"""Which tables are a tracker, and which three words are not enough for."""

from pathlib import Path

import pytest

from soleflip_desktop.errors import FileError
from soleflip_desktop.importers.registry import identify
from tests.sources import claims_of, drafted

TRACKER = ("SKU", "Sale Date", "Status", "Gross Buy", "Net Buy", "Gross Sale", "Net Sale", "Platform")


def slugs(*header: str) -> list[str]:
    return [source.slug for source in identify([header, ["x"] * len(header)])]


def test_that_a_tracker_is_a_source_of_purchases_and_one_of_sales() -> None:
    assert slugs(*TRACKER) == ["tracker_purchases", "tracker_sales"]
    assert slugs("status", "sku ", "Verkaufsdatum", "VK brutto", "Profit") == [
        "tracker_purchases",
        "tracker_sales",
    ]


@pytest.mark.parametrize(
    "header",
    [
        ("SKU", "Sale Date", "Status"),
        ("SKU", "Sale Date", "Gross Sale"),
        (*TRACKER, "Purchase Date"),
        (*TRACKER, "Order Number"),
        ("SKU", "Sale Date", "Status", "Fees", "Gross Sale"),
    ],
)
def test_that_other_tables_are_left_to_the_user(header: tuple[str, ...]) -> None:
    assert slugs(*header) == []


def test_that_an_inventory_of_notion_is_no_tracker() -> None:
    header = (*TRACKER, "Size", "Buy Date", "Sale Platform", "Sale ID", "Supplier", "Type", "Brand")
    try:
        found = slugs(*header)
    except FileError as error:
        pytest.fail(str(error))
    assert not any(slug.startswith("tracker") for slug in found)


def test_that_net_sale_is_the_payout_unless_it_is_the_price_without_vat(tmp_path: Path) -> None:
    path = tmp_path / "tracker.csv"
    rows = [
        "A1-1,2025-09-13,sold,119.00,100.00,eBay",
        "A1-1,2025-09-14,sold,102.00,88.48,eBay",
        "A1-1,2025-09-15,sold,88.48,88.48,StockX",
        "A1-1,2025-09-16,pending,102.00,88.48,eBay",
    ]
    path.write_text("\n".join(["SKU,Sale Date,Status,Gross Sale,Net Sale,Platform", *rows, ""]))
    [_, sales] = claims_of(path)
    drafts, problems, _ = drafted(sales)
    told = [tuple(str(draft[name]) for name in ("gross", "payout", "vat_rate")) for draft in drafts]
    assert problems == []
    assert told == [
        ("119.00", "None", "19"),
        ("102.00", "88.48", "None"),
        ("None", "88.48", "None"),
        ("102.00", "None", "None"),
    ]


def test_that_an_unknown_table_is_not_said_to_look_like_a_tracker(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Sale Date,Status,Colour\n2025-09-13,sold,red\n", encoding="utf-8")
    with pytest.raises(FileError, match="is of a kind that is not known"):
        claims_of(path)


def test_that_a_pair_whose_sale_was_cancelled_is_still_bought(tmp_path: Path) -> None:
    path = tmp_path / "tracker.csv"
    path.write_text("SKU,Sale Date,Status,Gross Buy\nA1-1,,cancelled,50\nA1-2,,cancelled,\n")
    purchases, sales = map(drafted, claims_of(path))
    assert [(draft["style_codes"], str(draft["price"])) for draft in purchases[0]] == [("A1-1", "50.00")]
    assert [note.message for note in purchases[2]] == ["is a purchase that was cancelled"]
    assert sales[0] == []
