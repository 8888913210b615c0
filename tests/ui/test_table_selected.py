"""What the window says of selected rows, and offers to do with them."""

from array import array
from decimal import Decimal
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.selection import EVERYTHING, OneOf, Selection
from soleflip_desktop.services.tables import LongTable
from soleflip_desktop.ui.models.paged import PagedTable
from soleflip_desktop.ui.session import Session
from tests.ui.acting import SALES_TAB, cell, import_file, sales_model, sales_table, show
from tests.ui.conftest import PATIENCE, SALES, settle

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def filled(session: Session, qtbot: QtBot, report: Path) -> Session:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    return session


def _column(session: Session, name: str) -> int:
    return next(at for at, each in enumerate(sales_model(session).columns) if each.name == name)


def _menu(session: Session, row: int, name: str) -> QMenu:
    """Opened with the menu key on a cell."""
    table = session.window.sales.table
    table.go_to(row)
    cell_of_menu = table.model().index(row, _column(session, name))
    table.selectionModel().setCurrentIndex(cell_of_menu, QItemSelectionModel.SelectionFlag.NoUpdate)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(table.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def _choose(menu: QMenu, text: str) -> None:
    action = next(action for action in menu.actions() if action.text() == text)
    menu.close()
    action.trigger()


def _says(session: Session, qtbot: QtBot, start: str) -> None:
    qtbot.waitUntil(lambda: session.window.status_text().startswith(start), timeout=PATIENCE)


def test_that_several_selected_rows_are_added_up(filled: Session, qtbot: QtBot) -> None:
    table = filled.window.sales.table
    table.go_to(0)
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    _says(filled, qtbot, "3 sales selected · ")
    model = sales_model(filled)
    payout = sum((model.row_at(row).payout for row in range(3)), Decimal(0))  # type: ignore[union-attr]
    assert f"payout {filled.context.formats.money(payout, 'EUR')}" in filled.window.status_text()
    QTest.keyClick(table, Qt.Key.Key_Down)
    _says(filled, qtbot, f"{SALES} sales · ")


def test_that_all_rows_are_selected_without_asking_the_database(
    filled: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    start = filled.tasks.start
    monkeypatch.setattr(filled.tasks, "start", lambda *task, **how: asked.append(how) or start(*task, **how))  # type: ignore[func-returns-value]
    filled.window.sales.table.selectAll()
    _says(filled, qtbot, f"{SALES} sales selected · ")
    assert not asked


def test_that_a_million_rows_are_selected_and_drawn_at_once(filled: Session, qtbot: QtBot) -> None:
    table, model = filled.window.sales.table, sales_model(filled)
    model.show_rows(array("q", range(1, 1_000_001)), {})
    asked: list[int] = []
    flags = PagedTable.flags
    PagedTable.flags = lambda self, index: asked.append(1) or flags(self, index)  # type: ignore[method-assign,func-returns-value]
    try:
        table.selectAll()
        table.grab()
    finally:
        PagedTable.flags = flags  # type: ignore[method-assign]
    assert table.selected_count() == 1_000_000
    assert len(asked) < 10_000  # of the cells in sight, not of a million rows


def test_that_a_cell_is_copied_and_filtered_by_from_the_menu(filled: Session, qtbot: QtBot) -> None:
    brand = cell(filled, 1, "brand")
    _choose(_menu(filled, 1, "brand"), "Copy cell")
    assert QGuiApplication.clipboard().text() == brand
    _choose(_menu(filled, 1, "brand"), f"Filter by Brand: {brand}")
    settle(qtbot, filled)
    assert filled.window.sales.chips.filters == (OneOf("brand", (brand,)),)
    assert 0 < sales_model(filled).rowCount() < SALES


def test_that_show_only_forgets_the_other_filters(filled: Session, qtbot: QtBot) -> None:
    filled.window.sales.chips.take_filters((OneOf("status", ("completed",)),))
    settle(qtbot, filled)
    product = cell(filled, 0, "product")
    _choose(_menu(filled, 0, "product"), f"Show only Product: {product}")
    settle(qtbot, filled)
    assert filled.window.sales.chips.filters == (OneOf("product", (product,)),)


def test_that_a_money_cell_offers_no_filter_but_to_edit_it(filled: Session) -> None:
    menu = _menu(filled, 0, "cost")
    texts = [action.text() for action in menu.actions()]
    menu.close()
    assert "Edit cell" in texts
    assert not any(text.startswith("Filter by") for text in texts)


def test_that_an_action_for_rows_takes_their_ids_by_menu_and_keys(filled: Session, qtbot: QtBot) -> None:
    taken: list[list[int]] = []
    controller, table = sales_table(filled), filled.window.sales.table
    action = controller.add_row_action("Weigh", "Ctrl+Alt+W", lambda ids: taken.append(list(ids)))
    assert not action.isEnabled()
    table.go_to(2)
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    expected = list(sales_model(filled).ids[2:4])
    QTest.keyClick(table, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert taken == [expected]
    _choose(_menu(filled, 5, "gross"), "Weigh")
    assert taken[1] == [sales_model(filled).ids[5]]


def test_that_rows_are_shown_before_they_are_added_up(
    filled: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, table, goes_on = sales_model(filled), sales_table(filled), Event()
    totals = LongTable.totals

    def slow(self: Any, selection: Selection, *, control: Control) -> Any:
        if selection.search:
            goes_on.wait(PATIENCE / 1000)
        return totals(self, selection, control=control)

    monkeypatch.setattr(LongTable, "totals", slow)
    table.show_selection(Selection("nike"))
    qtbot.waitUntil(lambda: 0 < model.rowCount() < SALES, timeout=PATIENCE)
    _says(filled, qtbot, "Adding up…")
    table.show_selection(EVERYTHING)
    qtbot.waitUntil(lambda: model.rowCount() == SALES, timeout=PATIENCE)
    goes_on.set()
    _says(filled, qtbot, f"{SALES} sales · ")
    settle(qtbot, filled)
    assert filled.window.status_text().startswith(f"{SALES} sales · ")  # not those of the search
