"""The review of a waiting file: its rows, what is taken of them, corrections, and the export of problems."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from soleflip_desktop.db.batches import Batch
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.review import Pile, Piles
from soleflip_desktop.errors import FileError, UserError
from soleflip_desktop.services.problem_rows import REASON_HEADER, ProblemRows
from soleflip_desktop.services.reviewing import Reviewing, ReviewRow
from tests.db.imports import Imports, changed, imports_on, purchases, records, report, write

PAYOUT = "Total Gross Amount (Total Payout)"


@dataclass(frozen=True)
class Review:
    """A waiting batch under review."""

    reviewing: Reviewing
    problems: ProblemRows
    batch: Batch

    def piles(self) -> Piles:
        return self.reviewing.piles(self.batch.id)

    def ids(self, pile: Pile = Pile.ALL, **more: object) -> list[int]:
        return list(self.reviewing.ids(self.batch.id, pile, **more))  # type: ignore[arg-type]

    def rows(self, pile: Pile = Pile.ALL) -> list[ReviewRow]:
        return self.reviewing.page(self.batch.id, self.ids(pile))

    def take(self, *rows: int, taken: bool) -> None:
        self.reviewing.take(self.batch.id, rows, taken=taken)

    def export(self, path: Path) -> int:
        return self.problems.export(self.batch.id, path, Control())

    def correct(self, row: int, header: str, text: str) -> None:
        self.reviewing.correct(self.batch.id, row, header, text, Control())


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


def review_of(imports: Imports, path: Path) -> Review:
    return Review(Reviewing(imports.engine), ProblemRows(imports.engine), imports.stage(path))


def mixed(imports: Imports, folder: Path) -> Path:
    """A report of 1 known, 1 changed, 3 new rows, 1 of them warned of, a duplicate and a problem."""
    rows = records(report(folder / "report.csv", 6))
    imports.run(write(folder / "known.csv", rows[:2]))
    rows[1][PAYOUT] = str(Decimal(rows[1][PAYOUT]) - 2)
    rows[3][PAYOUT] = str(Decimal(rows[3][PAYOUT]) - 8)
    rows[5]["Listing Price"] = "abc"
    return write(folder / "mixed.csv", [*rows, rows[2]])


def test_that_every_pile_lists_as_many_rows_as_it_counts(imports: Imports, tmp_path: Path) -> None:
    review = review_of(imports, mixed(imports, tmp_path))

    counted = review.piles()

    assert {pile: len(review.ids(pile)) for pile in Pile} == counted.rows
    assert counted.rows == {
        Pile.ALL: 7,
        Pile.NEW: 3,
        Pile.KNOWN: 1,
        Pile.CHANGED: 1,
        Pile.DUPLICATES: 1,
        Pile.PROBLEMS: 1,
        Pile.WARNINGS: counted.of(Pile.WARNINGS),
    }
    assert (counted.taken, counted.left_out) == (4, 0)
    assert [row.verdict for row in review.rows()] == [
        "known",
        "changed",
        "new",
        "new",
        "new",
        "problem",
        "duplicate",
    ]


def test_that_a_row_shows_what_it_was_read_as(imports: Imports, tmp_path: Path) -> None:
    path = report(tmp_path / "report.csv", 3)
    raw = records(path)[1]

    row = review_of(imports, path).rows()[1]

    assert (row.order, row.product, row.currency) == (raw["Order Number"], raw["Item"], "EUR")
    assert (row.price, row.payout) == (Decimal(raw["Listing Price"]), Decimal(raw[PAYOUT]))
    assert (row.taken, row.verdict, row.pairs) == (True, "new", 1)


def test_that_a_changed_row_shows_old_and_new(imports: Imports, tmp_path: Path) -> None:
    [row] = review_of(imports, mixed(imports, tmp_path)).rows(Pile.CHANGED)

    assert row.changes is not None
    old, new = row.changes["payout"]
    assert Decimal(old or "") - Decimal(new or "") == 2


def test_that_a_changed_row_shows_no_amount_that_is_as_it_was(imports: Imports, tmp_path: Path) -> None:
    [row] = records(report(tmp_path / "report.csv", 1))
    row |= {"Seller Fee": "", "Payment Processing": "", "Shipping Fee": "", "Listing Price": row[PAYOUT]}
    imports.run(write(tmp_path / "first.csv", [row]))
    assert imports.one("select platform_fee::text from sales.sales") == "0.00"

    row["Seller Tracking Number"] = "1Z-other"
    [shown] = review_of(imports, write(tmp_path / "second.csv", [row])).rows(Pile.CHANGED)

    assert set(shown.changes or ()) == {"tracking_number"}


def test_that_a_row_that_could_not_be_read_shows_what_is_written_there(
    imports: Imports, tmp_path: Path
) -> None:
    path = mixed(imports, tmp_path)

    [row] = review_of(imports, path).rows(Pile.PROBLEMS)

    raw = records(path)[5]
    assert row.written is not None
    assert (row.written["order"], row.written["price"]) == (raw["Order Number"], "abc")
    assert row.fault is not None
    assert (row.fault.header, row.fault.text) == ("Listing Price", "abc")
    assert row.findings[0].sentence == "Listing Price: “abc” is not an amount of money"


def test_that_rows_are_sorted_and_found(imports: Imports, tmp_path: Path) -> None:
    review = review_of(imports, mixed(imports, tmp_path))
    rows = {row.id: row for row in review.rows()}

    by_price = review.ids(order=(("price", True),))
    assert by_price[-1] == 6  # what could not be read comes last
    prices = [rows[each].price or Decimal(0) for each in by_price[:-1]]
    assert prices == sorted(prices, reverse=True)
    assert review.ids(order=(("row", True),)) == [7, 6, 5, 4, 3, 2, 1]
    assert review.ids(search=(rows[4].order or "").lower()) == [4]
    assert review.ids(search=(rows[6].written or {})["order"]) == [6]
    assert review.ids(Pile.NEW, search="no such thing") == []
    day = rows[4].day
    assert day is not None
    for needle in (day.isoformat(), f"{day:%Y-%m}"):
        found = review.ids(search=needle)
        assert 4 in found
        assert 1 not in found, "another day"
    assert review.ids(search="no such\0 thing") == []  # PostgreSQL takes no NUL
    with pytest.raises(ValueError, match="no column"):
        review.ids(order=(("nothing", False),))


def test_that_rows_left_out_are_not_imported(imports: Imports, tmp_path: Path) -> None:
    review = review_of(imports, mixed(imports, tmp_path))

    review.take(1, 2, 3, 6, 7, taken=False)
    piles = review.piles()
    batch = imports.importing.commit(review.batch.id, Control())

    assert (piles.taken_new, piles.taken_changed, piles.left_out) == (2, 0, 2)
    assert piles.of(Pile.NEW) == 3
    assert (batch.counts.new, batch.counts.changed) == (2, 0)
    assert imports.one("select count(*) from sales.sales") == 4
    assert batch.left_out == 2


def test_that_what_is_left_out_brings_no_product_along(imports: Imports, tmp_path: Path) -> None:
    path = purchases(
        tmp_path / "p.csv",
        ("DD1391-100", "Nike Dunk", "10", 2, "80", "EUR", "2024-01-05", "Shop", "A-1"),
        ("DD1391-101", "Nike Air", "10", 1, "80", "EUR", "2024-01-05", "Shop", "A-2"),
    )
    review = review_of(imports, path)
    review.take(2, taken=False)

    batch = imports.importing.commit(review.batch.id, Control())

    assert batch.counts.new == 1
    assert imports.rows("select name from products.products") == [("Nike Dunk",)]
    assert imports.one("select count(*) from products.items") == 2


def test_that_rows_can_be_taken_after_all(imports: Imports, tmp_path: Path) -> None:
    review = review_of(imports, mixed(imports, tmp_path))
    review.take(2, 3, 4, taken=False)
    review.take(2, 3, taken=True)

    batch = imports.importing.commit(review.batch.id, Control())

    assert (batch.counts.new, batch.counts.changed) == (2, 1)


def test_that_what_is_left_out_stays_out_when_the_file_is_checked_again(
    imports: Imports, tmp_path: Path
) -> None:
    review = review_of(imports, mixed(imports, tmp_path))
    review.take(2, 3, taken=False)
    with imports.engine.begin() as connection:  # somebody else changes something meanwhile
        connection.execute(text("insert into core.suppliers (name) values ('Shop')"))

    batch = imports.importing.commit(review.batch.id, Control())

    assert (batch.counts.new, batch.counts.changed) == (2, 0)


def test_that_what_is_left_out_stays_out_when_a_crash_took_the_drafts(
    imports: Imports, tmp_path: Path
) -> None:
    review = review_of(imports, mixed(imports, tmp_path))
    review.take(3, taken=False)
    review.correct(6, "Listing Price", "300")
    with imports.engine.begin() as connection:
        connection.execute(text("truncate integration.staged_sales"))

    batch = imports.importing.resume(review.batch.id, Control())

    assert (batch.counts.new, batch.counts.problems) == (4, 0)
    assert review.piles().taken_new == 3


def test_that_a_file_of_which_rows_were_left_out_is_read_again(imports: Imports, tmp_path: Path) -> None:
    path = report(tmp_path / "report.csv", 3)
    review = review_of(imports, path)
    review.take(2, taken=False)
    imports.importing.commit(review.batch.id, Control())

    again = imports.stage(path, again=False)

    assert (again.status, again.counts.known, again.counts.new) == ("staged", 2, 1)


def test_that_rows_alike_are_those_with_the_same_reason(imports: Imports, tmp_path: Path) -> None:
    review = review_of(imports, mixed(imports, tmp_path))
    by_id = {row.id: row for row in review.rows()}

    assert by_id[4].findings[0].code == "unnamed_deduction"
    assert list(review.reviewing.alike(review.batch.id, by_id[4])) == review.ids(Pile.WARNINGS)


def test_that_a_corrected_cell_makes_the_row_importable(imports: Imports, tmp_path: Path) -> None:
    path = mixed(imports, tmp_path)
    review = review_of(imports, path)

    review.correct(6, "Listing Price", "300.00")

    [row] = [each for each in review.rows() if each.id == 6]
    assert (row.verdict, row.price, row.fault) == ("new", Decimal("300.00"), None)
    assert "Listing Price was corrected from “abc” to “300.00”" in [each.message for each in row.findings]
    batch = imports.importing.commit(review.batch.id, Control())
    assert (batch.counts.new, batch.counts.problems) == (4, 0)
    order = records(path)[5]["Order Number"]
    assert imports.one("select gross from sales.sales where order_key = :o", o=order) == Decimal("300.00")


def test_that_a_corrected_row_is_kept_as_it_came(imports: Imports, tmp_path: Path) -> None:
    review = review_of(imports, mixed(imports, tmp_path))
    kept = "select raw from integration.import_records where batch_id = :id and row_number = 6"
    before = imports.one(kept, id=review.batch.id)

    review.correct(6, "Listing Price", "300.00")

    assert imports.one(kept, id=review.batch.id) == before
    assert "abc" in before


def test_that_a_correction_can_make_it_no_better_and_be_taken_back(imports: Imports, tmp_path: Path) -> None:
    review = review_of(imports, mixed(imports, tmp_path))

    review.correct(6, "listing price", "three hundred")
    [row] = review.rows(Pile.PROBLEMS)
    assert row.fault is not None
    assert row.fault.text == "three hundred"
    review.correct(6, "Listing Price", "abc")

    [row] = review.rows(Pile.PROBLEMS)
    assert [each.code for each in row.findings] == ["row"]


def test_that_a_correction_is_checked_against_the_rest_of_the_file(imports: Imports, tmp_path: Path) -> None:
    rows = records(report(tmp_path / "report.csv", 3))
    rows[2]["Order Number"] = ""
    review = review_of(imports, write(tmp_path / "r.csv", rows))

    review.correct(3, "Order Number", rows[0]["Order Number"])

    assert review.ids(Pile.DUPLICATES) == [3]


def test_that_a_cell_the_check_found_fault_with_can_be_corrected(imports: Imports, tmp_path: Path) -> None:
    future = {"Sale Date": "2099-01-01 00:00:00 +00"}
    path = changed(report(tmp_path / "r.csv", 3), tmp_path / "f.csv", {1: future})
    review = review_of(imports, path)
    [row] = review.rows(Pile.PROBLEMS)
    assert row.fault is not None
    assert (row.fault.header, row.fault.text) == ("Sale Date", "2099-01-01 00:00:00 +00")
    assert row.findings[0].sentence == "The day of the sale, 2099-01-01, lies in the future"

    review.correct(2, row.fault.header, "2023-01-01 00:00:00 +00")

    assert review.piles().of(Pile.NEW) == 3


def test_that_purchases_are_corrected_like_sales(imports: Imports, tmp_path: Path) -> None:
    path = purchases(
        tmp_path / "p.csv",
        ("DD1391-100", "Nike Dunk", "10", 2, "cheap", "EUR", "2024-01-05", "Shop", "A-1"),
        ("DD1391-101", "Nike Air", "10", 1, "80", "EUR", "2024-01-05", "Shop", "A-2"),
    )
    review = review_of(imports, path)

    review.correct(1, "Price", "75")

    batch = imports.importing.commit(review.batch.id, Control())
    assert batch.counts.new == 2
    assert imports.rows("select price from products.items order by id") == [
        (Decimal("80.00"),),
        (Decimal("75.00"),),
        (Decimal("75.00"),),
    ]


def test_that_a_pair_of_a_file_that_is_bought_in_the_future_comes_with_a_warning(
    imports: Imports, tmp_path: Path
) -> None:
    path = purchases(
        tmp_path / "p.csv",
        ("DD1391-100", "Nike Dunk", "10", 1, "80", "EUR", "2099-01-05", "Shop", "A-1"),
        ("DD1391-101", "Nike Air", "10", 1, "80", "EUR", "2024-01-05", "Shop", "A-2"),
    )
    review = review_of(imports, path)

    [row] = review.rows(Pile.WARNINGS)
    assert row.findings[0].sentence == "The day of the purchase, 2099-01-05, lies in the future"
    assert imports.importing.commit(review.batch.id, Control()).counts.new == 2
    assert imports.rows("select max(ordered_on)::text from products.purchases") == [("2099-01-05",)]


def test_that_a_batch_that_does_not_wait_is_neither_ticked_nor_corrected(
    imports: Imports, tmp_path: Path
) -> None:
    review = review_of(imports, report(tmp_path / "report.csv", 3))
    imports.importing.commit(review.batch.id, Control())

    with pytest.raises(UserError, match="does not wait"):
        review.take(1, taken=False)
    with pytest.raises(UserError, match="does not wait"):
        review.correct(1, "Listing Price", "1")


def test_that_a_column_the_file_has_not_cannot_be_corrected(imports: Imports, tmp_path: Path) -> None:
    review = review_of(imports, report(tmp_path / "report.csv", 3))

    with pytest.raises(UserError, match="no row 1 with a column Colour"):
        review.correct(1, "Colour", "red")


def test_that_problem_rows_are_exported_corrected_and_dropped_again(imports: Imports, tmp_path: Path) -> None:
    path = mixed(imports, tmp_path)
    review = review_of(imports, path)
    out = tmp_path / "problems.csv"

    assert review.export(out) == 1

    with out.open(encoding="utf-8-sig", newline="") as file:
        [row] = list(csv.DictReader(file))
    original = records(path)[5]
    assert row.pop(REASON_HEADER).startswith("Listing Price: “abc” is not an amount of money")
    assert row == original
    row["Listing Price"] = "300"
    again = imports.stage(write(tmp_path / "again.csv", [row | {REASON_HEADER: "was wrong"}]))
    assert (again.source, again.counts.new) == ("stockx_sales", 1)


def test_that_problems_exported_twice_have_one_column_of_reasons(imports: Imports, tmp_path: Path) -> None:
    first = review_of(imports, mixed(imports, tmp_path))
    once, twice = tmp_path / "once.csv", tmp_path / "twice.csv"
    first.export(once)

    second = review_of(imports, once)
    second.export(twice)

    assert twice.read_text("utf-8-sig") == once.read_text("utf-8-sig")


def test_that_no_exported_cell_is_taken_for_a_formula(imports: Imports, tmp_path: Path) -> None:
    cells = {"Listing Price": "abc", "Item": "=HYPERLINK(1)", "Shipping Fee": "-0.12"}
    path = changed(report(tmp_path / "r.csv", 2), tmp_path / "f.csv", {0: cells})
    review = review_of(imports, path)
    out = tmp_path / "problems.csv"

    review.export(out)

    with out.open(encoding="utf-8-sig", newline="") as file:
        [row] = list(csv.DictReader(file))
    assert (row["Item"], row["Shipping Fee"]) == ("'=HYPERLINK(1)", "-0.12")


def test_that_problems_cannot_be_written_where_there_is_a_folder(imports: Imports, tmp_path: Path) -> None:
    review = review_of(imports, mixed(imports, tmp_path))

    with pytest.raises(FileError, match="cannot be written"):
        review.export(tmp_path)
