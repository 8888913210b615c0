"""What the user has chosen in a table, while its rows are fetched anew."""

import random
from array import array
from collections.abc import Iterable
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
from soleflip_desktop.ui.controllers.kept_rows import _Search, kept_rows
from soleflip_desktop.ui.controllers.row_places import compare, places_with_pauses
from soleflip_desktop.ui.models.columns import ColumnSpec
from soleflip_desktop.ui.models.paged import PAGE_ROWS, PagedTable
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


def _places(after: "array[int]", before: "array[int]", spans: list[range]) -> list[range]:
    [*_, searched] = places_with_pauses(after, before, spans)
    compared = compare(after, before)
    assert searched is not None
    assert compared is None or compared.places(spans) == searched
    return searched


def test_that_rows_are_found_again_wherever_they_went() -> None:
    before = array("q", range(10, 20))
    after = array("q", [99, *range(11, 17), 10, 19])
    assert _places(before, before, [range(2, 4)]) == [range(2, 4)]
    assert _places(after, before, [range(0, 1), range(1, 3)]) == [range(1, 3), range(7, 8)]
    assert _places(after, before, [range(0, 10)]) == [range(1, 9)]
    assert _places(array("q"), before, [range(0, 10)]) == []


def test_that_few_changes_among_a_million_rows_are_found_by_comparing() -> None:
    before = array("q", range(1_000_000))
    changed = array("q", [-1, *range(400_000), *range(400_001, 900_000), 400_000, *range(900_000, 1_000_000)])
    compared = compare(changed, before)
    assert compared is not None
    assert compared.places([range(1_000_000)]) == [range(1, 1_000_001)]
    assert compare(before[::-1], before) is None


@pytest.mark.parametrize("seed", range(40))
def test_that_no_row_is_lost_or_added_between_two_lists(seed: int) -> None:
    chance = random.Random(seed)
    rows = chance.sample(range(10_000), chance.choice((0, 1, 30, 3000)))
    before, after = array("q", rows), rows
    for _ in range(chance.choice((0, 1, 5, 40))):
        at = chance.randrange(len(after) + 1)
        moved = after[at : at + chance.choice((1, 1, 70))]
        rest = after[:at] + after[at + len(moved) :]
        to = chance.randrange(len(rest) + 1)
        new = [20_000 + chance.randrange(10**6)] * chance.choice((0, 0, 1))
        after = list(dict.fromkeys(rest[:to] + new + moved * chance.choice((0, 1, 1)) + rest[to:]))
    first, second = sorted(chance.randrange(len(rows) + 1) for _ in range(2))
    spans = [span for span in (range(first // 2), range(first, second)) if span]
    wanted = {rows[row] for span in spans for row in span}
    found = [after[row] for span in _places(array("q", after), before, spans) for row in span]
    assert found == [row for row in after if row in wanted]


@pytest.fixture
def long_table(qtbot: QtBot) -> TableView:
    """Two hundred thousand rows, none of them loaded."""
    table = TableView("Rows")
    qtbot.addWidget(table)
    model = PagedTable([ColumnSpec("id", "Id")], (), table)
    table.show_model(model)
    model.show_rows(array("q", range(200_000)), {})
    return table


def _exchange(table: TableView, *lists: Iterable[int]) -> PagedTable:
    model = table.model()
    assert isinstance(model, PagedTable)
    for rows in lists:
        with kept_rows(table, model):
            model.show_rows(array("q", rows), {})
    return model


def test_that_rows_in_a_wholly_different_order_are_found_without_holding_up_the_window(
    long_table: TableView, qtbot: QtBot
) -> None:
    long_table.go_to(5)
    long_table.select_spans([range(100_000)])
    backwards = range(199_999, -1, -1)
    _exchange(long_table, backwards)
    assert long_table.selected_count() == 0  # it is still looking
    qtbot.waitUntil(lambda: long_table.selected_spans() == [range(100_000, 200_000)])
    assert long_table.currentIndex().row() == 199_994


def test_that_rows_shown_while_others_are_looked_for_keep_what_was_selected_at_first(
    long_table: TableView, qtbot: QtBot
) -> None:
    long_table.select_spans([range(100_000)])
    even_first = [*range(0, 200_000, 2), *range(1, 200_000, 2)]
    _exchange(long_table, range(199_999, -1, -1), even_first)
    qtbot.waitUntil(lambda: long_table.selected_spans() == [range(50_000), range(100_000, 150_000)])


def test_that_what_the_user_selects_meanwhile_is_left_alone(long_table: TableView, qtbot: QtBot) -> None:
    long_table.select_spans([range(100_000)])
    _exchange(long_table, range(199_999, -1, -1))
    long_table.go_to(7)
    qtbot.waitUntil(lambda: long_table.findChild(_Search) is None)
    assert long_table.selected_rows() == [7]
