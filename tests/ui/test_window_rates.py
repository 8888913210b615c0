"""A file of exchange rates in the real window: its days under review, imported, undone."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from soleflip_desktop.ui.controllers.jobs import Stage
from soleflip_desktop.ui.models.review import Pile, ReviewTable
from soleflip_desktop.ui.session import Session
from tests.benchmarks.rates_files import write_history
from tests.ui.acting import drop, notices, review_of
from tests.ui.conftest import settle

DAYS = 300  # more than a page of the table


@pytest.fixture
def history(tmp_path: Path) -> Path:
    return write_history(tmp_path / "eurofxref-hist.csv", DAYS, last_day=date(2009, 3, 31))


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


def write(path: Path, lines: Sequence[str]) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="ascii")
    return path


def test_that_a_rates_file_shows_its_days_and_imports_them(
    session: Session, qtbot: QtBot, history: Path, engine: Engine
) -> None:
    drop(qtbot, session, [history])
    review_of(qtbot, session)
    review = session.window.imports.review
    row = session.window.imports.queue.rows()[0]
    facts = "ECB reference rates · 300 rows · 41 currencies · 06/02/2008 … 31/03/2009"
    assert facts in row.accessibleName()
    assert review.import_button().text() == "Import 300 days"
    first = shown(session, 0)
    assert list(first) == ["Take", "Row", "Day", "Currencies", "One euro is", "What"]
    assert (first["Day"], first["Currencies"], first["What"]) == ("31/03/2009", "34", "New")
    assert first["One euro is"].startswith("USD 1.")
    review.import_button().click()
    settle(qtbot, session)
    assert "Imported 300 days from eurofxref-hist.csv" in notices(session)
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from core.rate_days")).scalar_one() == DAYS


def test_that_a_day_of_rates_is_found_as_the_user_writes_it(
    session: Session, qtbot: QtBot, history: Path
) -> None:
    drop(qtbot, session, [history])
    review_of(qtbot, session)
    panel = session.window.imports.review
    assert panel.search.placeholderText() == panel.search.accessibleName() == "Search day"
    for typed in ("31/03/2009", "2009-03-31", "31/3/09"):
        panel.search.setText(typed)
        QTest.keyClick(panel.search, Qt.Key.Key_Return)
        settle(qtbot, session)
        assert (panel.table.model().rowCount(), shown(session, 0)["Day"]) == (1, "31/03/2009")
    panel.search.setText("2009-03")
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    settle(qtbot, session)
    assert panel.table.model().rowCount() == 22  # the trading days of that month


def test_that_a_change_of_a_rate_is_shown_old_and_new_and_an_undo_brings_the_old_one_back(
    session: Session, qtbot: QtBot, tmp_path: Path, engine: Engine
) -> None:
    older = write(tmp_path / "a.csv", ["Date,USD,JPY,", "2024-03-28,1.0811,163.45,"])
    newer = write(tmp_path / "b.csv", ["Date,USD,JPY,", "2024-03-29,1.09,164,", "2024-03-28,1.082,163.45,"])
    for path in (older, newer):
        drop(qtbot, session, [path])
        review_of(qtbot, session)
        if path == newer:
            assert shown(session, 0)["What"] == "USD 1.0811 → 1.082"
            assert session.window.imports.review.import_button().text() == "Import 1 day, change 1"
        session.window.imports.review.import_button().click()
        settle(qtbot, session)
    session.window.menus.undo.trigger()
    settle(qtbot, session)
    with engine.connect() as connection:
        rates = connection.execute(
            text("select day::text, currency, per_eur::float from core.exchange_rates")
        )
        found = {tuple(row) for row in rates}
    assert found == {("2024-03-28", "USD", 1.0811), ("2024-03-28", "JPY", 163.45)}


def test_that_a_broken_rate_is_corrected_in_the_list(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", ["Date,USD,JPY,", "2024-03-28,-1.0811,163.45,"])
    drop(qtbot, session, [path])
    review_of(qtbot, session)
    review = session.window.imports.review
    row = shown(session, 0)
    assert (row["In the file"], row["Day"]) == ("-1.0811", "2024-03-28")
    assert row["What"].startswith("USD: “-1.0811” is not more than 0")
    model = review.table.model()
    assert isinstance(model, ReviewTable)
    model.setData(model.index(0, model.place_of("fault")), "1.0811")
    settle(qtbot, session)
    assert session.imports.jobs[0].stage is Stage.REVIEW
    review.tiles.chosen.emit(Pile.ALL)
    settle(qtbot, session)
    assert review.import_button().text() == "Import 1 day"
