"""A processor's file in the real window: its movements under review, imported, told in words."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from soleflip_desktop.ui.models.review import ReviewTable
from soleflip_desktop.ui.session import Session
from tests.ui.acting import drop, notices, review_of
from tests.ui.conftest import settle

GOLDEN = Path(__file__).parents[1] / "golden" / "paypal_activity"


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


def test_that_a_processors_file_shows_its_movements_and_imports_them(
    session: Session, qtbot: QtBot, engine: Engine
) -> None:
    drop(qtbot, session, [GOLDEN / "english.csv"])
    review_of(qtbot, session)
    review = session.window.imports.review
    assert review.import_button().text() == "Import 5 payouts"
    first = shown(session, 0)
    assert list(first) == ["Take", "Row", "Reference", "Day", "Movement", "Gross", "Fee", "Net", "What"]
    assert (first["Reference"], first["Day"]) == ("7AB00000000000001", "31/05/2024")
    assert (first["Movement"], first["What"]) == ("Express Checkout Payment", "New")
    assert ("1,120.00" in first["Gross"], "39.57" in first["Fee"], "1,080.43" in first["Net"]) == (True,) * 3
    review.import_button().click()
    settle(qtbot, session)
    assert "Imported 5 payouts from english.csv" in notices(session)
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from sales.payouts")).scalar_one() == 5


def test_that_a_row_that_cannot_be_read_shows_what_the_file_has(session: Session, qtbot: QtBot) -> None:
    drop(qtbot, session, [GOLDEN / "problems.csv"])
    review_of(qtbot, session)
    settle(qtbot, session)
    first = shown(session, 0)
    assert (first["Reference"], first["Gross"], first["In the file"]) == ("7AB00000000000011", "ten", "ten")
