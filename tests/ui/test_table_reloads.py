"""What the user has chosen in a table, while its rows are fetched anew."""

from array import array
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.selection import EVERYTHING
from soleflip_desktop.services.tables import LongTable
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.kept_rows import places
from soleflip_desktop.ui.models.paged import PAGE_ROWS
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.widgets.table_view import TableView
from tests.ui.acting import SALES_TAB, cell, import_file, sales_model, sales_table, show
from tests.ui.conftest import PATIENCE, SALES, settle


@pytest.fixture
def filled(session: Session, qtbot: QtBot, report: Path) -> Session:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    return session


@pytest.fixture
def ids_wait(monkeypatch: pytest.MonkeyPatch) -> Event:
    """All ids arrive once this is set."""
    goes_on, ids = Event(), LongTable.ids

    def slow(self: Any, *wanted: Any, control: Control, **named: Any) -> "array[int]":
        goes_on.wait(PATIENCE / 1000)
        return ids(self, *wanted, control=control, **named)

    monkeypatch.setattr(LongTable, "ids", slow)
    return goes_on


def _click(table: TableView, row: int, *, also: bool = False) -> None:
    place = table.visualRect(table.model().index(row, 0)).center()
    keys = Qt.KeyboardModifier.ControlModifier if also else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, keys, place)


def _sell_later(engine: Engine, session: Session, row: int) -> None:
    """Moves the sale of a row to the top, behind the window's back."""
    with engine.begin() as connection:
        statement = "update sales.sales set sold_at = now() where id = :id"
        connection.execute(text(statement), {"id": sales_model(session).ids[row]})


def test_that_rows_chosen_during_a_reload_stay_chosen_in_their_new_place(
    filled: Session, qtbot: QtBot, engine: Engine, ids_wait: Event
) -> None:
    table, model = filled.window.sales.table, sales_model(filled)
    chosen = [model.ids[3], model.ids[5], model.ids[6]]
    _sell_later(engine, filled, 40)
    filled.context.bus.changed.emit(Change.SALES)
    for row in (3, 5, 6):
        _click(table, row, also=row > 3)
    ids_wait.set()
    settle(qtbot, filled)
    assert table.selected_rows() == [4, 6, 7]
    assert list(sales_table(filled).selected_ids()) == chosen
    assert table.currentIndex().row() == 7


def test_that_a_reload_stays_where_the_user_has_scrolled_to_meanwhile(
    filled: Session, qtbot: QtBot, ids_wait: Event
) -> None:
    table = filled.window.sales.table
    table.go_to(0)
    filled.context.bus.changed.emit(Change.SALES)
    table.verticalScrollBar().setValue(2000)
    ids_wait.set()
    settle(qtbot, filled)
    assert table.verticalScrollBar().value() == 2000
    assert table.selected_rows() == [0]


@pytest.mark.parametrize("moved", [0, 1])
def test_that_a_click_on_the_first_rows_outlives_the_arrival_of_all_ids(
    filled: Session, qtbot: QtBot, engine: Engine, ids_wait: Event, moved: int
) -> None:
    table, model = filled.window.sales.table, sales_model(filled)
    sales_table(filled).show_selection(EVERYTHING)
    qtbot.waitUntil(lambda: model.rowCount() == PAGE_ROWS, timeout=PATIENCE)
    chosen = model.ids[2]
    _click(table, 2)
    if moved:
        _sell_later(engine, filled, 40)
    ids_wait.set()
    qtbot.waitUntil(lambda: model.rowCount() == SALES, timeout=PATIENCE)
    assert list(sales_table(filled).selected_ids()) == [chosen]
    assert table.selected_rows() == [2 + moved]


def test_that_what_is_typed_during_a_reload_is_not_thrown_away(
    filled: Session, qtbot: QtBot, ids_wait: Event
) -> None:
    table = filled.window.sales.table
    filled.context.bus.changed.emit(Change.SALES)
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "12")
    ids_wait.set()
    settle(qtbot, filled)
    assert table.findChild(QLineEdit) is editor
    assert editor.text() == "12"
    with qtbot.waitSignal(sales_model(filled).modelReset, timeout=PATIENCE):  # it was not forgotten either
        QTest.keyClick(editor, Qt.Key.Key_Escape)


def test_that_the_page_in_sight_is_shown_before_its_neighbours_are_fetched(
    filled: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, model = filled.window.sales.table, sales_model(filled)
    page, told = LongTable.page, list[object]()

    def noted(self: Any, ids: "array[int]", *, control: Control) -> list[Any]:
        told.append(ids[0])
        return page(self, ids, control=control)

    monkeypatch.setattr(LongTable, "page", noted)
    ids = array("q", [*model.ids] * 8)
    model.show_rows(ids, {})
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 50_000, timeout=PATIENCE)
    settle(qtbot, filled)
    told.clear()
    table.scrollTo(model.index(1050, 0))
    model.dataChanged.connect(lambda: told.append("shown"))
    with qtbot.waitSignal(model.pages_wanted):
        cell(filled, 1050, "order_key")
    qtbot.waitUntil(lambda: told.count("shown") >= 3, timeout=PATIENCE)
    assert told == [ids[1000], "shown", ids[800], ids[1200], "shown", "shown"]


def test_that_rows_are_found_again_wherever_they_went() -> None:
    before = array("q", range(10, 20))
    after = array("q", [99, *range(11, 17), 10, 19])
    assert places(before, before, [range(2, 4)]) == [range(2, 4)]
    assert places(after, before, [range(0, 1), range(1, 3)]) == [range(1, 3), range(7, 8)]
    assert places(after, before, [range(0, 10)]) == [range(1, 9)]
    assert places(array("q"), before, [range(0, 10)]) == []
