"""The panel beside a table, and what a table says of its chosen row."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from soleflip_desktop.domain.selection import Selection
from soleflip_desktop.ui.session import Session
from tests.ui.acting import IMPORT, SALES_TAB, cell, import_file, sales_model, sales_table, show
from tests.ui.conftest import OpenSession, end, settle


def test_that_a_panel_stands_beside_the_table_and_folds_with_a_key(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    tab, panel = session.window.sales, session.window.sales.side.panel
    assert panel is not None
    assert panel.isVisible()
    assert panel.mapTo(tab, panel.rect().topLeft()).x() > tab.table.width() - 1
    QTest.keyClick(tab, Qt.Key.Key_F9)
    assert panel.isHidden()
    qtbot.waitUntil(lambda: tab.table.width() == tab.width())
    QTest.keyClick(tab, Qt.Key.Key_F9)
    assert panel.isVisible()


def test_that_width_and_fold_of_the_panel_are_remembered(
    open_session: OpenSession, qtbot: QtBot, report: Path
) -> None:
    session = open_session()
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    side = session.window.sales.side
    side.setSizes([side.width() - 420, 420])
    width = side.panel_width
    assert abs(width - 420) < 8
    side.fold(folded=True)
    end(session)
    again = open_session()
    show(qtbot, again, SALES_TAB)
    side = again.window.sales.side
    assert side.is_folded
    side.fold(folded=False)
    assert side.panel_width == width


def test_that_the_one_selected_row_is_told_and_none_if_there_are_several(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    told: list[object] = []
    sales_table(session).row_chosen.connect(told.append)
    table = session.window.sales.table
    table.go_to(3)
    qtbot.waitUntil(lambda: told == [sales_model(session).row_at(3)])
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: told[-1] is None)


def test_that_a_table_shows_what_another_view_asks_for(session: Session, qtbot: QtBot, report: Path) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    wanted = cell(session, 7, "order_key")
    show(qtbot, session, IMPORT)
    sales_table(session).show_selection(Selection(search=wanted))
    show(qtbot, session, SALES_TAB)
    settle(qtbot, session)
    assert sales_model(session).rowCount() == 1
    assert session.window.sales.search.text() == wanted
