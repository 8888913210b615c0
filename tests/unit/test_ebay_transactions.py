"""Rows of the transaction and earnings reports that no golden case holds."""

from pathlib import Path

import pytest

from soleflip_desktop.importers.sources.ebay_earnings import EbayEarnings
from soleflip_desktop.importers.sources.ebay_transactions import EbayTransactions
from tests.sources import claims_of, drafted

GOLDEN = Path(__file__).parent.parent / "golden" / "ebay_transactions"
HEADER = (
    "Transaction creation date,Type,Order number,Buyer name,Net amount,Payout currency,Item ID,"
    "Transaction ID,Item title,Quantity,Item subtotal,Shipping and handling,"
    "Final Value Fee - variable,Gross transaction amount,Transaction currency,Exchange rate\n"
)
EARNINGS = (
    "Order creation date,Order number,Item ID,Item title,Gross amount,Expenses,Shipping labels,"
    "Order earnings\n"
)


def read(path: Path, text: str) -> tuple[list[dict[str, object]], list[str], list[str]]:
    """Drafts, and the messages of problems and of notes."""
    path.write_text(text, encoding="utf-8")
    [claim] = claims_of(path)
    drafts, problems, notes = drafted(claim)
    return drafts, [each.message for each in problems], [each.message for each in notes]


def test_that_items_with_amounts_of_their_own_need_no_total(tmp_path: Path) -> None:
    drafts, problems, _ = read(
        tmp_path / "report.csv",
        HEADER
        + '"Sep 28, 2026",Order,11-1,B,45,USD,110,20,First,1,50,0,-5,50,USD,--\n'
        + '"Sep 28, 2026",Order,11-1,B,90,USD,111,21,Second,1,100,0,-10,100,USD,--\n',
    )
    assert problems == []
    found = [(draft["order_key"], str(draft["gross"]), str(draft["payout"])) for draft in drafts]
    assert found == [("11-1/110", "50.00", "45.00"), ("11-1/111", "100.00", "90.00")]


def test_that_a_refund_before_its_order_in_the_file_counts_too(tmp_path: Path) -> None:
    [draft], problems, notes = read(
        tmp_path / "report.csv",
        HEADER
        + '"Oct 2, 2026",Refund,11-1,B,-10,USD,--,--,Shoe,--,--,--,--,-10,USD,--\n'
        + '"Sep 28, 2026",Order,11-1,B,45,USD,110,20,Shoe,1,50,0,-5,50,USD,--\n',
    )
    assert (str(draft["payout"]), draft["status"], problems) == ("35.00", "completed", [])
    assert notes == ["is counted in with the sale of its order"]


def test_that_a_sale_keeps_its_currency_and_what_it_left_is_turned_into_it(tmp_path: Path) -> None:
    [draft], _, _ = read(
        tmp_path / "report.csv",
        HEADER + '"Sep 28, 2026",Order,11-1,B,108.34,USD,110,20,Shoe,1,100,0,-18.66,100,GBP,1.27\n',
    )
    told = {name: str(draft[name]) for name in ("currency", "gross", "platform_fee", "payout")}
    assert told == {"currency": "GBP", "gross": "100.00", "platform_fee": "14.69", "payout": "85.31"}


def test_that_the_header_is_found_below_twelve_lines(tmp_path: Path) -> None:
    preamble = "".join(f"Remark {number}\n" for number in range(12))
    row = '"Sep 28, 2026",Order,11-1,B,45,USD,110,20,Shoe,1,50,0,-5,50,USD,--\n'
    drafts, problems, _ = read(tmp_path / "report.csv", preamble + HEADER + row)
    assert (len(drafts), problems) == (1, [])


def test_that_the_day_of_the_money_is_not_said_to_be_that_of_the_sale(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    row = '"Sep 28, 2026",Order,11-1,B,45,USD,110,20,Shoe,1,50,0,-5,50,USD,--\n'
    path.write_text(HEADER + row, encoding="utf-8")
    [claim] = claims_of(path)
    spoken = set(claim.source.said(claim.table))
    assert spoken >= {"gross", "platform_fee", "shipping_fee", "payout", "status"}
    assert spoken.isdisjoint({"sold_at", "buyer_country", "size_value"})


def test_that_earnings_of_two_sizes_of_one_listing_are_not_guessed(tmp_path: Path) -> None:
    drafts, problems, _ = read(
        tmp_path / "earnings.csv",
        EARNINGS
        + '"Sep 28, 2026",11-1,110,Slide,50,-5,--,45\n'
        + '"Sep 28, 2026",11-1,110,Slide,50,-5,--,45\n',
    )
    assert drafts == []
    assert problems == ["has several items, and the file does not say which is which"] * 2


def test_that_earnings_without_labels_say_nothing_of_fees_alone(tmp_path: Path) -> None:
    path = tmp_path / "earnings.csv"
    header = EARNINGS.replace("Shipping labels,", "")
    path.write_text(header + '"Sep 28, 2026",11-1,110,Slide,50,-5,45\n', encoding="utf-8")
    [claim] = claims_of(path)
    assert {"platform_fee", "shipping_fee"}.isdisjoint(claim.source.said(claim.table))
    assert "payout" in claim.source.said(claim.table)


@pytest.mark.parametrize("source", [EbayTransactions, EbayEarnings])
def test_that_no_draft_reads_a_personal_column(source: type[EbayTransactions] | type[EbayEarnings]) -> None:
    read_from = {header for column in source.columns.values() for header in column.headers()}
    assert read_from.isdisjoint(source.personal)


def test_that_one_german_row_is_found_below_a_preamble_that_is_longer(tmp_path: Path) -> None:
    lines = (GOLDEN / "de_cp1252.csv").read_bytes().splitlines(keepends=True)
    header = next(at for at, line in enumerate(lines) if line.startswith(b'"Datum der'))
    path = tmp_path / "report.csv"
    path.write_bytes(b"".join(lines[: header + 2]))
    [claim] = claims_of(path)
    drafts, problems, _ = drafted(claim)
    assert ([str(draft["gross"]) for draft in drafts], problems) == (["121.98"], [])
