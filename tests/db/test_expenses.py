"""Own tables of expenses: kept once however often they come, with their sales, and taken back whole."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine

from soleflip_desktop.db.batches import differences_of
from soleflip_desktop.db.revert import OnLaterChanges
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.review import Pile
from soleflip_desktop.services.history import History
from soleflip_desktop.services.reviewing import Reviewing
from tests.db.imports import Imports, imports_on, records, report
from tests.db.own_tables import EXPENSES, OwnTable

HEADER = "Date,Kind,What,Paid,Shop,Receipt"
LABELS = "2024-01-05,Postage,Labels,4.99,DHL,R-1"
BOXES = "2024-01-05,Packaging,50 boxes,29.90,DHL,R-1"
TICKET = "2024-01-09,Travel,,3.20,,"
ALL = "select kind, amount, description, reference from sales.expenses order by spent_on, id"


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


@pytest.fixture
def table(imports: Imports, tmp_path: Path) -> OwnTable:
    return OwnTable(imports, tmp_path, EXPENSES)


def counts(table: OwnTable, header: str, *rows: str) -> tuple[int, int, int]:
    """New, changed and known rows of a table that is imported."""
    found = table.run(header, *rows).counts
    return found.new, found.changed, found.known


def test_that_expenses_are_kept_with_their_supplier_and_receipt(imports: Imports, table: OwnTable) -> None:
    batch = table.run(HEADER, LABELS, BOXES, TICKET)
    assert (batch.status, batch.counts.new, batch.counts.problems) == ("imported", 3, 0)
    assert (batch.first_day, batch.last_day) == (date(2024, 1, 5), date(2024, 1, 9))
    assert imports.rows(ALL) == [
        ("shipping", Decimal("4.99"), "Labels", "R-1"),
        ("packaging", Decimal("29.90"), "50 boxes", "R-1"),
        ("travel", Decimal("3.20"), None, None),
    ]
    suppliers = (
        "select name, count(*) from sales.expenses join core.suppliers s on s.id = supplier_id group by 1"
    )
    assert imports.rows(suppliers) == [("DHL", 2)]
    assert imports.one("select count(*) from products.products") == 0
    assert imports.one("select count(*) from integration.staged_expenses") == 0


def test_that_a_table_that_overlaps_adds_only_what_is_new(imports: Imports, table: OwnTable) -> None:
    table.run(HEADER, LABELS, BOXES, TICKET)
    before = imports.contents()
    assert counts(table, HEADER, TICKET, BOXES, LABELS) == (0, 0, 3)
    assert imports.contents() == before
    assert counts(table, HEADER, BOXES, "2024-02-01,Travel,,3.20,,") == (1, 0, 1)


def test_that_equal_rows_stay_as_many_as_they_are(imports: Imports, table: OwnTable) -> None:
    assert counts(table, HEADER, TICKET, TICKET) == (2, 0, 0)
    assert counts(table, HEADER, TICKET, TICKET) == (0, 0, 2)
    assert counts(table, HEADER, TICKET) == (0, 0, 1)
    assert counts(table, HEADER, TICKET, TICKET, TICKET) == (1, 0, 2)
    assert imports.one("select count(*) from sales.expenses") == 3


@pytest.mark.parametrize(
    ("was", "now", "difference"),
    [
        ("4.99", "5.99", {"amount": ("4.99", "5.99")}),
        ("2024-01-05,P", "2024-01-06,P", {"spent_on": ("2024-01-05", "2024-01-06")}),
        ("Postage", "Software", {"kind": ("shipping", "software")}),
        ("Labels", "20 labels", {"description": ("Labels", "20 labels")}),
    ],
)
def test_that_a_row_that_was_corrected_changes_its_expense(
    imports: Imports, table: OwnTable, was: str, now: str, difference: dict[str, tuple[str, str]]
) -> None:
    table.run(HEADER, LABELS, BOXES, TICKET)
    batch = table.stage(HEADER, LABELS.replace(was, now), BOXES, TICKET)
    assert (batch.counts.new, batch.counts.changed, batch.counts.known) == (0, 1, 2)
    with imports.engine.connect() as connection:
        [found] = differences_of(connection, batch.id)
    assert (found.key, found.fields) == ("R-1", difference)
    table.commit(batch)
    assert counts(table, HEADER, LABELS.replace(was, now), BOXES, TICKET) == (0, 0, 3)


@pytest.mark.parametrize(
    "other",
    [
        "2025-01-05,Postage,Labels,6.20,,1",  # receipts are numbered anew every year
        "2025-01-05,Postage,Labels,6.20,DHL,1",
        "2024-01-05,Packaging,Tape,4.99,,",
        "2024-01-05,Postage,Other labels,4.99,,",
        "2024-01-05,Postage,Labels,4.99,,2",
    ],
)
def test_that_an_expense_is_not_taken_for_another_one(imports: Imports, table: OwnTable, other: str) -> None:
    shop, receipt = "DHL" if "DHL" in other else "", "1" if other[-1].isdigit() else ""
    one = f"2024-01-05,Postage,Labels,4.99,{shop},{receipt}"
    table.run(HEADER, one)
    assert counts(table, HEADER, other) == (1, 0, 0)
    assert imports.one("select count(*) from sales.expenses") == 2


def test_that_a_receipt_number_given_later_makes_no_second_expense(table: OwnTable) -> None:
    table.run(HEADER, "2024-01-05,Postage,Labels,4.99,DHL,")
    assert counts(table, HEADER, LABELS) == (0, 1, 0)
    assert counts(table, "Date,Kind,What,Paid,Shop", "2024-01-05,Postage,Labels,4.99,DHL") == (0, 0, 1)


def test_that_a_supplier_is_the_same_in_other_letters(imports: Imports, table: OwnTable) -> None:
    table.run(HEADER, LABELS)
    assert counts(table, HEADER, LABELS.replace("DHL", "dhl")) == (0, 0, 1)
    assert imports.rows("select name from core.suppliers") == [("DHL",)]


def test_that_an_expense_names_its_sale_and_lowers_its_profit(
    imports: Imports, table: OwnTable, tmp_path: Path
) -> None:
    sold = report(tmp_path / "sales.csv", 3)
    order = records(sold)[0]["Order Number"]
    row = f"2024-01-05,Postage,Label,4.99,,,{order}"
    batch = table.run(f"{HEADER},Order", row)
    assert (batch.counts.new, batch.counts.warnings) == (1, 1)
    [finding] = imports.importing.findings(batch.id)
    assert finding.sentence == (
        f"There is no sale with the order number {order}: the expense is kept without it"
    )
    assert finding.next_step == "Import the sale, then this file again"
    imports.run(sold)
    opened = table.opened(f"{HEADER},Order", row)
    again = imports.importing.stage(opened, Control())  # as a user drops it, without insisting
    assert (again.already_imported, again.batch.counts.changed) == (False, 1)
    table.commit(again.batch)
    linked = "select order_key from sales.expenses join sales.sales on sales.id = sale_id"
    assert imports.rows(linked) == [(order,)]
    figures = "select expenses from analytics.sale_figures where expenses > 0"
    assert imports.rows(figures) == [(Decimal("4.99"),)]
    assert counts(table, f"{HEADER},Order", row) == (0, 0, 1)


def test_that_an_order_number_of_two_sales_links_to_neither(
    imports: Imports, table: OwnTable, tmp_path: Path
) -> None:
    imports.run(report(tmp_path / "sales.csv", 2))
    with imports.engine.begin() as connection:
        connection.exec_driver_sql("update sales.sales set order_key = 'A', line = id")
    batch = table.run(f"{HEADER},Order", f"{TICKET},A")
    [finding] = imports.importing.findings(batch.id)
    assert finding.code == "sale_ambiguous"
    assert imports.one("select count(*) from sales.expenses where sale_id is null") == 1


def test_that_a_credit_is_kept_and_nothing_and_the_future_are_refused(
    imports: Imports, table: OwnTable
) -> None:
    batch = table.run(HEADER, "2024-01-05,Postage,Back,-4.99,,", "2024-01-05,,,0,,", "2099-01-05,,,3,,")
    assert (batch.counts.new, batch.counts.problems) == (1, 2)
    assert imports.rows(ALL) == [("shipping", Decimal("-4.99"), "Back", None)]
    told = {(each.code, each.row_number): each.next_step for each in imports.importing.findings(batch.id)}
    assert told == {
        ("credit", 1): None,
        ("row", 2): "Correct the amount",
        ("spent_in_future", 3): "Correct the day",
    }


def test_that_an_import_of_expenses_is_undone(imports: Imports, table: OwnTable) -> None:
    table.run(HEADER, LABELS, BOXES)
    before = imports.rows(ALL)
    history = History(imports.engine, "window")
    assert counts(table, HEADER, LABELS.replace("4.99", "5.99"), BOXES, TICKET) == (1, 1, 1)
    history.undo()
    assert imports.rows(ALL) == before
    history.redo()
    assert len(imports.rows(ALL)) == 3
    history.undo()
    history.undo()
    assert imports.rows(ALL) == []
    assert counts(table, HEADER, LABELS, BOXES) == (2, 0, 0)


def test_that_undoing_the_sale_keeps_the_expense_without_it(
    imports: Imports, table: OwnTable, tmp_path: Path
) -> None:
    sold = report(tmp_path / "sales.csv", 2)
    sale = imports.run(sold)
    table.run(f"{HEADER},Order", f"{TICKET},{records(sold)[0]['Order Number']}")
    History(imports.engine, "window").revert_import(sale.id, OnLaterChanges.INCLUDE)
    assert imports.rows("select sale_id from sales.expenses") == [(None,)]


def test_that_a_broken_row_of_expenses_is_listed_found_and_put_right(
    imports: Imports, engine: Engine, table: OwnTable
) -> None:
    batch = table.stage(HEADER, LABELS, BOXES.replace("29.90", "a lot"))
    reviewing = Reviewing(engine)
    assert reviewing.piles(batch.id).rows[Pile.PROBLEMS] == 1
    reviewing.correct(batch.id, 2, "Paid", "29.90", Control())
    [row] = reviewing.page(batch.id, reviewing.ids(batch.id, Pile.NEW, (("price", True),), "packaging"))
    assert (row.order, row.partner, row.product, row.price) == ("R-1", "DHL", "50 boxes", Decimal("29.90"))
    table.commit(batch)
    assert len(imports.rows(ALL)) == 2


def test_that_expenses_that_wait_are_discarded_whole(imports: Imports, table: OwnTable) -> None:
    batch = table.stage(HEADER, LABELS)
    imports.importing.discard(batch.id)
    assert imports.staged_rows() == 0
    assert imports.rows(ALL) == []


def test_that_drafts_that_a_crash_took_are_made_again(imports: Imports, table: OwnTable) -> None:
    batch = table.stage(HEADER, LABELS, BOXES)
    with imports.engine.begin() as connection:
        connection.exec_driver_sql("truncate integration.staged_expenses")
    assert table.commit(batch).counts.new == 2
    assert len(imports.rows(ALL)) == 2
