"""Own tables of expenses and listings in the real window: proposed, reviewed, imported, told in words."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from soleflip_desktop.importers.own_tables.mapped_fields import Rows
from soleflip_desktop.ui.dialogs.mapping import MappingDialog
from soleflip_desktop.ui.models.review import Pile, ReviewTable
from soleflip_desktop.ui.session import Session
from tests.db.imports import imports_on, purchases
from tests.ui.acting import INVENTORY, drop, notices, review_of, show
from tests.ui.conftest import PATIENCE, settle

EXPENSES = """Ausgaben 2024;;;;;;
Datum;Beleg-Nr.;Kategorie;Verwendungszweck;Händler;Betrag;MwSt.
13.01.2024;R-1;Versandkosten;Paketmarken;DHL;4,99 €;0,80
14.01.2024;R-2;Verpackung;Kartons 50 Stück;Karton Eins;29,90 €;4,77
20.01.2024;G-1;Versand;Erstattung Paketmarke;DHL;-4,99 €;-0,80
22.01.2024;R-3;Bürohund;Futter;Tierladen;umsonst;
"""
LISTINGS = """Item,SKU,Size (US),Asking price,Listed on,Listing ID
Nike Dunk Low,DD1391-100,9,$180.00,2024-02-01,4711
Nike Dunk Low,DD1391-100,12,$190.00,2024-02-01,4712
"""


def mapping_view(qtbot: QtBot, session: Session, path: Path) -> MappingDialog:
    """The view of a file once it has proposed something and studied it."""
    drop(qtbot, session, [path])
    qtbot.waitUntil(lambda: session.window.findChild(MappingDialog) is not None, timeout=PATIENCE)
    settle(qtbot, session)
    dialog = session.window.findChild(MappingDialog)
    assert dialog is not None
    return dialog


def shown(session: Session, row: int) -> dict[str, str]:
    """The visible cells of a row of the review, by the titles of their columns."""
    table = session.window.imports.review.table
    model = table.model()
    assert isinstance(model, ReviewTable)
    return {
        str(model.headerData(at, Qt.Orientation.Horizontal)): str(model.index(row, at).data() or "")
        for at in range(model.columnCount())
        if not table.isColumnHidden(at)
    }


@pytest.fixture
def expenses(tmp_path: Path) -> Path:
    path = tmp_path / "Ausgaben.csv"
    path.write_text(EXPENSES, encoding="utf-8")
    return path


@pytest.fixture
def listings(tmp_path: Path, engine: Engine) -> Path:
    """A table of listings, and one pair that may be on offer."""
    pair = ("DD1391-100", "Nike Dunk Low", "US 9", 1, "110.00", "EUR", "2024-01-20", "Shop", "B")
    imports_on(engine).run(purchases(tmp_path / "stock.csv", pair))
    path = tmp_path / "Offers.csv"
    path.write_text(LISTINGS, encoding="utf-8")
    return path


def test_that_a_table_of_expenses_is_proposed_reviewed_and_imported(
    session: Session, qtbot: QtBot, engine: Engine, expenses: Path
) -> None:
    dialog = mapping_view(qtbot, session, expenses)
    assert (dialog.mapping.rows, dialog.rows.currentText()) == (Rows.EXPENSES, "Expenses")
    assert set(dialog.columns.fields().values()) == {
        *("spent_on", "reference", "expense_kind", "description", "supplier", "amount"),
        "expense_vat_amount",
    }
    seen = {name for name, box in dialog.constants.items() if box.isVisible()}
    assert seen == {"currency", "supplier", "expense_kind"}
    dialog.read.click()
    review_of(qtbot, session)
    review = session.window.imports.review
    assert review.import_button().text() == "Import 3 expenses"
    review.tiles.tile(Pile.NEW).click()
    settle(qtbot, session)
    first = shown(session, 0)
    titles = ["Take", "Row", "Receipt", "Day", "Kind", "What for", "Supplier", "VAT", "Amount", "What"]
    assert list(first) == titles
    assert (first["Receipt"], first["Kind"], first["What for"]) == ("R-1", "Shipping", "Paketmarken")
    assert "is a credit: it lowers what was spent" in shown(session, 2)["What"]
    review.leave_out_box().click()
    review.import_button().click()
    settle(qtbot, session)
    assert "Imported 3 expenses from Ausgaben.csv" in notices(session)
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from sales.expenses")).scalar_one() == 3


def test_that_a_platform_is_named_for_a_table_of_listings_and_the_pair_is_listed(
    session: Session, qtbot: QtBot, listings: Path
) -> None:
    dialog = mapping_view(qtbot, session, listings)
    assert dialog.mapping.rows is Rows.LISTINGS
    assert dialog.told() == "Say which column is the platform, or name it for the whole table"
    box = dialog.constants["platform"]
    assert isinstance(box, QLineEdit)
    box.setText("StockX")
    box.editingFinished.emit()
    settle(qtbot, session)
    assert dialog.read.isEnabled()
    dialog.read.click()
    review_of(qtbot, session)
    review = session.window.imports.review
    assert review.import_button().text() == "Import 1 listing"
    first = shown(session, 0)
    assert (first["Listing"], first["Platform"], first["In the file"]) == ("4712", "StockX", "Nike Dunk Low")
    told = "There is no pair of Nike Dunk Low, DD1391-100, US 12 that was yours on 01/02/2024"
    assert first["What"].startswith(told)
    assert first["What"].endswith("Import or add the purchase first")
    review.leave_out_box().click()
    review.import_button().click()
    settle(qtbot, session)
    show(qtbot, session, INVENTORY)
    model = session.window.inventory.table.model()
    cells = [str(model.index(0, at).data()) for at in range(model.columnCount())]
    assert "Listed" in cells


def test_that_another_kind_of_rows_is_proposed_for_anew(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "Kosten.csv"
    path.write_text("Datum;Artikel;Preis\n13.01.2024;Paketmarken;4,99\n", encoding="utf-8")
    dialog = mapping_view(qtbot, session, path)
    assert dialog.mapping.rows is Rows.PURCHASES

    def say(rows: Rows) -> dict[str, str]:
        dialog.rows.setCurrentIndex(dialog.rows.findData(rows))
        dialog.rows.activated.emit(dialog.rows.currentIndex())
        settle(qtbot, session)
        assert dialog.mapping.rows is rows
        return dict(dialog.columns.fields())

    assert say(Rows.EXPENSES) == {"Datum": "spent_on", "Artikel": "description", "Preis": "amount"}
    assert dialog.read.isEnabled()
    assert say(Rows.LISTINGS) == {"Datum": "listed_on", "Artikel": "product_name", "Preis": "ask"}
    assert say(Rows.SALES) == {"Datum": "sold_at", "Artikel": "product_name", "Preis": "gross"}
