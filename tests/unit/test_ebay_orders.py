"""Which header the orders report is known by, and rows that no golden case holds."""

from pathlib import Path

import pytest

from soleflip_desktop.domain.readings import DAY_FIRST
from soleflip_desktop.importers.registry import SOURCES
from soleflip_desktop.importers.sources.ebay_orders import EbayOrders
from soleflip_desktop.importers.study import UndecidedError
from tests.sources import claims_of, drafted

GOLDEN = Path(__file__).parent.parent / "golden" / "ebay_orders"
HEADER = (
    "Sales Record Number,Order Number,Buyer Name,Item Number,Item Title,Quantity,Sold For,"
    "Shipping And Handling,Total Price,Sale Date,Paid On Date,Transaction ID\n"
)


def sales(path: Path, text: str, **readings: str) -> list[dict[str, object]]:
    path.write_text(HEADER + text, encoding="utf-8")
    [claim] = claims_of(path)
    drafts, problems, _ = drafted(claim, readings=readings)
    assert problems == []
    return drafts


def test_that_the_price_is_of_one_unless_the_total_shows_otherwise(tmp_path: Path) -> None:
    drafts = sales(
        tmp_path / "orders.csv",
        "1,11-1,B,110,Shoe,2,$50.00,$6.00,$106.00,Sep-27-26,Sep-27-26,20\n"
        "2,11-2,B,110,Shoe,2,$50.00,$6.00,$56.00,Sep-27-26,Sep-27-26,21\n"
        "3,11-3,B,110,Shoe,2,$50.00,$6.00,,Sep-27-26,Sep-27-26,22\n",
    )
    assert [(draft["order_key"], str(draft["gross"])) for draft in drafts] == [
        *[("11-1", "53.00")] * 2,
        *[("11-2", "28.00")] * 2,
        *[("11-3", "53.00")] * 2,
    ]


def test_that_a_summary_without_its_items_is_a_problem_and_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(HEADER + "1,11-1,B,,,2,$50.00,$6.00,$56.00,Sep-27-26,Sep-27-26,\n", encoding="utf-8")
    [claim] = claims_of(path)
    drafts, problems, notes = drafted(claim)
    assert (drafts, [problem.column for problem in problems], notes) == ([], ["Item Title"], [])


def test_that_days_with_strokes_have_to_be_decided(tmp_path: Path) -> None:
    row = "1,11-1,B,110,Shoe,1,$50.00,$6.00,$56.00,03/04/26,03/04/26,20\n"
    with pytest.raises(UndecidedError, match="Sale Date"):
        sales(tmp_path / "orders.csv", row)
    [draft] = sales(tmp_path / "orders.csv", row, **{"Sale Date": DAY_FIRST})
    assert str(draft["sold_at"]).startswith("2026-04-03")


def test_that_an_unpaid_order_without_a_number_has_no_key(tmp_path: Path) -> None:
    [draft] = sales(tmp_path / "orders.csv", "1,,B,110,Shoe,1,$50.00,$6.00,$56.00,Sep-27-26,,20\n")
    assert (draft["order_key"], draft["status"]) == (None, "pending")


@pytest.mark.parametrize("name", ["us.csv", "uk.csv", "de_cp1252.csv", "de_old.csv", "file_exchange.csv"])
def test_that_nobody_else_claims_a_version_of_the_report(name: str) -> None:
    [claim] = claims_of(GOLDEN / name)
    others = [each.slug for each in SOURCES if each.header_row(claim.table.head) is not None]
    assert others == [EbayOrders.slug]


def test_that_no_draft_reads_a_personal_column() -> None:
    read = {header for column in EbayOrders.columns.values() for header in column.headers()}
    assert read.isdisjoint(EbayOrders.personal)
