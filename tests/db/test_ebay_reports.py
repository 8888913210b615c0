"""The reports of one eBay order are one sale, whichever comes first."""

import itertools
import json
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.db.imports import Imports, imports_on

GOLDEN = Path(__file__).parent.parent / "golden"
REPORTS = (
    (GOLDEN / "ebay_orders" / "us.csv", GOLDEN / "ebay_transactions" / "us.csv"),
    (GOLDEN / "ebay_orders" / "uk.csv", GOLDEN / "ebay_transactions" / "uk.csv"),
    (GOLDEN / "ebay_orders" / "de_cp1252.csv", GOLDEN / "ebay_transactions" / "de_cp1252.csv"),
)
# What only one of the reports knows of the order 11-00001-00001, and what both do.
TOLD = """
    select sold_at::date::text, gross, platform_fee, shipping_fee, other_adjustment, payout, status,
           tracking_number, payout_reference, buyer_country, accounts.handle
    from sales.sales join core.accounts on accounts.id = sales.account_id
    where order_key = '11-00001-00001'
"""


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


def sold(imports: Imports) -> list[tuple[object, ...]]:
    return imports.rows(
        "select order_key, line, gross, payout, status from sales.sales order by order_key, line, gross"
    )


def drafted(path: Path) -> set[tuple[str, int]]:
    """Order keys and lines of the golden drafts of a report."""
    [made] = json.loads(path.with_name(f"{path.stem}.drafts.json").read_text(encoding="utf-8"))
    return {(draft["order_key"], draft["line"]) for draft in made["drafts"] if "order_key" in draft}


def without(path: Path, target: Path, *words: str) -> Path:
    """A copy of a report without the lines that hold one of the words."""
    lines = path.read_bytes().splitlines(keepends=True)
    target.write_bytes(b"".join(line for line in lines if not any(word.encode() in line for word in words)))
    return target


@pytest.mark.parametrize("reports", REPORTS, ids=lambda reports: reports[0].stem)
@pytest.mark.parametrize("turned", [False, True], ids=["orders first", "transactions first"])
def test_that_both_reports_of_an_order_are_one_sale(
    imports: Imports, reports: tuple[Path, Path], *, turned: bool
) -> None:
    for path in reversed(reports) if turned else reports:
        imports.run(path)
    told = sold(imports)
    numbered = [(key, line) for key, line, *_ in told if not str(key).startswith("~")]
    assert sorted(numbered) == sorted(drafted(reports[0]) | drafted(reports[1]))
    for path in reports:
        batch = imports.run(path)
        assert (batch.counts.new, batch.counts.changed) == (0, 0)
    assert sold(imports) == told


def test_that_each_report_says_what_it_knows_of_a_sale(imports: Imports) -> None:
    for path in REPORTS[0]:
        imports.run(path)
    amounts = [Decimal(text) for text in ("134.95", "20.13", "9.85", "-0.50", "105.47")]
    known = ["completed", "9400000000000000000001", "7000000001", "United States", "seller_one"]
    assert imports.rows(TOLD) == [("2026-09-27", *amounts, *known)]


def test_that_the_day_of_the_sale_is_that_of_the_orders_report(imports: Imports) -> None:
    imports.run(REPORTS[0][1])
    assert imports.rows(TOLD)[0][0] == "2026-09-28"
    imports.run(REPORTS[0][0])
    [told] = imports.rows(TOLD)
    assert told[0] == "2026-09-27"
    assert told[6:] == ("completed", "9400000000000000000001", "7000000001", "United States", "seller_one")


def test_that_the_sums_of_two_reports_are_those_of_one(imports: Imports) -> None:
    orders, transactions = REPORTS[0]
    imports.run(orders)
    only_orders = imports.one("select sum(gross) from sales.sales where status <> 'pending'")
    imports.run(transactions)
    of_orders = "order_key <> '11-00001-00007' and status <> 'pending'"
    assert imports.one(f"select sum(gross) from sales.sales where {of_orders}") == only_orders
    # 105.47 + 82.39 + 1,783.77 - 15.00, and 106.34 dollars at 1.27
    assert imports.one("select sum(payout) from sales.sales") == Decimal("2040.36")


def test_that_overlapping_reports_add_what_is_new(imports: Imports, tmp_path: Path) -> None:
    orders, transactions = REPORTS[0]
    half = without(orders, tmp_path / "half.csv", "11-00001-00001", "11-00001-00005")
    assert imports.run(half).counts.new > 0
    batch = imports.run(orders)
    assert (batch.counts.changed, batch.counts.new) == (0, 3)
    early = without(transactions, tmp_path / "early.csv", "Refund,11-00001-00002")
    imports.run(early)
    refunded = "select status, payout from sales.sales where order_key = '11-00001-00002/110000000003'"
    assert imports.rows(refunded) == [("completed", Decimal("155.95"))]
    imports.run(transactions)
    assert imports.rows(refunded) == [("returned", Decimal("0.00"))]


def test_that_a_refund_is_not_undone_by_the_orders_report(imports: Imports) -> None:
    for path in (*reversed(REPORTS[0]), REPORTS[0][0]):
        imports.run(path)
    assert imports.one("select count(*) from sales.sales where status = 'returned'") == 3


def test_that_an_order_that_is_paid_later_stays_one_sale(imports: Imports, tmp_path: Path) -> None:
    orders = REPORTS[0][0]
    imports.run(orders)
    before = imports.one("select count(*) from sales.sales")
    text = orders.read_text(encoding="utf-8")
    unpaid = next(line for line in text.splitlines() if line.startswith('"1004"'))
    paid = unpaid.replace('"1004",""', '"1004","11-00001-00004"', 1)
    paid = paid.replace('"Sep-30-26",""', '"Sep-30-26","Oct-01-26"', 1)
    later = tmp_path / "later.csv"
    later.write_text(text.replace(unpaid, paid), encoding="utf-8")
    assert imports.run(later).counts.new == 0
    assert imports.one("select count(*) from sales.sales") == before
    found = imports.rows("select status from sales.sales where order_key = '11-00001-00004'")
    assert found == [("completed",)]


def test_that_the_earnings_report_adds_no_second_sale(imports: Imports) -> None:
    earnings = GOLDEN / "ebay_earnings" / "long.csv"
    shared = ("11-00001-00001", "11-00001-00002/110000000002", "11-00001-00003", "11-00001-00007")
    counted = "select count(*) from sales.sales where order_key = '{}'"
    for path in (*REPORTS[0], earnings):
        imports.run(path)
    assert [imports.one(counted.format(key)) for key in shared] == [1, 1, 2, 1]


def test_that_no_word_of_the_estimates_counts_above_the_transaction_report(imports: Imports) -> None:
    earnings = GOLDEN / "ebay_earnings" / "long.csv"
    payout = "select payout from sales.sales where order_key = '11-00001-00002/110000000003'"
    for path in (REPORTS[0][1], earnings):
        imports.run(path)
    assert imports.one(payout) == Decimal("0.00")


def test_that_all_reports_in_any_order_know_the_same_sales(imports: Imports) -> None:
    earnings = GOLDEN / "ebay_earnings" / "long.csv"
    for path in itertools.chain([earnings], REPORTS[0], [earnings]):
        imports.run(path)
    keys = imports.rows("select order_key, line from sales.sales")
    assert len(keys) == len(set(keys)) == 17
