"""The tables of the real window on a real database."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.tasks import Lane
from tests.ui.acting import (
    SALES_TAB,
    cell,
    import_file,
    notices,
    sales_model,
    show,
)
from tests.ui.conftest import PATIENCE, SALES, settle


def test_that_rows_below_the_first_page_are_fetched_when_they_come_into_sight(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    session.window.sales.table.scrollToBottom()
    qtbot.waitUntil(lambda: cell(session, SALES - 1, "order_key") != "…", timeout=PATIENCE)


def test_that_a_header_sorts_on_the_server(session: Session, qtbot: QtBot, report: Path) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    model = sales_model(session)
    gross = next(at for at, each in enumerate(model.columns) if each.name == "gross")
    session.window.sales.table.sortByColumn(gross, Qt.SortOrder.AscendingOrder)
    settle(qtbot, session)
    amounts = [model.row_at(row).gross for row in range(50)]  # type: ignore[union-attr]
    assert amounts == sorted(amounts)
    assert model.rowCount() == SALES


def test_that_a_search_narrows_the_table_and_its_totals(session: Session, qtbot: QtBot, report: Path) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    wanted = cell(session, 0, "order_key")
    with qtbot.waitSignal(session.window.sales.searched):
        session.window.sales.search.setText(wanted)
    settle(qtbot, session)
    assert sales_model(session).rowCount() == 1
    assert session.window.status_text().startswith("1 sale · ")
    with qtbot.waitSignal(session.window.sales.searched):
        session.window.sales.search.setText("no such pair")
    settle(qtbot, session)
    assert session.window.sales.empty.sentence() == "Nothing matches “no such pair”."


def test_that_a_typed_cost_gives_a_profit_and_is_undone_from_the_menu(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    model, order = sales_model(session), cell(session, 2, "order_key")
    cost = next(at for at, each in enumerate(model.columns) if each.name == "cost")
    model.setData(model.index(2, cost), "10.50")
    settle(qtbot, session)
    assert cell(session, 2, "order_key") == order
    assert cell(session, 2, "cost") == "10.50\u00a0€"
    assert cell(session, 2, "profit")[0] in "▲▼"
    assert "cost known for 1" in session.window.status_text() or session.window.status_text().startswith(
        "Cost of"
    )
    session.window.menus.undo.trigger()
    settle(qtbot, session)
    assert cell(session, 2, "cost") == "—"


def test_that_a_cost_is_typed_with_the_keyboard_alone(session: Session, qtbot: QtBot, report: Path) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    table = session.window.sales.table
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_F2)
    row = table.currentIndex().row()
    editor = table.findChild(QLineEdit)
    assert editor is not None
    assert editor.accessibleName() == "Cost"
    QTest.keyClicks(editor, "99.5")
    with qtbot.waitSignal(sales_model(session).edit_requested):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(qtbot, session)
    assert cell(session, row, "cost") == "99.50\u00a0€"


def test_that_a_mistyped_cost_is_refused_and_says_why(session: Session, qtbot: QtBot, report: Path) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    model = sales_model(session)
    cost = next(at for at, each in enumerate(model.columns) if each.name == "cost")
    model.setData(model.index(0, cost), "ten")
    assert "“ten” is not an amount such as 1,115.99" in notices(session)


def test_that_selected_rows_are_copied_as_a_table(session: Session, qtbot: QtBot, report: Path) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    session.window.sales.table.selectAll()
    session.window.menus.copy.trigger()
    settle(qtbot, session)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:2] == ["Sold", "Product"]
    assert len(lines) == SALES + 1


def test_that_a_hidden_tab_reloads_only_when_it_is_shown(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    import_file(qtbot, session, report)
    assert sales_model(session).rowCount() == 0  # never shown so far
    show(qtbot, session, SALES_TAB)
    assert sales_model(session).rowCount() == SALES
    with qtbot.assertNotEmitted(sales_model(session).modelReset):
        session.context.bus.changed.emit(Change.IMPORTS)  # a table does not show them
        settle(qtbot, session)


def test_that_a_reload_waits_until_the_user_has_finished_typing(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    table = session.window.sales.table
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "12")
    session.context.bus.changed.emit(Change.SALES)
    assert not session.tasks.is_busy(Lane.READ)
    assert editor.text() == "12"
    with qtbot.waitSignal(sales_model(session).modelReset, timeout=PATIENCE):
        QTest.keyClick(editor, Qt.Key.Key_Escape)
