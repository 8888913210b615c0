"""A file of lower rank that says otherwise: shown side by side in the review, and decided there."""

import csv
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from soleflip_desktop.ui.dialogs.conflicts import ConflictsDialog
from soleflip_desktop.ui.models.review import ReviewTable
from soleflip_desktop.ui.session import Session
from tests.ui.acting import SALES_TAB, cell, drop, import_file, notices, review_of, show
from tests.ui.conftest import settle


@pytest.fixture
def history(report: Path, tmp_path: Path) -> Path:
    """The first sale of the report as StockX's API tells it, but paid out one euro more."""
    with report.open(encoding="utf-8", newline="") as file:
        sale = next(csv.DictReader(file))
    payout = Decimal(sale["Total Gross Amount (Total Payout)"]) + 1
    order = {
        "orderNumber": sale["Order Number"],
        "createdAt": sale["Sale Date"].replace(" +00", "Z").replace(" ", "T"),
        "currencyCode": "EUR",
        "amount": sale["Listing Price"],
        "status": "COMPLETED",
        "variant": {"variantValue": sale["Sku Size"]},
        "product": {"productName": sale["Item"], "styleId": sale["Style"]},
        "payout": {"totalPayout": str(payout), "salePrice": sale["Listing Price"], "currencyCode": "EUR"},
    }
    path = tmp_path / "orders.json"
    path.write_text(json.dumps({"orders": [order]}), encoding="utf-8")
    return path


def payout_of(session: Session) -> str:
    return cell(session, 0, "payout")


def test_that_nothing_changes_unless_the_files_word_is_taken(
    session: Session, qtbot: QtBot, report: Path, history: Path
) -> None:
    import_file(qtbot, session, report)
    drop(qtbot, session, [history])
    review_of(qtbot, session)
    notes = session.window.imports.review.notes
    assert "1 value differs from a source whose word counts more" in notes.told()
    model = session.window.imports.review.table.model()
    assert isinstance(model, ReviewTable)
    words = model.index(0, model.columnCount() - 1).data()
    assert re.search(r"Payout stays as it is, though the file says [\d.]+", words)
    session.window.imports.review.import_button().click()
    settle(qtbot, session)
    show(qtbot, session, SALES_TAB)
    assert "Payout" not in notes.told()


def test_that_a_conflict_is_shown_side_by_side_and_taken(
    session: Session, qtbot: QtBot, report: Path, history: Path
) -> None:
    import_file(qtbot, session, report)
    drop(qtbot, session, [history])
    review_of(qtbot, session)
    review = session.window.imports.review
    review.notes.compare_button().click()
    dialog = session.imports.review.conflicts.dialog
    assert isinstance(dialog, ConflictsDialog)
    [conflict] = dialog.model.rows
    assert conflict.field == "payout"
    assert Decimal(conflict.theirs) == Decimal(conflict.ours) + 1
    assert conflict.given_by == "StockX sales report"
    shown = [dialog.model.index(0, number).data() for number in range(len(dialog.model.columns))]
    assert sum("€" in str(text) for text in shown) == 2
    dialog.table.selectRow(0)
    dialog.take.click()
    settle(qtbot, session)
    assert [each.taken for each in dialog.model.rows] == [True], notices(session)
    assert review.import_button().text() == "Change 1 sale"
    dialog.leave_all.click()
    settle(qtbot, session)
    assert [each.taken for each in dialog.model.rows] == [False]
    dialog.take_all.click()
    settle(qtbot, session)
    dialog.accept()
    review.import_button().click()
    settle(qtbot, session)
    assert session.imports.jobs == []
